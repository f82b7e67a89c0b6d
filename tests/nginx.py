"""Finds an installed nginx; on Debian as root it installs one. It never starts the system's own."""

import os
import shutil
import sys
from pathlib import Path

from tools.debian import can_install, install

PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")


def find() -> str | None:
    """Return the path of an nginx: STYRDOK_NGINX if set, else the first that is installed."""
    if named := os.environ.get("STYRDOK_NGINX"):
        return named
    return shutil.which("nginx") or next((place for place in PLACES if Path(place).exists()), None)


def main() -> int:
    """Make sure that there is an nginx, or say in one line what to install."""
    if find():
        return 0
    if can_install():
        policy = Path("/usr/sbin/policy-rc.d")
        held = not policy.exists()
        if held:  # what is installed is not started (Debian Policy, invoke-rc.d)
            policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
            policy.chmod(0o755)
        try:
            install("nginx-light", recommended=False)
        finally:
            if held:
                policy.unlink()
    if find():
        return 0
    print(
        "Testerna behöver nginx: installera paketet nginx-light, "
        "eller sätt STYRDOK_NGINX till programmets sökväg.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
