"""Names in texts that two documents go by: the editor is told of both; it knows no wording."""

from __future__ import annotations

from collections.abc import Iterator

from styrdok.derive.references import Fate, References
from styrdok.model import Place, Problem, Severity
from styrdok.register import Register

KEY = "hänvisning"


def told_of_unclear(register: Register, references: References) -> Iterator[Problem]:
    """Yield a notice for each name that two or more documents could be meant by, with all."""
    for key, mentions in references.mentions.items():
        policy = register.policies.get(key)
        if policy is None:  # an earlier edition says what it said
            continue
        for mention in mentions:
            if mention.fate is Fate.UNCLEAR:
                place = Place(policy.place.path, policy.text_line + mention.line)
                known = (
                    register.policies.get(i) or register.editions.get(i) for i in mention.targets
                )
                paths = sorted(one.place.path for one in known if one)
                facts = {"value": mention.words, "others": ", ".join(paths)}
                yield Problem(place, KEY, "mention-unclear", facts, Severity.NOTICE)
