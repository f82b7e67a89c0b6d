"""A site is read again and again while it is written: first what was saved, and then all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from styrdok.compose import addresses
from styrdok.compose.problems import say_problem
from styrdok.memory import Memory
from styrdok.model import Policy
from styrdok.publish import mkdocs_plugin
from styrdok.publish.edition import ByHand, Edition, Settings
from styrdok.publish.mkdocs_plugin import Job
from styrdok.read.library import FOLDER
from styrdok.survey import Survey, survey, today
from styrdok.texts import Texts


@dataclass
class Reader:
    """Reads a site again and again, each time what changed, and tells what is new."""

    job: Job
    memory: Memory
    desk: Path
    texts: Texts
    dated: bool
    found: Survey = field(init=False)
    edition: Edition = field(init=False)
    told: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    by_hand: ByHand | None = None

    def glance(self, changed: Collection[str]) -> dict[str, Callable[[], bytes]]:
        """Return what makes the pages of documents that changed, by address, in little time.

        Their municipality is read as if there were no other. Nothing is returned where that could
        show something else than a page of the whole site: where anything but documents of one
        municipality changed, where one names another municipality's, or is not to be published.
        """
        files = set(map(self._inside, changed))
        homes = {path.split("/")[1] for path in files if path.count("/") == 2}
        documents = all(path.startswith(f"{FOLDER}/") and path.endswith(".md") for path in files)
        if not documents or len(homes) != 1 or len(self.found.register.municipalities) < 2:
            return {}
        given, found = self._read(changed, *homes)
        read = found.register.everything.values()
        if not all(_by_itself(policy) for policy in read if policy.place.path in files):
            return {}
        edition = Edition(given, found, self.memory)
        edition.frame.around = self.edition.frame.around
        seen = edition.composer.register.everything.values()
        changes = [addresses.of_policy(p) for p in seen if p.place.path in files]
        return {address: partial(_page, edition, address) for address in changes}

    def renew(self, changed: Collection[str]) -> tuple[Edition, ByHand]:
        """Return the site as it is now."""
        given, found = self._read(changed)
        self.found, self.edition = found, Edition(given, found, self.memory)
        inside = given.site / FOLDER
        if not self.by_hand or not all(Path(path).is_relative_to(inside) for path in changed):
            self._make_by_hand()
        return self.edition, self.by_hand or ByHand()

    def _inside(self, path: str) -> str:
        return os.path.relpath(path, self.job.settings.site).replace(os.sep, "/")

    def _read(self, changed: Collection[str], home: str | None = None) -> tuple[Settings, Survey]:
        """Read the site, or one municipality's folder; never as it was what is known to change."""
        given, hot = self.job.settings, self.memory.hot or {}
        for path in changed:
            hot.pop(self._inside(path), None)
        given = replace(given, as_of=today()) if self.dated else given

        def look() -> Survey:
            return survey(given.site, given.docs, given.as_of, self.memory, home=home)

        found = self.memory.trusted(look, lambda key: print(self.texts(key), file=sys.stderr))
        return given, found

    def settle(self) -> ByHand:
        """Tell what is wrong, and make the pages written by hand anew where they hang on it."""
        words = [say_problem(problem, self.texts) for problem in self.found.problems]
        for line in words:
            if line not in self.told:
                print(line, file=sys.stderr, flush=True)
        self.told = set(words)
        if self.addresses != set(self.edition.pages):
            self._make_by_hand()
        return self.by_hand or ByHand()

    def _make_by_hand(self) -> None:
        try:
            self.by_hand = mkdocs_plugin.make_by_hand(self.job, self.edition, self.found, self.desk)
        except (*mkdocs_plugin.Refused, SystemExit):  # it has been told
            self.by_hand = self.by_hand or ByHand()
        docs = self.job.settings.docs
        self.addresses = set() if self._asks(docs) else set(self.edition.pages)
        self.memory.save()

    def tell(self, trouble: Exception) -> None:
        """Say that a change could not be taken up."""
        print(self.texts("cli.not-shown", why=trouble), file=sys.stderr, flush=True)

    def _asks(self, docs: Path) -> bool:
        """Whether a page written by hand asks for what stands in policies."""
        pages = docs.rglob("*.md") if docs.is_dir() else ()
        return any(b"render_macros" in page.read_bytes() for page in pages)


def _by_itself(policy: Policy) -> bool:
    """Tell whether a document names no other municipality's, as far as it is read."""
    own = f"{policy.municipality}/"
    named = [one.target for one in policy.references if one.target and "/" in one.target]
    named += [link.policy for link in policy.body.links if link.policy]
    return all(name.startswith(own) for name in named)


def _page(edition: Edition, address: str) -> bytes:
    return edition.frame.page(edition.documents[address]())
