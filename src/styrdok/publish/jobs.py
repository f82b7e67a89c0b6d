"""Which sites a folder makes, and how each is configured, from its own files or the product's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from styrdok.publish import mkdocs_plugin
from styrdok.publish.mkdocs_plugin import Job
from styrdok.publish.offprint import no_offprints
from styrdok.publish.parts import product
from styrdok.read.library import FOLDER
from styrdok.texts import Texts

try:
    import fcntl
except ImportError:  # a system without file locks
    fcntl = None  # type: ignore[assignment]

CONFIGS = {"webbplats": "mkdocs.yml", "intranät": "mkdocs.intranet.yml"}
FOLDERS = {"webbplats": "public", "intranät": "intranet"}
SERVER = "server"
"""The folder beside the sites where the web servers' files are written."""


class PressError(Exception):
    """Nothing was put in place; the message says why."""


def jobs_of(root: Path, as_of: date | None, desk: Path, texts: Texts) -> dict[str, Job]:
    """Read the configuration of both sites, and refuse where one could land in the other.

    Raises `PressError`.
    """
    jobs = {channel: job_of(root, channel, as_of, desk, texts) for channel in CONFIGS}
    for channel, job in jobs.items():
        if job.settings.channel != channel:
            name, is_ = CONFIGS[channel], job.settings.channel
            raise PressError(texts("cli.wrong-channel", path=name, is_=is_, want=channel))
    for given in (job.settings for job in jobs.values()):
        for source in (given.site / FOLDER, given.docs.resolve()):
            if given.place == source or source in given.place.parents:
                raise PressError(texts("cli.place-is-source", path=given.place))
            if given.place in source.parents:
                raise PressError(texts("cli.place-is-source", path=given.place))
    first, second = (job.settings.place for job in jobs.values())
    if first == second or first in second.parents or second in first.parents:
        raise PressError(texts("cli.same-place", one=first, other=second))
    for beside in (first.parent / SERVER, second.parent / SERVER):
        for place in (first, second):
            if beside == place or beside in place.parents:
                raise PressError(texts("cli.same-place", one=beside, other=place))
    return jobs


def job_of(root: Path, channel: str, as_of: date | None, desk: Path, texts: Texts) -> Job:
    """Read the configuration of one site; raises `PressError`."""
    config = config_file(root, channel, desk, texts)
    try:
        return mkdocs_plugin.prepare(config, as_of)
    except (*mkdocs_plugin.Refused, ValueError) as refused:
        raise PressError(texts("cli.config", path=config, why=refused)) from refused


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
    if FOLDERS[channel] != "public":  # its address is another than the one it would inherit
        made["site_url"] = os.environ.get("STYRDOK_INTRANET_URL", "")
    path = desk / CONFIGS[channel]
    path.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    return path


def with_pdf(jobs: Mapping[str, Job], wanted: bool, texts: Texts) -> dict[str, Job]:
    """Return sites with PDF where that is wanted and can be made; where it cannot, it is told."""
    wanted = wanted and any(job.settings.pdf for job in jobs.values())
    why = no_offprints(texts) if wanted else ""
    if why:
        print(why, file=sys.stderr, flush=True)
    made = wanted and not why

    def settled(job: Job) -> Job:
        return replace(job, settings=replace(job.settings, pdf=made and job.settings.pdf))

    return {channel: settled(job) for channel, job in jobs.items()}


@contextmanager
def alone(places: Sequence[Path], texts: Texts) -> Iterator[None]:
    """Hold the sites' folders while building, so that two builds at once do not mix.

    Raises `PressError` where another build holds one.
    """
    with ExitStack() as held:
        for folder in sorted({place.parent for place in places}):
            folder.mkdir(parents=True, exist_ok=True)
            lock = held.enter_context((folder / ".las").open("w"))
            try:
                if fcntl is not None:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PressError(texts("cli.busy", path=folder)) from None
        yield
