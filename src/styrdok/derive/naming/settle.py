"""What words name is settled: to which document they lead, or why they lead to none."""

from __future__ import annotations

from styrdok.derive.naming.decisions import agrees
from styrdok.derive.naming.find import Found
from styrdok.derive.naming.names import Names, key_of
from styrdok.derive.references import Fate, Mention
from styrdok.model import Policy
from styrdok.register import Register


def settle(found: Found, policy: Policy, names: Names, register: Register) -> Mention | None:
    """Return what became of words in a policy's text, or None where they name nothing.

    A name without a decision means the newest edition; with one, the text that was so decided.
    What the front matter says a name means, it means.
    """
    if found.others:
        return _mention(found, Fate.ELSEWHERE)
    ids = [key for key, years in found.ids if not found.years or not years or years == found.years]
    ids = list(dict.fromkeys(ids))
    if found.decided or (found.years and not _dated(found, ids)):
        ids = [one.id for key in ids for one in _texts(key, register) if _agrees(found, one)]
    if not ids and found.kind:
        meant = _said(found, policy, names, register)
        return _mention(found, Fate.LEADS, (meant,)) if meant else _mention(found, Fate.MISSING)
    if not ids:
        return None
    others = [key for key in ids if key not in (policy.id, policy.document)]
    if not others:
        return _mention(found, Fate.ITSELF, tuple(ids))
    if len(ids) > 1:
        return _mention(found, Fate.UNCLEAR, tuple(ids))
    return _mention(found, Fate.LEADS, (ids[0],))


def _dated(found: Found, ids: list[str]) -> bool:
    """Whether the years after a name belong to the name of one of the documents."""
    return any(years == found.years for key, years in found.ids if key in ids)


def _texts(key: str, register: Register) -> list[Policy]:
    """The newest text of a document, and its earlier editions."""
    known = register.policies.get(key) or register.editions.get(key)
    if known is None:
        return []
    return [known, *([] if known.edition else reversed(register.editions_of(known)))]


def _agrees(found: Found, policy: Policy) -> bool:
    if found.decided and not agrees(found.decided, policy):
        return False
    if any(key == policy.document and years == found.years for key, years in found.ids):
        return True  # the years are the name's own
    dated = policy.decision.date if policy.decision else None
    return not found.years or (dated is not None and str(dated.year) == found.years)


def _said(found: Found, policy: Policy, names: Names, register: Register) -> str | None:
    """The document that the front matter says a name means: `dokument` and `titel` together."""
    for reference in policy.references:
        if reference.target and reference.title:
            known = key_of(reference.title, names.home)
            if known and known[0] == (found.kind, frozenset(found.stems)):
                target = register.target(policy, reference)
                return target.id if target and target.id != policy.id else None
    return None


def _mention(found: Found, fate: Fate, targets: tuple[str, ...] = ()) -> Mention:
    said = found.decided.words if found.decided else None
    return Mention(
        found.words,
        found.sentence,
        found.at,
        found.line,
        found.section,
        fate,
        targets,
        found.name if fate is Fate.MISSING else "",
        said,
        found.by,
    )
