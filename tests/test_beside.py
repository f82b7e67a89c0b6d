"""Two texts beside each other: which sections belong together, and which wording they share."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.cli import main
from styrdok.compose.beside.marking import BETWEEN, mark, marks_of, places, words_in
from styrdok.compose.exports.table import csv_bytes
from styrdok.derive.beside import STOCK, Part, lay, plain, shared, units, words_of
from styrdok.derive.lifecycle import standings
from styrdok.derive.pairs import ALL, FEW, MOST, MOST_OF_FEW, pairs
from styrdok.derive.reuse.values import Likeness, Passage, Reuse, Shared
from styrdok.model import Audience
from tests.conftest import KOMMUN, Write, build, policy, read

GOLDEN = Path(__file__).parent / "beside"


def part(title: str, text: str, *themes: str) -> Part:
    return Part(title, title.lower(), themes, words_of(text))


def golden(text: str) -> list[Part]:
    """Read sections from '## Rubrik (tema, tema)' and the words below."""
    found = []
    for block in re.split(r"^## ", text, flags=re.M)[1:]:
        head, _, words = block.partition("\n")
        title, _, themes = head.partition(" (")
        named = [theme.strip() for theme in themes.rstrip(")").split(",") if theme.strip()]
        found.append(part(title.strip(), words, *named))
    return found


def laid(one: list[Part], other: list[Part]) -> list[str]:
    """What an editor reads: 'Rubrik = Rubrik (teman)' and the shared words, or 'Rubrik –'."""
    lines = []
    marks = shared(one, other)
    for row in lay(one, other):
        a = one[row.one].title if row.one is not None else "–"
        b = other[row.other].title if row.other is not None else "–"
        lines.append(f"{a} = {b}" + (f" ({', '.join(row.themes)})" if row.themes else ""))
        for parts, number, runs in ((one, row.one, marks[0]), (other, row.other, marks[1])):
            if number is not None:
                words = parts[number].words
                lines += [f"  {' '.join(words[a:b])}" for a, b in runs[number]]
    return lines


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_golden_pairs(path: Path) -> None:
    one, other, expected = re.split(r"^# .*\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    assert laid(golden(one), golden(other)) == expected.strip("\n").split("\n")


WORDS = st.sampled_from(
    ["vi", "ska", "svara", "invånare", "snabbt", "och", "på", "frågor", "telefon", "media"]
)
PARTS = st.lists(
    st.builds(
        Part,
        st.sampled_from(["Syfte", "Svar", "Media", "Roller", ""]),
        st.sampled_from(["", "syfte", "svar", "a", "b"]),
        st.lists(st.sampled_from(["t", "u", "v"]), max_size=2, unique=True).map(tuple),
        st.lists(WORDS, max_size=25).map(tuple),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(PARTS, PARTS)
def test_every_section_stands_exactly_once(one: list[Part], other: list[Part]) -> None:
    rows = lay(one, other)
    assert [row.one for row in rows if row.one is not None] == list(range(len(one)))
    assert sorted(row.other for row in rows if row.other is not None) == list(range(len(other)))
    for row in rows:
        if row.one is not None and row.other is not None:
            both = one[row.one], other[row.other]
            assert set(row.themes) == set(both[0].themes) & set(both[1].themes)
            assert row.also == ()
        else:
            assert row.themes == () and (row.one, row.other) != (None, None)


@settings(deadline=None)
@given(PARTS, PARTS)
def test_what_is_marked_stands_in_both(one: list[Part], other: list[Part]) -> None:
    for parts, runs, others in (
        (one, shared(one, other)[0], other),
        (other, shared(one, other)[1], one),
    ):
        there = [f" {' '.join(p.words)} " for p in others]
        assert len(runs) == len(parts)
        for here, found in zip(parts, runs, strict=True):
            last = 0
            for start, stop in found:
                assert start >= last and stop - start >= 4
                last = stop
                words = here.words[start:stop]
                assert sum(word not in STOCK for word in words) >= 2
                assert any(f" {' '.join(words)} " in text for text in there)


@settings(deadline=None)
@given(PARTS)
def test_a_text_beside_itself_has_no_section_alone(parts: list[Part]) -> None:
    assert all(row.one is not None and row.other is not None for row in lay(parts, parts))


def test_a_long_text_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of pairs that are weighed grows with the sections, not with their square."""
    from styrdok.derive import beside

    weighed: list[int] = []
    real = beside._score

    def count(*given: object) -> float:
        weighed[-1] += 1
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(beside, "_score", count)
    for size in (100, 200, 400):
        parts = [part(f"Rubrik {n}", f"Text nummer {n} om en sak ord{n}", "t") for n in range(size)]
        weighed.append(0)
        rows = beside.lay(parts, parts[::-1])
        assert len(rows) == size
    assert weighed[2] < 2.2 * weighed[1] < 5 * weighed[0]


def test_sections_without_a_theme_go_with_the_one_above() -> None:
    assert units([2, 3, 3, 2, 3], [["t"], [], ["u"], [], []]) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert units([], []) == []
    assert units([2, 3, 4, 2], [["t"], [], [], ["t"]]) == [(0, 3), (3, 4)]


# What is marked in HTML

HTML = (
    '<p>Vi ska <em>svara</em> snabbt &amp; väl på <a href="\0x\0">frågor</a><sup>1</sup> här.</p>'
)


def test_marks_nest_and_leave_the_text_as_it_is() -> None:
    assert list(words_in(HTML)) == ["vi", "ska", "svara", "snabbt", "väl", "på", "frågor", "här"]
    html = mark(HTML, marks_of(HTML, ((1, 7),)), ("[", "]"))
    assert html == (
        "<p>Vi <mark>[ska</mark> <em><mark>svara</mark></em> <mark>snabbt &amp; väl på</mark> "
        '<a href="\0x\0"><mark>frågor]</mark></a><sup>1</sup> här.</p>'
    )
    assert mark(HTML, (), ("[", "]")) == HTML


@settings(deadline=None)
@given(st.text(alphabet="ab å&<>é\u00ad1-", max_size=60), st.data())
def test_marking_changes_no_word(text: str, data: st.DataObject) -> None:
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = words_in(html)
    assert words == words_of(text)
    start = data.draw(st.integers(0, len(words)))
    stop = data.draw(st.integers(start, len(words)))
    runs = ((start, stop),) if stop > start else ()
    marked = mark(html, marks_of(html, runs), ("", ""))
    assert unescape(BETWEEN.sub("", marked)) == text
    assert marked.count("<mark>") == marked.count("</mark>") == len(runs)


TAGS = st.sampled_from([
    *("<p>", "</p>", "<a <b>", "<", ">", "<sup>", "</sup>", '<p class="inside">', "\0", "\0x\0"),
    *("&amp;", "&", "#", ";", "&shy;", "&copy", "&auml;", "&#0;", "&x;", "Σ", "ΑΣ", "'", "İ", "ß"),
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(TAGS | st.text(alphabet="ab å_\u00ad\u03011-", max_size=4), max_size=24))
def test_words_are_the_same_whether_it_matters_where_they_stand(parts: list[str]) -> None:
    html = "".join(parts)
    words, stand = words_in(html), places(html)
    assert len(words) == len(stand)
    if "&" not in html:  # an entity's letters all stand where it begins
        assert list(words) == [plain(html[start:stop]) for start, stop, _ in stand]


def test_a_table_is_safe_to_open() -> None:
    data = csv_bytes([["a", "=1+1", "-x", 0.5, -1, None, 'en "b"', "två\nrader"], ["å,ä"]])
    assert (
        data == b'a,\'=1+1,\'-x,0.5,-1,,"en ""b""","tv\xc3\xa5\nrader"\r\n"\xc3\xa5,\xc3\xa4"\r\n'
    )


# Which pairs have a page

ANOTHER = KOMMUN.replace("Sjöby", "Åby").replace("sjoby", "aby")
SVAR = '## Svar {#svar tema="svarstider"}\n\nVi svarar inom två dagar.\n'
HIDDEN = "kanaler", "[intranät]"


def test_pairs_are_of_one_kind_and_share_a_theme(write: Write) -> None:
    site = write(
        {
            "aby/kommun.yml": ANOTHER,
            "sjoby/a.md": policy(body=SVAR),
            "sjoby/b.md": policy(body=SVAR, titel="Annan"),
            "aby/a.md": policy(body=SVAR),
            "aby/rutin.md": policy(body=SVAR, dokumenttyp="rutin", titel="Rutin"),
            "aby/media.md": policy(body='## M {tema="media"}\n\nOrd.\n', titel="Media"),
        }
    )
    register, _ = read(site)
    found = pairs(register, standings(register), Reuse())
    assert found == (("aby/a", "sjoby/a"), ("aby/a", "sjoby/b"))


def test_shared_wording_makes_a_pair_but_not_of_editions(write: Write) -> None:
    first = policy("beslut: {organ: KF, datum: 2019-01-01}\n", SVAR)
    now = policy("beslut: {organ: KF, datum: 2024-01-01}\n", SVAR)
    site = write({"sjoby/a.md": now, "sjoby/a@2019-01-01.md": first, "sjoby/b.md": policy()})
    register, problems = read(site)
    assert not [p for p in problems if p.severity.value == "error"]

    def said(*ids: str) -> Shared:
        one, other = (Passage(key, 0, 1, 0, "samma ord här") for key in sorted(ids))
        return Shared(one, other, Likeness.VERBATIM, 1.0)

    both = said("sjoby/a", "sjoby/b"), said("sjoby/a", "sjoby/a@2019-01-01")
    third = said("sjoby/a@2019-01-01", "sjoby/b")
    by_text = {
        "sjoby/a": both,
        "sjoby/b": (both[0], third),
        "sjoby/a@2019-01-01": (both[1], third),
        "borta/borta": (said("borta/borta", "sjoby/a"),),
    }
    found = pairs(register, standings(register), Reuse(by_text))
    assert found == (("sjoby/a", "sjoby/b"), ("sjoby/a@2019-01-01", "sjoby/b"))


def test_pairs_are_few_however_many_there_are(write: Write) -> None:
    number = 40
    files: dict[str, str | bytes] = {}
    for n in range(number):
        files[f"k{n:02}/kommun.yml"] = KOMMUN.replace("Sjöby", f"K{n:02}")
        files[f"k{n:02}/a.md"] = policy(body=SVAR)
        files[f"k{n:02}/b.md"] = policy(body=SVAR, titel="Annan")
    register, _ = read(write(files))
    assert len(register.policies) > FEW
    found = pairs(register, standings(register), Reuse())
    assert number <= len(found) <= MOST * 2 * number
    assert {key for pair in found for key in pair} == set(register.policies)
    assert all(one.partition("/")[0] != other.partition("/")[0] for one, other in found)
    assert found == pairs(register, standings(register), Reuse())
    assert MOST < MOST_OF_FEW and len(found) <= ALL


# Both sites

INSIDE = policy(
    body=SVAR + "\nHemligheten bor härinne.\n", **{"titel": "Dold", "kanaler": "[intranät]"}
)


def test_a_pair_with_an_internal_document_is_not_on_the_public_site(write: Write) -> None:
    passage = SVAR + "\n::: intern\nLöparnyckeln ligger under mattan.\n:::\n"
    site = write(
        {
            "aby/kommun.yml": ANOTHER,
            "aby/a.md": policy(body=passage),
            "sjoby/a.md": policy(body=SVAR),
            "sjoby/dold.md": INSIDE,
        }
    )
    places = build(site)
    inside, outside = places[Audience.INTRANET], places[Audience.PUBLIC]
    pair = "jamforelse/dokument/aby/a/sjoby"
    assert (inside / pair / "dold/index.html").exists() and (
        inside / f"data/{pair}/dold.json"
    ).exists()
    assert (outside / pair / "a/index.html").exists()
    for path in outside.rglob("*"):
        assert "dold" not in str(path)
        if path.is_file() and path.suffix in (".html", ".json", ".csv", ".xml"):
            text = path.read_text(encoding="utf-8")
            assert "Hemligheten" not in text and "Löparnyckeln" not in text, path
    shown = (inside / pair / "a/index.html").read_text(encoding="utf-8")
    assert "Löparnyckeln" in shown and 'class="inside"' in shown


def test_the_address_of_two_documents_is_one_and_asks_no_search_engine(
    sites: dict[Audience, Path],
) -> None:
    page = sites[Audience.PUBLIC] / "jamforelse/dokument/lerum/kommunikationspolicy/vanersborg"
    html = (page / "kommunikationspolicy/index.html").read_text(encoding="utf-8")
    assert 'content="noindex"' in html
    assert "Gemensamma teman:" in html and "Inåt före utåt" in html
    assert html.count('class="badge') == 2 and "Beslut okänt" in html
    listed = (sites[Audience.PUBLIC] / "jamforelse/dokument/index.html").read_text(encoding="utf-8")
    assert "behövs JavaScript" in listed
    assert (
        listed.count('<li><a href="../../jamforelse/dokument/lerum/')
        + listed.count('<li><a href="../../jamforelse/dokument/ale/')
        == 4
    )


def test_what_is_alone_is_said_to_be(write: Write) -> None:
    site = write({"sjoby/a.md": policy()})
    page = (build(site)[Audience.PUBLIC] / "jamforelse/dokument/index.html").read_text("utf-8")
    assert "Det behövs minst två dokument" in page and '<form class="filters"' not in page


# The command, and the data

PAIR = ["lerum/kommunikationspolicy", "vanersborg/kommunikationspolicy"]
HOME = Path(__file__).parents[1]


def test_the_command_gives_what_the_site_publishes(
    sites: dict[Audience, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    day = ["--as-of", "2026-11-21", "--root", str(HOME)]
    assert main(["compare", *PAIR, "--format", "json", *day]) == 0
    said = json.loads(capsys.readouterr().out)
    folder = sites[Audience.PUBLIC] / "data/jamforelse/dokument" / PAIR[0] / "vanersborg"
    assert said == json.loads((folder / "kommunikationspolicy.json").read_text("utf-8"))
    assert main(["compare", *reversed(PAIR), "--format", "json", *day]) == 0
    assert json.loads(capsys.readouterr().out)["dokument"] == said["dokument"][::-1]
    published = (folder / "kommunikationspolicy.csv").read_bytes()
    assert main(["compare", *PAIR, "--format", "csv", *day]) == 0
    assert capsys.readouterr().out.encode() == published
    rows = list(csv.reader(io.StringIO(published.decode())))
    assert rows[0] == ["tema", "rubrik a", "text a", "rubrik b", "text b", "andel lika ord"]
    assert len(rows) == 1 + len(said["rader"])
    proactive = next(row for row in rows if row[1] == "Proaktiv")
    assert (
        proactive[0] == "Intern kommunikation; Inåt före utåt"
        and proactive[3] == "Intern kommunikation"
    )


def test_the_command_tells_of_names(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    first = policy("beslut: {organ: KF, datum: 2019-01-01}\n", SVAR)
    now = policy("beslut: {organ: KF, datum: 2024-01-01}\n", SVAR)
    site = write(
        {
            "aby/kommun.yml": ANOTHER,
            "aby/a.md": policy(body=SVAR),
            "sjoby/a.md": now,
            "sjoby/a@2019-01-01.md": first,
            "sjoby/resor.md": policy(titel="Riktlinje för resor"),
            "sjoby/dold.md": INSIDE,
        }
    )

    def ask(*words: str) -> tuple[int, str, str]:
        code = main(["compare", *words, "--root", str(site)])
        return code, *capsys.readouterr()

    code, out, _ = ask("sjoby/a@2019-01-01", "resor")
    assert code == 0 and "Titel" in out.splitlines()[0] and "2019-01-01" in out.splitlines()[0]
    code, _, err = ask("a", "resor")
    assert code == 2 and "aby/a, sjoby/a" in err
    code, _, err = ask("sjoby/reser", "aby/a")
    assert code == 2 and "sjoby/reser" in err and "sjoby/resor" in err
    code, _, err = ask("riktlinje för resor", "aby/a")
    assert code == 2 and "sjoby/resor" in err
    code, _, err = ask("resor", "policies/sjoby/resor.md")
    assert code == 2 and "sig självt" in err
    code, _, err = ask("resor", "dold")
    assert code == 2 and "dold" in err and "sjoby/dold" not in err
    assert ask("resor", "dold", "--kanal", "intranät")[0] == 0
    code, _, err = ask("resor")
    assert code == 2 and "två dokument" in err
    code, _, err = ask("resor", "aby/a", "--tema", "media")
    assert code == 2 and "--tema" in err
    code, out, _ = ask("aby/a", "sjoby/a", "--format", "csv")
    assert code == 0 and out.startswith("tema,rubrik a,text a,rubrik b")
    code, out, _ = ask(str(site / "policies/aby/a.md"), "sjoby/a")
    assert code == 0 and "lika: Vi svarar inom två dagar" in out
