"""Questions to git about the repository that a folder stands in; it knows no policy.

Whatever the machine, the repository or the environment is set to, git here only reads: it runs
no hook, filter or pager, fetches nothing, locks nothing, and answers in plain bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from hashlib import sha1, sha256
from pathlib import Path

PATIENCE = 120  # seconds
# Where the operator says which settings and folders git may trust. Everything else that begins
# with GIT_ goes: a build that is started from a hook has GIT_DIR set, perhaps to another place.
TRUSTED = re.compile(
    r"GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)"
    r"|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH)"
)
OURS = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "",  # older git knows no GIT_NO_LAZY_FETCH, and would fetch
    "GIT_GRAFT_FILE": os.devnull,  # the history as it was committed, not as somebody has cut it
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
SETTINGS = ("core.fsmonitor=false", "log.follow=false", "log.showRoot=true")
ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
REFUSALS = (  # what git says, and the code of the text that says it in Swedish
    ("not a git repository", "history-no-repository"),
    ("dubious ownership", "history-refused"),
    ("unknown revision", "history-no-commits"),
)


class NoAnswerError(Exception):
    """Git has not answered; `code` is the code of the text that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask(site: Path, *words: str, given: bytes = b"", partly: bool = False) -> bytes:
    """Return git's answer to a question about a folder's repository; raises `NoAnswerError`.

    `partly`: what it said before it failed is an answer too.
    """
    git = shutil.which("git")
    if git is None:
        raise NoAnswerError("history-no-git")
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    command = [git, "--no-replace-objects", "--no-pager", *settings, *words]
    kept = {k: v for k, v in os.environ.items() if k[:4] != "GIT_" or TRUSTED.fullmatch(k)}
    try:
        done = subprocess.run(  # noqa: S603  (no shell; paths stand after `--`)
            command,
            cwd=site,
            env=kept | OURS,
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise NoAnswerError("history-refused") from trouble
    if done.returncode and not partly:
        said = done.stderr.decode(errors="replace")
        raise NoAnswerError(
            next((code for sign, code in REFUSALS if sign in said), "history-refused")
        )
    return done.stdout


def blob_id(raw: bytes, like: str) -> str:
    """Return git's id of a content, in the same kind of digest as another id (SHA-1, SHA-256)."""
    kind = sha256 if len(like) == 64 else sha1
    digest = kind(b"blob %d\0" % len(raw), usedforsecurity=False)
    digest.update(raw)
    return digest.hexdigest()


def read_blobs(site: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """Return contents by their ids; one that is not there, or is not what its id says, is absent.

    Where git stops at a missing content (a partial clone), those after it are absent too.
    """
    wanted = sorted({one for one in ids if ID.fullmatch(one)})
    if not wanted:
        return {}
    try:
        said = ask(site, "cat-file", "--batch", given="\n".join(wanted).encode(), partly=True)
    except NoAnswerError:
        return {}
    found: dict[str, bytes] = {}
    at = 0
    while (end := said.find(b"\n", at)) >= 0:
        name, *kind = said[at:end].decode(errors="replace").split(" ")
        at = end + 1
        if len(kind) == 2:  # 'blob 123'; what is missing has one word
            raw, at = said[at : at + int(kind[1])], at + int(kind[1]) + 1
            if blob_id(raw, name) == name:
                found[name] = raw
    return found


def all_blobs(site: Path, ids: Iterable[str]) -> bool:
    """Tell whether every content is there."""
    wanted = sorted(set(ids))
    given = "\n".join(wanted).encode()
    said = ask(site, "cat-file", "--batch-check=%(objecttype)", given=given, partly=True)
    return said == b"blob\n" * len(wanted)
