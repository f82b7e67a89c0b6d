"""Finds the Nu HTML checker and a Java to run it; on Debian as root it installs the Java.

The checker is the W3C's own (https://validator.github.io/validator/): one jar, which npm carries.
What is fetched is taken only if it is, byte for byte, what was measured here.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.debian import install

VERSION = "26.9.27"
INTEGRITY = (
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
OF_POLICY = "Resource violates Content Security Policy (meta tag)"
MEMBER = "package/build/dist/vnu.jar"
KEPT = Path(sys.prefix) / "share/styrdok" / f"vnu-{VERSION}.jar"


def java() -> str | None:
    """Return the path of a Java, or None."""
    return shutil.which("java")


def jar() -> Path | None:
    """Return the path of the checker: STYRDOK_VNU if set, else the one that was fetched."""
    if named := os.environ.get("STYRDOK_VNU"):
        return Path(named)
    return KEPT if KEPT.exists() else None


def missing() -> str:
    """Return what is missing and what to do about it, or nothing where all is there."""
    if not java():
        return "Kontrollen av HTML behöver Java: installera paketet default-jre-headless."
    if not jar():
        return (
            f"Kontrollen av HTML behöver vnu.jar {VERSION}: installera npm och kör "
            "python -m tests.nu, eller sätt STYRDOK_VNU till filens sökväg."
        )
    return ""


def faults(places: Iterable[Path]) -> list[dict[str, Any]]:
    """Return what the checker says of some pages, or of all pages in some folders.

    A page that is read from the disk has no host, so that its own policy seems to forbid whatever
    it loads: what that policy lets through is for `tests/test_nginx.py` to see.
    """
    order = [str(java()), "-jar", str(jar()), "--skip-non-html", "--format", "json"]
    done = subprocess.run(
        [*order, *map(str, places)], check=False, capture_output=True, encoding="utf-8"
    )
    told: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [one for one in told if not one["message"].startswith(OF_POLICY)]


def unpack(package: bytes) -> bytes:
    """Return the jar that a package holds; ValueError where it is not the one that was measured."""
    digest = hashlib.sha512(package).digest()
    if base64.b64encode(digest).decode() != INTEGRITY:
        raise ValueError(f"vnu-jar {VERSION} är inte det paket som väntades")
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as packed:
        held = packed.extractfile(MEMBER)
        if held is None:
            raise ValueError(f"{MEMBER} är ingen fil")
        return held.read()


def fetch() -> None:
    """Fetch the checker with npm, and keep it in the environment that the tests run in."""
    npm = shutil.which("npm")
    if not npm:
        return
    print(f"Hämtar vnu-jar {VERSION} …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        order = [npm, "pack", "--silent", f"vnu-jar@{VERSION}"]
        subprocess.run(order, check=False, cwd=folder, stdout=subprocess.DEVNULL)
        for package in Path(folder).glob("*.tgz"):
            content = unpack(package.read_bytes())
            KEPT.parent.mkdir(parents=True, exist_ok=True)
            KEPT.write_bytes(content)


def main() -> int:
    """Get what can be got; the test says what is missing where it cannot."""
    wanted = [] if java() else ["default-jre-headless"]
    wanted += [] if jar() or shutil.which("npm") else ["npm"]
    if wanted:
        install(*wanted, recommended=False)
    if not jar():
        fetch()
    if why := missing():
        print(why, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
