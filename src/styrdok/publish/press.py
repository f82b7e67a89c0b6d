"""Both sites are printed: each built beside the old one and then put in its place, whole."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from styrdok.publish import mkdocs_plugin
from styrdok.publish.mkdocs_plugin import product
from styrdok.texts import Texts

CONFIGS = {"webbplats": "mkdocs.yml", "intranät": "mkdocs.intranet.yml"}
FOLDERS = {"webbplats": "public", "intranät": "intranet"}


class PressError(Exception):
    """Nothing was put in place; the message says why."""


def print_sites(
    root: Path, channels: Sequence[str], as_of: date | None, strict: bool, texts: Texts
) -> bool:
    """Build the sites of a folder and say where they are; raises `PressError`.

    No site is put in place before every one of them is built. Returns whether all there is was
    published: False where a document was withheld for an error.
    """
    mkdocs_plugin.log_to_stderr()
    beside: dict[Path, Path] = {}
    try:
        with tempfile.TemporaryDirectory() as desk:
            for channel in channels:
                config = config_file(root, channel, Path(desk), texts)
                site = _built(config, texts)
                made = beside[site] = _beside(site, ".ny")
                shutil.rmtree(made, ignore_errors=True)
                print(texts("cli.building", site=channel), flush=True)
                start = time.monotonic()
                pages, withheld = mkdocs_plugin.build_site(config, made, as_of, strict)
                mkdocs_plugin.say_no_more()
                spent = f"{time.monotonic() - start:.1f}".replace(".", ",")
                told = texts("cli.built", site=channel, pages=pages, path=site, seconds=spent)
                print(told, flush=True)
        for site, made in beside.items():
            _put_in_place(made, site)
        return not withheld
    except (*mkdocs_plugin.Refused, OSError, SystemExit) as trouble:
        for made in beside.values():
            shutil.rmtree(made, ignore_errors=True)
        why = texts("cli.cannot-write", why=trouble) if isinstance(trouble, OSError) else ""
        kept = texts("cli.kept", path=", ".join(str(site) for site in beside))
        raise PressError("\n".join(filter(None, (why, kept)))) from trouble


def _built(config: Path, texts: Texts) -> Path:
    try:
        return mkdocs_plugin.site_dir_of(config)
    except mkdocs_plugin.Refused as refused:
        raise PressError(texts("cli.config", path=config, why=refused)) from refused


def _beside(site: Path, ending: str) -> Path:
    return site.with_name(f".{site.name}{ending}")


def _put_in_place(made: Path, site: Path) -> None:
    old = _beside(site, ".gammal")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    made.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def show_site(root: Path, channel: str, port: int, texts: Texts) -> None:
    """Show one site on this machine until stopped; raises `PressError`."""
    mkdocs_plugin.log_to_stderr()
    with tempfile.TemporaryDirectory() as desk:
        config = config_file(root, channel, Path(desk), texts)
        print(texts("cli.serving", site=channel, port=port), flush=True)
        try:
            mkdocs_plugin.serve_site(config, port)
        except mkdocs_plugin.Refused as refused:
            raise PressError(str(refused)) from refused
        except OSError as trouble:
            raise PressError(texts("cli.cannot-write", why=trouble)) from trouble


def config_file(root: Path, channel: str, desk: Path, texts: Texts) -> Path:
    """Return the configuration of a site: the folder's own, or one made on the desk.

    A folder with nothing but `policies/` is a site too: what it lacks is the product's.
    """
    own = root / CONFIGS[channel]
    if own.is_file():
        return own
    base = root / "mkdocs.yml" if (root / "mkdocs.yml").is_file() else product("mkdocs.yml")

    def part(name: str) -> str:
        return str(root / name if (root / name).is_dir() else product(name))

    docs = root / "docs"
    if not docs.is_dir():  # our own docs/ speak for this project, not for another sender
        docs = desk / "docs"
        docs.mkdir(exist_ok=True)
        (docs / "index.md").write_text(texts("new.start"), encoding="utf-8")
    made = {
        "INHERIT": str(base),
        "docs_dir": str(docs),
        "edit_uri": os.environ.get("STYRDOK_EDIT_URI", ""),
        "site_dir": str(root / "site" / FOLDERS[channel]),
        "theme": {"custom_dir": part("overrides")},
        "plugins": {
            "macros": {"module_name": part("macros")},
            "styrdok": {"rot": str(root), "kanal": channel},
        },
    }
    path = desk / CONFIGS[channel]
    path.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    return path
