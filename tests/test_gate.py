"""Inside before outside, end to end: what both sites show of texts that lie in real git."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from styrdok.cli import main
from styrdok.cut import cut
from styrdok.cut.gate import moment
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.survey import survey
from tests.conftest import HOME, KOMMUN, TEMAN, policy
from tests.repository import NOON, START, Make, Repository

RULE = "inåt före utåt: {försprång: 1 dygn, styrka: ska}\n"
DECIDED = "beslut: {organ: KS, datum: 2021-11-02}\n"
A = "policies/sjoby/a.md"


def text(words: str, header: str = "", **keys: str) -> str:
    return policy(DECIDED + header, f"## Svar\n\n{words}\n", **keys)


@pytest.fixture
def repository(make: Make) -> Repository:
    made = make("site")
    made.write(KOMMUN + RULE, "policies/sjoby/kommun.yml")
    made.write(TEMAN, "policies/teman.yml")
    return made


def day(number: int) -> date:
    return START + timedelta(number)


def sites(repository: Repository, number: int, *more: str) -> tuple[int, Path, Path]:
    """Build both sites for a day, counted from the first; return the exit code and the places."""
    words = [
        "build",
        "--utan-pdf",
        "--root",
        str(repository.site),
        "--as-of",
        day(number).isoformat(),
        *more,
    ]
    code = main(words)
    return code, repository.site / "site/public", repository.site / "site/intranet"


def page(place: Path, name: str = "a") -> str | None:
    path = place / f"sjoby/{name}/index.html"
    return path.read_text("utf-8") if path.exists() else None


def everything(place: Path) -> str:
    names = [p.as_posix() for p in place.rglob("*")]
    files = [p.read_text("utf-8", "replace") for p in place.rglob("*") if p.is_file()]
    return "\n".join([*names, *files])


def test_the_older_text_stays_public_while_the_newer_waits(repository: Repository) -> None:
    repository.write(text("Vi svarar inom fem dagar."), A)
    repository.commit(-30)
    change = "förändring: {vad: Kortare svarstid, när: genast, vem: alla chefer, hur: på mötet}\n"
    repository.write(text("Vi svarar inom två dagar.", change), A)
    repository.commit(0)
    _, public, intranet = sites(repository, 1)
    shown, inside = page(public) or "", page(intranet) or ""
    assert "inom fem dagar" in shown and "två dagar" not in everything(public)
    assert "Kortare svarstid" not in everything(public)
    assert "inom två dagar" in inside and "Blir publik den 3 november 2026." in inside
    for words in ("Kortare svarstid", "genast", "alla chefer", "på mötet", "1 mening är ändrad"):
        assert words in inside
    assert "<del>Vi svarar inom fem dagar.</del>" in inside
    assert "<ins>Vi svarar inom två dagar.</ins>" in inside
    _, public, intranet = sites(repository, 2)
    assert "inom två dagar" in (page(public) or "")
    assert "Blir publik" not in (page(intranet) or "")


def test_a_new_document_is_not_there_yet_in_any_byte(repository: Repository) -> None:
    repository.write(text("Öppet. Se också [den hemliga nyheten](nyhet.md)."), A)
    repository.commit(-30)
    new = text("Nyhetens ord.", "ersätter: [a]\nstödjer: [a]\n", titel="Nyheten")
    repository.write(new, "policies/sjoby/nyhet.md")
    repository.commit(0)
    _, public, intranet = sites(repository, 1)
    assert "nyhet" not in everything(public).lower()
    assert "Till dess finns dokumentet inte på webbplatsen." in (page(intranet, "nyhet") or "")
    assert "Ersatt" not in (page(public) or "") and "Ersatt" in (page(intranet) or "")
    _, public, _ = sites(repository, 2)
    assert "Nyhetens ord." in (page(public, "nyhet") or "")


@pytest.mark.parametrize(
    "newer",
    [
        text("Bara för oss nu.", kanaler="[intranät]"),
        text("Öppet.\n\n::: intern\nRing 0123-45 67 89 efter kl. 17.\n:::"),
        text("Öppet.\n\n::: intern\n- ring  **0123-45 67 89** efter kl. 17\n:::"),
    ],
)
def test_what_is_taken_inside_is_gone_from_the_public_site_at_once(
    repository: Repository, newer: str
) -> None:
    repository.write(text("Öppet.\n\nRing 0123-45 67 89 efter kl. 17."), A)
    repository.commit(-30)
    repository.write(newer, A)
    repository.commit(0)
    _, public, intranet = sites(repository, 1)
    assert page(public) is None and page(intranet)


def test_a_document_that_is_taken_away_is_gone_at_once(repository: Repository) -> None:
    repository.write(text("Ord."), A)
    repository.write(text("Andra ord.", titel="B"), "policies/sjoby/b.md")
    repository.commit(-30)
    (repository.site / A).unlink()
    repository.commit(0)
    _, public, _ = sites(repository, 1)
    assert page(public) is None and page(public, "b")


def test_one_that_only_strives_is_told_and_not_held(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    striving = RULE.replace("styrka: ska", "styrka: ska eftersträvas")
    repository.write(KOMMUN + striving, "policies/sjoby/kommun.yml")
    repository.write(text("Nya ord."), A)
    repository.commit(0)
    code, public, intranet = sites(repository, 1)
    assert code == 0 and "Nya ord." in (page(public) or "")
    assert "Blir publik" not in (page(intranet) or "")
    told = capsys.readouterr().err
    assert "kommun.yml:13: påpekande: inåt före utåt: 1 dokument har en ny text" in told
    assert "sjoby/a (2026-11-03)" in told


def test_employees_may_have_had_the_first_text_before(repository: Repository) -> None:
    repository.write(text("Första.", "intern sedan: 2020\n"), A)
    repository.write(text("Andra.", titel="B"), "policies/sjoby/b.md")
    repository.commit(0)
    _, public, _ = sites(repository, 1)
    assert "Första." in (page(public) or "") and page(public, "b") is None
    repository.write(text("Nästa.", "intern sedan: 2020\n"), A)
    repository.write(
        text("Andra, nu med.", "intern sedan: 2020\n", titel="B"), "policies/sjoby/b.md"
    )
    repository.commit(0.5)
    _, public, _ = sites(repository, 1)
    assert "Första." in (page(public) or ""), "a later text goes by git alone"
    assert page(public, "b") is None


def test_what_came_before_the_rule_counts_as_known(repository: Repository) -> None:
    rule = RULE.replace("ska}", f"ska, från: {day(1)}}}")
    repository.write(KOMMUN + rule, "policies/sjoby/kommun.yml")
    repository.write(text("Gamla ord."), A)
    repository.commit(0)
    assert "Gamla ord." in (page(sites(repository, 0)[1]) or ""), "no rule on that day"
    assert "Gamla ord." in (page(sites(repository, 1)[1]) or "")
    repository.write(text("Nya ord."), A)
    repository.commit(1)
    assert "Gamla ord." in (page(sites(repository, 2)[1]) or "")
    assert "Nya ord." in (page(sites(repository, 3)[1]) or "")


def test_what_is_not_on_main_waits(repository: Repository) -> None:
    repository.write(text("På main."), A)
    repository.commit(-30)
    repository("checkout", "-q", "-b", "forslag")
    repository.write(text("Bara på en gren."), A)
    repository.commit(-20)
    repository.write(text("Inte ens sparat.", titel="B"), "policies/sjoby/b.md")
    _, public, intranet = sites(repository, 30)
    assert "På main." in (page(public) or "") and page(public, "b") is None
    assert "24 timmar efter att texten har kommit in på huvudgrenen" in (page(intranet) or "")


def test_publishing_needs_the_whole_history(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(text("Första."), A)
    repository.commit(-30)
    repository.write(text("Andra."), A)
    repository.commit(-20)
    assert sites(repository, 1, "--publish")[0] == 0
    shallow = tmp_path / "kort"
    repository("clone", "-q", "--depth", "1", f"file://{repository.root}", str(shallow))
    (shallow / "site/public").mkdir(parents=True)
    (shallow / "site/public/gammal.html").write_text("gammal")
    capsys.readouterr()
    code = main(
        ["build", "--utan-pdf", "--root", str(shallow), "--as-of", str(day(1)), "--publish"]
    )
    told = capsys.readouterr().err
    assert code == 1 and "Webbplatsen publiceras inte: historiken är avkortad" in told
    assert (shallow / "site/public/gammal.html").exists(), "the old site stays"
    assert not (shallow / "site/public/index.html").exists()
    intranet = ["build", "--utan-pdf", "--root", str(shallow), "--as-of", str(day(1)), "--publish"]
    assert main([*intranet, "--kanal", "intranät"]) == 0, "employees may have it"
    assert main(["build", "--utan-pdf", "--root", str(shallow), "--as-of", str(day(1))]) == 0
    assert "historiken är avkortad" in capsys.readouterr().err
    assert (shallow / "site/public/sjoby/a/index.html").exists(), "a local build warns"


def test_publishing_ahead_of_the_day_is_refused(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(text("Ord."), A)
    repository.commit(0)
    words = ["build", "--utan-pdf", "--root", str(repository.site), "--publish", "--as-of"]
    assert main([*words, "2099-01-01"]) == 1
    assert "inte har varit än" in capsys.readouterr().err


def test_a_folder_without_history_is_told_once_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name, words in ((A, text("Ord.")), ("policies/sjoby/kommun.yml", KOMMUN + RULE)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    assert main(["build", "--utan-pdf", "--root", str(tmp_path), "--as-of", "2026-11-21"]) == 0
    assert capsys.readouterr().err.count("inget git-förråd") == 1
    assert page(tmp_path / "site/public")


def test_over_a_year_of_changes_nothing_is_ever_public_early(make: Make) -> None:
    """A random life of three documents, and on each day what the public register holds."""
    chance, repository = random.Random(4), make("site")
    repository.write(KOMMUN + RULE, "policies/sjoby/kommun.yml")
    repository.write(TEMAN, "policies/teman.yml")
    stood: dict[str, list[tuple[float, str | None]]] = {name: [] for name in "abc"}
    at = 0.0
    for number in range(24):
        name = chance.choice("abc")
        at += chance.choice([0.1, 0.4, 1.3, 3])
        words = chance.choice([f"Text {number}.", f"Text {number}.", "Text noll.", None])
        path, before = f"policies/sjoby/{name}.md", stood[name][-1:]
        if words is None and before and before[0][1]:
            (repository.site / path).unlink()
        elif words:
            repository.write(text(words, titel=f"Dokument {name}"), path)
        else:
            continue
        stood[name].append((at, words))
        repository.commit(at, author=at - 50)
    memory = Memory(None)
    for number in range(-1, int(at) + 4):
        found = survey(repository.site, repository.site / "docs", day(number), memory)
        opened = cut(found.register, Audience.PUBLIC, memory)
        now = (moment(day(number)) - NOON) / 86400
        for policy_ in opened.policies.values():
            words = policy_.body.text.strip().split("\n")[-1]
            assert words in had_its_time(stood[policy_.slug], now), (policy_.slug, number)


def had_its_time(life: list[tuple[float, str | None]], now: float) -> set[str]:
    """The texts of a life that had stood for a day in one go, by then."""
    found: set[str] = set()
    begun = 0.0
    for at, (since, words) in enumerate(life):
        begun = begun if at and life[at - 1][1] == words else since
        until = life[at + 1][0] if at + 1 < len(life) else now
        if words and min(until, now) - begun >= 1:
            found.add(words)
    return found


def history(repository: Repository, *steps: tuple[float, str | None]) -> None:
    for at, words in steps:
        if words is None:
            (repository.site / A).unlink()
        else:
            repository.write(words, A)
        repository.commit(at)


TELLS = text("Öppet.\n\nRing Kim Ekman på 0123-45 67 89.")
CLEAN = text("Öppet, och nu utan namn.")


@pytest.mark.parametrize(
    "between",
    [
        text("Bara inne.", kanaler="[intranät]"),
        text("Öppet.\n\n::: intern\nRing Kim Ekman på 0123-45 67 89.\n:::"),
        text("Öppet.\n\n::: itern\nRing Kim Ekman på 0123-45 67 89.\n:::"),
        text("Öppet.\n\n::: intern\nFråga Kim Ekman.\n:::"),
        text("Öppet.\n\n::: intern\n| Namn | Nummer |\n|---|---|\n| Jour | 0123-45 67 89 |\n:::"),
        None,
    ],
)
def test_what_has_been_inside_since_does_not_come_back(
    repository: Repository, between: str | None
) -> None:
    """Made internal, and then tidied: the older open text is not shown meanwhile."""
    history(repository, (-30, TELLS), (0, between), (0.2, CLEAN))
    _, public, intranet = sites(repository, 1)
    assert "Ekman" not in everything(public) and page(public) is None
    assert "utan namn" in (page(intranet) or "")
    assert "utan namn" in (page(sites(repository, 2)[1]) or "")


def test_a_new_passage_inside_leaves_the_open_text_where_it_is(repository: Repository) -> None:
    newer = text("Öppet.\n\nRing växeln i dag.\n\n::: intern\nJourtelefonen ligger i skåpet.\n:::")
    history(repository, (-30, text("Öppet.\n\nRing växeln.")), (0, newer))
    shown = page(sites(repository, 1)[1]) or ""
    assert "Ring växeln." in shown and "växeln i dag" not in shown


def test_the_older_text_stays_at_its_own_address(repository: Repository) -> None:
    repository.write(text("Gamla ord som är långa nog att kännas igen.\n" * 9, titel="Gammal"), A)
    repository.commit(-30)
    repository("mv", A, "policies/sjoby/nedlaggning.md")
    newer = text("Gamla ord som är långa nog att kännas igen.\n" * 9 + "Nytt.", titel="Nedläggning")
    repository.write(newer, "policies/sjoby/nedlaggning.md")
    repository.commit(0)
    _, public, _ = sites(repository, 1)
    assert "Gamla ord" in (page(public) or "")
    assert "nedl" not in everything(public).lower()
    _, public, _ = sites(repository, 2)
    assert page(public) is None and "Nytt." in (page(public, "nedlaggning") or "")


def test_an_older_text_leads_to_nothing_that_is_gone(repository: Repository) -> None:
    secret = text("Hemligt.", titel="Nedläggning av skolan", kanaler="[intranät]")
    repository.write(secret, "policies/sjoby/skolan.md")
    names = "hänvisar till: [Nedläggning av skolan, skolan]\n"
    history(repository, (-30, text("Se [Nedläggningsplanen](skolan.md) nu.", names)))
    (repository.site / "policies/sjoby/skolan.md").unlink()
    history(repository, (0, text("Nya ord.")))
    _, public, _ = sites(repository, 1)
    assert "nu." in (page(public) or "") and "edläggning" not in everything(public)


def test_a_page_by_hand_may_name_what_waits(repository: Repository) -> None:
    """Else the build would stop, and employees would not get the text either."""
    history(repository, (-30, text("Gamla ord.")))
    repository.write(text("Nya ord.", titel="Nyheten"), "policies/sjoby/ny.md")
    head = "---\nkanaler: [intranät, webbplats]\ntitle: Start\nrender_macros: true\n---\n"
    repository.write(head + 'Läs {{ dokument("sjoby/ny") }} nu.\n', "docs/index.md")
    repository.commit(0)
    code, public, intranet = sites(repository, 1)
    assert code == 0 and "Nyheten" not in everything(public)
    assert "Nyheten" in (intranet / "index.html").read_text("utf-8")
    assert "Nyheten" in (sites(repository, 2)[1] / "index.html").read_text("utf-8")


def test_the_rule_itself_waits(repository: Repository) -> None:
    history(repository, (-30, text("Gamla ord.")), (0, text("Nya ord.")))
    later = RULE.replace("ska}", "ska, från: 2026-11-20}")
    for softer in ("", RULE.replace("1 dygn", "0 timmar"), later):
        repository.write(KOMMUN + softer, "policies/sjoby/kommun.yml")
        assert "Gamla ord." in (page(sites(repository, 1)[1]) or ""), "not on main"
    repository.write(KOMMUN, "policies/sjoby/kommun.yml")
    repository.commit(0.5)
    assert "Gamla ord." in (page(sites(repository, 1)[1]) or ""), "not for a day yet"
    assert "Nya ord." in (page(sites(repository, 2)[1]) or "")


def test_no_date_opens_what_came_after_the_rule_began(repository: Repository) -> None:
    rule = RULE.replace("ska}", f"ska, från: {day(0)}}}")
    repository.write(KOMMUN + rule, "policies/sjoby/kommun.yml")
    history(repository, (-30, text("Gamla ord.")), (0.5, text("Nya ord.")))
    for number in (-1, 0, 1):
        assert "Gamla ord." in (page(sites(repository, number)[1]) or ""), number


@pytest.mark.parametrize("way", ["option", "setting", "variable"])
def test_no_setting_publishes_ahead_of_the_day(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, way: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    history(repository, (-30, text("Ord.")))
    words = ["build", "--utan-pdf", "--root", str(repository.site), "--publish"]
    if way == "option":
        words += ["--as-of", "2099-01-01"]
    elif way == "variable":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "4070908800")
    else:
        given = f'kanal: webbplats\n    rot: {repository.site}\n    datum: "2099-01-01"'
        config = (HOME / "mkdocs.yml").read_text("utf-8").replace("kanal: webbplats", given)
        for name in ("docs", "overrides", "macros"):
            config = config.replace(f": {name}\n", f": {HOME / name}\n")
        (repository.site / "mkdocs.yml").write_text(config, "utf-8")
    assert main(words) == 1
    assert "inte har varit än" in capsys.readouterr().err
    assert not (repository.site / "site/public/index.html").exists()


def test_publishing_takes_only_what_is_on_main(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    history(repository, (-30, text("Ord.")))
    repository.write(text("Osparat.", titel="B"), "policies/sjoby/b.md")
    assert sites(repository, 1, "--publish")[0] == 1
    assert "inte desamma som på huvudgrenen" in capsys.readouterr().err


def test_inside_since_is_told_where_it_opens(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    history(repository, (0, text("Nytt.", "intern sedan: 2020\n")))
    assert page(sites(repository, 1)[1])
    assert "a.md:6: påpekande: intern sedan" in capsys.readouterr().err
