"""One Markdown file becomes one policy, or problems; it knows no other file."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from styrdok.model import Audience, DecisionState, Link, Passage, Place, Policy, Validity
from styrdok.read.commonmark import outline, parse
from styrdok.read.findings import Findings
from styrdok.read.passages import read_passages
from styrdok.read.source import read_text, split_header
from styrdok.read.tree import Pairs, read_tree
from styrdok.read.values import record, safe_address
from styrdok.read.vocabulary import POLICY, WITHOUT_DECISION
from styrdok.slug import slugify

RELATIONS = ("supports", "supported_by", "replaces", "mentions")
SAFE_ELSEWHERE = re.compile(r"mailto:[^@\s]+@[^@\s]+|tel:\+?[\d-]+", re.I)
POLICY_LINK = re.compile(r"(?![a-z]+:)(?!/)[^?#]+\.md(?:#[^\s#]*)?", re.I)
PICTURE = re.compile(r"(?![a-z]+:)(?!/)(?!.*\.\.)[\w./ ()-]+\.(?:png|jpe?g|gif|webp|avif)", re.I)

read_header = record(POLICY)


def read_policy(path: Path, site: Path, kinds: Collection[str], found: Findings) -> Policy | None:
    """Return the policy of a file, or None where there is nothing to make one of.

    Where `found` holds an error the policy is for further checks only, never for a register.
    """
    text = read_text(path, found)
    parts = None if text is None else split_header(text, found)
    if parts is None:
        return None
    header, body, first_line = parts
    tree = read_tree(header, 2, found)
    if tree is None and not found.failed:
        found.error(1, "", "header-empty")
    fields = read_header(tree, "", found) if tree else None
    passages = read_passages(body, first_line, found)
    read = outline("\n".join(passage.text for passage in passages), first_line, found)
    _check_links(read.links, path.parent, found)
    if any(passage.internal for passage in passages):
        _check_code(passages, first_line, found)
        _check_open_text(passages, first_line, path.parent, found)
    if slugify(path.stem) in ("", "index"):
        found.error(1, "", "reserved-name", value=path.stem)
    if not body.strip():
        found.error(first_line - 1, "text", "no-text")
    lines = {word.text: word.line for word, _ in tree.entries} if isinstance(tree, Pairs) else {}
    settled = _settle({"title": "", "kind": "", "audiences": ()} | (fields or {}), lines, found)
    if settled["kind"] and settled["kind"] not in kinds:
        found.unknown(lines["dokumenttyp"], "dokumenttyp", "unknown-value", settled["kind"], kinds)
    return Policy(
        municipality=slugify(path.parent.name),
        slug=slugify(path.stem),
        place=Place(path.relative_to(site).as_posix()),
        passages=passages,
        sections=read.sections,
        links=tuple(read.links),
        contacts=tuple(read.contacts),
        lines=lines,
        **settled,
    )


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


def _check_code(passages: tuple[Passage, ...], first_line: int, found: Findings) -> None:
    """Refuse a code block that is internal in part: the rest would be read as something else."""
    inside = [passage.internal for passage in passages for _ in passage.text.split("\n")]
    for token in parse("\n".join(passage.text for passage in passages)):
        if token.type in ("fence", "code_block") and token.map:
            start, stop = token.map
            if len(set(inside[start:stop])) > 1:
                found.error(first_line + start, "passage", "mark-in-code")


def _check_open_text(
    passages: tuple[Passage, ...], first_line: int, folder: Path, found: Findings
) -> None:
    """Check also what is left when the internal passages are gone: it may be read otherwise.

    A code block may begin in one internal passage and end in the next, and what stands between
    is then text for the public alone. The lines keep their numbers.
    """
    kept = [re.sub(r"[^\n]", "", p.text) if p.internal else p.text for p in passages]
    again = Findings(found.path)
    _check_links(outline("\n".join(kept), first_line, again).links, folder, again)
    known = {(p.place, p.code) for p in found.problems}
    told = ("raw-html", "html-comment", "link-address", "picture-address", "picture-missing")
    found.problems += [
        p for p in again.problems if p.code in told and (p.place, p.code) not in known
    ]


def picture_file(folder: Path, target: str) -> Path | None:
    """Return the file of a picture in a municipality's folder, or None where it is not one."""
    name = unquote(target)
    path = folder / name
    inside = bool(PICTURE.fullmatch(name)) and path.is_file()
    return path if inside and path.resolve() == folder.resolve() / name else None


def _check_links(links: list[Link], folder: Path, found: Findings) -> None:
    for link in links:
        target = link.target
        if link.image:
            if not PICTURE.fullmatch(unquote(target)):
                found.error(link.line, "bild", "picture-address", value=unquote(target))
            elif picture_file(folder, target) is None:
                found.error(link.line, "bild", "picture-missing", value=unquote(target))
        elif not (
            target.startswith("#")
            or SAFE_ELSEWHERE.fullmatch(target)
            or POLICY_LINK.fullmatch(target)
            or safe_address(target)
        ):
            found.error(link.line, "länk", "link-address", value=target)
