"""The room of laws: each citation with its place, traps left alone, and what is odd told."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose import addresses
from styrdok.model import Citation, Severity
from styrdok.read.body import read_body
from styrdok.read.findings import Findings
from styrdok.read.law.citations import Cited, read_citations
from styrdok.read.law.names import SAFE, TRIGGERS
from styrdok.read.law.plain import balanced
from styrdok.read.law.table import CONCEPTS, LAWS, Law, address
from styrdok.read.stream import NOTES
from styrdok.texts import catalogue
from tests.conftest import HOME, Write, policy, read

GOLDEN = HOME / "tests/golden_law.md"
PLACE = re.compile(r"(?P<law>\S+)(?: (?P<chapter>\d+(?: [a-z])?) kap\.)?(?: (?P<sections>.+))?")
Expected = tuple[str, str | None, tuple[str, ...]]


def cited(markdown: str) -> Cited:
    return read_citations(read_body(markdown, "sjoby", lambda at: at + 1, Findings("")).text)


def spot(citation: Citation) -> Expected:
    if citation.concept:
        return f"#{citation.concept}", None, ()
    return citation.law, citation.chapter, citation.sections


def cases() -> list[tuple[str, list[Expected], list[str]]]:
    found = []
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            text, arrow, wanted = line[2:].rpartition(" → ")
            assert arrow, line
            places, codes = list[Expected](), list[str]()
            for one in filter(None, (part.strip() for part in wanted.split(";"))):
                if one.startswith("! "):
                    codes.append(one[2:])
                elif one != "–":
                    match = PLACE.fullmatch(one)
                    assert match, line
                    sections = tuple(s.strip() for s in (match["sections"] or "").split(",") if s)
                    places.append((match["law"], match["chapter"], sections))
            found.append((text.replace("¶", "\n\n"), places, codes))
    return found


def test_golden(capsys: pytest.CaptureFixture[str]) -> None:
    right = wrong = missed = 0
    faults: list[str] = []
    for text, places, codes in cases():
        found = cited(text)
        got, want = Counter(map(spot, found.citations)), Counter(places)
        right += (got & want).total()
        wrong += (got - want).total()
        missed += (want - got).total()
        if got != want or sorted(d.code for d in found.oddities) != sorted(codes):
            faults.append(f"{text!r}: {list(map(spot, found.citations))}, {found.oddities}")
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(f"\nlaw: {len(cases())} texts, {right + missed} places: ", end="")
        print(f"precision {precision:.3f}, recall {recall:.3f}")
    assert len(cases()) >= 90 and sum(not places for _, places, _ in cases()) >= 45
    assert precision == 1.0, faults
    assert recall >= 0.95, faults
    assert not faults


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_every_name_of_a_law_is_found(law: Law) -> None:
    heirs = {other.number for other in LAWS.values() if other.name == law.name}
    for form in (law.name, *law.forms):
        for words in (f"Enligt {form} gäller det.", f"{form[0].upper()}{form[1:]} gäller."):
            assert {c.law for c in cited(words).citations} & heirs, words
        numbered = f"Enligt {form} ({law.number}) ska vi." if ":" in law.number else form
        assert [c.law for c in cited(numbered).citations] == [law.number], numbered
    assert [c.law for c in cited(f"Se {law.title} ({law.number}).").citations] == [law.number]
    if law.short:
        present = f"{law.name} ({law.number}), {law.short}, och {law.short}."
        assert [c.law for c in cited(present).citations] == [law.number] * 2, present


def test_every_form_of_a_concept_is_found() -> None:
    for concept in CONCEPTS.values():
        for form in (concept.name, *concept.forms):
            found = cited(f"Vi värnar {form} här.").citations
            assert [c.concept for c in found] == [concept.id], form


def test_the_table_agrees_with_itself() -> None:
    for law in LAWS.values():
        assert law.successor is None or not LAWS[law.successor].repealed, law.number
        assert law.source.startswith("https://") and law.number.strip()
        assert not (law.chapters and law.last), law.number
        assert law.repealed or law.short is None or law.short.isalpha()
    for concept in CONCEPTS.values():
        for number, chapter, section in concept.places:
            law = LAWS[number]
            assert law.chapters is None or chapter is None or chapter in law.chapters
            last = (law.chapters or {}).get(chapter or "", law.last)
            assert section is None or last is None or int(section) <= last


def test_an_address_leads_to_the_place_where_the_source_has_one() -> None:
    source = "https://data.riksdagen.se/dokument/sfs-2017-725.html"
    assert address(LAWS["2017:725"]) == source
    assert address(LAWS["2017:725"], "8", "13") == f"{source}#K8P13"
    assert address(LAWS["2009:400"], "10", "3 a").endswith("sfs-2009-400.html#K10P3a")
    assert address(LAWS["2017:725"], "8").endswith("#K8")
    assert address(LAWS["2017:725"], None, "13") == source, "which chapter is not said"
    assert address(LAWS["2017:900"], None, "6").endswith("sfs-2017-900.html#P6")
    assert address(LAWS["2016/679"], None, "6") == LAWS["2016/679"].source


def test_a_law_has_a_page_with_a_place_for_each_section() -> None:
    assert addresses.of_law("2017:900") == "lagar/2017-900/"
    assert addresses.of_law("2016/679", None, "6") == "lagar/2016-679/#6-par"
    assert addresses.of_law("1949:105", "2") == "lagar/1949-105/#2-kap"
    assert addresses.of_law("2009:400", "10", "3 a") == "lagar/2009-400/#10-kap-3-a-par"
    assert addresses.of_concept("jav") == "lagar/#jav"


def test_a_citation_says_where_it_stands() -> None:
    markdown = (
        "## Rubrik\n\nFörst ett stycke.\n\nVi ger service\nenligt **7 §**\nförvaltningslagen.\n"
    )
    text = read_body(markdown, "sjoby", lambda at: at + 1, Findings("")).text
    (one,) = read_citations(text).citations
    assert one.line == 5 and one.words == "7 § förvaltningslagen" and one.at.leaf == 1
    html = text.leaves[1].html[one.at.start : one.at.stop]
    assert html == "<strong>7 §</strong>\nförvaltningslagen"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**6 § _FL_**", "<strong>6 § <em>FL</em></strong>"),
        ("*6 §* FL", "<em>6 §</em> FL"),
        ("**Enligt 6 §** FL", "6 §"),
        ("6 § *FL som gäller*", "6 §"),
        ("6\u00a0§&nbsp;FL", "6\u00a0§\u00a0FL"),
        ("Å&amp;Ä 6 § FL", "6 § FL"),
    ],
)
def test_what_may_be_a_link_is_whole(markdown: str, html: str) -> None:
    text = read_body(markdown, "sjoby", lambda at: at + 1, Findings("")).text
    (one,) = read_citations(text).citations
    assert (one.law, one.sections) == ("2017:900", ("6",))
    assert text.leaves[0].html[one.at.start : one.at.stop] == html


def test_notes_and_cells_are_read_too() -> None:
    found = cited("Se not.[^a]\n\n| Lag |\n|---|\n| 6 § FL |\n\n[^a]: 2 kap. 1 § TF.\n").citations
    assert [(c.law, c.at.leaf == NOTES) for c in found] == [("2017:900", False), ("1949:105", True)]


def test_what_is_odd_is_told_on_its_line() -> None:
    markdown = "Rad ett.\n\nEnligt 99 § förvaltningslagen\noch 14 kap. kommunallagen.\n"
    found = Findings("a.md")
    read_body(markdown, "sjoby", lambda at: at + 10, found)
    assert [(p.place.line, p.key, p.code, p.severity) for p in found.problems] == [
        (12, "lag", "law-section", Severity.NOTICE),
        (13, "lag", "law-chapter", Severity.NOTICE),
    ]
    assert found.problems[0].facts["last"] == "49"


def test_a_repealed_law_is_told_once_and_still_cited() -> None:
    found = cited("Sekretesslagen gällde. Enligt 7 kap. 1 § sekretesslagen var det hemligt.")
    assert [d.code for d in found.oddities] == ["law-repealed"]
    assert [c.law for c in found.citations] == ["1980:100", "1980:100"]


def test_a_bare_section_is_of_its_own_section_only() -> None:
    found = cited("## Ett\n\nFörvaltningslagen gäller.\n\n## Två\n\nSe även 7 § om detta.\n")
    assert [c.sections for c in found.citations] == [()]


def test_an_open_text_knows_nothing_of_what_is_inside() -> None:
    inside = "Förvaltningslagen gäller."
    assert len(cited(f"{inside}\n\nSe även 7 § om detta.").citations) == 2
    assert cited("Se även 7 § om detta.").citations == ()


def test_every_law_has_a_trigger() -> None:
    """The cheap check before the reading lets every name of a law and every place through."""
    for law in LAWS.values():
        names = [law.name, law.title, *law.forms, *([law.short] if law.short in SAFE else [])]
        for name in filter(None, names):
            for form in (name, name[0].upper() + name[1:]):
                assert any(trigger in form for trigger in TRIGGERS), form
    for concept in CONCEPTS.values():
        assert any(trigger in concept.name for trigger in TRIGGERS), concept.name


BITS = st.sampled_from([
    "6 §", "§ 6", "7 och 8 §§", "2 kap.", "kap. 2", "2 kap. 1 §", "artikel 6.1 e", "8:13", "§",
    "förvaltningslagen", "kommunallagens", "TF", "(FL)", "(2017:900)", "(2099:1)", "SFS 2017:725",
    "lagen om", "samma lag", "samma kapitel", "lagens", "och", ",", ".", "**", "*", "`", "(", ")",
    "offentlighetsprincipen", "plan- och bygglagen", "\u00a0", "\n", "\n\n", "\n## ", "&amp;", "–",
    "[a](b)", "KS 2021-11-02", "1, ", "9 a", "första stycket", "\u00ad", "](", "| a |\n", "<",
])  # fmt: skip


@given(st.lists(BITS, max_size=30).map(" ".join))
def test_any_text_is_read_and_its_links_are_whole(markdown: str) -> None:
    text = read_body(markdown, "sjoby", lambda at: at + 1, Findings("")).text
    found = read_citations(text)
    last: dict[int, int] = {}
    for one in found.citations:
        pages = text.notes if one.at.leaf == NOTES else text.leaves[one.at.leaf].html
        assert last.get(one.at.leaf, 0) <= one.at.start < one.at.stop <= len(pages)
        last[one.at.leaf] = one.at.stop
        assert balanced(pages[one.at.start : one.at.stop])
        assert "<a" not in pages[one.at.start : one.at.stop]
        assert one.law in LAWS and 0 <= one.line <= markdown.count("\n")
    for odd in found.oddities:
        assert f"problem.{odd.code}.what" in catalogue("sv").by_key


@pytest.mark.parametrize(
    "bit",
    [
        "1, ",
        "§ ",
        "lag",
        "lagen om ",
        "förvaltningslagen (",
        "6 § ",
        "2 kap. ",
        "a- och ",
        "samma ",
    ],
)
def test_a_long_row_of_the_same_is_read(bit: str) -> None:
    """What is tried at each place is bounded; a pattern that goes back and forth would not end."""
    assert [c.sections for c in cited(f"{bit * 3000}\n\n6 § förvaltningslagen").citations][-1:] == [
        ("6",)
    ]


def test_quoted_sections_belong_to_the_law_that_is_named_above(write: Write) -> None:
    body = (
        "## Grunden\n\nDen finns i förvaltningslagen:\n\n"
        "### Hjälp\n\n6 § En myndighet hjälper.\n\n"
        "### Kontakt\n\n7 § En myndighet nås, se 2 kap. tryckfrihetsförordningen.\n\n"
        "8 § En myndighet samverkar.\n\n## Annat\n\n9 § säger något annat.\n"
    )
    register, _ = read(write({"sjoby/a.md": policy(body=body)}))
    cited = [(c.law, c.sections) for c in register.policies["sjoby/a"].body.citations]
    assert cited == [
        ("2017:900", ()), ("2017:900", ("6",)), ("2017:900", ("7",)), ("1949:105", ()),
        ("2017:900", ("8",)),
    ]  # fmt: skip


def test_a_text_with_sections_of_its_own_quotes_none(write: Write) -> None:
    body = "Stöd finns i kommunallagen.\n\n1 § Nämnden ansvarar.\n\n2 § Nämnden beslutar.\n"
    register, _ = read(write({"sjoby/a.md": policy(body=body)}))
    assert [c.sections for c in register.policies["sjoby/a"].body.citations] == [()]


def test_the_law_of_another_country_is_none_of_ours(write: Write) -> None:
    body = "Den norska förvaltningslagen 6 § och åländska kommunallagen.\n"
    register, problems = read(write({"sjoby/a.md": policy(body=body)}))
    assert register.policies["sjoby/a"].body.citations == () and problems == []
