"""The list that readers write what they find wrong on; it knows one file, and no wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from styrdok.model import Place, Problem, Severity


@dataclass
class Findings:
    """Problems found so far in the file at `path` (relative to the site folder)."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, key: str, code: str, **facts: str) -> None:
        """Note a mistake that withholds what the file holds."""
        self.problems.append(Problem(Place(self.path, line), key, code, facts))

    def notice(self, line: int, key: str, code: str, **facts: str) -> None:
        """Note something worth telling that withholds nothing."""
        self.problems.append(Problem(Place(self.path, line), key, code, facts, Severity.NOTICE))

    def unknown(self, line: int, key: str, code: str, word: str, known: Iterable[str]) -> None:
        """Note a word that is not among the known ones, with the one most likely meant."""
        names = {name.casefold(): name for name in known}
        near = get_close_matches(word.casefold(), names, 1, 0.7)
        if near:
            self.error(line, key, f"{code}-near", word=word, near=names[near[0]])
        else:
            self.error(line, key, code, word=word, known=", ".join(sorted(names.values())) or "–")

    @property
    def failed(self) -> bool:
        """Whether anything found is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
