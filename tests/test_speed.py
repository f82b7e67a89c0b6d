"""Speed: only what changed is done again, and what is left is as after a cold build.

Nothing here asserts on seconds; the work is counted.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from bench.__main__ import Row
from bench.corpus import write_corpus
from bench.hugo import write_hugo_site
from bench.measure import Cost, stages
from bench.page import write_page
from bench.plain import write_plain_site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, meta
from jinja2.bccache import Bucket

from styrdok import memory as memory_of
from styrdok.cli import main
from styrdok.compose.compiled import OnceMade
from styrdok.compose.templates import PART, WORDS, ReadyLoader
from styrdok.derive.search import pieces
from styrdok.memory import Memory, MemoryBrokenError
from styrdok.publish import press, tree
from styrdok.publish.jobs import PressError, job_of
from styrdok.publish.press import Printing, print_sites
from styrdok.publish.proof import SCRIPT, Proof
from styrdok.publish.rereading import Reader
from styrdok.publish.tree import Tree
from styrdok.survey import survey
from styrdok.table import Table
from styrdok.texts import catalogue
from styrdok.timings import Progress, Timings, say_timings
from tests.conftest import AS_OF, HOME, KOMMUN, TEMAN, Write, policy
from tests.repository import Repository

T = catalogue()
BOTH = ["webbplats", "intranät"]
NYBY = "namn: Nyby kommun\nkontakter:\n  vaxel: {namn: Växel, telefon: 0123-45 60 00}\n"
STYRDOK = [sys.executable, "-c", "from styrdok.cli import run; run()"]


@pytest.fixture(autouse=True)
def one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that counts work does it in one process."""
    monkeypatch.setenv("STYRDOK_KARNOR", "1")


def build(root: Path, as_of: date = AS_OF) -> Printing:
    return print_sites(root, BOTH, as_of, False, T, pdf=False)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def shown(root: Path) -> dict[str, dict[str, bytes]]:
    """Every file of both sites in place."""
    return {name: files(root / "site" / name) for name in ("public", "intranet")}


def cold(root: Path, as_of: date = AS_OF) -> dict[str, dict[str, bytes]]:
    """What a build of the same sources leaves in a folder where nothing has been built."""
    fresh = root.parent / f"{root.name}-kallt"
    shutil.rmtree(fresh, ignore_errors=True)
    skipped = shutil.ignore_patterns("site", ".styrdok")
    shutil.copytree(root, fresh, ignore=skipped, symlinks=True)
    build(fresh, as_of)
    return shown(fresh)


def corpus(number: int = 6) -> dict[str, str | bytes]:
    given: dict[str, str | bytes] = {"nyby/kommun.yml": NYBY}
    for home in ("sjoby", "nyby"):
        for at in range(number):
            theme = ("svarstider", "media")[at % 2]
            body = f'## Svar {{tema="{theme}"}}\n\nOrd {at}.\n\n::: intern\nInternt {at}.\n:::\n'
            header = f"stödjer: [d{at // 2}]\n" if at else ""
            given[f"{home}/d{at}.md"] = policy(header, body, titel=f"Dokument {at}")
    return given


COMPARED = {
    "teman/media/utskrift/index.html", "data/teman/media.json", "data/teman/media.csv",
}  # fmt: skip
"""What a theme is told in besides its page."""
STRENGTHS = {"jamforelse/index.html", "jamforelse/utskrift/index.html"}
"""Where it is told how strongly the sections of a few municipalities bind."""
FACTS = {
    "jamforelse/fakta/index.html", "jamforelse/fakta/utskrift/index.html",
    "data/jamforelse/fakta.json", "data/jamforelse/fakta.csv",
}  # fmt: skip


def written(printing: Printing, channel: str = "webbplats") -> set[str]:
    return set(printing.outcomes[channel].written)


def test_a_build_of_the_same_reads_and_writes_nothing(write: Write) -> None:
    root = write(corpus())
    first = build(root)
    assert first.read == 12 and len(written(first)) > 20
    again = build(root)
    assert again.read == 0
    assert [(p.written, p.removed) for p in again.outcomes.values()] == [([], []), ([], [])]


def test_an_edit_sets_what_hangs_on_it_and_no_more(write: Write) -> None:
    root = write(corpus())
    build(root)
    path = root / "policies/sjoby/d3.md"
    path.write_text(path.read_text("utf-8").replace("Ord 3", "Nya ord"), "utf-8")
    done = build(root)
    assert done.read == 1
    pairs = {path for path in written(done) if "jamforelse/dokument/" in path}
    assert pairs and all("sjoby/d3" in path for path in pairs)
    assert written(done) - pairs == {
        "sjoby/d3/index.html", "teman/media/index.html", "data/kommuner/sjoby.json",
        "data/sok/sjoby.json", *COMPARED, *STRENGTHS,
    }  # fmt: skip
    inner = path.read_text("utf-8").replace("Internt 3", "Annat internt")
    path.write_text(inner, "utf-8")
    done = build(root)
    assert written(done) == set(), "what only employees read leaves the public site as it is"
    assert "sjoby/d3/index.html" in written(done, "intranät")


def test_each_cause_rebuilds_what_hangs_on_it(write: Write) -> None:
    root = write(corpus())
    build(root)
    home = root / "policies/nyby/kommun.yml"
    home.write_text(NYBY.replace("60 00", "60 01"), "utf-8")
    assert written(build(root)) == {"nyby/kontakt/vaxel.vcf"}, "no page shows that number"
    home.write_text(NYBY + "webbplats: https://nyby.example\n", "utf-8")
    pages = {f"nyby/d{at}/index.html" for at in range(6)} | {"nyby/index.html"}
    data = {"data/styrdokument.json", "data/kommuner/nyby.json"}
    assert written(build(root)) == pages | data | {"nyby/kontakt/vaxel.vcf"}
    themes = root / "policies/teman.yml"
    themes.write_text(TEMAN.replace("Hur fort", "Hur snabbt"), "utf-8")
    everywhere = {"data/kommuner/nyby.json", "data/kommuner/sjoby.json", "data/styrdokument.json"}
    told = {name.replace("media", "svarstider") for name in COMPARED}
    matrix = {"data/jamforelse.json", "data/jamforelse.csv"}
    pages = {"teman/svarstider/index.html", "teman/index.html"}
    assert written(build(root)) == everywhere | matrix | told | pages
    dated = {"register/index.html", "index.html", "jamforelse/utskrift/index.html"}
    dated |= matrix | COMPARED | told | FACTS
    done = written(build(root, date(2026, 11, 22)))
    pairs = {path for path in done if path.startswith("jamforelse/dokument/")}
    assert done - pairs == everywhere | dated
    assert all(path.endswith("/utskrift/index.html") for path in pairs), "only paper is dated"


def test_a_template_rebuilds_its_own_pages(write: Write) -> None:
    root = write(corpus())
    shutil.copytree(HOME / "overrides", root / "overrides")
    build(root)
    theme = root / "overrides/theme.html"
    theme.write_text(theme.read_text("utf-8") + "\n{# #}", "utf-8")
    assert {Path(p).parts[0] for p in written(build(root))} == {"teman"}
    contact = root / "overrides/partials/contact.html"
    contact.write_text(contact.read_text("utf-8").replace("<dl", "<dl data-x"), "utf-8")
    done = written(build(root))
    assert "sjoby/d1/index.html" in done and "register/index.html" not in done


def test_the_configuration_rebuilds_every_page(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(corpus())
    build(root)
    monkeypatch.setenv("STYRDOK_SITE_URL", "https://annan.example/")
    done = build(root)
    assert {p for p in shown(root)["public"] if p.endswith("html")} <= written(done)
    assert done.read == 0


KS = "organ: KS, datum: 2020-01-01"


def edits() -> st.SearchStrategy[list[tuple[str, int, int]]]:
    kinds = st.sampled_from(sorted(EDITS))
    return st.lists(st.tuples(kinds, st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4)


def one_of(root: Path, at: int) -> Path | None:
    found = sorted((root / "policies").glob("*/*.md"))
    return found[at % len(found)] if found else None


def change(old: str, new: str) -> Callable[[Path, int, int], None]:
    def edit(root: Path, at: int, number: int) -> None:
        if path := one_of(root, at):
            text = path.read_text("utf-8").replace(old, new.format(n=number))
            path.write_text(text, "utf-8")

    return edit


def header(line: str) -> Callable[[Path, int, int], None]:
    """Give a document another key, in the place of the one it may have."""

    def edit(root: Path, at: int, number: int) -> None:
        if path := one_of(root, at):
            key = line.partition(":")[0]
            rows = path.read_text("utf-8").splitlines(keepends=True)
            kept = [row for row in rows if not row.startswith(f"{key}:")]
            path.write_text("".join([kept[0], line.format(n=number) + "\n", *kept[1:]]), "utf-8")

    return edit


def add(root: Path, at: int, number: int) -> None:
    links = f"Se [x](d{number}.md) och [y](../nyby/d{at}.md#text).\n"
    body = f'## Text {{tema="media"}}\n\n{links}\n::: kontakt kontaktcenter\n'
    (root / f"policies/sjoby/ny-{number}.md").write_text(policy(body=body), "utf-8")


def rename(root: Path, at: int, number: int) -> None:
    if path := one_of(root, at):
        path.rename(path.with_name(f"d{number}.md"))


def delete(root: Path, at: int, number: int) -> None:
    if path := one_of(root, at):
        path.unlink()


def municipality(root: Path, at: int, number: int) -> None:
    text = KOMMUN.replace("Kontaktchef", f"Chef {number}")
    (root / "policies/sjoby/kommun.yml").write_text(text, "utf-8")


def theme(root: Path, at: int, number: int) -> None:
    text = TEMAN.replace("namn: Media", f"namn: Media {number}")
    (root / "policies/teman.yml").write_text(text, "utf-8")


def stray(root: Path, at: int, number: int) -> None:
    for name in ("public", "intranet"):
        if (root / "site" / name).is_dir():
            (root / "site" / name / f"framling-{number}.html").write_text("x", "utf-8")
            (root / "site" / name / "register/index.html").write_text("x", "utf-8")


def frame(root: Path, at: int, number: int) -> None:
    folder = root / "overrides"
    if not folder.exists():
        shutil.copytree(HOME / "overrides", folder)
    path = folder / ("partials/contact.html", "theme.html", "base.html")[at % 3]
    path.write_text(path.read_text("utf-8") + f"<!-- {number} -->", "utf-8")


def by_hand(root: Path, at: int, number: int) -> None:
    docs = root / "docs"
    docs.mkdir(exist_ok=True)
    head = "---\nkanaler: [webbplats]\ntitle: Start\nrender_macros: true\n---\n# Start\n\n"
    (docs / "index.md").write_text(f"{head}{number} {{{{ register() }}}}\n", "utf-8")
    for path in docs.glob("ritning*"):
        path.unlink()
    (docs / ("ritning", "ritning.md")[at % 2]).write_text(head + "x", "utf-8")


def edition(root: Path, at: int, number: int) -> None:
    if (path := one_of(root, at)) and "@" not in path.name:
        path.with_name(f"{path.stem}@200{number}.md").write_bytes(path.read_bytes())


def commit(root: Path, at: int, number: int) -> None:
    """Put what there is on main, some days ago."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        repository = Repository(root)
        (root / ".gitignore").write_text("site/\n.styrdok/\n", "utf-8")
        repository.commit(18 + number / 3)


def theme_words(root: Path, at: int, number: int) -> None:
    """Give a theme words of its own, a definition, or a new theme nobody is tagged with."""
    words = ("ord", "dagar", "besked", "Sjöby")[at % 4]
    text = TEMAN.replace("namn: Media,", f"namn: Media, ord: [{words}, besked {number}],")
    if at % 2:
        text += "  - {id: bilder, namn: Bilder, definition: Om bilder., ord: [policy, text]}\n"
    (root / "policies/teman.yml").write_text(text, "utf-8")


def home(root: Path, at: int, number: int) -> None:
    """Name a municipality otherwise, or add one that has no documents."""
    names = ("nyby", "nyby", "tomby", f"h{number}")
    path = root / "policies" / names[at % 4] / "kommun.yml"
    path.parent.mkdir(exist_ok=True)
    name = ("Nyby kommun", "Kommunen", "Ale kommun", "Besked", "Sjöby kommun")[number % 5]
    text = NYBY.replace("Nyby kommun", name) + f'kommunkod: "{("1440", "0180")[number % 2]}"\n'
    path.write_text(text + ("kortnamn: Ord\n" if number % 3 else ""), "utf-8")


PASSAGE = (
    "Nyby kommun lägger gatubelysning, lekplatser, simhallar, bibliotek och bänkar i en gemensam"
    " förteckning, och invånarna kan följa skötseln kvarter för kvarter hela året om."
)


def copied(root: Path, at: int, number: int) -> None:
    """Write a passage that others may have too, some words of it changed; perhaps for inside."""
    if path := one_of(root, at):
        words = PASSAGE.replace("lekplatser", f"besked{number}").split()
        words[number] = "Sjöby"
        said = " ".join(words)
        said = f"::: intern\n{said}\n:::" if number == 7 else said
        path.write_text(f"{path.read_text('utf-8')}\n{said}\n", "utf-8")


def lead_time(root: Path, at: int, number: int) -> None:
    path = root / "policies/sjoby/kommun.yml"
    rule = f"inåt före utåt: {{försprång: {number + 1} timmar, styrka: ska}}\n"
    text = path.read_text("utf-8")
    path.write_text(text if "inåt före utåt" in text else text + rule, "utf-8")


EDITS: dict[str, Callable[[Path, int, int], None]] = {
    "change": change("Ord", "Ord {n}"),
    "retitle": change("titel: ", "titel: Ny {n} "),
    "retheme": change('tema="media"', 'tema="svarstider"'),
    "inside": change("[intranät, webbplats]", "[intranät]"),
    "outside": change("kanaler: [intranät]", "kanaler: [intranät, webbplats]"),
    "revert": change("Ny ", ""),
    "break": change("dokumenttyp: policy", "dokumenttyp: x{n}"),
    "mend": change("dokumenttyp: x", "dokumenttyp: policy #"),
    "add": add,
    "rename": rename,
    "delete": delete,
    "municipality": municipality,
    "theme": theme,
    "frame": frame,
    "by hand": by_hand,
    "stray": stray,
    "edition": edition,
    "name": change(
        "Ord", "Se policyn för n{n} och KS 2020-01-01 § {n}. 6 § förvaltningslagen. Ord"
    ),
    "promise": change("Ord", "Vi svarar inom {n} dagar. Ring 0123-45 67 0{n}. Ord"),
    "be named": change("titel: ", "titel: Policy för n{n} – "),
    "alias": header("alias: [Policy för n{n}]"),
    "record": header("diarienummer: KS 2020/{n}"),
    "support": header("stödjer: [d{n}, Policy för n{n}]"),
    "formerly": header("tidigare adresser: [d{n}, gammal-{n}]"),
    "open up": change("::: intern\n", ""),
    "decide": change("dokumenttyp: policy\n", f"dokumenttyp: policy\nbeslut: {{{{{KS}}}}}\n"),
    "propose": change(f"beslut: {{{KS}}}", "beslut: förslag"),
    "replace": change("dokumenttyp: policy\n", "dokumenttyp: policy\nersätter: [d{n}]\n"),
    "review": change("dokumenttyp: policy\n", "dokumenttyp: policy\nrevideras: 202{n}\n"),
    "commit": commit,
    "theme words": theme_words,
    "home": home,
    "copied": copied,
    "copied again": copied,
    "bind": change("Ord", "Chefer ska ge besked {n}. Medarbetare får inte dröja. Ord"),
    "tag": change("\n## ", '\n## Besked {{tema="media"}}\n\nBesked {n}.\n\n## '),
    "lead time": lead_time,
}


@given(
    rounds=st.lists(st.tuples(edits(), st.integers(0, 2)), min_size=1, max_size=3),
    national=st.booleans(),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_random_edits_leave_what_a_cold_build_leaves(
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[tuple[list[tuple[str, int, int]], int]],
    national: bool,
) -> None:
    """Whether the search's index is of a few documents or of the nation's."""
    root = tmp_path_factory.mktemp("egenskap") / "rot"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "CHUNKED", 0 if national else pieces.CHUNKED)
        _edit_and_compare(root, rounds)


def _edit_and_compare(root: Path, rounds: list[tuple[list[tuple[str, int, int]], int]]) -> None:
    for name, content in ({"teman.yml": TEMAN, "sjoby/kommun.yml": KOMMUN} | corpus(4)).items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(content), "utf-8")
    build(root)
    for changes, days in rounds:
        for kind, at, number in changes:
            EDITS[kind](root, at, number)
        as_of = date(2026, 11, 21 + days)
        build(root, as_of)
        assert shown(root) == cold(root, as_of), changes


def run_alone(root: Path) -> None:
    """Build as a program of its own, on three cores: no process is forked from the tests' own."""
    command = [*STYRDOK, "build", "--utan-pdf", "--as-of", AS_OF.isoformat(), "--root", str(root)]
    env = os.environ | {"STYRDOK_KARNOR": "3"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_cores_and_folders_leave_the_same_bytes(write: Write) -> None:
    root = write(corpus(60))
    run_alone(root)
    assert shown(root) == cold(root)
    path = one_of(root, 3)
    assert path
    path.write_text(path.read_text("utf-8").replace("Ord", "Nya ord"), "utf-8")
    stray(root, 0, 1)
    for _ in range(2):
        run_alone(root)
    assert shown(root) == cold(root)


def test_only_a_build_that_has_much_to_do_parts_into_processes(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process copies what it touches, and that is most of what is known."""
    parted: list[bool] = []

    def noted(works: Sequence[Callable[[], object]], apart: bool = True) -> list[object]:
        parted.append(apart)
        return [work() for work in works]

    monkeypatch.setattr(press, "side_by_side", noted)
    root = write(corpus(60))
    build(root)
    build(root)
    one_of_them = root / "policies/nyby/d3.md"
    one_of_them.write_text(one_of_them.read_text("utf-8") + "\nOch så detta.\n", "utf-8")
    build(root)
    build(root, date(2026, 11, 22))
    assert parted == [True, False, False, False]
    frame(root, 0, 1)
    build(root)
    assert parted[4:] == [True], "a template sets every page anew"


def test_a_template_is_compiled_once_for_both_sites(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, str]] = []
    keep = OnceMade.dump_bytecode

    def noted(held: OnceMade, bucket: Bucket) -> None:
        made.append((bucket.key, bucket.checksum))
        keep(held, bucket)

    monkeypatch.setattr(OnceMade, "dump_bytecode", noted)
    monkeypatch.setattr("styrdok.compose.compiled.MADE", {})
    root = write(corpus(2))
    build(root)
    assert len(made) > 10
    cold(root)
    assert len(made) == len(set(made))


def test_what_is_served_is_what_is_built(
    write: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Comparisons, roles, printed pages and data too; after an edit as well."""
    root = write(corpus())
    bind, note = EDITS["bind"], tmp_path_factory.mktemp("bord")
    for at in (1, 3, 8):
        copied(root, at, 2)
        bind(root, at, at)
    job = job_of(root, "webbplats", AS_OF, note, T)
    job = replace(job, settings=replace(job.settings, pdf=False))
    reader = Reader(job, Memory(None), note / "docs-byggt", T, False)
    reader.memory.hot = {}
    proof = Proof(reader)
    for at in (1, 2):
        build(root)
        made, script = shown(root)["public"], (SCRIPT % proof.number).encode()
        sought = {"roller/chef/index.html", "jamforelse/lika-stycken/index.html"}
        pair = "jamforelse/dokument/nyby/d1/sjoby/d2/utskrift/index.html"
        assert made.keys() >= sought | {pair, "data/roller/chef.csv", *COMPARED, *FACTS}
        for path in made:
            if path not in ("sitemap.xml", "robots.txt", "_headers"):
                status, content = proof.file(path.removesuffix("index.html"))
                assert status == 200 and content.replace(script, b"") == made[path], path
        copied(root, at, 4)
        for path in (root / "policies").rglob("*.md"):
            proof.note(str(path))
        proof.take_up()
        proof.settle()


def test_a_saved_page_waits_for_nothing_else(
    write: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, note = write(corpus()), tmp_path_factory.mktemp("bord")
    reader = Reader(job_of(root, "webbplats", AS_OF, note, T), Memory(None), note / "d", T, False)
    reader.memory.hot = {}
    proof = Proof(reader)
    path = one_of(root, 1)
    assert path
    path.write_text(path.read_text("utf-8") + "\n\nNyskrivet.\n", "utf-8")
    proof.note(str(path))
    before = proof.number
    proof.take_up()
    status, page = proof.file(f"{path.parent.name}/{path.stem}/")
    assert status == 200 and b"Nyskrivet." in page and proof.number == before + 1
    assert not {"pages", "data"} & vars(proof.edition).keys()
    assert "problems" not in vars(reader.found)
    proof.settle()
    assert "problems" in vars(reader.found) and "pages" in vars(proof.edition)


@pytest.fixture
def proof(write: Write, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The public site of two municipalities, as it is shown while it is written."""
    root, note = write(corpus()), tmp_path_factory.mktemp("bord")
    reader = Reader(job_of(root, "webbplats", AS_OF, note, T), Memory(None), note / "d", T, False)
    reader.memory.hot = {}
    return Proof(reader)


def save(proof: Proof, name: str, old: str, new: str) -> str:
    """Write other words into a file under policies/, and return the address of its page."""
    path = proof._reading.job.settings.site / "policies" / name
    text = path.read_text("utf-8") if path.exists() else ""
    path.write_text(text.replace(old, new, 1), "utf-8")
    proof.note(str(path))
    return name.removesuffix(".md") + "/"


def test_what_was_saved_is_shown_before_all_is_read_and_as_it_will_be(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = "Ord 3 och mer, se [den andra](d4.md).\n\n::: intern\nHemligt.\n:::\n"
    at = save(proof, "nyby/d3.md", "Ord 3.", new)
    number, edition, around = proof.number, proof.edition, []
    with monkeypatch.context() as patch:
        patch.setattr(Reader, "renew", lambda *_: around.append("all"))
        assert proof.glance()
    assert proof.number == number + 1 and proof.edition is edition and not around
    first = proof.file(at)
    assert first[0] == 200 and "och mer" in first[1].decode() and b"Hemligt" not in first[1]
    assert b"och mer" not in proof.file("nyby/")[1], "what else there is waits for all"
    proof.take_up()
    proof.number = number + 1  # which stands in the page
    assert proof.file(at) == first


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("nyby/d3.md", "Ord 3.", "Ord, se [den andra](../sjoby/d4.md)."),
        ("nyby/d3.md", "stödjer: [d1]", "stödjer: [sjoby/d1]"),
        ("nyby/d3.md", "stödjer: [d1]", "stödjer: [Sjöby/D1]"),
        ("nyby/d3.md", "stödjer: [d1]", "stödjer: [d1]\ntidigare adresser: [sjoby/d9]"),
        ("nyby/d3.md", "titel: ", "titlar: "),
        ("nyby/kommun.yml", "Växel", "Växeln"),
        ("teman.yml", "Svarstider", "Svar"),
    ],
)
def test_what_could_be_shown_otherwise_than_it_will_be_waits_for_all(
    proof: Proof, name: str, old: str, new: str
) -> None:
    """Another municipality's document is named, the file has an error, or it is no document."""
    before = proof.file("nyby/d3/")
    save(proof, name, old, new)
    assert not proof.glance() and proof.file("nyby/d3/") == before


def test_where_all_cannot_be_read_the_site_as_it_was_is_shown(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, number = proof.file("nyby/d3/"), proof.number
    save(proof, "nyby/d3.md", "Ord 3.", "Annat.")
    assert proof.glance()
    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(Reader, "renew", lambda *_: Path("finns inte").read_bytes())
        proof.take_up()
    proof.number = number  # which stands in the page
    assert proof.file("nyby/d3/") == before


def test_a_document_that_another_municipality_names_waits_for_all(proof: Proof) -> None:
    save(proof, "sjoby/d4.md", "Ord 4.", "Ord, se [den andra](../nyby/d3.md).")
    proof.take_up()
    save(proof, "nyby/d3.md", "Ord 3.", "Annat.")
    assert not proof.glance()


def test_a_document_that_was_not_to_be_published_waits_for_all(proof: Proof) -> None:
    save(proof, "nyby/d3.md", "titel: ", "titlar: ")
    proof.take_up()
    save(proof, "nyby/d3.md", "titlar: ", "titel: ")
    assert not proof.glance()


def test_a_page_that_is_shown_first_leads_where_it_will_lead(proof: Proof) -> None:
    at = save(proof, "nyby/d3.md", "Ord 3.", "Följ kommunens riktlinjer för tjänsteresor.")
    assert proof.glance()
    first, number = proof.file(at), proof.number
    assert b"saknade/nyby/#" in first[1]
    proof.take_up()
    proof.number = number
    assert proof.file(at) == first


def test_what_an_editors_program_lays_beside_a_document_delays_nothing(proof: Proof) -> None:
    """As vim does when it saves: a swap file, a copy, and a file that is gone at once."""
    at = save(proof, "nyby/d3.md", "Ord 3.", "Ord 3 och mer.")
    folder = proof._reading.job.settings.site / "policies/nyby"
    (folder / "d3.md~").write_text("Ord 3.", "utf-8")
    for name in (".d3.md.swp", "d3.md~", "4913"):
        proof.note(str(folder / name))
    assert proof.glance() and "och mer" in proof.file(at)[1].decode()


def test_documents_of_two_municipalities_wait_for_all(proof: Proof) -> None:
    save(proof, "nyby/d3.md", "Ord 3.", "Annat.")
    save(proof, "sjoby/d3.md", "Ord 3.", "Annat.")
    assert not proof.glance()


def test_another_language_of_the_interface_rebuilds_what_has_words(write: Write) -> None:
    root = write(corpus())
    for name in ("macros", "overrides"):
        shutil.copytree(HOME / name, root / name)
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("---\nkanaler: [webbplats]\n---\n# S\n", "utf-8")
    for name in ("mkdocs.yml", "mkdocs.intranet.yml"):
        shutil.copy(HOME / name, root / name)
    build(root)
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("kanal: webbplats", "kanal: webbplats\n    språk: en")
    config.write_text(text, "utf-8")
    build(root)
    assert shown(root) == cold(root)


@pytest.mark.parametrize(
    ("how", "told"), [("os._exit(9)", "ChildProcessError"), ("raise SystemExit('nej')", "nej")]
)
def test_what_happens_in_another_process_is_told_here(how: str, told: str) -> None:
    code = (
        "import os\nfrom styrdok.spread import side_by_side\nhere = os.getpid()\n"
        f"def work():\n    if os.getpid() != here:\n        {how}\n    return 1\n"
        "side_by_side([work, work])"
    )
    env = os.environ | {"STYRDOK_KARNOR": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode and told in done.stderr


def test_processes_end_with_the_one_that_made_them(tmp_path: Path) -> None:
    code = (
        "import os, time, pathlib\nfrom styrdok.spread import side_by_side\n"
        "def slow():\n"
        "    pathlib.Path(str(os.getpid())).touch(); time.sleep(60); return b'x' * 10**6\n"
        "side_by_side([slow, slow])"
    )
    env = os.environ | {"STYRDOK_KARNOR": "2"}
    first = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=env)
    while len(list(tmp_path.iterdir())) < 2:
        time.sleep(0.05)
    first.kill()
    first.wait()
    other = next(int(path.name) for path in tmp_path.iterdir() if int(path.name) != first.pid)
    for _ in range(100):
        if not is_running(other):
            return
        time.sleep(0.05)
    raise AssertionError("a process outlived the one that made it")


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] != "Z"
    except OSError:
        return False


def test_mkdocs_gives_the_same_bytes(write: Write, tmp_path: Path) -> None:
    root = write(corpus())
    (root / "docs").mkdir()
    page = "---\nkanaler: [webbplats]\ntitle: Om\n---\n# Om\n\nSe [d](sjoby/d1.md).\n"
    (root / "docs/om.md").write_text(page, "utf-8")
    (root / "docs/index.md").write_text(page.replace("om", "Start"), "utf-8")
    for name in ("macros", "overrides"):
        shutil.copytree(HOME / name, root / name)
    config = (HOME / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(
        config.replace("kanal: webbplats", f'pdf: false\n    datum: "{AS_OF}"'), "utf-8"
    )
    build(root)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "ut")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "ut") == shown(root)["public"]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.write_bytes(b"skr\xe4p" * 500), "går inte att lita på"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "går inte att lita på"),
        (lambda path: spoil(path, "UPDATE kept SET value = 'x' WHERE kind = 'reading'"), "lita på"),
        (lambda path: spoil(path, "UPDATE kept SET value = x'00' WHERE kind = 'text'"), ""),
        (lambda path: spoil(path, "DROP TABLE kept"), ""),
        (lambda path: spoil(path, "DELETE FROM kept WHERE kind = 'text'"), ""),
    ],
)
def test_an_odd_memory_is_told_and_thrown_away(
    write: Write, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], None], said: str
) -> None:
    root = write(corpus())
    build(root)
    harm(root / ".styrdok/minne")
    path = root / "policies/sjoby/d1.md"
    path.write_text(path.read_text("utf-8").replace("Ord 1", "Andra ord"), "utf-8")
    capsys.readouterr()
    build(root)
    assert said in capsys.readouterr().err
    assert shown(root) == cold(root)


def spoil(path: Path, command: str) -> None:
    with sqlite3.connect(path) as base:
        base.execute(command)
    base.close()


def test_a_memory_of_another_engine_is_told_and_thrown_away(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(corpus())
    build(root)
    monkeypatch.setattr("styrdok.memory.engine", lambda: "en annan")
    capsys.readouterr()
    assert build(root).read == 12
    assert "från en annan version" in capsys.readouterr().err


def test_values_that_nobody_put_there_are_never_trusted(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.put("text", "a", b"ord")
    memory.save()
    spoil(tmp_path / ".styrdok/minne", "UPDATE kept SET value = x'0011' WHERE kind = 'text'")
    with pytest.raises(MemoryBrokenError):
        Memory(tmp_path).get("text", "a")


def test_what_is_put_while_the_memory_is_written_down_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who serves a site sets a page in one thread while another thread saves."""
    memory = Memory(tmp_path)
    sum_of = memory_of._sum

    def meanwhile(value: bytes) -> bytes:
        memory.put("ord", "två", b"2")
        return sum_of(value)

    with monkeypatch.context() as patch:
        patch.setattr(memory_of, "_sum", meanwhile)
        memory.save()
    memory.save()
    assert Memory(tmp_path).get("ord", "två") == b"2"


def test_a_memory_holds_no_more_that_is_new_than_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styrdok.memory.MUCH", 1000)
    memory = Memory(tmp_path)
    held = []
    for at in range(50):
        memory.put("ord", str(at), b"x" * 100)
        held.append(len(memory._fresh))
    assert max(held) == 10, "of a hundred bytes each"
    assert all(memory.get("ord", str(at)) == b"x" * 100 for at in range(50))
    memory.save()
    assert len(dict(Memory(tmp_path).all("ord"))) == 50


def test_a_table_asks_once_of_each_word_and_holds_no_more_than_it_may() -> None:
    asked: list[str] = []
    table = Table(lambda word: asked.append(word) or len(word), most=3)
    assert [table[word] for word in ("a", "bb", "a", "ccc")] == [1, 2, 1, 3]
    assert asked == ["a", "bb", "ccc"]
    sizes = [(table[str(number)], len(table))[1] for number in range(20)]
    assert max(sizes) == 3


def test_an_odd_memory_is_told_once(tmp_path: Path) -> None:
    (tmp_path / ".styrdok").mkdir()
    (tmp_path / ".styrdok/minne").write_bytes(b"skrot" * 500)
    memory, told = Memory(tmp_path), list[str]()
    assert [memory.trusted(lambda: 1, told.append) for _ in range(3)] == [1, 1, 1]
    assert told == ["memory.broken"]


@pytest.mark.parametrize("made", [".styrdok", ".styrdok/minne/x"])
def test_a_memory_that_cannot_be_kept_is_no_obstacle(write: Write, made: str) -> None:
    root = write(corpus())
    (root / made).parent.mkdir(parents=True, exist_ok=True)
    (root / made).write_text("en fil", "utf-8")
    build(root)
    assert shown(root) == cold(root)


def test_check_and_build_share_a_memory_and_survive_a_bad_one(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(corpus())
    assert main(["check", "--root", str(root)]) == 0
    assert build(root).read == 0
    spoil(root / ".styrdok/minne", "UPDATE kept SET value = x'0011' WHERE kind = 'reading'")
    assert main(["check", "--root", str(root)]) == 0
    assert "går inte att lita på" in capsys.readouterr().err


def test_a_full_disk_is_told_and_the_old_site_stays(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(corpus())
    build(root)
    before = shown(root)
    for at in range(6):
        path = root / f"policies/sjoby/d{at}.md"
        path.write_text(path.read_text("utf-8").replace("Ord", "Nytt"), "utf-8")
    real, left = os.write, [5]

    def full(file: int, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data)

    monkeypatch.setattr(tree.os, "write", full)
    with pytest.raises(PressError, match=r"(?s)disken är full.*står kvar"):
        build(root)
    assert shown(root) == before
    monkeypatch.undo()
    build(root)
    assert shown(root) == cold(root) != before


def test_a_killed_build_leaves_the_old_site_and_the_next_is_right(write: Write) -> None:
    root, env = write(corpus(12)), os.environ | {"STYRDOK_KARNOR": "2"}
    build(root)
    random, sites = Random(7), [shown(root)]
    for number in range(12):
        path = root / f"policies/sjoby/d{random.randrange(12)}.md"
        text = policy(body=f"## Text\n\nVersion {number}.\n", titel=f"T {number}")
        path.write_text(text, "utf-8")
        command = [
            *STYRDOK,
            "build",
            "--utan-pdf",
            "--as-of",
            AS_OF.isoformat(),
            "--root",
            str(root),
        ]
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
        )
        time.sleep(random.uniform(0.3, 1.1))
        running.send_signal(signal.SIGKILL)
        running.wait()
        sites.append(cold(root))
        now = shown(root)
        for name in ("public", "intranet"):
            assert now[name] in [site[name] for site in sites], f"half built: {name} {number}"
    build(root)
    assert shown(root) == cold(root)


def test_the_old_site_comes_back_where_a_system_cannot_exchange(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(corpus())
    monkeypatch.setattr(tree, "_exchange", lambda one, other: False)
    build(root)
    before = shown(root)
    (root / "site/public").rename(root / "site/.public.gammal")  # killed between two renames
    build(root)
    assert shown(root) == before
    path = root / "policies/sjoby/d1.md"
    path.write_text(path.read_text("utf-8").replace("Ord 1", "Andra ord"), "utf-8")
    build(root)
    assert shown(root) == cold(root)


def test_withheld_goes_first_and_inside_is_shown_before_outside(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(corpus())
    build(root)
    steps: list[tuple[str, str]] = []
    for name in ("withdraw", "show", "follow"):
        real = getattr(Tree, name)

        def noted(self: Tree, name: str = name, real: Callable[[Tree], object] = real) -> object:
            steps.append((name, self.place.name))
            return real(self)

        monkeypatch.setattr(Tree, name, noted)
    build(root)
    assert steps == [
        ("withdraw", "public"), ("withdraw", "intranet"), ("show", "intranet"), ("show", "public"),
        ("follow", "intranet"), ("follow", "public"),
    ]  # fmt: skip


def test_what_is_withdrawn_is_nowhere_beside_either(write: Write) -> None:
    root = write(corpus())
    build(root)
    path = root / "policies/sjoby/d1.md"
    path.write_text(policy(kanaler="[intranät]", titel="Bara för oss"), "utf-8")
    build(root)
    assert "sjoby/d1/index.html" in shown(root)["intranet"]
    for name in ("public", ".public.nasta"):
        assert not [p for p in files(root / "site" / name) if p.startswith("sjoby/d1/")]
    path.unlink()
    build(root)
    assert not [key for key, _ in Memory(root).all("reading") if key.endswith("sjoby/d1.md")]


@pytest.mark.parametrize("harm", ["touch", "append", "remove", "stop", "copy"])
def test_what_is_withdrawn_goes_whatever_was_done_to_its_file(write: Write, harm: str) -> None:
    root = write(corpus())
    build(root)
    page = root / "site/public/sjoby/d1/index.html"
    if harm == "touch":
        os.utime(page, (1_700_000_000, 1_700_000_000))
    elif harm == "append":
        with page.open("a", encoding="utf-8") as file:
            file.write("mer")
    elif harm == "remove":
        page.unlink()
    elif harm == "copy":
        shutil.copytree(root / "site", root / "sparad")
        shutil.rmtree(root / "site")
        shutil.move(root / "sparad", root / "site")
    else:  # a build was stopped when the page was written beside, and nobody cleared it away
        beside = root / "site/.public.nasta/sjoby/d1/index.html"
        beside.unlink()
        beside.write_text("halvfärdig", "utf-8")
    path = root / "policies/sjoby/d1.md"
    path.write_text(policy(kanaler="[intranät]", titel="Bara för oss"), "utf-8")
    for _ in range(3):
        build(root)
        for name in ("public", ".public.nasta"):
            assert "sjoby/d1/index.html" not in files(root / "site" / name), harm
    assert shown(root) == cold(root)


def test_of_two_files_with_one_address_the_first_stands(write: Write) -> None:
    root = write(corpus())
    (root / "docs/om").mkdir(parents=True)
    for name in ("index", "om", "om/index"):
        head = f"---\nkanaler: [webbplats]\ntitle: {name}\n---\n# {name}\n"
        (root / f"docs/{name}.md").write_text(head, "utf-8")
    for _ in range(3):
        build(root)
        assert shown(root) == cold(root)


def test_a_file_that_cannot_be_read_is_tried_again_each_time(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(corpus(2))
    path = root / "policies/sjoby/d1.md"
    for size, said in ((1_200_000, "1,2 MB"), (2_900_000, "2,9 MB")):
        path.write_bytes(b"x" * size)
        build(root)
        assert said in capsys.readouterr().err


def test_a_name_that_is_no_text_is_told(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(corpus(2))
    (root / "policies/sjoby").joinpath(os.fsdecode(b"\xff.md")).write_text(policy(), "utf-8")
    build(root)
    assert "namn går inte att läsa" in capsys.readouterr().err


def test_a_site_never_lands_on_its_sources(write: Write) -> None:
    root = write(corpus(2))
    for name in ("macros", "overrides", "docs"):
        shutil.copytree(HOME / name, root / name)
    text = (HOME / "mkdocs.yml").read_text("utf-8")
    for place in ("policies", "policies/x", "docs", "."):
        config = text.replace("site_dir: site/public", f"site_dir: {place}")
        (root / "mkdocs.yml").write_text(config, "utf-8")
        with pytest.raises(PressError):
            build(root)
        assert (root / "policies/sjoby/d1.md").exists()


def test_templates_are_framed_by_what_jinja_says() -> None:
    folder = HOME / "overrides"
    loader, environment = ReadyLoader([str(folder)], T), Environment(autoescape=True)

    def framed(name: str, found: set[str]) -> set[str]:
        """All that a template names or borrows, and what those do."""
        found.add(name)
        source = loader.get_source(environment, name)[0]
        named = {n for n in meta.find_referenced_templates(environment.parse(source)) if n}
        if any(word in source for word in ("fit(", "fit_quote(", "contact_block(")):
            named.add("partials/contact.html")
        for other in named - found:
            framed(other, found)
        return found

    for path in folder.rglob("*.html"):
        name = path.relative_to(folder).as_posix()
        assert {one for one, _ in loader.whole(environment, name)} == framed(name, set())
        source = loader.get_source(environment, name)[0]
        assert not PART.search(source) and not WORDS.search(source), name


def test_progress_speaks_on_a_terminal_alone_and_only_when_it_takes_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("CI", raising=False)
    stream = Terminal()
    progress = Progress(stream)
    progress.tell("1 fil")
    assert stream.getvalue() == ""
    progress.start -= 10
    progress.last -= 10
    progress.tell("2 filer")
    assert "2 filer" in stream.getvalue()
    monkeypatch.setenv("CI", "true")
    assert Progress(Terminal()).quiet and Progress(io.StringIO()).quiet


def test_stages_that_follow_on_each_other_are_measured_each_by_itself() -> None:
    timings = Timings()
    with timings.stage("allt"), timings.course("a") as turn:
        for name in "aabba":
            turn(name)
    clocks = {name: clock for name, (clock, _) in timings.spent.items()}
    assert list(clocks) == ["a", "b", "allt"]
    assert 0 < clocks["a"] + clocks["b"] <= clocks["allt"]


def test_timings_say_where_the_time_went(write: Write) -> None:
    root, timings = write(corpus()), Timings()
    print_sites(root, BOTH, AS_OF, True, T, pdf=False, timings=timings)
    assert set(timings.spent) == {
        "settings", "read", "references", "themes", "reuse", "search", "memory", "compose", "docs",
        "documents", "pages", "data", "swap",
    }  # fmt: skip
    said = say_timings(timings, T)
    assert "Läsa och pröva" in said and "Summa" in said and "." not in said.replace("/.", "")


def test_many_documents_are_shown_municipality_by_municipality(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(corpus())
    monkeypatch.setattr("styrdok.compose.composer.MANY", 5)
    build(root)
    assert "Alla dokument på en sida" not in shown(root)["public"]["register/index.html"].decode()
    pages = shown(root)["public"]
    facts = pages["jamforelse/fakta/index.html"].decode()
    assert 'href="../../jamforelse/fakta/nyby/">Nyby kommun</a>' in facts
    assert ">6</td>" in facts and "Dokument 3" not in facts
    for name in ("register/index.html", "sok/index.html"):
        page = pages[name].decode()
        assert "Nyby kommun</a> (6)" in page and "Dokument 3" not in page, name
    assert "Dokument 3" in pages["jamforelse/fakta/nyby/index.html"].decode()
    assert 'href="../../teman/media/nyby/"' in pages["teman/media/index.html"].decode()
    assert "Ord 3." in pages["teman/media/nyby/index.html"].decode()
    assert 'href="../teman/media/"' in pages["jamforelse/index.html"].decode()


def test_the_press_is_left_as_it_was_by_an_interrupt(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(corpus())
    build(root)
    before = shown(root)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(press, "_show", stop)
    with pytest.raises(KeyboardInterrupt):
        build(root)
    assert shown(root) == before


def test_the_corpus_is_the_same_everywhere_and_has_no_errors(tmp_path: Path) -> None:
    for name in ("ett", "tva"):
        write_corpus(tmp_path / name, 120)
    assert files(tmp_path / "ett") == files(tmp_path / "tva")
    found = survey(tmp_path / "ett", tmp_path / "docs", AS_OF, Memory(None))
    assert not found.failed and len(found.register.policies) == 120
    lengths = [len(body.split()) for body in files(tmp_path / "ett/policies/kommun-000").values()]
    assert 800 < sum(lengths) / len(lengths) < 1000
    write_hugo_site(tmp_path / "ett", tmp_path / "hugo")
    write_plain_site(tmp_path / "ett", tmp_path / "plain")
    hugo = files(tmp_path / "hugo/content")
    assert len(hugo) == 120 + 2 and b":::" not in b"".join(hugo.values())
    assert len(files(tmp_path / "plain/docs")) == 121


def test_the_figures_become_a_page(tmp_path: Path) -> None:
    (tmp_path / "bilder").mkdir()
    shutil.copy(HOME / "docs/matningar.md", tmp_path)
    cost = Cost(12.345, 6.7, 300.0)
    told = "Steg    klocka s  arbete s\nLäsa och pröva      1,00      3,00\nSumma   2,00   12,00\n"
    spent = stages(told)
    assert spent == {"Läsa och pröva": 3.0, "Summa": 12.0}
    rows = [Row(n, cost, cost, 0.4, 80.0, 20_000, cost, None, spent) for n in (1000, 5000)]
    write_page(tmp_path, rows, 1.02, "Mätt i dag.")
    page = (tmp_path / "matningar.md").read_text("utf-8")
    assert "| 5000 | 12,3 s | 6,7 s | 300 MB | 24,7 s | 13,4 s | 12,3 s | 0,40 s | 80 MB |" in page
    assert "| Läsa och pröva | 3,0 s (25 %) | 3,0 s (25 %) |" in page and "| Summa" not in page
    assert page.count("Mätt i dag.") == 1 and "## Vad som görs om" in page
    assert "<title>" in (tmp_path / "bilder/matningar.svg").read_text("utf-8")


def test_words_with_blanks_are_laid_in_as_jinja_would_set_them(tmp_path: Path) -> None:
    source = (
        '<a title="{{ t("page.section-link", title=x.y | upper) }}">'
        '{{ t("line.record", record=n) }} {{ t("nav.search") }}</a>'
    )
    (tmp_path / "a.html").write_text(source, "utf-8")
    loader = ReadyLoader([str(tmp_path)], T)
    ready = Environment(loader=loader, autoescape=True)
    assert not WORDS.search(loader.get_source(ready, "a.html")[0])
    plain = Environment(autoescape=True)
    plain.globals["t"] = T
    for value in ("a", "<b>&\"'", "{{ t }}", "{n}", None, 7):
        view = {"x": {"y": str(value)}, "n": value}
        assert ready.get_template("a.html").render(view) == plain.from_string(source).render(view)
