"""Two passages are laid beside each other: the same, changed, in other words, or not alike.

It knows the two alone, and no register: what others write never changes what these two are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from styrdok.derive.reuse.neutral import LIGHT

SHARE = 0.5  # of the shorter one's words that count, in shared runs
RUN = 2  # words that follow each other in both
LONGEST = 6000  # words; longer ones are not laid word by word: that takes their square
FEWEST = 7  # words that count in shared runs
BESIDE = 4  # words that count, on either side: what two sentences say again they say close by
COMPANY = 2  # other words that both have there, for a word to be said again and not by chance,
PLACES = 20  # of one word that are looked at: in a text as long as a book, not each with each
LONG = 30  # and one more where one has so many words that chance has its say
SAID_AGAIN = 0.45  # of the shorter one's different words,
SAME_LENGTH = 0.4  # and of the longer one's, in other sentences,
DISTINCT = 9  # and how many at least
EDITED, PARAPHRASE = 1, 2
PLACE = ("alike", "")  # of all verdicts in the memory
Verdict = tuple[int, float]
"""What two passages are to each other (0 is nothing), and the share."""
NOTHING: Verdict = (0, 0.0)


def verdict(one: Sequence[int], other: Sequence[int]) -> Verdict:
    """Return what two passages, as numbers of words, are to each other, whichever comes first.

    Those that are the same to the letter are nobody's question here.
    """
    first, second = sorted((one, other), key=lambda words: (len(words), words))
    bags = [Counter(word for word in words if word < LIGHT) for words in (first, second)]
    least = min(bag.total() for bag in bags)
    if not least:
        return NOTHING
    total = (bags[0] & bags[1]).total()
    if total >= max(FEWEST, SHARE * least):
        in_runs = _in_runs(first, second)
        if in_runs >= max(FEWEST, SHARE * least):
            return EDITED, in_runs / least
    if max(len(first), len(second)) > LONGEST:
        return NOTHING
    fewer, more = sorted(map(len, bags))
    need = max(DISTINCT, SAID_AGAIN * fewer, SAME_LENGTH * more)
    if len(bags[0].keys() & bags[1].keys()) < need or _said_again(first, second) < need:
        return NOTHING
    return PARAPHRASE, total / least


def _said_again(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many different words both have in the same company, in whatever order.

    Texts on one subject have words in common, too, but here and there: they are not counted.
    """
    heavy = [[word for word in words if word < LIGHT] for words in (one, other)]
    here, there = map(_beside, heavy)
    company = COMPANY + (max(map(len, heavy)) >= LONG)
    return sum(
        any(len(mine & yours) >= company for mine in here[word] for yours in there[word])
        for word in here.keys() & there.keys()
    )


def _beside(words: Sequence[int]) -> dict[int, list[set[int]]]:
    """Return, for each word, what stands beside it in each of its places."""
    found: dict[int, list[set[int]]] = {}
    for at, word in enumerate(words):
        if len(places := found.setdefault(word, [])) == PLACES:
            continue
        beside = {*words[max(0, at - BESIDE) : at], *words[at + 1 : at + 1 + BESIDE]}
        places.append(beside - {word})
    return found


def _in_runs(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many words that count stand in runs that both have, in the same order."""
    if max(len(one), len(other)) > LONGEST:
        return _in_threes(one, other)
    pairs = _longest(one, other)
    found = at = 0
    while at < len(pairs):
        end = at + 1
        while end < len(pairs) and pairs[end] == (pairs[end - 1][0] + 1, pairs[end - 1][1] + 1):
            end += 1
        if end - at >= RUN:
            found += sum(one[i] < LIGHT for i, _ in pairs[at:end])
        at = end
    return found


def _in_threes(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many of one's words that count stand in threes that the other has, in any order.

    Each three is found as often as the other has it: one sentence does not answer for a hundred.
    """
    left = Counter(_threes(other))
    found = set[int]()
    for at, three in enumerate(_threes(one)):
        if left[three] > 0:
            left[three] -= 1
            found.update(range(at, at + 3))
    return sum(one[at] < LIGHT for at in found)


def _threes(words: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    return zip(words, words[1:], words[2:], strict=False)


def _longest(one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence of two sequences.

    Hyyrö, 'Bit-parallel LCS-length computation revisited' (2004): one step for each word of one,
    all of the other's words at once as the bits of a number.
    """
    where: dict[int, int] = {}
    for at, word in enumerate(one):
        where[word] = where.get(word, 0) | 1 << at
    full = (1 << len(one)) - 1
    state, states = full, []
    for word in other:
        met = state & where.get(word, 0)
        state = (state + met | state - met) & full
        states.append(state)
    pairs = []
    i, j = len(one), len(other)
    while i and j:
        if states[j - 1] >> i - 1 & 1:
            i -= 1
        elif j > 1 and not states[j - 2] >> i - 1 & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
