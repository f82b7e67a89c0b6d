"""Installs packages of the system's, on Debian and as root alone; it knows no program."""

import os
import shutil
import subprocess


def can_install() -> bool:
    """Tell whether packages may be installed here."""
    return bool(shutil.which("apt-get")) and getattr(os, "geteuid", lambda: 1)() == 0


def install(*packages: str, recommended: bool = True) -> None:
    """Install packages where that may be done, with what they recommend or without.

    What does not succeed is seen by who looks again.
    """
    if not can_install():
        return
    print(f"Installerar {' och '.join(packages)} (Debian) …", flush=True)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    }
    order = ["apt-get", "install", "-y", "-qq", *packages]
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(order + ["--no-install-recommends"] * (not recommended), check=False, **quiet)
