"""What is said while building: warnings without decoration, macros' faults in plain words."""

from __future__ import annotations

import logging
import os
import re
import sys

from styrdok.texts import Texts

FAULT = re.compile(
    r"_File_: `(?P<path>[^`]+)`.*?_(?P<kind>\w+)(?:[^_\n]*:)?_:? (?P<why>[^\n]*)\n", re.S
)


class MacroFaults(logging.Filter):
    """Turns the macros plugin's report, a page of Python, into one line for an editor."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record that tells of a macro's fault; let every other through as it is."""
        if match := FAULT.search(record.getMessage() + "\n"):
            what = self._say(match["kind"], match["why"])
            record.msg, record.args = self.texts("macro.where", path=match["path"], what=what), ()
        return True

    def _say(self, kind: str, why: str) -> str:
        if kind == "UnknownNameError":
            return why
        if name := re.match(r"'(\w+)' is undefined", why):
            return self.texts("macro.undefined", name=name[1])
        return self.texts("macro.call" if kind == "TypeError" else "macro.broken", why=why)


def log_to_stderr(texts: Texts) -> None:
    """Let the publisher say its warnings, and Styrdok what it has to say."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice of its successor
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(MacroFaults(texts))
    logger = logging.getLogger("mkdocs")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    logging.getLogger("mkdocs.plugins.styrdok").setLevel(logging.INFO)
