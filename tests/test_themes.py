"""Themes named by their own words: where texts do, where they treat them, and what editors hear."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.derive.digest import Digest, digest
from styrdok.derive.quoting import sentence_at
from styrdok.derive.themes import namings
from styrdok.derive.themes.told import told_of_general
from styrdok.derive.themes.values import Naming
from styrdok.derive.themes.words import Lookout, theme_words
from styrdok.memory import Memory
from styrdok.model import Audience, Problem, Theme
from styrdok.redline import sentences
from styrdok.survey import survey
from tests.conftest import AS_OF, HOME, Write, cut_for, policy, read
from tests.test_promises import cells

CASES = cells("theme_words.md")
TEMAN = """\
teman:
  - {id: sociala-medier, namn: Sociala medier, definition: Hur de används., ord: [Facebook]}
  - {id: media, namn: Media, definition: Vem som talar med journalister., ord: [press, medier]}
  - {id: klagomal, namn: Synpunkter och klagomål, definition: Hur de tas emot.}
"""


@pytest.mark.parametrize("row", CASES, ids=[f"{row[0]} {row[1]}" for row in CASES])
def test_what_names_a_theme(row: tuple[str, ...]) -> None:
    sentence, words, found = row
    theme = Theme("t", "Ojämförligt", "Prov.", (words,))
    said = [sentence[start:stop] for start, stop in theme_words(theme).find(sentence)]
    assert said == ([] if found == "-" else [found])


def test_a_name_of_several_parts_is_each_of_them() -> None:
    def found(name: str, text: str) -> list[str]:
        theme = Theme("t", name, "Prov.")
        return [text[start:stop] for start, stop in theme_words(theme).find(text)]

    assert found("Synpunkter och klagomål", "Klagomål är en gåva.") == ["Klagomål"]
    assert found("Media, press och radio", "Radion ringde.") == ["Radion"]
    assert found("Hälso- och sjukvård", "Hälso- och sjukvården växer.") == ["Hälso- och sjukvården"]
    assert found("Hälso- och sjukvård", "Hälsan tiger still.") == []
    assert found("Och i", "Och i dag regnar det.") == []


def test_words_inside_a_longer_name_are_not_named_themselves() -> None:
    themes = [Theme("sociala", "Sociala medier", "P."), Theme("media", "Medier", "P.")]
    text = "Sociala medier är inte alla medier."
    found = [(one.theme, text[one.start : one.stop]) for one in Lookout(themes).find(text)]
    assert found == [(0, "Sociala medier"), (1, "medier")]
    between = [
        Theme("s", "S", "P.", ("service och bemötande",)),
        Theme("t", "Tillgänglighet", "P."),
    ]
    hits = Lookout(between).find("Riktlinje för service, tillgänglighet och bemötande.")
    assert [one.theme for one in hits] == [0, 1]


WORDS = ("sociala", "medier", "klagomål", "Facebook", "press", "och", "i", "İ", "ß", "\u00ad", "ﬁ")


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=12))
def test_any_text_can_be_asked(parts: list[str]) -> None:
    text = " ".join(parts)
    lookout = Lookout(
        [Theme("t", " ".join(parts[:3]) or "x", "P.", WORDS), Theme("u", "Press", "P.")]
    )
    for hit in lookout.find(text):
        assert 0 <= hit.start < hit.stop <= len(text)
        assert text[hit.start : hit.stop].strip() == text[hit.start : hit.stop]


def test_what_one_text_says_does_not_depend_on_the_texts_before() -> None:
    themes = [Theme("t", "Sociala medier", "P.", ("klagomål",))]
    texts = [row[0] for row in CASES]
    warm = Lookout(themes)
    assert [warm.find(text) for text in texts] == [Lookout(themes).find(text) for text in texts]


Look = Callable[[dict[str, str | bytes]], Digest]


@pytest.fixture
def look(write: Write) -> Look:
    def of(files: dict[str, str | bytes]) -> Digest:
        memory = Memory(None)
        register, _ = read(write({"teman.yml": TEMAN} | files), memory=memory)
        return digest(register, memory)

    return of


def said(found: Digest, key: str) -> list[tuple[str, int, str]]:
    return [(one.theme, one.leaf, one.words) for one in found.namings.get(key, ())]


def test_a_theme_is_only_mentioned_outside_its_sections(look: Look) -> None:
    body = """\
## Kanaler {tema="media"}

Pressen får svar. Läs riktlinjer för sociala medier. Sociala medier är roliga.

### Underrubrik

Medierna ringer. Klagomål tas emot.

## Facebook

Vi finns där.

Och i [sociala
medier](https://example.org) också.
"""
    found = look({"sjoby/a.md": policy(body=body)})
    assert found.namings["sjoby/a"] == (
        Naming("sociala-medier", 1, 3, "sociala medier", "Läs riktlinjer för sociala medier."),
        Naming("klagomal", 2, 7, "Klagomål", "Klagomål tas emot."),
        Naming("sociala-medier", 3, 9, "Facebook", "Facebook"),
    )


def test_a_sentence_without_end_is_quoted_in_part(look: Look) -> None:
    body = f"## Text\n\nFörst detta. {'ord ' * 900}klagomål {'mer ' * 900}\n"
    (one,) = look({"sjoby/a.md": policy(body=body)}).namings["sjoby/a"]
    assert "klagomål" in one.sentence and len(one.sentence) <= 1000


def test_a_title_names_what_no_section_is_on(look: Look) -> None:
    title = "Riktlinje för sociala medier och klagomål"
    body = '## Klaga {tema="klagomal"}\n\nOrd.\n'
    found = look({"sjoby/a.md": policy(titel=title, body=body)})
    assert said(found, "sjoby/a") == [("sociala-medier", 0, "sociala medier")]


def test_only_the_text_of_today_says_anything(look: Look) -> None:
    body = "## Text\n\nKlagomål.\n"
    decided = "beslut: {organ: KS, datum: 2020-01-01, paragraf: 1}\n"
    found = look(
        {
            "sjoby/a.md": policy(body="## Text\n\nOrd.\n"),
            "sjoby/a@2010-01-01.md": policy(decided.replace("2020", "2010"), body=body),
            "sjoby/slut.md": policy(decided + "gäller till: 2021-01-01\n", titel="Slut", body=body),
            "sjoby/nytt.md": policy("beslut: förslag\n", titel="Nytt", body=body),
        }
    )
    assert [*found.namings] == ["sjoby/nytt"]


def test_without_themes_nothing_is_named(look: Look) -> None:
    found = look({"teman.yml": "teman: []\n", "sjoby/a.md": policy(body="## T\n\nKlagomål.\n")})
    assert found.namings == {}


def test_the_public_knows_nothing_of_what_is_inside(write: Write) -> None:
    body = "## Text\n\nPress.\n\n::: intern\nKlagomål och Facebook.\n:::\n"
    hidden = '## Dolt {tema="klagomal"}\n\nOrd.\n'
    site = write(
        {
            "teman.yml": TEMAN,
            "sjoby/a.md": policy(body=body),
            "sjoby/b.md": policy(kanaler="[intranät]", titel="B", body=hidden),
            "sjoby/c.md": policy(titel="C", body="## T\n\nKlagomål mot pressen.\n"),
        }
    )
    memory = Memory(None)
    register, _ = read(site, memory=memory)
    whole = digest(register, memory)
    assert [one.theme for one in whole.namings["sjoby/a"]] == [
        "media",
        "klagomal",
        "sociala-medier",
    ]
    public = digest(cut_for(register, Audience.PUBLIC, memory), memory, whole)
    assert "klagomal" not in public.register.themes
    assert {key: [one.theme for one in found] for key, found in public.namings.items()} == {
        "sjoby/a": ["media"],
        "sjoby/c": ["media"],
    }


def test_an_edit_is_looked_through_alone(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    real = namings.looked

    def counting(body: object, *given: object) -> object:
        looked.append(body.digest)  # type: ignore[attr-defined]
        return real(body, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(namings, "looked", counting)
    files: dict[str, str | bytes] = {
        f"sjoby/d{n}.md": policy(titel=f"D{n}", body=f"## T\n\nKlagomål {n}.\n") for n in range(9)
    }
    site, memory = write({"teman.yml": TEMAN} | files), Memory(None)

    def work() -> int:
        looked.clear()
        register, _ = read(site, memory=memory)
        whole = digest(register, memory)
        public = digest(cut_for(register, Audience.PUBLIC, memory), memory, whole)
        assert len(whole.namings) == len(public.namings) == 9
        return len(looked)

    assert work() == 9
    assert work() == 0
    changed = policy(titel="D3", body="## T\n\nKlagomål igen.\n")
    (site / "policies/sjoby/d3.md").write_text(changed, "utf-8")
    assert work() == 1
    (site / "policies/teman.yml").write_text(TEMAN.replace("[Facebook]", "[Insta]"), "utf-8")
    assert work() == 9


def test_nobody_of_the_project_regulates_social_media_and_only_ale_names_them() -> None:
    memory = Memory(None)
    register, _ = read(HOME, memory=memory)
    assert not register.covering("sociala-medier")
    named = {
        key.split("/")[0]
        for key, found in digest(register, memory).namings.items()
        if any(one.theme == "sociala-medier" for one in found)
    }
    assert named == {"ale"}


def told(site_files: dict[str, str | bytes], write: Write) -> list[Problem]:
    site = write({"teman.yml": TEMAN} | site_files)
    found = survey(site, site / "docs", AS_OF, Memory(None)).problems
    return [one for one in found if one.key in ("tema", "ord")]


def test_an_editor_is_told_of_sections_without_a_theme(write: Write) -> None:
    body = """\
## Press {tema="media"}

Ord.

### Under

Ord.

## Klagomål

Klagomål besvaras. Den som klagar får svar.

## Tak och golv

Golven sopas.

## Bara underrubrik

### Sist

Ord.

## Kontakt

::: kontakt chef
:::
"""
    found = told({"sjoby/a.md": policy(body=body)}, write)
    assert [(one.place.line, one.code, one.facts.get("theme")) for one in found] == [
        (15, "untagged-suggested", "klagomal"),
        (19, "untagged-section", None),
        (25, "untagged-section", None),
    ]


def test_a_document_without_any_theme_is_told_of_once(write: Write) -> None:
    body = "## Ett\n\nOrd.\n\n## Två\n\nOrd.\n"
    (one,) = told({"sjoby/a.md": policy(body=body)}, write)
    assert (one.code, one.facts["value"]) == ("untagged-document", "Ett")
    assert told({"sjoby/a.md": policy(body=body), "teman.yml": "teman: []\n"}, write) == []
    assert told({"sjoby/a.md": policy(body="Bara text.\n")}, write) == []
    (one,) = told({"sjoby/a.md": policy(body="Bara text. " * 30)}, write)
    assert one.code == "untagged-headless"
    ended = policy("gäller till: 2020-01-01\n", body=body)
    assert told({"sjoby/a.md": ended}, write) == []


def test_notices_do_not_drown_the_rest(write: Write) -> None:
    files: dict[str, str | bytes] = {
        f"sjoby/d{n:02}.md": policy(titel=f"D{n}", body="## T\n\nOrd.\n") for n in range(14)
    }
    many = '## M {tema="media"}\n\nOrd.\n' + "".join(f"\n## R{n}\n\nOrd.\n" for n in range(13))
    found = told({**files, "nyby/kommun.yml": "namn: Nyby kommun\nkortnamn: Nyby\n"}
                 | {"nyby/a.md": policy(body=many)}, write)  # fmt: skip
    for slug, more in (("sjoby", "4"), ("nyby", "3")):
        own = [one for one in found if f"/{slug}/" in one.place.path]
        assert len(own) == 11
        (last,) = [one for one in own if one.code == "untagged-more"]
        assert last.facts == {"number": more}


def test_a_word_of_most_texts_is_told_of_where_there_are_many(write: Write) -> None:
    general = TEMAN.replace("[Facebook]", "[Facebook, kommunen]")
    body = '## M {tema="media"}\n\nKommunen svarar.\n'
    files: dict[str, str | bytes] = {
        f"sjoby/d{n:02}.md": policy(titel=f"D{n}", body=body) for n in range(20)
    }
    (one,) = told(files | {"teman.yml": general}, write)
    assert (one.place.path, one.place.line, one.code) == (
        "policies/teman.yml", 2, "theme-word-general",
    )  # fmt: skip
    assert one.facts == {"value": "kommunen", "name": "Sociala medier"}
    memory = Memory(None)
    register, _ = read(HOME, date(2026, 11, 22), memory)
    few = digest(register, memory)
    assert [*told_of_general(register, few.outlook)] == []


@given(
    st.lists(st.sampled_from(["Se", "bl.a.", "1.", "Nej!", "\n", " ", "(A.", "”Så.”"]), max_size=12)
)
def test_a_quoted_sentence_is_that_of_the_place(parts: list[str]) -> None:
    words = " ".join(parts)
    ends = list(accumulate(len(one.split()) for one in sentences(words)))
    for start in (at for at, sign in enumerate(words) if not sign.isspace()):
        before = len(words[: start + 1].split()) - 1
        assert sentence_at(words, start) == sentences(words)[bisect_right(ends, before)]
