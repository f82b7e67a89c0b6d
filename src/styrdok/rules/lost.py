"""Rules of addresses that have been and lead nowhere now: a heading's, or a whole document's.

Somebody may have written them down. Only the versions that have stood on main can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from styrdok.memory import Memory, decode, encode
from styrdok.model import Place, Policy, Problem, Relation, Section, Severity, Value
from styrdok.read.history.anchors import heading_lines, is_plain, open_sections, version_body
from styrdok.read.history.git import read_blobs
from styrdok.read.history.ledger import Ledger
from styrdok.read.library import FOLDER
from styrdok.register import Register, full_id
from styrdok.rules.addresses import KEY
from styrdok.slug import slugify, slugify_name

MOST = 50  # versions of a file that are looked back on
NAMED = 8  # addresses that are told one by one
ALIKE = 0.6  # how like a heading or name must be to be the same one, of 1


class Lost(Value, frozen=True):
    """A heading that is no longer there: its anchor, its words, and the anchor it may have now."""

    anchor: str
    title: str
    now: str | None


def check_lost(register: Register, site: Path, ledger: Ledger, memory: Memory) -> Iterator[Problem]:
    """Yield a notice for each document whose headings have lost addresses, and for lost files."""
    for policy, lost in _lost_headings(register, site, ledger, memory):
        names = [
            f"#{one.anchor} ”{one.title}”" + (f" → #{one.now}" if one.now else "")
            for one in lost
            if one.anchor not in policy.moved_anchors
        ]
        if names:
            yield _notice(policy.place, "anchor-lost", names)
    missing: dict[Place, list[str]] = {}
    for old, heir in _lost_files(register, ledger):
        missing.setdefault(heir.place if heir else Place(FOLDER), []).append(old)
    for place, names in missing.items():
        yield _notice(place, "address-lost", sorted(names))


def _notice(place: Place, code: str, names: Sequence[str]) -> Problem:
    more = ", …" if len(names) > NAMED else ""
    return Problem(place, KEY, code, {"names": ", ".join(names[:NAMED]) + more}, Severity.NOTICE)


def _lost_headings(
    register: Register, site: Path, ledger: Ledger, memory: Memory
) -> Iterator[tuple[Policy, tuple[Lost, ...]]]:
    """Yield the documents with headings that are gone; contents are read once, and only if new."""
    unknown: list[tuple[Policy, str, list[str]]] = []
    for policy in (*register.policies.values(), *register.editions.values()):
        blobs = _earlier(policy, ledger)
        if not blobs:
            continue
        whole = encode((blobs, policy.body.digest, policy.title))
        key = blake2b(whole, digest_size=16).hexdigest()
        kept = memory.get("lost", key)
        if kept is None:
            unknown.append((policy, key, blobs))
        elif found := decode(kept, tuple[Lost, ...]):
            yield policy, found
    contents = read_blobs(site, {blob for _, _, blobs in unknown for blob in blobs})
    for policy, key, blobs in unknown:
        lost = _lost_in(policy, [contents[blob] for blob in blobs if blob in contents])
        memory.put("lost", key, encode(lost))
        if lost:
            yield policy, lost


def _earlier(policy: Policy, ledger: Ledger) -> list[str]:
    """The contents that a policy's file has had on main and has not now, the newest first."""
    line = ledger.lines.get(policy.place.path, ())
    if not line:
        return []
    now = None if policy.place.path in ledger.changed else line[-1].blob
    return [b for b in dict.fromkeys(one.blob for one in reversed(line[-MOST:])) if b != now]


def _lost_in(policy: Policy, versions: Sequence[bytes]) -> tuple[Lost, ...]:
    """Return the headings of earlier versions that a policy has not, each once."""
    sections = policy.body.sections
    here = {s.anchor for body in (policy.body, policy.open_body) if body for s in body.sections}
    text, lost = policy.body.text, dict[str, Lost]()
    lines = heading_lines(text) if is_plain(text) else frozenset[str]()
    for body in dict.fromkeys(map(version_body, versions)):
        if is_plain(body) and heading_lines(body) <= lines:
            continue  # the common case: nothing is missing
        before = open_sections(body)
        for at, section in enumerate(before):
            if section.anchor not in here and section.anchor not in lost:
                now = _now(at, before, sections)
                lost[section.anchor] = Lost(section.anchor, section.title, now)
    return tuple(lost.values())


def _now(at: int, before: Sequence[Section], sections: Sequence[Section]) -> str | None:
    """The anchor that a heading may have now: of one like it that is new, or new in its place."""
    old = {section.anchor for section in before}
    fresh = [section for section in sections if section.anchor not in old]
    title = before[at].title.casefold()
    likeness = [SequenceMatcher(None, title, s.title.casefold()).ratio() for s in fresh]
    if likeness and max(likeness) >= ALIKE:
        return fresh[likeness.index(max(likeness))].anchor
    places = {section.anchor: place for place, section in enumerate(sections)}
    above = next((places[s.anchor] for s in reversed(before[:at]) if s.anchor in places), -1)
    place = above + 1
    return sections[place].anchor if place < len(sections) and sections[place] in fresh else None


def _lost_files(register: Register, ledger: Ledger) -> Iterator[tuple[str, Policy | None]]:
    """Yield ids that documents had and that nothing names, with the document to go to, if any."""
    known = {*register.policies, *register.withheld, *register.formerly, *register.names_withheld}
    known |= _replaced(register)
    heirs = {
        old: _id(path)
        for path, line in ledger.lines.items()
        for old in {_id(stretch.path) for stretch in line}
    }
    heirs |= dict.fromkeys(map(_id, ledger.gone)) | heirs
    for old, new in heirs.items():
        if old and old not in known and slugify(old.partition("/")[2]) not in known:
            yield old, register.policies.get(new or "") or _like(old, register)


def _replaced(register: Register) -> set[str]:
    """What documents say that they replace: ids, and titles in plain form."""
    said = [
        (policy, reference)
        for policy in (*register.policies.values(), *register.editions.values())
        for reference in policy.references
        if reference.relation is Relation.REPLACES
    ]
    ids = {full_id(policy, one.target) for policy, one in said if one.target}
    return ids | {slugify(one.title) for _, one in said if one.title}


def _id(path: str) -> str | None:
    """The id of the document that a file is, or None: for an earlier edition, or no document."""
    parts = PurePosixPath(path).parts
    if len(parts) != 3 or parts[0] != FOLDER or not parts[2].lower().endswith(".md"):
        return None
    hidden = any(part.startswith(".") for part in parts)
    slug = slugify_name(parts[2][:-3])
    return None if hidden or "@" in slug or not slug else f"{slugify(parts[1])}/{slug}"


def _like(old: str, register: Register) -> Policy | None:
    """The document of the same municipality whose name is most like one that is gone."""
    municipality, _, slug = old.partition("/")
    names: Mapping[str, Policy] = {p.slug: p for p in register.of(municipality)}
    found = get_close_matches(slug, names, 1, ALIKE)
    return names[found[0]] if found else None
