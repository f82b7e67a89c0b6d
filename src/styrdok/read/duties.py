"""How strongly each sentence of a text binds, and whom; it knows no other text.

The words stand in `swedish/duties.yml` and the roles in `swedish/roles.yml`.
"""

from __future__ import annotations

from styrdok.model import Duty
from styrdok.read.setting import SetText


def duties(text: SetText) -> tuple[Duty, ...]:
    """Return what a text says that somebody shall, should, may or may not do, in order."""
    return ()
