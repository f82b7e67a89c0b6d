"""What a page written by hand asks for and browsers will not give it; it knows no other page.

Every page says that it loads what its own site holds and runs no script of its own text
(`publish/headers.py`), so that what somebody laid in a page cannot call home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.M | re.S)
ASIDE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|<!--.*?-->", re.S)
ELSEWHERE = r"""\s*=\s*["']?\s*(?:https?:)?//"""
ASKS = (
    ("inline-style", re.compile(r"<style\b|<[a-z][^<>]*\sstyle\s*=|\{[^{}\n]*\bstyle\s*=", re.I)),
    (
        "inline-script",
        re.compile(
            r"<script\b(?![^<>]*\ssrc\s*=)|<[a-z][^<>]*\son[a-z]+\s*=|"
            r"""(?:=\s*["']?|\]\(<?)\s*javascript:|"""
            r"\{[^{}\n]*\bon[a-z]+\s*=",
            re.I,
        ),
    ),
    (
        "from-elsewhere",
        re.compile(
            rf"<(?:script|img|source|audio|video)\b[^<>]*\ssrc(?:set)?{ELSEWHERE}|"
            rf"<link\b[^<>]*\shref{ELSEWHERE}|<form\b[^<>]*\saction{ELSEWHERE}|"
            r"!\[[^\]\n]*\]\(\s*<?(?:https?:)?//|<(?:iframe|embed|object|audio|video|base)\b",
            re.I,
        ),
    ),
)


def asks_in_vain(body: str) -> Iterator[tuple[int, str]]:
    """Yield the line, from 0, and the problem of each thing that browsers will not load or run.

    Code is only shown, and asks for nothing.
    """
    text = ASIDE.sub(_emptied, FENCE.sub(_emptied, body))
    for code, pattern in ASKS:
        for place in pattern.finditer(text):
            yield text.count("\n", 0, place.start()), code


def _emptied(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
