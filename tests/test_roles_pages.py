"""What applies to each role as it is looked at: few and many, proposals, silence, data, leaks."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest

from styrdok.compose.composer import Composer
from styrdok.compose.duties import marked
from styrdok.compose.exports.roles import role_addresses, role_files
from styrdok.compose.exports.table import csv_bytes
from styrdok.compose.frame import Frame
from styrdok.compose.pages import pages
from styrdok.derive.digest import digest
from styrdok.memory import Memory
from styrdok.model import Audience, Duty, Strength
from styrdok.texts import catalogue
from tests.conftest import HOME, KOMMUN, Write, build, cut_for, policy, read

IN_FORCE = "beslut: {organ: KS, datum: 2021-11-02}\n"
FILES = {
    "sjoby/a.md": policy(
        IN_FORCE,
        "## Ansvar {#ansvar}\n\nChefen ska informera. Alla ska veta.\n\n"
        "## Gåvor {#gavor}\n\nAnställda får inte ta emot gåvor. Medarbetare bör fråga.\n",
        titel="Riktlinje A",
    ),
    "sjoby/b.md": policy("beslut: förslag\n", "Chefer ska resa med tåg.\n", titel="Förslag B"),
    "sjoby/gammal.md": policy(IN_FORCE, "Rektorn ska vara kvar.\n", titel="Gammal"),
    "sjoby/ny.md": policy(
        IN_FORCE + "ersätter: [gammal]\n", "Vi ska:\n\n- lyssna\n", titel="Ny text"
    ),
    "storby/kommun.yml": KOMMUN.replace("Sjöby", "Storby"),
    "storby/plan.md": policy("", "Registrator ska svara.\n", titel="Plan"),
    "tystby/kommun.yml": KOMMUN.replace("Sjöby", "Tystby"),
    "tystby/plan.md": policy("", "Ord.\n", titel="Tyst plan"),
}  # fmt: skip
Compose = Callable[..., Composer]


@pytest.fixture
def compose(write: Write) -> Compose:
    """Return a function that composes a site of some files, for one audience."""

    def make(files: Mapping[str, str] = FILES, audience: Audience = Audience.INTRANET) -> Composer:
        memory = Memory(None)
        register, problems = read(write(dict(files)), memory=memory)
        assert problems == []
        known = digest(cut_for(register, audience, memory), memory)
        return Composer(known, Frame([str(HOME / "overrides")], catalogue(), memory))

    return make


def page(composer: Composer, address: str) -> str:
    return composer.frame.page(dict(pages(composer))[address]()).decode()


def words(html: str) -> str:
    """The words of a page's main part."""
    main = html.split("<main")[1].split("</main>", maxsplit=1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def roles_in(composer: Composer) -> set[str]:
    """The pages of roles; each but the list of them has a printed form too."""
    found = {path for path, _ in pages(composer) if path.startswith("roller/")}
    printed = {path for path in found if path.endswith("utskrift/")}
    assert (
        composer.many or {f"{path}utskrift/" for path in found - printed - {"roller/"}} == printed
    )
    return found - printed


def test_only_roles_that_some_text_speaks_to_have_a_page(compose: Compose) -> None:
    composer = compose()
    assert roles_in(composer) == {
        "roller/", "roller/medarbetare/", "roller/chef/", "roller/registrator/",
    }  # fmt: skip
    found = words(page(composer, "roller/"))
    assert "Medarbetare Meningar i 1 dokument från 1 kommun." in found
    assert "Meningar om ”alla” eller ”vi” räknas inte" in found


def test_a_sentence_is_shown_with_its_strength_its_section_and_its_document(
    compose: Compose,
) -> None:
    html = page(compose(), "roller/medarbetare/")
    assert '<strong class="modal">får inte</strong>' in html
    assert 'href="../../sjoby/a/#gavor"' in html and 'href="../../sjoby/a/"' in html
    found = words(html)
    assert "får inte Anställda får inte ta emot gåvor. bör Medarbetare bör fråga." in found
    assert "KS, 2 november 2021" in found and "Chefen" not in found


def test_what_does_not_apply_stands_by_itself_and_what_is_replaced_nowhere(
    compose: Compose,
) -> None:
    found = words(page(compose(), "roller/chef/"))
    applies, aside = found.split("Inte beslutat eller inte gällande")
    assert "Chefen ska informera." in applies and "tåg" not in applies
    assert "Förslag B Förslag ska Chefer ska resa med tåg." in aside
    assert "vara kvar" not in found


def test_silence_is_told_home_by_home(compose: Compose) -> None:
    found = words(page(compose(), "roller/registrator/"))
    silent = found.split("Kommuner som inte säger något till rollen")[1]
    for name in ("Sjöby", "Tystby"):
        assert f"{name} kommun: inga meningar riktade till rollen registrator" in silent
    assert "Storby" not in silent


def test_where_only_a_proposal_speaks_that_is_said(compose: Compose) -> None:
    files = {key: FILES[key] for key in ("sjoby/b.md",)}
    composer = compose(files)
    assert "Bara i text som inte är beslutad eller inte gäller" in words(page(composer, "roller/"))
    assert "Bara i text som inte är beslutad" in words(page(composer, "roller/chef/"))


def test_nothing_to_any_role_is_said(compose: Compose) -> None:
    composer = compose({"sjoby/a.md": policy("", "Alla ska veta.\n")})
    assert roles_in(composer) == {"roller/"} and role_addresses(composer) == []
    assert "Inget publicerat dokument har några meningar" in words(page(composer, "roller/"))


def test_many_documents_lead_on_to_each_home(
    compose: Compose, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styrdok.compose.composer.MANY", 3)
    composer = compose()
    whole = page(composer, "roller/chef/")
    assert 'href="../../roller/chef/sjoby/">Sjöby kommun</a> (2)' in whole
    assert "informera" not in words(whole)
    there = words(page(composer, "roller/chef/sjoby/"))
    assert "Chefen ska informera." in there and "Tystby" not in there
    assert "roller/chef/storby/" not in roles_in(composer)


def test_the_data_have_the_same_sentences(compose: Compose) -> None:
    composer = compose()
    files = {file.path: file.write() for file in role_files(composer)}
    assert list(files) == role_addresses(composer)
    tree = json.loads(files["data/roller/chef.json"])
    rows = list(csv.DictReader(io.StringIO(files["data/roller/chef.csv"].decode())))
    assert [row["mening"] for row in rows] == [row["mening"] for row in tree["meningar"]]
    first, second = tree["meningar"]
    assert first | {"titel": ""} == {
        "kommun": "sjoby", "dokument": "sjoby/a", "titel": "", "status": "gällande",
        "gäller": True, "avsnitt": "Ansvar", "adress": "sjoby/a/#ansvar", "styrka": "ska",
        "ord": "ska", "vem": "Chefen", "inledning": None, "mening": "Chefen ska informera.",
    }  # fmt: skip
    assert (second["status"], second["gäller"]) == ("förslag", False)
    assert rows[0]["gäller"] == "ja" and rows[1]["gäller"] == "nej"
    assert tree["inget sägs i"] == ["storby", "tystby"]
    documented = (HOME / "docs/data.md").read_text("utf-8").split("{#roller}")[1]
    assert all(f"`{key}`" in documented for key in (*tree, *first))


def test_a_table_is_no_formula() -> None:
    given = [["=1+1", "@x", "-2", "+3", "a,b", 'c"d', None, -4, "två\nrader"]]
    assert csv_bytes(given) == (b'\'=1+1,\'@x,\'-2,\'+3,"a,b","c""d",,-4,"tv\xc3\xa5\nrader"\r\n')


def test_what_is_internal_speaks_to_nobody_outside(compose: Compose) -> None:
    inner = "Ord.\n\n::: intern\nRegistrator ska gömma nyckeln.\n:::\n"
    files = {
        "sjoby/a.md": policy("", inner + "\nChefen ska vara öppen.\n"),
        "sjoby/b.md": policy("", "Nämnden ska tiga.\n", kanaler="[intranät]"),
    }
    inside, outside = compose(files), compose(files, Audience.PUBLIC)
    assert {"roller/registrator/", "roller/namnd/"} <= roles_in(inside)
    assert roles_in(outside) == {"roller/", "roller/chef/"}
    assert role_addresses(outside) == ["data/roller/chef.csv", "data/roller/chef.json"]


def test_sites_have_the_pages_and_the_files(write: Write) -> None:
    built = build(write(dict(FILES)))
    for site in built.values():
        assert (site / "roller/chef/index.html").is_file()
        assert (site / "data/roller/chef.csv").read_bytes().startswith(b"kommun,dokument,")
        assert 'href="../roller/"' in (site / "jamforelse/index.html").read_text("utf-8")


def test_a_build_from_memory_has_the_same_roles(write: Write, tmp_path: Path) -> None:
    root = write(dict(FILES))
    first = (build(root)[Audience.PUBLIC] / "roller/chef/index.html").read_bytes()
    changed = root / "policies/sjoby/b.md"
    changed.write_text(changed.read_text("utf-8").replace("tåg", "buss"), encoding="utf-8")
    second = (build(root)[Audience.PUBLIC] / "roller/chef/index.html").read_bytes()
    assert second == first.replace(" tåg.".encode(), b" buss.")


def test_both_parts_of_what_binds_are_marked() -> None:
    duty = Duty(
        "Vi ska svara om möjligt.", "", Strength.SHOULD, "ska om möjligt", 3, 6, "Vi", (), 0, 0
    )
    lead, said = marked(duty)
    assert lead == ()
    assert [piece for piece, mark in said if mark] == ["ska", "om möjligt"]
    assert "".join(piece for piece, _ in said) == duty.words
    item = Duty("lyssna", "Vi ska:", Strength.SHALL, "ska", 0, 0, "Vi", (), 0, 0)
    assert marked(item) == ((("Vi ", False), ("ska", True), (":", False)), (("lyssna", False),))
