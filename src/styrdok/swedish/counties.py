"""Sweden's counties by their code, read from their file; it knows no municipality."""

from __future__ import annotations

from pathlib import Path

import yaml

COUNTIES: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("counties.yml").read_text("utf-8")
)


def county_of(code: str | None) -> str | None:
    """Return the county of a municipality by the municipality's code, or None where unknown.

    The first two digits of a municipality's code are its county's (Statistics Sweden, SCB).
    """
    return COUNTIES.get(code[:2]) if code and len(code) == 4 and code.isdigit() else None
