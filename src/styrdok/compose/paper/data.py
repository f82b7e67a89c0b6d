"""What a branch changes as data, with Swedish keys; the keys are documented in docs/drift.md."""

from __future__ import annotations

from typing import Any

from styrdok.compose.data import STATUS_WORDS
from styrdok.compose.exports.matrix import COVERAGE_WORDS
from styrdok.compose.paper.follows import SITES, composer_of
from styrdok.compose.paper.particulars import changed_facts
from styrdok.compose.paper.proposal import Proposal
from styrdok.compose.paper.touched import Touched
from styrdok.compose.problems import as_data
from styrdok.derive.effects import Effects
from styrdok.derive.lifecycle import Standing
from styrdok.derive.revision import Fate, Part, Passage, Revision
from styrdok.redline import State

SCHEMA = "1.0"
FATES = {
    "added": "nytt",
    "removed": "borttaget",
    "changed": "ändrat",
    "renamed": "nytt namn",
    "same": "oförändrat",
    "moved": "flyttat",
}
KINDS = {
    "heading": "rubrik",
    "paragraph": "stycke",
    "item": "punkt",
    "quote": "citat",
    "cell": "cell",
    "code": "kod",
    "note": "not",
}
TIES = {
    "above": "stödjer",
    "below": "stöds av",
    "mentions": "hänvisar till",
    "mentioned_by": "hänvisas till från",
    "replaces": "ersätter",
    "replaced_by": "ersätts av",
}


def paper_data(proposal: Proposal) -> dict[str, Any]:
    """Return all that the paper tells, as plain data; null is unknown, or is not there."""
    span = proposal.span
    return {
        "schema": SCHEMA,
        "från": {"namn": span.base_name, "ändring": span.base},
        "till": {"namn": span.head_name, "ändring": span.head},
        "datum": proposal.as_of.isoformat(),
        "internt": proposal.inside,
        "dokument": [_document(*pair, proposal) for pair in proposal.revised],
        **_whole(proposal),
        "sidor": {
            site: [_page(page) for page in proposal.touched.get(kind, ())]
            for site, kind in zip(("webbplats", "intranät"), SITES, strict=True)
        },
        "filer": sorted(proposal.span.changed),
        "fel": [
            {
                "id": one.id,
                "titel": one.title,
                "fel": [as_data(problem, proposal.texts) for problem in one.problems],
            }
            for one in proposal.broken
        ],
    }


def _whole(proposal: Proposal) -> dict[str, Any]:
    """What follows for the registers as wholes."""
    return {
        "status": [
            {"id": s.policy.id, "nu": _status(s.before), "föreslaget": _status(s.after)}
            for s in proposal.shifts
        ],
        "jämförelse": [
            {
                "kommun": turn.municipality.slug,
                "tema": turn.theme.id,
                "nu": COVERAGE_WORDS[turn.before.value],
                "föreslaget": COVERAGE_WORDS[turn.after.value],
            }
            for turn in proposal.turns
        ],
        "kontakter": [
            {
                "kommun": change.municipality.slug,
                "nu": change.before and change.before.name,
                "föreslaget": change.after and change.after.name,
                "blir offentlig": change.opens,
            }
            for change in proposal.answering
        ],
    }


def _page(page: Touched) -> dict[str, Any]:
    return {"adress": page.address, "titel": page.title, "slag": FATES[page.fate]}


def _status(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    return {
        "status": STATUS_WORDS[standing.status],
        "sedan": standing.since and str(standing.since),
        "till": standing.until and str(standing.until),
        "ses över senast": standing.review_due and str(standing.review_due),
        "ersatt av": standing.successor,
    }


def _document(revision: Revision, effects: Effects, proposal: Proposal) -> dict[str, Any]:
    policy = revision.policy
    facts = changed_facts(revision, proposal.old, proposal.new)
    return {
        "id": policy.id,
        "tidigare id": revision.old.id if revision.fate is Fate.RENAMED and revision.old else None,
        "titel": composer_of(policy, proposal).title(policy),
        "kommun": policy.municipality,
        "utgåva": policy.edition and str(policy.edition),
        "slag": FATES[revision.fate.value],
        "fil": policy.place.path,
        "bara för medarbetare": policy.inside_only,
        "uppgifter": [{"uppgift": k, "nu": old, "föreslaget": new} for k, old, new in facts],
        "avsnitt": [_part(part) for part in revision.parts if part.told],
        "följder": _effects(effects),
    }


def _part(part: Part) -> dict[str, Any]:
    heading = (part.heading,) if part.heading else ()
    return {
        "rubrik": part.title or None,
        "slag": FATES[part.state.value],
        "flyttat": part.moved,
        "stod efter": part.stood_after or None,
        "ska stå efter": part.stands_after or None,
        "teman": list(part.themes),
        "stycken": [_passage(p) for p in (*heading, *part.passages) if p.told],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    def words(hidden: State, there: bool) -> str | None:
        kept = (run.words for run in passage.runs if run.state is not hidden)
        return " ".join(kept) if there else None

    return {
        "slag": KINDS.get(passage.kind, passage.kind),
        "nuvarande lydelse": words(State.ADDED, passage.was_inside is not None),
        "föreslagen lydelse": words(State.REMOVED, passage.is_inside is not None),
        "bara för medarbetare nu": passage.was_inside,
        "bara för medarbetare enligt förslaget": passage.is_inside,
        "ord": [{"slag": FATES[run.state.value], "text": run.words} for run in passage.runs],
    }


def _effects(effects: Effects) -> dict[str, Any]:
    return {
        "relationer": {TIES[name]: [p.id for p in policies] for name, policies in effects.ties},
        "teman": [theme.id for theme in effects.themes],
        "löften": [
            {
                "nu": promise.sentence.old,
                "föreslaget": promise.sentence.new,
                "tal nu": list(promise.before),
                "tal enligt förslaget": list(promise.after),
            }
            for promise in effects.promises
        ],
        "skyldigheter": [
            {
                "nu": duty.sentence.old,
                "föreslaget": duty.sentence.new,
                "ord nu": list(duty.before),
                "ord enligt förslaget": list(duty.after),
            }
            for duty in effects.duties
        ],
        "ansvarig": {"nu": effects.responsible[0], "föreslaget": effects.responsible[1]},
        "kontaktrutor": {"nu": list(effects.contacts[0]), "föreslaget": list(effects.contacts[1])},
        "blir offentligt": list(effects.opened),
        "blir internt": list(effects.closed),
    }
