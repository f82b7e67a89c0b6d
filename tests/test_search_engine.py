"""The browser's search against Python's: the same hits and scores, in both forms of the index."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from bench.corpus import write_corpus

from styrdok.compose.composer import Composer
from styrdok.compose.data import STATUS_WORDS
from styrdok.compose.frame import Frame
from styrdok.compose.search.files import search_files
from styrdok.derive.search.values import Answers, Filters, Hit, Why
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.read.readings import set_text
from styrdok.survey import seen_by, survey
from styrdok.swedish.terms import fold, parts, tokens
from styrdok.texts import catalogue
from tests.conftest import AS_OF, HOME, Quiet, policy

SCRIPTS = HOME / "overrides/assets/search"
STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'"
QUESTIONS = 360
ROOM = 100_000  # bytes that a question may fetch from the nation's index, compressed
CERTAIN = {Why.EXACT, Why.FOLDED, Why.SPLIT, Why.SYNONYM}
"""The ways that the nation's index knows as well; it guesses less than a whole one does."""
IDENTIFIERS = "KS 2020/293,§ 225,§ 12,2 november 2021,2021-11-02,dnr KS 2018/12,2019-03-12"
ASK = """([root, questions]) => new Promise(done => {
  const worker = new Worker("/assets/search/worker.js"), heard = [];
  worker.onerror = event => done(["error", event.message]);
  worker.onmessage = ({ data }) => {
    heard.push(data);
    if (heard.length === questions.length) { worker.terminate(); done(heard); }
    else worker.postMessage(questions[heard.length]);
  };
  worker.postMessage({ type: "start", root, index: "data/sok/index.json" });
  worker.postMessage(questions[0]);
})"""
ODD = [
    *("steg 69", "lathund frågor", "steg 3 kommunen svarar"),
    *(
        "",
        "?",
        "§",
        "… \U0001f600",
        "constructor __proto__",
        "STRASSE straße İstanbul",
        "2020/293/1",
    ),
    *("svar\u00adstid", "kommu- nen", "<b>svar</b>", "svar\nsvar", "e-post e\u2011post", "1 2 3"),
    *("och att det", "ŉ ﬁ ǆ", "kommunikations och mediepolicy", ".*+?^$()[]", "a b c d e f"),
]
Question = dict[str, Any]


class Site(NamedTuple):
    """A register's search: Python's, and where a browser finds the same in each form."""

    finder: Any
    folder: Path
    place: Callable[[Hit], list[Any]]
    words: list[list[str]]


def site_of(root: Path, folder: Path) -> Site:
    """Write the data files of a register in both forms under a folder."""
    shutil.copytree(SCRIPTS, folder / "assets/search")
    (folder / "index.html").write_text(
        "<!doctype html><link rel=icon href=data:,><title>x</title>", encoding="utf-8"
    )
    for form, least in (("chunks", 0), ("shards", 1000)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("styrdok.derive.search.pieces.CHUNKED", least)
            patch.setattr("styrdok.derive.search.pieces.UNITS", 8)  # so that there are some chunks
            memory = Memory(None)
            known = seen_by(survey(root, HOME / "docs", AS_OF, memory), Audience.INTRANET, memory)
            composer = Composer(known, Frame([], catalogue(), memory))
            for file in search_files(composer):
                path = folder / form / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.write())

    def place(hit: Hit) -> list[Any]:
        found = known.register.policies[hit.document]
        anchor = found.body.sections[hit.leaf - 1].anchor if hit.leaf else None
        return [composer.entry(found).value.address, anchor, hit.first, list(hit.roots)]

    words = []
    for home in known.finder.homes:
        for one in known.finder.shown(home):
            titles = [one.title, *(section.title for section in one.body.sections)]
            leaves = set_text(one.body.digest, memory).leaves
            for title, leaf in zip(titles, leaves, strict=True):
                words.append([token.word for token in tokens(f"{title}. {leaf.words}")])
    return Site(known.finder, folder, place, words)


@pytest.fixture(scope="module", params=["five", "made-up"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root, folder = HOME, tmp_path_factory.mktemp("searched")
    if request.param == "made-up":
        root = tmp_path_factory.mktemp("corpus")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bench.corpus.PER_MUNICIPALITY", 20)
            write_corpus(root, 60, 4)
        sections = (f"## Steg {n}\n\nKommunen svarar på frågor.\n" for n in range(70))
        long = policy(body="Det här är en lång lathund om frågor.\n\n" + "\n".join(sections))
        (root / "policies/kommun-000/lang.md").write_text(long, encoding="utf-8")
    return site_of(root, folder)


class Counting(Quiet):
    """Serves under a strict policy for content, and notes what is fetched."""

    fetched: list[str]

    def do_GET(self) -> None:  # noqa: N802  (as the server calls it)
        self.fetched.append(self.path.lstrip("/"))
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture
def desk(browser: Any, site: Site) -> Iterator[Any]:
    """A page on the site that keeps what went wrong and what was fetched."""
    handler = type("Here", (Counting,), {"fetched": []})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(site.folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    page.faults, page.fetched = [], handler.fetched
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda told: page.faults.append(told.text))
    page.home = f"http://127.0.0.1:{server.server_port}/"
    page.goto(page.home)
    yield page
    context.close()
    server.shutdown()


def ask(desk: Any, form: str, questions: list[Question]) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = desk.evaluate(ASK, [f"{desk.home}{form}/", questions])
    return heard


def question(number: int, query: str, **given: Any) -> Question:
    filters = {"kommun": "", "typ": "", "tema": "", "status": ""}
    filters |= given.pop("filters", {})
    asked = {"type": "search", "id": number, "query": query, "limit": 10, "typing": False}
    return asked | {"filters": filters} | given


def slip(random: Random, word: str) -> str:
    if len(word) < 3:
        return word
    at = random.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return random.choice((word[:at] + word[at + 1 :], word[:at] + "e" + word[at:], swapped))


def queries(site: Site) -> list[str]:
    """Return questions of many kinds from the documents' own words, the same every time."""
    random, found = Random("sök"), [*ODD, " ".join(site.words[0]), "x" * 5000]
    homes = [home.short_name for home in site.finder._register.municipalities.values()]
    while len(found) < QUESTIONS:
        words = random.choice(site.words)
        at = random.randrange(len(words))
        row = words[at : at + random.randint(1, 4)]
        kinds: list[Callable[[], list[str]]] = [
            lambda row=row: row,
            lambda row=row: [word + random.choice(("en", "et", "ar", "s", "er")) for word in row],
            lambda row=row: [fold(word) for word in row],
            lambda row=row: [slip(random, word) for word in row],
            lambda row=row: ["".join(row[:2]), *row[2:]],
            lambda row=row: ["s".join(row[:2]), *row[2:]],
            lambda row=row: [part for word in row for part in parts(word) or (word,)],
            lambda row=row: [*row[:2], random.choice(homes) + random.choice(("", "s kommun"))],
            lambda row=row: ["Hur", *row, "?"],
            lambda row=row: [random.choice(IDENTIFIERS.split(",")), *row[:1]],
            lambda row=row: [word.upper() for word in row],
            lambda row=row: [row[0][: max(3, len(row[0]) // 2)]],
        ]
        found.append(" ".join(kinds[len(found) % len(kinds)]()))
    return found


def same(site: Site, heard: dict[str, Any], expected: Answers) -> None:
    """Assert that what the browser answers is what Python does."""
    places = [[h["address"], h["anchor"], h["first"], h["terms"]] for h in heard["hits"]]
    assert places == [site.place(hit) for hit in expected.hits[:10]], heard["query"]
    scores = [hit["score"] for hit in heard["hits"]]
    assert scores == pytest.approx([hit.score for hit in expected.hits[:10]], abs=1e-9)
    assert heard["corrected"] == [list(pair) for pair in expected.plan.corrected]


def test_a_whole_index_answers_as_python_does(desk: Any, site: Site) -> None:
    asked = queries(site)
    typing = [number % 12 == 11 for number in range(len(asked))]
    every = [question(at, one, typing=typing[at]) for at, one in enumerate(asked)]
    found = 0
    for at, heard in enumerate(ask(desk, "shards", every)):
        expected = site.finder.search(asked[at], typing=typing[at])
        same(site, heard, expected)
        assert heard["total"] == len(expected.hits) and not heard["more"]
        found += bool(expected.hits)
    assert found > QUESTIONS * 0.75 and desk.faults == []


def test_chunks_answer_as_a_whole_index_does(desk: Any, site: Site) -> None:
    asked = queries(site)
    heard = ask(desk, "chunks", [question(at, one) for at, one in enumerate(asked)])
    compared = 0
    for one, found in zip(asked, heard, strict=True):
        expected = site.finder.search(one)
        ways = {way.why for want in expected.plan.wants for way in want.ways}
        if ways <= CERTAIN:
            same(site, found, expected)
            compared += 1
    assert compared > QUESTIONS / 3 and desk.faults == []


def test_filters_keep_to_what_is_asked_for(desk: Any, site: Site) -> None:
    register = site.finder._register
    home, *_ = site.finder.homes
    one = site.finder.shown(home)[0]
    themes = sorted({key for p in register.of(home) for s in p.body.sections for key in s.themes})
    status = site.finder._standings[one.id].status
    query = "kommunens medarbetare svarar"
    cases = [
        ({"kommun": home}, Filters(municipality=home)),
        ({"typ": one.kind}, Filters(kind=one.kind)),
        ({"status": STATUS_WORDS[status]}, Filters(status=status.value)),
        ({"tema": themes[0]}, Filters(theme=themes[0])),
        ({"tema": "finns-inte"}, Filters(theme="finns-inte")),
    ]
    every = [question(at, query, filters=given) for at, (given, _) in enumerate(cases)]
    whole, chunked = ask(desk, "shards", every), ask(desk, "chunks", every)
    for at, (given, filters) in enumerate(cases):
        same(site, whole[at], site.finder.search(query, filters))
        if "kommun" not in given:
            same(site, chunked[at], site.finder.search(query, filters))
    assert chunked[0]["hits"] and {h["address"].split("/")[0] for h in chunked[0]["hits"]} == {home}
    assert desk.faults == []


def test_a_question_fetches_little(desk: Any, site: Site) -> None:
    for query in ("medarbetare", "hur snabbt svarar kommunen på frågor", "medarbetrae"):
        desk.fetched.clear()
        found, again = ask(desk, "chunks", [question(1, query), question(2, query)])
        assert again["hits"] == found["hits"]
        files = [path for path in desk.fetched if "/data/sok/" in path]
        assert found["hits"] and len(files) == len(set(files)), "nothing is fetched twice"
        folders = {path.split("/")[3] for path in files}
        assert folders <= {"index.json", "t", "d", "o"}, "no municipality's own file"
        assert ("o" in folders) <= bool(found["corrected"]), "what may be meant, for unknown words"
        size = sum(len(gzip.compress((site.folder / path).read_bytes())) for path in files)
        assert size < ROOM, query
    desk.fetched.clear()
    home = site.finder.homes[0]
    ask(desk, "chunks", [question(1, "svar", filters={"kommun": home})])
    files = {path.partition("/data/sok/")[2] for path in desk.fetched} - {""}
    assert files == {"index.json", f"{home}.json"}


def test_the_best_sentence_is_marked(desk: Any, site: Site) -> None:
    sentences = [
        "Alla kan höra av sig när som helst.",
        "Den som hör av sig ska få svar, och svaret ska vara vänligt.",
        "Svar lämnas av medarbetarna enligt § 225 (KS 2020/293), och på e-post.",
        "Medarbetare svarar enligt § 225.",
    ]
    words = ["svar", "medarb", "§225", "2020/293"]
    wants = [{"most": 1, "ways": [{"share": 1, "roots": [[word, 1]]}]} for word in words]
    told = {"type": "mark", "id": 7, "sentences": sentences, "wants": wants}
    marked = ask(desk, "shards", [told])[0]
    assert (marked["type"], marked["id"], marked["best"]) == ("marked", 7, 2)
    assert "".join(text for text, _ in marked["runs"]) == sentences[2]
    words = [text for text, whether in marked["runs"] if whether]
    assert words == ["Svar", "medarbetarna", "§ 225", "KS 2020/293"]
    nothing = ask(desk, "shards", [told | {"wants": []}])[0]
    assert nothing["best"] == 0 and nothing["runs"] == [[sentences[0], False]]


MANY = {"most": 1, "ways": [{"share": 1, "roots": [["elev", 1]]}]}
FEW = {"most": 3, "ways": [{"share": 1, "roots": [["tårt", 1]]}]}
PHRASE = {"most": 3, "ways": [{"share": 0.5, "roots": [["all", 0.2], ["lik", 0.4], ["värd", 0.4]]}]}


@pytest.mark.parametrize(
    ("wants", "sentences", "marked"),
    [
        ([MANY, FEW], ["Eleverna äter lunch.", "Ingen får tårta."], ["tårta"]),
        ([PHRASE], ["Policyn omfattar allt.", "Det gäller alla."], []),
        ([PHRASE], ["Det gäller alla.", "Allas lika värde gäller."], ["Allas", "lika", "värde"]),
        ([PHRASE, MANY], ["Den som för elever vidare."], ["elever"]),
    ],
    ids=["what tells more", "one word of a phrase", "a whole phrase", "among other words"],
)
def test_the_sentence_that_tells_most_is_the_one_that_is_quoted(
    desk: Any, wants: list[Any], sentences: list[str], marked: list[str]
) -> None:
    told = {"type": "mark", "id": 1, "sentences": sentences, "wants": wants}
    heard = ask(desk, "shards", [told])[0]
    assert [text for text, whether in heard["runs"] if whether] == marked


def test_only_the_latest_question_is_answered(desk: Any, site: Site) -> None:
    heard = desk.evaluate(
        """root => new Promise(done => {
      const worker = new Worker("/assets/search/worker.js"), heard = [];
      const filters = { kommun: "", typ: "", tema: "", status: "" };
      worker.onmessage = ({ data }) => { heard.push(data.id); if (data.id === 3) done(heard); };
      worker.postMessage({ type: "start", root, index: "data/sok/index.json" });
      for (const id of [1, 2, 3]) {
        worker.postMessage({ type: "search", id, query: "svar", filters, limit: 10, typing: true });
      }
    })""",
        f"{desk.home}chunks/",
    )
    assert heard == [3]


def test_what_cannot_be_fetched_is_told(desk: Any, site: Site) -> None:
    heard = ask(desk, "nowhere", [question(4, "svar")])
    assert heard == [{"type": "failed", "id": 4}]


def test_the_engine_loads_outside_a_browser() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node är inte installerat")
    asked = f"process.stdout.write(typeof require('{SCRIPTS / 'engine.js'}').engine)"
    done = subprocess.run([node, "-e", asked], check=True, capture_output=True, text=True)
    assert done.stdout == "function"
