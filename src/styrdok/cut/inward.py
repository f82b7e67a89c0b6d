"""Links and references from what everyone may read into what they may not; none survives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import unquote

from styrdok.cut.text import with_text
from styrdok.model import Place, Policy, Problem, Reference, Severity
from styrdok.read.commonmark import definitions, inline_tokens, parse
from styrdok.register import Register, full_id, linked_id
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

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The names of all municipalities together."""
        return frozenset(name for names in self.names.values() for name in names)

    def leads_inward(self, policy: Policy, target: str) -> bool:
        """Tell whether a link in a policy's text leads to a hidden document or heading."""
        key = policy.id if target.startswith("#") else linked_id(policy, target)
        anchor = unquote(target.partition("#")[2])
        if key is None or key in self.ids:
            return key is not None
        return bool(anchor) and key in self.anchors and anchor not in self.anchors[key]


def hide(register: Register, opened: Mapping[str, Policy]) -> Hidden:
    """Return what is hidden when only the opened policies may be seen."""
    closed = {key: p.title for key, p in register.policies.items() if key not in opened}
    titles = closed | dict(register.withheld)
    names: dict[str, set[str]] = {}
    for key, title in titles.items():
        municipality, slug = key.split("/")
        record = register.policies[key].record if key in register.policies else None
        given = {slugify(word) for word in (slug, title, record or "")} - {""}
        names.setdefault(municipality, set()).update(given)
    return Hidden(
        frozenset(titles),
        {municipality: frozenset(words) for municipality, words in names.items()},
        {key: frozenset(s.anchor for s in policy.sections) for key, policy in opened.items()},
    )


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
    return policy if len(kept) == len(policy.references) else replace(policy, references=kept)


def without_links(policy: Policy, whole: Policy, hidden: Hidden) -> Policy:
    """Return the policy without links to what is hidden: the address gone, and the words with it.

    A link in a form that is not foreseen takes its whole block along, and failing that the text.
    Definitions that stand in internal passages of the `whole` policy count too: what leans on
    them in open text is a link to an employee, and its words go with it.
    """
    text = policy.text
    inner = definitions(whole.text) if whole.text != text else []
    lost = [given for given in inner if hidden.leads_inward(policy, given.target)]
    if lost:
        # First, where no open code block or list can take them for its own text.
        text = "\n".join(f"[{given.label}]: <{given.target}>" for given in lost) + "\n\n" + text
    targets = {link.target for link in policy.links if hidden.leads_inward(policy, link.target)}
    defined = [given for given in definitions(text) if hidden.leads_inward(policy, given.target)]
    if not targets and not defined:
        return policy
    if len(targets) > MOST_TARGETS:
        targets = set()  # then whole blocks go
    labels = {given.label for given in defined}
    text = _without_blocks(_unlinked(text, targets, labels), policy, hidden)
    lines = text.split("\n")
    for given in definitions(text):
        if hidden.leads_inward(policy, given.target):
            lines[given.start : given.stop] = [""] * (given.stop - given.start)
    found = with_text(policy, "\n".join(lines))
    if any(hidden.leads_inward(policy, link.target) for link in found.links):
        return with_text(policy, "")
    return found


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


def _without_blocks(text: str, policy: Policy, hidden: Hidden) -> str:
    """Take out the blocks that still hold a link inward; the definitions are still in place."""
    lines = text.split("\n")
    for token in parse(text):
        for child, _ in inline_tokens(token, 0):
            address = child.attrs.get("href") or child.attrs.get("src") or ""
            if hidden.leads_inward(policy, str(address)):
                start, stop = token.map or (0, len(lines))
                lines[start:stop] = [""] * (stop - start)
                break
    return "\n".join(lines)


def inward_links(register: Register, opened: Mapping[str, Policy]) -> Iterator[Problem]:
    """Yield a notice for each open link that the public site will lack, at its line in the file."""
    hidden = hide(register, opened)
    for key in opened:
        policy = register.policies[key]
        for link in policy.links:
            if not policy.is_internal(link.line) and hidden.leads_inward(policy, link.target):
                broken = linked_id(policy, link.target) in register.withheld
                code = "link-withheld" if broken else "link-inward"
                place, facts = Place(policy.place.path, link.line), {"value": link.target}
                yield Problem(place, "länk", code, facts, Severity.NOTICE)
