"""Addresses that stay: former names and headings lead on, lost ones are told, citations."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from styrdok.cli import main
from styrdok.commands.anchors import LONGEST, shorter, with_anchors
from styrdok.compose.composer import Composer
from styrdok.compose.frame import Frame
from styrdok.compose.pages import pages
from styrdok.compose.problems import explain
from styrdok.derive.digest import digest
from styrdok.derive.relations import tie
from styrdok.memory import Memory
from styrdok.model import Audience, Severity
from styrdok.publish.edition import ADDRESSES, file_of
from styrdok.read.history import git as asking
from styrdok.read.history.anchors import heading_lines, is_plain, open_sections
from styrdok.read.policy_file import read_policy
from styrdok.rules.confirmed import named_by
from styrdok.survey import Survey, survey
from styrdok.texts import catalogue
from tests.conftest import AS_OF, KOMMUN, TEMAN, Write, build, policy, read
from tests.repository import START, Make, Repository
from tests.test_links import walk

DECIDED = "beslut: {organ: Kommunstyrelsen, datum: 2021-11-02, paragraf: 225}\n"
FORMER = "tidigare adresser: [gammalt-namn, gamla-kommunen/annat, {rubrik: telefon, nu: svar}]\n"
A = policy(DECIDED + FORMER, "## Vi svarar & ringer {#svar}\n\nInom två dagar.\n", titel="Svar")
INSIDE = policy(
    "tidigare adresser: [hemligt-namn]\n", "## Text\n\nOrd.\n", kanaler="[intranät]", titel="Inne"
)
LINKS = policy(
    "stödjer: [gammalt-namn]\nhänvisar till: [hemligt-namn]\n",
    "Se [svar](gammalt-namn.md#telefon), [hela](gammalt-namn.md),\n"
    "[annat](../gamla-kommunen/annat.md) och [innanförord](hemligt-namn.md).\n",
    titel="Länkar",
)


def codes(site: Path) -> list[tuple[str, str, Severity]]:
    return [(p.place.path.rpartition("/")[2], p.code, p.severity) for p in read(site)[1]]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """Both sites of a municipality with documents and headings that have moved."""
    root = tmp_path_factory.mktemp("moved")
    files = {"teman.yml": TEMAN, "sjoby/kommun.yml": KOMMUN, "sjoby/nytt.md": A}
    files |= {"sjoby/nytt@2016.md": policy("", "## Svar {#svar}\n\nInom tre dagar.\n")}
    files |= {"sjoby/inne.md": INSIDE, "sjoby/lankar.md": LINKS}
    for name, text in files.items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return build(root)


def page(place: Path, address: str) -> str:
    return (place / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("audience", list(Audience))
def test_a_former_address_leads_on(places: dict[Audience, Path], audience: Audience) -> None:
    place = places[audience]
    for old in ("sjoby/gammalt-namn", "gamla-kommunen/annat"):
        html = page(place, old)
        assert '<meta http-equiv="refresh" content="0; url=../../sjoby/nytt/">' in html
        assert '<meta name="robots" content="noindex">' in html
        link = re.search(r'<a href="\.\./\.\./sjoby/nytt/" data-moved>Svar</a>', html)
        assert "Dokumentet finns nu här:" in html and link
        assert "url=../../../sjoby/nytt/2016/" in page(place, f"{old}/2016")
        assert "url=../../../../sjoby/nytt/2016/andringar/" in page(place, f"{old}/2016/andringar")
    assert walk(place) == []


def test_a_former_address_is_in_no_list(places: dict[Audience, Path]) -> None:
    for place in places.values():
        for path in place.rglob("*"):
            if path.is_file() and "gamla-kommunen" not in path.as_posix():
                words = path.read_text(encoding="utf-8", errors="replace")
                assert "gamla-kommunen" not in words, path
                if "gammalt-namn" in words:
                    assert "gammalt-namn" in path.as_posix(), path


def test_the_address_that_counts_is_the_new_one(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYRDOK_SITE_URL", "https://x.example/")
    place = build(write({"sjoby/nytt.md": A}))[Audience.PUBLIC]
    html = page(place, "sjoby/gammalt-namn")
    assert '<link rel="canonical" href="https://x.example/sjoby/nytt/">' in html
    assert "gammalt" not in (place / "sitemap.xml").read_text(encoding="utf-8")
    cited = "https://x.example/sjoby/nytt/"
    assert f"Kommunstyrelsen 2021-11-02 § 225</span>, {cited}" in page(place, "sjoby/nytt")


def test_nothing_leads_to_what_is_inside(places: dict[Audience, Path]) -> None:
    assert (places[Audience.INTRANET] / "sjoby/hemligt-namn/index.html").exists()
    for path in places[Audience.PUBLIC].rglob("*"):
        assert "hemligt" not in path.as_posix()
        if path.is_file():
            words = path.read_text(encoding="utf-8", errors="replace")
            assert "hemligt" not in words and "innanförord" not in words, path


def test_a_former_heading_leads_to_the_new_one(places: dict[Audience, Path]) -> None:
    for place in places.values():
        html = page(place, "sjoby/nytt")
        assert '<h2 id="svar"><span id="telefon"></span>Vi svarar &amp; ringer' in html
        assert 'id="telefon"' not in page(place, "sjoby/nytt/2016"), "that was another text"


def test_links_to_former_names_lead_right(places: dict[Audience, Path]) -> None:
    for place in places.values():
        html = page(place, "sjoby/lankar")
        assert '<a href="../../sjoby/nytt/#svar">svar</a>' in html
        assert '<a href="../../sjoby/nytt/">hela</a>' in html
        assert '<a href="../../sjoby/nytt/">annat</a>' in html
        assert page(place, "sjoby/nytt").count("sjoby/lankar/") == 1, "the tie goes both ways"


def test_links_to_former_names_are_told(write: Write) -> None:
    site = write({"sjoby/nytt.md": A, "sjoby/inne.md": INSIDE, "sjoby/lankar.md": LINKS})
    problems = read(site)[1]
    assert {(p.code, p.severity) for p in problems} == {("former-name", Severity.NOTICE)}
    said = [explain(p, catalogue("sv")) for p in problems]
    assert "”gammalt-namn” heter numera nytt (länken leder rätt, men skriv gärna nytt)" in said
    assert any("gammalt-namn.md#telefon” heter numera #svar" in words for words in said)
    assert any("../gamla-kommunen/annat.md” heter numera nytt.md" in words for words in said)


def test_an_inner_heading_that_moved_is_inside_alone(write: Write) -> None:
    body = "[dit](#forr) [ut](#forut)\n\n::: intern\n## Inne {#inne}\n\nOrd.\n:::\n\n"
    body += "## Ute {#ute}\n\nOrd.\n"
    header = "tidigare adresser: [{rubrik: forr, nu: inne}, {rubrik: forut, nu: ute}]\n"
    site = write({"sjoby/a.md": policy(header, body)})
    places = build(site)
    inside, outside = (page(places[a], "sjoby/a") for a in (Audience.INTRANET, Audience.PUBLIC))
    assert '<h2 id="inne"><span id="forr"></span>' in inside and '<a href="#forr">dit</a>' in inside
    assert "forr" not in outside and "dit <a" not in outside and ">dit<" not in outside
    assert '<a href="#forut">ut</a>' in outside and '<span id="forut"></span>' in outside
    assert walk(places[Audience.PUBLIC]) == walk(places[Audience.INTRANET]) == []


def test_what_is_withheld_leaves_no_old_address(write: Write) -> None:
    broken = policy("färg: röd\ntidigare adresser: [gammalt]\n", titel="Trasig")
    links = policy("stödjer: [gammalt]\n", "Se [trasigord](gammalt.md).\n", titel="B")
    site = write({"sjoby/a.md": broken, "sjoby/b.md": links})
    assert [code for _, code, _ in codes(site)] == ["unknown-key"], "and nothing of the links"
    main(["build", "--utan-pdf", "--root", str(site)])
    html = page(site / "site/public", "sjoby/b")
    assert "trasigord" not in html and "gammalt" not in html
    assert not (site / "site/intranet/sjoby/gammalt").exists()


@pytest.mark.parametrize(
    ("former", "told"),
    [
        ("[a]", "former-own"),
        ("[b]", "former-taken"),
        ("[B.md]", "former-taken"),
        ("[sjoby/b]", "former-taken"),
        ("[trasig]", "former-taken"),
        ("[delad]", "former-twice"),
        ("[nytt-namn#rubrik]", "former-form"),
        ("['https://www.sjoby.example/gammalt/']", "former-form"),
        ("[gammalt@2016]", "former-form"),
        ("[../../b.md]", "former-taken"),
        ("[{rubrik: text, nu: mer}]", "former-anchor-there"),
        ("[{rubrik: forr, nu: finns-inte}]", "former-anchor-nowhere"),
        ("[{rubrik: forr, nu: texd}]", "former-anchor-nowhere-near"),
        ("[{rubrik: forr, nu: text}, {rubrik: forr, nu: mer}]", "former-anchor-twice"),
        ("[{rubrik: forr}]", "missing-key"),
        ("[{rubrik: 'a b', nu: text}]", "anchor-form"),
        ("['/sjoby/gammalt/', Gammal fil.md, {rubrik: '#forr', nu: '#text'}]", None),
        ("gammalt", None),
    ],
)  # fmt: skip
def test_what_cannot_be_a_former_address_is_told(
    write: Write, former: str, told: str | None
) -> None:
    site = write(
        {
            "sjoby/a.md": policy(
                f"tidigare adresser: {former}\n", "## Text\n\nOrd.\n\n## Mer\n\nOrd.\n"
            ),
            "sjoby/b.md": policy("tidigare adresser: [sjoby/delad]\n"),
            "sjoby/trasig.md": policy("färg: röd\n"),
        }
    )
    assert all(explain(problem, catalogue()) for problem in read(site)[1]), "it can be said"
    found = [(code, level) for name, code, level in codes(site) if name == "a.md"]
    assert {code for code, _ in found} == ({told} if told else set())
    assert all(level is Severity.ERROR for _, level in found)
    assert ("sjoby/a" in read(site)[0].policies) is (told is None)


def test_names_that_change_places_are_no_former_addresses(write: Write) -> None:
    swapped = {"sjoby/a.md": policy("tidigare adresser: [b]\n"), "sjoby/b.md": policy()}
    assert [code for name, code, _ in codes(write(swapped)) if name == "a.md"] == ["former-taken"]


def test_a_former_name_is_never_the_document_itself(write: Write) -> None:
    site = write({"sjoby/a.md": policy("tidigare adresser: [forr]\nersätter: [forr]\n")})
    register, _ = read(site)
    assert register.replaces(register.policies["sjoby/a"]) == []


@pytest.mark.parametrize(
    ("header", "cited"),
    [
        (DECIDED, ", Kommunstyrelsen 2021-11-02 § 225"),
        ("beslut: {organ: KS, datum: 1999}\ndiarienummer: KS 1/99\n", ", KS 1999"),
        ("beslut: {organ: KS}\n", ", KS"),
        ("beslut: förslag\n", ", förslag"),
        ("diarienummer: KS 2020/293\n", ", diarienummer KS 2020/293"),
        ("dokumentdatum: 2021-10\n", ", daterad 2021-10"),
        ("", ""),
    ],
)
def test_a_citation_says_what_is_known(write: Write, header: str, cited: str) -> None:
    html = page(
        build(write({"sjoby/a.md": policy(header, titel="A & B")}))[Audience.PUBLIC], "sjoby/a"
    )
    words = re.search(r"<span data-cite[^>]*>(.*?)</span>", html)
    assert words and words[1] == f"Sjöby kommun, <cite>A &amp; B</cite>{cited}"
    assert "Så hänvisar du hit" in html and html.count("data-cite") == 1


def test_an_edition_is_cited_with_its_date(places: dict[Audience, Path]) -> None:
    html = page(places[Audience.PUBLIC], "sjoby/nytt/2016")
    assert "<cite>Titel</cite>, utgåvan 2016</span>" in html


def test_the_script_is_small_and_says_nothing_itself() -> None:
    from tests.conftest import HOME

    script = (HOME / "overrides/assets/cite.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 2048
    assert not re.search(r"innerHTML|eval|kopier", script, re.I)


# What only history can tell.


@pytest.fixture
def repository(make: Make) -> Repository:
    made = make("site")
    made.write(KOMMUN, "policies/sjoby/kommun.yml")
    made.write(TEMAN, "policies/teman.yml")
    return made


def look(repository: Repository, memory: Memory | None = None) -> Survey:
    site = repository.site
    return survey(site, site / "docs", date(2026, 11, 21), memory or Memory(None))


def told(repository: Repository) -> list[str]:
    found = look(repository)
    problems = [p for p in found.problems if p.key != "tema"]  # what has no theme is told too
    assert all(p.severity is Severity.NOTICE for p in problems)
    return [f"{p.place.path}: {p.facts.get('names', p.code)}" for p in problems]


PATH = "policies/sjoby/a.md"
FIRST = "## Inledning\n\nOrd.\n\n## Hur fort vi svarar\n\nInom två dagar.\n\n## Sist\n\nOrd.\n"


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        (FIRST.replace("två", "tre"), None),
        (FIRST.replace("Hur fort vi svarar", "Hur fort vi svarar {#hur-fort-vi-svarar}"), None),
        (FIRST.replace("Hur fort vi svarar", "Snabba svar {#hur-fort-vi-svarar}"), None),
        (
            FIRST.replace("Hur fort vi svarar", "Hur snabbt vi svarar"),
            "#hur-fort-vi-svarar ”Hur fort vi svarar” → #hur-snabbt-vi-svarar",
        ),
        (
            FIRST.replace("Hur fort vi svarar", "Tider"),
            "#hur-fort-vi-svarar ”Hur fort vi svarar” → #tider",
        ),
        (FIRST.replace("## Hur fort vi svarar\n", ""), "#hur-fort-vi-svarar ”Hur fort vi svarar”"),
        (
            FIRST.replace("## Hur fort vi svarar\n", "") + "\n## Hur fort svarar vi?\n\nSnart.\n",
            "#hur-fort-vi-svarar ”Hur fort vi svarar” → #hur-fort-svarar-vi",
        ),
        (
            FIRST.replace("## Inledning", "## Syfte").replace("## Sist", "## Slut"),
            "#inledning ”Inledning” → #syfte, #sist ”Sist” → #slut",
        ),
        (FIRST.replace("## Hur fort vi svarar", "```\n## Hur fort vi svarar\n```\n"),
         "#hur-fort-vi-svarar ”Hur fort vi svarar”"),
        (FIRST.replace("## Sist", "Sist\n----"), None),
        (FIRST.replace("## Hur", "::: intern\n## Hur").replace("dagar.", "dagar.\n:::"), None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("landed", [True, False])
def test_a_heading_that_loses_its_address_is_told(
    repository: Repository, after: str, lost: str | None, landed: bool
) -> None:
    repository.write(policy("", FIRST), PATH)
    repository.commit(-50)
    repository.write(policy("", after), PATH)
    if landed:
        repository.commit(-40)
    assert told(repository) == ([f"{PATH}: {lost}"] if lost else [])


def test_a_lost_heading_is_settled_by_a_former_address(repository: Repository) -> None:
    repository.write(policy("", FIRST), PATH)
    repository.commit(-50)
    other = FIRST.replace("Hur fort vi svarar", "Tider")
    former = "tidigare adresser: [{rubrik: hur-fort-vi-svarar, nu: tider}]\n"
    repository.write(policy(former, other), PATH)
    assert told(repository) == []


def test_every_wording_that_stood_is_told_once_and_an_inner_one_never(
    repository: Repository,
) -> None:
    for at, word in enumerate(("Ett", "Två", "Ett", "Tre")):
        body = f"## {word}\n\nOrd.\n\n::: intern\n## Inne {word}\n\nOrd.\n:::\n"
        repository.write(policy("", body), PATH)
        repository.commit(at - 50)
    assert told(repository) == [f"{PATH}: #ett ”Ett” → #tre, #tva ”Två” → #tre"]


def test_a_document_that_is_renamed_or_gone_is_told(repository: Repository) -> None:
    words = "".join(f"Rad {number} i en lång text som känns igen.\n\n" for number in range(20))
    repository.write(policy("", words, titel="Ett"), "policies/sjoby/policy-om-svar.md")
    repository.write(policy("", FIRST, titel="Två"), "policies/sjoby/media.md")
    repository.write(policy(titel="Tre"), "policies/sjoby/helt-annat.md")
    repository.commit(-50)
    repository("mv", "policies/sjoby/policy-om-svar.md", "policies/sjoby/svar.md")
    repository("rm", "-q", "policies/sjoby/media.md")
    expected = [
        "policies: sjoby/media",
        "policies/sjoby/svar.md: sjoby/policy-om-svar",
    ]
    assert told(repository) == ["policies: sjoby/media, sjoby/policy-om-svar"], "not landed yet"
    repository.commit(-40)
    assert told(repository) == expected
    header = "tidigare adresser: [policy-om-svar]\n"
    repository.write(policy(header, words, titel="Ett"), "policies/sjoby/svar.md")
    repository.write(policy("ersätter: [media]\n", titel="Tre"), "policies/sjoby/helt-annat.md")
    assert told(repository) == ["policies/sjoby/helt-annat.md: unknown-document"]


def test_a_heading_lost_under_another_file_name_is_told(repository: Repository) -> None:
    words = "".join(f"Rad {number} i en lång text som känns igen.\n\n" for number in range(20))
    repository.write(policy("", "## Förr\n\n" + words), PATH)
    repository.commit(-50)
    repository("mv", PATH, "policies/sjoby/b.md")
    body = "## Numera\n\n" + words
    repository.write(policy("tidigare adresser: [a]\n", body), "policies/sjoby/b.md")
    repository.commit(-40)
    assert told(repository) == ["policies/sjoby/b.md: #forr ”Förr” → #numera"]


def test_git_is_asked_as_often_for_many_documents(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = asking.ask

    def count(site: Path, *words: str, **more: object) -> bytes:
        asked.append(" ".join(words[:2]))
        return ask(site, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "ask", count)
    for number in range(12):
        repository.write(policy("", FIRST, titel=f"T{number}"), f"policies/sjoby/d{number}.md")
    repository.commit(-50)
    look(repository)
    assert "cat-file --batch" not in asked, "one version of each: no content is read"
    for number in range(12):
        body = FIRST.replace("Sist", f"Slut {number}")
        repository.write(policy("", body, titel=f"T{number}"), f"policies/sjoby/d{number}.md")
    repository.commit(-40)
    asked.clear()
    memory = Memory(None)
    first = look(repository, memory).problems
    assert asked.count("cat-file --batch") == 1
    assert sum(problem.code == "anchor-lost" for problem in first) == 12
    asked.clear()
    assert look(repository, memory).problems == first
    assert "cat-file --batch" not in asked, "from memory"


def test_a_name_that_waits_leads_nowhere_before_its_time(repository: Repository) -> None:
    rule = "inåt före utåt: {försprång: 1 dygn, styrka: ska}\n"
    words = "".join(f"Rad {number} i en lång text som känns igen.\n\n" for number in range(20))
    repository.write(KOMMUN + rule, "policies/sjoby/kommun.yml")
    repository.write(policy("", words), PATH)
    repository.commit(0)
    repository("mv", PATH, "policies/sjoby/b.md")
    repository.write(policy("tidigare adresser: [a]\n", words), "policies/sjoby/b.md")
    first = policy("tidigare adresser: [nyast-forr]\n", titel="Nyast")
    repository.write(first, "policies/sjoby/nyast.md")
    repository.commit(10)
    root, seen = repository.site, dict[int, dict[str, set[str]]]()
    for day in (10, 13):
        as_of = (START + timedelta(day)).isoformat()
        main(["build", "--utan-pdf", "--root", str(root), "--as-of", as_of])
        seen[day] = {
            site: {path.parent.name for path in (root / "site" / site).glob("sjoby/*/index.html")}
            for site in ("public", "intranet")
        }
    assert seen[10] == {"public": {"a"}, "intranet": {"a", "b", "nyast", "nyast-forr"}}
    assert "refresh" not in page(root / "site/intranet", "sjoby/b")
    assert seen[13]["public"] == seen[13]["intranet"] == {"a", "b", "nyast", "nyast-forr"}
    assert "url=../../sjoby/b/" in page(root / "site/public", "sjoby/a")


LINES = st.sampled_from(
    ["## A", "## B {#b}", "### C [d](#a)", "   ## D", "```", "A\n---", "## E `f`", "Ord.", "",
     "::: intern", ":::", "- punkt", "> ## G", "    ## H", "## A", "## ", "* * *"]
)  # fmt: skip


@example("Ord.\n::: intern\n:::\nA\n---")  # an internal passage parts what stands around it
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_headings_read_alone_are_the_headings_of_the_text(body: str) -> None:
    reading = read_policy("policies/sjoby/a.md", policy("", body).encode()).policy
    assert reading
    opened = reading.open_body or reading.body
    found = open_sections(body)
    assert [(s.title, s.anchor) for s in found] == [(s.title, s.anchor) for s in opened.sections]
    if is_plain(body):
        assert len(heading_lines(body)) >= len({s.title for s in opened.sections})


# The command that writes addresses into files.


def test_addresses_are_written_into_the_file(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "Så svarar vi på frågor som kommer in på annat sätt än per telefon"
    body = (
        '## Inledning {tema="media"}\n\nOrd.\n\n### Svar {#svar}\n\nOrd.\n\n'
        f"## {long} ##\n\nOrd.\n\n## Svar\n\nOrd.\n\nUnderstruken\n---\n\nOrd.\n"
    )
    site = write({"sjoby/a.md": policy(DECIDED, body)})
    file = site / "policies/sjoby/a.md"
    before = read(site)[0].policies["sjoby/a"]
    assert main(["anchors", "--root", str(site)]) == 0
    said = capsys.readouterr().out
    assert said == "policies/sjoby/a.md: 3 rubriker har fått sin adress skriven i filen.\n"
    text = file.read_text(encoding="utf-8")
    assert '## Inledning {#inledning tema="media"}\n' in text
    assert f"## {long} {{#sa-svarar-vi-pa-fragor-som}}\n" in text
    assert "## Svar {#svar-2}\n" in text and "Understruken\n---\n" in text
    after = read(site)[0].policies["sjoby/a"]
    old = {s.anchor for s in before.body.sections}
    now = {s.anchor for s in after.body.sections}
    assert old <= now | set(after.moved_anchors), "no address is lost"
    assert main(["anchors", str(file), "--root", str(site)]) == 0
    assert file.read_text(encoding="utf-8") == text
    assert "Alla rubriker har redan sin adress" in capsys.readouterr().out


def test_a_locked_text_stays_locked(write: Write) -> None:
    header = DECIDED + "textform: beslutad lydelse\n"
    site = write({"sjoby/a.md": policy(header, "## Svar\n\nVi ska svara.\n")})
    file = str(site / "policies/sjoby/a.md")
    assert main(["lock", file, "--root", str(site)]) == 0
    assert main(["anchors", file, "--root", str(site)]) == 0
    assert "{#svar}" in Path(file).read_text(encoding="utf-8")
    assert read(site)[1] == []


def test_what_is_no_document_is_not_written_in(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write({"sjoby/a.md": b"---\ntitel: \xff\n---\n## A\n"})
    for name in ("policies/sjoby/finns-inte.md", "policies/sjoby/kommun.yml", "../utanfor.md"):
        assert main(["anchors", str(site / name), "--root", str(site)]) == 2
    assert main(["anchors", "--root", str(site)]) == 1
    assert (site / "policies/sjoby/a.md").read_bytes().endswith(b"## A\n")
    assert "är inte ändrad" in capsys.readouterr().err


@given(st.lists(LINES, max_size=12).map("\n".join), st.sampled_from(["\n", "\r\n"]))
def test_writing_addresses_never_changes_a_text(body: str, ending: str) -> None:
    raw = policy("", body).replace("\n", ending).encode()
    written = with_anchors("policies/sjoby/a.md", raw)
    if written:
        again = with_anchors("policies/sjoby/a.md", written[0])
        assert again == (written[0], 0)
        assert written[0].count(b"\r") == written[0].count(b"\n") * (ending == "\r\n")


@given(st.from_regex(r"[a-z0-9]{1,40}(-[a-z0-9]{1,12}){0,8}", fullmatch=True))
def test_a_shorter_address_is_free(anchor: str) -> None:
    found = shorter(anchor, {anchor})
    assert found == anchor if len(anchor) <= LONGEST else len(found) <= LONGEST
    assert shorter(anchor, {anchor, found}) not in {found} - {anchor}


def test_a_link_to_a_former_name_is_known_at_both_ends(write: Write) -> None:
    words = policy("", "Se [svaren](gammalt-namn.md).\n", titel="B")
    register, _ = read(write({"sjoby/nytt.md": A, "sjoby/b.md": words}))
    ties = tie(register)
    assert [one.policy.id for one in ties["sjoby/b"].mentions if one.policy] == ["sjoby/nytt"]
    assert [one.policy.id for one in ties["sjoby/nytt"].mentioned_by if one.policy] == ["sjoby/b"]
    assert named_by(register.policies["sjoby/b"], register) == {"sjoby/nytt"}


ODD = (
    "dokument",
    "fakta",
    "lika-stycken",
    "roller",
    "schema",
    "teman",
    "utskrift",
    "media",
    "2019",
)
SHARED_WORDS = (
    "Gatlyktor, lekplatser, broräcken och parkbänkar målas varje vår av lag med tre personer som"
    " byter trasiga brädor, oljar gångjärn och räknar lösa skruvar. Chefer ska svara på frågor.\n"
)


@pytest.mark.parametrize("many", [1, 1000])
def test_no_name_leads_to_two_things(
    many: int, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styrdok.compose.composer.MANY", many)
    body = f'## A {{tema="media"}}\n\n{SHARED_WORDS}'
    files: dict[str, str | bytes] = {}
    for home in ("dokument", "schema", "lika-stycken", "media", "2019"):
        files[f"{home}/kommun.yml"] = "namn: {0} kommun\nkortnamn: {0}\n".format(home.title())
        files |= {f"{home}/{name}.md": policy(body=body) for name in ODD}
        files[f"{home}/fakta@2019.md"] = policy(body=body)
    site, memory = write(files), Memory(None)
    found = survey(site, site / "docs", AS_OF, memory)
    composer = Composer(digest(found.register, memory), Frame((), catalogue(), memory), board=True)
    assert len(found.register.policies) == 5 * len(ODD) and composer.digest.pairs
    made = [file_of(address) for address, _ in pages(composer)]
    made += [one for known in ADDRESSES for one in known(composer)]
    assert len(made) == len(set(made)), sorted(one for one in made if made.count(one) > 1)
    folders = {parent for one in made for parent in PurePosixPath(one).parents}
    assert not folders & set(map(PurePosixPath, made)), "a file where a folder has to be"
