"""The words of the command `styrdok`, and what is said in Swedish of words it does not know."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from styrdok import __version__
from styrdok.read.vocabulary import CHANNELS
from styrdok.texts import catalogue

EARLIEST, LATEST = 1970, 2105  # the years that a file stamp can hold
USUAL = ("html", "docx", "pdf")
WRONG_USE = 2
MOST_HITS = 1000
KNOWN = (
    "check",
    "build",
    "serve",
    "new",
    "lock",
    "refs",
    "compare",
    "reuse",
    "search",
    "themes",
    "anchors",
    "lydelse",
)
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


def count(word: str) -> int:
    """Read how many hits are asked for on the command line."""
    if not word.isdecimal() or not 0 < int(word) <= MOST_HITS:
        raise argparse.ArgumentTypeError(TEXTS("found.bad-number", value=word))
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
    for name in KNOWN:
        words = TEXTS(f"cli.{name}")
        made[name] = commands.add_parser(name, help=words, description=words, **common)
        _titles(made[name])
        made[name].add_argument(
            "--root", type=folder, default=Path.cwd(), metavar="MAPP", help=TEXTS("cli.root")
        )
    for name in ("check", "build", "compare", "lydelse"):
        made[name].add_argument("--as-of", type=day, metavar="DATUM", help=TEXTS("cli.as-of"))
    made["check"].add_argument(
        "--format", choices=("text", "github", "json"), default="text", help=TEXTS("cli.format")
    )
    _build_words(made["build"])
    made["serve"].add_argument(
        "--kanal", choices=tuple(CHANNELS), default="webbplats", help=TEXTS("cli.site")
    )
    made["serve"].add_argument("--port", type=port, default=8000, help=TEXTS("cli.port"))
    _new_words(made["new"])
    _paper_words(made["lydelse"])
    made["lock"].add_argument("fil", help=TEXTS("cli.lock-file"))
    made["anchors"].add_argument("fil", nargs="*", help=TEXTS("cli.anchors-file"))
    _compare_words(made["compare"])
    _reuse_words(made["reuse"])
    _search_words(made["search"])
    _deeds(made, common)
    return root


def _deeds(made: dict[str, Parser], common: dict[str, Any]) -> None:
    """Add the words of commands that have several things to do."""
    _refs_words(made["refs"], common)
    _themes_words(made["themes"], common)


def _themes_words(made: Parser, common: dict[str, Any]) -> None:
    words, deeds = (
        TEXTS("suggest.command"),
        made.add_subparsers(
            dest="deed", metavar="kommando", required=True, title=TEXTS("cli.commands")
        ),
    )
    suggest = deeds.add_parser("suggest", help=words, description=words, **common)
    _titles(suggest)
    suggest.add_argument(  # what is given before the word stays
        "--root", type=folder, default=argparse.SUPPRESS, metavar="MAPP", help=TEXTS("cli.root")
    )
    suggest.add_argument("--as-of", type=day, metavar="DATUM", help=TEXTS("cli.as-of"))
    suggest.add_argument(
        "--format", choices=("text", "json"), default="text", help=TEXTS("suggest.format")
    )
    suggest.add_argument("fil", nargs="*", help=TEXTS("suggest.file"))


def _build_words(made: Parser) -> None:
    made.add_argument("--strict", action="store_true", help=TEXTS("cli.strict"))
    made.add_argument("--publish", action="store_true", help=TEXTS("cli.publish"))
    made.add_argument("--utan-pdf", action="store_true", help=TEXTS("cli.without-pdf"))
    made.add_argument("--timings", action="store_true", help=TEXTS("cli.timings"))
    made.add_argument("--kanal", choices=tuple(CHANNELS), help=TEXTS("cli.site"))


def _compare_words(made: Parser) -> None:
    """Without documents it is of the whole site: the matrix, or one theme."""
    made.add_argument("dokument", nargs="*", metavar="DOKUMENT", help=TEXTS("cli.compare-document"))
    formats = ("text", "json", "csv")
    made.add_argument("--tema", metavar="TEMA", help=TEXTS("compare.theme"))
    made.add_argument("--format", choices=formats, default="text", help=TEXTS("compare.format"))
    made.add_argument(
        "--kanal", choices=tuple(CHANNELS), default="webbplats", help=TEXTS("cli.site")
    )


def _new_words(made: Parser) -> None:
    made.add_argument("kommun", help=TEXTS("cli.new-municipality"))
    made.add_argument("titel", help=TEXTS("cli.new-title"))
    made.add_argument("--typ", default="policy", help=TEXTS("cli.new-kind"))


def _refs_words(made: Parser, common: dict[str, Any]) -> None:
    """Without a word more it lists; `confirm` says that a document was gone through."""
    made.add_argument("--as-of", type=day, metavar="DATUM", help=TEXTS("cli.as-of"))
    made.add_argument(
        "--format", choices=("text", "json"), default="text", help=TEXTS("cli.refs-format")
    )
    words, deeds = (
        TEXTS("cli.refs-confirm"),
        made.add_subparsers(dest="deed", metavar="kommando", title=TEXTS("cli.commands")),
    )
    confirm = deeds.add_parser("confirm", help=words, description=words, **common)
    _titles(confirm)
    confirm.add_argument(  # what is given before the word stays
        "--root", type=folder, default=argparse.SUPPRESS, metavar="MAPP", help=TEXTS("cli.root")
    )
    confirm.add_argument("fil", help=TEXTS("cli.refs-file"))
    confirm.add_argument("--mot", metavar="DOKUMENT", help=TEXTS("cli.refs-against"))
    confirm.add_argument("--av", metavar="NAMN", help=TEXTS("cli.refs-by"))


def _reuse_words(made: Parser) -> None:
    made.add_argument("--as-of", type=day, metavar="DATUM", help=TEXTS("cli.as-of"))
    forms, site = ("text", "json", "csv"), TEXTS("cli.site")
    made.add_argument("--format", choices=forms, default="text", help=TEXTS("cli.reuse-format"))
    made.add_argument("--kanal", choices=tuple(CHANNELS), default="webbplats", help=site)


def _search_words(made: Parser) -> None:
    made.add_argument("fråga", metavar="FRÅGA", help=TEXTS("found.question"))
    made.add_argument("--as-of", type=day, metavar="DATUM", help=TEXTS("cli.as-of"))
    options = {
        "kommun": TEXTS("found.home"),
        "typ": TEXTS("found.kind"),
        "tema": TEXTS("found.theme"),
        "status": TEXTS("found.status"),
    }
    for option, words in options.items():
        made.add_argument(f"--{option}", default="", metavar=option.upper(), help=words)
    number = TEXTS("found.most")
    made.add_argument("--antal", type=count, default=10, metavar="ANTAL", help=number)
    form = TEXTS("found.format")
    made.add_argument("--format", choices=("text", "json"), default="text", help=form)
    site = TEXTS("cli.site")
    made.add_argument("--kanal", choices=tuple(CHANNELS), default="webbplats", help=site)


def _paper_words(made: Parser) -> None:
    made.add_argument("jämförelse", metavar="BASE..HEAD", help=TEXTS("cli.range"))
    made.add_argument("--ut", type=Path, metavar="MAPP", help=TEXTS("cli.out"))
    words = TEXTS("cli.formats")
    made.add_argument("--format", type=formats_of, default=USUAL, metavar="FORMAT", help=words)


def _titles(made: Parser) -> None:
    made._positionals.title = TEXTS("cli.facts")
    made._optionals.title = TEXTS("cli.options")
    made.add_argument("-h", "--help", action="help", help=TEXTS("cli.help"))
