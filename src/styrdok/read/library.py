"""A folder of policies becomes a library: all that could be read, and all that is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from styrdok.memory import Memory
from styrdok.model import (
    AccessStatement,
    Banned,
    InsideFirst,
    Municipality,
    Place,
    Policy,
    Problem,
    Question,
    Synonyms,
    Theme,
    replace,
)
from styrdok.read.access import access
from styrdok.read.emblem import check_emblem
from styrdok.read.findings import Findings
from styrdok.read.lock.check import check_lock
from styrdok.read.lock.companion import ENDING
from styrdok.read.pictures import missing_pictures
from styrdok.read.policy_file import Reading
from styrdok.read.readings import read_policies
from styrdok.read.searching import read_questions_keys, read_synonyms_keys
from styrdok.read.source import as_text, read_text
from styrdok.read.tree import Pairs, read_tree
from styrdok.read.values import Reader, record
from styrdok.read.vocabulary import KINDS, MUNICIPALITY, THEMES
from styrdok.slug import slugify, slugify_name

FOLDER = "policies"
THEMES_FILE = "teman.yml"
SYNONYMS_FILE = "synonymer.yml"
QUESTIONS_FILE = "sokfragor.yml"
ACCESS_FILE = "tillganglighet.yml"
MUNICIPALITY_FILE = "kommun.yml"
COMMON = (THEMES_FILE, SYNONYMS_FILE, QUESTIONS_FILE, ACCESS_FILE)  # to all municipalities
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}
RESERVED = {
    "index",
    "assets",
    "data",
    "fakta",
    "granskning",
    "jamforelse",
    "kommuner",
    "lagar",
    "register",
    "sok",
    "teman",
    "utskrift",
}
HOMES_RESERVED = RESERVED | {
    "lagar",
    "roller",
    "saknade",
    "tillganglighet",
}  # a theme, under teman/, may be called so

read_municipality_keys = record(MUNICIPALITY)
read_themes_keys = record(THEMES)


@dataclass
class Library:
    """What a folder holds, each thing unknown to the others, and the problems met in reading."""

    municipalities: list[Municipality] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: list[Policy] = field(default_factory=list)  # read as far as they could be
    files: set[str] = field(default_factory=set)  # ids of all policy files, also the unreadable
    synonyms: list[Synonyms] = field(default_factory=list)
    banned: list[Banned] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    access: AccessStatement | None = None


def read_library(
    site: Path,
    memory: Memory,
    tell: Callable[[int], None] = lambda number: None,
    home: str | None = None,
) -> Library:
    """Read `policies/` of a site folder; a file with an error in it gives problems and no more.

    With `home` only the municipality in the folder of that name is read.
    """
    library, folder = Library(), site / FOLDER
    kinds, files = list(KINDS), dict[str, bool]()
    if not folder.is_dir() or folder.is_symlink():
        library.problems.append(Problem(Place(FOLDER), "", "no-folder"))
        return library
    if fields := _read_common(folder / THEMES_FILE, site, library, read_themes_keys):
        _take_in_themes(fields, library, kinds)
    if fields := _read_common(folder / SYNONYMS_FILE, site, library, read_synonyms_keys):
        _take_in_synonyms(fields, library)
    if fields := _read_common(folder / QUESTIONS_FILE, site, library, read_questions_keys):
        library.questions += fields.get("questions", ())
    library.access = _read_common(folder / ACCESS_FILE, site, library, access)
    for entry in _entries(folder, FOLDER, library):
        found = Findings(f"{FOLDER}/{entry.name}")
        if entry.is_symlink():
            found.error(1, "", "symlink")
        elif entry.is_dir():
            if home not in (None, entry.name):
                continue
            files |= _read_folder(Path(entry.path), site, library)
        elif entry.name not in COMMON:
            found.notice(1, "", "stray-file")
        library.problems += found.problems
    for name, reading in read_policies(site, list(files), memory, tell).items():
        found = Findings(name, list(reading.problems))
        if files[name]:
            _take_in(library, reading, found, site, kinds)
        library.problems += found.problems
    return library


def _take_in(
    library: Library, reading: Reading, found: Findings, site: Path, kinds: Collection[str]
) -> None:
    """Add a reading to the library, with what a file alone cannot tell: kind, pictures, lock."""
    if policy := reading.policy:
        if policy.kind and policy.kind not in kinds:
            line = policy.at("dokumenttyp").line
            found.unknown(line, "dokumenttyp", "unknown-value", policy.kind, kinds)
        missing_pictures(policy, site, found)
        check_lock(policy, site, found)
        (library.broken if found.failed else library.policies).append(policy)


def _entries(folder: Path, name: str, library: Library) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as trouble:
        told = Findings(name)
        told.error(1, "", "unreadable", why=trouble.strerror or type(trouble).__name__)
        library.problems += told.problems
        return []
    for entry in found:
        if not _is_text(entry.name):
            odd = Findings(f"{name}/{entry.name.encode(errors='replace').decode()}")
            odd.error(1, "", "bad-name")
            library.problems += odd.problems
    return [entry for entry in found if _is_text(entry.name)]


def _is_text(name: str) -> bool:
    """Tell whether a file's name is text at all, as UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read_common(path: Path, site: Path, library: Library, read: Reader) -> Any:
    """Return what a file that is common to all municipalities holds; None if it is not there."""
    if not path.exists() and not path.is_symlink():
        return None
    found = Findings(path.relative_to(site).as_posix())
    text = read_text(path, found)
    tree = None if text is None else read_tree(text, 1, found)
    held = read(tree, "", found) if tree else None
    library.problems += found.problems
    return held


def _take_in_themes(fields: dict[str, Any], library: Library, kinds: list[str]) -> None:
    found = Findings(f"{FOLDER}/{THEMES_FILE}")
    library.themes += fields.get("themes", ())
    kinds += fields.get("kinds", ())
    seen: set[str] = set()
    for theme in library.themes:
        if theme.id in seen:
            found.error(theme.line, "teman", "theme-twice", value=theme.id)
        if theme.id in RESERVED:
            found.error(theme.line, "teman", "reserved-name", value=theme.id)
        seen.add(theme.id)
    library.problems += found.problems


def _take_in_synonyms(fields: dict[str, Any], library: Library) -> None:
    """Add synonyms for those whom both the file and their own entry name; of no file, none."""
    found = Findings(f"{FOLDER}/{SYNONYMS_FILE}")
    audiences = frozenset(fields.get("audiences", ()))
    for one in fields.get("synonyms", ()) if audiences else ():
        if one.audiences - audiences:
            found.notice(one.line, "synonymer: kanaler", "synonym-wider")
        named = one.audiences & audiences if one.audiences else audiences
        library.synonyms.append(replace(one, audiences=named))
    for word in fields.get("banned", ()) if audiences else ():
        library.banned.append(replace(word, audiences=audiences))
    library.problems += found.problems


def _read_folder(folder: Path, site: Path, library: Library) -> dict[str, bool]:
    """Read a folder's municipality; return its policy files, and whether they have a home in it."""
    files: dict[str, bool] = {}
    owner = _read_municipality(folder, site, library)
    emblem = owner.look.emblem if owner and owner.look else None
    known = {MUNICIPALITY_FILE, emblem.file if emblem else ""}
    name, home = folder.relative_to(site).as_posix(), slugify(folder.name)
    for entry in _entries(folder, name, library):
        found = Findings(f"{name}/{entry.name}")
        is_policy = entry.name.lower().endswith(".md")
        if is_policy:
            library.files.add(f"{home}/{slugify_name(entry.name[:-3])}")
        if entry.is_symlink():
            found.error(1, "", "symlink")
        elif is_policy:
            files[found.path] = owner is not None
        elif entry.name not in known and _stray(Path(entry.path)):
            found.notice(1, "", "stray-file")
        library.problems += found.problems
    return files


def _stray(path: Path) -> bool:
    """Tell whether an editor may believe that this is published, though nothing reads it."""
    if path.is_dir():
        return any(path.rglob("*.md"))
    if path.name.endswith(ENDING):  # what was decided, beside its document
        return not path.with_name(path.name.removesuffix(ENDING) + ".md").exists()
    return path.suffix.lower() not in PICTURES


def read_rule(raw: bytes) -> InsideFirst | None:
    """Return the rule of lead time in a municipality's file, as far as it can be read."""
    found = Findings("")
    text = as_text(raw, found)
    tree = read_tree(text, 1, found) if text is not None else None
    rule = ((tree and read_municipality_keys(tree, "", found)) or {}).get("inside_first")
    return rule if isinstance(rule, InsideFirst) else None


def _lines(tree: Pairs, outer: str = "") -> Iterator[tuple[str, int]]:
    """Yield the line of each key, an inner one's under the names of those it stands in."""
    for word, value in tree.entries:
        name = f"{outer}: {word.text}" if outer else word.text
        yield name, word.line
        if isinstance(value, Pairs):
            yield from _lines(value, name)


def _read_municipality(folder: Path, site: Path, library: Library) -> Municipality | None:
    """Read the folder's municipality; without one none of its policies is published."""
    path = folder / MUNICIPALITY_FILE
    found = Findings(path.relative_to(site).as_posix())
    slug = slugify(folder.name)
    municipality = None
    if not slug or slug in HOMES_RESERVED:
        found.error(1, "", "reserved-name", value=folder.name)
    if not path.exists() and not path.is_symlink():
        found.error(1, "", "no-municipality")
    elif (text := read_text(path, found)) is not None:
        tree = read_tree(text, 1, found)
        fields = read_municipality_keys(tree, "", found) if tree else None
        if tree is None and not found.failed:
            found.error(1, "", "empty")
        if fields and isinstance(tree, Pairs) and not found.failed:
            fields.setdefault("short_name", fields["name"])
            lines = dict(_lines(tree))
            municipality = Municipality(slug=slug, place=Place(found.path), lines=lines, **fields)
            municipality = check_emblem(municipality, folder, found)
    if found.failed:
        municipality = None
    if municipality is None and path.exists():
        found.notice(1, "", "home-withheld")
    library.municipalities += [municipality] if municipality else []
    library.problems += found.problems
    return municipality
