"""Tells whether Pango and a font are there, for text in PDF; on Debian as root it installs them."""

import sys

from styrdok.publish.typesetter import FONTS, typesetter
from tools.debian import install

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0")
FONT_PACKAGES = ("fonts-liberation",)


def missing() -> str:
    """Return what is missing and what to install, or nothing where all is there."""
    lacking = typesetter.__wrapped__().lacking  # as it is now, not as it was
    if lacking == FONTS:
        return f"PDF behöver ett typsnitt: installera paketet {' '.join(FONT_PACKAGES)}."
    return f"PDF behöver {lacking}: installera paketen {' '.join(PACKAGES)}." if lacking else ""


def main() -> int:
    """Install what can be installed; sites are built without PDF, and say so, where it cannot."""
    for packages in (PACKAGES, FONT_PACKAGES):
        if missing():
            install(*packages)
    if why := missing():
        print(why, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
