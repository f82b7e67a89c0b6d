"""Storey 2: rules that must hold between files; a policy that breaks one is not published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace as with_other
from datetime import date

from styrdok.model import Municipality, Place, Policy, Problem, Severity, replace
from styrdok.read.findings import Findings
from styrdok.read.library import FOLDER, THEMES_FILE, Library
from styrdok.register import Register
from styrdok.rules.access import told_of_access
from styrdok.rules.addresses import check_former, claims_of
from styrdok.rules.channels import check_cards, current, told_of_channels
from styrdok.rules.hierarchy import check_hierarchy
from styrdok.rules.names import told_of_aliases
from styrdok.rules.searching import told_of_questions, told_of_synonyms
from styrdok.rules.ties import check_contacts, check_links, check_references, check_themes
from styrdok.rules.times import check_edition, check_successors, check_times


def admit(library: Library, as_of: date) -> tuple[Register, list[Problem]]:
    """Return the register of what holds, and every problem found in reading and here, in order."""
    wrong = {m.place: _municipality_problems(m, library) for m in library.municipalities}
    homes = {m.slug: current(m, as_of) for m in library.municipalities if not wrong[m.place]}
    twice = _twice(library)
    known = {p.id: p for p in library.policies if p.municipality in homes and p.id not in twice}
    problems = [*library.problems, *(p for found in wrong.values() for p in found)]
    problems += [_twice_problem(p, library) for p in library.policies if p.id in twice]
    themes = {theme.id: theme for theme in library.themes}
    register = _register(Register(homes, {}, themes, as_of), known, library)
    broken: set[str] = set()
    themeless = False
    claims = claims_of(read_of(library))
    for policy in (*known.values(), *library.broken):
        if policy.municipality in homes:
            found = Findings(policy.place.path)
            _check_policy(policy, register, found)
            check_former(policy, register, claims, found)
            if found.problems:
                problems += [p for p in found.problems if p.code != "no-themes"]
                themeless |= any(p.code == "no-themes" for p in found.problems)
                broken |= {policy.id} if found.failed else set()
    if themeless:  # told once, where the fault is, and not at every heading
        problems.append(Problem(Place(f"{FOLDER}/{THEMES_FILE}"), "teman", "no-themes"))
    problems += told_of_aliases(register)
    sound = {key: policy for key, policy in known.items() if key not in broken}
    register = _register(register, sound, library)
    problems += [*told_of_synonyms(register), *told_of_questions(register)]
    problems += told_of_access(register)
    problems += told_of_channels(register)
    return register, sorted(problems, key=lambda p: (p.place, p.key))


def without(register: Register, paths: Collection[str]) -> Register:
    """Return the register without the documents of some files, and their earlier editions."""
    wrong = {p.id: p.title for p in register.policies.values() if p.place.path in paths}
    editions = {
        key: edition
        for key, edition in register.editions.items()
        if edition.document not in wrong and edition.place.path not in paths
    }
    lost = {k: p.title for k, p in register.editions.items() if k not in editions}
    policies = {key: p for key, p in register.policies.items() if key not in wrong}
    withheld = {**register.withheld, **wrong, **lost}
    old = former_names(register.policies.values(), policies) | register.names_withheld
    return with_other(
        register, policies=policies, editions=editions, withheld=withheld, names_withheld=old
    )


def _register(base: Register, known: Mapping[str, Policy], library: Library) -> Register:
    """The register of these; an earlier edition stands beside its document, or not at all."""
    current = {key: policy for key, policy in known.items() if not policy.edition}
    earlier = {key: p for key, p in known.items() if p.edition and p.document in current}
    return with_other(
        base,
        policies=current,
        editions=earlier,
        withheld=_withheld(library, current | earlier),
        names_withheld=former_names(read_of(library), current),
        synonyms=tuple(library.synonyms),
        banned=tuple(library.banned),
        questions=tuple(library.questions),
        access=library.access,
    )


def _withheld(library: Library, admitted: Collection[str]) -> dict[str, str]:
    """Ids of files that are there and not admitted, with their titles as far as they were read."""
    titles = {policy.id: policy.title for policy in read_of(library)}
    return {key: titles.get(key, "") for key in library.files if key not in admitted}


def read_of(library: Library) -> tuple[Policy, ...]:
    """All that could be read of a library, also what has errors in it."""
    return (*library.policies, *library.broken)


def former_names(policies: Iterable[Policy], admitted: Collection[str]) -> frozenset[str]:
    """The ids that documents which are not among the admitted had under other names."""
    hidden = (p for p in policies if not p.edition and p.id not in admitted)
    return frozenset(old for p in hidden for old in p.former_ids if old not in admitted)


def _twice(library: Library) -> set[str]:
    counts = Counter(policy.id for policy in library.policies)
    return {key for key, count in counts.items() if count > 1}


def _twice_problem(policy: Policy, library: Library) -> Problem:
    others = [p.place.path for p in library.policies if p.id == policy.id and p is not policy]
    return Problem(policy.place, "", "slug-twice", {"slug": policy.slug, "other": others[0]})


def _municipality_problems(municipality: Municipality, library: Library) -> list[Problem]:
    """What is wrong with a municipality; it is then withheld with all its policies."""
    found = Findings(municipality.place.path)
    fallback = municipality.fallback
    if fallback is not None and fallback not in municipality.contacts:
        line = municipality.lines.get("reserv", 1)
        found.unknown(line, "reserv", "unknown-contact", fallback, municipality.contacts)
    check_cards(municipality, found)
    if sum(other.slug == municipality.slug for other in library.municipalities) > 1:
        found.error(1, "", "municipality-twice")
    if found.failed:
        found.notice(1, "", "home-withheld")
    return found.problems


def _check_policy(policy: Policy, register: Register, found: Findings) -> None:
    check_times(policy, register, found)
    if policy.edition:
        check_edition(policy, register, found)
    else:  # an earlier edition may name what is no longer there
        check_contacts(policy, register, found)
        check_themes(policy, register, found)
        check_successors(policy, register, found)
        check_hierarchy(policy, register, found)
    told = Findings(found.path)
    check_references(policy, register, told)
    check_links(policy, register, told)
    if policy.edition:  # what it leads to may be gone by now, and its text is what it was
        told.problems = [replace(p, severity=Severity.NOTICE) for p in told.problems]
    found.problems += told.problems
