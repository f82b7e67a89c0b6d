"""Ready files for web servers, from what is said once of headers; it knows no page and no site."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from styrdok.publish import headers
from styrdok.publish.edition import OPEN, Settings, base_of
from styrdok.publish.jobs import FOLDERS, SERVER
from styrdok.texts import Texts

MARK = 'Skriven av "styrdok build": nästa bygge skriver filen på nytt, så ändra bara i en kopia.'
GATE = "127.0.0.1:4180"  # where oauth2-proxy listens unless told otherwise
KEPT_AT = "/srv/styrdok/"
SERVERS = ("nginx", "caddy", "apache")
PLAIN = re.compile(r"[\w/.~-]*")


@dataclass(frozen=True)
class Site:
    """What a server has to know of a site."""

    name: str  # public, intranet
    host: str
    base: str  # where on its host it begins
    inside: bool


def site_of(settings: Settings) -> Site:
    """Return what a server has to know of a site; a host that is this machine has no name yet."""
    name, inside = FOLDERS[settings.channel], settings.channel != OPEN
    host = urlsplit(settings.site_url).hostname or ""
    if host in ("", "localhost", "::1") or host.startswith("127.") or not PLAIN.fullmatch(host):
        host = "intranat.example" if inside else "styrdok.example"
    base = base_of(settings.site_url)
    return Site(name, host, base if PLAIN.fullmatch(base) else "/", inside)


def server_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each server's file for a site: its address under the folder, and its text."""
    world = Environment(  # noqa: S701  (no page: what is quoted is ours)
        loader=PackageLoader(__package__, "conf"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    fresh, lasting = headers.keeping(site.inside)
    view = {
        "mark": MARK,
        "what": "Intranätet" if site.inside else "Den öppna webbplatsen",
        "site": f"site/{site.name}",
        "root": KEPT_AT + site.name,
        "gate": GATE,
        "away": "Inloggningen svarar inte just nu. Försök igen om en stund.",
        "missing": "Sidan finns inte.",
        "alone": False,
        "pattern": site.base + headers.FINGERPRINTED,
        "policy": headers.policy(),
        "paper_policy": headers.paper_policy(),
        "fresh": fresh,
        "lasting": lasting,
        "headers": headers.headers(site.inside),
        "types": headers.TYPES,
        "words": headers.WORDS,
        "year": headers.YEAR,
        **vars(site),
    }
    for server in SERVERS:
        yield f"{server}/{site.name}.conf", world.get_template(f"{server}.conf").render(view)
    if not site.inside:  # a folder's own file cannot ask for a login
        alone = world.get_template("apache.conf").render(view | {"alone": True})
        yield f"apache/{site.name}.htaccess", alone


def write_servers(settings: Settings, texts: Texts) -> None:
    """Write the files beside a site, each whole, and let be what somebody else wrote there.

    Raises `OSError`.
    """
    folder = settings.place.parent / SERVER
    for address, text in server_files(site_of(settings)):
        path = folder / address
        if path.exists():
            there = path.read_bytes()
            if there == text.encode():
                continue
            if MARK.encode() not in there:
                print(texts("cli.server-kept", path=path), file=sys.stderr)
                continue
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.ny")
        new.write_bytes(text.encode())
        new.replace(path)
