"""Relations that cannot be, and names that nobody can go by: told, and never shown as links."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.derive.refer import refer
from styrdok.derive.references import Fate
from styrdok.derive.relations import tie
from styrdok.memory import Memory
from styrdok.model import Audience, Problem, Severity
from styrdok.read.library import read_library
from styrdok.register import Register
from styrdok.rules import admit
from styrdok.rules.names import plain_name, usable
from tests.conftest import AS_OF, Write, build, cut_for, policy, read

NYBY = "namn: Nyby kommun\nkontakter:\n  vaxel: {namn: Växel, telefon: 0123-45 60 00}\n"


def codes(problems: list[Problem]) -> list[tuple[str, int, str, str]]:
    return [(Path(p.place.path).stem, p.place.line, p.key, p.code) for p in problems]


def above(register: Register) -> dict[str, list[str]]:
    ties = tie(register)
    return {
        key.partition("/")[2]: [t.policy.slug for t in ends.above if t.policy]
        for key, ends in ties.items()
        if ends.above or ends.below
    }


def led(write: Write, body: str) -> list[tuple[str, tuple[str, ...]]]:
    """What another text leads to, beside the files that are written already."""
    memory = Memory(None)
    site = write({"sjoby/text.md": policy(titel="Något helt annat", body=body)})
    register, _ = admit(read_library(site, memory), AS_OF)
    found = refer(register, memory).mentions.get("sjoby/text", ())
    return [(one.words, one.targets) for one in found if one.fate is Fate.LEADS]


def ring(*slugs: str) -> dict[str, str | bytes]:
    return {
        f"sjoby/{one}.md": policy(f"stödjer: [{other}]\n", titel=one.upper())
        for one, other in pairwise([*slugs, slugs[0]])
    }


@pytest.mark.parametrize("slugs", ["ab", "abc", "abcdefghij"])
def test_a_circle_is_told_at_each_of_its_documents_and_shown_at_none(
    write: Write, slugs: str
) -> None:
    register, problems = read(write(ring(*slugs)))
    assert codes(problems) == [(one, 5, "stödjer", "supports-in-circle") for one in slugs]
    assert {p.severity for p in problems} == {Severity.NOTICE}
    assert len(register.policies) == len(slugs), "none is withheld for what another says"
    assert above(register) == {}


def test_both_ways_of_saying_it_make_the_circle(write: Write) -> None:
    one = policy("stödjer: [b]\nstöds av: [b]\n", titel="A")
    register, problems = read(write({"sjoby/a.md": one, "sjoby/b.md": policy(titel="B")}))
    assert codes(problems) == [
        ("a", 5, "stödjer", "supports-in-circle"),
        ("a", 6, "stöds av", "supports-in-circle"),
    ]
    assert above(register) == {}


def test_the_same_relation_said_from_both_ends_is_no_circle(write: Write) -> None:
    files: dict[str, str | bytes] = {
        "sjoby/a.md": policy("stöds av: [b]\n", titel="A"),
        "sjoby/b.md": policy("stödjer: [a]\n", titel="B"),
    }
    register, problems = read(write(files))
    assert problems == [] and above(register) == {"a": [], "b": ["a"]}


def test_what_hangs_on_a_circle_or_between_two_is_sound(write: Write) -> None:
    files = ring("a", "b") | ring("x", "y")
    files["sjoby/c.md"] = policy("stödjer: [a, x]\n", titel="C")
    files["sjoby/b.md"] = policy("stödjer: [a, m]\n", titel="B")
    files["sjoby/m.md"] = policy("stödjer: [x]\n", titel="M")
    register, problems = read(write(files))
    assert {slug for slug, *_ in codes(problems)} == {"a", "b", "x", "y"}
    assert above(register) == {
        "a": [], "b": ["m"], "c": ["a", "x"], "m": ["x"], "x": [],
    }  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_what_is_shown_never_goes_round(pairs: list[tuple[int, int]]) -> None:
    from datetime import date

    from styrdok.model import Body, Municipality, Place, Policy, Reference, Relation

    said: dict[int, list[Reference]] = {at: [] for at in range(8)}
    for one, other in pairs:
        if one != other:
            said[one].append(Reference(Relation.SUPPORTS, target=str(other)))
    policies = {
        f"k/{at}": Policy(
            f"k/{at}", "k", str(at), Place(f"{at}.md"), f"T{at}", "policy", frozenset(Audience),
            Body("", ""), references=tuple(references),
        )
        for at, references in said.items()
    }  # fmt: skip
    home = Municipality("k", "K", "K", Place("k"))
    ties = tie(Register({"k": home}, policies, {}, date(2026, 1, 1)))
    ways = {key: {t.policy.id for t in ends.above if t.policy} for key, ends in ties.items()}

    def reached(start: str, by: dict[str, set[str]]) -> set[str]:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            new = by[ahead.pop()] - seen
            seen |= new
            ahead += new
        return seen

    written = {key: {f"k/{r.target}" for r in policies[key].references} for key in policies}
    for key, policy_ in policies.items():
        assert key not in reached(key, ways)
        for other in {f"k/{r.target}" for r in policy_.references}:
            assert (other in ways[key]) is (key not in reached(other, written))


def test_a_circle_of_thousands_neither_loops_nor_overflows(write: Write) -> None:
    slugs = [f"d{at}" for at in range(1500)]
    register, problems = read(write(ring(*slugs)))
    assert len(problems) == 1500 and above(register) == {}


def test_the_public_sees_no_circle_through_what_it_may_not_know(write: Write) -> None:
    files = ring("a", "b", "c")
    files["sjoby/c.md"] = policy("stödjer: [a]\n", titel="C", kanaler="[intranät]")
    register, _ = read(write(files))
    assert above(register) == {}
    assert above(cut_for(register, Audience.PUBLIC)) == {"a": ["b"], "b": []}


def test_support_stays_in_the_municipality(write: Write) -> None:
    site = write({
        "nyby/kommun.yml": NYBY,
        "nyby/x.md": policy(titel="X hos Nyby"),
        "sjoby/a.md": policy("stödjer: [nyby/x]\nstöds av: [nyby/x]\n", titel="A"),
        "sjoby/b.md": policy("hänvisar till: [nyby/x]\n", titel="B"),
    })  # fmt: skip
    register, problems = read(site)
    assert codes(problems) == [
        ("a", 5, "stödjer", "supports-elsewhere"),
        ("a", 6, "stöds av", "supports-elsewhere"),
    ]
    assert problems[0].facts == {"value": "X hos Nyby", "name": "Nyby kommun"}
    assert above(register) == {}
    places = build(site)
    for audience in Audience:
        page = (places[audience] / "sjoby/a/index.html").read_text("utf-8")
        assert "nyby/x" not in page and "X hos Nyby" not in page
        assert "nyby/x" in (places[audience] / "sjoby/b/index.html").read_text("utf-8")
        assert "sjoby/a/" not in (places[audience] / "nyby/x/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "alias",
    [
        "bemötandepolicyn", "Bemötandepolicyn", "resepolicy", "mejlrutinen", "klimatstrategin",
        "delegationsordningen", "KS-policyn", "Vision 2030", "Agenda2030", "FÖP2",
        "policy för service", "riktlinjer för kommunikation", "service och bemötande",
        "Trygghetslöftet", "den blå boken", "Riktlinje för styrande dokument",
        "handlingsplan för service",
        "rutin om beslut", "eDialog", "kommunens Löfte", "policyn för IT",
    ],
)  # fmt: skip
def test_names_that_tell_which_document_is_meant(alias: str) -> None:
    assert usable(alias), alias


@pytest.mark.parametrize(
    "alias",
    [
        "policyn", "Policyn", "riktlinjerna", "planen", "strategi", "service", "Service",
        "kommunikation", "Kommunikationen", "bemötande", "information", "våra riktlinjer",
        "kommunens policy", "gällande styrdokument", "policy och riktlinjer", "handlingsplanen",
        "Handlingsplan", "verksamhetsplan", "detaljplaner", "tjänstegarantin", "för service",
        "Kommunstyrelsen", "KS", "kommunfullmäktige", "förvaltningslagen", "GDPR", "7", "§ 5",
        "", "–", "Den här policyn", "Nya regler", "arbetsordningen", "ÖP",
        "handlingsplan och verksamhetsplan", "riktlinjer och rutiner", "kommunens handlingsplan",
        "policy för kommunen", "policyn och planen",
    ],
)  # fmt: skip
def test_words_that_are_no_names(alias: str) -> None:
    assert not usable(alias), alias


@given(st.text(max_size=40))
def test_any_alias_is_judged(alias: str) -> None:
    usable(alias)  # whatever it is, it is judged
    assert plain_name(plain_name(alias)) == plain_name(alias)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bemötandepolicy", "bemötandepolicyn"),
        ("Riktlinje för sociala medier", "riktlinjerna för sociala medier"),
        ("kommunens resepolicy", "Resepolicyn"),
        ("Taxa för vatten", "taxorna för vatten"),
    ],
)
def test_inflections_are_one_name(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


def test_an_alias_that_two_claim_is_told_at_both_and_leads_nowhere(write: Write) -> None:
    site = write({
        "nyby/kommun.yml": NYBY,
        "nyby/x.md": policy("alias: [Bemötandepolicyn]\n", titel="X"),
        "sjoby/a.md": policy("alias: [Bemötandepolicyn, svarspolicyn]\n", titel="A"),
        "sjoby/b.md": policy("alias: bemötandepolicy\n", titel="B"),
    })  # fmt: skip
    _, problems = read(site)
    assert codes(problems) == [
        ("a", 5, "alias", "alias-taken"), ("b", 5, "alias", "alias-taken"),
    ]  # fmt: skip
    assert problems[0].facts["other"] == "policies/sjoby/b.md"
    named = "Läs Bemötandepolicyn och svarspolicyn."
    assert led(write, named) == [("svarspolicyn", ("sjoby/a",))]


def test_an_alias_that_is_anothers_title_is_told_at_both(write: Write) -> None:
    site = write({
        "sjoby/a.md": policy("alias: [resepolicyn]\n", titel="A"),
        "sjoby/b.md": policy("alias: [resepolicy]\n", titel="Resepolicy"),
        "sjoby/c.md": policy("alias: [Mejlrutinen]\n", titel="C"),
        "sjoby/d.md": policy(titel="Mejlrutin"),
    })  # fmt: skip
    _, problems = read(site)
    assert codes(problems) == [
        ("a", 5, "alias", "alias-taken"),
        ("b", 5, "alias", "alias-taken"),
        ("c", 5, "alias", "alias-taken"),
        ("d", 2, "titel", "title-claimed"),
    ]
    assert led(write, "Läs resepolicyn och mejlrutinen.") == []


def test_a_municipality_or_a_function_is_no_alias(write: Write) -> None:
    site = write({"sjoby/a.md": policy("alias: [Sjöby, Kontaktcenter, Kontaktboken]\n")})
    _, problems = read(site)
    assert [p.facts["value"] for p in problems] == ["Sjöby", "Kontaktcenter"]
    named = "Fråga Kontaktcenter i Sjöby, eller läs Kontaktboken."
    assert led(write, named) == [("Kontaktboken", ("sjoby/a",))]


def test_a_document_that_is_supported_and_linked_stands_once(write: Write) -> None:
    register, _ = read(write({
        "sjoby/a.md": policy("stödjer: [b]\n", "Se [policyn](b.md) och [planen](c.md).\n"),
        "sjoby/b.md": policy(titel="B"),
        "sjoby/c.md": policy(titel="C"),
    }))  # fmt: skip
    ties = tie(register)
    assert [one.policy.slug for one in ties["sjoby/a"].mentions if one.policy] == ["c"]
    assert [len(ties[f"sjoby/{slug}"].mentioned_by) for slug in "bc"] == [0, 1]
