"""What templates may ask of texts while a page is set; each text is loaded only then.

A page's key holds the names of the texts that it asks for, and those name their content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial

from markupsafe import Markup

from styrdok.compose.advice import Advised, advised
from styrdok.compose.beside.laying import Laying, Leaf, Side, lay_out, shown
from styrdok.compose.changes import changed, redline
from styrdok.compose.comparison.brief import Brief, Weight, brief, weigh
from styrdok.compose.comparison.values import ThemePassage, Topic
from styrdok.compose.duties import marked, told_to
from styrdok.compose.entries import Manuscript, Quote
from styrdok.compose.reuse.words import beginning
from styrdok.compose.setting import FittedText, Fitting, fit_text
from styrdok.derive.plainness import Plainness, hold, plainness_of
from styrdok.derive.reuse.passages import Paragraph, paragraphs
from styrdok.derive.reuse.values import Passage
from styrdok.memory import Memory
from styrdok.model import Contact, Duty
from styrdok.read.readings import duties_of, set_text
from styrdok.read.setting import SetText
from styrdok.redline import Run, runs
from styrdok.texts import Texts

RECENT = 1200  # texts that are held: those of a large municipality, whose pages stand together


class AtHand:
    """The texts of a site, their duties and their passages, as they are asked for."""

    def __init__(
        self, texts: Texts, memory: Memory, contact_block: Callable[[Contact, str, str], Markup]
    ) -> None:
        self.texts, self._contact_block, self._memory = texts, contact_block, memory
        self._led: dict[str, bool] = {}  # of every text that was loaded: search asks of them all
        recent = lru_cache(RECENT)
        self.text_of: Callable[[str], SetText] = recent(self._text_of)
        self.duties_of: Callable[[str], tuple[Duty, ...]] = recent(
            partial(duties_of, memory=memory)
        )
        self._plainness: Callable[[str], Plainness] = partial(plainness_of, memory=memory)
        self.hold_plainness: Callable[[Iterable[str]], None] = partial(hold, memory=memory)
        self._passages: Callable[[str], tuple[Paragraph, ...]] = recent(
            lambda digest: tuple(paragraphs(self.text_of(digest)))
        )
        # A pair's page, its print and its data are of one laying; few pairs have them.
        self.beside: Callable[[tuple[Side, Side]], Laying] = cache(
            partial(lay_out, text_of=self.text_of)
        )
        self.brief: Callable[[ThemePassage, Topic], Brief] = cache(self._brief)  # tables ask too

    def led(self, digest: str) -> bool:
        """Tell whether a text says something before its first heading."""
        if digest not in self._led:
            self.text_of(digest)
        return self._led[digest]

    def functions(self) -> dict[str, Callable[..., object]]:
        """Return what templates may call, by name."""
        return {
            "fit": self._fit,
            "fit_quote": self._fit_quote,
            "brief": self.brief,
            "weigh": self._weigh,
            "duties": self._duties,
            "advised": self._advised,
            "marked": marked,
            "beside": self.beside,
            "beside_html": self._beside_html,
            "altered": self._altered,
            "beginning": self._beginning,
            "redline": redline,
            "changed": changed,
        }

    def _text_of(self, digest: str) -> SetText:
        text = set_text(digest, self._memory)
        self._led[digest] = bool(text.leaves[0].words.strip())
        return text

    def _fit(self, manuscript: Manuscript, root: str, page: str = "") -> FittedText:
        return fit_text(self.text_of(manuscript.digest), self._fitting(manuscript, root, page))

    def _fit_quote(self, quote: Quote, root: str) -> FittedText:
        manuscript = quote.manuscript.value
        fitting = self._fitting(manuscript, root, root + quote.entry.address)
        return fit_text(self.text_of(manuscript.digest), fitting, quote.start, quote.stop)

    def _fitting(self, manuscript: Manuscript, root: str, page: str) -> Fitting:
        return Fitting(manuscript, root, page, self.texts, self._contact_block)

    def _brief(self, passage: ThemePassage, topic: Topic) -> Brief:
        text, found = self.text_of(passage.digest), self.duties_of(passage.digest)
        return brief(passage, topic, text, found)

    def _weigh(self, passages: Sequence[ThemePassage], topic: Topic) -> Weight:
        return weigh(self.brief(passage, topic) for passage in passages)

    def _duties(self, digest: str, role: str | None = None) -> tuple[Duty, ...]:
        """Return what a text says that a role, or anybody, shall, should, may or may not do."""
        return told_to(role, self.duties_of(digest))

    def _advised(self, readings: Sequence[object]) -> list[Advised]:
        """Return what editors are advised of some documents."""
        return advised(readings, self._plainness)

    def _beside_html(self, leaf: Leaf, side: Side, root: str) -> Markup:
        return shown(leaf, side, root, self.texts)

    def _altered(self, one: Passage, other: Passage) -> tuple[Run, ...]:
        """Return what another passage has otherwise than one, in runs of words."""
        said = (self._passages(each.text)[each.number].words for each in (one, other))
        return runs(*said)

    def _beginning(self, one: Passage) -> str:
        """Return the first words of a passage."""
        return beginning(self._passages(one.text)[one.number].words)
