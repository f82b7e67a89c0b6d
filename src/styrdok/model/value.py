"""What all nouns are: frozen values, compared by what they hold; quick to make and to lay by."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, array_like=True):
    """A frozen value; `replace` gives another one with some fields changed."""


replace = msgspec.structs.replace
