"""Tells whether Pango is there, which lays out text in PDF; on Debian as root it installs it."""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset")
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0")


def missing() -> str:
    """Return what is missing and what to install, or nothing where all is there."""
    lacking = [name for name in LIBRARIES if not _loads(name)]
    if not lacking:
        return ""
    return f"PDF behöver {', '.join(lacking)}: installera paketen {' '.join(PACKAGES)}."


def _loads(name: str) -> bool:
    found = ctypes.util.find_library(name) or f"lib{name}.so.0"
    try:
        ctypes.CDLL(found)
    except OSError:
        return False
    return True


def main() -> int:
    """Install Pango where that can be done; the tests of PDF say what is missing where not."""
    if missing() and shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        print("Installerar Pango (Debian) …", flush=True)
        quiet = {
            "stdout": subprocess.DEVNULL,
            "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        }
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", *PACKAGES], check=False, **quiet)
    if why := missing():
        print(why, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
