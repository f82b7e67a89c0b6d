"""A policy file that a command edits: found by its name, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from styrdok.commands.errors import CommandError, RefusedError
from styrdok.compose.problems import say_problem
from styrdok.model import Problem, Severity
from styrdok.read.library import FOLDER
from styrdok.texts import Texts


def policy_path(site: Path, name: str, texts: Texts) -> str:
    """Return a policy file's path under the site folder; it may be given from either folder."""
    places = [Path(os.path.normpath(start / name)) for start in (Path.cwd(), site)]
    whole = next((p for p in places if p.is_relative_to(site) and os.path.lexists(p)), None)
    if whole is None:
        raise CommandError(
            texts("lock.not-policy" if os.path.lexists(name) else "lock.no-file", path=name)
        )
    if whole.is_dir():
        raise CommandError(texts("lock.folder", path=name))
    path = whole.relative_to(site)
    placed = len(path.parts) == 3 and path.parts[0] == FOLDER and path.suffix.lower() == ".md"
    if not placed or whole.parent.is_symlink() or whole.parent.parent.is_symlink():
        raise CommandError(texts("lock.not-policy", path=name))
    return path.as_posix()


def refuse(problems: Collection[Problem], path: str, texts: Texts, key: str) -> None:
    """Raise `RefusedError` where there are errors; the text with the key says what was not done."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        words = [say_problem(p, texts) for p in sorted(errors, key=lambda p: p.place)]
        raise RefusedError("\n".join([*words, texts(key, path=path)]))


def write_whole(contents: Mapping[Path, bytes], texts: Texts) -> None:
    """Write files whole, all of them or as good as none: first aside, and then in their places."""
    aside: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            mode = path.stat().st_mode & 0o666 if path.is_file() else 0o644
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".las-", delete=False) as file:
                aside[path] = Path(file.name)
                file.write(content)
            aside[path].chmod(mode)
        for path, made in aside.items():
            made.replace(path)
    except OSError as trouble:
        raise CommandError(texts("cli.cannot-write", why=trouble)) from trouble
    finally:
        for made in aside.values():
            made.unlink(missing_ok=True)
