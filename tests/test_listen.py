"""Lyssna in a real Chromium with voices that stand in: what is said, by whom, marked how."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from styrdok.model import Audience
from styrdok.redline.sentences import sentences
from tests.conftest import HOME, KOMMUN, TEMAN, build, policy
from tests.pages import KINDS, SOME
from tests.test_browser import findings, serving

STAND_IN = (HOME / "tests/speech.js").read_text(encoding="utf-8")
GOLDEN = (HOME / "tests/listen.md").read_text(encoding="utf-8")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f0001040100b5b3e5ee0000000049454e44ae426082"
)


def voice(name: str, lang: str, local: bool = True, default: bool = False) -> dict[str, object]:
    return {
        "name": name, "lang": lang, "localService": local, "default": default,
        "voiceURI": f"urn:{name}:{lang}",
    }  # fmt: skip


ALVA, OSKAR = voice("Alva", "sv-SE"), voice("Oskar", "sv_SE", default=True)
MOLN = voice("Moln", "sv-SE", local=False, default=True)
SERENA = voice("Serena", "en-GB")
CASE = r"(?ms)^## ([^\n]+)\n(?:(?!^## ).)*?```markdown\n(.*?)```\n\n```text\n(.*?)```"
CASES = {title: (written, told) for title, written, told in re.findall(CASE, GOLDEN)}
ROWS = re.findall(r"(?m)^\| (.*?) \| (.*?) \|$", GOLDEN.split("\n## Rubriker")[0])[1:]
ALONG = "beslut: {organ: KS, datum: 2021-11-02, paragraf: 225}\nsammanfattning: Så svarar vi.\n"
BODY = "## Svar\n\nEtt. Två. Tre.\n\n" + "Här står en mening till. " * 8 + "\n\n"
IMPORT = """name => import(new URL(
  name, document.querySelector("script[src$='listen/ready.js']").src))"""
TOLD = """async words => {
  const text = await (%s)("text.js"), roots = Array.from(document.querySelectorAll("[data-aloud]"));
  return text.pieces(roots.slice(-1), words).map(piece => piece.say);
}"""
WORDS = {
    "quote": "Citat", "quote-end": "Slut på citat", "table": "Tabell",
    "table-end": "Slut på tabellen", "picture": "Bild", "note": "Not #",
}  # fmt: skip
STATUS = "Gällande, granskning okänd."
TEXTS = "stand.said.map(said => said.text)"
MARKED = "Array.from(CSS.highlights.get('listen') || []).map(range => range.toString())"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site with a document for each case of listen.md, one long, and one in English."""
    root = tmp_path_factory.mktemp("listen")
    folder = root / "policies/sjoby"
    folder.mkdir(parents=True)
    (folder / "kommun.yml").write_text(KOMMUN, encoding="utf-8")
    (folder / "hamn.png").write_bytes(PNG)
    (root / "policies/teman.yml").write_text(TEMAN, encoding="utf-8")
    documents = {f"fall-{at}": ("", written) for at, (written, _) in enumerate(CASES.values())}
    documents |= {
        "lang": (ALONG, BODY * 12),
        "engelsk": ("språk: en\n", "## Replies\n\nWe reply.\n"),
    }
    for name, (header, body) in documents.items():
        (folder / f"{name}.md").write_text(policy(header, body, titel=name), encoding="utf-8")
    yield from serving(build(root)[Audience.PUBLIC])


Open = Callable[..., Any]


@pytest.fixture
def listener(browser: Any) -> Iterator[Open]:
    """Return a function that opens an address in a browser with some voices."""
    contexts: list[Any] = []

    def visit(address: str, *voices: Any, view: Any = (1280, "light"), **given: object) -> Any:
        context = browser.new_context(
            viewport={"width": view[0], "height": 800},
            color_scheme=view[1],
            reduced_motion="reduce",
            locale="sv-SE",
        )
        contexts.append(context)
        setting = json.dumps({"voices": voices, **given})
        context.add_init_script(f"var GIVEN = {setting};\n{STAND_IN}\n{given.get('before', '')}")
        page = context.new_page()
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        page.button = page.locator("[data-audit=listen]")
        page.status = page.locator("[data-listen-status]")
        known = [one["lang"][:2] for one in voices if one["localService"]]
        if not given.get("late") and page.locator("[data-listen]").count():
            own = page.locator("[data-listen]").get_attribute("data-language")
            if own[:2] in known:
                page.button.wait_for()  # what reads is fetched when a voice is found
        return page

    yield visit
    for context in contexts:
        assert [fault for page in context.pages for fault in getattr(page, "faults", [])] == []
        context.close()


def heard(page: Any, count: int) -> list[str]:
    """Let a slow voice end what it says until it has begun so many pieces."""
    for _ in range(count * 4):
        said = page.evaluate(TEXTS)
        if len(said) >= count:
            return [str(text) for text in said]
        page.evaluate("stand.finish()")
        page.wait_for_function(f"stand.said.length > {len(said)}")
    raise AssertionError("the voice fell silent")


def test_words_are_said_as_they_are_read(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA)
    given = [written for written, _ in ROWS]
    told = page.evaluate(
        f"async all => {{ const w = await ({IMPORT})('words.js');"
        "return all.map(one => w.said(one, 'sv')); }",
        given,
    )
    assert len(ROWS) > 20
    assert dict(zip(given, told, strict=True)) == dict(ROWS)


@pytest.mark.parametrize("number", range(len(CASES)), ids=list(CASES))
def test_texts_are_said_as_the_cases_tell(listener: Open, home: str, number: int) -> None:
    page = listener(f"{home}sjoby/fall-{number}/", ALVA)
    assert page.evaluate(TOLD % IMPORT, WORDS) == list(CASES.values())[number][1].splitlines()


def test_sentences_are_those_that_are_counted(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA)
    texts = [path.read_text(encoding="utf-8") for path in (HOME / "policies").rglob("*.md")]
    texts += [path.read_text(encoding="utf-8") for path in (HOME / "docs").rglob("*.md")]
    lines = [" ".join(part.split()) for text in texts for part in text.split("\n\n")]
    lines += [written for written, _ in ROWS]
    ask = f"""async all => {{ const w = await ({IMPORT})('words.js');
      return all.map(one => w.sentences(one, 'sv').map(([from, to]) => one.slice(from, to))); }}"""
    short = [line for line in lines if all(len(one) <= 240 for one in sentences(line))]
    assert len(short) > 300
    assert page.evaluate(ask, short) == [sentences(line) for line in short]


def test_rows_with_heads_of_their_own_and_lists_of_facts(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA)
    page.evaluate("""document.querySelector('.text').innerHTML = `
      <table><caption>Öppettider</caption><tr><th scope=col>Dagar</th><th scope=col>Tider</th></tr>
      <tr><th scope=row>måndag–fredag</th><td><time>8.00</time>–<time>16.30</time></td></tr></table>
      <dl><div><dt>Telefon</dt><dd>0123-45 67 89</dd></div></dl>
      <details><summary>Mer</summary><p>Nej.</p></details><p lang="x_!">Hej. Hopp.</p>
      <p lang="zh">你好。再见。</p><p hidden>Nej.</p>
      <p aria-hidden="true">Nej.</p><button>Nej</button>
      <p>Vi följer <i lang="en">privacy by design</i>, alltid.</p>`""")
    assert page.evaluate(TOLD % IMPORT, WORDS) == [
        "Tabell: Öppettider.", "måndag till fredag.", "Tider: 8.00 till 16.30.",
        "Slut på tabellen.", "Telefon:", "0123-45 67 89.", "Mer.", "Hej.", "Hopp.",
        "你好。", "再见。", "Vi följer", "privacy by design,", "alltid.",
    ]  # fmt: skip


@pytest.mark.parametrize("voices", [(), (MOLN,), (MOLN, SERENA)], ids=["none", "remote", "other"])
def test_without_a_voice_of_the_devices_own_there_is_no_control(
    listener: Open, home: str, voices: tuple[object, ...]
) -> None:
    page = listener(home + "sjoby/lang/", *voices)
    assert page.locator("[data-listen]").count() == 1
    assert not page.locator("[data-listen]").is_visible()
    page.evaluate("stand.arrive()")
    assert not page.button.is_visible()


def test_without_speech_or_script_there_is_no_control(browser: Any, home: str) -> None:
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        context.add_init_script(
            "Object.defineProperty(window, 'speechSynthesis', {value: undefined})"
        )
        page = context.new_page()
        page.goto(home + "sjoby/lang/")
        assert not page.locator("[data-listen]").is_visible()
        context.close()


def test_voices_may_come_late_and_go(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", MOLN, ALVA, late=True)
    page.wait_for_load_state("networkidle")
    assert not page.button.is_visible()
    assert not any("player.js" in url for url in page.asked), "what reads comes with a voice"
    page.evaluate("stand.arrive()")
    page.button.wait_for(state="visible")
    assert any("player.js" in url for url in page.asked)
    page.evaluate("stand.arrive([])")
    assert not page.button.is_visible()


def test_it_reads_who_what_and_whether_it_is_in_force_and_then_the_text(
    listener: Open, home: str
) -> None:
    page = listener(home + "sjoby/lang/", MOLN, ALVA)
    page.wait_for_load_state("networkidle")
    page.asked.clear()
    page.button.click()
    page.wait_for_function(f"{TEXTS}.includes('Två.')")
    said = page.evaluate("stand.said")
    texts = [one["text"] for one in said]
    assert texts[:4] == ["Sjöby kommun, Policy.", "lang.", "Så svarar vi.", STATUS]
    assert "Beslutad av KS, 2 november 2021, paragraf 225." in texts
    assert texts[texts.index("Svar.") :][:3] == ["Svar.", "Ett.", "Två."]
    assert {one["voice"] for one in said} == {"Alva"}, "never the remote one, default or not"
    assert page.asked == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_to_the_end(listener: Open, home: str) -> None:
    page = listener(home + f"sjoby/fall-{list(CASES).index('Listor')}/", ALVA)
    page.button.click()
    page.wait_for_function("document.querySelector('[data-listen-status]').textContent")
    assert page.status.inner_text() == "Hela texten är uppläst."
    assert page.button.inner_text() == "Lyssna"
    assert page.evaluate(MARKED) == []
    page.button.click()
    assert page.status.inner_text() == "", "and again from the start"


def test_pausing_reads_the_sentence_again(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, slow=True)
    page.button.focus()
    page.keyboard.press("Enter")
    assert page.button.inner_text() == "Pausa"
    heard(page, 2)
    page.keyboard.press("Space")
    assert page.button.inner_text() == "Fortsätt"
    assert page.status.inner_text() == "Uppläsningen är pausad."
    assert not page.evaluate("speechSynthesis.speaking")
    page.keyboard.press("Enter")
    assert heard(page, 4)[1:] == ["lang.", "lang.", "Så svarar vi."]
    page.get_by_role("button", name="Stoppa").click()
    assert page.button.inner_text() == "Lyssna"
    assert page.status.inner_text() == "Uppläsningen är stoppad."
    assert page.evaluate("document.activeElement.dataset.audit") == "listen"
    assert not page.get_by_role("button", name="Stoppa").is_visible()


def test_escape_stops_where_the_controls_have_focus(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, slow=True)
    page.button.click()
    page.locator("main a").first.focus()
    page.keyboard.press("Escape")
    assert page.button.inner_text() == "Pausa"
    page.get_by_label("Hastighet").focus()
    page.keyboard.press("Escape")
    assert page.button.inner_text() == "Lyssna"
    assert page.evaluate("document.activeElement.dataset.audit") == "listen"


def test_speed_and_voice_change_in_the_midst(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, OSKAR, MOLN, slow=True)
    page.button.click()
    heard(page, 2)
    page.get_by_label("Hastighet").select_option("1.25")
    page.wait_for_function("stand.said.length === 3")
    options = page.get_by_label("Röst").locator("option")
    assert options.all_inner_texts() == ["Alva", "Oskar"]
    page.get_by_label("Röst").select_option("Oskar")
    page.wait_for_function("stand.said.length === 4")
    said = [(one["text"], one["rate"], one["voice"]) for one in page.evaluate("stand.said")[1:]]
    assert said == [("lang.", 1, "Alva"), ("lang.", 1.25, "Alva"), ("lang.", 1.25, "Oskar")]
    assert page.evaluate("stand.said.map(one => one.lang)") == ["sv-SE"] * 4


def test_the_sentence_is_marked(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, slow=True)
    page.button.click()
    texts = heard(page, 3)
    while texts[-1] != "Två.":
        texts = heard(page, len(texts) + 1)
    assert page.evaluate(MARKED) == ["Två."]
    plain = listener(home + "sjoby/lang/", ALVA, slow=True, before="delete window.Highlight;")
    plain.button.click()
    heard(plain, 3)
    assert plain.locator(".listen-now").inner_text() == "Så svarar vi."
    plain.get_by_role("button", name="Stoppa").click()
    assert plain.locator(".listen-now").count() == 0


def test_the_page_follows_until_the_reader_goes_elsewhere(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, slow=True)
    page.button.focus()
    page.keyboard.press("Enter")
    count = 0
    while not page.evaluate("scrollY"):
        count = len(heard(page, count + 1))
    shown = """() => { const box = [...CSS.highlights.get('listen')][0].getBoundingClientRect();
      const bar = document.querySelector('.listen-bar').getBoundingClientRect();
      return box.top > 0 && box.bottom < bar.top; }"""
    assert page.evaluate(shown)
    assert page.evaluate("document.activeElement.dataset.audit") == "listen", "focus stays"
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 4000)
    page.wait_for_function("scrollY > 2000")
    elsewhere = page.evaluate("scrollY")
    heard(page, count + 3)
    assert page.evaluate("scrollY") == elsewhere, "the reader has gone elsewhere"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate(shown), "and is back by pressing"


def test_it_begins_at_what_is_selected(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, slow=True)
    page.evaluate("""() => { const text = document.querySelector('.text p').firstChild;
      getSelection().setBaseAndExtent(text, 6, text, 8); }""")
    page.button.click()
    assert heard(page, 2) == ["Två.", "Tre."]


@pytest.mark.parametrize(
    ("error", "told"),
    [("not-allowed", "tillät inte"), ("synthesis-failed", "Det gick inte att läsa upp texten")],
)
def test_what_goes_wrong_is_told_kindly(listener: Open, home: str, error: str, told: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, error=error)
    page.button.click()
    page.wait_for_function("document.querySelector('[data-listen-status]').textContent")
    assert told in page.status.inner_text() and page.status.get_attribute("role") == "status"
    assert page.status.is_visible() and page.button.inner_text() == "Lyssna"


def test_a_voice_that_never_begins_or_forgets_to_end(listener: Open, home: str) -> None:
    page = listener("about:blank", ALVA, slow=True)
    page.clock.install()
    page.goto(home + "sjoby/lang/")
    page.button.click()
    page.clock.run_for(500)
    page.evaluate("stand.lose()")
    page.clock.run_for(4000)
    assert len(page.evaluate(TEXTS)) == 2, "it goes on with the next"
    mute = listener("about:blank", ALVA, mute=True)
    mute.clock.install()
    mute.goto(home + "sjoby/lang/")
    mute.button.click()
    mute.clock.run_for(12000)
    assert "svarade inte" in mute.status.inner_text()


def test_another_tab_and_leaving_the_page(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, slow=True)
    page.button.click()
    heard(page, 2)
    other = page.context.new_page()
    other.goto(home + "sjoby/lang/")
    other.locator("[data-audit=listen]").click()
    page.wait_for_function("!speechSynthesis.speaking")
    assert page.button.inner_text() == "Fortsätt"
    assert page.status.inner_text().startswith("Uppläsningen avbröts")
    other.evaluate("dispatchEvent(new Event('pagehide'))")
    assert not other.evaluate("speechSynthesis.speaking")


def test_passages_in_another_language(listener: Open, home: str) -> None:
    page = listener(home + "sjoby/lang/", ALVA, SERENA)
    change = (
        "document.querySelector('.text').innerHTML = '<p lang=en>%s</p><p lang=%s>%s</p><p>Vi.</p>'"
    )
    page.evaluate(change % ("Only 3 § here.", "fi", "Yksi. Kaksi."))
    page.button.click()
    page.wait_for_function(f"{TEXTS}.includes('Vi.')")
    said = page.evaluate("stand.said.map(one => [one.text, one.voice])")
    foreign = "Här hoppar uppläsningen över ett stycke på finska. "
    foreign += "Den här enheten har ingen röst för det språket."
    assert said[-3:] == [["Only 3 § here.", "Serena"], [foreign, "Alva"], ["Vi.", "Alva"]]


def test_a_document_in_another_language(listener: Open, home: str) -> None:
    assert not listener(home + "sjoby/engelsk/", ALVA).button.is_visible()
    page = listener(home + "sjoby/engelsk/", ALVA, SERENA)
    page.button.click()
    page.wait_for_function(f"{TEXTS}.includes('We reply.')")
    said = page.evaluate("Object.fromEntries(stand.said.map(one => [one.text, one.voice]))")
    assert said["Sjöby kommun, Policy."] == "Alva" and said["We reply."] == "Serena"


@pytest.mark.parametrize("view", SOME)
def test_open_it_is_accessible_and_fits(
    listener: Open, served: dict[Audience, str], view: tuple[int, str]
) -> None:
    page = listener(served[Audience.PUBLIC] + KINDS["riktlinje"], ALVA, OSKAR, view=view, slow=True)
    assert findings(page) == []
    page.button.click()
    heard(page, 2)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= view[0]
    for control in page.locator(".listen :is(button, select)").all():
        box = control.bounding_box()
        assert box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= view[0]
    page.keyboard.press("End")
    page.locator("footer a").last.focus()
    low = page.locator("footer a").last.bounding_box()
    assert low["y"] + low["height"] <= page.locator(".listen-bar").bounding_box()["y"]
