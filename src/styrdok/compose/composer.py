"""What the pages of a site are made from, worked out from a digest when a page asks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from itertools import islice

from styrdok.compose import addresses
from styrdok.compose.chores import Chore
from styrdok.compose.comparison.values import ThemePassage
from styrdok.compose.entries import (
    Dossier,
    Entry,
    Face,
    Home,
    Offprint,
    Pledge,
    Quote,
    Spot,
    Subject,
    Version,
    Way,
)
from styrdok.compose.extracts import (
    answer_for,
    calls_of,
    concern_of,
    entry_of,
    headings_of,
    home_of,
    leaves_of,
    manuscript_of,
    news_of,
    particulars_of,
    sender_of,
)
from styrdok.compose.frame import Frame
from styrdok.compose.naming.ends import cited, ends_of
from styrdok.compose.naming.sources import Sources
from styrdok.compose.pledges import pledge_of
from styrdok.derive.board import tasks
from styrdok.derive.comparison import Cell, Excerpt
from styrdok.derive.digest import Digest
from styrdok.derive.lifecycle import Standing, Status
from styrdok.derive.promises import once
from styrdok.memory import Sealed
from styrdok.model import Act, Policy
from styrdok.slug import slugify

MOST_BESIDE = 3  # promises of other documents, beside a document's contact block
REPLIES = (Act.ANSWER, Act.RETURN, Act.CONFIRM, Act.REACH)
ON_START_PAGE = 6  # documents of each municipality
TOGETHER = 200  # documents; of more, what tells much of each is parted by municipality
MANY = 1000  # documents; with more, what lists them all leads to municipality by municipality


class Composer:
    """Holds one site's digest and frame, and what several pages show of each document."""

    def __init__(  # noqa: PLR0913
        self,
        digest: Digest,
        frame: Frame,
        board: bool = False,
        desk: bool = False,
        offprints: bool = False,
        *,
        unset: Collection[str] = (),
    ) -> None:
        self.digest, self.frame, self.texts = digest, frame, frame.texts
        self.board = board  # whether the site has a review board
        self.desk = desk  # whether those who write read it, so that it has pages for them alone
        self.offprints = offprints  # whether documents are made as PDF, too
        self.unset = unset  # the ids of those that could not be
        self.register = digest.register
        self.homes = {slug: home_of(m) for slug, m in self.register.municipalities.items()}
        self.senders = {slug: sender_of(m) for slug, m in self.register.municipalities.items()}
        self.sources = Sources(digest, self.homes, self.texts)
        self._entries: dict[str, Sealed[Entry]] = {}
        self._dossiers: dict[str, Dossier] = {}
        self.passages: dict[tuple[str, int, int], ThemePassage] = {}  # by document and leaves
        self._tasks: dict[str, list[Chore]] = {}

    def entry(self, policy: Policy) -> Sealed[Entry]:
        """Return a policy as lists show it."""
        if policy.id not in self._entries:
            home = self.register.municipalities[policy.municipality]
            standing = self.digest.standings[policy.id]
            found = entry_of(policy, home, self.homes[home.slug], standing)
            self._entries[policy.id] = Sealed(found)
        return self._entries[policy.id]

    def dossier(self, policy: Policy) -> Dossier:
        """Return all that is shown of a policy anywhere."""
        if policy.id not in self._dossiers:
            self._dossiers[policy.id] = self._dossier(policy)
        return self._dossiers[policy.id]

    def _dossier(self, policy: Policy) -> Dossier:
        home = self.register.municipalities[policy.municipality]
        headings = headings_of(policy, self.subjects)
        face = Face(
            particulars_of(policy),
            headings,
            *ends_of(policy, self.sources),
            cited(policy, self.sources),
            answer_for(policy, home),
            home.website,
            self._instead(policy),
            self.versions(policy),
            news_of(policy, self.register),
            *self._promises(policy),
            self.offprint(policy),
        )
        mentions = self.digest.references.mentions.get(policy.id, ())
        calls = calls_of(policy, mentions, self.register)
        manuscript = manuscript_of(policy, headings, self.register, calls)
        return Dossier(self.entry(policy), Sealed(face), Sealed(manuscript))

    def pledges(self, slug: str) -> tuple[Pledge, ...]:
        """Return what a municipality promises within a time, replies first."""
        return tuple(pledge_of(given) for given in once(self.digest.promises[slug]))

    def _promises(self, policy: Policy) -> tuple[tuple[Pledge, ...], tuple[Pledge, ...]]:
        """Return a document's own promises, and some replies that others beside it promise."""
        known = self.digest.promises[policy.municipality]
        own = tuple(given for given in known if given.policy.id == policy.id)
        replies = (given for given in once(known, own) if given.promise.act in REPLIES)
        beside = tuple(islice(replies, MOST_BESIDE))
        return tuple(map(pledge_of, own)), tuple(map(pledge_of, beside))

    def offprint(self, policy: Policy) -> Offprint | None:
        """Return where a document is as PDF: every newest edition that has not had its time."""
        gone = self.digest.standings[policy.id].status in (Status.REPLACED, Status.ENDED)
        if not self.offprints or policy.edition or gone or policy.id in self.unset:
            return None
        return Offprint(addresses.of_offprint(policy), addresses.of_offprint(policy, kept=True))

    def line(self, policy: Policy) -> tuple[Policy, ...]:
        """Return all editions of a document, the oldest first and the newest last."""
        document = self.register.policies[policy.document]
        return (*self.register.editions_of(document), document)

    def versions(self, policy: Policy) -> tuple[Version, ...]:
        """Return the table of a document's editions, where it has more than one."""
        line = self.line(policy)
        rows = [
            Version(
                edition.edition,
                addresses.of_policy(edition),
                self.digest.standings[edition.id],
                edition.decision,
                addresses.of_changes(edition) if edition.edition else None,
            )
            for edition in reversed(line)
        ]
        return tuple(rows) if len(rows) > 1 else ()

    def _instead(self, policy: Policy) -> Spot | None:
        """Return what a reader should read instead: a successor, or the edition in force."""
        standing = self.digest.standings[policy.id]
        if standing.status.binds:
            return None
        line = self.line(policy)
        found = self._last_heir(standing)
        in_force = (e for e in reversed(line) if self.digest.standings[e.id].status.binds)
        found = next(in_force, found or (line[-1] if policy.edition else None))
        return Spot(self.title(found), addresses.of_policy(found)) if found else None

    def _last_heir(self, standing: Standing) -> Policy | None:
        """Return what has replaced a document, and has not itself been replaced."""
        found, seen = None, set[str]()
        while standing.successor and standing.successor not in seen:
            seen.add(standing.successor)
            found = self.register.policies.get(standing.successor.partition("@")[0], found)
            standing = self.digest.standings[found.id] if found else Standing(Status.UNKNOWN)
        return found

    def title(self, policy: Policy) -> str:
        """Return a document's title, with its date where it is an earlier edition."""
        return self.sources.title(policy)

    def listed(
        self, municipality: str | None = None, kind: str | None = None
    ) -> list[Sealed[Entry]]:
        """Return entries by municipality and title, of one municipality or kind if so asked."""
        slugs = [municipality] if municipality else self.municipality_order
        policies = [policy for slug in slugs for policy in self.register.of(slug)]
        return [self.entry(p) for p in policies if kind in (None, p.kind)]

    def tasks(self, slug: str) -> list[Chore]:
        """Return a municipality's documents to review, the most urgent first."""
        if slug not in self._tasks:
            self._tasks[slug] = [
                Chore(
                    self.entry(task.policy),
                    task.term,
                    task.laws,
                    tuple(
                        Spot(name, self.sources.missing_at(slug, name) or "") for name in task.lost
                    ),
                    tuple((Spot(p.title, addresses.of_policy(p)), day) for p, day in task.parents),
                    task.reach,
                    task.age,
                    tuple(concern_of(doubt) for doubt in task.doubts),
                )
                for task in tasks(self.digest, slug)
            ]
        return self._tasks[slug]

    def functions(self, slug: str) -> list[tuple[str, str]]:
        """Return the functions that answer for something to review: address form and name."""
        entries = [task.entry for task in self.tasks(slug) if task.entry.standing.due_by]
        found = {slugify(e.function): e.responsible for e in entries if e.function}
        return sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0]))

    @property
    def many(self) -> bool:
        """Whether one page for all documents would be too much to read, or to load on a phone."""
        return len(self.register.policies) > MANY and len(self.homes) > 1

    @property
    def apart(self) -> bool:
        """Whether what tells much of each document stands municipality by municipality."""
        return self.many or (len(self.register.policies) > TOGETHER and len(self.homes) > 1)

    def ways(self, address: Callable[[str], str]) -> list[Way]:
        """Return a way on to each municipality, with its number of documents."""
        return [
            Way(self.homes[slug], address(slug), len(self.register.of(slug)))
            for slug in self.municipality_order
        ]

    @cached_property
    def municipality_order(self) -> list[str]:
        """The municipalities' slugs by name."""
        known = self.register.municipalities
        return sorted(known, key=lambda slug: known[slug].name.casefold())

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """Every theme by id, in the themes' order."""
        return {t.id: Subject(t.id, t.name) for t in self.register.themes.values()}

    @cached_property
    def treated(self) -> list[Subject]:
        """The themes that some document treats."""
        return [s for s in self.subjects.values() if self.register.covering(s.id)]

    @cached_property
    def cells(self) -> dict[str, list[Cell]]:
        """Each municipality's cells of the matrix, in the themes' order."""
        cells: dict[str, list[Cell]] = {slug: [] for slug in self.register.municipalities}
        for row in self.digest.rows.values():
            for cell in row:
                cells[cell.municipality.slug].append(cell)
        return cells

    def columns(
        self, theme_id: str, municipality: str | None = None
    ) -> list[tuple[Home, list[Quote]]]:
        """Return what each municipality says on a theme, by name; an empty list is silence."""
        return [
            (self.homes[cell.municipality.slug], [self.quote(e) for e in cell.excerpts])
            for cell in self.digest.rows[theme_id]
            if municipality in (None, cell.municipality.slug)
        ]

    def quote(self, excerpt: Excerpt) -> Quote:
        """Return a section with the subsections below it that have no theme of their own."""
        start, stop = leaves_of(excerpt.policy, excerpt.section)
        dossier = self.dossier(excerpt.policy)
        return Quote(dossier.entry, dossier.manuscript, start, stop)

    def start_view(self) -> dict[str, object]:
        """Return what the start page shows besides what is written by hand."""
        return {
            "homes": [
                (self.homes[slug], self.listed(slug)[:ON_START_PAGE], len(self.register.of(slug)))
                for slug in self.municipality_order
            ],
            "themes": list(self.subjects.values()),
            "as_of": self.register.as_of,
        }
