"""What can be wrong with a source, and where; it knows neither wording nor language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import msgspec

from styrdok.model.value import Value


class Severity(Enum):
    """What a problem leads to: an error withholds the policy, a notice is only told."""

    ERROR = "error"
    NOTICE = "notice"


class Place(Value, frozen=True, order=True):
    """Where in the source something stands: a path under the site folder and a line from 1."""

    path: str
    line: int = 1


class Problem(Value, frozen=True):
    """An editor's mistake as a value: where, at which key, which kind, and what it concerns.

    The wording stands in the catalogue of texts under `code`; `facts` fill its blanks.
    """

    place: Place
    key: str
    code: str
    facts: Mapping[str, str] = msgspec.field(default_factory=dict)
    severity: Severity = Severity.ERROR
