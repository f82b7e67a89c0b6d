"""Finds an installed Chrome or Chromium; on Debian as root it installs one."""

import os
import shutil
import sys
from pathlib import Path

from tools.debian import install

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find() -> str | None:
    """Return the path of a browser: STYRDOK_CHROMIUM if set, else the first that is installed."""
    if named := os.environ.get("STYRDOK_CHROMIUM"):
        return named
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def main() -> int:
    """Make sure that there is a browser, or say in one line what to install."""
    if find():
        return 0
    install("chromium")
    if find():
        return 0
    print(
        "Testerna behöver Chrome eller Chromium: installera paketet chromium, "
        "eller sätt STYRDOK_CHROMIUM till webbläsarens sökväg.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
