"""Finds which words of a dictionary are compounds, and what begins and ends them; it writes none.

The dictionary says of many words that they may begin a compound, and lists most usual compounds as
words of their own. A listed word counts as a compound where its inflection is that of its last word
('bygglov' as 'lov', but 'kommun' not as 'mun') and where the words it would consist of are in most
other words what they seem to be: 'kon' begins 'kontakt' and hundreds of words more, and next to
none of them is anything of a cone. No word is named here; the few lists are Swedish grammar.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from tools.hunspell import BEGIN, BEGINNING, END, INFLECTION, MIDDLE, ONLY_INSIDE, Dictionary

DECLENSION = frozenset("BCDEFGHIJKLMNOPQ")
NOUN = frozenset("BCDEFGHI")
VOWELS = frozenset("aeiouyåäö")
# Particles and foreign prefixes make another word of what follows: 'förskola' is no sort of school.
PREFIXES = frozenset(
    "för in ut upp ned ner av an på till om från med mot vid under över efter före fram åter"
    " bort hit dit kring genom sam be ge o van miss mellan inom utom utan ej icke den det att"
    " och som då så nu sin ens par ill tve all inter trans pre sub pro kon dis re ko di".split()
)
NO_HEADS = PREFIXES | {f"{one}s" for one in PREFIXES}
# Endings that derive a word, and are spelt as a word of their own.
NO_ENDS = frozenset(
    "skap het heten dom lig lös full bar sam aktig mässig ning ling else are ande ist ism"
    " itet ion ing ens vis is ja or er ar en et an as al".split()
)
ROUNDS = 3
Cut = tuple[str, str, float]  # what begins a compound, what ends it, how sure that is


def least_sure(size: int, shortest: int) -> float:
    """Return how sure a cut must be in a word of a size whose shortest part is so long."""
    if size <= 6:
        return 0.5
    return {2: 0.45, 3: 0.25, 4: 0.2}.get(shortest, 0.15)


class Words:
    """The words of the dictionary in lower case, with all that is asked of them."""

    def __init__(self, source: Dictionary) -> None:
        self.names: set[str] = set()
        self.lemmas: dict[str, list[str]] = defaultdict(list)
        self.ends: set[str] = set()
        self.strong: dict[str, str | None] = {}  # what the dictionary lets begin any compound
        self.weak: set[str] = set()  # what it writes with a hyphen: 'gatu-'
        for word, flags in source.words:
            if not word.replace("-", "").isalpha():
                continue
            if not word.islower():
                self.names.add(word.lower())
            elif word.endswith("-"):
                self.weak.add(word.rstrip("-"))
            elif "-" not in word:
                self._add(word, frozenset(flags), flags, source)
        self.forms = {
            lemma: {
                lemma,
                *(f for fl in every for f, _ in source.expand(lemma, INFLECTION & set(fl))),
            }
            for lemma, every in self.lemmas.items()
        }
        self.heads = self._heads()

    def _add(self, word: str, flags: frozenset[str], written: str, source: Dictionary) -> None:
        inside = ONLY_INSIDE in flags
        if flags & {"b", "r"}:
            self.weak.add(word)
        if flags & {BEGIN, MIDDLE}:
            self.strong.setdefault(word, None if inside else word)
        for form, more in source.expand(word, BEGINNING & flags):
            if (BEGIN in more or MIDDLE in more) and self.strong.get(form) is None:
                self.strong[form] = None if inside else word
        if not inside or END in flags:
            self.lemmas[word].append(written)
            if END in flags:
                self.ends.add(word)

    def declined(self, word: str) -> list[frozenset[str]]:
        """Return how a word is inflected, for each time it is listed."""
        return [DECLENSION & set(flags) for flags in self.lemmas[word]]

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two words may be inflected in the same way."""
        return any(
            bool(a) == bool(b) and (a <= b or b <= a)
            for a in self.declined(one)
            for b in self.declined(other)
        )

    def _heads(self) -> dict[str, str]:
        """Return what may begin a compound, and the word it is a form of."""
        found = {h: w or self._word_of(h) for h, w in self.strong.items() if h not in NO_HEADS}
        for head in sorted(self.weak - NO_HEADS):
            found.setdefault(head, self._word_of(head))
        for word in sorted(self.ends - NO_HEADS):
            if len(word) >= 4 and any(NOUN & one for one in self.declined(word)):
                if f"{word}s" not in self.strong:
                    found.setdefault(word, word)
                if word[-1] not in VOWELS | {"s"} and word not in self.strong:
                    found.setdefault(f"{word}s", word)
        return found

    def _word_of(self, head: str) -> str:
        """Return the word that a form is made of: 'gatu' of 'gata', 'förvaltar' of 'förvaltare'."""
        for one in (f"{head}a", f"{head}e", f"{head}um", f"{head.removesuffix('e')}um"):
            if one in self.lemmas and any(NOUN | {"J"} & flags for flags in self.declined(one)):
                return one
        if head in self.lemmas:
            return head
        bare = head[:-1] if head[-1] in "soeua" else head
        turned = f"{head[:-2]}{head[-1]}a" if head[-2:] in ("el", "er") else head
        tried = (bare, f"{bare}a", f"{bare}e", f"{head}e", turned)
        return next((one for one in tried if one in self.lemmas), head)


def prefixed(word: str, words: Words) -> bool:
    """Tell whether a prefix makes a word of a simple one: 'transport' is no 'tran' of 'sport'."""
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(prefix) > 2 and rest in words.lemmas:
            if (len(prefix) > 3 or words.alike(word, rest)) and not cuts(rest, words):
                return True
    return False


def cuts(word: str, words: Words) -> list[tuple[str, str]]:
    """Return how a word could be a compound of two in the dictionary."""
    found = []
    if prefixed(word, words):
        return []
    for at in range(2, len(word) - 1):
        head, rest = word[:at], word[at:]
        if head not in words.heads:
            continue
        twice = at > 2 and head[-1] == head[-2] and head[-1] not in VOWELS
        for end in (rest, head[-1] + rest) if twice else (rest,):
            if end in words.lemmas and end not in NO_ENDS | {word} and words.alike(word, end):
                found.append((head, end))
    return found


class Evidence:
    """Which listed words are compounds, and what begins and ends them how often."""

    def __init__(self, words: Words) -> None:
        long = [word for word in words.lemmas if len(word) >= 5]
        self.cuts = {word: found for word in long if (found := cuts(word, words))}
        starts, stops = self._seen(long, words)
        self.sure_heads, self.sure_ends = dict.fromkeys(starts, 0.5), dict.fromkeys(stops, 0.5)
        self.compounds: dict[str, Cut] = {}
        self.best: dict[str, Cut] = {}
        good = set(self.cuts)
        for _ in range(ROUNDS):
            self.best = {word: self._best(word) for word in self.cuts}
            self.heads = Counter(self.best[word][0] for word in good)
            self.ends = Counter(self.best[word][1] for word in good)
            self.sure_heads = _share(self.heads, starts, good)
            self.sure_ends = _share(self.ends, stops, good)
            good = {
                word
                for word, (head, end, _) in self.best.items()
                if self._sure(head, end) >= least_sure(len(word), min(len(head), len(end)))
            }
        self.compounds = {word: self.best[word] for word in self.best if word in good}

    def _sure(self, head: str, end: str) -> float:
        return self.sure_heads[head] * self.sure_ends[end]

    def _best(self, word: str) -> Cut:
        ranked = {
            (head, end): self._sure(head, end) * (1 + 0.1 * min(len(head), len(end)))
            for head, end in self.cuts[word]
        }
        head, end = max(ranked, key=lambda one: ranked[one])
        return head, end, self._sure(head, end)

    def _seen(
        self, long: list[str], words: Words
    ) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Return the words that begin and that end like a part, one for each family of words."""
        starts: dict[str, list[str]] = {h: [] for found in self.cuts.values() for h, _ in found}
        stops: dict[str, list[str]] = {e: [] for found in self.cuts.values() for _, e in found}
        for word in long:
            begins = [at for at in range(4, len(word)) if word[:at] in words.lemmas]
            closes = [at for at in range(1, len(word) - 3) if word[at:] in words.lemmas]
            for at in range(2, len(word) - 1):
                if word[:at] in starts and not any(one > at for one in begins):
                    starts[word[:at]].append(word)
                if word[at:] in stops and not any(one < at for one in closes):
                    stops[word[at:]].append(word)
        return starts, stops


def _share(counted: Counter[str], seen: dict[str, list[str]], good: set[str]) -> dict[str, float]:
    """Return how often what looks like a part is one."""
    return {
        part: (counted[part] + 0.5) / (counted[part] + 1 + sum(one not in good for one in every))
        for part, every in seen.items()
    }
