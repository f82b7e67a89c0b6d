"""Links and references from what everyone may read into what they may not; none survives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from urllib.parse import unquote

from styrdok.memory import Memory, encode
from styrdok.model import Body, Definition, Place, Policy, Problem, Reference, Severity, replace
from styrdok.read.addresses import linked_policy
from styrdok.read.body import ReadText, read_body
from styrdok.read.commonmark import inline_tokens, parse
from styrdok.read.findings import Findings
from styrdok.read.readings import keep_text
from styrdok.register import Register, full_id
from styrdok.slug import slugify

MOST_TARGETS = 200
LINK_TEXT = r"\[(?:[^\[\]\\`<]|\\.)*\]"  # the usual forms; for the others whole blocks go
LINK_TITLE = r"""(?:\s+(?:"[^"()\\]*"|'[^'()\\]*'))?"""


@dataclass(frozen=True)
class Hidden:
    """What may not be led to: ids, names in plain form by municipality, anchors that are left."""

    ids: frozenset[str]
    names: Mapping[str, frozenset[str]]
    anchors: Mapping[str, frozenset[str]]
    older: frozenset[str] = frozenset()  # texts whose links may lead to what is gone by now

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The names of all municipalities together."""
        return frozenset(name for names in self.names.values() for name in names)

    def leads_inward(self, policy: Policy, target: str) -> bool:
        """Tell whether an address in a policy's text leads to a hidden document or heading."""
        here = target.startswith("#")
        key = policy.id if here else linked_policy(policy.municipality, target)
        anchor = unquote(target.partition("#")[2])
        if key is None or key in self.ids:
            return key is not None
        if policy.id in self.older and key not in self.anchors:
            return True
        return bool(anchor) and key in self.anchors and anchor not in self.anchors[key]


def hide(register: Register, opened: Mapping[str, Policy], older: Collection[str] = ()) -> Hidden:
    """Return what is hidden when only the opened policies may be seen, `older` texts among them."""
    everything = register.everything
    closed = {key: p.title for key, p in everything.items() if key not in opened}
    titles = closed | dict(register.withheld)
    shown = {old: key for key, p in opened.items() for old in _former(p)} | {k: k for k in opened}
    old = {old for key in closed for old in _former(everything[key])} | register.names_withheld
    names: dict[str, set[str]] = {}
    for key in old - shown.keys():
        municipality, _, slug = key.partition("/")
        names.setdefault(municipality, set()).add(slug)
    for key, title in titles.items():
        municipality, slug = key.split("/")
        record = everything[key].record if key in everything else None
        aliases = everything[key].aliases if key in everything else ()
        given = {slugify(word) for word in (slug, title, record or "", *aliases)} - {""}
        if current := opened.get(key.partition("@")[0]):  # an edition of what everyone may see
            told = (current.title, current.record or "", *current.aliases)
            given -= {slugify(word) for word in told}
        names.setdefault(municipality, set()).update(given)
    return Hidden(
        frozenset(titles) | (old - shown.keys()),
        {municipality: frozenset(words) for municipality, words in names.items()},
        {key: _anchors(opened[new]) for key, new in shown.items()},
        frozenset(older),
    )


def _former(policy: Policy) -> tuple[str, ...]:
    return () if policy.edition else policy.former_ids


def _anchors(policy: Policy) -> frozenset[str]:
    """The anchors of a text's headings, and those that they had."""
    now = frozenset(section.anchor for section in policy.body.sections)
    return now | {old for old, new in policy.moved_anchors.items() if new in now}


def without_references(policy: Policy, hidden: Hidden) -> Policy:
    """Return the policy without references to what is hidden, by id, title or record."""
    here = hidden.names.get(policy.municipality, frozenset())

    def names_hidden(word: str) -> bool:
        """Whether a title, slug, record or `folder/slug` is a hidden one's, in any spelling."""
        _, slash, name = re.sub(r"(\.md)?(#.*)?$", "", word.strip(), flags=re.I).rpartition("/")
        return slugify(word) in here or slugify(name) in (hidden.everywhere if slash else here)

    def shown(reference: Reference) -> bool:
        target = full_id(policy, reference.target) if reference.target else ""
        words = (reference.title, reference.record, reference.target)
        return target not in hidden.ids and not any(names_hidden(word) for word in words if word)

    kept = tuple(reference for reference in policy.references if shown(reference))
    if policy.id in hidden.older:  # what it named may have been inside, and be gone by now
        kept = tuple(r for r in kept if r.target and full_id(policy, r.target) in hidden.anchors)
    return policy if len(kept) == len(policy.references) else replace(policy, references=kept)


def without_links(policy: Policy, whole: Policy, hidden: Hidden, memory: Memory) -> Policy:
    """Return the policy without links to what is hidden: the address gone, and the words with it.

    Definitions that stand in internal passages of the `whole` policy count too: what leans on
    them in open text is a link to an employee, and its words go with it.
    """
    body, inner = policy.body, whole.body.definitions if whole.open_body else ()
    addresses = {link.target for link in body.links}
    addresses |= {given.target for given in (*body.definitions, *inner)}
    inward = sorted(word for word in addresses if hidden.leads_inward(policy, word))
    if not inward:
        return policy
    lost = [given for given in inner if given.target in inward]
    home = policy.municipality
    key = blake2b(encode((home, body.text, lost, inward)), digest_size=16).hexdigest()
    found = memory.recall(
        "body", key, Body, lambda: keep_text(_unlink(body, home, lost, inward), memory)
    )
    if any(hidden.leads_inward(policy, link.target) for link in found.links):
        found = keep_text(_read("", home), memory)  # what is not understood is not shown
    memory.live |= {("text", found.digest), ("duties", found.digest)}
    return replace(policy, body=found, normative=None)


def _read(text: str, home: str) -> ReadText:
    return read_body(text, home, lambda at: at + 1, Findings(""))


def _unlink(body: Body, home: str, lost: Iterable[Definition], inward: Collection[str]) -> ReadText:
    """Return a text read without its inward links; `lost` definitions have been cut from it.

    A link in a form that is not foreseen takes its whole block along.
    """
    # First, where no open code block or list can take them for its own text.
    given = [f"[{definition.label}]: <{definition.target}>" for definition in lost]
    text = "\n".join([*given, "", body.text]) if given else body.text
    labels = {d.label for d in (*body.definitions, *lost) if d.target in inward}
    targets = {link.target for link in body.links if link.target in inward}
    if len(targets) > MOST_TARGETS:
        targets = set()  # then whole blocks go
    text = _without_blocks(_unlinked(text, targets, labels), inward)
    lines = text.split("\n")
    for definition in parse(text).definitions if "]:" in text else ():
        if definition.target in inward:
            size = definition.stop - definition.start
            lines[definition.start : definition.stop] = [""] * size
    return _read("\n".join(lines), home)


def _unlinked(text: str, targets: Iterable[str], labels: Iterable[str]) -> str:
    """Take out links in the usual forms: `[words](address)`, `[words][label]`, `[label]`."""
    for target in targets:
        address = re.escape(target)
        text = re.sub(rf"!?{LINK_TEXT}\(\s*<?{address}>?{LINK_TITLE}\s*\)", "", text)
    for label in labels:
        name = r"\s+".join(map(re.escape, label.split()))
        text = re.sub(rf"{LINK_TEXT}\[\s*{name}\s*\](?!:)", "", text, flags=re.I)
        text = re.sub(rf"(?<!\])\[\s*{name}\s*\](?:\[\])?(?!:)", "", text, flags=re.I)
    return text


def _without_blocks(text: str, inward: Collection[str]) -> str:
    """Take out the blocks that still hold a link inward; the definitions are still in place."""
    lines = text.split("\n")
    for token in parse(text).tokens:
        for child, _ in inline_tokens(token):
            if (child.attrs.get("href") or child.attrs.get("src") or "") in inward:
                start, stop = token.map or (0, len(lines))
                lines[start:stop] = [""] * (stop - start)
                break
    return "\n".join(lines)


def inward_links(register: Register, opened: Mapping[str, Policy]) -> Iterator[Problem]:
    """Yield a notice for each open link that the public site will lack, at its line in the file."""
    hidden = hide(register, opened)
    for policy in opened.values():
        for link in policy.body.links:
            if hidden.leads_inward(policy, link.target):
                code = "link-withheld" if link.policy in register.withheld else "link-inward"
                code = "link-waiting" if link.policy in register.waiting else code
                place, facts = Place(policy.place.path, link.line), {"value": link.target}
                yield Problem(place, "länk", code, facts, Severity.NOTICE)
