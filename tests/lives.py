"""A municipality whose documents stand in every state there is, for tests and for the eye."""

from __future__ import annotations

from tests.conftest import policy

DECIDED = (
    "beslut: {organ: Kommunstyrelsen, datum: 2024-03-06, paragraf: 31}\ndiarienummer: KS 2024/17\n"
)
OLD = "beslut: {organ: Kommunfullmäktige, datum: 2016-05-02, paragraf: 44}\n"
TEXT = """\
## Syfte {#syfte tema="svarstider"}

Riktlinjen beskriver hur kommunen svarar. Den gäller alla medarbetare.

## Svarstider {#svarstider tema="svarstider"}

- Vi ska svara inom två arbetsdagar.
- Brev ska besvaras inom fem arbetsdagar.

## Ansvar {#ansvar tema="media"}

Varje chef ansvarar för att riktlinjen följs.
"""
BEFORE = """\
## Syfte {#syfte tema="svarstider"}

Riktlinjen beskriver hur kommunen svarar. Den gäller alla medarbetare.

## Ansvar {#ansvar tema="media"}

Varje förvaltningschef ansvarar för att riktlinjen följs. Kontaktcenter följer upp den.

## Svarstider {#svarstider tema="svarstider"}

- Vi bör svara inom tre arbetsdagar.
- Brev ska besvaras inom fem arbetsdagar.
"""
ANSWERS = "ägare: Kommunstyrelsen\nansvarig: kontaktcenter\n"


def _of(title: str, header: str, body: str = TEXT, kind: str = "riktlinje") -> str:
    return policy(header + ANSWERS, body, titel=title, dokumenttyp=kind)


FILES = {
    "sjoby/forslag.md": _of("Förslaget", "beslut: förslag\n"),
    "sjoby/okant.md": _of("Det okända", ""),
    "sjoby/kommande.md": _of("Det kommande", DECIDED + "gäller från: 2027-01-01\n"),
    "sjoby/gallande.md": _of("Det gällande", DECIDED + "revideras: 2027-06-30\n"),
    "sjoby/forsenat.md": _of("Det försenade", OLD + "revideras: senast 4 år efter beslut\n"),
    "sjoby/kanske.md": _of(
        "Det kanske försenade", "beslut: {organ: KS, datum: 2024}\nrevideras: vartannat år\n"
    ),
    "sjoby/utan-granskning.md": _of("Det utan granskning", DECIDED),
    "sjoby/upphor.md": _of(
        "Det som upphör", DECIDED + "gäller till: 2026-12-31\nrevideras: 2027\n"
    ),
    "sjoby/upphavt.md": _of("Det upphävda", DECIDED + "gäller till: 2025-12-31\n"),
    "sjoby/ersatt.md": _of("Det ersatta", OLD),
    "sjoby/ersattare.md": _of(
        "Ersättaren",
        DECIDED + "revideras: årligen\nersätter: [ersatt]\n"
        "granskningar:\n"
        "  - {datum: 2025-02-03, av: Kanslichefen, utfall: nytt beslut, anteckning: Ny lag.}\n"
        "  - {datum: 2026-02-02, av: Kanslichefen, utfall: oförändrad}\n",
    ),
    "sjoby/information.md": _of("Informationen", "", kind="information"),
    "sjoby/utgavor.md": _of(
        "Det med utgåvor", DECIDED + "gäller från: 2024-04-01\nrevideras: vart fjärde år\n"
    ),
    "sjoby/utgavor@2016-05-02.md": _of("Det med utgåvor", OLD, BEFORE),
    "sjoby/utgavor@2009.md": _of("En gammal titel", "beslut: {organ: KF, datum: 2009}\n", BEFORE),
    "sjoby/nytt-forslag.md": _of("Det med nytt förslag", "beslut: förslag\n"),
    "sjoby/nytt-forslag@2016-05-02.md": _of("Det med nytt förslag", OLD, BEFORE),
}  # fmt: skip
