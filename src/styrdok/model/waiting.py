"""A text that employees are to have before everyone; it knows no history and no clock."""

from __future__ import annotations

from datetime import date

from styrdok.model.policy import Policy
from styrdok.model.value import Value


class Waiting(Value, frozen=True):
    """That the newest text of a document has not had its lead time inside.

    `opens` is the first date on which it may be public; None where it is not on main yet.
    `older` is the text that everyone reads meanwhile; None where there is none that they may.
    Where the municipality only strives for it, the text is public anyway: it is not `held`.
    """

    hours: int
    held: bool
    opens: date | None = None
    older: Policy | None = None
