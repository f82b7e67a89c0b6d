"""Problems are put into words for the three who read them: an editor, a code host, a program."""

from __future__ import annotations

from styrdok.model import Problem, Severity
from styrdok.survey import Survey
from styrdok.texts import Texts


def say_problem(problem: Problem, texts: Texts) -> str:
    """Return `path:line: key: what is wrong (what to do)`; a notice says that it is one."""
    path = "".join(sign if sign.isprintable() else "?" for sign in problem.place.path)
    where = f"{path}:{problem.place.line}: "
    if problem.severity is Severity.NOTICE:
        where += texts("check.notice") + ": "
    return where + (f"{problem.key}: " if problem.key else "") + explain(problem, texts)


def explain(problem: Problem, texts: Texts) -> str:
    """Return what is wrong, and what to do in brackets."""
    what = texts(f"problem.{problem.code}.what", **problem.facts)
    return f"{what} ({texts(f'problem.{problem.code}.do', **problem.facts)})"


def annotate(problem: Problem, texts: Texts) -> str:
    """Return the problem as an annotation of GitHub Actions, at its line (workflow commands)."""
    level = "error" if problem.severity is Severity.ERROR else "notice"
    message = (f"{problem.key}: " if problem.key else "") + explain(problem, texts)
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        message = message.replace(sign, code)
    path = problem.place.path
    for sign, code in (("%", "%25"), (":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A")):
        path = path.replace(sign, code)
    return f"::{level} file={path},line={problem.place.line}::{message}"


def as_data(problem: Problem, texts: Texts) -> dict[str, object]:
    """Return the problem as plain data."""
    return {
        "fil": problem.place.path,
        "rad": problem.place.line,
        "nyckel": problem.key,
        "kod": problem.code,
        "allvar": texts(f"check.{problem.severity.value}"),
        "text": explain(problem, texts),
    }


def report(found: Survey, texts: Texts) -> str:
    """Return one line on how the reading went."""
    problems, register = found.problems, found.register
    policies, municipalities = len(register.policies), len(register.municipalities)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    notices = len(problems) - errors
    told = texts.count("check.notices", notices) if notices else ""
    if errors:
        return " ".join(filter(None, (texts.count("check.errors", errors), told)))
    counts = texts.count("check.policies", policies), texts.count("check.homes", municipalities)
    fine = texts("check.fine", policies=counts[0], municipalities=counts[1])
    return " ".join(filter(None, (fine, told)))
