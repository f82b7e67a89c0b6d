"""Words that bear the weight of a rule, told from the words around them."""

from __future__ import annotations

import pytest

from styrdok.read.lock.bearing import bearing, opposed, table


def forms(words: str, language: str = "sv") -> str:
    return " | ".join(normal for _, normal in bearing(words, language))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Vi ska svara inom två arbetsdagar.", "ska | inom | 2 | arbetsdag"),
        ("Vi skall svara inom 2 arbetsdagar.", "ska | inom | 2 | arbetsdag"),
        ("Det får inte förekomma.", "får | inte"),
        ("Det är förbjudet, utom på fredagar kl. 8.30–16.30.",
         "förbud | utom | fredag | klockan | 8.30-16.30"),
        ("Medarbetare har rätt att uttala sig.", "rättighet"),
        ("Det är rätt.", ""),
        ("Senast den 2 november 2021, § 225.", "senast | 2 | november | 2021 | § | 225"),
        ("Gäller fr.o.m. 2021-11-02.", "gäller | från och med | 2021-11-02"),
        ("En kostnad på 10 000 kr, högst 1,5 procent.",
         "10000 | krona | högst | 1,5 | procent"),
        ("Var och en ska alltid svara.", "varje | ska | alltid"),
        ("Tjugofem dagar, t.o.m. fredag.", "25 | dag | till och med | fredag"),
        ("Den andra dagen, av alla andra.", "2:a | dag | alla"),
        ("Kommunen strävar efter dialog.", "eftersträva | efter"),
        ("Kommunstyrelsen sköter detta m.m. och t.ex. annat.", ""),
    ],
)  # fmt: skip
def test_bearing(words: str, found: str) -> None:
    assert forms(words) == found


def test_kinds() -> None:
    assert bearing("Alla bör aldrig vänta 3 dagar i maj") == (
        ("bound", "alla"), ("modality", "bör"), ("negation", "aldrig"), ("number", "3"),
        ("unit", "dag"), ("date", "maj"),
    )  # fmt: skip


def test_english() -> None:
    assert forms("We shall not wait for two days.", "en") == "shall | not | 2 | day"
    assert forms("We shall not wait.", "sv") == ""
    assert forms("You mustn't; you don't.", "en-GB") == "must | not | not"


def test_every_word_of_the_table_is_found() -> None:
    for language in ("sv", "en"):
        known = table(language)
        for form, meant in known.whole.items():
            assert bearing(form, language) == (meant,), form
        for form in known.beginnings:
            assert bearing(form, language), form


def test_opposites() -> None:
    assert opposed("lämpligt", "Olämpligt.") and opposed("icke-rökare", "rökare")
    assert not opposed("chef", "chefen")
