"""The list of what a branch changes as Markdown, for the code host's comment; it knows no host."""

from __future__ import annotations

import re

from styrdok.compose.paper.follows import openings, touched_parts
from styrdok.compose.paper.proposal import Proposal
from styrdok.compose.paper.sheet import Bullets, Title, Words

SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&@:-])")
LONGEST = 60_000  # signs; a code host takes no longer comment


def summary(proposal: Proposal) -> str:
    """Return what becomes public, and the pages that change; nothing in it is read as markup."""
    texts = proposal.texts
    lines = ["## " + texts("paper.summary-title"), ""]
    lines += [texts("paper.summary-lead" if proposal.revised else "paper.summary-none"), ""]
    for part in (*openings(proposal), *touched_parts(proposal)):
        if isinstance(part, Title) and part.level > 2:
            lines += [f"### {escape(part.words)}", ""]
        elif isinstance(part, Words):
            lines += [escape(part.words), ""]
        elif isinstance(part, Bullets):
            lines += [f"**{escape(part.title)}**", ""] if part.title else []
            lines += [*(f"- {escape(item)}" for item in part.items), ""]
    whole = "\n".join(lines)
    return whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit("\n", 1)[0] + "\n"


def escape(words: str) -> str:
    """Return words that no Markdown reader takes for markup, a mention or an address."""
    return SIGNS.sub(r"\\\1", " ".join(words.split())).replace("\\@", "@\u200b")
