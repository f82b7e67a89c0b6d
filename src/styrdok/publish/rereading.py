"""A site is read again and again while it is written: first what was saved, and then all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Set
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
from styrdok.register import Register
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

        Their municipality is read as if there were no other, so a page waits for all to be read
        before it tells what other municipalities' texts have of it or share with it. Nothing is
        returned where others could keep any of it from being shown: where anything but documents
        of one municipality changed, where one names another municipality's or is named by it, or
        was not to be published before.
        """
        files = {path for path in map(self._inside, changed) if not self._comes_and_goes(path)}
        known = self.found.register
        homes = {path.split("/")[1] for path in files if path.count("/") == 2}
        documents = all(path.startswith(f"{FOLDER}/") and path.endswith(".md") for path in files)
        if not documents or len(homes) != 1 or len(known.municipalities) < 2:
            return {}
        given, found = self._read(changed, *homes)
        read = [one for one in found.register.everything.values() if one.place.path in files]
        ids = {policy.id for policy in read}
        told = all(one.municipality in known.municipalities for one in read)
        if not told or not all(map(_by_itself, read)):
            return {}
        if ids & known.withheld.keys() or _named(ids, known):
            return {}
        edition = Edition(replace(given, board=False), found, self.memory)  # nothing is compared
        edition.frame.around = self.edition.frame.around
        edition.composer.homes |= self.edition.composer.homes  # not alone: addresses
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

    def _comes_and_goes(self, path: str) -> bool:
        """Tell whether a file is what an editor's program lays beside documents for itself."""
        name = path.rpartition("/")[2]
        gone = not name.endswith((".md", ".yml")) and not (self.job.settings.site / path).exists()
        return path.count("/") == 2 and (gone or name.startswith(".") or name.endswith("~"))

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
    """Tell whether a document names nothing outside its municipality, as far as it is read.

    A name with a slash in it may be a hidden document's anywhere.
    """
    own = f"{policy.municipality}/"
    bodies = filter(None, (policy.body, policy.open_body))  # which may be read otherwise
    linked = [link.policy for body in bodies for link in body.links if link.policy]
    named = [word for one in policy.references for word in (one.target, one.title, one.record)]
    inside = all(name.startswith(own) for name in (*linked, *policy.former_ids))
    return inside and not any("/" in word for word in named if word)


def _named(ids: Set[str], known: Register) -> bool:
    """Tell whether another municipality's document refers or links to one of these, or was one."""
    homes = {key.partition("/")[0] for key in ids}
    others = (one for one in known.everything.values() if one.municipality not in homes)
    return any(
        not ids.isdisjoint(link.policy for link in other.body.links)
        or not ids.isdisjoint(one.target for one in other.references)
        or not ids.isdisjoint(other.former_ids)
        for other in others
    )


def _page(edition: Edition, address: str) -> bytes:
    return edition.frame.page(edition.documents[address]())
