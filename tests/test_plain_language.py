"""Where texts could be plainer: golden cases, the finder's promises, and the editors' page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.compose import advice
from styrdok.derive import plainness as plain
from styrdok.derive.plainness import LONG, MOST_SENTENCES, Plainness, plainness
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.publish.press import print_sites
from styrdok.read.blocks import TextBlock, text_blocks
from styrdok.read.readings import set_text
from styrdok.redline.sentences import sentences
from styrdok.survey import survey
from styrdok.swedish import heavy as listed
from styrdok.swedish.heavy import heavy
from styrdok.texts import catalogue
from tests.conftest import AS_OF, HOME, POLICY, Write, build, policy

CASES = (Path(__file__).parent / "plain_language.md").read_text(encoding="utf-8").split("\n## ")[1:]
PAGE = "granskning/sprak/index.html"


def looked_at(site: Path) -> Plainness:
    memory = Memory(None)
    found = survey(site, site / "docs", AS_OF, memory)
    (only,) = found.register.policies.values()
    return plainness(text_blocks(set_text(only.body.digest, memory)))


@pytest.mark.parametrize("case", CASES, ids=[case.partition("\n")[0] for case in CASES])
def test_cases_that_an_editor_can_read(case: str, write: Write) -> None:
    _, _, rest = case.partition("\n")
    lines = rest.split("\n")
    want = sorted(line.removeprefix("=> ") for line in lines if line.startswith("=> "))
    text = "\n".join(line for line in lines if not line.startswith("=> "))
    found = looked_at(write({"sjoby/a.md": policy(body=f"## Rubrik\n\n{text}\n")}))
    got = [f"{one.word} -> {one.lighter}" for one in found.heavy for _ in range(one.number)]
    got += [f"långt: {one.word}" for one in found.wide]
    got += [f"mening: {one.number}" for one in found.long]
    assert sorted(got) == want


def test_the_list_is_long_and_no_lighter_word_is_itself_heavy() -> None:
    entries = {one for rows in heavy().values() for _, one in rows}
    assert len({one.word for one in entries}) >= 120
    for one in entries:
        for lighter in one.lighter.split(", "):
            words = lighter.split()
            for at, word in enumerate(words):
                forms = [form for form, _ in heavy().get(word, ())]
                assert all(tuple(words[at : at + len(f)]) != f for f in forms), (one.word, lighter)


def test_a_form_that_stands_twice_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "heavy.yml"
    source.write_text("verb: {}\nord: {ej: inte, ej icke: inte}\ninte efter: {}\n", "utf-8")
    monkeypatch.setattr(listed, "SOURCE", source)
    with pytest.raises(ValueError, match="ej"):
        heavy.__wrapped__()


WORDS = (
    "vi ska erhålla Kommunen svar. enligt i enlighet med ”så” skall! (2017:900) om 5 t.ex. – för"
)
WORD = st.sampled_from([*WORDS.split(), "Policy"])


@given(st.lists(WORD, max_size=120))
@settings(max_examples=200, deadline=None)
def test_what_is_shown_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = plainness([TextBlock(0, "block", 0, 0, text)])
    told = [one for one in sentences(text) if sum(map(has_sign, one.split())) > LONG]
    assert found.long_number == len(told)
    assert {one.words for one in found.long} <= set(told)
    assert len(found.long) == min(len(told), MOST_SENTENCES)
    assert found.heavy_number == sum(one.number for one in found.heavy)
    for one in (*found.heavy, *found.wide):
        shown = f"{one.before} {one.found} {one.after}".replace("…", " ").split()
        assert " ".join(shown) in text
        assert any(" ".join(shown) in sentence for sentence in sentences(text))
    assert text.split().count("erhålla") >= sum(
        one.number for one in found.heavy if one.word == "erhålla"
    )


def has_sign(token: str) -> bool:
    return any(map(str.isalnum, token))


LONG_TEXT = " ".join(["ord"] * 40) + "."
TEXT = f"## Svar\n\nVi erhåller brev.\n\n## Tider\n\n{LONG_TEXT}\n"


def test_the_page_shows_each_document_and_leads_to_the_section(write: Write) -> None:
    site = write(
        {
            "sjoby/a.md": policy(body=TEXT, titel="Tunga texter"),
            "sjoby/b.md": POLICY,
            "sjoby/c.md": policy("språk: en\n", "We erhåller.\n" + "Word " * 60, titel="English"),
        }
    )
    places = build(site)
    page = (places[Audience.INTRANET] / PAGE).read_text("utf-8")
    assert "1 lång mening" in page and "1 tungt ord" in page and "40 ord" in page
    assert '<a href="../../sjoby/a/#svar">Svar</a>' in page
    assert '<a href="../../sjoby/a/#tider">Tider</a>' in page
    assert "<b>erhåller</b>" in page and "Det här är råd. Inget av det är ett fel." in page
    row = re.search(r"<tr>(?:(?!</tr>).)*English(?:(?!</tr>).)*</tr>", page, re.S)
    assert row and row[0].count("Uppgift saknas") == 4, "of another language nothing is known"
    assert "noindex" in page
    assert not (places[Audience.PUBLIC] / "granskning").exists()
    for name in ("granskning/index.html", "index.html"):
        assert "granskning/sprak/" in (places[Audience.INTRANET] / name).read_text("utf-8")
        public = places[Audience.PUBLIC] / name
        assert not public.exists() or "sprak/" not in public.read_text("utf-8")


def test_what_is_much_is_told_municipality_by_municipality(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = {"nyby/kommun.yml": "namn: Nyby kommun\n", "nyby/a.md": policy(body=TEXT)}
    site = write({"sjoby/a.md": policy(body=TEXT), "sjoby/b.md": POLICY, **beside})
    monkeypatch.setattr("styrdok.compose.composer.TOGETHER", 2)
    place = build(site)[Audience.INTRANET] / "granskning/sprak"
    assert "erhåller" not in (place / "index.html").read_text("utf-8")
    assert "erhåller" in (place / "nyby/index.html").read_text("utf-8")
    assert 'href="sjoby/"' in (place / "index.html").read_text("utf-8").replace(
        "../../granskning/sprak/", ""
    )


def test_a_page_shows_the_passages_of_so_many_documents(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write(
        {"sjoby/a.md": policy(body=TEXT), "sjoby/b.md": policy(body=TEXT * 2, titel="Två")}
    )
    monkeypatch.setattr(advice, "MOST_TOLD", 1)
    page = (build(site)[Audience.INTRANET] / PAGE).read_text("utf-8")
    assert "Här visas de 1 dokument som har mest att se över." in page
    assert page.count("<summary>") == 1 and "2 tunga ord" in page


def test_an_edit_costs_one_document(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"sjoby/{n}.md": policy(body=f"## Rubrik {n}\n\nVi erhåller {n}.\n") for n in range(8)}
    site = write(texts)
    seen: list[int] = []
    work = plain.plainness
    monkeypatch.setattr(plain, "plainness", lambda blocks: seen.append(1) or work(blocks))
    monkeypatch.setenv("STYRDOK_KARNOR", "1")

    def printed() -> int:
        seen.clear()
        print_sites(site, ["webbplats", "intranät"], AS_OF, True, catalogue())
        return len(seen)

    assert printed() == 8
    assert printed() == 0
    for text in ("brev", "svar"):  # also when a build in between did not ask for the others
        (site / "policies/sjoby/3.md").write_text(
            policy(body=f"## R\n\nVi erhåller {text}.\n"), "utf-8"
        )
        assert printed() == 1
        assert printed() == 0


def test_our_own_handbook_tells_the_same_figures() -> None:
    handbook = (HOME / "docs/handbok.md").read_text("utf-8")
    assert f"om de har mer än {plain.LONG} ord" in handbook
    assert f"med minst {plain.LETTERS} bokstäver" in handbook
