"""A made-up corpus of policies, the same bytes for the same size, on any machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

PER_MUNICIPALITY = 100  # 290 municipalities × 100 documents is about what the country has
SECTIONS = 9
KINDS = ("policy", "riktlinje", "rutin", "plan", "regler")
THEMES = (
    "ansvar", "beredskap", "bildval", "bemotande", "chefer", "dialog", "grafisk-profil",
    "intern-kommunikation", "klarsprak", "kriser", "lagrum", "medier", "oppenhet", "samverkan",
    "sociala-medier", "svarstider", "tillganglighet", "uppfoljning",
)  # fmt: skip
WORDS = (
    "kommunen medarbetare chefer invånare nämnden styrelsen förvaltningen verksamheten frågor "
    "svar beslut ärenden besök samtal brev texter bilder webbplatsen intranätet kanaler "
    "kontakter information service bemötande kommunikation tillgänglighet öppenhet ansvar "
    "arbete uppdrag mål planer budget uppföljning samverkan dialog kunskap språk tid plats "
    "vardag kvalitet tydlig saklig snabb öppen gemensam enkel viktig aktuell god lokal "
    "skriftlig muntlig ska bör kan får planerar svarar informerar följer beskriver lämnar "
    "hjälper ordnar granskar alltid ofta först därefter tillsammans normalt senast inom utan "
    "genom enligt mellan för med och eller samt när om att som till från vid på i "
).split()


class Voice(Random):
    """Who writes a document: chance, and the words that it has."""

    def words(self, number: int) -> list[str]:
        """Return so many words."""
        return self.choices(WORDS, k=number)


def write_corpus(
    folder: Path, documents: int, mentions: int = 0, voice: Callable[[str], Voice] = Voice
) -> None:
    """Write `policies/` under a folder: so many documents of about 900 words each.

    Each names so many other documents and laws in its running text. `voice` writes them, one for
    each document.
    """
    policies = folder / "policies"
    policies.mkdir(parents=True)
    themes = "".join(
        f"  - {{id: {theme}, namn: {theme.replace('-', ' ').capitalize()}, "
        f"definition: Vad som gäller om {theme.replace('-', ' ')}.}}\n"
        for theme in THEMES
    )
    (policies / "teman.yml").write_text(f"teman:\n{themes}", encoding="utf-8")
    for start in range(0, documents, PER_MUNICIPALITY):
        number = start // PER_MUNICIPALITY
        home = policies / f"kommun-{number:03}"
        home.mkdir()
        (home / "kommun.yml").write_text(_municipality(number), encoding="utf-8")
        beside = min(PER_MUNICIPALITY, documents - start)
        for at in range(beside):
            text = write_policy(voice(f"{number}/{at}"), at, number, beside)
            text += _named(Random(f"{number}/{at}/n"), mentions, beside, number)
            (home / f"dokument-{at:02}.md").write_text(text, encoding="utf-8")


def _municipality(number: int) -> str:
    return (
        f"namn: Exempelkommun {number:03}\nkortnamn: Exempel {number:03}\n"
        "webbplats: https://kommun.example\nreserv: kontaktcenter\nkontakter:\n"
        "  kontaktcenter:\n    namn: Kontaktcenter\n    telefon: 0123-45 67 89\n"
        "    e-post: kommun@kommun.example\n"
        '    öppettider: [{dagar: måndag–fredag, öppnar: "8.00", stänger: "16.30"}]\n'
        "  kommunikationschef:\n    namn: Kommunikationschef\n    enhet: Kommunstyrelsen\n"
    )


def write_policy(random: Voice, at: int, number: int, beside: int) -> str:
    """Return one policy of several: header, sections, lists, tables, links and notes."""
    kind = KINDS[at % len(KINDS)]
    channels = "[intranät]" if at % 10 == 7 else "[intranät, webbplats]"
    year = 2015 + at % 11
    header = [
        f"titel: {kind.capitalize()} {at:02} om {_words(random, 3)}",
        f"dokumenttyp: {kind}",
        f"kanaler: {channels}",
        f"sammanfattning: {_sentence(random)}",
        f"ämnen: [{random.choice(WORDS)}, {random.choice(WORDS)}]",
        f"beslut: {{organ: KS, datum: {year}-03-{at % 27 + 1:02}, paragraf: {at + 1}}}",
        f'diarienummer: "KS {year}/{at:03}"',
        f"gäller från: {year}-07-01",
        "gäller till: tills vidare",
        "revideras: vart fjärde år",
        "ansvarig: kommunikationschef",
    ]
    if at:
        header.append(f"stödjer: [dokument-{at // 5:02}]")
    body = [_section(random, place, at, beside) for place in range(SECTIONS)]
    if at % 10 == 3:
        body.insert(3, f"::: intern\n{_paragraph(random, number)}\n:::\n")
    if at % 6 == 0:
        body.append("::: kontakt kontaktcenter\n")
    return "\n".join(["---", *header, "---", "", *body])


def _section(random: Voice, place: int, at: int, beside: int) -> str:
    tag = f' {{tema="{random.choice(THEMES)}"}}' if place % 2 else ""
    marks = "###" if place % 3 == 2 else "##"
    parts = [f"{marks} {place + 1} {_words(random, 3).capitalize()}{tag}"]
    parts += [_paragraph(random) for _ in range(2)]
    if place % 3 == 0:
        parts.append("\n".join(f"- {_sentence(random)}" for _ in range(4)))
    if place == 4:
        other = (at * 7 + 3) % beside
        parts.append(
            f"Läs mer i [ett annat dokument](dokument-{other:02}.md), **innan** du börjar."
        )
    if place == 5 and at % 3 == 0:
        parts.append("| Vad | När |\n|---|---|\n| Svar | en dag |\n| Besked | tre dagar |")
    if place == 6 and at % 5 == 0:
        parts.append(f"En dag räknas som arbetsdag.[^dag]\n\n[^dag]: {_sentence(random)}")
    return "\n\n".join(parts) + "\n"


NAMINGS = (
    "Det följer av {forms}erna för {name}.", "Se kommunens {kind} för {name}.",
    "Enligt {kind} för {name} (KS {year}) ska alla svara.",
    "Det beslutades i KS {year}-03-{day} § {at}.",
    "Läs också {other} § förvaltningslagen.", "Varje nämnd har egna riktlinjer för {name}.",
    "Regionens policy för {name} gäller inte.", "Ärendet har dnr KS {year}/{at:03}.",
)  # fmt: skip


def _named(random: Random, mentions: int, beside: int, number: int) -> str:
    """Return paragraphs that name so many documents and laws, some of which are not there."""
    said = []
    for _ in range(mentions):
        at = random.randrange(beside)
        kind, year = KINDS[at % len(KINDS)], 2015 + at % 11
        name = " ".join(_title(number, at).split()[3:])
        facts = {"kind": f"{kind} {at:02}", "forms": "riktlinj", "year": year, "at": at + 1}
        facts |= {"name": name, "day": f"{at % 27 + 1:02}", "other": at % 40 + 1}
        said.append(random.choice(NAMINGS).format(**facts))
    groups = [" ".join(said[at : at + 4]) for at in range(0, len(said), 4)]
    return "".join(f"\n\n{group}" for group in groups) + ("\n" if groups else "")


def _title(number: int, at: int) -> str:
    """Return a document's title, as its header has it."""
    return f"{KINDS[at % len(KINDS)].capitalize()} {at:02} om {_words(Voice(f'{number}/{at}'), 3)}"


def _words(random: Voice, number: int) -> str:
    return " ".join(random.words(number))


def _sentence(random: Voice) -> str:
    return _words(random, random.randint(8, 16)).capitalize() + "."


def _paragraph(random: Voice, number: int | None = None) -> str:
    first = "" if number is None else f"Bara för medarbetare i kommun {number}. "
    return first + " ".join(_sentence(random) for _ in range(3))
