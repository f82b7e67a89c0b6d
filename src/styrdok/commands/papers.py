"""What `styrdok lydelse` says and writes: a branch's paper, or why there is none."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from styrdok.compose.paper.data import paper_data
from styrdok.compose.problems import say_problem
from styrdok.model import Severity
from styrdok.publish.paper import NAME, PaperError, look_at, write_files
from styrdok.read.history.branches import BranchError
from styrdok.texts import Texts

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


def make_papers(  # noqa: PLR0913, PLR0917
    root: Path, words: str, formats: Sequence[str], place: Path | None, as_of: date, texts: Texts
) -> int:
    """Write the paper on `BASE..HEAD`, tell what at its end cannot be read; return the exit code.

    What the system lacks for one format is told, and is a fault only where no other was made.
    """
    try:
        proposal, found = look_at(root, words, as_of, texts)
        for problem in found.problems:
            known = problem.severity is Severity.NOTICE  # and not of the branch's making
            if not known or problem.place.path in proposal.span.changed:
                print(say_problem(problem, texts), file=sys.stderr)
        code = PROBLEMS if found.failed else FINE
        if list(formats) == ["json"]:
            print(json.dumps(paper_data(proposal), ensure_ascii=False, indent=1))
            return code
        written, lacking = write_files(proposal, formats, place or Path.cwd() / NAME, texts)
    except BranchError as trouble:
        print(f"styrdok: {texts(f'branch.{trouble.code}', **trouble.facts)}", file=sys.stderr)
        return WRONG_USE if trouble.wrong_use else PROBLEMS
    except PaperError as trouble:
        print(f"styrdok: {trouble}", file=sys.stderr)
        return PROBLEMS
    for notice in lacking:
        print(notice, file=sys.stderr)
    for path in written:
        print(texts("paper.made", path=path))
    return code if written else PROBLEMS
