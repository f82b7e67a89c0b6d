"""The search under odd words and odd documents, and what is inside seen from outside."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.survey import seen_by, survey
from styrdok.swedish.terms import root
from tests.conftest import AS_OF, TEMAN, Write, policy
from tests.test_search_engine import Site, ask, desk, question, same, site_of
from tests.test_search_index import files_of, national

__all__ = ["desk"]  # a fixture

MARK = "\u0301"
ODD = {
    "sjoby/kommun.yml": "namn: Sjöby kommun\nkortnamn: Sjöby\n",
    "vara/kommun.yml": "namn: Vara kommun\nkortnamn: Vara\n",
    "mark/kommun.yml": "namn: Marks kommun\nkortnamn: Mark\n",
    "ale/kommun.yml": "namn: Ale kommun\nkortnamn: Ale\n",
    "vara/bemotande.md": policy(
        titel="Riktlinje för inköp", body="## Varor\n\nInköp av mat och kläder.\n"
    ),
    "mark/inkop.md": policy(titel="Policy för inköp", body="## Inköp\n\nVi köper in det vi ska.\n"),
    "ale/mark.md": policy(titel="Tomter", body="## Försäljning\n\nKommunen säljer mark.\n"),
    "sjoby/bemotande.md": policy(
        titel="Så möter vi", body="## Vänlighet\n\nBemötandet ska vara vänligt och bra.\n"
    ),
    "sjoby/tecken.md": policy(
        titel="'A < B & \"C\" &amp; d'",
        body='## Om 1 < 2 & "frågor" {#tecken}\n\nOrd med 5 < 6 & `<i>`.\n\n### Ett\n\nX.\n',
    ),
    "sjoby/langt.md": policy(
        titel="Hundratals avsnitt",
        body="".join(f"## Del {n} om nummer\n\nTalet {n} avsnittet.\n\n" for n in range(230)),
    ),
    "sjoby/stort.md": policy(titel="Stort", body="## Allt\n\n" + "svar frågor handling " * 1700),
    "sjoby/rubriker.md": policy(titel="Bara rubriker", body="## Ett\n\n### Två\n\n## Ett\n"),
    "sjoby/rakt.md": policy(titel="Utan rubriker", body="Bara en text om parkering.\n"),
    "sjoby/samma.md": policy(
        titel="Samma rubrik", body="## Svar\n\nEtt.\n\n## Svar\n\nTvå.\n\n## Svar\n\nTre.\n"
    ),
    "sjoby/english.md": policy(
        "språk: en\n", titel="Policy on answers", body="## Answers\n\nWe answer within a day.\n"
    ),
    "sjoby/skrap.md": policy(
        titel="Skräp",
        body=f"## fi1 rn\n\n| ~ ' {MARK} {MARK}{MARK} ¬¬ 1l1 0O0 {'ar' * 900} {'9' * 400}\n\n"
        "٣٤٥٦٧٨ 한국어한국어 ŉŉŉŉŉ İİİİİ ΣΑΣΑΣ ﬁﬁﬁﬁﬁ re\u00adsor b-\u2011-c\n",
    ),
    "sjoby/egna-ord.md": policy(
        titel="constructor", body="## __proto__\n\ntoString valueOf hasOwnProperty prototype.\n"
    ),
}
QUERIES = (
    *(
        "",
        "   ",
        "och att",
        "ararar",
        "999999",
        "?!…",
        "\U0001f642",
        "\U0001f642 svar",
        "(.*)[a-z]+\\",
        '"svar"',
        "<script>x()</script>",
    ),
    *("\0svar\0", "KS", "§", "§§ 1", "__proto__", "constructor", "toString", "hasOwnProperty"),
    *("valueOf __proto__ get", "1234567890", "9" * 400, "9" * 399, "ar" * 900, "ar" * 899 + "b"),
    *(
        MARK,
        MARK * 5,
        MARK * 2,
        f"a{MARK}",
        "sva\u00adr",
        "b-\u2011-c",
        "٣٤٥٦٧٨",
        "٣٤٥٦٧",
        "٣٤٥٦٧x",
    ),
    *(
        "한국어한국어",
        "한국어한국",
        "ŉŉŉŉ",
        "ʼnʼnʼnʼnʼn",
        "İİİİİ",
        "i̇i̇i̇i̇i̇",
        "σασασ",
        "ﬁﬁﬁﬁ",
        "fifififi",
    ),
    *("שלום", "مرحبا svar", "e-", "--", "a-b-c", "2020-2024", "KS 2020/000", "x" * 64, "x" * 65),
    *("svar " * 40, "kommunikation-" * 90, "kommunikation" * 90, "ab" * 5000, "svar, " * 1600),
    *("del 229 nummer", "avsnittet 64", "talet 63", "talet 128", "parkering", "answer within days"),
    *("hur ska bemötandet vara", "sälja mark", "Mark", "vara", "inköp Vara", "inköp vara kommun"),
    *("inköp i Marks kommun", "INKÖP VARA", "Mark som säljs", "ale mark", "inköp i Mark"),
    " ".join(f"okänt{'abcdefgh'[n % 8]}{'klmnoprst'[n % 9]}ord" for n in range(400)),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("odd")
    for name, content in ODD.items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (root / "policies/teman.yml").write_text("teman: []\n", encoding="utf-8")
    return site_of(root, tmp_path_factory.mktemp("searched"))


@settings(max_examples=300, deadline=None)
@given(query=st.one_of(st.text(), st.text("svarfråg-§ 129/:\u0301\u00adİKS", max_size=80)))
def test_any_query_has_an_answer(site: Site, query: str) -> None:
    for typing in (False, True):
        assert len(site.finder.search(query, typing=typing).plan.wants) <= 64


@pytest.mark.parametrize("typing", [False, True])
def test_odd_queries_are_answered_alike(desk: Any, site: Site, typing: bool) -> None:
    every = [question(at, one, typing=typing) for at, one in enumerate(QUERIES)]
    for asked, heard in zip(QUERIES, ask(desk, "shards", every), strict=True):
        assert heard["type"] == "hits", asked
        expected = site.finder.search(asked, typing=typing)
        same(site, heard, expected)
        assert heard["total"] == len(expected.hits)
    assert all(one["type"] == "hits" for one in ask(desk, "chunks", every))
    assert desk.faults == []


@pytest.mark.parametrize(
    ("query", "homes", "first"),
    [
        ("hur ska bemötandet vara", (), "sjoby/bemotande"),
        ("sälja mark", (), "ale/mark"),
        ("Mark som kommunen säljer", (), "ale/mark"),
        ("INKÖP VARA", (), "mark/inkop"),
        ("Vara", (), "vara/bemotande"),
        ("mark", (), "mark/inkop"),
        ("inköp mark", (), "mark/inkop"),
        ("inköp i Mark", ("mark",), "mark/inkop"),
        ("inköp i marks kommun", ("mark",), "mark/inkop"),
        ("inköp Vara", ("vara",), "vara/bemotande"),
        ("vara kommun inköp", ("vara",), "vara/bemotande"),
        ("mark ale", ("ale",), "ale/mark"),
    ],
)
def test_a_name_that_is_a_word_is_meant_where_the_query_shows_it(
    site: Site, query: str, homes: tuple[str, ...], first: str
) -> None:
    found = site.finder.search(query)
    assert found.plan.homes == homes
    assert found.hits[0].document == first


def test_what_is_too_long_for_a_word_is_only_itself() -> None:
    assert root("ar" * 5000) == "ar" * 5000 and root("ar" * 32) == root("ar" * 31)


def test_a_page_that_is_pasted_is_read_from_its_beginning(site: Site) -> None:
    found = site.finder.search("svar " + "okänt " * 5000)
    assert len(found.plan.wants) == 32 and found.hits


OPEN = policy(
    "alias: [svarspolicyn]\n",
    '## Svar {#svar tema="svarstider"}\n\nVi svarar i telefon.\n\n### Post\n\nBrev besvaras.\n',
    titel="Policy för svar",
)
PASSAGE = "\n::: intern\nJourlistan finns hos pepparkaksvakten.\n\n## Nattjour\n\nRing 5.\n:::\n"
INSIDE = {
    "sjoby/a.md": policy(
        "alias: [kanelbullarna]\ndiarienummer: KS 2019/77\n", kanaler="[intranät]"
    ),
    "sjoby/p.md": policy(
        body='## Telefonväxel {tema="dolt"}\n\nSvar om kanelbullar.\n',
        kanaler="[intranät]",
        titel="Pepparkaksplan",
    ),
    "sjoby/svarspolicy@2015-01-01.md": policy(kanaler="[intranät]", titel="Saffransplan"),
    "aby/kommun.yml": "namn: Åby kommun\nkortnamn: Åby\n",
    "aby/plan.md": policy(kanaler="[intranät]", titel="Lussekattsplan"),
    "synonymer.yml": "kanaler: [intranät, webbplats]\nsynonymer:\n"
    "  - ord: [kanelbulle, svar]\n"
    "  - {sök: [brev], visa: [pepparkaksplan]}\n"
    "  - {ord: [post, brev], kanaler: [intranät]}\n",
    "sokfragor.yml": "frågor:\n  - {fråga: lussekatt, svar: aby/plan}\n",
    "teman.yml": TEMAN + "  - {id: dolt, namn: Saffran, definition: Det gula., ord: [gult]}\n",
}
WORDS = (
    "kanelbulle kanelbular pepparkakor pepparkaksplen lussekatt saffran gult nattjour KS 2019/77"
)


@pytest.mark.parametrize("chunks", [False, True])
def test_what_is_inside_leaves_no_trace_outside(
    write: Write, monkeypatch: pytest.MonkeyPatch, chunks: bool
) -> None:
    """Byte for byte, with what the intranet's search has worked out at hand."""
    if chunks:
        national(monkeypatch)
    for number in range(3):
        write(
            {f"sjoby/del-{number}.md": policy(titel=f"Del {number}", body=OPEN.split("---\n")[2])}
        )
    alone = files_of(write({"sjoby/svarspolicy.md": OPEN}), Audience.PUBLIC)
    memory = Memory(None)
    root = write({"sjoby/svarspolicy.md": OPEN + PASSAGE, **INSIDE})
    inside = files_of(root, Audience.INTRANET, memory)
    assert files_of(root, Audience.PUBLIC, memory) == alone != inside
    found = seen_by(survey(root, root / "docs", AS_OF, memory), Audience.PUBLIC, memory).finder
    for word in WORDS.split():
        answers = found.search(word, typing=True)
        assert not answers.hits and not answers.plan.corrected, word
    for name in INSIDE:
        (root / "policies" / name).unlink()
    closed = OPEN.replace("[intranät, webbplats]", "[intranät]")
    made = files_of(write({"sjoby/svarspolicy.md": closed}), Audience.PUBLIC, memory)
    (root / "policies/sjoby/svarspolicy.md").unlink()
    assert files_of(root, Audience.PUBLIC) == made, "it goes from every file at once"
