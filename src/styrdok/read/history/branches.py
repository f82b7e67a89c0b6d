"""Two states of a git repository's policies are laid out as folders; it knows no policy.

Nothing is checked out. The bytes are those of git's objects: no attribute of the tree
(`export-ignore`, `filter`) can leave out or change what a branch proposes.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from styrdok.read.lock.companion import ENDING
from styrdok.read.source import MAX_BYTES

LINK, FILES = "120000", ("100644", "100755", "100664")
NOWHERE = "styrdok-foljer-inga-symboliska-lankar"
TEXTS = (".md", ".yml", ENDING)
SHORT = 10  # signs of a commit's number, as it is shown
NUMBER = re.compile(r"[0-9a-f]{40,64}")
LONGEST = 200  # signs of what git says that are told on


class BranchError(Exception):
    """Two states could not be laid out: the `code` of why, and the `facts` of its text."""

    def __init__(self, code: str, wrong_use: bool = False, **facts: str) -> None:
        super().__init__(code)
        self.code, self.wrong_use, self.facts = code, wrong_use, facts


@dataclass(frozen=True)
class Leaf:
    """A file in a tree: its mode, the name of its content, and its size in bytes."""

    mode: str
    content: str
    size: int

    def same(self, other: Leaf | None) -> bool:
        """Tell whether another file holds the same; who may run it says nothing of a text."""
        alike = other and (self.mode == LINK) == (other.mode == LINK)
        return bool(alike and other and self.content == other.content)


@dataclass(frozen=True)
class Span:
    """What a branch changes: the two ends by name and commit, and the files that differ.

    `base` is the commit where the branch left what it is compared with. The paths are under the
    site folder.
    """

    base_name: str
    head_name: str
    base: str
    head: str
    changed: frozenset[str]


def read_range(words: str) -> tuple[str, str]:
    """Return the two ends of `BASE..HEAD`; without an end, HEAD. Raises `BranchError`."""
    base, _, head = words.partition("..")
    base, head = base.strip(), head.lstrip(".").strip() or "HEAD"
    if not base or any(name.startswith("-") for name in (base, head)):
        raise BranchError("bad-range", wrong_use=True, value=words)
    return base, head


def lay_out(root: Path, folder: str, words: str, old: Path, new: Path) -> Span:
    """Lay out a folder of a repository, as a branch found it and as it leaves it.

    `words` are `BASE..HEAD`; the folder as it was where HEAD left BASE goes under `old`, and as it
    is at HEAD under `new`. A symbolic link becomes one that leads nowhere, and only texts have
    their content. Raises `BranchError`.
    """
    base_name, head_name = read_range(words)
    prefix = _prefix(root)
    cut_short = _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    base, head = (_commit(root, name, cut_short) for name in (base_name, head_name))
    met = _git(root, "merge-base", base, head)
    if met.returncode:
        code = "cut-short" if cut_short else "no-common"
        raise BranchError(code, base=base_name, head=head_name)
    base = met.stdout.decode().split()[0]
    before, after = (_tree(root, commit, prefix, folder) for commit in (base, head))
    if not after:
        raise BranchError("no-policies", name=head_name, folder=prefix + folder)
    both = [*before.items(), *after.items()]
    wanted = {leaf.content for path, leaf in both if _is_text(path, leaf)}
    contents = _contents(root, sorted(wanted))
    for tree, place in ((before, old), (after, new)):
        (place / folder).mkdir(parents=True, exist_ok=not tree)
        _lay(tree, contents, place)
    differ = (path for path, leaf in before.items() if not leaf.same(after.get(path)))
    changed = frozenset([*differ, *(after.keys() - before.keys())])
    base_name, head_name = _readable(root, base_name), _readable(root, head_name)
    return Span(base_name, head_name, base[:SHORT], head[:SHORT], changed)


def _readable(root: Path, name: str) -> str:
    """An end by the name that people know: the branch for HEAD, the beginning of a number."""
    if name == "HEAD":
        return _git(root, "rev-parse", "--abbrev-ref", "HEAD").stdout.decode().strip() or name
    return name[:SHORT] if NUMBER.fullmatch(name) else name


def _git(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git, which asks nobody anything and changes nothing. Raises `BranchError`."""
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "--no-replace-objects", "-C", str(root), *words]
    try:
        return subprocess.run(  # noqa: S603  (no shell, and no word begins with a dash)
            command, input=given, capture_output=True, check=False, env=os.environ | quiet
        )
    except OSError as trouble:
        raise BranchError("no-git") from trouble


def _prefix(root: Path) -> str:
    """The site folder's path inside its repository, with a slash last; empty at the top."""
    found = _git(root, "rev-parse", "--show-prefix")
    if found.returncode:
        why = found.stderr.decode(errors="replace").strip().split("\n")[0][:LONGEST]
        known = b"not a git repository" in found.stderr
        raise BranchError("no-repository" if known else "git-refuses", path=str(root), why=why)
    return os.fsdecode(found.stdout.removesuffix(b"\n"))


def _commit(root: Path, name: str, cut_short: bool) -> str:
    words = ("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    found = _git(root, *words) if "\0" not in name else None
    if found is None or found.returncode:
        code = "no-such-cut-short" if cut_short else "no-such"
        raise BranchError(code, wrong_use=not cut_short, name=name)
    return found.stdout.decode().strip()


def _tree(root: Path, commit: str, prefix: str, folder: str) -> dict[str, Leaf]:
    """Every file under a folder in a commit, by its path under the site folder."""
    where = prefix + folder
    listed = _git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", where)
    if listed.returncode:
        raise BranchError("cut-short", base=commit[:SHORT], head=commit[:SHORT])
    found: dict[str, Leaf] = {}
    for row in listed.stdout.split(b"\0"):
        facts, _, name = row.partition(b"\t")
        path = os.fsdecode(name).removeprefix(prefix)
        if name and not {"", ".", ".."} & set(path.split("/")):
            mode, _, content, size = facts.decode().split()
            found[path] = Leaf(mode, content, int(size) if size.isdigit() else 0)
    return found


def _is_text(path: str, leaf: Leaf) -> bool:
    return path.lower().endswith(TEXTS) and leaf.mode in FILES and leaf.size <= MAX_BYTES


def _contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The contents by their names. Raises `BranchError`."""
    asked = "".join(f"{name}\n" for name in names).encode()
    given = _git(root, "cat-file", "--batch", given=asked).stdout if asked else b""
    found: dict[str, bytes] = {}
    at = 0
    while at < len(given):
        end = given.index(b"\n", at)
        head = re.fullmatch(rb"(\w+) blob (\d+)", given[at:end])
        if head is None:  # 'missing': it was never fetched
            raise BranchError("cut-short", base="", head="")
        size = int(head[2])
        found[head[1].decode()] = given[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def _lay(tree: Mapping[str, Leaf], contents: Mapping[str, bytes], place: Path) -> None:
    """Write a tree's files; what is not text stands there empty, as large as it is."""
    for path, leaf in tree.items():
        file = place / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if leaf.mode == LINK:
                file.symlink_to(NOWHERE)
            elif leaf.mode in FILES and _is_text(path, leaf):
                file.write_bytes(contents[leaf.content])
            elif leaf.mode in FILES:
                file.touch()
                os.truncate(file, leaf.size)
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            raise BranchError("cannot-lay", path=path, why=why) from trouble
