"""The decision that a text names a document by: '(KS 2006)', 'antagen av … § 87', 'dnr …'.

It knows no register. What a text says must agree with what the document's file says; what the
file does not say agrees with nothing.
"""

from __future__ import annotations

import re

from styrdok.model import PartialDate, Policy, Value
from styrdok.slug import slugify

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS.split(), start=1)}
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
WORDED = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(MONTHS.split())})\s+((?:19|20)\d\d)", re.I)
SHORT_DAY = re.compile(r"(?<![\d/-])(\d\d)-?(\d\d)-?(\d\d)(?![\d/-])")
LATEST = 50  # a year of two figures after this is of the last century
YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d\d)(?![\d/.:])")
PARAGRAPH = re.compile(r"§+\s*(\d{1,4})(?:/((?:19|20)\d\d))?|(\d{1,4})\s*§")
RECORD_WORD = r"(?:dnr|d:nr|diarienr|diarienummer|ärendenr|ärendenummer|ärende)\.?:?"
NUMBER = r"(?:[A-ZÅÄÖ]{1,5}[ /-]?)?(?:19|20)\d\d[./:-]\d{1,6}"
RECORD = re.compile(rf"{RECORD_WORD}\s*((?:[A-ZÅÄÖ]{{1,5}}\s?)?[\d][\w./:-]*\d)", re.I)
BARE_RECORD = re.compile(r"(?<![\w/.:-])([A-ZÅÄÖ]{1,5}[ /-]?(?:19|20)\d\d[./:]\d{1,6})(?![\w/:-])")
ONLY_RECORD = re.compile(r"\s*((?:19|20)\d\d[.:/]\d{1,6})\s*")
BODY_WORDS = (
    r"kommunfullmäktige|kommunstyrelsen?|fullmäktige|(?:\w+-,?\s(?:\w+-\s)?och\s)?\w+nämnden|\w+styrelsen|\w+utskottet"
    r"|kommundirektören|kommunchefen|\w+direktören|\w+chefen"
)
BODY = re.compile(
    rf"(?<!\w)(?:({BODY_WORDS})s?(?!\w)|([A-ZÅÄÖ]{{2,5}}|K[sf])(?=\s?\d|\s?§|[\s,)]|$))", re.I
)
SHORT = re.compile(r"[A-ZÅÄÖ]{2,5}|K[sf]|k[sf](?=\s?(?:19|20|§))")
BODY_ENDING = re.compile(r"(\w+?)(nämnd|styrelse|fullmäktige|utskott|råd|direktör)(?:en|n|et)?s?")
VERBS = (
    r"antag(?:en|et|na)|beslutad?e?|beslutat|fastställ(?:d|t|da)|godkän(?:d|t|da)|reviderad?e?|"
    r"upprättad?e?|beslut|daterad?e?|från|som\s+\w+\s+(?:antog|beslutade|fastställde)"
)
LIMIT = 90  # signs after a name that may tell of its decision
FOLLOWING = re.compile(
    rf"[”\"»’']?\s*(?:\((?P<inside>[^()]{{2,{LIMIT}}})\)|,?\s*(?P<verb>{VERBS})\s(?P<rest>[^.;()!?]{{2,{LIMIT}}})"
    rf"|,?\s+(?P<record>{RECORD_WORD}\s*[^\s,;()]+(?:\s\d[\d/.:-]+)?))",
    re.I,
)

FURTHER = re.compile(r",\s+(?!§|\d)|\s(?:och|som|samt|ska|gäller|är|eller|men)\s|\s[–-]\s")
DATED = re.compile(r"(?:år\s|den\s)?\d|\w*(?:KS|KF)")
MORE = re.compile(
    rf"[\s,”\"»(]*(?:(?:som\s+)?(?:är\s+|har\s+)?(?:{VERBS}|antogs|antagits|beslutades|beslutats|fastställdes)\s+)?"
    r"(?:(?:av|i|den|genom|med|dnr|diarienummer)\s+)*\s*",
    re.I,
)
"""What may stand between a name and its own decision."""


class Decided(Value, frozen=True):
    """What a text says of a decision; what it does not say is None, or empty."""

    words: str
    body: str | None = None
    date: PartialDate | None = None
    years: tuple[int, ...] = ()
    paragraph: str | None = None
    record: str | None = None

    @property
    def sure(self) -> bool:
        """Whether it alone can tell one decision from every other: a day and a paragraph."""
        return bool(self.date and self.date.day and self.paragraph)


def decided_in(words: str) -> Decided | None:
    """Return what words say of a decision, or None where they say nothing of one."""
    record = RECORD.search(words) or BARE_RECORD.search(words) or ONLY_RECORD.fullmatch(words)
    rest = words.replace(record[0], " ") if record else words
    day, worded = DAY.search(rest), WORDED.search(rest)
    date = None
    if day and 1 <= int(day[2]) <= 12 and 1 <= int(day[3]) <= 31:
        date = PartialDate(int(day[1]), int(day[2]), int(day[3]))
    elif worded and 1 <= int(worded[1]) <= 31:
        date = PartialDate(int(worded[3]), MONTH_NUMBERS[worded[2].casefold()], int(worded[1]))
    elif short := _short_day(rest):
        date, rest = short
    rest = WORDED.sub(" ", DAY.sub(" ", rest))
    paragraph = PARAGRAPH.search(rest)
    body = _body(rest)
    years = [
        int(year)
        for year in YEAR.findall(
            PARAGRAPH.sub(" ", re.sub(r"(?<=[A-ZÅÄÖa-zåäö])(?=\d)", " ", rest))
        )
    ]
    years += [int(paragraph[2])] if paragraph and paragraph[2] else []
    if not (record or date or years or paragraph):
        return None
    number = (paragraph[1] or paragraph[3]) if paragraph else None
    return Decided(words.strip(), body, date, tuple(years), number, record[1] if record else None)


def _short_day(words: str) -> tuple[PartialDate, str] | None:
    """Return a day written with six figures, where a paragraph stands beside it, and the rest."""
    match = SHORT_DAY.search(words)
    if not match or not PARAGRAPH.search(words):
        return None
    year, month, day = (int(part) for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    known = PartialDate(year + (1900 if year > LATEST else 2000), month, day)
    return known, words.replace(match[0], " ")


def _body(words: str) -> str | None:
    for match in BODY.finditer(re.sub(r"(?<=[A-ZÅÄÖsf])(?=\d)", " ", words)):
        if match[1] or SHORT.fullmatch(match[2]) or match[2].casefold() in ("ks", "kf"):
            return match[1] or match[2]
    return None


def following(words: str) -> tuple[Decided, int] | None:
    """Return the decision that follows a name, and how many signs of the words tell of it."""
    match = FOLLOWING.match(words)
    if not match:
        return None
    if match["inside"] is not None:
        found = decided_in(match["inside"])
        return (found, match.end()) if found else None
    if match["record"] is not None:
        found = decided_in(match["record"])
        return (found, match.end()) if found else None
    rest = FURTHER.split(match["rest"])[0]
    found = decided_in(rest)
    if not found or (match["verb"].casefold() == "från" and not DATED.match(rest)):
        return None
    return found, match.start("rest") + len(rest)


def agrees(said: Decided, policy: Policy) -> bool:
    """Tell whether all that a text says of a decision agrees with what a document's file says."""
    decision = policy.decision
    if said.record and plain_record(said.record) != plain_record(policy.record or ""):
        return False
    if said.paragraph and (decision is None or decision.paragraph != said.paragraph):
        return False
    same = may_be_body if said.sure else same_body
    if said.body and (decision is None or not same(said.body, decision.body)):
        return False
    known = decision.date if decision and decision.date else None
    dated = known or (policy.document_date if decision is None else None)
    if said.date and (dated is None or str(dated) != str(said.date)):
        return False
    return not said.years or (dated is not None and dated.year in said.years)


def plain_record(record: str) -> str:
    """Return a record number without spaces and in capitals: 'KS2020/293'."""
    return "".join(record.split()).replace("-", "").upper()


def same_body(said: str, known: str) -> bool:
    """Tell whether two words mean the same decision maker: 'KS' is 'Kommunstyrelsen'."""
    one, other = _plain_body(said), _plain_body(known)
    return one == other or one == _initials(known) or _initials(said) == other


def may_be_body(said: str, known: str) -> bool:
    """Tell whether letters may stand for a body, where a day and a paragraph say the rest.

    'SBN' may be 'samhällsbyggnadsnämnden', which nobody can know how to take apart.
    """
    if same_body(said, known):
        return True
    short, whole, full = slugify(said), _initials(known), slugify(known)
    if not short or not whole or (short[0], short[-1]) != (whole[0], whole[-1]):
        return False
    letters = iter(full)
    return all(one in letters for one in short)


def _plain_body(name: str) -> str:
    plain = slugify(name)
    plain = plain.removesuffix("s") if plain.endswith(("ens", "es", "ets", "ns")) else plain
    return "kommunfullmaktige" if plain == "fullmaktige" else plain


def _initials(name: str) -> str:
    """Return how a body is shortened: 'barn- och utbildningsnämnden' is 'bun'."""
    words = [word for word in re.split(r"[\s-]+", name.casefold()) if word and word != "och"]
    if not words:
        return ""
    last = BODY_ENDING.fullmatch(words[-1])
    ends = (last[1][:1] + last[2][:1]) if last else words[-1][:1]
    return slugify("".join(word[0] for word in words[:-1]) + ends)
