"""Both sites are printed: each made beside the old one, and then put in its place, whole."""

from __future__ import annotations

import errno
import gc
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from styrdok.compose.problems import report, say_problem
from styrdok.memory import Memory, decode, encode
from styrdok.publish import mkdocs_plugin, servers
from styrdok.publish.edition import OPEN, Edition, make_ready, printed_by
from styrdok.publish.jobs import CONFIGS, FOLDERS, PressError, alone, jobs_of, with_pdf
from styrdok.publish.mkdocs_plugin import Job
from styrdok.publish.speech import log_to_stderr
from styrdok.publish.stamps import Files
from styrdok.publish.tree import Printed, Sheet, Tree
from styrdok.publish.unset import hand_over
from styrdok.publish.withheld import WithheldError, keep_to_the_day, prove
from styrdok.spread import FEW, side_by_side
from styrdok.survey import Survey, look_through, survey
from styrdok.texts import Texts
from styrdok.timings import Progress, Timings

MISHAPS = (*mkdocs_plugin.Refused, ImportError, OSError, SystemExit)
INSIDE_FIRST = ("intranät", "webbplats")  # the order in which sites are shown


@dataclass
class Order:
    """What is asked of the press, and what it works with."""

    root: Path
    as_of: date | None
    strict: bool
    publish: bool
    pdf: bool
    texts: Texts
    memory: Memory
    timings: Timings
    progress: Progress
    read: int = 0
    editions: list[Edition] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of one site's sheets, as the process that made them knows it."""

    written: list[str]
    removed: list[str]
    files: Files
    recalled: set[tuple[str, str]]  # what of the memory is still of use
    spent: dict[str, tuple[float, float]]
    unset: list[str]  # what is told of documents that could not be set as PDF


@dataclass
class Printing:
    """How a printing went: whether all there is was published, and how much work it took.

    It holds what was read, so that a program that ends need not take it apart.
    """

    whole: bool
    read: int  # files read that were not known from before
    outcomes: dict[str, Outcome]
    held: tuple[object, ...]


def print_sites(  # noqa: PLR0913
    root: Path,
    channels: Sequence[str],
    as_of: date | None,
    strict: bool,
    texts: Texts,
    *,
    publish: bool = False,
    pdf: bool = True,
    timings: Timings | None = None,
) -> Printing:
    """Build the sites of a folder and say where they are; raises `PressError`.

    The folder is read once for all of them, and no site is put in place before every one is
    built. With `publish`, no public site is built whose lead times inside cannot be proven.
    Without `pdf` no documents are made as PDF, whatever the settings say.
    """
    log_to_stderr(texts)
    collected = gc.isenabled()
    gc.freeze()  # what is loaded by now stays
    gc.disable()  # a build makes much that lives to its end, and nothing in circles
    work = Memory(root), timings or Timings(), Progress()
    order = Order(root, as_of, strict, publish, pdf, texts, *work)
    try:
        return order.memory.trusted(
            lambda: _print_sites(order, channels), lambda key: print(texts(key), file=sys.stderr)
        )
    finally:
        order.progress.clear()
        if collected:
            gc.enable()


def _print_sites(order: Order, channels: Sequence[str]) -> Printing:
    texts = order.texts
    with tempfile.TemporaryDirectory() as desk:
        with order.timings.stage("settings"):
            jobs = jobs_of(order.root, order.as_of, Path(desk), texts)
        chosen = {channel: jobs[channel] for channel in INSIDE_FIRST if channel in channels}
        chosen = with_pdf(chosen, order.pdf, texts)
        places = [job.settings.place for job in chosen.values()]
        try:
            with alone(places, texts):
                surveys = _print_all(chosen, order, Path(desk))
        except (*MISHAPS, WithheldError) as trouble:
            kept = texts("cli.kept", path=", ".join(map(str, places)))
            raise PressError("\n".join(filter(None, (_say(trouble, texts), kept)))) from trouble
    whole = not any(found.failed for found in surveys.values())
    return Printing(whole, order.read, order.outcomes, (surveys, order.editions))


def _say(trouble: BaseException, texts: Texts) -> str:
    if isinstance(trouble, ImportError):
        return texts("cli.no-module", why=trouble)
    if not isinstance(trouble, OSError):
        return ""
    full = trouble.errno in (errno.ENOSPC, errno.EDQUOT)
    return texts("cli.disk-full" if full else "cli.cannot-write", why=trouble)


def _print_all(
    jobs: Mapping[str, Job], order: Order, desk: Path
) -> dict[tuple[Path, Path], Survey]:
    """Read, make every site beside its place, and then put each in its place."""
    surveys = _read(jobs.values(), order)
    if order.publish and OPEN in jobs:
        keep_to_the_day(jobs[OPEN].settings.as_of, order.texts)
        prove(surveys[jobs[OPEN].settings.site, jobs[OPEN].settings.docs], order.texts)
    trees = {channel: _tree(job, order.memory) for channel, job in jobs.items()}
    for tree in trees.values():
        tree.open()
    works = []
    for channel, job in jobs.items():
        found = surveys[job.settings.site, job.settings.docs]
        works.append(partial(_print, job, found, trees[channel], order, desk / FOLDERS[channel]))
    # A process copies what it touches: dear for the few pages that an edit changes.
    little = order.read < FEW and all(tree.familiar for tree in trees.values())
    try:
        if not little:
            make_ready((job.settings for job in jobs.values()), order.memory)
        outcomes = dict(zip(jobs, side_by_side(works, apart=not little), strict=True))
        with order.timings.stage("swap"):
            _show(trees, outcomes, jobs, order.memory)
    except BaseException:
        for tree in trees.values():  # what was half made is never left where it takes room
            tree.give_up()
        raise
    for channel, outcome in outcomes.items():
        order.outcomes[channel] = outcome
        order.timings.add(outcome.spent)
        order.memory.live |= outcome.recalled
        _tell(channel, jobs[channel], outcome, order)
        _write_servers(jobs[channel], order.texts)
    for words in dict.fromkeys(chain.from_iterable(one.unset for one in outcomes.values())):
        print(words, file=sys.stderr)
    with order.timings.stage("memory"):
        order.memory.save(whole=len(jobs) == len(CONFIGS))
    return surveys


def _write_servers(job: Job, texts: Texts) -> None:
    """Write the servers' files; the sites are in place by now, whatever becomes of those."""
    try:
        servers.write_servers(job.settings, texts)
    except OSError as trouble:
        print(texts("cli.server-unwritten", why=trouble), file=sys.stderr)


def _tree(job: Job, memory: Memory) -> Tree:
    known = memory.get("printed", str(job.settings.place))
    known_as = Printed() if known is None else decode(known, Printed)
    return Tree(job.settings.place, known_as, printed_by(job.settings))


def _print(job: Job, found: Survey, tree: Tree, order: Order, desk: Path) -> Outcome:
    """Make one site in the tree beside its place."""
    timings, texts, memory = Timings(), order.texts, order.memory
    with timings.stage("compose"):
        edition = Edition(job.settings, found, memory)
        _ = edition.pages, edition.data
        order.editions.append(edition)
    with timings.stage("docs"):
        by_hand = mkdocs_plugin.make_by_hand(job, edition, found, desk)

    def put(sheet: Sheet) -> None:
        turn(sheet.kind)
        if tree.put(sheet):
            done = len(tree.files)
            order.progress.tell(texts("cli.progress", site=job.settings.channel, done=done))

    with timings.course("documents") as turn, _cleared(tree):
        unset = hand_over(edition, by_hand, put, tree.again)
        tree.close()
    with timings.stage("memory"):
        memory.save()
    return Outcome(tree.written, tree.removed, tree.files, memory.live, timings.spent, unset)


@contextmanager
def _cleared(tree: Tree) -> Iterator[None]:
    """Take away what a tree has got so far where it is not finished: the disk may be full."""
    try:
        yield
    except BaseException:
        tree.give_up()
        raise


def _show(
    trees: Mapping[str, Tree],
    outcomes: Mapping[str, Outcome],
    jobs: Mapping[str, Job],
    memory: Memory,
) -> None:
    """Put every site in its place: first out with what is withheld, then inside before outside."""
    for channel, tree in trees.items():  # what another process found out
        outcome = outcomes[channel]
        tree.written, tree.removed, tree.files = outcome.written, outcome.removed, outcome.files
    for tree in reversed(list(trees.values())):
        tree.withdraw()
    with ExitStack() as back:
        for tree in trees.values():
            tree.show()
            back.callback(tree.show)  # all or none: what has changed places changes back
        back.pop_all()
    for channel, tree in trees.items():
        memory.put("printed", str(jobs[channel].settings.place), encode(tree.follow()))


def _tell(channel: str, job: Job, outcome: Outcome, order: Order) -> None:
    order.progress.clear()
    pages = sum(path.endswith(".html") for path in outcome.files)
    facts = {"pages": pages, "written": len(outcome.written), "removed": len(outcome.removed)}
    print(order.texts("cli.built", site=channel, path=job.settings.place, **facts), flush=True)


def _read(jobs: Iterable[Job], order: Order) -> dict[tuple[Path, Path], Survey]:
    """Read each folder once, and tell its problems once."""
    surveys: dict[tuple[Path, Path], Survey] = {}
    texts, before = order.texts, 0

    def tell(number: int) -> None:
        order.read = before + number
        order.progress.tell(texts("cli.reading", done=number))

    for given in (job.settings for job in jobs):
        if (given.site, given.docs) not in surveys:
            before = order.read
            where, stage = (given.site, given.docs), order.timings.stage
            found = survey(*where, given.as_of, order.memory, tell, stage=stage)
            look_through(found, stage)  # before the sites' processes part, so that both have it
            with stage("memory"):
                order.memory.save()
            surveys[given.site, given.docs] = found
            order.progress.clear()
            for problem in found.problems:
                print(say_problem(problem, texts), file=sys.stderr)
            if found.empty or (found.failed and order.strict):
                print(report(found, texts), file=sys.stderr)
                raise WithheldError
    return surveys
