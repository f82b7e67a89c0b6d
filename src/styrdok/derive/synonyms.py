"""All synonyms that a search of one register knows: the editors' own, and the stock."""

from __future__ import annotations

from styrdok.model import Synonyms, plain
from styrdok.register import Register
from styrdok.swedish.synonyms import stock


def known(register: Register) -> tuple[Synonyms, ...]:
    """Return the editors' groups, and then the stock's without the words that editors ban.

    For a site, of a register that has been cut: who may have which group is settled by then.
    """
    banned = {plain(one.word) for one in register.banned}
    return (*register.synonyms, *(left for one in stock() if (left := one.without(banned))))
