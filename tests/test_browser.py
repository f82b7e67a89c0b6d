"""Both sites in a real Chromium: axe-core without findings, no sideways scrolling, keyboard."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from styrdok.model import Audience
from tests.conftest import HOME, KOMMUN, TEMAN, Quiet, build, policy
from tests.lives import FILES
from tests.pages import INTRANET_ONLY, KINDS, SCHEMES, SOME, WIDTHS
from tests.repository import Repository

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MORE = {"color-contrast-enhanced": {"enabled": True}}  # AAA, 7:1, for all text and no exception
COMPARED = "!document.querySelector('[data-status]').textContent.includes('hämtas')"
RUN = """([tags, rules, besides]) => axe.run({exclude: besides}, {
    runOnly: {type: 'tag', values: tags}, rules: rules, resultTypes: ['violations']
})"""


@pytest.fixture(scope="module", params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=WIDTHS)
def view(request: pytest.FixtureRequest, browser: Any, scheme: str) -> Iterator[Any]:
    """A page of one width and scheme that keeps a list of what went wrong in it."""
    yield from opened(browser, request.param, scheme)


@pytest.fixture(scope="module", params=SOME)
def some(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """The same of each width, in one scheme."""
    yield from opened(browser, *request.param)


def opened(browser: Any, width: int, scheme: str) -> Iterator[Any]:
    viewport = {"width": width, "height": 800}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="sv-SE")
    page = context.new_page()
    page.faults, page.asked = [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


def findings(page: Any, more: bool = True, besides: str = "") -> list[str]:
    """What axe finds; without `more` contrast is held to AA, and `besides` is not looked at."""
    page.evaluate(AXE)
    result = page.evaluate(RUN, [TAGS, MORE if more else {}, [[besides]] if besides else []])
    assert not more or MORE.keys() <= {one["id"] for one in result["passes"]}
    return [
        f"{found['id']}: {node['html'][:140]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def look(page: Any, address: str) -> None:
    page.faults.clear()
    page.goto(address)
    if "?q=" in address or "&b=" in address:
        page.wait_for_function("document.querySelector('[data-status]').textContent")
    if "&b=" in address:
        page.wait_for_function(COMPARED)
    width = page.viewport_size["width"]
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
    assert page.faults == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "utskrift" not in kind])
def test_public_pages(view: Any, served: dict[Audience, str], kind: str) -> None:
    look(view, served[Audience.PUBLIC] + KINDS[kind])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "utskrift" in kind])
def test_printed_pages(some: Any, served: dict[Audience, str], kind: str) -> None:
    look(some, served[Audience.PUBLIC] + KINDS[kind])


@pytest.mark.parametrize("kind", [*INTRANET_ONLY, "start", "beslut-okant", "register", "saknade"])
def test_intranet_pages(some: Any, served: dict[Audience, str], kind: str) -> None:
    look(some, served[Audience.INTRANET] + (KINDS | INTRANET_ONLY)[kind])


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site of a municipality that likes long words, in every place a word can stand."""
    word = "Kommunstyrelseförvaltningskommunikationsavdelningschefsassistent"
    root = tmp_path_factory.mktemp("long")
    home = root / "policies/langby"
    home.mkdir(parents=True)
    mail = "a" * 60 + "@langby.example"
    contact = f"{{namn: {word}, enhet: {word}, e-post: {mail}, besöksadress: {word}}}"
    (home / "kommun.yml").write_text(
        f"namn: {word}\nreserv: chef\nkontakter:\n  chef: {contact}\n", encoding="utf-8"
    )
    (root / "policies/teman.yml").write_text(
        f"teman:\n  - {{id: ett, namn: {word}, definition: {word}}}\n", encoding="utf-8"
    )
    table = f"| {word} | {word} |\n|---|---|\n| {word} | {word} |\n"
    body = f'## {word} {{tema="ett"}}\n\n{word} `{word}` [{word}](#a)\n\n- {word}\n\n{table}\n'
    body += f"## {word} {{#a}}\n\n{word}[^1]\n\n[^1]: {word}\n"
    keys = f"sammanfattning: {word}\nägare: {word}/{word}\nansvarig: chef\nämnen: [{word}]\n"
    keys += f"diarienummer: {word}\nhänvisar till: [{word}]\n"
    keys += f"beslut: {{organ: {word}, datum: 2021-01-01, paragraf: 1}}\n"
    (home / "a.md").write_text(policy(keys, body, titel=word), encoding="utf-8")
    yield from serving(build(root)[Audience.PUBLIC])


def serving(site: Path) -> Iterator[str]:
    """Serve a site on the loopback address."""
    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site that takes five documents in all, and two municipalities, for many."""
    root = tmp_path_factory.mktemp("many")
    shutil.copytree(HOME / "policies", root / "policies")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("styrdok.compose.composer.MANY", 3)
        site = build(root)[Audience.PUBLIC]
    yield from serving(site)


@pytest.mark.parametrize(
    "address",
    ["register/", "teman/svarstider/", "teman/svarstider/ale/", "jamforelse/", "jamforelse/fakta/",
     "jamforelse/fakta/ale/", "lagar/", "lagar/2017-900/", "lagar/2017-900/ale/", "saknade/",
     "saknade/ale/", "sok/?q=dagar", "roller/medarbetare/", "roller/medarbetare/ale/",
     "jamforelse/dokument/", "jamforelse/lika-stycken/"],
)  # fmt: skip
def test_many_documents_are_as_accessible_as_few(some: Any, many: str, address: str) -> None:
    look(some, many + address)


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Audience, str]]:
    """Both served sites of a municipality whose documents stand in every state there is."""
    root = tmp_path_factory.mktemp("lives")
    repository = Repository(root)
    rule = "inåt före utåt: {försprång: 1 dygn, styrka: ska}\n"
    files = {"policies/teman.yml": TEMAN, "policies/sjoby/kommun.yml": KOMMUN + rule}
    for name, text in (files | {f"policies/{name}": text for name, text in FILES.items()}).items():
        repository.write(text, name)
    repository.commit(0)
    news = FILES["sjoby/gallande.md"].replace("två arbetsdagar", "en arbetsdag")
    news = news.replace("titel:", "förändring: {vad: Snabbare svar, när: nu}\ntitel:")
    repository.write(news, "policies/sjoby/gallande.md")
    repository.commit(20)
    places = build(root)
    with ExitStack() as served:
        addresses = {}
        for audience, place in places.items():
            one = serving(place)
            addresses[audience] = next(one)
            served.callback(next, one, None)
        yield addresses


@pytest.mark.parametrize("name", [name[6:-3] for name in FILES])
def test_every_state_has_a_page(some: Any, lives: dict[Audience, str], name: str) -> None:
    name, at, day = name.partition("@")
    address = f"sjoby/{name}/{day}/" if at else f"sjoby/{name}/"
    for home in lives.values():
        look(some, home + address)
    if at:
        look(some, lives[Audience.PUBLIC] + address + "andringar/")


def test_what_waits_is_told_inside_alone(view: Any, lives: dict[Audience, str]) -> None:
    view.goto(lives[Audience.INTRANET] + "sjoby/gallande/")
    view.get_by_text("1 mening är ändrad").click()
    assert view.get_by_text("Vi ska svara inom en arbetsdag.").first.is_visible()
    assert findings(view) == []
    view.goto(lives[Audience.PUBLIC] + "sjoby/gallande/")
    assert "två arbetsdagar" in view.content() and "en arbetsdag" not in view.content()


def test_the_review_board_narrows(view: Any, lives: dict[Audience, str]) -> None:
    look(view, lives[Audience.INTRANET] + "granskning/")
    rows = view.locator("tbody tr:visible")
    every = rows.count()
    view.get_by_label("Läge").select_option("overdue")
    assert 0 < rows.count() < every
    assert "lage=overdue" in view.url


@pytest.mark.parametrize(
    "address",
    ["", "langby/", "langby/a/", "register/", "teman/", "teman/ett/", "jamforelse/",
     "jamforelse/fakta/", "kommuner/", "lagar/", "saknade/", "sok/?q=kommun"],
)  # fmt: skip
def test_long_words_fit_on_a_small_screen(some: Any, long_words: str, address: str) -> None:
    look(some, long_words + address)


@pytest.fixture
def desk(browser: Any, served: dict[Audience, str]) -> Iterator[Any]:
    """A page at desk width, and the address of the public site as `home`."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    page = context.new_page()
    page.home = served[Audience.PUBLIC]
    yield page
    context.close()


def test_the_skip_link_is_first_and_leads_to_the_text(desk: Any) -> None:
    desk.goto(desk.home + KINDS["riktlinje"])
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "skip"
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "_innehall"


def test_the_register_narrows_by_native_controls(desk: Any) -> None:
    desk.goto(desk.home + "register/")
    rows = desk.locator("[data-register] tbody tr:visible")
    assert rows.count() == 5
    desk.get_by_label("Kommun", exact=True).select_option("ale")
    assert rows.count() == 3
    desk.get_by_label("Dokumenttyp").select_option("riktlinje")
    assert rows.count() == 1
    assert desk.locator("[role=status]").inner_text() == "1 dokument visas."
    shared = desk.url
    desk.goto("about:blank")
    desk.goto(shared)
    assert rows.count() == 1
    desk.get_by_role("button", name="Visa alla").click()
    desk.wait_for_function("document.querySelector('[role=status]').textContent.startsWith('5')")


def test_the_scheme_is_a_button_with_a_state_and_is_kept(desk: Any) -> None:
    desk.goto(desk.home)
    button = desk.locator("[data-audit=theme-toggle]")
    assert button.get_attribute("aria-pressed") == "false"
    button.focus()
    desk.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    desk.goto(desk.home + "register/")
    assert desk.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert findings(desk) == []


@pytest.mark.parametrize("kind", ["start", "riktlinje", "sok-traffar"])
def test_what_each_control_opens_is_accessible(
    view: Any, served: dict[Audience, str], kind: str
) -> None:
    view.goto(served[Audience.PUBLIC] + KINDS[kind])
    names = view.locator("button[data-audit]").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.type !== 'submit')"
        ".map(one => one.dataset.audit)"
    )
    for name in dict.fromkeys(names):
        button = view.locator(f"button[data-audit={name}]").first
        button.focus()
        view.keyboard.press("Enter")
        assert findings(view) == [], name
        view.keyboard.press("Escape")
        assert button.evaluate("one => one === document.activeElement"), name
    view.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert findings(view) == []


def test_everything_is_there_without_javascript(browser: Any, served: dict[Audience, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served[Audience.PUBLIC] + "register/")
    assert page.locator("[data-register] tbody tr").count() == 5
    assert not page.locator("[data-filters]").is_visible()
    page.get_by_text("Efter tema").click()
    assert page.get_by_role("link", name="Svarstider").is_visible()
    page.goto(served[Audience.PUBLIC] + "sok/")
    assert page.get_by_text("Sökningen behöver JavaScript").is_visible()
    assert page.locator("section[aria-labelledby=_a-o] li").count() == 5
    assert not page.locator("[data-audit=theme-toggle]").is_visible()
    context.close()


def test_print_shows_the_text_and_not_the_furniture(desk: Any) -> None:
    desk.goto(desk.home + KINDS["riktlinje"])
    desk.emulate_media(media="print")
    assert not desk.locator(".menu").is_visible() and not desk.locator(".contents").is_visible()
    assert not desk.locator(".cite-button").first.is_visible()
    assert desk.locator(".line").is_visible() and desk.locator("#tillgangliga").is_visible()
    desk.evaluate("document.documentElement.dataset.scheme = 'dark'")
    colour = "getComputedStyle(document.querySelector('.text p')).color"
    assert desk.evaluate(colour) == "rgb(0, 0, 0)", "black on paper, whatever the screen showed"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site with a document and a heading that have other names now."""
    root = tmp_path_factory.mktemp("moved")
    home = root / "policies/sjoby"
    home.mkdir(parents=True)
    (home / "kommun.yml").write_text(KOMMUN, encoding="utf-8")
    (root / "policies/teman.yml").write_text(TEMAN, encoding="utf-8")
    former = "tidigare adresser: [gammalt, {rubrik: forr, nu: svar}]\nbeslut: förslag\n"
    body = "## Media {#media}\n\nOrd.\n\n" + "Ord.\n\n" * 60
    body += "## Svar & *svarstid* {#svar}\n\nOrd.\n\n" + "Ord.\n\n" * 60
    (home / "nytt.md").write_text(policy(former, body), encoding="utf-8")
    yield from serving(build(root)[Audience.PUBLIC])


NAME = "Kopiera hänvisning till avsnittet "
AT_SVAR = "Math.abs(document.getElementById('svar').getBoundingClientRect().top) < 60"


def test_a_citation_is_copied_with_the_keyboard(view: Any, moved: str) -> None:
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    look(view, moved + "sjoby/nytt/?x=1")
    button = view.get_by_role("button", name=NAME + "Svar & svarstid", exact=True)
    assert button.inner_text() == "Kopiera hänvisning" and button.inner_text() in NAME
    box = button.bounding_box()
    assert box["height"] >= 24 and box["width"] >= 24
    view.get_by_role("link", name="Länk till avsnittet Svar & svarstid").focus()
    view.keyboard.press("Tab")
    assert button.evaluate("one => one === document.activeElement")
    view.keyboard.press("Enter")
    said = view.get_by_role("status")
    view.wait_for_function("document.querySelector('.cite-status').textContent")
    assert said.inner_text() == "Hänvisningen till avsnittet ”Svar & svarstid” är kopierad."
    assert findings(view) == []
    assert view.evaluate("navigator.clipboard.readText()") == (
        f"Sjöby kommun, Titel, förslag, avsnittet ”Svar & svarstid”, {moved}sjoby/nytt/#svar"
    )


def test_without_a_clipboard_the_citation_is_shown_to_copy(view: Any, moved: str) -> None:
    view.goto(moved + "sjoby/nytt/")
    view.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    button = view.get_by_role("button", name=NAME + "Media")
    button.focus()
    view.keyboard.press("Enter")
    field = view.get_by_label("Markera och kopiera hänvisningen")
    text = f"Sjöby kommun, Titel, förslag, avsnittet ”Media”, {moved}sjoby/nytt/#media"
    assert field.input_value() == text
    assert view.evaluate("getSelection().toString()") == text, "selected, ready to copy"
    assert view.get_by_role("button", name="Stäng").bounding_box()["height"] >= 24
    assert findings(view) == []
    assert view.evaluate("document.documentElement.scrollWidth") <= view.viewport_size["width"]
    view.keyboard.press("Escape")
    assert view.get_by_role("dialog").count() == 0
    assert button.evaluate("one => one === document.activeElement")
    view.keyboard.press("Enter")
    view.get_by_role("button", name="Stäng").click()
    assert view.get_by_role("dialog").count() == 0


def test_an_old_address_leads_to_the_section(view: Any, moved: str) -> None:
    view.goto(moved + "sjoby/gammalt/#forr")
    view.wait_for_url(moved + "sjoby/nytt/#forr")
    view.wait_for_function(AT_SVAR)
    view.goto(moved + "sjoby/gammalt/")
    view.wait_for_url(moved + "sjoby/nytt/")


def test_an_old_address_leads_on_without_a_script(browser: Any, moved: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(moved + "sjoby/gammalt/")
    page.wait_for_url(moved + "sjoby/nytt/")
    assert page.get_by_text("Sjöby kommun, Titel, förslag").is_visible()
    assert page.get_by_role("button", name="Kopiera").count() == 0
    context.close()


def test_a_page_that_has_moved_is_accessible(view: Any, moved: str) -> None:
    view.route("**/nytt/", lambda route: route.abort())  # stay where we are
    html = view.request.get(moved + "sjoby/gammalt/").text()
    view.route("**/gammalt/", lambda route: route.fulfill(
        body=html.replace('http-equiv="refresh"', ""), content_type="text/html; charset=utf-8"
    ))  # fmt: skip
    look(view, moved + "sjoby/gammalt/")
    assert view.get_by_role("link", name="Titel").count() == 1
    view.unroute("**/nytt/")
    view.unroute("**/gammalt/")


def test_both_dark_palettes_are_the_same() -> None:
    style = (HOME / "overrides/assets/styrdok.css").read_text(encoding="utf-8")
    chosen = style.split(':root[data-scheme="dark"] {')[1].split("}")[0].split()
    system = style.split(":root:not([data-scheme]) {")[1].split("}")[0].split()
    assert chosen == system and len(chosen) > 40


def test_tables_of_facts_sort_by_keyboard(view: Any, served: dict[Audience, str]) -> None:
    view.goto(served[Audience.PUBLIC] + "jamforelse/fakta/")
    table = view.locator("table", has=view.get_by_text("Text, löften och kontakt, dokument"))
    words = table.get_by_role("button", name="Ord")
    words.focus()

    def shown() -> list[int]:
        return [int(n) for n in table.locator("td[data-label=Ord]").all_inner_texts()]

    view.keyboard.press("Enter")
    assert shown() == sorted(shown())
    head = table.locator("th", has_text="Ord")
    assert head.get_attribute("aria-sort") == "ascending"
    view.keyboard.press("Space")
    assert shown() == sorted(shown(), reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    assert view.evaluate("document.activeElement.textContent") == "Ord"
    topics = table.get_by_role("button", name="Ämnen")
    for _ in range(2):  # what is unknown is last, up and down
        topics.click()
        cells = table.locator("td[data-label=Ämnen]").all_inner_texts()
        assert cells == ["kommunikation och information", *["Uppgift saknas"] * 4]
    assert findings(view) == []
