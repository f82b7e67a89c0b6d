"""Git history becomes a ledger: how long which text of each file has stood on main.

It knows no other fact of a policy than where its file lies, and trusts nothing but the committer
date, which is as true as the clock that set it: git does not record when main moved. Commits that
are pushed to main as they are (no merge on the code host) count from when they were made, and
anyone may set that date; only a code host that makes every commit on main itself closes that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from styrdok.memory import Memory, decode, encode
from styrdok.model import Value, replace
from styrdok.read.history.checkout import changed_files
from styrdok.read.history.git import NoAnswerError, all_blobs, ask
from styrdok.read.library import FOLDER, MUNICIPALITY_FILE

OWN = ("refs/heads/main", "refs/heads/master")
MAINS = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/heads/main",
    "refs/remotes/origin/master",
    "refs/heads/master",
)
# What git calls a merge of main INTO something: on main's line, it was somebody else's line.
MERGED_MAIN = re.compile(rb"Merge (?:remote-tracking )?branch(?:es)? '(?:[^']*/)?(?:main|master)'")
LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--full-history", "--sparse"),
    *("--reverse", "--raw", "-z", "-M", "-l1000", "--no-abbrev", "--no-relative", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--no-notes", "--no-show-signature"),
    "--format=%H %ct %P%x00%s",
)


class Stretch(Value, frozen=True):
    """A text that stood on main: its blob, its path then, from and until when (Unix seconds).

    `path` is under the site folder; `until` is None where it still stands.
    """

    blob: str
    path: str
    since: int
    until: int | None = None


class History(Enum):
    """How much of the history there is to go by."""

    WHOLE = "whole"
    CUT_SHORT = "cut short"
    MISSING = "missing"


Lines = dict[str, tuple[Stretch, ...]]


class Laid(Value, frozen=True):
    """The line of each file that is there, and the files that have been there and are not."""

    lines: Lines
    gone: tuple[str, ...] = ()


class Ledger(Value, frozen=True):
    """What has stood on main, oldest first, by the path of each file on main's tip.

    `changed` are the files in the folder that are not as on main's tip, or on one side only. Where
    the history is not whole, `why` is the code of a text; what lines there are hold nonetheless:
    a text has then stood at least so long. `main` is the ref that was taken for main.
    `gone` are paths of files that have been on main, and are neither there nor followed to another.
    """

    lines: Mapping[str, tuple[Stretch, ...]]
    changed: frozenset[str]
    state: History
    why: str = ""
    main: str = ""
    tip: str = ""
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Change:
    blob: str | None  # None: no longer a file
    source: str | None
    path: str | None

    @property
    def now(self) -> tuple[str | None, str | None]:
        return self.blob, self.path


@dataclass(frozen=True)
class _Commit:
    id: str
    time: int
    parents: tuple[str, ...]
    merged_main: bool
    changes: list[_Change] = field(default_factory=list)


def read_ledger(site: Path, memory: Memory) -> Ledger:
    """Return a site folder's ledger; the lines of a tip that is known come from memory."""
    try:
        shallow, tip, main, prefix = _main(site)
    except NoAnswerError as trouble:
        return Ledger({}, changed_files(site, {}), History.MISSING, trouble.code)
    key = blake2b(os.fsencode(f"{tip} {prefix}"), digest_size=16).hexdigest()
    kept = None if shallow else memory.get("ledger", key)
    laid, why = (decode(kept, Laid), "") if kept is not None else _lines(site, prefix, tip)
    lines = laid.lines
    why = "history-shallow" if shallow else why
    state = History.CUT_SHORT if why else History.WHOLE
    if not why and not lines:
        state, why = History.MISSING, "history-untracked"
    elif not why and kept is None:
        memory.put("ledger", key, encode(laid))
    return Ledger(
        lines,
        changed_files(site, {path: line[-1].blob for path, line in lines.items()}),
        state,
        why,
        main,
        tip,
        laid.gone,
    )


def _main(site: Path) -> tuple[bool, str, str, str]:
    """Return whether the clone is shallow, main's tip and ref, and the path to the site folder."""
    asked = ("--is-shallow-repository", "HEAD", "--symbolic-full-name", "HEAD", "--show-prefix")
    said = os.fsdecode(ask(site, "rev-parse", *asked)).split("\n")
    if len(said) != 5:  # a line break in a folder's name
        raise NoAnswerError("history-refused")
    shallow, head, branch, prefix, _ = said
    if branch in OWN:
        return shallow == "true", head, branch, prefix
    refs = os.fsdecode(ask(site, "for-each-ref", "--format=%(refname) %(objectname)", *MAINS))
    tips = dict(line.split(" ") for line in refs.splitlines())
    known = [name for name in MAINS if name in tips]
    if branch == "HEAD" and known:  # detached, as a build machine often has it
        for name in known:
            line = ask(site, "rev-list", "--first-parent", tips[name], "--")
            if head.encode() in line.split():
                return shallow == "true", head, name, prefix
    main = known[0] if known else branch
    return shallow == "true", tips.get(main, head), main, prefix


def _lines(site: Path, prefix: str, tip: str) -> tuple[Laid, str]:
    """Return the lines of the files on main's tip, and the code of what is wrong with them."""
    try:
        said = ask(site, *LOG, tip, "--", f":(top,literal){prefix}{FOLDER}")
        commits = list(_commits(said, prefix))
        ids = [commit.id for commit in commits]
        if [commit.parents[:1] for commit in commits] != [(), *((one,) for one in ids[:-1])]:
            return Laid({}), "history-incomplete"
        graph = _graph(site, tip) if any(commit.merged_main for commit in commits) else {}
        laid = _lay(commits, _times(commits, graph))
        there = all_blobs(site, (stretch.blob for line in laid.lines.values() for stretch in line))
    except (NoAnswerError, ValueError, IndexError):
        return Laid({}), "history-incomplete"
    return laid, "" if there else "history-incomplete"


def _commits(said: bytes, prefix: str) -> Iterator[_Commit]:
    """Yield the commits of main's line, oldest first, as git's log tells them."""
    words = iter(said.split(b"\0"))
    commit: _Commit | None = None
    for word in (word.lstrip(b"\n") for word in words):
        if word.startswith(b":") and commit:
            _, mode, _, blob, status = word.decode().split(" ")
            source = _name(next(words), prefix)
            path = _name(next(words), prefix) if status[0] == "R" else source
            is_file = mode.startswith("100") and path is not None  # no link, no submodule
            commit.changes.append(_Change(blob if is_file else None, source, path))
        elif word:
            if commit:
                yield commit
            name, time, *parents = word.decode().split(" ")
            subject = next(words)
            above = tuple(parent for parent in parents if parent)
            commit = _Commit(name, int(time or 0), above, bool(MERGED_MAIN.match(subject)))
    if commit:
        yield commit


def _name(raw: bytes, prefix: str) -> str | None:
    """Return a file's path under the site folder; None for what is no text, and so never read."""
    try:
        return raw[len(os.fsencode(prefix)) :].decode()
    except UnicodeDecodeError:
        return None


def _graph(site: Path, tip: str) -> dict[str, list[str]]:
    """Return the parents of every commit."""
    rows = ask(site, "rev-list", "--parents", tip, "--").decode().splitlines()
    return {name: parents for name, *parents in (row.split(" ") for row in rows)}


def _times(commits: list[_Commit], graph: Mapping[str, list[str]]) -> list[int]:
    """Return since when each commit has been on main: never before its first parent.

    A merge OF main on main's line (a `git pull` of one's own commits, or a branch that was kept
    up to date and then pushed as main) tells that main was the other parent: what stands between
    their fork and the merge was somebody's own until then, and counts from the merge.
    """
    times: list[int] = []
    for commit in commits:
        times.append(max(commit.time, times[-1]) if times else commit.time)
    places = {commit.id: place for place, commit in enumerate(commits)}
    for at, commit in enumerate(commits):
        if not commit.merged_main:
            continue
        fork, seen, ahead = -1, set[str](), list(commit.parents[1:])
        while ahead:
            one = ahead.pop()
            if one in places:
                fork = max(fork, places[one])
            elif one not in seen:
                seen.add(one)
                ahead += graph.get(one, ())
        for place in range(fork + 1, at):
            times[place] = max(times[place], times[at])
    return times


def _lay(commits: list[_Commit], times: list[int]) -> Laid:
    """Return the line of each file that is there after the last commit, and what is gone."""
    here: dict[str, list[Stretch]] = {}
    gone: dict[str, list[Stretch]] = {}  # a file that is added again has its line again
    for commit, time in zip(commits, times, strict=True):
        moved: dict[str, list[Stretch]] = {}
        left: set[str] = set()
        for change in commit.changes:  # first all that ends: names may change places
            line = here.get(change.source or "")
            if not line or not change.source or (line[-1].blob, change.source) == change.now:
                continue  # new, or only its mode
            del here[change.source]
            left.add(change.source)
            line = [*line[:-1], replace(line[-1], until=time)]
            if change.blob and change.path and _follows(change.source, change.path, here, left):
                moved[change.path] = line
            else:
                gone[change.source] = line
        for change in commit.changes:
            if change.blob and change.path and change.path not in here:
                line = moved.pop(change.path, None) or gone.pop(change.path, [])
                here[change.path] = [*line, Stretch(change.blob, change.path, time)]
    lines = {path: tuple(here[path]) for path in sorted(here)}
    return Laid(lines, tuple(sorted(gone.keys() - here.keys())))


def _follows(source: str, path: str, here: Collection[str], left: Collection[str]) -> bool:
    """Tell whether a file's line follows it to another name.

    From another folder only where that was a municipality's: else nothing in it was read.
    """
    if _kind(source) != _kind(path):
        return False
    old, new = PurePosixPath(source).parent, PurePosixPath(path).parent
    home = f"{old}/{MUNICIPALITY_FILE}"
    return old == new or home in here or home in left


def _kind(path: str) -> tuple[int, str, bool]:
    """Return what a path must share with another for a file's line to follow it there.

    A draft that is parked where nothing is read (a folder further down, another ending, a hidden
    name) has been on main but on no intranet: it counts from when it is moved in.
    """
    return path.count("/"), PurePosixPath(path).suffix.lower(), "/." in path
