"""A made-up corpus in which passages were copied, and the truth of it: the same bytes anywhere.

Its words are thousands, some common and most rare, as in any language; each theme has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path
from random import Random

from styrdok.swedish.words import MUNICIPALITIES

PER_MUNICIPALITY = 20
SECTIONS = 9
FIRST = (
    "avfall avlopp badplats barn beredskap bibliotek bostad brand bro brottsförebyggande buller "
    "cykel dagvatten demens djur energi familj fastighet fiske flykting folkhälso forn fritid "
    "färdtjänst förskole gata grundskole grönyte hamn handels hemtjänst hyres idrotts industri "
    "integrations invandrar jordbruks jämställdhets kemikalie klimat kollektivtrafik konst "
    "konsument kost kris kultur kvinno landsbygds lekplats ljus livsmedels logistik lokal "
    "luft markanvändnings mat miljö minoritets missbruks motions museum musik måltids natur "
    "närings odlings omsorgs parkerings park personal pedagog planterings polis rekryterings "
    "renhållnings resurs riks räddnings sats selje servering skogs skol sjukvårds skydds "
    "snöröjnings social sotnings sport stads strand studie sysselsättnings säkerhets teknik "
    "teater tillsyns torg trafik trygghets turism tätorts ungdoms upphandlings utbildnings "
    "vatten vinter vuxen vård väg värme växt äldre ö översvämnings"
).split()
SECOND = (
    "anläggning avgift avtal behov bidrag chef data expert fond fråga föremål gräns grupp "
    "handläggare hall idé insats inventering jour kalkyl karta kontroll kurs lager led ledare "
    "linje lista lokal läge modell mål möte nivå nätverk objekt område ombud park plats pott "
    "prognos projekt prov råd register rum sats service skola statistik stöd system taxering "
    "team tid utrustning vakt värde verkstad yta zon åtgärd"
).split()
VERBS = (
    "ordnar samlar mäter flyttar bygger lagar målar tömmer planterar räknar lånar hyr köper säljer "
    "delar prövar väger sorterar rensar spolar sandar plogar fyller kyler värmer tänder släcker "
    "stänger öppnar låser lyfter bär kör hämtar lämnar märker numrerar ritar skissar fotograferar "
    "filmar översätter tolkar granskar avgränsar förlänger förkortar fördubblar halverar fryser "
    "jämför avbryter återupptar namnger belyser dränerar isolerar restaurerar dokumenterar"
).split()
QUALITIES = (
    "lokala rymliga trånga soliga skuggiga torra fuktiga nyrenoverade äldre tillfälliga dagliga "
    "veckovisa halvårsvisa avlägsna centrala norra södra östra västra mindre större dyra billiga "
    "lätta tunga tysta bullriga mörka ljusa öppna slutna kalla varma djupa grunda breda smala"
).split()
PLACES = (
    "vid ån,i backen,på höjden,intill skolgården,bakom kyrkan,under viadukten,nära stationen,"
    "längs stranden,i källaren,på vinden,utmed kanalen,kring dammen,före lunch,efter skoltid,"
    "under julhelgen,mellan skiften,på fredagar,i gryningen,efter regn,inför sommaren"
).split(",")
NAMED = ("{name}", "{genitive} invånare", "invånarna i {name}", "{genitive} kommun", "kommunen")
STOCK = (
    "{Kind} gäller tills vidare och ska revideras vid behov, dock minst en gång per mandatperiod.",
    "Kommunstyrelsen ansvarar för att {kind} hålls aktuell och att den följs upp årligen.",
    "Denna {kind} gäller för samtliga nämnder, förvaltningar och helägda bolag i kommunen.",
    "Dokumentet har antagits av kommunfullmäktige och ersätter tidigare beslutade dokument.",
    "Enligt 6 § förvaltningslagen ska myndigheten se till att kontakter med enskilda blir smidiga.",
    "Av 2 kap. tryckfrihetsförordningen följer att var och en har rätt att ta del av handlingar.",
    "Varje chef ansvarar för att medarbetarna känner till och följer {kind} i sin verksamhet.",
)
TYPES = ("policy", "riktlinje", "plan", "strategi")
KINDS = ("policyn", "riktlinjen", "planen", "strategin")
SHARES = (
    ("verbatim", 30),
    ("edited-5", 20),
    ("edited-10", 20),
    ("edited-20", 30),
    ("paraphrase", 12),
)
"""Kinds of copy, and how many of a thousand passages are one."""
NOUNS = [first + second for first, second in product(FIRST, SECOND)]
Origin = tuple[str, int]


@dataclass(frozen=True)
class Truth:
    """What was planted: for each text and section, the family it is of; and each copy, its kind.

    A family is a passage and its copies. `copies` are pairs of places.
    """

    family: dict[Origin, int]
    copies: list[tuple[Origin, Origin, str]]


def plant(folder: Path, documents: int) -> Truth:
    """Write `policies/` under a folder with so many documents, and return what was copied."""
    names = sorted(name for name in MUNICIPALITIES if " " not in name and "-" not in name)
    policies = folder / "policies"
    policies.mkdir(parents=True)
    texts = {
        (_id(at), section): _passage(Random(f"{at}/{section}"), _theme(at, section))
        for at in range(documents)
        for section in range(1, SECTIONS + 1)
    }
    truth = _copy(texts, documents)
    for at in range(documents):
        home = policies / _id(at).partition("/")[0]
        name = names[at // PER_MUNICIPALITY % len(names)]
        if not home.is_dir():
            home.mkdir()
            known = f"namn: {_genitive(name)} kommun\nkortnamn: {name}\n"
            (home / "kommun.yml").write_text(known, encoding="utf-8")
        said = [texts[_id(at), section] for section in range(1, SECTIONS + 1)]
        file = home / f"{_id(at).partition('/')[2]}.md"
        file.write_text(_document(Random(f"{at}/d"), at, said, name), encoding="utf-8")
    return truth


def _id(at: int) -> str:
    return f"kommun-{at // PER_MUNICIPALITY:03}/dokument-{at % PER_MUNICIPALITY:02}"


def _theme(at: int, section: int) -> int:
    return (at * 7 + section) % 40


def _copy(texts: dict[Origin, list[str]], documents: int) -> Truth:
    """Replace some passages by copies of others, in place."""
    random = Random(documents)
    places = sorted(texts)
    family = {place: number for number, place in enumerate(places)}
    free = places.copy()
    random.shuffle(free)
    copies, taken = list[tuple[Origin, Origin, str]](), set[Origin]()
    for kind, often in SHARES:
        for _ in range(max(3, len(places) * often // 1000)):
            place = free.pop()
            while place in taken:  # a passage that was copied stays as it was
                place = free.pop()
            source = random.choice(places)
            while source in taken or source[0] == place[0] or source == place:
                source = random.choice(places)
            taken |= {place, source}
            texts[place] = _changed(texts[source], kind, random)
            family[place] = family[source]
            copies.append((source, place, kind))
    return Truth(family, copies)


def _changed(said: Sequence[str], kind: str, random: Random) -> list[str]:
    if kind == "verbatim":
        return list(said)
    if kind == "paraphrase":
        return _paraphrase(said, random)
    words = " ".join(said).split(" ")
    share = int(kind.removeprefix("edited-")) / 100
    changed: list[str] = []
    spots = set(random.sample(range(len(words)), round(share * len(words))))
    for at, word in enumerate(words):
        if at not in spots:
            changed.append(word)
            continue
        deed = random.choice(("replace", "remove", "insert"))
        if deed == "replace":
            changed.append(random.choice(NOUNS) + ("." if word.endswith(".") else ""))
        elif deed == "insert":
            changed += [random.choice(NOUNS), word]
    return [" ".join(changed)]


def _paraphrase(said: Sequence[str], random: Random) -> list[str]:
    """Return the same sentences and clauses in another order, a word in nine exchanged."""
    turned = []
    for sentence in said:
        clauses = sentence.rstrip(".").split(", ")
        clauses.append(clauses.pop(0))
        words = ", ".join(clauses).split(" ")
        swapped = [random.choice(VERBS) if random.random() < 0.11 else word for word in words]
        turned.append(" ".join(swapped).capitalize() + ".")
    return turned[::-1]


def _passage(random: Random, theme: int) -> list[str]:
    """Return the sentences of a passage on a theme, which has two hundred nouns of its own."""
    own = Random(theme).sample(NOUNS, 200)
    return [_sentence(random, own) for _ in range(random.choice((2, 2, 3, 3, 4, 6)))]


def _noun(random: Random, own: Sequence[str]) -> str:
    return (
        random.choices(own, cum_weights=ZIPF)[0] if random.random() < 0.7 else random.choice(NOUNS)
    )


ZIPF = list(accumulate(1 / rank for rank in range(1, 201)))


def _sentence(random: Random, own: Sequence[str]) -> str:
    said = [
        f"{random.choice(NAMED)} {random.choice(VERBS)} {random.choice(QUALITIES)} "
        f"{_noun(random, own)} och {_noun(random, own)} {random.choice(PLACES)}",
        f"när {_noun(random, own)} {random.choice(VERBS)} {_noun(random, own)}",
        f"så att {random.choice(QUALITIES)} {_noun(random, own)} {random.choice(VERBS)}"
        f" {_noun(random, own)}",
    ]
    whole = ", ".join(said[: random.choice((2, 3, 3))])
    return whole[0].upper() + whole[1:] + "."


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def _document(random: Random, at: int, passages: Sequence[Sequence[str]], name: str) -> str:
    kind = KINDS[at % 4]
    year = 2015 + at % 11
    header = (
        f"---\ntitel: Dokument {at}\ndokumenttyp: {TYPES[at % 4]}\n"
        "kanaler: [intranät, webbplats]\n"
        f"beslut: {{organ: KS, datum: {year}-03-{at % 27 + 1:02}, paragraf: {at + 1}}}\n---\n"
    )
    parts = []
    for number, said in enumerate(passages, 1):
        names = {"name": name, "genitive": _genitive(name)}
        words = " ".join(said).format(**names)
        parts.append(f"## Rubrik {number}\n\n{words}\n")
    told = random.sample(STOCK, 3)
    words = " ".join(told).format(kind=kind, Kind=kind.capitalize())
    parts.append(f"## Giltighet\n\n{words}\n")
    return header + "\n".join(parts)
