"""What an editor most likely slipped on in YAML that cannot be parsed; it knows no key of ours.

The parser tells where it gave up, which is often lines after the slip. This looks line by line
for the usual ones and says which line, and which slip; it is asked only when parsing has failed.
"""

from __future__ import annotations

import re

KEY = re.compile(r"(?P<indent>\s*)(?:- )?(?P<key>[^\W\d_][\w åäö-]*?)(?P<colon>\s*:)(?P<rest>.*)")
CLOSING = {"[": "]", "{": "}"}


def find_slip(lines: list[str]) -> tuple[int, str] | None:
    """Return the first line (from 0) with a usual slip and the kind of it, or None."""
    before = ""
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            if code := _slip(line, before):
                return number, code
            before = line
    return None


def _slip(line: str, before: str) -> str | None:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "yaml-tab"
    if "\u00a0" in line:
        return "yaml-hard-space"
    match = KEY.fullmatch(line)
    if match is None:
        continues = line.startswith((" ", "-", "]", "}")) or before.rstrip().endswith(
            (",", "[", "{")
        )
        return None if continues else "yaml-no-colon"
    rest = match["rest"]
    if rest and not rest.startswith(" "):
        return None if rest.startswith("//") else "yaml-no-space"
    if _indent(line) > _indent(before) and _has_value(before) and not line.lstrip().startswith("-"):
        return "yaml-deeper"
    return _value_slip(rest.strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _has_value(line: str) -> bool:
    match = KEY.fullmatch(line)
    rest = match["rest"].strip() if match else ""
    return bool(rest) and rest[0] not in "#|>" and not line.lstrip().startswith("-")


def _value_slip(value: str) -> str | None:
    if value[:1] in ("'", '"'):
        end = value.find(value[0], 1)
        if end < 0:
            return "yaml-quote"
        after = value[end + 1 :].strip()
        return "yaml-after-quote" if after and after[0] not in "#" + value[0] else None
    if value[:1] in CLOSING:
        closed = value.count(value[0]) <= value.count(CLOSING[value[0]])
        return None if closed else "yaml-bracket"
    if ": " in value.split(" #", maxsplit=1)[0] or value.endswith(":"):
        return "yaml-colon"
    return None
