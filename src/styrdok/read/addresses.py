"""Which addresses a text may lead to or show; it knows no file and no page."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from styrdok.slug import slugify, slugify_name

SAFE_ELSEWHERE = re.compile(r"mailto:[^@\s]+@[^@\s]+|tel:\+?[\d-]+", re.I)
POLICY_LINK = re.compile(r"(?![a-z]+:)(?!/)[^?#]+\.md(?:#[^\s#]*)?", re.I)
PICTURE = re.compile(r"(?![a-z]+:)(?!/)(?!.*\.\.)[\w./ ()-]+\.(?:png|jpe?g|gif|webp|avif)", re.I)


def linked_policy(home: str, target: str) -> str | None:
    """The id that a relative link to a policy's file stands for in a text of a municipality."""
    path = unquote(target.partition("#")[0])
    if "://" in path or not path.lower().endswith(".md"):
        return None
    parts = normpath(f"{home}/{path}").split("/")
    return f"{slugify(parts[0])}/{slugify_name(parts[1][:-3])}" if len(parts) == 2 else None


def safe_address(word: str) -> bool:
    """Tell whether this is an http(s) address with a host and without credentials (RFC 3986)."""
    try:
        parts = urlsplit(word)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def may_link(target: str) -> bool:
    """Tell whether a text may link to this: a heading, a policy's file, the web, mail, phone."""
    return bool(
        target.startswith("#")
        or SAFE_ELSEWHERE.fullmatch(target)
        or POLICY_LINK.fullmatch(target)
        or safe_address(target)
    )
