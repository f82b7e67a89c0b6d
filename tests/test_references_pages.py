"""Who names what, as it is looked at: a document's page, the laws, what is missing, open data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import unescape

import pytest

from styrdok.compose import addresses
from styrdok.compose.composer import Composer
from styrdok.compose.data import data_files
from styrdok.compose.frame import Frame
from styrdok.compose.naming.sources import in_order
from styrdok.compose.pages import pages
from styrdok.derive.board import tasks
from styrdok.derive.digest import digest
from styrdok.derive.references import Call, Fate, LawUse, Mention, Missing, References
from styrdok.memory import Memory
from styrdok.model import Audience, Extent
from styrdok.texts import catalogue
from tests.conftest import HOME, KOMMUN, Write, build, policy, read

NOWHERE = Extent(0, 0, 0)
FILES = {
    "sjoby/policy.md": policy(
        "ägare: KS\n", "## Svar\n\nOrd.\n\n## Öppet\n\nOrd.\n", titel="Policy för svar"
    ),
    "sjoby/riktlinje.md": policy(
        "stödjer: [policy]\nägare: Kansliet\nansvarig: chef\n",
        "## Tider\n\nOrd.\n",
        titel="Riktlinje",
    ),
    "sjoby/riktlinje@2010.md": policy("", "## Förr\n\nOrd.\n", titel="Riktlinje"),
    "storby/kommun.yml": KOMMUN.replace("Sjöby", "Storby"),
    "storby/plan.md": policy("", "## Mål\n\nOrd.\n", titel="Plan för stråk"),
}  # fmt: skip
POLICY, GUIDE, FORMER, PLAN = (
    "sjoby/policy",
    "sjoby/riktlinje",
    "sjoby/riktlinje@2010",
    "storby/plan",
)


def leads(words: str, sentence: str, to: str, section: int | None = 0) -> Mention:
    return Mention(words, sentence, NOWHERE, 1, section, Fate.LEADS, (to,))


def lost(words: str, sentence: str, name: str, fate: Fate = Fate.MISSING) -> Mention:
    return Mention(words, sentence, NOWHERE, 1, 0, fate, (), name, "KS 2006")


@dataclass(frozen=True)
class Site:
    """A composed site: its pages by address, made when asked for."""

    composer: Composer

    @cache  # noqa: B019
    def page(self, address: str) -> str:
        made = dict(pages(self.composer))
        return self.composer.frame.page(made[address]()).decode()

    def words(self, address: str) -> str:
        """The words of a page's main part."""
        main = self.page(address).split("<main")[1].split("</main>")[0]
        main = re.sub(r'<a class="anchor".*?</a>|<span class="hidden-label">.*?</span>', "", main)
        main = re.sub(r"</?(?:a|b|q|span)\b[^>]*>", "", main)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    def data(self, address: str) -> dict[str, object]:
        return dict(
            json.loads(next(f.write() for f in data_files(self.composer) if f.path == address))
        )

    @property
    def keys(self) -> dict[str, str]:
        frame = self.composer.frame
        return {address: frame.key(make()) for address, make in pages(self.composer)}


Compose = Callable[..., Site]


@pytest.fixture
def compose(write: Write) -> Compose:
    """Return a function that composes a site whose texts name what a test says."""

    def make(
        files: Mapping[str, str] | None = None, insists: bool = False, **given: object
    ) -> Site:
        memory = Memory(None)
        register, problems = read(write(dict(files or FILES)), memory=memory)
        assert problems == []
        known = digest(register)
        known.references = References(**given)  # type: ignore[arg-type]
        texts = catalogue()
        frame = Frame([str(HOME / "overrides")], texts, memory)
        frame.around = replace(frame.around, insists=insists)
        return Site(Composer(known, frame, board=True))

    return make


def part(page: str, label: str) -> str:
    return page.split(f'aria-labelledby="{label}"')[1].split("</section>", maxsplit=1)[0]


def test_a_document_that_is_named_stands_once_with_each_sentence(compose: Compose) -> None:
    said = (
        leads("policyn för svar", "Vi följer policyn för svar.", POLICY),
        leads("policyn för svar", "Vi följer policyn för svar.", POLICY),
        leads("Policy för svar", "Se Policy för svar.", POLICY, None),
    )
    page = compose(mentions={GUIDE: said}).page("sjoby/riktlinje/")
    ahead = part(page, "_hanvisar-till")
    assert ahead.count('href="../../sjoby/policy/"') == 1
    assert ahead.count("<blockquote") == 2
    assert 'href="#tider">Tider</a>' in ahead
    assert ahead.index("Stödjer") < ahead.index("<blockquote"), "it stands where it is supported"
    assert "Nämner" not in ahead


def test_what_names_a_document_is_quoted_on_its_page(compose: Compose) -> None:
    calls = (
        Call(GUIDE, 0, "policyn", "Vi följer policyn."),
        Call(PLAN, 0, "Sjöbys policy", "Se Sjöbys policy."),
        Call(FORMER, 0, "policyn", "Förr gällde policyn."),
        Call(PLAN, None, "policyn", None),
    )
    site = compose(back={POLICY: calls})
    found = part(site.page("sjoby/policy/"), "_hanvisas-fran")
    heads = re.findall(r"<h3>(.*?)</h3>", found)
    assert heads == ["Stödjande dokument", "Nämns i", "Nämns i tidigare utgåvor"]
    assert 'href="../../sjoby/riktlinje/#tider"' in found
    assert 'href="../../sjoby/riktlinje/2010/#forr"' in found
    assert "Plan för stråk</a> (Storby kommun)" in found
    assert found.count("<blockquote") == 3
    assert "Se Sjöbys policy." in unescape(re.sub("</?b>", "", found))


def test_editions_keep_theirs_apart(compose: Compose) -> None:
    site = compose(
        mentions={FORMER: (leads("policyn", "Förr: policyn.", POLICY),)},
        back={FORMER: (Call(PLAN, 0, "riktlinjen från 2010", "Se riktlinjen från 2010."),)},
    )
    former, newest = site.words("sjoby/riktlinje/2010/"), site.words("sjoby/riktlinje/")
    assert "Förr: policyn." in former and "Se riktlinjen från 2010." in former
    assert "Förr: policyn." not in newest and "Se riktlinjen från 2010." not in newest


def test_what_is_missing_is_said_and_leads_to_the_register(compose: Compose) -> None:
    files = FILES | {
        "sjoby/policy.md": policy("stöds av: [{titel: Rutin för post}]\n", titel="Policy för svar")
    }
    call = Call(POLICY, 0, "postrutinen", "Se postrutinen.")
    gap = Missing("Rutin för post", ("postrutinen",), True, (call,))
    site = compose(
        files,
        mentions={POLICY: (
            lost("postrutinen", "Se postrutinen.", "Postrutinen"),
            lost("SKR:s handbok", "Läs SKR:s handbok.", "SKR:s handbok", Fate.ELSEWHERE),
            Mention("policyn", "Båda policyn.", NOWHERE, 1, 0, Fate.UNCLEAR, (GUIDE, PLAN)),
            Mention("policyn", "Den här policyn.", NOWHERE, 1, 0, Fate.ITSELF),
        )},
        missing={"sjoby": (gap,)},
    )  # fmt: skip
    page = site.page("sjoby/policy/")
    below = part(page, "_hanvisas-fran")
    assert "Rutin för post" in below and "postrutinen" in below, "the promise and the sentence"
    assert 'href="../../saknade/sjoby/#rutin-for-post"' in below
    assert 'href="#text"' in below, "the sentence stands on this very page"
    words = site.words("sjoby/policy/")
    assert "SKR:s handbok (KS 2006) – ett dokument från någon annan än kommunen" in words
    assert "Båda policyn" not in words and "Den här policyn" not in words
    assert page.count("omnämnt men inte publicerat här") == 1
    assert 'id="rutin-for-post"' in site.page("saknade/sjoby/")


def test_many_sentences_are_folded(compose: Compose) -> None:
    three = tuple(leads("planen", f"Mening {n}.", PLAN) for n in range(3))
    page = compose(mentions={POLICY: three}).page("sjoby/policy/")
    assert "<details" not in part(page, "_hanvisar-till")
    page = compose(mentions={POLICY: (*three, leads("planen", "Mening 3.", PLAN))}).page(
        "sjoby/policy/"
    )
    found = part(page, "_hanvisar-till")
    assert "3 ställen till" in found and found.count("<blockquote") == 4


USES = (
    LawUse(GUIDE, 0, None, ("10",), "10 § FL"),
    LawUse(POLICY, 0, None, ("6", "7"), "6–7 §§ FL"),
    LawUse(POLICY, 1, None, ("5 a",), "5 a § FL"),
    LawUse(POLICY, None, None, ("5",), "5 § FL"),
    LawUse(PLAN, 0, None, (), "förvaltningslagen"),
)
TF = (
    LawUse(POLICY, 0, "2", (), "offentlighetsprincipen", "offentlighetsprincipen"),
    LawUse(PLAN, 0, "10", ("1",), "10 kap. 1 § TF"),
    LawUse(PLAN, 0, "2", ("1",), "2 kap. 1 § TF"),
)
LAWS = {"2017:900": USES, "1949:105": TF}


def test_a_document_tells_which_laws_it_cites(compose: Compose) -> None:
    site = compose(laws=LAWS | {"2016/679": (LawUse(POLICY, 0, None, ("9", "6"), "GDPR"),)})
    words = site.words("sjoby/policy/")
    assert "Förvaltningslagen (2017:900): 5, 5 a, 6 och 7 §§ I avsnitten Svar, Öppet" in words
    assert "Tryckfrihetsförordningen (1949:105): offentlighetsprincipen" in words
    assert "(2016/679): artikel 6 och 9 I avsnittet" in words
    page = site.page("sjoby/policy/")
    assert 'href="../../lagar/2017-900/#5-a-par"' in page
    assert 'href="../../lagar/#offentlighetsprincipen"' in page
    assert "Tryckfrihetsförordningen (1949:105): 2 kap. 1 §; 10 kap. 1 §" in site.words(
        "storby/plan/"
    )


def test_every_anchor_of_a_law_is_on_its_page(compose: Compose) -> None:
    site = compose(laws=LAWS)
    asked = set(re.findall(r'href="\.\./\.\./(lagar/[^"]*)', "".join(
        site.page(address) for address in ("sjoby/policy/", "sjoby/riktlinje/", "storby/plan/")
    )))  # fmt: skip
    assert len(asked) > 8
    for address in asked:
        page, _, anchor = address.partition("#")
        assert not anchor or f'id="{anchor}"' in site.page(page), address


def test_a_law_has_a_page_with_its_places_in_order(compose: Compose) -> None:
    site = compose(laws=LAWS)
    page = site.page("lagar/2017-900/")
    heads = [unescape(h).split(" <")[0] for h in re.findall(r'<h2 id="[^_].*?">(.*?)</h2>', page)]
    assert heads == ["5 §", "5 a §", "6 §", "7 §", "10 §"]
    words = site.words("lagar/2017-900/")
    assert words.index("10 § Nämns") < words.index("Lagen i sin helhet")
    assert "Nämns i 3 dokument" in words and "Förkortas FL" in words
    assert "Läs 5 a § i lagtexten" in words
    assert 'href="../../sjoby/policy/#oppet"' in page
    assert "<q>6–7 §§ FL</q> i avsnittet" in page
    assert site.words("lagar/1949-105/").index("2 kap. 1 §") < site.words("lagar/1949-105/").index(
        "10 kap."
    )
    assert '<li><a href="../../lagar/">Lagar och begrepp</a></li>' in page, "the way back"


def test_places_are_ordered_as_numbers() -> None:
    given = [
        (None, None),
        ("10", "1"),
        ("2", None),
        ("2", "10"),
        ("2", "5 a"),
        ("2", "5"),
        (None, "3"),
    ]
    assert sorted(given, key=in_order) == [
        (None, "3"), ("2", None), ("2", "5"), ("2", "5 a"), ("2", "10"), ("10", "1"), (None, None),
    ]  # fmt: skip


def test_the_page_of_laws_is_a_glossary_too(compose: Compose) -> None:
    site = compose(laws=LAWS)
    page, words = site.page("lagar/"), site.words("lagar/")
    assert words.index(
        "Förvaltningslagen 2017:900, förkortas FL. Nämns i 3 dokument"
    ) < words.index("Tryck")
    assert 'id="offentlighetsprincipen"' in page
    assert "2 kap. 1 § tryckfrihetsförordningen (1949:105)" in words
    assert "Policy för svar" in words.split("Begrepp")[-1]
    assert "hänvisar till någon lag" in compose().words("lagar/")


def test_a_repealed_law_says_so_and_what_came_after(compose: Compose) -> None:
    words = compose(laws={"1986:223": USES}).words("lagar/1986-223/")
    assert "Lagen är upphävd" in words and "Förvaltningslagen" in words
    assert "upphävd" not in compose(laws=LAWS).words("lagar/2017-900/")


def test_a_law_that_the_table_does_not_have_goes_by_its_number(compose: Compose) -> None:
    site = compose(laws={"2099:1": (LawUse(POLICY, 0, None, ("3",), "3 §"),)})
    assert "3 § Nämns i 1 dokument" in site.words("lagar/2099-1/")
    assert "i lagtexten" not in site.words("lagar/2099-1/")
    assert "2099:1" in site.words("sjoby/policy/")


def test_an_edition_is_no_document_of_its_own_on_a_law(compose: Compose) -> None:
    site = compose(laws={"2017:900": (LawUse(FORMER, 0, None, ("6",), "6 § FL"), *USES)})
    words = site.words("lagar/2017-900/")
    assert "Nämns i 3 dokument" in words
    assert "Riktlinje, utgåvan 2010" in words


MISSED = {
    "sjoby": (
        Missing("Rutin för post", (), True, (
            Call(POLICY, None, "Rutin för post", None, "KS 2006"),
        )),
        Missing("Arkivplan", ("planen för arkiv",), False, (
            Call(GUIDE, 0, "planen för arkiv", "Se planen för arkiv."),
            Call(PLAN, 0, "arkivplan", "En arkivplan finns."),
        )),
    )
}  # fmt: skip


def test_what_is_missing_is_an_honest_list_and_a_to_do(compose: Compose) -> None:
    files = FILES | {
        "sjoby/policy.md": policy(
            "stöds av: [{titel: Rutin för post}]\nägare: KS\n", titel="Policy för svar"
        )
    }
    outside, inside = compose(files, missing=MISSED), compose(files, True, missing=MISSED)
    words = outside.words("saknade/sjoby/")
    assert "Det behöver inte betyda att de saknas hos kommunen." in words
    assert words.index("Rutin för post Utlovat") < words.index(
        "Arkivplan Kallas också: planen för arkiv"
    )
    assert "Policy för svar: uppger att det stöds av dokumentet (KS 2006)" in words
    assert "Se planen för arkiv. I avsnittet Tider" in words
    assert "Så når du Sjöby kommun" in words
    assert "Gör något av" not in words and "Dokumentägare" not in words
    told = inside.words("saknade/sjoby/")
    assert (
        "Gör något av" in told
        and "Dokumentägare: Kansliet. Ansvarig funktion: Kontaktchef." in told
    )
    assert "Dokumentägare: KS. Ansvarig funktion: Uppgift saknas." in told


def test_each_municipality_has_its_list_and_none_is_empty(compose: Compose) -> None:
    site = compose(missing=MISSED)
    whole = site.page("saknade/")
    assert (
        'id="sjoby-arkivplan"' in whole and 'href="../saknade/sjoby/">Sjöby kommun</a> (2)' in whole
    )
    assert "Storby kommun: inget saknas" in site.words("saknade/")
    assert "Alla dokument som nämns finns publicerade här." in site.words("saknade/storby/")
    assert "2 dokument nämns men är inte publicerade här" in site.words("sjoby/")
    assert "Alla dokument som nämns är publicerade här." in site.words("storby/")


def test_a_municipality_alone_has_one_page_of_what_is_missing(compose: Compose) -> None:
    alone = compose({"sjoby/a.md": policy()})
    assert "saknade/sjoby/" not in dict(pages(alone.composer))
    assert "Alla dokument som nämns finns" in alone.words("saknade/")


def test_the_review_board_leads_to_what_is_missing(compose: Compose) -> None:
    decided = "beslut: {organ: KS, datum: 2020-05-01}\n"
    files = FILES | {
        "sjoby/riktlinje.md": policy(
            decided + "hänvisar till: [{titel: Planen för arkiv}, {titel: Annan plan}]\n",
            titel="Riktlinje",
        )
    }
    site = compose(files, missing=MISSED)
    task = next(t for t in tasks(site.composer.digest, "sjoby") if t.policy.id == GUIDE)
    assert task.lost == ("Arkivplan", "Annan plan"), "under one name, once"
    assert 'href="../saknade/sjoby/#arkivplan">Arkivplan</a>' in site.page("granskning/")


def test_the_foot_of_every_page_leads_to_both(compose: Compose) -> None:
    page = compose().page("sjoby/policy/")
    assert 'href="../../lagar/"' in page and 'href="../../saknade/"' in page


def test_open_data_tells_who_names_what(compose: Compose) -> None:
    said = (leads("planen", "Se planen.", PLAN), lost("arkivplan", "En arkivplan.", "Arkivplan"))
    site = compose(mentions={POLICY: said}, laws=LAWS, missing=MISSED)
    whole, own = site.data(addresses.DATA), site.data(addresses.data_of("sjoby"))
    first = {d["titel"]: d for d in own["dokument"]}["Policy för svar"]  # type: ignore[attr-defined]
    found = first["hänvisningar"]
    assert found["dokument"] == [
        {"adress": "storby/plan/", "titel": "Plan för stråk", "beslut": None,
         "ställen": [{"avsnitt": "svar", "mening": "Se planen."}]},
        {"adress": None, "titel": "Arkivplan", "beslut": "KS 2006",
         "ställen": [{"avsnitt": "svar", "mening": "En arkivplan."}]},
    ]  # fmt: skip
    assert found["lagar"][0]["lagrum"][1] == {"kapitel": None, "paragraf": "5 a"}
    assert found["lagar"][1]["begrepp"] == ["offentlighetsprincipen"]
    assert first["relationer"]["hänvisar till"] == [], "the running text states no relation"
    assert "mening" not in json.dumps([d["hänvisningar"] for d in whole["dokument"]])  # type: ignore[attr-defined]
    lost_there = next(m for m in own["kommuner"] if m["id"] == "sjoby")["saknade"]  # type: ignore[attr-defined]
    assert [gap["utlovat"] for gap in lost_there] == [True, False]
    told = lost_there[1]["nämns i"][0]["ställen"]
    assert told == [{"avsnitt": "tider", "mening": "Se planen för arkiv."}]


def test_a_page_changes_with_what_it_shows_and_no_more(compose: Compose) -> None:
    before = compose().keys
    assert compose().keys == before
    after = compose(mentions={POLICY: (leads("planen", "Se planen.", PLAN),)}).keys
    assert {a for a in before if before[a] != after[a]} == {"sjoby/policy/"}
    after = compose(laws=LAWS).keys
    changed = {a for a in after if before.get(a) != after[a]}
    assert changed == {
        "sjoby/policy/", "sjoby/riktlinje/", "storby/plan/",
        "lagar/", "lagar/2017-900/", "lagar/1949-105/",
    }  # fmt: skip


def test_what_is_not_in_the_cut_register_is_shown_nowhere(compose: Compose) -> None:
    site = compose(
        laws={"2017:900": (LawUse("sjoby/hemlig", 0, None, ("6",), "6 § FL"), *USES)},
        back={POLICY: (Call("sjoby/hemlig", 0, "policyn", "Hemlig mening."),)},
        missing={"sjoby": (Missing("X", (), False, (Call("sjoby/hemlig", 0, "X", "Hemlig."),)),)},
    )
    assert not [a for a, _ in pages(site.composer) if "emlig" in site.page(a)]


def test_many_documents_stay_readable(compose: Compose, monkeypatch: pytest.MonkeyPatch) -> None:
    number = 700
    files = FILES | {
        f"storby/d{n}.md": policy(titel=f"Dokument {n} med ett långt namn") for n in range(number)
    }
    uses = tuple(
        LawUse(f"storby/d{n}", 0, None, (str(p),), f"{p} § förvaltningslagen (2017:900)")
        for n in range(number) for p in range(1, 30)
    )  # fmt: skip
    few = compose(files, laws={"2017:900": uses + USES})
    assert len(few.page("lagar/2017-900/").encode()) < 300_000
    assert "Storby kommun (700)" in few.words("lagar/2017-900/")
    monkeypatch.setattr("styrdok.compose.composer.MANY", 3)
    many = compose(files, laws={"2017:900": uses + USES, "1949:105": TF})
    page = many.page("lagar/2017-900/")
    assert 'href="../../lagar/2017-900/storby/#6-par">Storby kommun</a> (700)' in page
    assert len(page.encode()) < 60_000
    monkeypatch.setattr("styrdok.compose.naming.laws.WAYS", 20)
    crowded = compose(files, laws={"2017:900": uses + USES}).page("lagar/2017-900/")
    assert 'lagar/2017-900/storby/">Storby kommun</a> (701)' in crowded
    assert "storby/#6-par" not in crowded and 'id="6-par"' in crowded
    there = many.page("lagar/2017-900/storby/")
    assert 'id="6-par"' in there and len(there.encode()) < 300_000
    assert "Sjöby" not in many.words("lagar/2017-900/storby/")
    assert "kommun för kommun" in many.words("saknade/")


def test_a_law_that_only_an_edition_cites_has_its_place(write: Write) -> None:
    site = write({
        "sjoby/a.md": policy(titel="A", body="Se 6 § förvaltningslagen.\n"),
        "sjoby/a@2010.md": policy(titel="A", body="Se 9 § förvaltningslagen och 3 § LSS.\n"),
    })  # fmt: skip
    public = build(site)[Audience.PUBLIC]
    former = (public / "sjoby/a/2010/index.html").read_text("utf-8")
    for law, section in (("2017-900", "9"), ("1993-387", "3")):
        assert f'href="../../../lagar/{law}/#{section}-par"' in former
        assert f'id="{section}-par"' in (public / f"lagar/{law}/index.html").read_text("utf-8")
    assert 'href="../../../lagar/2017-900/#9-par">9<' in part(former, "_hanvisar-till")
    assert "Nämns bara i tidigare utgåvor" in (public / "lagar/1993-387/index.html").read_text()
