"""`styrdok refs confirm`: that a text was gone through as against the documents it supports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from styrdok.commands.editing import policy_path, refuse, write_whole
from styrdok.commands.errors import CommandError
from styrdok.memory import Memory
from styrdok.model import Confirmation, PartialDate, Policy, replace
from styrdok.read.confirmations import entry_words, with_confirmations, without_confirmations
from styrdok.read.findings import Findings
from styrdok.read.library import read_library
from styrdok.read.policy_file import read_policy
from styrdok.read.source import CONTROL, read_bytes
from styrdok.read.tree import Scalar
from styrdok.read.values import text
from styrdok.read.wordings import as_id
from styrdok.register import Register, full_id
from styrdok.rules import admit
from styrdok.rules.confirmed import KEY, named_by, supported, wording_of
from styrdok.texts import Texts


def confirm_file(  # noqa: PLR0913, PLR0917
    site: Path, name: str, against: str | None, by: str | None, as_of: date, texts: Texts
) -> str:
    """Note in a policy file what it was checked against on a date, and return that in words.

    `against` is one document; without it all that it supports are meant. Raises `CommandError`
    where there is nothing to confirm, and `RefusedError` for a file that may not be edited.
    """
    path, by = policy_path(site, name, texts), _name(by, texts)
    memory = Memory(site)
    work = partial(_register, site, as_of, path, memory, texts)
    register, policy = memory.trusted(work, lambda key: None)
    targets = _targets(policy, register, against, texts)
    today = PartialDate(as_of.year, as_of.month, as_of.day)
    made = [
        Confirmation(_word(target, policy), wording_of(target, memory), today, by)
        for target in targets
    ]
    memory.save()
    names = texts("refs.and").join(f"”{target.title}”" for target in targets)
    done = "refs.done" if _write(site, path, policy, made, texts) else "refs.same"
    return texts(done, path=path, names=names, date=str(today))


def _name(by: str | None, texts: Texts) -> str | None:
    """Return who has gone through the text, as it may stand in the front matter."""
    if by is None:
        return None
    plain = " ".join(by.split())
    if not plain or CONTROL.search(by) or text(Scalar(1, plain), "av", Findings("")) is None:
        raise CommandError(texts("refs.bad-by", value=plain))
    return plain


def _register(
    site: Path, as_of: date, path: str, memory: Memory, texts: Texts
) -> tuple[Register, Policy]:
    """Return the register, and the policy that a file holds; its own errors stop it."""
    register, problems = admit(read_library(site, memory), as_of)
    refuse([p for p in problems if p.place.path == path], path, texts, "refs.refused")
    if any(edition.place.path == path for edition in register.editions.values()):
        raise CommandError(texts("refs.edition", path=path))
    policy = next((p for p in register.policies.values() if p.place.path == path), None)
    if policy is None:
        raise CommandError(texts("refs.not-here", path=path))
    return register, policy


def _targets(
    policy: Policy, register: Register, against: str | None, texts: Texts
) -> tuple[Policy, ...]:
    path = policy.place.path
    if against is None:
        if found := supported(policy, register):
            return found
        raise CommandError(texts("refs.nothing", path=path))
    target = register.policies.get(full_id(policy, as_id(against)))
    if target is None:
        raise CommandError(texts("refs.no-such", name=against))
    if target.id not in named_by(policy, register):
        raise CommandError(texts("refs.unrelated", path=path, name=against))
    return (target,)


def _word(target: Policy, policy: Policy) -> str:
    """Return a document's name as a reference in another's front matter has it."""
    return target.slug if target.municipality == policy.municipality else target.id


def _write(
    site: Path, path: str, policy: Policy, confirmed: Sequence[Confirmation], texts: Texts
) -> bool:
    """Write confirmations into a file, if what comes of it reads as it should; tell if it differs.

    Nothing else in the file may read otherwise, and no other byte may be another.
    """
    found = Findings(path)
    raw = read_bytes(site / path, found)
    before = read_policy(path, raw).policy if raw is not None else None
    refuse(found.problems, path, texts, "refs.refused")
    if raw is None or before is None:
        raise CommandError(texts("refs.not-here", path=path))
    known = {full_id(policy, one.document): one for one in confirmed}
    had = [full_id(policy, one.document) for one in before.confirmations]
    instead = {at: known[key] for at, key in enumerate(had) if key in known}
    more = [one for key, one in known.items() if key not in had]
    made = with_confirmations(raw, instead, more)
    reading = read_policy(path, made)
    after = reading.policy
    expected = [instead.get(at, one) for at, one in enumerate(before.confirmations)] + more
    if (
        after is None
        or any(p.severity.value == "error" for p in reading.problems)
        or _bare(after.confirmations) != _bare(expected)
        or without_confirmations(made) != without_confirmations(raw)
        or (before.title, before.body.text) != (after.title, after.body.text)
    ):
        line = policy.at(KEY).line
        for one in confirmed:
            found.error(line, KEY, "confirm-by-hand", entry=entry_words(one))
        refuse(found.problems, path, texts, "refs.refused")
    if made != raw:
        write_whole({site / path: made}, texts)
    return made != raw


def _bare(confirmations: Sequence[Confirmation]) -> list[Confirmation]:
    return [replace(one, line=1) for one in confirmations]
