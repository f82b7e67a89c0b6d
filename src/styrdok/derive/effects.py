"""What follows from the changes of a branch, from two registers and their digests; no wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from styrdok.derive.comparison import Cell, Coverage
from styrdok.derive.digest import Digest
from styrdok.derive.lifecycle import Standing
from styrdok.derive.relations import Tie, Ties
from styrdok.derive.revision import Fate, Passage, Revision
from styrdok.model import Contact, Municipality, Policy, Theme, Value
from styrdok.read.lock.bearing import bearing
from styrdok.read.quantities import quantities
from styrdok.redline import SentenceChange

STRENGTH = ("modality", "negation")
TIES = ("above", "below", "mentioned_by", "mentions", "replaces", "replaced_by")


class Promise(Value, frozen=True):
    """A changed sentence, and the words in it that are told, before and after.

    They are numbers with units, or what makes a sentence a duty: `ska`, `bör`, `får inte`.
    """

    sentence: SentenceChange
    before: tuple[str, ...]
    after: tuple[str, ...]


class Effects(Value, frozen=True):
    """What follows from the change of one document.

    `opened` and `closed` are the passages that employees alone could read and all will, and the
    other way. `contacts` are functions before and after: responsible, and shown in the text.
    """

    ties: tuple[tuple[str, tuple[Policy, ...]], ...]
    themes: tuple[Theme, ...]
    promises: tuple[Promise, ...]
    duties: tuple[Promise, ...]
    responsible: tuple[str | None, str | None]
    contacts: tuple[tuple[str, ...], tuple[str, ...]]
    opened: tuple[str, ...]
    closed: tuple[str, ...]


class Shift(Value, frozen=True):
    """A document that would stand otherwise; None where it is not there."""

    policy: Policy
    before: Standing | None
    after: Standing | None


class Turn(Value, frozen=True):
    """A theme that a municipality would treat otherwise than it does."""

    municipality: Municipality
    theme: Theme
    before: Coverage
    after: Coverage


class Answering(Value, frozen=True):
    """A function whose contact block would be another; None where it is not there."""

    municipality: Municipality
    before: Contact | None
    after: Contact | None

    @property
    def opens(self) -> bool:
        """Whether a function, or its person, that employees alone could see becomes open."""
        return bool(self.after and _closedness(self.before) > _closedness(self.after))


def _closedness(contact: Contact | None) -> int:
    if contact is None:
        return 0
    return 2 if contact.internal else 1 if contact.person and contact.person.internal else 0


def effects(revision: Revision, old: Digest, new: Digest) -> Effects:
    """Return what follows from the change of one document; each end as it would be."""
    there, own = (new, revision.new) if revision.new else (old, revision.old)
    ties = there.ties.get(own.id, Ties()) if own else Ties()
    named = {theme for part in revision.parts if part.told for theme in part.themes}
    themes = {**old.register.themes, **new.register.themes}
    was, is_ = revision.old, revision.new
    opened, closed = crossings(revision)
    return Effects(
        tuple((name, found) for name in TIES if (found := _known(getattr(ties, name)))),
        tuple(theme for key, theme in themes.items() if key in named),
        tuple(_promises(revision.sentences)),
        tuple(_duties(revision)),
        (was.responsible if was else None, is_.responsible if is_ else None),
        (_functions(was), _functions(is_)),
        opened,
        closed,
    )


def _known(ties: Iterable[Tie]) -> tuple[Policy, ...]:
    return tuple(tie.policy for tie in ties if tie.policy)


def _functions(policy: Policy | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, _ in policy.body.contacts)) if policy else ()


def _promises(sentences: Iterable[SentenceChange]) -> Iterable[Promise]:
    for sentence in sentences:
        before, after = quantities(sentence.old or ""), quantities(sentence.new or "")
        if sentence.old != sentence.new and (before or after):
            yield Promise(sentence, before, after)


def _duties(revision: Revision) -> Iterable[Promise]:
    """Yield the changed sentences that bind more or less, or otherwise, than they do."""
    language = revision.policy.language
    for sentence in revision.sentences:
        if sentence.old and sentence.new and sentence.old != sentence.new:
            before, after = _strength(sentence.old, language), _strength(sentence.new, language)
            if before != after:
                yield Promise(sentence, before, after)


def _strength(words: str, language: str) -> tuple[str, ...]:
    return tuple(form for kind, form in bearing(words, language) if kind in STRENGTH)


def crossings(revision: Revision) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the passages that become open and those that become internal, in their new words.

    A passage that is moved on the way is known by its words. Of a document that is closed as a
    whole, or becomes so, nothing is said here.
    """
    old, new = revision.old, revision.new
    if old is None or new is None or old.inside_only or new.inside_only:
        return (), ()
    passages = [p for part in revision.parts for p in (part.heading, *part.passages) if p]
    was, is_ = _by_words(passages, before=True), _by_words(passages, before=False)
    opened = [_after(p) for p in passages if p.was_inside and p.is_inside is False]
    closed = [_after(p) for p in passages if p.is_inside and p.was_inside is False]
    opened += [words for words in is_[False] if words in was[True] and words not in was[False]]
    closed += [words for words in is_[True] if words in was[False] and words not in is_[False]]
    return tuple(dict.fromkeys(opened)), tuple(dict.fromkeys(closed))


def _by_words(passages: Sequence[Passage], before: bool) -> dict[bool, dict[str, None]]:
    """The words of passages before or after, by whether they are for employees alone."""
    found: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for passage in passages:
        inside = passage.was_inside if before else passage.is_inside
        if inside is not None:
            words = _before(passage) if before else _after(passage)
            found[inside][words] = None
    return found


def _before(passage: Passage) -> str:
    return " ".join(run.words for run in passage.runs if run.state.value != "added")


def _after(passage: Passage) -> str:
    return " ".join(run.words for run in passage.runs if run.state.value != "removed")


def shifts(revised: Iterable[Revision], old: Digest, new: Digest) -> tuple[Shift, ...]:
    """Return every document that would apply, be replaced or lapse otherwise than it does."""
    revised = tuple(revised)
    names = {r.new.id: r.old.id for r in revised if r.fate is Fate.RENAMED and r.old and r.new}
    before, after = (d.register.everything for d in (old, new))
    found: list[Shift] = []
    for key, policy in after.items():
        was = old.standings.get(names.get(key, key))
        if was is None or _stands(was) != _stands(new.standings[key]):
            found.append(Shift(policy, was, new.standings[key]))
    gone = {r.old.id for r in revised if r.fate is Fate.REMOVED and r.old}
    found += [Shift(before[key], old.standings[key], None) for key in before if key in gone]
    return tuple(found)


def _stands(standing: Standing) -> tuple[object, ...]:
    return standing.word, standing.since, standing.until, standing.review_due, standing.successor


def turns(old: Digest, new: Digest) -> tuple[Turn, ...]:
    """Return the themes that a municipality would start or stop to treat, or treat otherwise."""
    was = {(c.municipality.slug, c.theme.id): c.coverage for c in _cells(old)}
    is_ = {(c.municipality.slug, c.theme.id): c for c in _cells(new)}
    silent = Coverage.SILENT
    found = [
        Turn(cell.municipality, cell.theme, was.get(key, silent), cell.coverage)
        for key, cell in is_.items()
        if was.get(key, silent) is not cell.coverage
    ]
    found += [
        Turn(cell.municipality, cell.theme, cell.coverage, silent)
        for cell in _cells(old)
        if (cell.municipality.slug, cell.theme.id) not in is_ and cell.coverage is not silent
    ]
    return tuple(found)


def _cells(digest: Digest) -> Iterable[Cell]:
    return (cell for row in digest.rows.values() for cell in row)


def answering(old: Digest, new: Digest) -> tuple[Answering, ...]:
    """Return the functions whose contact blocks would be others, municipality by municipality."""
    found: list[Answering] = []
    homes = {**old.register.municipalities, **new.register.municipalities}
    for slug, home in homes.items():
        before, after = (
            known.contacts if (known := digest.register.municipalities.get(slug)) else {}
            for digest in (old, new)
        )
        for key in {**before, **after}:
            if before.get(key) != after.get(key):
                found.append(Answering(home, before.get(key), after.get(key)))
    return tuple(found)
