"""Takes the README's pictures of both sites with the tests' browser: `make screenshots`."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.conftest import HOME, Quiet
from tests.pages import INTRANET_ONLY, KINDS

PICTURES = {
    "publik-tema": ("public", "teman/inat-fore-utat/", "light"),
    "intranat-riktlinje": ("intranet", KINDS["riktlinje"], "dark"),
    "intranat-granskning": ("intranet", INTRANET_ONLY["granskning"], "light"),
}


def main() -> None:
    """Write the pictures to docs/bilder/."""
    folder = HOME / "docs/bilder"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for name, (site, address, scheme) in PICTURES.items():
            handler = functools.partial(Quiet, directory=str(HOME / "site" / site))
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            context = browser.new_context(
                viewport={"width": 1280, "height": 860}, color_scheme=scheme, locale="sv-SE"
            )
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}")
            page.screenshot(path=Path(folder / f"{name}.png"))
            server.shutdown()


if __name__ == "__main__":
    main()
