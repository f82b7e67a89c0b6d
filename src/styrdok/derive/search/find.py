"""A site's search: its shards, worked out from a register, and what answers a query in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from styrdok.derive.lifecycle import Standing
from styrdok.derive.search.plan import named, plan
from styrdok.derive.search.rank import Index, rank
from styrdok.derive.search.rows import Head, head_of, key_of, row_of
from styrdok.derive.search.shard import make_shard
from styrdok.derive.search.synonyms import resolve
from styrdok.derive.search.values import Answers, Filters, Hit, Row, Shard
from styrdok.derive.search.weights import RANKING
from styrdok.derive.synonyms import known
from styrdok.memory import Memory, encode
from styrdok.model import Policy
from styrdok.read.readings import set_text
from styrdok.register import Register
from styrdok.spread import FEW, cores, side_by_side

KIND = "search"


class Finder:
    """The search in one register; what has ended or is replaced is not in it."""

    def __init__(
        self, register: Register, standings: Mapping[str, Standing], memory: Memory
    ) -> None:
        self._register, self._standings, self._memory = register, standings, memory
        self._rows: dict[str, Row] = {}

    def shown(self, municipality: str) -> list[Policy]:
        """Return the documents of a municipality that can be found, in the index's order."""
        every = self._register.of(municipality)
        return [p for p in every if not self._standings[p.id].status.past]

    def look_through(self) -> None:
        """Work out the rows of what nobody has looked through before, on all cores."""
        new = {}
        for home in self._register.municipalities:
            for policy in self.shown(home):
                key = self._key(policy)
                if self._memory.get(KIND, key) is None:
                    new[key] = policy
        many = cores() if len(new) >= FEW else 1
        jobs = list(new.items())
        for rows in side_by_side([partial(self._work, jobs[n::many]) for n in range(many)]):
            for key, row in rows:
                self._memory.put(KIND, key, row)

    def row(self, policy: Policy) -> Row:
        """Return a document's row; raises `MemoryBrokenError` where its text is lost."""
        if policy.id not in self._rows:
            key = self._key(policy)
            work = partial(self._row, policy)
            self._rows[policy.id] = self._memory.recall(KIND, key, Row, work)
        return self._rows[policy.id]

    def shard(self, municipality: str) -> Shard:
        """Return the shard of a municipality."""
        return make_shard(municipality, [(p.id, self.row(p)) for p in self.shown(municipality)])

    @cached_property
    def places(self) -> dict[str, str]:
        """The municipalities' names as a query may have them, and their slugs."""
        homes = self._register.municipalities
        return {named(homes[slug].short_name): slug for slug in sorted(homes)}

    @cached_property
    def also(self) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """What synonyms lead to, as roots: the editors' own before the stock's."""
        return resolve(known(self._register))

    @cached_property
    def index(self) -> Index:
        """All shards as one, by municipality."""
        return Index(self.shard(home) for home in sorted(self._register.municipalities))

    def search(self, query: str, filters: Filters | None = None, typing: bool = False) -> Answers:
        """Return what answers a query, the best first."""
        asked = plan(query, self.index.known, self.also, self.places, typing)
        kept = partial(self._kept, filters or Filters())
        found = rank(asked, self.index, self._factor, kept)
        return Answers(tuple(self._shown_at(found)), asked)

    def _shown_at(self, found: list[Hit]) -> list[Hit]:
        """Return hits as they are shown: a head without a text of its own as the first section."""
        shown: dict[tuple[str, int], Hit] = {}
        for hit in found:
            policy = self._register.policies[hit.document]
            text = set_text(policy.body.digest, self._memory)
            first = hit.leaf == 0
            leaf = (
                1
                if first and not text.leaves[0].words.strip() and len(text.leaves) > 1
                else hit.leaf
            )
            one = Hit(hit.document, leaf, hit.score, hit.roots, first)
            shown.setdefault((hit.document, leaf), one)
        return list(shown.values())

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
        status = self._standings[document].status
        return RANKING["binds" if status.binds else "current" if status.current else "other"]

    def _key(self, policy: Policy) -> str:
        return key_of(policy, self._head(policy))

    def _head(self, policy: Policy) -> Head:
        home = self._register.municipalities[policy.municipality]
        return head_of(policy, home, self._register.themes)

    def _row(self, policy: Policy) -> Row:
        return row_of(self._head(policy), set_text(policy.body.digest, self._memory))

    def _work(self, jobs: list[tuple[str, Policy]]) -> list[tuple[str, bytes]]:
        return [(key, encode(self._row(policy))) for key, policy in jobs]
