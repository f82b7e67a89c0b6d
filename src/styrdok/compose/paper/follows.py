"""What follows from the changes is put into words, the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from styrdok.compose.composer import Composer
from styrdok.compose.paper.proposal import Proposal
from styrdok.compose.paper.sheet import Bullets, Part, Row, Table, Title, Words, marked
from styrdok.compose.paper.touched import Touched
from styrdok.compose.paper.wordings import language_of
from styrdok.compose.wording import say_badge, say_date
from styrdok.derive.effects import Answering, Effects, Promise, Shift, Turn
from styrdok.derive.lifecycle import Standing
from styrdok.derive.revision import Fate, Revision
from styrdok.model import Policy
from styrdok.texts import Texts

SITES = ("public", "intranet")
LONGEST = 160  # signs of a passage that is told by its beginning
MOST = 200  # pages that are named one by one


def name_of(policy: Policy, proposal: Proposal) -> str:
    """Return a document's title and municipality, as lists name it."""
    composer = composer_of(policy, proposal)
    return f"{composer.title(policy)} ({composer.homes[policy.municipality].name})"


def composer_of(policy: Policy, proposal: Proposal) -> Composer:
    """Return the one of the two composers that knows a document as it is given."""
    register = proposal.new.register
    known = register.policies.get(policy.id) or register.editions.get(policy.id)
    return proposal.new if known is policy else proposal.old


def kept(revision: Revision, proposal: Proposal) -> bool:
    """Tell whether an added edition is the text that applies today, laid by."""
    if not (revision.new and revision.new.edition and revision.fate is Fate.ADDED):
        return False
    current = _document(revision, proposal)
    return bool(current and current.body.text.strip() == revision.new.body.text.strip())


def _document(revision: Revision, proposal: Proposal) -> Policy | None:
    """The document, as it is today, that a document is or is an edition of."""
    return proposal.old.register.policies.get(revision.policy.document)


def openings(proposal: Proposal) -> Iterator[Part]:
    """Yield what becomes open to everyone, and what becomes closed: it must be seen first."""
    texts = proposal.texts
    opened: list[str] = []
    closed: list[str] = []
    for revision, effects in proposal.revised:
        name = name_of(revision.policy, proposal)
        if kept(revision, proposal) and is_open(_document(revision, proposal)):
            continue  # everyone may read it today
        if is_open(revision.new) and not is_open(revision.old):
            key = "new" if revision.fate is Fate.ADDED else "document"
            opened.append(texts(f"becomes.open-{key}", title=name))
        elif is_open(revision.old) and not is_open(revision.new):
            key = "gone" if revision.new is None else "document"
            closed.append(texts(f"becomes.closed-{key}", title=name))
        for words in effects.opened:
            opened.append(texts("becomes.open-passage", title=name, words=_short(words)))
        for words in effects.closed:
            closed.append(texts("becomes.closed-passage", title=name, words=_short(words)))
    for change in proposal.answering:
        if change.opens and change.after:
            home = change.municipality.name
            opened.append(texts("becomes.open-contact", name=change.after.name, home=home))
    if opened:
        yield Bullets(tuple(opened), texts("becomes.open"), loud=True)
    if closed:
        yield Bullets(tuple(closed), texts("becomes.closed"), loud=True)


def is_open(policy: Policy | None) -> bool:
    """Tell whether everyone may read a document."""
    return policy is not None and not policy.inside_only


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def follows(proposal: Proposal) -> Iterator[Part]:
    """Yield the consequences: document by document, then those of the whole."""
    texts = proposal.texts
    yield Title(texts("effect.title"), 2, "foljder")
    yield from [Words(texts("effect.broken"))] if proposal.broken else []
    said = list(_of_documents(proposal))
    groups = (
        ("status", _statuses(proposal.shifts, proposal)),
        ("comparison", _turns(proposal.turns, texts)),
        ("editions", _editions(proposal)),
        ("contacts", _answering(proposal.answering, texts)),
        ("files", _files(proposal)),
    )
    for key, rows in groups:
        if items := tuple(rows):
            said += [Title(texts(f"effect.{key}"), 3), Bullets(items)]
    yield from said or [Words(texts("effect.none"))]


def _of_documents(proposal: Proposal) -> Iterator[Part]:
    for revision, effects in proposal.revised:
        bullets = list(_bullets(revision, effects, proposal))
        if bullets or effects.promises or effects.duties:
            yield Title(name_of(revision.policy, proposal), 3)
            yield from [Bullets(tuple(bullets))] if bullets else []
            for key, rows in (("duties", effects.duties), ("promises", effects.promises)):
                if rows:
                    yield _sentences(f"effect.{key}", rows, revision, proposal.texts)


def _bullets(revision: Revision, effects: Effects, proposal: Proposal) -> Iterator[str]:
    texts = proposal.texts
    for name, policies in effects.ties:
        titles = "; ".join(name_of(policy, proposal) for policy in policies)
        yield texts(f"effect.tie-{name.replace('_', '-')}", titles=titles)
    if effects.themes:
        yield texts("effect.rows", themes=", ".join(theme.name for theme in effects.themes))
    before, after = effects.responsible
    if before != after:
        names = (_function(key, revision, proposal) for key in (before, after))
        was, is_ = (name or texts("page.unknown") for name in names)
        yield texts("effect.responsible", old=was, new=is_)
    shown, will_show = effects.contacts
    for key, some, others in (("came", will_show, shown), ("gone", shown, will_show)):
        for function in some:
            if function not in others:
                shown_as = _function(function, revision, proposal) or function
                yield texts(f"effect.contact-{key}", name=shown_as)


def _function(key: str | None, revision: Revision, proposal: Proposal) -> str | None:
    for composer in (proposal.new, proposal.old):
        home = composer.register.municipalities.get(revision.policy.municipality)
        if home and key and key in home.contacts:
            return home.contacts[key].name
    return key


def _sentences(key: str, promises: Iterable[Promise], revision: Revision, texts: Texts) -> Table:
    rows = tuple(Row("pair", marked(told.sentence.old, told.sentence.new)) for told in promises)
    heads = (texts("paper.now"), texts("paper.then"))
    return Table(texts(key), heads, rows, language_of(revision, texts))


def _statuses(shifts: Iterable[Shift], proposal: Proposal) -> Iterator[str]:
    texts = proposal.texts
    for shift in shifts:
        was, is_ = (_stands(s, texts) for s in (shift.before, shift.after))
        yield texts("effect.shift", title=name_of(shift.policy, proposal), old=was, new=is_)


def _stands(standing: Standing | None, texts: Texts) -> str:
    """A status with the day it turns on and the review that is due, in running text."""
    if standing is None:
        return texts("effect.no-status")
    words = say_badge(standing, texts)
    if standing.since and standing.word != "coming":
        words += ", " + texts("effect.since", date=say_date(standing.since, texts))
    if standing.review_due:
        words += ", " + texts("effect.due", date=say_date(standing.review_due, texts))
    return words[:1].lower() + words[1:]


def _turns(turns: Iterable[Turn], texts: Texts) -> Iterator[str]:
    """Say which themes a municipality would treat otherwise, those that turn alike together."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for turn in turns:
        key = turn.municipality.name, turn.before.value, turn.after.value
        alike.setdefault(key, []).append(turn.theme.name)
    for (home, before, after), themes in alike.items():
        words = {"home": home, "themes": ", ".join(themes)}
        if (before, after) in (("silent", "mentioned"), ("mentioned", "silent")):
            yield texts("effect.turns", **_from_to(before, after, texts), **words)
        elif before == "silent":
            yield texts("effect.starts", **words)
        elif after == "silent":
            yield texts("effect.stops", **words)
        else:
            yield texts("effect.turns", **_from_to(before, after, texts), **words)


def _from_to(before: str, after: str, texts: Texts) -> dict[str, str]:
    return {"old": texts(f"theme.{before}").lower(), "new": texts(f"theme.{after}").lower()}


def _editions(proposal: Proposal) -> Iterator[str]:
    for revision, _ in proposal.revised:
        if revision.policy.edition and revision.fate in (Fate.ADDED, Fate.REMOVED):
            name = name_of(revision.policy, proposal)
            yield proposal.texts(f"effect.edition-{revision.fate.value}", title=name)


def _answering(changes: Iterable[Answering], texts: Texts) -> Iterator[str]:
    for change in changes:
        key = "changed" if change.before and change.after else "came" if change.after else "gone"
        told = change.after or change.before
        name = told.name if told else ""
        yield texts(f"effect.answering-{key}", name=name, home=change.municipality.name)


def _files(proposal: Proposal) -> Iterator[str]:
    """The files that are changed and are no document told of: pictures, `kommun.yml`."""
    told = {p.place.path for r, _ in proposal.revised for p in (r.old, r.new) if p}
    told |= {problem.place.path for one in proposal.broken for problem in one.problems}
    for path in sorted(proposal.span.changed - told):
        yield "".join(sign if sign.isprintable() else "?" for sign in path)


def touched_parts(proposal: Proposal) -> Iterator[Part]:
    """Yield the pages that change, site by site."""
    texts = proposal.texts
    yield Title(texts("effect.pages"), 2, "sidor")
    some = any(proposal.touched.values())
    yield Words(texts("effect.pages-lead" if some else "effect.no-pages"))
    lists = {site: proposal.touched.get(site, ()) for site in SITES}
    both = [page for page in lists["public"] if page in lists["intranet"]]
    yield from _pages(texts("effect.both-sites"), both, texts)
    for site, pages in lists.items():
        alone = [page for page in pages if page not in both]
        yield from _pages(texts(f"site.{site}"), alone, texts)


def _pages(title: str, pages: Sequence[Touched], texts: Texts) -> Iterator[Part]:
    if not pages:
        return
    yield Title(f"{title} ({len(pages)})", 3)
    items = [say_page(page, texts) for page in pages[:MOST]]
    more = [texts("effect.more-pages", number=len(pages) - MOST)] if len(pages) > MOST else []
    yield Bullets((*items, *more))


def say_page(page: Touched, texts: Texts) -> str:
    """Return a page's title and address, and what becomes of it."""
    words = f"{page.title} – /{page.address}"
    return words if page.fate == "changed" else f"{words} ({texts(f'fate.{page.fate}')})"
