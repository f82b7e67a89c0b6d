"""Tells whether Pango and a font are there, for text in PDF; on Debian as root it installs them."""

import os
import shutil
import subprocess
import sys

from styrdok.publish.typesetter import FONTS, typesetter

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0")
FONT_PACKAGES = ("fonts-liberation",)


def missing() -> str:
    """Return what is missing and what to install, or nothing where all is there."""
    lacking = typesetter.__wrapped__().lacking  # as it is now, not as it was
    if lacking == FONTS:
        return f"PDF behöver ett typsnitt: installera paketet {' '.join(FONT_PACKAGES)}."
    return f"PDF behöver {lacking}: installera paketen {' '.join(PACKAGES)}." if lacking else ""


def install(packages: tuple[str, ...]) -> None:
    """Install packages of Debian's; what does not succeed is seen by who looks again."""
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=False, **quiet)


def main() -> int:
    """Install what can be installed; sites are built without PDF, and say so, where it cannot."""
    if missing() and shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        print("Installerar Pango (Debian) …", flush=True)
        install(PACKAGES)
        if missing():
            install(FONT_PACKAGES)
    if why := missing():
        print(why, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
