"""Facts in a text that other texts may state too: hours, telephone numbers, role names.

What they are about is for those to tell who know the municipality; here they are only found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from styrdok.model import Kind, Section, Statement
from styrdok.read.blocks import TextBlock
from styrdok.read.wordings import weekdays

PHONE = re.compile(
    r"(?<![\w./:–-])(?:(?:\+|00)\s?46\s?(?:\(0\))?|\(?0)\s?[\d \-–()/]{5,14}\d(?!\d|[.:]\d)"
)
KL = r"(?:kl(?:ockan)?\.?\s?)"
RANGE = re.compile(
    rf"(?<![\w.:/–-])(?P<mark>(?:mellan\s)?{KL})?(?P<h1>[01]?\d|2[0-4])(?:[.:](?P<m1>[0-5]\d))?"
    rf"\s?(?:[-–—]|till|och|fram till)\s?{KL}?(?P<h2>[01]?\d|2[0-4])(?:[.:](?P<m2>[0-5]\d))?"
    r"(?![\w:/-]|[.,]\d)"
)
# Plain letters, which a search can leap to: every text is asked for them.
CLOCKS = (".00", ":00", ".15", ":15", ".30", ":30", ".45", ":45", "kl ", "kl.", "Kl", "klockan",
          "ppet", "ppettid")  # fmt: skip
DIALS = (re.compile(r"0[\d \-–()/]{7}"), re.compile(r"\+\s?46[\d \-–()/]{7}"))
OPENING = re.compile(
    r"öppe[tn]|öppnar|öppettid|kontorstid|telefontid|besökstid|expeditionstid|bemanna|\bnås\b"
    r"|\bnår? (?:du )?(?:oss|kommun|verksamhet|förvaltning)|\bgår att nå\b|tillgänglig"
)
ODD_TIMES = re.compile(
    r"lunch|sommar|vinter|\bjul\b|\bjulen|påsk|juni|juli|augusti|semester|helgdag|röda? dag"
    r"|\bdag(?:en|ar)? före|afton|avvik|undantag|kväll|jour|utanför|\binte\b|flextid|arbetstid"
    r"|ramtid|tidigare|normtid|schema|drop-?in|lov(?:et|en)?\b|tillfällig|dygnet runt|passerkort"
)
DAY = r"(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:ar|arna|en)?)?(?!\w)\.?"
DAYS = re.compile(
    rf"\b(?:(?:helgfri\w?\s)?vardag(?:ar|arna|en)?\b(?!\s(?:före|innan))|alla dagar|dagligen"
    rf"|{DAY}(?:\s?(?:[-–—]|till(?: och med)?|t\.?o\.?m\.?|,|och)\s?{DAY})*)"
)
JUST_DAYS = re.compile(rf"{DAYS.pattern}:?\s$")  # before '8–16'
ROLE = re.compile(
    r"(?P<title>chef|direktör)(?:en|ens|er|erna|ers|s)?\b(?:\sför\s(?:kommunens\s)?(?P<of>\w+))?"
)
BEFORE = re.compile(r"(?P<by>[\w.]+\s)?(?P<what>[\w-]*)$")
ROLE_SIGNS = (
    re.compile(r"hef(?:en|ens)? för"),
    re.compile(r"irektör(?:en|ens)? för"),
    re.compile(r"chef(?<=[\w-]chef)"),
    re.compile(r"direktör(?<=[\w-]direktör)"),
)
NOT_ITSELF = re.compile(
    r"(?:bitr|vice|ställföreträdande|tf|t\.f|tillförordna|tidigare|förr|dåvarande|före detta)"
)
ABROAD = re.compile(
    r"\w*\s(?:\w+\s)?(?:i|vid|på|hos|inom)\s(?:\w+\s)?(?:region|länsstyr|polis|myndighet|skr\b|stat)"
)
# Titles that say a level, or somebody in another organisation, and so no one role here.
MANY = re.compile(
    r"avdelning|enhet|sektion|områd|grupp|verksamhet|region|general|län|bolag|mellan|linje|projekt"
    r"|närmast|polis|statist|bank|vd|butik|redak|press-?$|mus"
)


def may_name(words: str) -> bool:
    """Tell whether a text has any words for a role."""
    return any(sign.search(words) for sign in ROLE_SIGNS)


def may_number(words: str) -> bool:
    """Tell whether a text has any signs of times of a day, or of a telephone number."""
    return any(sign in words for sign in CLOCKS) or any(sign.search(words) for sign in DIALS)


def statements(
    blocks: Sequence[TextBlock],
    sections: Sequence[Section],
    numbers: bool = True,
    names: bool = True,
) -> Iterator[Statement]:
    """Yield the facts in a text's blocks; their lines are counted from 0 in the text.

    A role is told where the text names it first. What the text as a whole has no signs of, no
    `numbers` or no `names`, is not looked for in its blocks.
    """
    roles: set[str] = set()
    said = "\0".join(block.words for block in blocks) if numbers else ""
    clocks = [sign for sign in CLOCKS if sign in said]
    dials = [sign for sign in DIALS if sign.search(said)]
    for block in blocks:
        if block.kind == "quote":
            continue
        words, heading = block.words, sections[block.leaf - 1].title if block.leaf else ""
        if any(sign in words for sign in clocks) or any(sign.search(words) for sign in dials):
            for sentence, line in block.sentences():
                yield from _hours(sentence, heading, line)
                yield from _numbers(sentence, heading, line)
        if names and may_name(words):
            for value, shown, at in _roles(words):
                if value not in roles:
                    roles.add(value)
                    line = block.line + words.count("\n", 0, at)
                    yield Statement(Kind.ROLE, value, shown, "", heading, line)


def _numbers(sentence: str, heading: str, line: int) -> Iterator[Statement]:
    for match in PHONE.finditer(sentence):
        if number := plain_number(match[0]):
            yield Statement(Kind.PHONE, number, match[0].strip(), sentence, heading, line)


def plain_number(written: str) -> str:
    """Return a telephone number as digits with the country's code, '' where it is none.

    '0303-70 30 00' and '+46 303 70 30 00' are the same.
    """
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = f"46{digits[1:]}"
    return digits if digits.startswith("46") and 9 <= len(digits) <= 11 else ""


def _hours(sentence: str, heading: str, line: int) -> Iterator[Statement]:
    low = sentence.lower()
    said = f"{low} {heading.lower()}"
    if not OPENING.search(said) or ODD_TIMES.search(said):
        return
    found = [match for match in RANGE.finditer(low) if _is_clock(match, low)]
    for number, match in enumerate(found):
        begin = found[number - 1].end() if number else 0
        days = [*DAYS.finditer(low, begin, match.start())]
        if not days and len(found) == 1:
            days = [*DAYS.finditer(low, match.end())][:1]
        if len(found) > 1 and not days:
            continue
        known = week(days[-1][0]) if days else ()
        if days and not known:
            continue
        value = f"{_clock(match['h1'], match['m1'])}-{_clock(match['h2'], match['m2'])}"
        shown = sentence[match.start() : match.end()]
        shown = f"{days[-1][0]} {shown}" if days else shown
        yield Statement(Kind.HOURS, value, shown, sentence, heading, line, known)


def _is_clock(match: re.Match[str], low: str) -> bool:
    """Tell whether two numbers are times of a day, and not years, paragraphs or persons."""
    sure = match["mark"] or match["m1"] or match["m2"] or JUST_DAYS.search(low[: match.start()])
    opens, closes = _clock(match["h1"], match["m1"]), _clock(match["h2"], match["m2"])
    return bool(sure) and opens < closes <= "24:00"


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02d}:{minute or '00'}"


def week(words: str) -> tuple[int, ...]:
    """Return ISO weekday numbers for 'vardagar', 'mån–fre', 'måndagar och tisdagar'; () unclear."""
    if "vardag" in words:
        return (1, 2, 3, 4, 5)
    if words.startswith(("alla", "dagl")):
        return (1, 2, 3, 4, 5, 6, 7)
    plain = re.sub(r"dag(?:ar|arna|en)\b", "dag", words).replace(".", "")
    plain = re.sub(r"till och med|\btom\b", "till", plain)
    return weekdays(plain)


def _roles(words: str) -> Iterator[tuple[str, str, int]]:
    """Yield each role named in words in plain form, as worded, and where."""
    low = words.lower()
    if len(low) != len(words):
        return
    for match in ROLE.finditer(low):
        before = BEFORE.search(low, max(0, match.start() - 60), match.start())
        what = before["what"] if before else ""
        of = None if what else match["of"]
        if before and before["by"] and NOT_ITSELF.match(before["by"]):
            continue
        head = role_head(what or of or "")
        if len(head) < 2 or MANY.match(head) or ABROAD.match(low, match.end("title")):
            continue
        start, end = match.start() - len(what), match.end("of") if of else match.end("title")
        yield f"{head} {match['title']}", " ".join(words[start:end].split()), start


def role_head(words: str) -> str:
    """Return what a role is the head of, so that 'kontaktcenters' and 'kontaktcentret' are one."""
    plain = words.strip("-")
    for ending, stem in (("centrets", "center"), ("centret", "center"), ("ningen", "ning")):
        if plain.endswith(ending):
            return plain.removesuffix(ending) + stem
    return plain.rstrip("s-")
