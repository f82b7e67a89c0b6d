"""Documents that a text names by nothing but their decision or record number.

'KS 2021-11-02 § 225' is a paragraph of minutes; where exactly those minutes decided a document
here, the document is meant. Nothing else with a § is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from styrdok.derive.naming.decisions import (
    BODY_WORDS,
    NUMBER,
    RECORD_WORD,
    decided_in,
    plain_record,
)
from styrdok.derive.naming.line import Line
from styrdok.derive.naming.names import Names
from styrdok.derive.references import By

DATE = r"(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\s+[a-z]+\s+(?:19|20)\d\d)"
WHO = rf"(?:[A-ZÅÄÖ]{{2,5}}|K[sf]|(?:{BODY_WORDS})s?(?:\s+beslut)?)"
DECISION = re.compile(
    rf"(?<!\w)(?:(?:{WHO}\s+(?:den\s+)?)?{DATE},?\s*§+\s*\d{{1,4}}(?![\d/])"
    rf"|{WHO}\s+§+\s*\d{{1,4}}/(?:19|20)\d\d(?!\d))",
    re.I,
)
RECORD = re.compile(
    rf"(?P<word>(?i:{RECORD_WORD})\s*)?(?P<number>(?<![\w/.:-]){NUMBER})(?![\w/:-]|\.\d)"
)
NUMBERED = re.compile(r"(?:19|20)\d\d[./:-]\d")
TRIGGER = re.compile(r"(?:19|20)\d\d")

Ids = tuple[tuple[str, str], ...]


def identified(line: Line, names: Names) -> Iterator[tuple[int, int, Ids, By]]:
    """Yield where a document here is named by decision or record, the ids it may be, and which."""
    if not (names.decided or names.records) or not TRIGGER.search(line.text):
        return
    text = line.text.replace("\x02", "\0")
    for match in DECISION.finditer(text) if "§" in text else ():
        said = decided_in(match[0])
        if said and (said.sure or (said.body and said.years and said.paragraph)):
            day = said.date if said.sure else said.years[0]
            ids = names.decided.get(f"{day} {said.paragraph}", ())
            bodies = tuple(i for i in ids if names.agrees_body(i, said.body))
            if bodies:
                yield match.start(), match.end(), tuple((i, "") for i in bodies), By.DECISION
    for match in RECORD.finditer(text) if NUMBERED.search(text) else ():
        ids = names.records.get(plain_record(match["number"]), ())
        lettered = match["number"][:1].isalpha() or "." in match["number"]
        if ids and (match["word"] or lettered):
            yield match.start("number"), match.end(), tuple((i, "") for i in ids), By.RECORD
