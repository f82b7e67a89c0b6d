"""The command as an editor and as IT meet it: words, exit codes, what is left on disk."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from styrdok.cli import main
from tests.conftest import HOME, POLICY, STATEMENT, Write, policy

MACROS = "---\nkanaler: [intranät, webbplats]\nrender_macros: true\n---\n"
STYRDOK = [sys.executable, "-c", "import sys; from styrdok.cli import main; sys.exit(main())"]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    given = [*words, "--utan-pdf"] if words[:1] == ("build",) else list(words)
    try:
        code = main(given)
    except SystemExit as left:
        code = int(left.code or 0)
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "något fattas: kommando"),
        (
            ["bygg"],
            "”bygg” går inte att välja här (välj något av check, build, serve, new, lock, refs,"
            " compare, reuse, search, themes, anchors, lydelse)",
        ),
        (["check", "--as-of", "9999-12-31"], "9999-12-31 är inget datum"),
        (["check", "--as-of", "igår"], "igår är inget datum (skriv ÅÅÅÅ-MM-DD)"),
        (["check", "--root", "/finns/inte"], "mappen /finns/inte finns inte"),
        (["check", "--root"], "--root behöver ett värde"),
        (["check", "--snabbt"], "okänt kommando eller val: --snabbt"),
        (["check", "--format", "xml"], "välj något av text, github, json"),
        (["new", "ale"], "något fattas: titel"),
    ],
)
def test_wrong_use_is_told_in_swedish(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code, _, err = run(capsys, *words)
    assert code == 2 and said in err and "Traceback" not in err


def test_help_explains_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for word in ("check", "build", "serve", "new", "lydelse", "Utgångskoder", "Användning"):
        assert word in out
    for command in ("check", "build", "serve", "new", "lock", "anchors", "lydelse"):
        code, out, _ = run(capsys, command, "--help")
        assert code == 0 and "--root MAPP" in out and "usage" not in out


def test_every_command_is_in_the_handbook(capsys: pytest.CaptureFixture[str]) -> None:
    pages = "".join((HOME / "docs" / n).read_text("utf-8") for n in ("handbok.md", "drift.md"))
    _, out, _ = run(capsys, "build", "--help")
    for word in (
        "styrdok check",
        "styrdok build",
        "styrdok serve",
        "styrdok new",
        "styrdok lock",
        "styrdok refs confirm",
        "--strict",
    ):
        assert word in pages
    assert "--strict" in out


def test_every_key_and_setting_is_in_the_handbook() -> None:
    from styrdok.publish.mkdocs_plugin import StyrdokConfig
    from styrdok.read import contacts, vocabulary
    from styrdok.read.handwritten import PAGE

    handbook = (HOME / "docs/handbok.md").read_text("utf-8")
    words = {**vars(vocabulary), **vars(contacts)}
    tables = [v for k, v in words.items() if k.isupper() and isinstance(v, tuple)]
    keys = {key.name for table in [*tables, PAGE] for key in table if hasattr(key, "read")}
    assert len(keys) > 40
    assert {key for key in keys if f"{key}`" not in handbook} == set()
    drift = (HOME / "docs/drift.md").read_text("utf-8")
    assert {name for name, _ in StyrdokConfig._schema if f"`{name}`" not in drift} == set()


def test_check_says_fine(capsys: pytest.CaptureFixture[str], write: Write) -> None:
    site = write({"sjoby/a.md": POLICY, "tillganglighet.yml": STATEMENT})
    assert run(capsys, "check", "--root", str(site)) == (
        0, "Inga fel. 1 dokument från 1 kommun är lästa.\n", "",
    )  # fmt: skip


def test_check_tells_problems_in_three_forms(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"sjoby/a.md": policy("farg: röd\n"), "tillganglighet.yml": STATEMENT})
    code, out, _ = run(capsys, "check", "--root", str(site))
    assert code == 1 and out.startswith("policies/sjoby/a.md:5: farg: okänd nyckel (använd")
    assert out.endswith("1 fel. Dokument med fel publiceras inte.\n")
    code, out, _ = run(capsys, "check", "--root", str(site), "--format", "github")
    assert code == 1 and out.startswith("::error file=policies/sjoby/a.md,line=5::farg: ")
    code, out, _ = run(capsys, "check", "--root", str(site), "--format", "json")
    assert code == 1 and json.loads(out)[0]["rad"] == 5


def test_new_makes_a_document_that_passes_the_check(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"sjoby/a.md": POLICY})
    words = ("new", "sjoby", 'Riktlinje: "sociala" medier # 1', "--typ", "riktlinje")
    code, out, _ = run(capsys, *words, "--root", str(site))
    assert code == 0 and "policies/sjoby/riktlinje-sociala-medier-1.md" in out
    assert run(capsys, "check", "--root", str(site))[0] == 0
    code, _, err = run(capsys, *words, "--root", str(site))
    assert code == 2 and "finns redan" in err
    filled = (site / "policies/sjoby/riktlinje-sociala-medier-1.md").read_text("utf-8")
    lines = [line.removeprefix("# ") if ": " in line else line for line in filled.split("\n")]
    lines = [line for line in lines if not line.startswith(("Vilka", "Ta bort", "Skriv beslut"))]
    full = "\n".join(lines).replace("ÅÅÅÅ-MM-DD", "2026-01-31")
    full = full.replace("en funktion i kommun.yml", "chef")
    (site / "policies/sjoby/riktlinje-sociala-medier-1.md").write_text(full, "utf-8")
    assert "\nbeslut: {organ" in full and run(capsys, "check", "--root", str(site))[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nyby", "Titel"), "kommunen ”nyby” finns inte (välj någon av sjoby"),
        (("sjoby", "!!!"), "ger ingen adress"),
        (("sjoby", "ÅÅÅÅ plan"), "går inte att använda"),
        (("sjoby", "Mål <b>"), "går inte att använda"),
        (("sjoby", "A\x07 b"), "går inte att använda"),
        (("sjoby", "Titel", "--typ", "dikt"), "dokumenttypen ”dikt” finns inte"),
    ],
)
def test_new_refuses_in_plain_words(
    capsys: pytest.CaptureFixture[str], write: Write, words: tuple[str, ...], said: str
) -> None:
    code, _, err = run(capsys, "new", *words, "--root", str(write({})))
    assert code == 2 and said in err


def test_a_folder_with_nothing_but_policies_becomes_two_sites(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"sjoby/a.md": POLICY, "sjoby/b.md": policy(kanaler="[intranät]", titel="B")})
    code, out, err = run(capsys, "build", "--strict", "--root", str(site), "--as-of", "2026-01-01")
    assert code == 0, err
    assert (site / "site/public/sjoby/a/index.html").exists()
    assert not (site / "site/public/sjoby/b").exists()
    assert (site / "site/intranet/sjoby/b/index.html").exists()
    start = (site / "site/public/index.html").read_text("utf-8")
    assert "1 januari 2026" in start and "github.com" not in start
    assert "site/public" in out and "site/intranet" in out


def test_strict_publishes_nothing_and_keeps_the_old_site(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"sjoby/a.md": POLICY})
    assert run(capsys, "build", "--root", str(site))[0] == 0
    before = sorted(p.name for p in (site / "site").iterdir())
    (site / "policies/sjoby/b.md").write_text(policy("farg: röd\n"), "utf-8")
    code, _, err = run(capsys, "build", "--strict", "--root", str(site))
    assert code == 1
    assert err.count("policies/sjoby/b.md:5: farg: okänd nyckel") == 1, "told once"
    assert "Inget nytt är publicerat" in err and "Traceback" not in err
    assert (site / "site/public/sjoby/a/index.html").exists()
    assert sorted(p.name for p in (site / "site").iterdir()) == before
    code, _, _ = run(capsys, "build", "--root", str(site))
    assert code == 1, "built, but not whole"
    assert (site / "site/public/sjoby/a/index.html").exists()
    assert not (site / "site/public/sjoby/b").exists()


def test_a_faulty_macro_stops_the_build_without_a_traceback(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"sjoby/a.md": POLICY})
    (site / "docs").mkdir()
    page = MACROS + '# S\n\n{{ kontakt("ale", "x") }}\n'
    (site / "docs/index.md").write_text(page, "utf-8")
    code, _, err = run(capsys, "build", "--strict", "--root", str(site))
    assert code == 1 and "Inget nytt är publicerat" in err and "Traceback" not in err
    assert "index.md: makrot kontakt: ”ale” finns inte här (använd någon av sjoby)" in err
    assert not (site / "site/public").exists()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('kontakter("sjoby")', "makrot ”kontakter” finns inte (använd kontakt, dokument"),
        (
            'kontakt("sjoby", "rektor")',
            "”rektor” finns inte här (använd någon av chef, kontaktcenter)",
        ),
        ('kontakt("sjoby")', "ett makro är anropat med fel uppgifter"),
        ('register(dokumenttyp="polciy")', "makrot register: ”polciy” finns inte här"),
        ('dokument("sjoby/hemlig")', "makrot dokument: ”sjoby/hemlig” finns inte här"),
        ("dokument(", "ett makro går inte att tyda"),
    ],
)
def test_a_macro_fault_is_one_line_in_swedish(
    capsys: pytest.CaptureFixture[str], write: Write, call: str, said: str
) -> None:
    site = write({"sjoby/a.md": POLICY, "sjoby/hemlig.md": policy(kanaler="[intranät]")})
    (site / "docs").mkdir()
    (site / "docs/index.md").write_text(f"{MACROS}# S\n\n{{{{ {call} }}}}\n", "utf-8")
    code, _, err = run(capsys, "build", "--kanal", "webbplats", "--root", str(site))
    assert code == 1 and said in err and "Traceback" not in err and "Error" not in err


def test_a_dish_in_a_title_or_an_attribute_is_words(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    site = write({"sjoby/a.md": POLICY})
    (site / "docs").mkdir()
    body = (
        '# Om {{ dokument("sjoby/a") }}\n\n[x](https://example.org "{{ dokument("sjoby/a") }}")\n'
    )
    (site / "docs/om.md").write_text(MACROS + body, "utf-8")
    (site / "docs/index.md").write_text(MACROS + "# S\n", "utf-8")
    assert run(capsys, "build", "--strict", "--root", str(site))[0] == 0
    for path in (site / "site/public").rglob("*.html"):
        assert "styrdokrätt" not in path.read_text("utf-8"), path
    page = (site / "site/public/om/index.html").read_text("utf-8")
    assert "<title>Om Policy för svar" in page and 'title="Policy för svar' in page


def test_a_dish_is_not_read_as_markdown(capsys: pytest.CaptureFixture[str], write: Write) -> None:
    title = "'[klicka](javascript:alert(1)) ![x](y){: onerror=alert(1) } *a*'"
    site = write({"sjoby/a.md": policy(titel=title)})
    (site / "docs").mkdir()
    body = '# S\n\nSe {{ dokument("sjoby/a") }}.\n\n| a |\n|---|\n| {{ dokument("sjoby/a") }} |\n'
    (site / "docs/index.md").write_text(MACROS + body, "utf-8")
    code, _, err = run(capsys, "build", "--strict", "--root", str(site))
    page = (site / "site/public/index.html").read_text("utf-8")
    assert code == 0, err
    assert 'href="javascript:' not in page and "<img" not in page and page.count("*a*") == 2


@pytest.mark.parametrize(
    ("name", "config", "said"),
    [
        ("mkdocs.yml", "plugins: {styrdok: {kanal: intranät}}\n", "säger kanal: intranät"),
        (
            "mkdocs.intranet.yml",
            "plugins: {styrdok: {kanal: intranät}}\n",
            "får inte ligga i samma",
        ),
        ("mkdocs.yml", "site_dir: site\n", "får inte ligga i samma mapp eller i varandra"),
    ],
)
def test_one_site_never_lands_in_the_other(
    capsys: pytest.CaptureFixture[str], write: Write, name: str, config: str, said: str
) -> None:
    site = write({"sjoby/a.md": POLICY, "sjoby/b.md": policy(kanaler="[intranät]", titel="B")})
    (site / "docs").mkdir()
    for part in ("macros", "overrides"):
        shutil.copytree(HOME / part, site / part)
    base = f"INHERIT: {HOME / 'mkdocs.yml'}\n"
    (site / name).write_text(base + config, "utf-8")
    for channel in ("webbplats", "intranät"):
        words = ("build", "--strict", "--kanal", channel, "--root", str(site))
        code, _, err = run(capsys, *words)
        assert code == 1 and said in err
    assert not (site / "site").exists() or not any((site / "site").rglob("*.html"))


def test_two_builds_at_once_do_not_mix(write: Write) -> None:
    site = write({"sjoby/a.md": POLICY})
    command = [*STYRDOK, "build", "--utan-pdf", "--root", str(site)]
    runs = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    codes = [(one.wait(60), (one.stderr.read() if one.stderr else b"").decode()) for one in runs]
    assert 0 in [code for code, _ in codes]
    assert all("ett annat bygge pågår" in err for code, err in codes if code)
    for name in ("public", "intranet"):
        assert (site / "site" / name / "sjoby/a/index.html").exists()
    beside = [".intranet.nasta", ".las", ".public.nasta"]
    assert sorted(p.name for p in (site / "site").iterdir()) == [
        *beside,
        "intranet",
        "public",
        "server",
    ]


@pytest.mark.parametrize(
    "name", ["sjoby.md", "sjoby/index.md", "register.md", "data/sok/index.json"]
)
def test_a_page_at_an_address_of_ours_is_told(
    capsys: pytest.CaptureFixture[str], write: Write, name: str
) -> None:
    site = write({"sjoby/a.md": POLICY})
    path = site / "docs" / name
    path.parent.mkdir(parents=True)
    path.write_text("---\nkanaler: [intranät, webbplats]\n---\n# S\n", "utf-8")
    code, _, err = run(capsys, "build", "--root", str(site))
    assert code == 1 and f"docs/{name}: Styrdok gör själv en sida" in err


def test_a_policy_is_never_a_template(capsys: pytest.CaptureFixture[str], write: Write) -> None:
    body = "## Text\n\n{{ 7 * 7 }} {% raw %} {## x ##} {{ kontakt('sjoby', 'chef') }}\n"
    site = write({"sjoby/a.md": policy(body=body, titel='"{{ 6 * 7 }}"')})
    assert run(capsys, "build", "--strict", "--root", str(site))[0] == 0
    page = (site / "site/public/sjoby/a/index.html").read_text("utf-8")
    assert "{{ 7 * 7 }} {% raw %}" in page and "<h1>{{ 6 * 7 }}</h1>" in page
    assert "49" not in page and ">42<" not in page


def test_what_an_author_writes_is_escaped_everywhere(
    capsys: pytest.CaptureFixture[str], write: Write
) -> None:
    nasty = "A & B > C \\\" D' E"
    header = f'sammanfattning: "{nasty}"\nägare: "{nasty}"\nhänvisar till: ["{nasty}"]\n'
    site = write({"sjoby/a.md": policy(header, titel=f'"{nasty}"')})
    assert run(capsys, "build", "--strict", "--root", str(site))[0] == 0
    for path in (site / "site/public").rglob("*.html"):
        page = path.read_text("utf-8")
        assert "A & B" not in page and 'C " D' not in page, path


def test_patterns_open_one_folder_at_a_time() -> None:
    from styrdok.publish.parts import matches

    assert matches("bilder/x.png", "bilder/*.png")
    assert not matches("bilder/intern/x.png", "bilder/*.png")


def test_the_interface_in_english(capsys: pytest.CaptureFixture[str], write: Write) -> None:
    english = policy(titel="Policy on replies", språk="en")
    site = write({"sjoby/a.md": english, "sjoby/b.md": POLICY})
    config = "INHERIT: " + str(HOME / "mkdocs.yml") + "\nplugins: {styrdok: {språk: en}}\n"
    config += "theme: {custom_dir: " + str(HOME / "overrides") + "}\n"
    (site / "mkdocs.yml").write_text(config, "utf-8")
    shutil.copytree(HOME / "macros", site / "macros")
    (site / "docs").mkdir()
    header = "---\nkanaler: [webbplats]\ntemplate: start.html\n---\n"
    (site / "docs/index.md").write_text(header + "# Start\n", "utf-8")
    code, _, err = run(capsys, "build", "--strict", "--kanal", "webbplats", "--root", str(site))
    assert code == 0, err
    page = (site / "site/public/sjoby/b/index.html").read_text("utf-8")
    assert '<html lang="en">' in page and '<h1 lang="sv">' in page and "Skip to" in page
    assert "<h1>Policy" in (site / "site/public/sjoby/a/index.html").read_text("utf-8")


def test_two_builds_of_one_date_are_the_same_bytes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    trees = []
    for name in ("ett", "tva"):
        root = tmp_path / name
        shutil.copytree(HOME / "policies", root / "policies")
        assert run(capsys, "build", "--strict", "--root", str(root))[0] == 0
        site = root / "site"
        trees.append({p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()})
    assert trees[0] == trees[1] and len(trees[0]) > 60


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.intranet.yml"])
def test_mkdocs_build_works_as_usual(config: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d"]
    done = subprocess.run(
        [*command, str(tmp_path / "ut")], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr and (tmp_path / "ut/index.html").exists()


@pytest.mark.parametrize(
    "words", [["compare"], ["compare", "a", "b"], ["reuse"], ["search", "a"], ["themes", "suggest"]]
)
def test_a_folder_without_policies_is_told(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *words, "--root", str(tmp_path))
    assert (code, out) == (1, "") and "mappen policies finns inte" in err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_serve_shows_a_change(write: Write) -> None:
    site = write({"sjoby/a.md": POLICY})
    port = free_port()
    command = [*STYRDOK, "serve", "--root", str(site), "--port", str(port)]
    served = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # what is started in the background by a shell ignores this signal, and so would its child
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (no threads here)
    )

    def wait_for(words: str) -> bool:
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/sjoby/a/") as answer:
                    if words in answer.read().decode():
                        return True
            except OSError:
                pass
            time.sleep(0.2)
        return False

    try:
        assert wait_for("Vi svarar inom två dagar.")
        changed = POLICY.replace("två dagar", "tre dagar")
        (site / "policies/sjoby/a.md").write_text(changed, encoding="utf-8")
        assert wait_for("Vi svarar inom tre dagar.")
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(timeout=20)


def test_the_project_itself_has_one_thing_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--root", str(HOME), "--as-of", "2026-11-21")
    notice, summary = out.splitlines()  # Ale's own texts disagree on what the role is called
    assert "påpekande: roll: här står ”kommunchef”, men i" in notice
    assert code == 0 and summary.startswith("Inga fel. 5 dokument från 3 kommuner är lästa.")
    assert os.environ.get("STYRDOK_GOLDEN") is None
