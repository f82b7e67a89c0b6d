"""The command `styrdok`: check, build and more. It parses words and leaves the work to rooms."""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from styrdok.commands.anchors import record_anchors
from styrdok.commands.confirm import confirm_file
from styrdok.commands.draft import write_draft
from styrdok.commands.errors import CommandError, RefusedError
from styrdok.commands.lock import lock_file
from styrdok.compose.problems import annotate, as_data, report, say_problem
from styrdok.memory import Memory
from styrdok.model import Place, Problem
from styrdok.parser import parser
from styrdok.publish.jobs import PressError
from styrdok.publish.press import print_sites
from styrdok.read.library import FOLDER
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import Survey, survey, today
from styrdok.texts import catalogue
from styrdok.timings import Timings, say_timings

FINE, PROBLEMS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
TEXTS = catalogue("sv")
OF_ALL = (
    "compare",
    "reuse",
    "search",
    "themes",
)  # what has nothing to tell where there are no policies


def check(options: argparse.Namespace) -> int:
    """Read everything, tell every problem, publish nothing."""
    memory = Memory(options.root)
    as_of = options.as_of or today()

    def look() -> tuple[Survey, list[Problem]]:
        found = survey(options.root, options.root / "docs", as_of, memory, patient=True)
        return found, found.problems

    found, problems = memory.trusted(look, lambda key: print(TEXTS(key), file=sys.stderr))
    memory.save()
    if options.format == "json":
        words = [as_data(problem, TEXTS) for problem in problems]
        print(json.dumps(words, ensure_ascii=False, indent=1))
    else:
        say = annotate if options.format == "github" else say_problem
        for problem in problems:
            print(say(problem, TEXTS))
        print(report(found, TEXTS))
    return PROBLEMS if found.failed else FINE


def build(options: argparse.Namespace) -> int:
    """Build one site or both, each beside the old one and then in its place."""
    channels = [options.kanal] if options.kanal else list(CHANNELS)
    timings = Timings()
    try:
        printing = options.printing = print_sites(
            options.root,
            channels,
            options.as_of,
            options.strict,
            TEXTS,
            publish=options.publish,
            pdf=not options.utan_pdf,
            timings=timings,
        )
    except PressError as trouble:
        print(trouble, file=sys.stderr)
        return PROBLEMS
    if options.timings:
        print(say_timings(timings, TEXTS), file=sys.stderr)
    print(TEXTS("cli.look"))
    return FINE if printing.whole else PROBLEMS


def serve(options: argparse.Namespace) -> int:
    """Show one site while it is being written."""
    from styrdok.publish.proof import show_site  # noqa: PLC0415  (a server, for who serves)

    try:
        show_site(options.root, options.kanal, options.port, TEXTS)
    except PressError as trouble:
        print(trouble, file=sys.stderr)
        return PROBLEMS
    return FINE


def new(options: argparse.Namespace) -> int:
    """Make a new document that passes the check, to fill in."""
    given = (options.root, options.kommun, options.titel, options.typ, TEXTS)
    return _told(lambda: TEXTS("cli.created", path=write_draft(*given)))


def lydelse(options: argparse.Namespace) -> int:
    """Write the paper on what a branch changes."""
    from styrdok.commands.papers import make_papers  # noqa: PLC0415  (what only this command needs)

    given = (options.root, vars(options)["jämförelse"], options.format, options.ut)
    return make_papers(*given, options.as_of or today(), TEXTS)


def lock(options: argparse.Namespace) -> int:
    """Lock a text to its decision, or an editorial change to its entry."""
    return _told(lambda: lock_file(options.root, options.fil, TEXTS))


def refs(options: argparse.Namespace) -> int:
    """List the references, or confirm that a document was checked against what it supports."""
    if options.deed is None:
        from styrdok.commands.refs import list_references  # noqa: PLC0415  (what only this command needs)

        print(list_references(options.root, options.as_of or today(), options.format, TEXTS))
        return FINE
    given = (options.root, options.fil, options.mot, options.av)
    return _told(lambda: confirm_file(*given, today(), TEXTS))


def compare(options: argparse.Namespace) -> int:
    """Lay two documents beside each other, or tell who covers which theme."""
    from styrdok.commands.asked import Asked  # noqa: PLC0415  (what only this command needs)
    from styrdok.commands.compare_pair import compare_pair  # noqa: PLC0415
    from styrdok.commands.compare_site import compare_site  # noqa: PLC0415

    asked = Asked(options.root, options.kanal, options.as_of or today())
    if not options.dokument:
        return _told(lambda: compare_site(asked, options.tema, options.format, TEXTS))
    if len(options.dokument) != 2 or options.tema:
        wrong = TEXTS("pair.cli-theme") if options.tema else TEXTS("pair.cli-two")
        print(TEXTS("cli.wrong-use", what=wrong), file=sys.stderr)
        return WRONG_USE
    one, other = options.dokument
    return _told(lambda: compare_pair(asked, one, other, options.format, TEXTS))


def reuse(options: argparse.Namespace) -> int:
    """List the passages that documents share."""
    from styrdok.commands.asked import Asked  # noqa: PLC0415  (what only this command needs)
    from styrdok.commands.reuse import list_reuse  # noqa: PLC0415

    asked = Asked(options.root, options.kanal, options.as_of or today())
    return _told(lambda: list_reuse(asked, options.format, TEXTS))


def search(options: argparse.Namespace) -> int:
    """Answer a question as the site's search does."""
    from styrdok.commands.asked import Asked  # noqa: PLC0415  (what only this command needs)
    from styrdok.commands.search import Wanted, search_site  # noqa: PLC0415
    from styrdok.derive.search.values import Filters  # noqa: PLC0415

    asked = Asked(options.root, options.kanal, options.as_of or today())
    filters = Filters(options.kommun, options.typ, options.tema, options.status)
    wanted = Wanted(vars(options)["fråga"], filters, options.antal)
    return _told(lambda: search_site(asked, wanted, options.format, TEXTS))


def _told(work: Callable[[], str | bytes]) -> int:
    """Do something and say what came of it, or why nothing did; return the exit code.

    Bytes are a file's, and are written as they are.
    """
    try:
        said = work()
    except RefusedError as trouble:
        print(trouble, file=sys.stderr)
        return PROBLEMS
    except CommandError as trouble:
        print(TEXTS("cli.wrong-use", what=trouble), file=sys.stderr)
        return WRONG_USE
    if isinstance(said, str):
        print(said)
        return FINE
    sys.stdout.flush()
    sys.stdout.buffer.write(said)
    return FINE


def anchors(options: argparse.Namespace) -> int:
    """Write the addresses of headings into files."""
    return record_anchors(options.root, options.fil, TEXTS)


def themes(options: argparse.Namespace) -> int:
    """Suggest themes for the sections that nobody has tagged; nothing is written to any file."""
    from styrdok.commands.themes import list_suggestions  # noqa: PLC0415  (what only this command needs)

    given = (options.root, options.fil, options.as_of or today(), options.format, TEXTS)
    return _told(lambda: list_suggestions(*given))


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "build": build,
    "serve": serve,
    "new": new,
    "lydelse": lydelse,
    "lock": lock,
    "refs": refs,
    "compare": compare,
    "reuse": reuse,
    "search": search,
    "anchors": anchors,
    "themes": themes,
}


def run() -> NoReturn:
    """Run the command as a program, and leave at once: taking apart all that was read takes time.

    The exit code is 0 when all is fine, 1 for problems in content, 2 for wrong use.
    """
    gc.disable()  # for the same reason; who serves collects when nobody waits
    options = parse(None)
    code = obey(options)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(words: list[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    return obey(parse(words))


def parse(words: list[str] | None) -> argparse.Namespace:
    """Return what is asked for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return parser().parse_args(words)


def obey(options: argparse.Namespace) -> int:
    """Do what is asked for, and return the exit code."""
    if options.command in OF_ALL and not (options.root / FOLDER).is_dir():
        print(say_problem(Problem(Place(FOLDER), "", "no-folder"), TEXTS), file=sys.stderr)
        return PROBLEMS
    try:
        return COMMANDS[options.command](options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our words has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
