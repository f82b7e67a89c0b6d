"""The command `styrdok`: check, build and more. It parses words and leaves the work to rooms."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from styrdok import __version__
from styrdok.anchors import record_anchors
from styrdok.compose.problems import annotate, as_data, report, say_problem
from styrdok.draft import DraftError, write_draft
from styrdok.lock import LockError, LockRefusedError, lock_file
from styrdok.memory import Memory
from styrdok.publish.jobs import PressError
from styrdok.publish.press import print_sites
from styrdok.read.vocabulary import CHANNELS
from styrdok.survey import Survey, survey, today
from styrdok.texts import catalogue
from styrdok.timings import Timings, say_timings

EARLIEST, LATEST = 1970, 2105  # the years that a file stamp can hold
USUAL = ("html", "docx", "pdf")
FINE, PROBLEMS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
TEXTS = catalogue("sv")


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Swedish when it is misunderstood."""

    def error(self, message: str) -> NoReturn:
        """Say what was not understood, and leave with 2."""
        self.exit(WRONG_USE, TEXTS("cli.wrong-use", what=in_swedish(message)) + "\n")

    def format_usage(self) -> str:
        """Return the usage in Swedish."""
        return super().format_usage().replace("usage: ", TEXTS("cli.usage"), 1)

    def format_help(self) -> str:
        """Return the help in Swedish."""
        return super().format_help().replace("usage: ", TEXTS("cli.usage"), 1)


def in_swedish(message: str) -> str:
    """Return argparse's message in Swedish, or the message itself where it is already ours."""
    known: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        (
            r"argument .+?: invalid choice: '?(.*?)'? \(choose from (.*)\)",
            lambda m: TEXTS("cli.bad-choice", value=m[1], known=m[2].replace("'", "")),
        ),
        (
            r"argument (.+?): ignored explicit argument .*",
            lambda m: TEXTS("cli.not-understood", words=m[1]),
        ),
        (r"argument (.+?): expected .*", lambda m: TEXTS("cli.needs-value", option=m[1])),
        (r"unrecognized arguments: (.*)", lambda m: TEXTS("cli.not-understood", words=m[1])),
        (r"the following arguments are required: (.*)", lambda m: TEXTS("cli.missing", words=m[1])),
        (r"argument .+?: (.*)", lambda m: m[1]),
    )
    for pattern, say in known:
        if match := re.fullmatch(pattern, message, re.S):
            return say(match)
    return message


def day(word: str) -> date:
    """Read a day on the command line."""
    try:
        found = date.fromisoformat(word)
    except ValueError:
        found = None
    if found and EARLIEST <= found.year <= LATEST:
        return found
    raise argparse.ArgumentTypeError(TEXTS("cli.bad-date", value=word))


def port(word: str) -> int:
    """Read a port on the command line."""
    if not word.isdigit() or not 0 < int(word) < 65536:
        raise argparse.ArgumentTypeError(TEXTS("cli.bad-port", value=word))
    return int(word)


def formats_of(word: str) -> tuple[str, ...]:
    """Read the formats of a paper on the command line."""
    named = tuple(dict.fromkeys(part.strip() for part in word.split(",")))
    if named == ("json",) or all(part in (*USUAL, "md") for part in named):
        return named
    raise argparse.ArgumentTypeError(TEXTS("branch.bad-format", value=word))


def folder(word: str) -> Path:
    """Read a folder on the command line."""
    if not Path(word).is_dir():
        raise argparse.ArgumentTypeError(TEXTS("cli.bad-root", path=word))
    return Path(word).resolve()


def parser() -> Parser:
    """Return the whole command's parser."""
    common: dict[str, Any] = {"add_help": False, "formatter_class": argparse.HelpFormatter}
    root = Parser(prog="styrdok", description=TEXTS("cli.description"), **common)
    root.epilog = TEXTS("cli.epilog")
    _titles(root)
    root.add_argument("--version", action="version", version=__version__, help=TEXTS("cli.version"))
    commands = root.add_subparsers(
        dest="command", metavar="kommando", required=True, title=TEXTS("cli.commands")
    )
    made: dict[str, Parser] = {}
    for name in ("check", "build", "serve", "new", "lock", "anchors", "lydelse"):
        words = TEXTS(f"cli.{name}")
        made[name] = commands.add_parser(name, help=words, description=words, **common)
        _titles(made[name])
        made[name].add_argument(
            "--root", type=folder, default=Path.cwd(), metavar="MAPP", help=TEXTS("cli.root")
        )
    for name in ("check", "build", "lydelse"):
        made[name].add_argument("--as-of", type=day, metavar="DATUM", help=TEXTS("cli.as-of"))
    formats = ("text", "github", "json")
    made["check"].add_argument(
        "--format", choices=formats, default="text", help=TEXTS("cli.format")
    )
    made["build"].add_argument("--strict", action="store_true", help=TEXTS("cli.strict"))
    made["build"].add_argument("--publish", action="store_true", help=TEXTS("cli.publish"))
    made["build"].add_argument("--timings", action="store_true", help=TEXTS("cli.timings"))
    made["build"].add_argument("--kanal", choices=tuple(CHANNELS), help=TEXTS("cli.site"))
    made["serve"].add_argument(
        "--kanal", choices=tuple(CHANNELS), default="webbplats", help=TEXTS("cli.site")
    )
    made["serve"].add_argument("--port", type=port, default=8000, help=TEXTS("cli.port"))
    made["new"].add_argument("kommun", help=TEXTS("cli.new-municipality"))
    made["new"].add_argument("titel", help=TEXTS("cli.new-title"))
    made["new"].add_argument("--typ", default="policy", help=TEXTS("cli.new-kind"))
    _paper_words(made["lydelse"])
    made["lock"].add_argument("fil", help=TEXTS("cli.lock-file"))
    made["anchors"].add_argument("fil", nargs="*", help=TEXTS("cli.anchors-file"))
    return root


def _paper_words(made: Parser) -> None:
    made.add_argument("jämförelse", metavar="BASE..HEAD", help=TEXTS("cli.range"))
    made.add_argument("--ut", type=Path, metavar="MAPP", help=TEXTS("cli.out"))
    words = TEXTS("cli.formats")
    made.add_argument("--format", type=formats_of, default=USUAL, metavar="FORMAT", help=words)


def _titles(made: Parser) -> None:
    made._positionals.title = TEXTS("cli.facts")
    made._optionals.title = TEXTS("cli.options")
    made.add_argument("-h", "--help", action="help", help=TEXTS("cli.help"))


def check(options: argparse.Namespace) -> int:
    """Read everything, tell every problem, publish nothing."""
    memory = Memory(options.root)
    as_of = options.as_of or today()

    def look() -> Survey:
        return survey(options.root, options.root / "docs", as_of, memory)

    found = memory.trusted(look, lambda key: print(TEXTS(key), file=sys.stderr))
    memory.save()
    if options.format == "json":
        words = [as_data(problem, TEXTS) for problem in found.problems]
        print(json.dumps(words, ensure_ascii=False, indent=1))
    else:
        say = annotate if options.format == "github" else say_problem
        for problem in found.problems:
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
    try:
        path = write_draft(options.root, options.kommun, options.titel, options.typ, TEXTS)
    except DraftError as trouble:
        print(TEXTS("cli.wrong-use", what=trouble), file=sys.stderr)
        return WRONG_USE
    print(TEXTS("cli.created", path=path))
    return FINE


def lydelse(options: argparse.Namespace) -> int:
    """Write the paper on what a branch changes."""
    from styrdok.papers import make_papers  # noqa: PLC0415  (what only this command needs)

    given = (options.root, vars(options)["jämförelse"], options.format, options.ut)
    return make_papers(*given, options.as_of or today(), TEXTS)


def lock(options: argparse.Namespace) -> int:
    """Lock a text to its decision, or an editorial change to its entry."""
    try:
        print(lock_file(options.root, options.fil, TEXTS))
    except LockRefusedError as trouble:
        print(trouble, file=sys.stderr)
        return PROBLEMS
    except LockError as trouble:
        print(TEXTS("cli.wrong-use", what=trouble), file=sys.stderr)
        return WRONG_USE
    return FINE


def anchors(options: argparse.Namespace) -> int:
    """Write the addresses of headings into files."""
    return record_anchors(options.root, options.fil, TEXTS)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "build": build,
    "serve": serve,
    "new": new,
    "lydelse": lydelse,
    "lock": lock,
    "anchors": anchors,
}


def run() -> NoReturn:
    """Run the command as a program, and leave at once: taking apart all that was read takes time.

    The exit code is 0 when all is fine, 1 for problems in content, 2 for wrong use.
    """
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
    try:
        return COMMANDS[options.command](options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our words has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
