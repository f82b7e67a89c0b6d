"""The matrix and the themes' pages: what they say of the five documents, of little, and of much.

Duties and namings are found by the plain stand-ins of `tests/plain.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose.comparison.brief import MOST, brief, speaks_of, weigh
from styrdok.compose.comparison.picture import bars, grid
from styrdok.compose.comparison.values import Square, ThemePassage, Topic
from styrdok.compose.entries import Home
from styrdok.derive.comparison import Coverage, compare
from styrdok.derive.digest import digest
from styrdok.derive.themes.values import Naming
from styrdok.model import Audience, Duty, Strength, replace
from styrdok.read.setting import Leaf, SetText
from styrdok.swedish.counties import COUNTIES, county_of
from tests.conftest import Write, build, policy, read
from tests.plain import KS, TEMAN, lone, many, own, plainly


@pytest.fixture(scope="module", autouse=True)
def found() -> Iterator[None]:
    """Duties and namings, found plainly."""
    with plainly():
        yield


@pytest.fixture(scope="module")
def five(found: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public site of the project's own documents."""
    return own(tmp_path_factory.mktemp("fem"))[Audience.PUBLIC]


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    """The words that a reader meets, tags and extra space gone."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def cells(html: str, theme: str) -> list[str]:
    """The words of a theme's cells in the matrix, without the titles of its sections."""
    row = html.split(f'teman/{theme}/">')[1].split("</tr>", maxsplit=1)[0]
    found = re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)
    return [words(cell.split("<ul")[0]) for cell in found]


def glance(html: str) -> list[list[str]]:
    """The rows of the table at the top of a theme's page."""
    table = html.split('class="stack glance"')[1].split("</table>", maxsplit=1)[0]
    rows = re.findall(r"<tr[ >].*?</tr>|<tr>.*?</tr>", table, re.S)[1:]
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in rows
    ]


def part(html: str, anchor: str) -> str:
    """A part of a theme's page, from its heading to the next of the same level."""
    return html.split(f'<h2 id="{anchor}">')[1].partition("<h2 ")[0].partition("</main>")[0]


SILENT = "Inte reglerat i publicerade dokument"
UNDECIDED = "Tas upp utan känt beslut"


GLANCE = {
    "varumarke": [SILENT, SILENT, "Reglerat 2 avsnitt ska"],
    "inat-fore-utat": [
        f"{UNDECIDED} 1 avsnitt ska",
        f"{UNDECIDED} 1 avsnitt ska",
        "Reglerat 1 avsnitt bör (ska eftersträvas)",
    ],
    "svarstider": ["Reglerat 1 avsnitt löfte: en till tre arbetsdagar", SILENT, SILENT],
    "sociala-medier": ["Bara nämnt", SILENT, SILENT],
    "synpunkter-och-klagomal": [
        "Reglerat 1 avsnitt ingen uttalad styrka",
        SILENT,
        SILENT,
    ],
}


@pytest.mark.parametrize("theme", list(GLANCE))
def test_what_the_matrix_tells_at_a_glance(five: Path, theme: str) -> None:
    assert cells(page(five, "jamforelse"), theme) == GLANCE[theme]


def test_the_matrix_leads_to_passages_and_has_no_empty_cell(five: Path) -> None:
    matrix = page(five, "jamforelse")
    row = matrix.split('teman/sociala-medier/">')[1].split("</tr>")[0]
    assert 'href="../ale/policy-for-kommunikation-service-och-bemotande/#enhetlig-bild"' in row
    table = matrix.split('<table class="matrix">')[1].split("</table>")[0]
    assert table.count('scope="col"') == 4 and table.count('scope="row"') == 19
    assert "<caption>" in table
    assert all(words(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", table, re.S))


def test_the_list_for_narrow_screens_says_what_the_table_says(five: Path) -> None:
    matrix = page(five, "jamforelse")
    lists = matrix.split('class="where-narrow"')[1].split("</main>")[0].split("<details")[1:]
    heads = [re.search(r"<summary>(.*?):", one) for one in lists]
    assert [head and head[1] for head in heads] == [
        "Ale kommun", "Lerums kommun", "Vänersborgs kommun"]  # fmt: skip
    table = matrix.split('<table class="matrix">')[1].split("</table>")[0]
    said = re.findall(r'class="coverage ([\w-]+)"', table)
    for at, one in enumerate(lists):
        assert re.findall(r'class="coverage ([\w-]+)"', one) == said[at::3]


def test_the_picture_shows_what_the_table_shows(five: Path) -> None:
    matrix = page(five, "jamforelse")
    svg = "<svg" + matrix.split("<figure")[1].split("<svg")[1].split("</svg>")[0] + "</svg>"
    drawn = ElementTree.fromstring(svg)
    assert drawn.get("role") == "img" and [child.tag for child in drawn][:2] == ["title", "desc"]
    table = matrix.split('<table class="matrix">')[1].split("</table>")[0]
    assert re.findall(r'"drawn drawn-([\w-]+)"', svg) == re.findall(
        r'class="coverage ([\w-]+)"', table
    )
    assert "style=" not in svg and "<script" not in svg


def test_a_theme_shows_the_strength_of_each_shortest_first(five: Path) -> None:
    html = page(five, "teman/inat-fore-utat")
    assert glance(html) == [
        ["Ale kommun", UNDECIDED, "ska", "1"],
        ["Lerums kommun", UNDECIDED, "ska", "1"],
        ["Vänersborgs kommun", "Reglerat", "bör (ska eftersträvas)", "1"],
    ]
    counting = part(html, "_avsnitt")
    assert counting.count("<article") == 3
    short = [words(one.split("<details")[0]) for one in counting.split("<article")[1:]]
    assert (
        "innan den ges till omvärlden." in short[0] and "Alla anställda har en roll" not in short[0]
    )
    assert short[2].endswith(
        "bör Det ska eftersträvas att berörda medarbetare nås av intern kommunikation "
        "innan informationen sprids externt."
    )
    assert "Stolthet över kommunen" in counting, "the whole section is there"
    assert "Kommunfullmäktige, 16 juni 2021, § 87" in words(counting)
    assert '<strong class="modal">ska eftersträvas</strong>' in counting


def test_a_proposal_is_apart_and_does_not_count(five: Path) -> None:
    html = page(five, "teman/likabehandling-och-inkludering")
    assert glance(html)[0] == ["Ale kommun", "Bara förslag eller kommande text", "–", "0"]
    aside = part(html, "_vid-sidan")
    assert "Räknas inte" in words(html) and "Förslag" in words(aside)
    assert "Ale kommun" not in words(part(html, "_avsnitt"))
    assert "Ale" not in words(part(html, "_tyst"))


def test_who_only_names_a_theme_is_quoted(five: Path) -> None:
    html = page(five, "teman/sociala-medier")
    assert "<article" not in html and "_avsnitt" not in html
    named = part(html, "_namner")
    assert "<b>sociala medier</b>" in named and "Förslag" in words(named)
    assert "Lerums kommun: inte reglerat i publicerade dokument" in words(part(html, "_tyst"))


def test_a_promise_carries_without_a_modal_word(five: Path) -> None:
    html = page(five, "teman/svarstider")
    assert glance(html)[0] == ["Ale kommun", "Reglerat", "löfte: en till tre arbetsdagar", "1"]
    assert '<strong class="modal">en till tre arbetsdagar</strong>' in part(html, "_avsnitt")


def test_a_section_without_duties_says_so(five: Path) -> None:
    html = page(five, "teman/saklighet-och-klarsprak")
    short = part(html, "_avsnitt").split('id="_avsnitt-vanersborg"')[1].split("<details")[0]
    assert "Ingen uttalad styrka:" in words(short)
    assert "god när den är aktuell, relevant och saklig" in words(short), "an item has its lead"


def site(write: Write, files: dict[str, str | bytes]) -> dict[Audience, Path]:
    return build(write({"teman.yml": TEMAN} | files))


def test_each_kind_of_silence_and_of_little(write: Write) -> None:
    old = KS + "gäller till: 2022-01-01\n"
    files: dict[str, str | bytes] = {
        f"{name.lower()}/kommun.yml": lone(name) for name in ("Aby", "Bby", "Cby", "Dby", "Eby")
    }
    files |= {
        "aby/x.md": policy(KS, '## Svar {tema="svar"}\n\nVi ska svara.\n'),
        "bby/x.md": policy(old, '## Svar {tema="svar"}\n\nVi ska svara.\n'),
        "cby/x.md": policy(KS, "## Annat\n\nVåra journalister får återkoppla.\n"),
        "dby/x.md": policy("beslut: förslag\n", '## Svar {tema="svar"}\n\nVi ska svara.\n'),
    }
    html = page(site(write, files)[Audience.PUBLIC], "teman/svar")
    assert [(row[0], row[1]) for row in glance(html)] == [
        ("Aby kommun", "Reglerat"),
        ("Bby kommun", "Bara upphörd text"),
        ("Cby kommun", "Bara nämnt"),
        ("Dby kommun", "Bara förslag eller kommande text"),
        ("Eby kommun", "Inga publicerade dokument"),
        ("Sjöby kommun", "Inga publicerade dokument"),
    ]
    assert "1 av 6 kommuner" in words(html)
    silent = words(part(html, "_tyst"))
    assert "Eby kommun: inga publicerade dokument" in silent and "Bby" not in silent
    assert "Bby kommun" in words(part(html, "_vid-sidan"))


def test_what_has_ended_names_nothing_either(write: Write) -> None:
    old = KS + "gäller till: 2022-01-01\n"
    files: dict[str, str | bytes] = {"sjoby/x.md": policy(old, "## Annat\n\nSvarstid nämns.\n")}
    register, _ = read(write({"teman.yml": TEMAN} | files))
    naming = Naming("svar", 1, 2, "Svarstid", "Svarstid nämns.")
    known = digest(register).standings
    (cell,) = compare(register, known, {"sjoby/x": (naming,)})["svar"]
    assert cell.coverage is Coverage.SILENT and cell.word == "silent"


@pytest.mark.parametrize("leaf", [-1, 0, 1])
def test_a_naming_in_a_note_before_or_in_a_section_is_a_remark(write: Write, leaf: int) -> None:
    files: dict[str, str | bytes] = {"sjoby/x.md": policy(KS, "Ord.\n\n## Annat\n\nOrd.\n")}
    register, _ = read(write({"teman.yml": TEMAN} | files))
    naming = Naming("svar", leaf, 2, "Svarstid", "Svarstid nämns.")
    (cell,) = compare(register, digest(register).standings, {"sjoby/x": (naming,)})["svar"]
    assert cell.coverage is Coverage.MENTIONED


def test_the_own_words_of_a_section_on_a_theme_are_no_remark(write: Write) -> None:
    body = '## Svar {tema="svar"}\n\nSvarstid.\n'
    register, _ = read(write({"teman.yml": TEMAN, "sjoby/x.md": policy("beslut: förslag\n", body)}))
    naming = Naming("svar", 1, 2, "Svarstid", "Svarstid.")
    (cell,) = compare(register, digest(register).standings, {"sjoby/x": (naming,)})["svar"]
    assert cell.coverage is Coverage.NOT_DECIDED and not cell.remarks


def test_odd_documents_have_sensible_pages(write: Write) -> None:
    two = '## Ett {tema="svar"}\n\nVi ska svara.\n\n## Två {tema="svar"}\n\nVi bör svara.\n'
    files: dict[str, str | bytes] = {
        "sjoby/en-rubrik.md": policy(KS, '## Media {tema="media"}\n\nOrd.\n', titel="En rubrik"),
        "sjoby/tva.md": policy(KS, two, titel="Två avsnitt"),
        "sjoby/ingen.md": policy(KS, "Bara ord, ingen rubrik. Vi ska svara.\n", titel="Ingen"),
        "sjoby/tom.md": policy(KS, '## Tom {tema="svar"}\n\n## Annat\n\nOrd.\n', titel="Tom"),
        "nyby/kommun.yml": lone("Nyby"),
    }
    public = site(write, files)[Audience.PUBLIC]
    html = page(public, "teman/svar")
    assert glance(html)[1] == ["Sjöby kommun", "Reglerat", "ska bör", "2"]
    assert part(html, "_avsnitt").count("<article") == 2
    assert "Ingen uttalad styrka: Ord." in words(page(public, "teman/media"))
    empty = page(public, "teman/tomt")
    assert "_avsnitt" not in empty and "Ingen kommun har" in words(empty)
    assert "Sjöby kommun: inte reglerat i publicerade dokument" in words(empty)


def test_nothing_at_all_to_compare(write: Write) -> None:
    public = site(write, {})[Audience.PUBLIC]
    assert cells(page(public, "jamforelse"), "svar") == ["Inga publicerade dokument"]
    alone = page(public, "teman/svar")
    assert "_korthet" not in alone, "one municipality is no table"
    assert "Sjöby kommun: inga publicerade dokument" in words(alone)
    assert "Tas inte upp i något publicerat dokument." in words(page(public, "teman"))


def test_many_municipalities_are_listed_with_their_county(write: Write) -> None:
    public = site(write, many())[Audience.PUBLIC]
    html = page(public, "teman/svar")
    rows = glance(html)
    assert len(rows) == 31, "all are there without a script"
    assert rows[0] == ["K000 kommun", "Okänt län", "Reglerat", "1", "ska"]
    assert rows[1] == ["K001 kommun", "Uppsala län", SILENT, "0", "–"]
    assert rows[29][2] == "Inga publicerade dokument"
    assert 'data-lan="Uppsala län"' in html and "<option>Uppsala län</option>" in html
    assert 'href="../../teman/svar/k000/"' in html
    assert "Vi ska svara." in words(page(public, "teman/svar/k000"))
    assert not (public / "teman/svar/k001").exists(), "silence has no page of its own"
    matrix = page(public, "jamforelse")
    svg = "<svg" + matrix.split("<figure")[1].split("<svg")[1].split("</svg>")[0] + "</svg>"
    assert ElementTree.fromstring(svg).get("role") == "img"
    table = matrix.split('class="stack counts"')[1].split("</table>")[0]
    first = table.split("<tbody>")[1].split("</tr>")[0]
    assert re.findall(r">(\d+)<", first) == ["15", "14", "2"]
    assert "15 av 31 kommuner" in words(page(public, "teman"))


def test_a_whole_country_fits_on_a_page(write: Write) -> None:
    public = site(write, many(290))[Audience.PUBLIC]
    for name in ("jamforelse", "teman", "teman/svar", "teman/tomt"):
        assert len(page(public, name).encode()) < 300_000, name


def test_the_counties_are_those_of_sweden() -> None:
    assert len(COUNTIES) == 21
    assert county_of("1440") == "Västra Götalands län" and county_of("0114") == "Stockholms län"
    for unknown in (None, "", "14", "0201", "1440x", "144"):
        assert county_of(unknown) is None


def test_what_is_inside_shows_in_no_comparison_outside(write: Write) -> None:
    inner = '## A\n\nOrd.\n\n::: intern\n## Inre {tema="svar"}\n\nVi ska återkoppla.\n:::\n'
    files: dict[str, str | bytes] = {
        "sjoby/x.md": policy(KS, inner),
        "nyby/kommun.yml": lone("Nyby"),
    }
    sites = site(write, files)
    assert "Reglerat" in words(page(sites[Audience.INTRANET], "teman/svar"))
    public = sites[Audience.PUBLIC]
    assert not (public / "teman/svar").exists(), "a theme used inside alone is not even silent"
    for name in ("jamforelse", "teman"):
        assert "teman/svar/" not in page(public, name)


def test_inner_words_name_no_theme_outside(write: Write) -> None:
    inner = "## A\n\nOrd.\n\n::: intern\nVåra journalister ska få veta.\n:::\n"
    files: dict[str, str | bytes] = {
        "sjoby/x.md": policy(KS, inner),
        "nyby/kommun.yml": lone("Nyby"),
    }
    sites = site(write, files)
    assert glance(page(sites[Audience.INTRANET], "teman/media"))[1][1] == "Bara nämnt"
    assert glance(page(sites[Audience.PUBLIC], "teman/media"))[1][1] == SILENT


def test_what_is_promised_stands_in_its_place_whatever_is_cut_before_it(write: Write) -> None:
    """A promise has its line in the file, too, where the passages for employees are counted."""
    inner = "\n::: intern\nInre ord.\n\nOch fler.\n:::\n"
    body = (
        '## A {{tema="svar"}}\n\nVi ger svar på e-post inom två dagar.\n{0}\n'
        "Chefer ska läsa svar.\n{0}\n"
        "Du ska få svar på brev inom tio dagar.\n\nChefer ska skriva svar.\n"
    )
    shown = []
    for cut in ("", inner):
        sites = site(write, {"sjoby/x.md": policy(KS, body.format(cut))})
        shown.append(page(sites[Audience.PUBLIC], "teman/svar"))
    quoted = re.findall(r"<blockquote>(.*?)</blockquote>", shown[0])
    said = [re.sub(r"<[^>]+>", "", one) for one in quoted][:3]
    assert said == [
        "Vi ger svar på e-post inom två dagar.",
        "Chefer ska läsa svar.",
        "Du ska få svar på brev inom tio dagar.",
    ]
    assert shown[0] == shown[1]


def duty(said: str, modal: str, strength: Strength, leaf: int = 1, line: int = 0) -> Duty:
    at = said.index(modal)
    return Duty(said, "", strength, modal, at, at + len(modal), None, (), leaf, line)


def text(*paragraphs: str) -> SetText:
    html = "".join(f"<p>{one}</p>\n" for one in paragraphs)
    runs, at = [], 0
    for number, one in enumerate(paragraphs):
        runs.append((at + 3, at + 3 + len(one), number))
        at += len(one) + 8
    return SetText((Leaf("", "", ""), Leaf("Rubrik", html, "", tuple(runs))), "", "")


SVAR = Topic("svar", "Svar", ("svarstid", "återkoppla"))
PASSAGE = ThemePassage("Rubrik", "a/b/#c", "sv", "x", 1, 2)


def test_sentences_that_name_the_theme_are_the_short_form() -> None:
    said = [duty("Vi ska vara glada.", "ska", Strength.SHALL),
            duty("Chefen bör återkoppla.", "bör", Strength.SHOULD, line=1),
            duty("Utanför ska inget räknas.", "ska", Strength.SHALL, leaf=2, line=2)]  # fmt: skip
    short = brief(PASSAGE, SVAR, text(), said)
    assert [line.words for line in short.lines] == ["Chefen bör återkoppla."] and not short.more
    assert weigh([short]).forces == (("should", "bör"),)


def test_where_no_duty_names_the_theme_the_section_speaks() -> None:
    said = [duty("Vi ska vara glada.", "ska", Strength.SHALL, line=1),
            duty("Vi måste vara snälla.", "måste", Strength.SHALL, line=2)]  # fmt: skip
    short = brief(PASSAGE, SVAR, text("Vår svarstid är kort.", "Vi ska vara glada."), said)
    assert [line.words for line in short.lines] == [
        "Vår svarstid är kort.", "Vi ska vara glada.", "Vi måste vara snälla."]  # fmt: skip
    assert weigh([short]).forces == (("shall", None),), "two words for one strength"
    assert not short.more


def test_a_shared_section_tells_how_strongly_it_binds_with_care() -> None:
    said = [duty("Vi ska vara glada.", "ska", Strength.SHALL)]
    shared = brief(replace(PASSAGE, alone=False), SVAR, text(), said)
    assert weigh([shared]).forces == () and weigh([shared]).around == (("shall", "ska"),)
    own = brief(PASSAGE, SVAR, text(), [duty("Vi bör le.", "bör", Strength.SHOULD)])
    assert weigh([shared, own]).forces == (("should", "bör"),) and not weigh([shared, own]).around


def test_a_label_is_the_word_of_the_texts_where_that_is_short() -> None:
    striven = duty("Det ska eftersträvas.", "ska eftersträvas", Strength.SHOULD)
    long = duty("Kommunen är skyldig att svara.", "är skyldig att", Strength.SHALL, line=1)
    short = brief(PASSAGE, SVAR, text(), [striven, long])
    assert weigh([short]).forces == (("shall", None), ("should", "ska eftersträvas"))


def test_whom_it_binds_is_told_where_that_tells_something() -> None:
    they = replace(duty("De ska svara.", "ska", Strength.SHALL), subject="De")
    chief = replace(duty("Chefen ska svara.", "ska", Strength.SHALL, line=1), subject="Chefen")
    lines = brief(PASSAGE, SVAR, text(), [they, chief]).lines
    assert [line.subjects for line in lines] == [(), ("Chefen",)]


def test_without_duties_the_first_sentence_stands() -> None:
    short = brief(PASSAGE, SVAR, text("Först detta. Sedan mer."), ())
    assert [line.words for line in short.lines] == ["Först detta."] and not short.carrying
    assert brief(PASSAGE, SVAR, text(), ()).lines == ()


def test_a_sentence_that_binds_twice_is_one_line() -> None:
    words_ = "Vi ska svara men får inte lova."
    said = [duty(words_, "ska", Strength.SHALL), duty(words_, "får inte", Strength.SHALL_NOT)]
    (line,) = brief(PASSAGE, SVAR, text(), said).lines
    assert line.strengths == ("shall", "shall-not")
    assert line.parts == (("Vi ", None), ("ska", "shall"), (" svara men ", None),
                          ("får inte", "shall-not"), (" lova.", None))  # fmt: skip


def test_a_modal_word_in_the_lead_is_marked_there() -> None:
    one = Duty("aktuell", "Texten ska vara", Strength.SHALL, "ska", 0, 0, "Texten", (), 1, 0)
    (line,) = brief(PASSAGE, SVAR, text(), [one]).lines
    assert line.lead_parts == (("Texten ", None), ("ska", "shall"), (" vara", None))
    assert line.parts == (("aktuell", None),) and line.subjects == ("Texten",)


@given(st.lists(st.sampled_from(["Vi ska svara.", "Vi bör återkoppla.", "Vi kan."]), max_size=9))
def test_the_short_form_is_short_and_counts_the_rest(sentences: list[str]) -> None:
    modals = {"ska": Strength.SHALL, "bör": Strength.SHOULD, "kan": Strength.MAY}
    said = [
        duty(one, modal, modals[modal], line=at)
        for at, one in enumerate(sentences)
        for modal in modals
        if modal in one
    ]
    short = brief(PASSAGE, SVAR, text(), said)
    assert len(short.lines) <= MOST
    assert len(short.lines) + short.more == len(short.carrying)
    assert set(short.lines) <= set(short.carrying)


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [("Vi återkopplar snabbt.", True), ("Svarstiden är kort.", True), ("Vi svarar.", True),
     ("Vi hörs.", False),
     ("Telefonsvarstider mäts.", True), ("", False)],
)  # fmt: skip
def test_a_theme_is_named_in_any_form(sentence: str, speaks: bool) -> None:
    assert speaks_of(sentence, SVAR) is speaks


def test_the_picture_has_room_for_its_words() -> None:
    homes = [
        Home(f"k{at}", f"K{at}", "Kort" if at else "Ett mycket långt namn") for at in range(12)
    ]
    topic = Topic("t", "Ett namn på ett tema som är så långt att det måste delas", ())
    drawn = grid([(topic, [Square(home, "silent", ()) for home in homes])])
    assert drawn and len(drawn.lines[0].name) == 3
    assert all(y <= drawn.height for y, _ in drawn.lines[0].name)
    assert drawn.lines[0].marks[-1].x < drawn.width and drawn.top > 100
    assert grid([]) is None and grid([(topic, [])]) is None


def test_the_parts_of_a_bar_are_the_whole() -> None:
    drawn = bars([(SVAR, {"covered": 1, "mentioned": 0, "silent": 2})])
    assert drawn and [part.word for part in drawn.bars[0].parts] == ["covered", "silent"]
    assert round(sum(part.width for part in drawn.bars[0].parts)) == 300
    assert bars([(SVAR, {"covered": 0, "silent": 0})]) is None and bars([]) is None


def test_a_lead_without_a_full_stop_has_its_list_with_it() -> None:
    html = "<p>Vi är</p>\n<ul>\n<li>ett</li>\n<li>två</li>\n<li>tre</li>\n<li>fyra</li>\n</ul>"
    runs = tuple(
        (found.start(1), found.end(1), at)
        for at, found in enumerate(re.finditer(r"<(?:p|li)>(.*?)<", html))
    )
    set_ = SetText((Leaf("", "", ""), Leaf("Rubrik", html, "", runs)), "", "")
    (line,) = brief(PASSAGE, SVAR, set_, ()).lines
    assert (line.words, line.items) == ("Vi är", ("ett", "två", "tre", "…"))
