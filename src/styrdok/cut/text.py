"""A policy's text with less in it, read again as if the rest had never been there."""

from __future__ import annotations

from dataclasses import replace

from styrdok.model import Passage, Policy
from styrdok.read.commonmark import outline


def open_text(policy: Policy) -> Policy:
    """Return the policy without its internal passages."""
    if not any(passage.internal for passage in policy.passages):
        return policy
    kept = ["" if passage.internal else passage.text for passage in policy.passages]
    return with_text(policy, "\n".join(kept))


def with_text(policy: Policy, text: str) -> Policy:
    """Return the policy with another text, and with the sections and links of that text."""
    read = outline(text)
    return replace(
        policy,
        passages=(Passage(text, internal=False, line=1),),
        sections=read.sections,
        links=tuple(read.links),
        contacts=tuple(read.contacts),
    )
