"""A site's search: its shards, worked out from a register, and what answers a query in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from hashlib import blake2b

from styrdok.derive.lifecycle import Standing
from styrdok.derive.search.plan import Places, is_ordinary, named, plan
from styrdok.derive.search.rank import Index, rank
from styrdok.derive.search.rows import Head, head_of, key_of, row_of
from styrdok.derive.search.shard import make_shard
from styrdok.derive.search.synonyms import known, resolve
from styrdok.derive.search.values import Answers, Filters, Row, Shard
from styrdok.derive.search.weights import RANKING, class_of
from styrdok.memory import Memory, encode
from styrdok.model import Municipality, Policy
from styrdok.read.readings import set_text
from styrdok.register import Register
from styrdok.spread import FEW, cores, side_by_side

KIND = "search"


class Finder:
    """The search in one register; what has ended or is replaced is not in it."""

    def __init__(
        self,
        register: Register,
        standings: Mapping[str, Standing],
        memory: Memory,
        before: Finder | None = None,
    ) -> None:
        self._register, self._standings, self._memory = register, standings, memory
        self._before = before  # of the register before the cut: it saves work, and changes nothing
        self._shown: dict[str, list[Policy]] = {}

    def shown(self, municipality: str) -> list[Policy]:
        """Return the documents of a municipality that can be found, in the index's order.

        They stand by id: one with a new title moves no other.
        """
        if municipality not in self._shown:
            every = self._register.of(municipality)
            found = [p for p in every if not self._standings[p.id].status.past]
            self._shown[municipality] = sorted(found, key=lambda p: p.id)
        return self._shown[municipality]

    @cached_property
    def homes(self) -> list[str]:
        """The municipalities that have anything to find, in the index's order."""
        return [home for home in sorted(self._register.municipalities) if self.shown(home)]

    @cached_property
    def keys(self) -> dict[str, str]:
        """What each document's row is kept under, by id."""
        before = self._before
        old = before.keys if before else {}
        keys = {}
        for home in self.homes:
            own = self._register.municipalities[home]
            kept = before._same(own, self) if before else False
            for policy in self.shown(home):
                same = kept and before and before._register.policies.get(policy.id) is policy
                keys[policy.id] = (
                    old[policy.id]
                    if same and policy.id in old
                    else key_of(policy, own, self._themes)
                )
        return keys

    def _same(self, home: Municipality, other: Finder) -> bool:
        """Tell whether another's rows of a municipality hang on the same names as ours."""
        own = self._register.municipalities.get(home.slug, home)
        names = (own.name, own.short_name) == (home.name, home.short_name)
        return names and self._themes.items() >= other._themes.items()

    @cached_property
    def _themes(self) -> dict[str, bytes]:
        """A digest of what a row says of each theme."""
        themes = self._register.themes.values()
        return {
            t.id: blake2b(encode((t.id, t.name, t.words)), digest_size=8).digest() for t in themes
        }

    def look_through(self) -> None:
        """Work out the rows of what nobody has looked through before, on all cores."""
        kept = self._memory.keys(KIND)
        shown = [policy for home in self.homes for policy in self.shown(home)]
        new = [policy for policy in shown if self.keys[policy.id] not in kept]
        many = cores() if len(new) >= FEW else 1
        for rows in side_by_side([partial(self._work, new[n::many]) for n in range(many)]):
            for key, row in rows:
                self._memory.put(KIND, key, row)
        self.hold()

    def hold(self) -> None:
        """Keep the rows in the memory, whether they were asked for or not."""
        self._memory.live.update((KIND, key) for key in self.keys.values())

    def row(self, policy: Policy) -> Row:
        """Return a document's row; raises `MemoryBrokenError` where its text is lost."""
        work = partial(self._row, policy)
        return self._memory.recall(KIND, self.keys[policy.id], Row, work)

    def shard(self, municipality: str) -> Shard:
        """Return the shard of a municipality."""
        return make_shard(municipality, [(p.id, self.row(p)) for p in self.shown(municipality)])

    @cached_property
    def places(self) -> Places:
        """The municipalities' names as a query may have them."""
        homes = self._register.municipalities
        slugs = {named(homes[slug].short_name): slug for slug in sorted(homes)}
        ordinary = (name for name, slug in slugs.items() if is_ordinary(homes[slug].short_name))
        return Places(slugs, frozenset(ordinary))

    @cached_property
    def also(self) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """What synonyms lead to, as roots: the editors' own before the stock's."""
        before, own = self._before, known(self._register)
        if before and known(before._register) == own:
            return before.also
        return resolve(own)

    @cached_property
    def index(self) -> Index:
        """All shards as one, by municipality."""
        return Index(map(self.shard, self.homes))

    def search(self, query: str, filters: Filters | None = None, typing: bool = False) -> Answers:
        """Return what answers a query, the best first."""
        asked = plan(query, self.index.known, self.also, self.places, typing)
        kept = partial(self._kept, filters or Filters())
        found = rank(asked, self.index, self._factor, kept)
        return Answers(tuple(found), asked)

    def _kept(self, filters: Filters, document: str, leaf: int) -> bool:
        policy = self._register.policies[document]
        if filters.municipality and policy.municipality != filters.municipality:
            return False
        if filters.kind and policy.kind != filters.kind:
            return False
        if filters.status and self._standings[document].status.value != filters.status:
            return False
        if filters.theme:
            sections = policy.body.sections
            return leaf > 0 and filters.theme in sections[leaf - 1].themes
        return True

    def _factor(self, document: str) -> float:
        return RANKING[class_of(self._standings[document].status)]

    def _head(self, policy: Policy) -> Head:
        home = self._register.municipalities[policy.municipality]
        return head_of(policy, home, self._register.themes)

    def _row(self, policy: Policy) -> Row:
        return row_of(self._head(policy), set_text(policy.body.digest, self._memory))

    def _work(self, policies: Sequence[Policy]) -> list[tuple[str, bytes]]:
        return [(self.keys[policy.id], encode(self._row(policy))) for policy in policies]
