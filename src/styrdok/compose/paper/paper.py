"""The whole paper: what to know first, the tables, the running text, and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from styrdok.compose.paper.follows import (
    composer_of,
    follows,
    kept,
    name_of,
    openings,
    touched_parts,
)
from styrdok.compose.paper.particulars import Fact, changed_facts, say_head
from styrdok.compose.paper.proposal import Proposal
from styrdok.compose.paper.sheet import (
    Bullets,
    Leap,
    Part,
    Row,
    Sheet,
    Table,
    Title,
    Words,
    marked,
)
from styrdok.compose.paper.wordings import language_of, running, wording_rows
from styrdok.compose.problems import explain
from styrdok.compose.wording import say_date
from styrdok.derive.revision import Fate, Revision
from styrdok.model import PartialDate


def write_paper(proposal: Proposal) -> Sheet:
    """Return the paper on what a branch changes."""
    texts, revised = proposal.texts, proposal.revised
    title = texts("paper.title-many", number=len(revised))
    if len(revised) == 1:
        title = texts("paper.title-one", title=_title(revised[0][0], proposal))
    parts = (*_opening(proposal), *_tables(proposal), *_running(proposal))
    return Sheet(title, (*parts, *follows(proposal), *touched_parts(proposal)))


def _title(revision: Revision, proposal: Proposal) -> str:
    return composer_of(revision.policy, proposal).title(revision.policy)


def _opening(proposal: Proposal) -> Iterator[Part]:
    """What the paper compares, and what its reader must know first."""
    texts, span = proposal.texts, proposal.span
    yield Words(texts("paper.lead"), "lead")
    if proposal.inside:
        yield Words(texts("paper.inside-note"), "warning", texts("paper.inside-title"))
    yield from openings(proposal)
    if proposal.broken:
        broken = (
            f"{one.title}: " + "; ".join(explain(problem, texts) for problem in one.problems)
            for one in proposal.broken
        )
        yield Bullets(tuple(broken), texts("paper.broken"), loud=True)
    if len(proposal.revised) > 1:
        rows = [f"{name_of(r.policy, proposal)}: {_fate(r, proposal)}" for r, _ in proposal.revised]
        yield Bullets(tuple(rows), texts("paper.documents"))
    if not proposal.revised:
        yield Words(texts("paper.none"))
    else:
        yield Words(texts("paper.key"), "note", texts("paper.key-label"))
    day = proposal.as_of
    words = {"base": span.base_name, "head": span.head_name}
    words |= {"from_": span.base, "to": span.head}
    words["date"] = say_date(PartialDate(day.year, day.month, day.day), texts)
    yield Words(texts("paper.compared", **words), "small")


def _fate(revision: Revision, proposal: Proposal) -> str:
    """What becomes of a document, in a few words."""
    edition = revision.policy.edition and revision.fate in (Fate.ADDED, Fate.REMOVED)
    key = f"edition-{revision.fate.value}" if edition else revision.fate.value
    return proposal.texts(f"fate.{key}")


def _tables(proposal: Proposal) -> Iterator[Part]:
    texts = proposal.texts
    for number, (revision, _) in enumerate(proposal.revised, start=1):
        title = _title(revision, proposal)
        language = language_of(revision, texts)
        yield Title(title, 2, f"dokument-{number}", language)
        head = say_head(revision.policy, composer_of(revision.policy, proposal))
        yield Words(" · ".join(head), "kicker")
        yield from (Words(words) for words in _notes(revision, proposal))
        yield from _facts(revision, proposal, title)
        rows = () if kept(revision, proposal) else wording_rows(revision, texts)
        if any(row.kind != "gap" for row in rows):
            yield Leap(texts("paper.to-running"), f"lopande-{number}")
            caption = texts("paper.caption", title=title)
            yield Table(caption, (texts("paper.now"), texts("paper.then")), rows, language)
        elif revision.fate in (Fate.CHANGED, Fate.RENAMED):
            told = bool(_changed(revision, proposal))
            yield Words(texts("paper.same-text" if told else "paper.same-words"))


def _notes(revision: Revision, proposal: Proposal) -> Iterator[str]:
    """What is to be said of a document as a whole."""
    texts, old, new = proposal.texts, revision.old, revision.new
    if kept(revision, proposal):
        yield texts("paper.kept")
    elif revision.fate in (Fate.ADDED, Fate.REMOVED):
        key = "unreadable" if revision.was_unreadable else revision.fate.value
        yield texts(f"fate.whole-{key}")
    elif revision.fate is Fate.RENAMED and old and new:
        yield texts("paper.renamed", old=old.place.path, new=new.place.path)
    if (new and new.inside_only) or (old and old.inside_only):
        yield texts("paper.inside-document")


def _facts(revision: Revision, proposal: Proposal, title: str) -> Iterator[Part]:
    texts = proposal.texts
    unknown = {Fate.ADDED: None, Fate.REMOVED: None}.get(revision.fate, texts("page.unknown"))
    rows = tuple(
        Row("pair", marked(before or unknown, after or unknown), label)
        for label, before, after in _changed(revision, proposal)
    )
    if rows:
        heads = (texts("paper.fact"), texts("paper.is"), texts("paper.proposed"))
        yield Table(texts("paper.facts", title=title), heads, rows)


def _changed(revision: Revision, proposal: Proposal) -> tuple[Fact, ...]:
    """The facts that are to be told: none of what only goes, or is only laid by."""
    if revision.fate is Fate.REMOVED or kept(revision, proposal):
        return ()
    return changed_facts(revision, proposal.old, proposal.new)


def _running(proposal: Proposal) -> Iterator[Part]:
    texts = proposal.texts
    if not proposal.revised:
        return
    yield Title(texts("paper.running"), 2, "lopande")
    yield Words(texts("paper.running-lead"))
    for number, (revision, _) in enumerate(proposal.revised, start=1):
        language = language_of(revision, texts)
        yield Title(_title(revision, proposal), 3, f"lopande-{number}", language)
        yield from (Words(words) for words in _notes(revision, proposal))
        for label, before, after in _changed(revision, proposal):
            unknown = texts("page.unknown")
            words = {"old": (before or unknown).rstrip("."), "new": (after or unknown).rstrip(".")}
            yield Words(texts("paper.fact-running", **words), label=f"{label}:")
        said = () if kept(revision, proposal) else tuple(running(revision, texts, 4))
        yield from said
        yield Leap(texts("paper.to-table", title=_title(revision, proposal)), f"dokument-{number}")
