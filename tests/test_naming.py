"""Documents named in running text: which one is meant, and what is only like a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.derive.naming import line as reading
from styrdok.derive.naming.find import find
from styrdok.derive.naming.names import Names, key_of
from styrdok.derive.quoting import QUOTED
from styrdok.derive.refer import refer
from styrdok.derive.references import Fate, Mention, References
from styrdok.derive.unclear import told_of_unclear
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.read.library import read_library
from styrdok.read.stream import Stream, seen
from styrdok.redline import sentences
from styrdok.register import Register
from styrdok.rules import admit
from tests.conftest import AS_OF, Write, cut_for, policy

Refer = Callable[[str], list[Mention]]
DECIDED = "beslut: {organ: Kommunstyrelsen, datum: 2021-11-02, paragraf: 225}\n"
NYBY = "namn: Nyby kommun\nkortnamn: Nyby\n"
FILES: dict[str, str | bytes] = {
    "nyby/kommun.yml": NYBY,
    "nyby/kommunikationspolicy.md": policy(titel="Kommunikationspolicy"),
    "sjoby/gavor.md": policy(DECIDED + "diarienummer: KS 2021/462\n", titel="Riktlinje för gåvor"),
    "sjoby/service.md": policy(titel="Riktlinjer för service, tillgänglighet och bemötande"),
    "sjoby/kommunikation.md": policy(
        "beslut: {organ: Kommunfullmäktige, datum: 2020-05-04, paragraf: 12}\n",
        titel="Kommunikationspolicy för Sjöby kommun",
    ),
    "sjoby/kommunikation@2012-03-01.md": policy(
        "beslut: {organ: Kommunfullmäktige, datum: 2012-03-01, paragraf: 3}\n",
        titel="Kommunikationspolicy",
    ),
    "sjoby/vision.md": policy(titel="Vision 2035"),
    "sjoby/sa.md": policy(titel="Så här pratar vi i Sjöby", dokumenttyp="information"),
    "sjoby/ord.md": policy(titel="Service och bemötande", dokumenttyp="information"),
    "sjoby/plan.md": policy(titel="Handlingsplan mot mobbning 2023–2026", dokumenttyp="plan"),
}


def referred(site_files: dict[str, str | bytes], write: Write) -> tuple[Register, References]:
    memory = Memory(None)
    register, _ = admit(read_library(write(site_files), memory), AS_OF)
    return register, refer(register, memory)


@pytest.fixture
def mentions(write: Write) -> Refer:
    def of(body: str) -> list[Mention]:
        files = FILES | {"sjoby/text.md": policy(titel="Rutin för texter", body=body)}
        return list(referred(files, write)[1].mentions.get("sjoby/text", ()))

    return of


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Se riktlinjerna för gåvor.", "riktlinjerna för gåvor", "sjoby/gavor"),
        ("Kommunens riktlinje för gåvor gäller.", "riktlinje för gåvor", "sjoby/gavor"),
        ("Det står i riktlinjens text (riktlinjen för gåvor).", "riktlinjen för gåvor",
         "sjoby/gavor"),
        ("Följ *Riktlinje för\ngåvor*.", "Riktlinje för gåvor", "sjoby/gavor"),
        ("Enligt riktlinjer för service tillgänglighet och bemötande ska vi svara.",
         "riktlinjer för service tillgänglighet och bemötande", "sjoby/service"),
        ("Bemötandet (riktlinjer för bemötande, service och tillgänglighet) räknas.",
         "riktlinjer för bemötande, service och tillgänglighet", "sjoby/service"),
        ("Kommunikationspolicyns mål nås.", "Kommunikationspolicyns", "sjoby/kommunikation"),
        ("Vår policy för kommunikation säger det.", "policy för kommunikation",
         "sjoby/kommunikation"),
        ("Se kommunikationspolicyn (KF2012).", "kommunikationspolicyn",
         "sjoby/kommunikation@2012-03-01"),
        ("Se kommunikationspolicyn, antagen av kommunfullmäktige den 4 maj 2020.",
         "kommunikationspolicyn", "sjoby/kommunikation"),
        ("Nybys kommunikationspolicy är kort.", "kommunikationspolicy",
         "nyby/kommunikationspolicy"),
        ("Nyby kommuns kommunikationspolicy är kort.", "kommunikationspolicy",
         "nyby/kommunikationspolicy"),
        ("Det beslutades i KS 2021-11-02 § 225.", "KS 2021-11-02 § 225", "sjoby/gavor"),
        ("Det finns i Ks § 225/2021.", "Ks § 225/2021", "sjoby/gavor"),
        ("Riktlinjerna för gåvor antas av kommunstyrelsen.", "Riktlinjerna för gåvor",
         "sjoby/gavor"),
        ("Ärendet har dnr KS 2021/462.", "KS 2021/462", "sjoby/gavor"),
        ("Det bygger på Vision 2035.", "Vision 2035", "sjoby/vision"),
        ("Så här pratar vi i Sjöby ger råd.", "Så här pratar vi i Sjöby", "sjoby/sa"),
        ("Läs ”Service och bemötande” först.", "Service och bemötande", "sjoby/ord"),
        ("Handlingsplanen mot mobbning gäller alla.", "Handlingsplanen mot mobbning",
         "sjoby/plan"),
        ("Se riktlinjer for gavor.", "riktlinjer for gavor", "sjoby/gavor"),
        ("Se riktlinjer gåvor.", "riktlinjer gåvor", "sjoby/gavor"),
    ],
)  # fmt: skip
def test_a_named_document_is_found(mentions: Refer, text: str, words: str, target: str) -> None:
    assert [(m.words, m.fate, m.targets) for m in mentions(text)] == [
        (words, Fate.LEADS, (target,))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vi följer våra riktlinjer och en strategi.",
        "Varje nämnd tar fram egna riktlinjer för gåvor.",
        "Det behövs en policy för kommunikation.",
        "Regionens kommunikationspolicy gäller inte här.",
        "Göteborgs stads kommunikationspolicy är längre.",
        "Skolverkets riktlinjer för gåvor är egna.",
        "Vi ger service och bemötande.",
        "Service och bemötande är viktigt.",
        "Riktlinjerna för gåvor och jäv är nya.",
        "Riktlinjerna för gåvor till barn är nya.",
        "Se kommunikationspolicyn (KS 1999).",
        "Kommunikationspolicyer skrivs av många.",
        "Läs [riktlinjerna för gåvor](gavor.md) och `riktlinjerna för gåvor`.",
        "Handlingsplanen mot mobbning 2019–2022 har upphört.",
        "Beslutet finns i KS 2021-11-02 § 226.",
        "Så gör de i kommunikationspolicyn i Göteborg.",
        "Rutinen för texter är den här.",
        "Konsulten ska ha en dokumenterad kommunikationspolicy.",
        "Kommunikationspolicyn för Sjöby bostäder AB är en annan.",
        "Kommunikationspolicyn för Region Väst är en annan.",
        "Riktlinjerna för gåvor av jord är andra.",
    ],
)
def test_what_is_only_like_a_name_leads_nowhere(mentions: Refer, text: str) -> None:
    assert [m.words for m in mentions(text) if m.fate is Fate.LEADS] == []


def test_two_that_could_be_meant_are_told_with_both(write: Write) -> None:
    files: dict[str, str | bytes] = {
        "sjoby/a.md": policy("alias: [Servicepolicyn]\n", titel="Policy för mottagning"),
        "sjoby/b.md": policy("alias: [Servicepolicyn]\n", titel="Policy för bemötande"),
        "sjoby/c.md": policy(titel="Rutin", body="## Text\n\nEtt.\n\nLäs servicepolicyn.\n"),
    }
    register, references = referred(files, write)
    (mention,) = references.mentions["sjoby/c"]
    assert mention.fate is Fate.UNCLEAR and mention.targets == ("sjoby/b", "sjoby/a")
    (told,) = told_of_unclear(register, references)
    assert (told.place.path, told.place.line, told.code) == (
        "policies/sjoby/c.md", 11, "mention-unclear",
    )  # fmt: skip
    assert told.facts["others"] == "policies/sjoby/a.md, policies/sjoby/b.md"


def test_what_is_missing_is_gathered_under_one_name(write: Write) -> None:
    files: dict[str, str | bytes] = {
        "sjoby/a.md": policy(
            "stöds av: [Riktlinjer för grafiskt utförande]\n",
            body="## Text\n\nSe riktlinjer för grafisk utförande. Och policyn för resor.\n",
        ),
    }
    _, references = referred(files, write)
    first, second = references.missing["sjoby"]
    assert (first.name, first.variants, first.promised) == (
        "Riktlinjer för grafiskt utförande", ("Riktlinjer för grafisk utförande",), True,
    )  # fmt: skip
    assert [call.sentence for call in first.calls] == [
        None, "Se riktlinjer för grafisk utförande.",
    ]  # fmt: skip
    assert (second.name, second.promised) == ("Policy för resor", False)


def test_the_front_matter_says_what_a_name_means(write: Write) -> None:
    header = "hänvisar till: [{dokument: b, titel: Riktlinjer för bemötande, beslut: KS 2006}]\n"
    files: dict[str, str | bytes] = {
        "sjoby/a.md": policy(header, body="Se riktlinjer för bemötande (KS2006).\n"),
        "sjoby/b.md": policy(titel="Riktlinjer för service och bemötande"),
    }
    (mention,) = referred(files, write)[1].mentions["sjoby/a"]
    assert (mention.fate, mention.targets, mention.decision) == (
        Fate.LEADS, ("sjoby/b",), "KS2006",
    )  # fmt: skip


def test_what_names_a_document_is_known_from_both_ends(write: Write) -> None:
    body = "## Först\n\nOrd.\n\n## Sedan\n\nEtt. Följ riktlinjerna för gåvor här. Två.\n"
    files = FILES | {"sjoby/text.md": policy(titel="Rutin för texter", body=body)}
    _, references = referred(files, write)
    (call,) = references.back["sjoby/gavor"]
    assert (call.text, call.section, call.sentence) == (
        "sjoby/text", 1, "Följ riktlinjerna för gåvor här.",
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="policyriktlnjeförgåvoKS §(),.-/2021 \n\x02\x01", max_size=300))
def test_any_words_at_all_can_be_looked_through(words: str) -> None:
    names = Names("sjoby", ("sjöby kommun", "sjöby", "kommunen"))
    known = key_of("Riktlinje för gåvor")
    assert known
    for one in find([Stream(0, 0, 0, words)], names).found:
        assert one.at.start < one.at.stop <= len(words)


def test_the_sentence_is_the_one_that_the_name_begins(mentions: Refer) -> None:
    (mention,) = mentions("Först svarar vi. Riktlinjerna för gåvor säger hur. Sedan frågar vi.")
    assert mention.sentence == "Riktlinjerna för gåvor säger hur."


def test_what_was_found_before_the_cut_counts_only_where_nothing_cut_was_met(
    write: Write,
) -> None:
    inside = {"kanaler": "[intranät]"}
    body = "Se riktlinjerna för gåvor till barn. Se riktlinjerna för gåvor. Se KS 2021/9.\n"
    files: dict[str, str | bytes] = {
        "sjoby/gavor.md": policy(titel="Riktlinjer för gåvor"),
        "sjoby/barn.md": policy(
            "diarienummer: KS 2021/9\n", titel="Riktlinjer för gåvor till barn", **inside
        ),
        "sjoby/a.md": policy(titel="Rutin A", body=body),
        "sjoby/b.md": policy(titel="Rutin B", body="Se riktlinjerna för gåvor.\n"),
    }
    memory = Memory(None)
    register, _ = admit(read_library(write(files), memory), AS_OF)
    before = refer(register, memory)
    opened = cut_for(register, Audience.PUBLIC, memory)
    quick = refer(opened, memory, before.names)
    memory.forget()
    read_library(write(files), memory)
    alone = refer(opened, memory)
    assert quick.mentions == alone.mentions and quick.missing == alone.missing
    assert [m.targets for m in quick.mentions["sjoby/b"]] == [("sjoby/gavor",)]
    led = [target for found in quick.mentions.values() for m in found for target in m.targets]
    assert "sjoby/barn" not in led and "sjoby/barn" not in quick.back


@given(st.text("aB1.!?() \x01\x02\u00a0\n\u00ad*”", max_size=60))
def test_a_word_is_quoted_with_the_sentence_that_it_stands_in(words: str) -> None:
    line = reading.Line(Stream(0, 0, 0, words))
    for start in line.starts:
        at, end = len(seen(words[:start] + "x")) - 1, 0
        for sentence in sentences(seen(words)):
            end += len(sentence) + 1
            if at < end:
                assert line.sentence(start) == sentence
                break


def test_a_block_is_made_into_sentences_once(
    mentions: Refer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(words: str) -> list[str]:
        asked.append(len(words))
        return sentences(words)

    monkeypatch.setattr(reading, "sentences", counted)
    text = ", ".join(["riktlinjen för gåvor"] * 40)
    assert len(mentions(text)) == 40
    assert asked.count(len(text)) == 1


def test_what_never_ends_is_quoted_in_part(mentions: Refer) -> None:
    found = mentions(", ".join(["riktlinjen för gåvor"] * 400))
    assert len(found) == 400
    assert max(len(one.sentence) for one in found) <= QUOTED
    assert all("gåvor" in one.sentence for one in found)


def test_an_earlier_edition_names_too_and_is_known_as_one(write: Write) -> None:
    old = policy(DECIDED, titel="Rutin för texter", body="Följ riktlinjerna för gåvor.\n")
    new = policy(titel="Rutin för texter")
    files = FILES | {"sjoby/text.md": new, "sjoby/text@2012-05-06.md": old}
    _, references = referred(files, write)
    assert [call.text for call in references.back["sjoby/gavor"]] == ["sjoby/text@2012-05-06"]
    assert references.missing == {}
