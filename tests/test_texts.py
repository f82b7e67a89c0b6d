"""The catalogue: the same keys and blanks in each language, and a text for every problem."""

from __future__ import annotations

import re

from styrdok.compose.naming.ends import BACK, FORMER, FORWARD
from styrdok.texts import catalogue
from tests.conftest import HOME


def blanks(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


def test_both_languages_have_the_same_keys_and_blanks() -> None:
    swedish, english = catalogue("sv").by_key, catalogue("en").by_key
    assert swedish.keys() == english.keys()
    assert {k for k in swedish if blanks(swedish[k]) != blanks(english[k])} == set()


def test_every_problem_says_what_is_wrong_and_what_to_do() -> None:
    known = catalogue("sv").by_key
    codes = {key.split(".")[1] for key in known if key.startswith("problem.")}
    source = "".join(p.read_text(encoding="utf-8") for p in (HOME / "src").rglob("*.py"))
    used = {word for word in re.findall(r"\"([a-z]+(?:-[a-z0-9]+)*)\"", source) if word in codes}
    used |= {code for code in codes if code.removesuffix("-near") in used}
    assert codes == used, "a text that no code uses, or a code without a text"
    for code in codes:
        assert known[f"problem.{code}.what"] and known[f"problem.{code}.do"]


def test_what_is_unknown_is_told_with_the_words_that_are_given() -> None:
    known = catalogue("sv").by_key
    source = "".join(p.read_text(encoding="utf-8") for p in (HOME / "src").rglob("*.py"))
    codes = re.findall(r"\.unknown\([^()]*?\"([a-z]+(?:-[a-z]+)+)\"", source)
    assert len(codes) > 8
    for code in codes:
        for key, given in ((code, {"word", "known"}), (f"{code}-near", {"word", "near"})):
            asked = blanks(known[f"problem.{key}.what"]) | blanks(known[f"problem.{key}.do"])
            assert asked <= given, key


def test_every_text_that_a_template_asks_for_is_there() -> None:
    known = catalogue("sv").by_key
    for path in (HOME / "overrides").rglob("*.html"):
        for key in re.findall(r"\bt\(\"([a-z.-]+)\"[,)]", path.read_text(encoding="utf-8")):
            assert key in known, f"{path.name}: {key}"


def test_no_text_is_left_over() -> None:
    made = (
        "fact.",
        "facts.",
        "timeline.",
        "status.",
        "explain.",
        "line.",
        "open.",
        "outcome.",
        "changes.",
        "board.",
        "news.",
        "channel.",
        "fate.",
        "effect.",
        "becomes.",
        "branch.",
        "month.",
        "problem.",
        "theme.",
        "coverage.",
        "site.",
        "stage.",
        "missing.stated-",
        "reuse.",
        "duty.",
        "questions.met-",
        "questions.do-",
        "questions.outcome-",
        "accessibility.compliance-",
        "accessibility.how-",
        "accessibility.cause-",
        "accessibility.scheme-",
        "audited.",
    )
    by_count = ("-one", "-many")
    titled = (".title", ".lead")
    folders = ("src", "overrides", "macros")
    files = [p for f in folders for p in (HOME / f).rglob("*") if p.suffix in (".py", ".html")]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    for key in catalogue("sv").by_key:
        stem = key.removesuffix("-one").removesuffix("-many")
        known = (
            any(f'"{key}{end}' in source for end in ('"', " "))
            or key.startswith(made)
            or (key.endswith(by_count) and f'"{stem}"' in source)
        )
        known = known or (key.endswith(titled) and f'"{key.split(".")[0]}"' in source)
        known = known or key in (
            "cli.anchors",
            "cli.build",
            "cli.check",
            "cli.compare",
            "cli.lydelse",
            "cli.lock",
            "cli.new",
            "cli.refs",
            "cli.reuse",
            "cli.search",
            "cli.serve",
            "cli.themes",
            "page.easy",
            "page.translated",
        )
        known = known or key in ("check.error", "check.notice")
        known = known or key.removeprefix("page.").replace("-", "_") in (*FORWARD, *BACK, FORMER)
        assert known, key
