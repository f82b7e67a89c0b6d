"""Names become addresses: lower-case a–z, digits and hyphens; it knows nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "þ": "th", "ð": "d", "ł": "l", "đ": "d"})


@lru_cache(maxsize=1 << 17)
def slugify(name: str) -> str:
    """Return the address form of a name, as in 'Så här gör vi' → 'sa-har-gor-vi'; may be empty."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    plain = plain.replace("\u0308", "").replace("\u030a", "").replace("\u0301", "")  # of å, ä, ö, é
    if not plain.isascii():
        plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def slugify_name(name: str) -> str:
    """Return the address form of a file's name; what follows the last @ is an edition's date."""
    word, at, date = name.rpartition("@")
    return f"{slugify(word)}@{slugify(date)}" if at else slugify(name)
