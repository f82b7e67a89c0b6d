"""A branch's paper is made: both its ends are read, what changes is worked out and written."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from styrdok.compose.composer import Composer
from styrdok.compose.frame import Frame
from styrdok.compose.paper.paper import write_paper
from styrdok.compose.paper.proposal import Proposal, propose
from styrdok.compose.paper.summary import summary
from styrdok.compose.paper.touched import Touched, touched_pages
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.publish.parts import product
from styrdok.read.history.branches import lay_out
from styrdok.read.library import FOLDER
from styrdok.survey import Survey, seen_by, survey
from styrdok.texts import Texts

NAME = "lydelse"


class PaperError(Exception):
    """A file could not be made; the message says why."""


def look_at(root: Path, words: str, as_of: date, texts: Texts) -> tuple[Proposal, Survey]:
    """Return what a branch proposes, and how its end was read.

    Raises `BranchError`.
    """
    memory = Memory(root)
    return memory.trusted(
        lambda: _look(root, words, as_of, memory, texts),
        lambda key: print(texts(key), file=sys.stderr),
    )


def _look(
    root: Path, words: str, as_of: date, memory: Memory, texts: Texts
) -> tuple[Proposal, Survey]:
    frame = _frame(root, texts, memory)
    with tempfile.TemporaryDirectory(prefix="styrdok-") as desk:
        old, new = Path(desk, "old"), Path(desk, "new")
        span = lay_out(root, FOLDER, words, old, new)
        found = survey(new, new / "docs", as_of, memory)
        memory.save()  # of this end, which the next build and the other end have most of
        was = survey(old, old / "docs", as_of, memory)
    before, after = (Composer(one.digest, frame) for one in (was, found))
    touched = {
        "public": _touched_openly(was, found, frame, memory),
        "intranet": touched_pages(before, after),
    }
    return propose(span, before, after, found.problems, touched), found


def _touched_openly(old: Survey, new: Survey, frame: Frame, memory: Memory) -> tuple[Touched, ...]:
    opened = (seen_by(found, Audience.PUBLIC, memory) for found in (old, new))
    before, after = (Composer(known, frame) for known in opened)
    return touched_pages(before, after)


def _frame(root: Path, texts: Texts, memory: Memory) -> Frame:
    folders = [str(place) for place in (root / "overrides", product("overrides")) if place.is_dir()]
    return Frame(folders, texts, memory)


def write_files(
    proposal: Proposal, formats: Sequence[str], place: Path, texts: Texts
) -> tuple[list[Path], list[str]]:
    """Write the paper in some formats; return the files, and what could not be written and why.

    Raises `PaperError` where the folder cannot be written in.
    """
    makers = _makers(proposal)
    written: list[Path] = []
    lacking: list[str] = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name in formats:
            path = place / f"{NAME}.{name}"
            try:
                content = makers[name]()
            except PaperError as trouble:
                lacking.append(str(trouble))
                path.unlink(missing_ok=True)  # an older one would be taken for this one
                continue
            path.write_bytes(content)
            written.append(path)
    except OSError as trouble:
        why = trouble.strerror or type(trouble).__name__
        raise PaperError(texts("branch.cannot-write", path=place, why=why)) from trouble
    return written, lacking


def _makers(proposal: Proposal) -> dict[str, Callable[[], bytes]]:
    """What makes each format; what a format needs is loaded by who asks for it."""
    texts, frame, as_of = proposal.texts, proposal.new.frame, proposal.as_of

    @cache
    def html() -> str:
        return str(frame.render("print/lydelse.html", sheet=write_paper(proposal), as_of=as_of))

    def docx() -> bytes:
        from styrdok.publish.word import as_docx  # noqa: PLC0415

        return as_docx(write_paper(proposal), as_of, texts)

    def pdf() -> bytes:
        from styrdok.publish.pdf import (  # noqa: PLC0415
            PangoMissingError,
            UnsettableError,
            as_pdf,
        )

        try:
            return as_pdf(html())
        except PangoMissingError as trouble:
            raise PaperError(texts("branch.no-pango", what=trouble)) from trouble
        except UnsettableError as trouble:
            raise PaperError(texts("branch.unset", why=trouble)) from trouble

    return {
        "html": lambda: html().encode() + b"\n",
        "docx": docx,
        "pdf": pdf,
        "md": lambda: summary(proposal).encode(),
    }
