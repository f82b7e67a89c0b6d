"""The publisher's own word on how accessible the site is, as its file says it; no other file.

A file with an error in it says nothing at all: half a list of faults would be a better report than
the true one.
"""

from __future__ import annotations

from typing import Any

from styrdok.model import (
    AccessStatement,
    Assessment,
    Cause,
    Compliance,
    Contact,
    Fault,
    Publisher,
    replace,
)
from styrdok.read.findings import Findings
from styrdok.read.searching import channels
from styrdok.read.tree import Node, Pairs
from styrdok.read.values import (
    Key,
    choice,
    email,
    identifier,
    list_of,
    partial_date,
    phone,
    record,
    text,
    web_address,
    whole,
)

COMPLIANCE = {
    "helt": Compliance.FULLY,
    "delvis": Compliance.PARTLY,
    "inte": Compliance.NOT,
}
ASSESSMENTS = {"självskattning": Assessment.SELF, "extern granskning": Assessment.EXTERNAL}
CAUSES = {
    "bristande förenlighet": Cause.NONCOMPLIANT,
    "oskäligt betungande": Cause.BURDEN,
    "utanför lagen": Cause.OUTSIDE,
}
PUBLISHER = (
    Key("kommun", "municipality", identifier),
    Key("kontakt", "function", text),
    Key("namn", "name", text),
    Key("telefon", "phone", phone),
    Key("e-post", "email", email),
    Key("adress till formulär", "form", web_address),
    Key("postadress", "post", text),
    Key("meddelande", "message", text),
)
read_publisher_keys = record(PUBLISHER)


def publisher(node: Node, name: str, found: Findings) -> Publisher | None:
    """Read who answers for the site: a municipality of ours, or a name with channels of its own."""
    fields: dict[str, Any] = read_publisher_keys(node, name, found) or {}
    if not isinstance(node, Pairs) or found.failed:
        return None
    slug, function = fields.pop("municipality", None), fields.pop("function", None)
    if slug and not fields:
        return Publisher(slug, function, line=node.line)
    if "name" in fields and not slug and not function:
        return Publisher(contact=Contact("", **fields), line=node.line)
    return found.error(node.line, name, "access-sender")


FAULT = (
    Key("vad", "what", text, required=True),
    Key("var", "where", text),
    Key("sedan", "since", partial_date),
    Key("orsak", "cause", choice(CAUSES)),
    Key("åtgärdas", "mended", text),
    Key("kanaler", "audiences", channels),
)
read_fault = whole(FAULT, Fault, lined=True)


def fault(node: Node, name: str, found: Findings) -> Fault | None:
    """Read something that is known not to be accessible."""
    got: Fault | None = read_fault(node, name, found)
    return replace(got, audiences=frozenset(got.audiences)) if got else None


ACCESS = (
    Key("ansvarig", "publisher", publisher),
    Key("förenlighet", "compliance", choice(COMPLIANCE)),
    Key("motivering", "reason", text),
    Key("bedömd", "assessed", partial_date),
    Key("uppdaterad", "updated", partial_date),
    Key("hur", "how", choice(ASSESSMENTS)),
    Key("brister", "faults", list_of(fault)),
    Key("inte prövat", "untested", list_of(text)),
)
read_access_keys = record(ACCESS)


def access(node: Node, name: str, found: Findings) -> AccessStatement | None:
    """Read the publisher's statement; None where anything in it is wrong."""
    fields = read_access_keys(node, name, found)
    if fields is None or found.failed:
        return None
    got = AccessStatement(**fields)
    breaks = [one for one in got.faults if one.cause is not Cause.OUTSIDE]
    if got.compliance is Compliance.FULLY and breaks:
        return found.error(breaks[0].line, "förenlighet", "access-not-fully")
    return got
