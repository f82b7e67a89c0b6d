"""One Markdown file becomes one policy, or problems; it knows no other file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec

from styrdok.model import (
    Audience,
    Decision,
    DecisionState,
    Duty,
    Link,
    PartialDate,
    Place,
    Policy,
    Problem,
    Validity,
    Value,
)
from styrdok.read.addresses import PICTURE, may_link
from styrdok.read.body import ReadText, read_body
from styrdok.read.findings import Findings
from styrdok.read.lock.check import DECIDED_FORM
from styrdok.read.normative import blocks, fingerprint
from styrdok.read.passages import Passage, read_passages
from styrdok.read.setting import SetText
from styrdok.read.source import as_text, split_header
from styrdok.read.tree import Node, Pairs, read_tree
from styrdok.read.values import as_date, record
from styrdok.read.vocabulary import POLICY, WITHOUT_DECISION
from styrdok.slug import slugify, slugify_name

RELATIONS = ("supports", "supported_by", "replaces", "mentions")
OPEN_TEXT_CODES = ("raw-html", "html-comment", "link-address", "picture-address")

read_header = record(POLICY)


class Reading(Value, frozen=True):
    """What a file gave: its policy, what is wrong, its texts as set, and what those bind to.

    Where there is an error the policy is for further checks only, never for a register.
    """

    policy: Policy | None
    problems: tuple[Problem, ...]
    texts: dict[str, SetText] = msgspec.field(default_factory=dict)
    duties: dict[str, tuple[Duty, ...]] = msgspec.field(default_factory=dict)


def read_policy(path: str, raw: bytes) -> Reading:
    """Read a policy from the bytes of its file at a path under the site folder, and only those."""
    found = Findings(path)
    text = as_text(raw, found)
    parts = None if text is None else split_header(text, found)
    if parts is None:
        return Reading(None, tuple(found.problems))
    header, body, first_line = parts
    tree = read_tree(header, 2, found)
    if tree is None and not found.failed:
        found.error(1, "", "header-empty")
    fields = read_header(tree, "", found) if tree else None
    place = PurePosixPath(path)
    home, passages = slugify(place.parent.name), read_passages(body, first_line, found)
    whole, opened = _read_texts(passages, home, first_line, found)
    slug, edition = _name(place.stem, found)
    if not body.strip():
        found.error(first_line - 1, "text", "no-text")
    lines = {word.text: word.line for word, _ in tree.entries} if isinstance(tree, Pairs) else {}
    settled = _settle({"title": "", "kind": "", "audiences": ()} | (fields or {}), lines, found)
    if _may_lock(settled):
        lines |= _lock_lines(tree) | {"text": first_line}
        parts_read = blocks(whole.parsed.tokens, lambda at: first_line + at)
        settled["normative"] = fingerprint(settled["title"], parts_read)
    policy = Policy(
        id=f"{home}/{slugify_name(place.stem)}",
        municipality=home,
        slug=slug,
        edition=edition,
        place=Place(path),
        body=whole.body,
        open_body=opened.body if opened else None,
        text_line=first_line,
        lines=lines,
        **settled,
    )
    read = {one.body.digest: one for one in (whole, opened) if one}
    texts, bound = {k: one.text for k, one in read.items()}, {k: r.duties for k, r in read.items()}
    return Reading(policy, tuple(found.problems), texts, bound)


def _name(stem: str, found: Findings) -> tuple[str, PartialDate | None]:
    """Return the slug in a file's name, and the date of the edition where it is an earlier one."""
    word, at, day = stem.rpartition("@") if "@" in stem else (stem, "", "")
    if slugify(word) in ("", "index"):
        found.error(1, "", "reserved-name", value=stem)
    edition = as_date(day) if at else None
    if at and edition is None:
        found.error(1, "", "edition-name", value=stem)
    return slugify(word), edition


def _read_texts(
    passages: tuple[Passage, ...], home: str, first_line: int, found: Findings
) -> tuple[ReadText, ReadText | None]:
    """Read the whole text and, where some of it is internal, what is left for everyone."""
    inner = [
        (p.line - first_line, p.line - first_line + p.text.count("\n") + 1)
        for p in passages
        if p.internal
    ]
    markdown = "\n".join(passage.text for passage in passages)
    whole = read_body(markdown, home, lambda at: first_line + at, found, inner)
    _check_links(whole.body.links, found)
    if not inner:
        return whole, None
    _check_code(whole, inner, first_line, found)
    return whole, _read_open(passages, home, found)


def _read_open(passages: tuple[Passage, ...], home: str, found: Findings) -> ReadText:
    """Read and check also what is left when the internal passages are gone.

    It may be read otherwise: a code block may begin in one internal passage and end in the
    next, and what stands between is then text for the public alone.
    """
    kept = ["" if passage.internal else passage.text for passage in passages]
    lines = [
        passage.line + at
        for passage, text in zip(passages, kept, strict=True)
        for at in range(text.count("\n") + 1)
    ]
    again = Findings(found.path)
    opened = read_body("\n".join(kept), home, lambda at: lines[min(at, len(lines) - 1)], again)
    _check_links(opened.body.links, again)
    known = {(p.place, p.code) for p in found.problems}
    found.problems += [
        p for p in again.problems if p.code in OPEN_TEXT_CODES and (p.place, p.code) not in known
    ]
    return opened


def _may_lock(settled: dict[str, Any]) -> bool:
    """Tell whether the text is locked or may be; of others no fingerprint is worked out."""
    decision: Decision | None = settled.get("decision")
    locks = [decision.lock] if decision else []
    locks += [amendment.lock for amendment in settled.get("amendments", ())]
    return settled.get("text_form") == DECIDED_FORM or any(locks)


def _lock_lines(tree: Node | None) -> dict[str, int]:
    """The line of a decision's lock, which stands inside another key."""
    entries = tree.entries if isinstance(tree, Pairs) else ()
    inner = [value for word, value in entries if word.text == "beslut" and isinstance(value, Pairs)]
    return {f"beslut: {w.text}": w.line for one in inner for w, _ in one.entries if w.text == "lås"}


def _settle(fields: dict[str, Any], lines: dict[str, int], found: Findings) -> dict[str, Any]:
    """Turn what the keys gave into the policy's own fields."""
    settled = dict(fields)
    settled["audiences"] = _audiences(frozenset(fields["audiences"]), lines, found)
    references = [reference for name in RELATIONS for reference in settled.pop(name, ())]
    settled["references"] = tuple(references)
    settled["needs_decision"] = fields["kind"] not in WITHOUT_DECISION
    decision = settled.pop("decision", None)
    if decision is DecisionState.PROPOSED:
        settled["decision_state"] = DecisionState.PROPOSED
    elif decision is not None:
        settled |= {"decision": decision, "decision_state": DecisionState.DECIDED}
    start, end = settled.pop("start", None), settled.pop("end", None)
    if end is True:
        settled["validity"] = Validity(start, open_ended=True)
    else:
        settled["validity"] = Validity(start, end)
        if start and end and end.latest < start.earliest:
            found.error(lines["gäller till"], "gäller till", "ends-before-start")
    return settled


def _audiences(
    named: frozenset[Audience], lines: dict[str, int], found: Findings
) -> frozenset[Audience]:
    """What everyone may read employees may read too: inside before outside."""
    if named == {Audience.PUBLIC}:
        found.notice(lines["kanaler"], "kanaler", "public-only")
        return frozenset(Audience)
    return named


def _check_code(
    whole: ReadText, inner: list[tuple[int, int]], first_line: int, found: Findings
) -> None:
    """Refuse a code block that is internal in part: the rest would be read as something else."""
    internal = {line for start, stop in inner for line in range(start, stop)}
    for token in whole.parsed.tokens:
        if token.type in ("fence", "code_block") and token.map:
            start, stop = token.map
            if 0 < sum(line in internal for line in range(start, stop)) < stop - start:
                found.error(first_line + start, "passage", "mark-in-code")


def _check_links(links: tuple[Link, ...], found: Findings) -> None:
    for link in links:
        if link.image:
            if not PICTURE.fullmatch(unquote(link.target)):
                found.error(link.line, "bild", "picture-address", value=unquote(link.target))
        elif not may_link(link.target):
            found.error(link.line, "länk", "link-address", value=link.target)
