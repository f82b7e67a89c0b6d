"""How a municipality looks: which colours and marks are refused, and in what words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from styrdok.model import Emblem, Look, Problem
from styrdok.read.look import darker, with_white
from tests.conftest import HOME, POLICY, Write, read
from tests.test_golden import told

NAMES = "namn: Ekby kommun\nkortnamn: Ekby\n"
CASE = re.compile(r"## ([^\n]+)\n```yml\n(.*?)```\n(?:```svg\n(.*?)```\n)?```\n(.*?)```", re.S)
CASES = CASE.findall((HOME / "tests/utseende.md").read_text(encoding="utf-8"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"{}>{}</svg>'
LOOKS = 'utseende: {färg: "#1f5fa8", märke: vapen.svg}\n'


def errors(write: Write, keys: str, svg: str | bytes | None = None) -> tuple[Look | None, str]:
    """Return how the municipality looks that was read, and what is told of its file."""
    files = {"ekby/kommun.yml": NAMES + keys, "ekby/p.md": POLICY}
    given = files | ({} if svg is None else {"ekby/vapen.svg": svg})
    register, problems = read(write(dict(given)))
    of_home = [p for p in problems if p.place.path.startswith("policies/ekby/")]
    withheld = [p for p in of_home if p.code == "home-withheld"]
    assert ("ekby" in register.municipalities) is not bool(withheld)
    assert ("ekby/p" in register.policies) is not bool(withheld)
    home = register.municipalities.get("ekby")
    return home and home.look, told(wrong(of_home))


def wrong(problems: list[Problem]) -> list[Problem]:
    """Return problems but those that follow from others, or that concern a file not named."""
    return [p for p in problems if p.code not in ("home-withheld", "stray-file")]


def test_there_are_cases() -> None:
    assert len(CASES) >= 14


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_an_editor_is_told(case: tuple[str, str, str, str], write: Write) -> None:
    _, keys, svg, expected = case
    assert errors(write, keys, svg or None)[1] == expected


def test_colour_and_proportions_are_known(write: Write) -> None:
    look, said = errors(write, LOOKS, SVG.format("", ""))
    assert said == "" and look == Look("#1f5fa8", Emblem("vapen.svg", 75, 100))


def test_a_short_colour_is_the_long_one(write: Write) -> None:
    assert errors(write, 'utseende: {färg: "#036"}\n')[0] == Look("#003366")


STROKE = "\u0338"  # composed with the > before it, it is another sign


@pytest.mark.parametrize(
    ("attributes", "inside", "what"),
    [
        (' onload="a()"', "", "onload"),
        (' OnClick="a()"', "", "OnClick"),
        ("", '<foreignObject width="9"/>', "<foreignObject>"),
        ("", '<b:script xmlns:b="http://www.w3.org/1999/xhtml"/>', "<script>"),
        ("", '<a href="#a"/>', "<a>"),
        ("", '<image href="a.png"/>', "<image>"),
        ("", '<set attributeName="href" to="javascript:a()"/>', "<set>"),
        ("", '<use href="https://x.example/a.svg#a"/>', 'href="https://x.example/a.svg#a"'),
        (' xmlns:l="http://www.w3.org/1999/xlink" l:href="b"', "", 'href="b"'),
        ("", '<rect fill="url(https://x.example/a)"/>', 'fill="url(https://x.example/a)"'),
        ("", "<rect style=\"fill: URL( 'a.svg#b')\"/>", "style=\"fill: URL( 'a.svg#b')\""),
        ("", '<rect style="fill: u\\72l(a)"/>', 'style="fill: u\\72l(a)"'),
        ("", "<style>@import 'a.css';</style>", "@import"),
        ("", "<style>@im<!-- -->port 'a';</style>", "@import"),
        ("", "<style>@im<g/>port 'a';</style>", "<g>"),
        ("", "<style><![CDATA[a{fill:url(//x)}]]></style>", "url("),
        (
            "",
            f"<title><![CDATA[]]>{STROKE}</title><script/><title><![CDATA[]]></title>",
            "<script>",
        ),
        (' xml:base="https://x.example/"', "", "base"),
        ("", "<?xml-stylesheet href='a.css'?>", "<?xml-stylesheet?>"),
    ],
)
def test_what_could_run_or_fetch_is_refused(
    attributes: str, inside: str, what: str, write: Write
) -> None:
    look, said = errors(write, LOOKS, SVG.format(attributes, inside))
    assert look is None and f"”vapen.svg” har {what} på rad 1" in said


BOMB = '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + SVG.format("", "&b;")


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (BOMB, "har <!DOCTYPE> på rad 1"),
        ('<!DOCTYPE svg SYSTEM "https://x.example/svg.dtd">' + SVG.format("", ""), "<!DOCTYPE>"),
        (SVG.format("", f"<!--{'x' * 50_001}-->"), "är 51 kB, och ett märke får vara högst 50 kB"),
        (SVG.format("", "<g>" * 10_000), "går inte att läsa som SVG"),
        (b"\xff\xfe<\x00s\x00", "går inte att läsa som SVG"),
        ("", "går inte att läsa som SVG"),
        ('<?xml version="1.0" encoding="GBK"?>' + SVG.format("", ""), "felet står på rad 1"),
        (SVG.format("", "").replace("0 0 30 40", "0 0 nan 40"), "saknar viewBox"),
        (SVG.format("", "").replace("0 0 30 40", "0 0 inf 40"), "saknar viewBox"),
        (SVG.format("", "").replace("0 0 30 40", "0 0 30 0"), "saknar viewBox"),
        (SVG.format("", "").replace("0 0 30 40", "0 0 1e300 1e-5"), "saknar viewBox"),
    ],
)
def test_what_is_no_plain_drawing_is_refused(svg: str | bytes, said: str, write: Write) -> None:
    look, heard = errors(write, LOOKS, svg)
    assert look is None and said in heard


def test_what_drawing_programs_note_for_themselves_may_stay(write: Write) -> None:
    noted = (
        '<i:namedview xmlns:i="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>'
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'
        '<use href="#a"/>'
    )
    look, said = errors(write, LOOKS, SVG.format("", noted))
    assert look and said == ""


def test_a_mark_that_nobody_names_is_told_of(write: Write) -> None:
    site = write({"ekby/kommun.yml": NAMES, "ekby/p.md": POLICY, "ekby/vapen.svg": "<svg/>"})
    assert [p.place.path for p in read(site)[1] if p.code == "stray-file"] == [
        "policies/ekby/vapen.svg"
    ]


@given(some.integers(0, 0xFFFFFF))
def test_the_colour_that_is_suggested_will_do(number: int) -> None:
    colour = f"#{number:06x}"
    near = darker(colour)
    assert with_white(near) >= 4.5
    assert near == colour if with_white(colour) >= 4.5 else with_white(near) < 4.75


def test_contrast_is_as_the_guidelines_count_it() -> None:
    assert with_white("#000000") == pytest.approx(21)
    assert with_white("#ffffff") == pytest.approx(1)
    assert with_white("#767676") == pytest.approx(4.54, abs=0.005)
