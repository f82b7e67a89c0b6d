"""Both sites are printed: each built beside the old one and then put in its place, whole."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import yaml

from styrdok.compose.problems import report, say_problem
from styrdok.publish import mkdocs_plugin
from styrdok.publish.mkdocs_plugin import Job
from styrdok.publish.parts import product
from styrdok.publish.speech import log_to_stderr
from styrdok.survey import Survey, survey
from styrdok.texts import Texts

try:
    import fcntl
except ImportError:  # a system without file locks
    fcntl = None  # type: ignore[assignment]

CONFIGS = {"webbplats": "mkdocs.yml", "intranät": "mkdocs.intranet.yml"}
FOLDERS = {"webbplats": "public", "intranät": "intranet"}


class PressError(Exception):
    """Nothing was put in place; the message says why."""


def print_sites(
    root: Path, channels: Sequence[str], as_of: date | None, strict: bool, texts: Texts
) -> bool:
    """Build the sites of a folder and say where they are; raises `PressError`.

    The folder is read once for all of them, and no site is put in place before every one is
    built. Returns whether all there is was published: False where an error withheld something.
    """
    log_to_stderr(texts)
    with tempfile.TemporaryDirectory() as desk:
        jobs = _jobs(root, Path(desk), as_of, texts)
        chosen = {channel: jobs[channel] for channel in channels}
        made = {job.place: _beside(job.place, ".ny") for job in chosen.values()}
        try:
            with _alone([job.place for job in chosen.values()], texts):
                surveys = _all(chosen, made, strict, texts)
        except (*mkdocs_plugin.Refused, OSError, SystemExit, _WithheldError) as trouble:
            why = texts("cli.cannot-write", why=trouble) if isinstance(trouble, OSError) else ""
            kept = texts("cli.kept", path=", ".join(str(place) for place in made))
            raise PressError("\n".join(filter(None, (why, kept)))) from trouble
    return not any(found.failed for found in surveys.values())


def _all(
    jobs: Mapping[str, Job], made: Mapping[Path, Path], strict: bool, texts: Texts
) -> dict[tuple[Path, Path], Survey]:
    """Read, build every site beside its place, and then put each in its place."""
    try:
        surveys = _read(jobs.values(), strict, texts)
        for channel, job in jobs.items():
            _print(channel, job, surveys[job.site, job.docs], made[job.place], texts)
        for place, folder in made.items():
            _put_in_place(folder, place)
    finally:  # what was half built is never left where somebody may serve it
        for folder in made.values():
            shutil.rmtree(folder, ignore_errors=True)
    return surveys


def _jobs(root: Path, desk: Path, as_of: date | None, texts: Texts) -> dict[str, Job]:
    """Read the configuration of both sites, and refuse where one could land in the other."""
    jobs = {
        channel: _prepared(config_file(root, channel, desk, texts), as_of, texts)
        for channel in CONFIGS
    }
    for channel, job in jobs.items():
        if job.channel != channel:
            name, want = CONFIGS[channel], channel
            raise PressError(texts("cli.wrong-channel", path=name, is_=job.channel, want=want))
    first, second = (job.place for job in jobs.values())
    if first == second or first in second.parents or second in first.parents:
        raise PressError(texts("cli.same-place", one=first, other=second))
    return jobs


@contextmanager
def _alone(places: Sequence[Path], texts: Texts) -> Iterator[None]:
    """Hold the sites' folder while building, so that two builds at once do not mix."""
    folder = places[0].parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".las").open("w") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PressError(texts("cli.busy", path=folder)) from None
        yield


class _WithheldError(Exception):
    """A strict build met an error in the content; it has been told."""


def _prepared(config: Path, as_of: date | None, texts: Texts) -> Job:
    try:
        return mkdocs_plugin.prepare(config, as_of)
    except (*mkdocs_plugin.Refused, ValueError) as refused:
        raise PressError(texts("cli.config", path=config, why=refused)) from refused


def _read(jobs: Iterable[Job], strict: bool, texts: Texts) -> dict[tuple[Path, Path], Survey]:
    """Read each folder once, and tell its problems once."""
    surveys: dict[tuple[Path, Path], Survey] = {}
    for job in jobs:
        if (job.site, job.docs) not in surveys:
            found = surveys[job.site, job.docs] = survey(job.site, job.docs, job.as_of)
            for problem in found.problems:
                print(say_problem(problem, texts), file=sys.stderr)
            if found.empty or (found.failed and strict):
                print(report(found, texts), file=sys.stderr)
                raise _WithheldError
    return surveys


def _print(channel: str, job: Job, found: Survey, folder: Path, texts: Texts) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    print(texts("cli.building", site=channel), flush=True)
    start = time.monotonic()
    pages = mkdocs_plugin.build_site(job, found, folder)
    spent = f"{time.monotonic() - start:.1f}".replace(".", ",")
    told = texts("cli.built", site=channel, pages=pages, path=job.place, seconds=spent)
    print(told, flush=True)


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f".{place.name}{ending}")


def _put_in_place(made: Path, place: Path) -> None:
    """Put a whole new site where the old one was; where that fails the old one comes back."""
    old = _beside(place, ".gammal")
    _remove(old)
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def show_site(root: Path, channel: str, port: int, texts: Texts) -> None:
    """Show one site on this machine until stopped; raises `PressError`."""
    log_to_stderr(texts)
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
