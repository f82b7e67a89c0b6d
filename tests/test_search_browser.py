"""The search page in a real Chromium, with a stand-in for the worker that finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from styrdok.model import Audience
from tests.pages import SOME
from tests.stand_in import stand_in
from tests.test_browser import findings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'"
)
HIT = "[data-audit=search-hit]"
SAID = "words => document.querySelector('[data-status]').textContent.includes(words)"
STATES = {
    "empty": "sok/",
    "hits": "sok/?q=information",
    "none": "sok/?q=xyzzy",
    "instead": "sok/?q=komunikation&typ=policy&kommun=ale",
    "least": "sok/?q=och",
    "failed": "sok/?q=fel",
}


def opened(browser: Any, served: dict[Audience, str], site: Path, **given: Any) -> Iterator[Any]:
    context = browser.new_context(locale="sv-SE", **given)
    page = context.new_page()
    page.home, page.faults, page.asked = served[Audience.PUBLIC], [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    stand_in(page, site)
    yield page
    assert page.faults == []
    context.close()


@pytest.fixture
def desk(browser: Any, served: dict[Audience, str], sites: dict[Audience, Path]) -> Iterator[Any]:
    """A page at desk width, with the stand-in for the worker."""
    size = {"width": 1280, "height": 800}
    yield from opened(browser, served, sites[Audience.PUBLIC], viewport=size)


@pytest.fixture(scope="module", params=SOME)
def view(
    request: pytest.FixtureRequest,
    browser: Any,
    served: dict[Audience, str],
    sites: dict[Audience, Path],
) -> Iterator[Any]:
    """A page of each width, in one scheme, with the stand-in for the worker."""
    width, scheme = request.param
    size = {"width": width, "height": 800}
    looks = {"viewport": size, "color_scheme": scheme, "has_touch": width == 320}
    yield from opened(browser, served, sites[Audience.PUBLIC], **looks)


def said(page: Any, words: str) -> str:
    """Wait until something is announced, and return all of it."""
    page.wait_for_function(SAID, arg=words)
    return str(page.locator("[data-status]").inner_text())


def ask(page: Any, words: str) -> None:
    page.get_by_label("Vad letar du efter?").fill(words)


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_without_findings(view: Any, state: str) -> None:
    view.goto(view.home + STATES[state])
    if state != "empty":
        said(view, ".")
    narrow = view.locator("[data-narrow]")
    assert (narrow.get_attribute("open") is not None) == (view.viewport_size["width"] >= 768)
    for closed in (False, True):
        if closed:
            narrow.locator("summary").click()
        assert findings(view) == []
        width = view.evaluate("document.documentElement.scrollWidth")
        assert width <= view.viewport_size["width"], "scrolls sideways"


def test_targets_are_large_enough(view: Any) -> None:
    view.goto(view.home + STATES["instead"])
    said(view, "träffar")
    if not view.locator("select").first.is_visible():
        view.locator("[data-narrow] summary").click()
    least = 44 if view.viewport_size["width"] == 320 else 24
    sizes = view.evaluate(
        """() => Array.from(document.querySelectorAll(
            '.seek input, .seek button, .seek select, .seek summary, .results a, .results button'))
          .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)"""
    )
    assert len(sizes) > 10 and min(sizes) >= least


def test_the_field_in_the_head_leads_here_from_every_page(desk: Any) -> None:
    desk.goto(desk.home + "ale/")
    desk.get_by_role("searchbox").fill("arbetsdagar")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(HIT)
    assert desk.url == desk.home + "sok/?q=arbetsdagar"
    assert desk.title().startswith("arbetsdagar – Sök")
    assert desk.locator("[data-count]").inner_text() == "1 träff på ”arbetsdagar”"
    desk.locator(HIT).click()
    assert desk.url.endswith(
        "/ale/riktlinje-for-service-tillganglighet-och-bemotande/#tillgangliga"
    )


def test_a_hit_tells_where_it_stands_and_quotes_its_sentence(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=arbetsdagar")
    desk.wait_for_selector(".hit mark")
    hit = desk.get_by_role("list").locator(".hit")
    assert hit.locator("h3").inner_text() == "Vi är tillgängliga"
    assert hit.locator("[data-line]").inner_text() == (
        "Riktlinje för service, tillgänglighet och bemötande · Ale kommun · Riktlinje"
    )
    badge = hit.locator(".badge")
    assert badge.inner_text() == "Gällande, granskning försenad"
    assert "badge-overdue" in badge.get_attribute("class")
    assert hit.locator("mark").inner_text() == "arbetsdagar"
    words = hit.locator("[data-words]").inner_text()
    assert words.startswith("Vi återkopplar inom en till tre arbetsdagar, även")
    assert "Länk till avsnittet" not in words and "Teman" not in words


def test_a_kind_that_is_its_status_is_told_once(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=journalister")
    desk.wait_for_selector(HIT)
    lines = desk.locator(".hit-line").all_inner_texts()
    assert any("Information" in line for line in lines)
    assert all(line.count("Information") < 2 for line in lines)


def test_on_a_small_phone_an_answer_is_seen_at_once(desk: Any) -> None:
    desk.set_viewport_size({"width": 320, "height": 568})
    desk.goto(desk.home + "sok/?q=arbetsdagar")
    desk.wait_for_selector(HIT)
    box = desk.locator(HIT).first.bounding_box()
    assert box["y"] + box["height"] <= 568


def test_a_badge_with_a_day_looks_as_its_status(desk: Any) -> None:
    looks = '{"Gällande": "in-force", "Gällande, upphör": "ending", "Förslag": "proposed"}'

    def other(route: Any) -> None:
        answer = route.fetch()
        html = re.sub(r'data-badges="[^"]*"', f"data-badges='{looks}'", answer.text())
        route.fulfill(response=answer, body=html)

    def dated(route: Any) -> None:
        script = """onmessage = ({data: {type, id, query}}) => {
          if (type !== 'search') return;
          const hits = ['Gällande, upphör 31 december 2026', 'Gällande'].map(status => (
            {title: 'T', heading: null, anchor: null, address: 'finns/inte/', first: false, status,
             municipality: 'M', kind: 'policy', binds: true, terms: [], score: 1}));
          postMessage({type: 'hits', id, query, total: 2, hits, instead: null, corrected: []});
        };"""
        route.fulfill(body=script, content_type="text/javascript")

    desk.route("**/sok/?*", other)
    desk.route("**/assets/*/search/worker.js", dated)
    desk.goto(desk.home + "sok/?q=dag")
    desk.wait_for_selector(HIT)
    classes = [one.get_attribute("class") for one in desk.locator(".hit .badge").all()]
    assert classes == ["badge badge-ending", "badge badge-in-force"]
    assert desk.locator("[data-words]").all_inner_texts() == ["", ""], "no text, no sentence"


def test_the_first_section_of_a_document_leads_to_its_top(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=Aleborna")
    desk.wait_for_selector(HIT)
    title = "Riktlinje för service, tillgänglighet och bemötande"
    link = desk.get_by_role("link", name=title, exact=True)
    assert link.get_attribute("href").endswith("-bemotande/")
    desk.wait_for_selector(".hit mark")
    line = desk.locator(".hit", has=link).locator("[data-line]")
    assert line.inner_text() == "Ale kommun · Riktlinje"


def test_answers_come_while_typing_and_the_address_follows(desk: Any) -> None:
    desk.goto(desk.home + "sok/")
    assert desk.locator("[data-ways]").is_visible()
    field = desk.get_by_label("Vad letar du efter?")
    field.press_sequentially("arbets", delay=20)
    desk.wait_for_selector(HIT)
    assert not desk.locator("[data-ways]").is_visible()
    desk.wait_for_url("**/sok/?q=arbets")
    assert desk.evaluate("document.activeElement.id") == "_q", "the focus stays"
    assert desk.evaluate("history.length") == 2, "typing makes no entries"
    field.fill("")
    desk.wait_for_url("**/sok/")
    desk.locator("[data-ways]").wait_for()
    assert desk.locator(HIT).count() == 0


def test_what_is_typed_is_announced_when_the_reader_pauses(desk: Any) -> None:
    desk.goto(desk.home + "sok/")
    desk.evaluate(
        """() => { window.told = []; const status = document.querySelector('[data-status]');
          new MutationObserver(() => told.push(status.textContent))
            .observe(status, {childList: true, characterData: true, subtree: true}); }"""
    )
    desk.get_by_label("Vad letar du efter?").press_sequentially("arbetsdagar", delay=60)
    assert said(desk, "träff") == "1 träff på ”arbetsdagar”."
    assert [words for words in desk.evaluate("told") if words] == ["1 träff på ”arbetsdagar”."]
    status = desk.locator("[data-status]")
    assert status.get_attribute("role") == "status"


def test_a_late_answer_is_dropped(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=sent")
    desk.wait_for_function("document.querySelector('[data-count]').textContent === 'Söker …'")
    ask(desk, "arbetsdagar")
    assert said(desk, "träff") == "1 träff på ”arbetsdagar”."
    assert desk.locator("[data-count]").inner_text() == "1 träff på ”arbetsdagar”"


def test_filters_narrow_are_told_and_stand_in_the_address(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=information")
    desk.wait_for_selector(HIT)
    before = desk.locator("[data-count]").inner_text()
    desk.get_by_label("Kommun", exact=True).select_option("lerum")
    desk.wait_for_url("**/sok/?q=information&kommun=lerum")
    told = said(desk, "Avgränsat")
    assert told.endswith("Avgränsat till: Lerums kommun.")
    assert desk.locator("[data-count]").inner_text() != before
    lines = desk.locator("[data-line]").all_inner_texts()
    assert lines and all("Lerums kommun" in line for line in lines)
    assert desk.locator("[data-chosen-number]").inner_text() == "(1 vald)"
    assert desk.evaluate("document.activeElement.id") != "_q", "the focus is not moved"
    desk.get_by_label("Status").select_option("beslut okänt")
    desk.get_by_label("Tema", exact=True).select_option(index=1)
    desk.get_by_label("Dokumenttyp").select_option("policy")
    assert re.search(
        r"\?q=information&kommun=lerum&typ=policy&tema=[\w-]+&status=beslut\+", desk.url
    )
    desk.get_by_role("link", name="Sök utan avgränsning").click()
    desk.wait_for_selector(HIT)
    assert desk.url == desk.home + "sok/?q=information"
    assert desk.locator("[data-count]").inner_text() == before


def test_a_shared_link_shows_the_same(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=information&kommun=ale&typ=policy&tema=finns-inte&status=")
    desk.wait_for_selector(HIT)
    assert desk.get_by_label("Kommun", exact=True).input_value() == "ale"
    assert desk.get_by_label("Dokumenttyp").input_value() == "policy"
    assert desk.get_by_label("Tema", exact=True).input_value() == "", (
        "what is no choice is left out"
    )
    assert desk.get_by_label("Vad letar du efter?").input_value() == "information"
    assert set(desk.locator("[data-line]").all_inner_texts()) <= {
        "Ale kommun · Policy",
        "Policy för kommunikation, service och bemötande · Ale kommun · Policy",
    }


def test_the_back_button_leads_from_search_to_search(desk: Any) -> None:
    desk.goto(desk.home + "sok/")
    ask(desk, "arbetsdagar")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(HIT)
    ask(desk, "utkast som ingen skickar")
    desk.wait_for_url("**/sok/?q=utkast*")
    ask(desk, "information")
    desk.keyboard.press("Enter")
    desk.get_by_label("Kommun", exact=True).select_option("ale")
    desk.wait_for_url("**/sok/?q=information&kommun=ale")
    desk.go_back()
    desk.wait_for_url("**/sok/?q=information")
    assert desk.get_by_label("Kommun", exact=True).input_value() == ""
    desk.go_back()
    desk.wait_for_url("**/sok/?q=arbetsdagar")
    desk.wait_for_function("document.querySelectorAll('.hit').length === 1")
    assert desk.get_by_label("Vad letar du efter?").input_value() == "arbetsdagar"
    assert desk.title().startswith("arbetsdagar – ")
    desk.go_back()
    desk.locator("[data-ways]").wait_for()
    assert desk.url == desk.home + "sok/" and desk.locator(HIT).count() == 0
    desk.go_forward()
    desk.wait_for_selector(HIT)
    desk.locator(HIT).click()
    desk.wait_for_url("**/ale/**")
    desk.go_back()
    desk.wait_for_selector(HIT)
    assert desk.get_by_label("Vad letar du efter?").input_value() == "arbetsdagar"


def test_more_are_shown_ten_at_a_time_and_the_focus_stays(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=information")
    desk.wait_for_selector(HIT)
    total = int(desk.locator("[data-count]").inner_text().split()[0])
    assert 20 < total <= 30, "or else this shows nothing"
    more = desk.get_by_role("button", name="Visa fler")
    more.focus()
    for shown in (20, total):
        desk.keyboard.press("Enter")
        assert desk.locator(HIT).count() == shown
        assert said(desk, f"{shown} av {total} träffar visas.")
    assert desk.evaluate("document.activeElement.textContent") == "Alla träffar visas"
    desk.keyboard.press("Enter")
    assert desk.locator(HIT).count() == total
    desk.reload()
    desk.wait_for_function("n => document.querySelectorAll('.hit').length === n", arg=total)


def test_no_hits_gives_advice_and_ways_on(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=<b>$%26xyzzy")
    assert said(desk, "Inga") == "Inga träffar på ”<b>$&xyzzy”."
    assert desk.get_by_text("Kontrollera hur orden är stavade.").is_visible()
    assert desk.locator("[data-ways]").is_visible()


def test_another_word_is_proposed_as_a_link(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=svarstidd&kommun=ale")
    told = "”svarstidd” gav inga träffar. Menade du svarstid?"
    assert told in said(desk, "Menade")
    assert desk.locator("[data-instead]").inner_text() == told
    heading = desk.locator("[data-count]").inner_text()
    assert heading.endswith("på ”svarstid”"), "the hits that are shown are for the other word"
    desk.get_by_role("link", name="svarstid", exact=True).click()
    desk.wait_for_url("**/sok/?q=svarstid&kommun=ale")


def test_only_a_lower_bound_is_called_so(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=och")
    assert re.fullmatch(r"Minst \d+ träffar på ”och”\.", said(desk, "Minst"))
    more = desk.locator("[data-more]")
    while not more.get_attribute("aria-disabled"):
        more.click()
    shown = desk.locator(HIT).count()
    assert more.inner_text() == f"De {shown} bästa träffarna visas"


@pytest.mark.parametrize("way", ["answer", "missing", "refused"])
def test_a_search_that_fails_says_so_and_leads_on(desk: Any, way: str) -> None:
    if way == "missing":
        desk.route("**/assets/*/search/worker.js", lambda route: route.abort())
    if way == "refused":
        desk.add_init_script("window.Worker = function () { throw new Error('no'); };")
    desk.goto(desk.home + "sok/?q=fel")
    desk.locator("[data-failed]").wait_for()
    assert said(desk, "kunde inte")
    assert desk.locator("[data-ways]").is_visible()
    if way == "answer":
        ask(desk, "arbetsdagar")
        desk.wait_for_selector(HIT)
        assert not desk.locator("[data-failed]").is_visible()


def test_who_waits_in_vain_is_told(desk: Any) -> None:
    silent = "self.onmessage = ({ data }) => { self.asked = data.id; };"
    desk.route("**/assets/*/search/worker.js", lambda route: route.fulfill(body=silent))
    desk.clock.install()
    desk.goto(f"{desk.home}sok/?q=information")
    desk.clock.run_for(5_000)
    assert desk.locator("[data-count]").inner_text().startswith("Söker")
    assert not desk.locator("[data-failed]").is_visible()
    desk.clock.run_for(30_000)
    assert desk.locator("[data-failed]").is_visible() and desk.locator("[data-ways]").is_visible()


def test_nothing_moves_when_the_sentences_come(view: Any) -> None:
    held: list[Any] = []
    documents = re.compile(r"/(ale|lerum|vanersborg)/[\w-]+/$")

    def hold(route: Any) -> None:
        held.append(route)

    view.route(documents, hold)
    view.goto(view.home + "sok/?q=information")
    view.wait_for_selector(HIT)
    places = (
        "Array.from(document.querySelectorAll('.hit')).map(one => one.getBoundingClientRect().top)"
    )
    before = view.evaluate(places)
    assert view.locator(".hit mark").count() == 0 and len(before) == 10
    while held or not view.locator(".hit mark").count():
        for route in (*held,):
            held.remove(route)
            route.continue_()
        view.wait_for_timeout(50)
    view.wait_for_function("document.querySelectorAll('[data-words]:empty').length === 0")
    assert view.evaluate(places) == before
    view.unroute(documents)


def test_each_page_is_fetched_once_and_for_what_is_shown(desk: Any) -> None:
    desk.goto(desk.home + "sok/?q=information")
    desk.wait_for_selector(".hit mark")
    ask(desk, "informat")
    desk.wait_for_url("**/sok/?q=informat")
    desk.wait_for_selector(".hit mark")
    fetched = [url for url in desk.asked if re.search(r"/(ale|lerum|vanersborg)/", url)]
    assert fetched and len(fetched) == len(set(fetched))
    assert {url for url in desk.asked if not url.startswith(desk.home)} == set()


def test_the_page_keeps_to_a_strict_policy_and_stores_nothing(desk: Any) -> None:
    def strict(route: Any) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLICY}
        route.fulfill(response=answer, headers=headers)

    desk.route("**/sok/?*", strict)
    refused: list[str] = []
    desk.on("console", lambda message: refused.append(message.text))
    desk.goto(desk.home + "sok/?q=arbetsdagar")
    desk.wait_for_selector(".hit mark")
    assert refused == []
    assert desk.context.cookies() == []
    assert desk.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_reader_who_chooses_the_colours_sees_what_is_marked(desk: Any) -> None:
    desk.emulate_media(forced_colors="active", reduced_motion="reduce")
    desk.goto(desk.home + "sok/?q=arbetsdagar")
    desk.wait_for_selector(".hit mark")
    look = "getComputedStyle(document.querySelector('.hit mark')).borderTopStyle"
    assert desk.evaluate(look) == "solid"


def test_it_all_goes_by_tab_and_enter(desk: Any) -> None:
    desk.goto(desk.home + "sok/")
    desk.get_by_label("Vad letar du efter?").focus()
    desk.keyboard.type("arbetsdagar")
    desk.wait_for_selector(HIT)
    stops = []
    for _ in range(9):
        desk.keyboard.press("Tab")
        stops.append(desk.evaluate("document.activeElement.name || document.activeElement.tagName"))
        if desk.evaluate("document.activeElement.dataset.audit") == "search-hit":
            break
    assert stops == ["BUTTON", "SUMMARY", "kommun", "typ", "tema", "status", "A"]
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/#tillgangliga")


def test_without_script_the_form_leads_to_the_page_that_says_so(
    browser: Any, served: dict[Audience, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served[Audience.PUBLIC])
    page.get_by_role("searchbox").fill("svar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=svar")
    assert page.get_by_text("Sökningen behöver JavaScript").is_visible()
    assert page.locator("section[aria-labelledby=_a-o] li").count() == 5
    assert not page.locator("[data-narrow]").is_visible(), "what does nothing is not shown"
    context.close()


READ = "([address, anchor, top]) => excerpts.of(address, anchor, top)"
PAGE = """<article class="policy">
<header class="policy-head"><p class="lead">Kort sagt. Ja.</p></header>
<nav class="contents"><a href="#a">Inte med</a></nav>
<div class="text prose" lang="en">
<p>Ring t.ex. Anna kl. 8.00. Se 2 kap. 1 § FL, bl.a. Där står mer!
Eller hur? (Jo.) ”Visst.” Slut</p>
<h2 id="a"><span id="forr"></span>Rubrik
<a class="anchor" href="#a"><span class="hidden-label">Länk</span>#</a></h2>
<p>Ett <strong>tyngre</strong> <a href="x">ord</a><sup><a href="#n">1</a></sup>
   på två rader.</p>
<p class="inside">Bara för medarbetare</p>
<ul><li><p>Först:</p><ul><li>inre</li></ul></li><li>Sedan<br>radbyte</li></ul>
<div class="scroll"><table><caption>Bild</caption><thead><tr><th>Dag</th></tr></thead>
<tbody><tr><td>Måndag</td><td>8.00–16.30</td></tr></tbody></table></div>
<div class="contact"><p>Kontaktcenter</p></div>
<p class="section-themes">Teman: Media</p>
<h3 id="b">Under</h3><p>Eget.</p>
<section class="notes"><h2 id="_noter">Noter</h2><p>En not.</p></section></div></article>"""


LEAD = ["Kort sagt.", "Ja."]
TOP = ["Ring t.ex. Anna kl. 8.00.", "Se 2 kap. 1 § FL, bl.a. Där står mer!", "Eller hur?", "(Jo.)"]
ITEMS = ["Först:", "inre", "Sedan", "radbyte", "Bild", "Måndag", "8.00–16.30"]
ENDS = [0, 1, 0, 1, 0, 0, 2]  # where an item ends, and a row
UNDER = ["Ett tyngre ord på två rader.", *ITEMS]


@pytest.mark.parametrize(
    ("anchor", "top", "read", "ends"),
    [
        (None, True, [*LEAD, *TOP, "”Visst.”", "Slut"], [1, 1, 0, 0, 0, 0, 0, 0]),
        ("a", False, UNDER, [0, *ENDS]),
        ("a", True, [*LEAD, *UNDER], [1, 1, 0, *ENDS]),
        ("forr", False, UNDER, [0, *ENDS]),
        ("b", False, ["Eget."], [0]),
        ("finns-inte", False, [], []),
    ],
)
def test_a_section_is_read_up_to_the_next_heading(
    desk: Any, anchor: str | None, top: bool, read: list[str], ends: list[int]
) -> None:
    desk.route("**/prov/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    desk.goto(desk.home + "sok/")
    found = desk.evaluate(READ, ["../prov/", anchor, top])
    assert found == {"sentences": read, "ends": ends, "lang": "en"}


@pytest.mark.parametrize("answer", [{"status": 404}, {"body": "<form>Logga in</form>"}])
def test_a_page_that_is_not_there_gives_no_sentences(desk: Any, answer: dict[str, Any]) -> None:
    desk.route("**/prov/", lambda route: route.fulfill(content_type="text/html", **answer))
    desk.goto(desk.home + "sok/")
    assert desk.evaluate(READ, ["../prov/", "a", True]) == {"sentences": [], "ends": [], "lang": ""}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([["Kort och gott.", False]], "Kort och gott."),
        ([["a" * 30 + " ", False]] * 30, "… a"),
        ([["ord " * 200, False], ["funnet", True], [" slut." * 100, False]], "funnet"),
        ([["a" * 4000, True]], "a"),
    ],
)
def test_a_long_sentence_is_cut_around_what_is_marked(
    desk: Any, words: list[Any], shown: str
) -> None:
    desk.goto(desk.home + "sok/?q=arbetsdagar")
    desk.wait_for_selector(".hit mark")
    place = "document.querySelector('[data-words]')"
    before = desk.evaluate(f"{place}.offsetHeight")
    desk.evaluate(f"runs => excerpts.settle({place}, runs)", words)
    text = desk.locator("[data-words]").inner_text()
    if shown == "… a":
        assert text.startswith("a") and text.endswith("…")
    else:
        assert shown in text
    assert desk.evaluate(f"{place}.offsetHeight") <= before + 1


@pytest.mark.parametrize(
    ("first", "after", "ends", "quoted"),
    [
        (
            "När den är",
            ["öppen", "tydlig.", "Annat."],
            [0, 1, 1, 0],
            "När den är · öppen · tydlig.",
        ),
        ("öppen", ["tydlig", "Annat"], [1, 1, 0], "öppen"),
        ("Måndag", ["8.00", "Tisdag", "9.00"], [0, 2, 0, 2], "Måndag · 8.00"),
        ("8.00", ["Tisdag", "9.00"], [2, 0, 2], "8.00"),
    ],
)
def test_a_sentence_without_a_stop_leads_on_as_far_as_it_says_one_thing(
    desk: Any, first: str, after: list[str], ends: list[int], quoted: str
) -> None:
    desk.goto(desk.home + "sok/")
    given = [[[first, False]], after, ends]
    runs = desk.evaluate("([runs, after, ends]) => excerpts.onward(runs, after, ends)", given)
    assert "".join(words for words, _ in runs) == quoted
