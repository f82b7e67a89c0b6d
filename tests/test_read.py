"""Reading: whatever lies in the folder, there are policies or problems, never a traceback."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose.problems import annotate, say_problem
from styrdok.memory import decode, encode
from styrdok.model import PartialDate, ReviewBase, Severity
from styrdok.read.body import read_body
from styrdok.read.findings import Findings
from styrdok.read.passages import read_passages
from styrdok.read.policy_file import Reading, read_policy
from styrdok.read.wordings import weekdays
from styrdok.slug import slugify
from styrdok.texts import catalogue
from tests.conftest import KOMMUN, POLICY, Write, policy, read

T = catalogue("sv")


def said(site: Path) -> list[str]:
    return [say_problem(problem, T) for problem in read(site)[1]]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.md", b"", "policies/sjoby/a.md:1: filen är tom"),
        ("a.md", b"\xef\xbb\xbf  \n", "policies/sjoby/a.md:1: filen är tom"),
        (
            "a.md",
            b"---\ntitel: \xe5\n---\n",
            "policies/sjoby/a.md:2: filen är inte sparad som UTF-8",
        ),
        ("a.md", b"x" * 10_000_000, "policies/sjoby/a.md:1: filen är 10,0 MB"),
        ("a.md", policy(body="a\x00b\n").encode(), "policies/sjoby/a.md:7: raden innehåller"),
        ("kommun.yml", b"namn: [\n", "policies/sjoby/kommun.yml:1: parentesen"),
        ("kommun.yml", b"kortnamn: S\n", "policies/sjoby/kommun.yml:1: namn: obligatorisk"),
        ("kommun.yml", b"", "policies/sjoby/kommun.yml:1: filen är tom"),
        ("kommun.yml", b"# bara en kommentar\n", "policies/sjoby/kommun.yml:1: filen är tom"),
        ("x.txt", b"hej", "policies/sjoby/x.txt:1: påpekande: filen läses inte"),
    ],
)
def test_unfit_files(write: Write, name: str, content: bytes, message: str) -> None:
    messages = said(write({f"sjoby/{name}": content}))
    assert any(line.startswith(message) for line in messages), messages


def test_all_problems_of_all_files_are_told_at_once_in_order(write: Write) -> None:
    files = {"sjoby/b.md": policy(farg="röd"), "sjoby/a.md": policy(farg="röd", dokumenttyp="x")}
    lines = [line.split(" ")[0] for line in said(write(files))]
    assert lines == [
        "policies/sjoby/a.md:3:",
        "policies/sjoby/a.md:5:",
        "policies/sjoby/b.md:5:",
    ]


def test_municipality_that_cannot_be_read_takes_its_policies_along(write: Write) -> None:
    files = {"sjoby/kommun.yml": KOMMUN.replace("namn: Kontaktchef", "person: {intern: kanske}")}
    register, problems = read(write(files | {"sjoby/a.md": POLICY}))
    assert not register.policies and not register.municipalities
    assert {p.place.path for p in problems} == {"policies/sjoby/kommun.yml"}


def test_symlinks_are_not_followed(write: Write, tmp_path: Path) -> None:
    secret = tmp_path / "utanfor.md"
    secret.write_text(policy(body="HEMLIGT\n"), encoding="utf-8")
    site = write({})
    (site / "policies/sjoby/a.md").symlink_to(secret)
    (site / "policies/annan").symlink_to(tmp_path, target_is_directory=True)
    (site / "policies/sjoby/bild.png").symlink_to(secret)
    (site / "policies/sjoby/b.md").write_text(policy(body="![x](bild.png)\n"), encoding="utf-8")
    register, problems = read(site)
    assert not register.policies
    codes = sorted((p.place.path, p.code) for p in problems)
    assert ("policies/annan", "symlink") in codes
    assert ("policies/sjoby/a.md", "symlink") in codes
    assert ("policies/sjoby/b.md", "picture-missing") in codes


def test_two_files_with_one_address_are_both_held_back(write: Write) -> None:
    register, problems = read(write({"sjoby/Ett två.md": policy(), "sjoby/ett-tva.md": policy()}))
    assert not register.policies
    assert [p.code for p in problems] == ["slug-twice", "slug-twice"]


def test_no_channel_and_reserved_names(write: Write) -> None:
    files = {"sjoby/a.md": policy(kanaler="[]"), "sjoby/index.md": policy()}
    register, problems = read(write(files))
    assert not register.policies
    assert [(p.place.path[-8:], p.code) for p in problems] == [
        ("oby/a.md", "empty-key"), ("index.md", "reserved-name"),
    ]  # fmt: skip


def test_a_municipality_with_an_unknown_fallback_or_a_double_is_held_back(write: Write) -> None:
    wrong = KOMMUN.replace("reserv: kontaktcenter", "reserv: kontaktcentret")
    register, problems = read(write({"sjoby/kommun.yml": wrong, "sjoby/a.md": POLICY}))
    assert [(p.place.line, p.code) for p in problems] == [
        (1, "home-withheld"),
        (3, "unknown-contact-near"),
    ]
    assert not register.policies and not register.municipalities
    files = {"sjoby/kommun.yml": KOMMUN, "Sjöby/kommun.yml": KOMMUN, "Sjöby/b.md": policy()}
    register, problems = read(write(files))
    assert [p.code for p in problems if p.severity is Severity.ERROR] == ["municipality-twice"] * 2
    assert not register.policies


def test_pictures_with_swedish_names_are_found_and_folders_outside_are_not(
    write: Write, tmp_path: Path
) -> None:
    body = "![a](karta över ån.png)\n".replace(" ", "%20") + "\n![b](ut/x.png)\n"
    site = write({"sjoby/a.md": policy(body=body), "sjoby/karta över ån.png": b"x"})
    (tmp_path / "utanför").mkdir()
    (tmp_path / "utanför/x.png").write_bytes(b"x")
    (site / "policies/sjoby/ut").symlink_to(tmp_path / "utanför", target_is_directory=True)
    problems = [p for p in read(site)[1] if p.code not in ("stray-file", "symlink")]
    assert [(p.code, p.facts["value"]) for p in problems] == [("picture-missing", "ut/x.png")]


@pytest.mark.parametrize("word", ["225", "§ 225", "225 §", "§225"])
def test_a_paragraph_is_read_however_it_is_written(write: Write, word: str) -> None:
    header = f"beslut: {{organ: KS, paragraf: {word}}}\n"
    decision = read(write({"sjoby/a.md": policy(header)}))[0].policies["sjoby/a"].decision
    assert decision and decision.paragraph == "225"


def test_a_term_of_office_is_no_number_of_years(write: Write) -> None:
    register, problems = read(write({"sjoby/a.md": policy("revideras: varje mandatperiod\n")}))
    rule = register.policies["sjoby/a"].review
    assert rule and rule.base is ReviewBase.TERM and rule.years is None and not problems


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("4 år efter beslut", 4), ("senast fyra år efter antagandet", 4), ("vart tredje år", 3),
        ("vart 5:e år", 5), ("Minst en gång per år", 1),
        ("inom två år", 2), ("inom 9999 år", None), ("när det behövs", None),
    ],
)  # fmt: skip
def test_review_rules_as_documents_word_them(write: Write, words: str, years: int | None) -> None:
    register, problems = read(write({"sjoby/a.md": policy(f"revideras: {words}\n")}))
    rule = register.policies["sjoby/a"].review
    assert rule and rule.wording == words and rule.years == years
    assert [p.code for p in problems] == ([] if years else ["review-wording"])


def test_missing_folder_and_missing_municipality(tmp_path: Path, write: Write) -> None:
    assert [p.code for p in read(tmp_path / "tom")[1]] == ["no-folder"]
    site = write({"nyby/a.md": policy(), "register/kommun.yml": KOMMUN})
    for name in ("lagar", "saknade"):
        (site / "policies" / name).mkdir()
        (site / "policies" / name / "kommun.yml").write_text(KOMMUN, encoding="utf-8")
        assert f"policies/{name}/kommun.yml" in {
            p.place.path for p in read(site)[1] if p.code == "reserved-name"
        }
    assert {p.code for p in read(site)[1]} == {
        "no-municipality",
        "reserved-name",
        "home-withheld",
    }


def test_unreadable_file_is_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write({"sjoby/a.md": policy()})

    def refuse(path: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "lstat", refuse)
    assert any(p.code == "unreadable" for p in read(site)[1])


def test_yaml_bomb_is_refused_at_once(write: Write) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20)
    )
    start = time.process_time()
    codes = [p.code for p in read(write({"sjoby/a.md": policy(bomb)}))[1]]
    assert codes == ["yaml-alias"]
    assert time.process_time() - start < 5, "grows with the input, not with what it stands for"


def test_deep_nesting_is_refused(write: Write) -> None:
    deep = policy("ämnen:\n " + "- " * 30_000 + "a\n")
    assert [p.code for p in read(write({"sjoby/a.md": deep}))[1]] == ["yaml-deep"]
    flow = policy("ämnen: " + "[" * 30_000 + "\n")
    assert [p.code for p in read(write({"sjoby/a.md": flow}))[1]] == ["yaml-deep"]


@pytest.mark.parametrize(
    "mark",
    [
        "::: intern",
        ":::intern",
        ":::  Intern  ",
        "\u200b::: intern",
        "：：： intern",
        "\u00a0::: intern",
    ],
)
def test_internal_mark_in_many_shapes_hides(mark: str) -> None:
    found = Findings("x")
    passages = read_passages(f"öppet\n{mark}\nhemligt\n:::\nöppet igen", 1, found)
    assert [p.text.strip() for p in passages if not p.internal] == ["öppet", "öppet igen"]


@pytest.mark.parametrize(
    "body",
    [
        "```\n::: intern\nhemligt\n:::\n```",
        "- punkt\n  ::: intern\n  hemligt\n  :::",
        "> ::: intern\n> hemligt\n> :::",
        "::: interm\nhemligt\n:::",
        ":: intern\nhemligt\n:::",
        "::: intern\n::: intern\nhemligt\n:::\nhemligt\n:::",
        "::: intern\n::: kontakt chef\n:::\nhemligt\n:::",
        ":::: intern\n:::\nhemligt\n::::",
        "::: {.intern}\nhemligt\n:::",
        "::: intern\nhemligt",
        "Öppet. ::: intern\nhemligt\n:::",
        "# ::: intern\nhemligt\n:::",
        "\\\\::: intern\nhemligt\n:::",
        "**::: intern**\nhemligt\n**:::**",
        ": intern\nhemligt\n:",
        ": : : intern\nhemligt",
        "[intern]\nhemligt\n[/intern]",
        "!!! intern\n    hemligt",
        "`::: intern`\nhemligt",
        "| ::: intern |\n|---|\n| hemligt |",
        "• ::: intern\nhemligt",
        "(::: intern)\nhemligt",
        "&#58;&#58;&#58; intern\nhemligt",
        "\u3164::: intern\nhemligt",
        ":\ufe0f:\ufe0f: intern\nhemligt",
        "∷: intern\nhemligt",
        "˸˸˸ intern\nhemligt",
        "։։։ intern\nhemligt",
        "፡፡፡ intern\nhemligt",
        "︰︰︰ intern\nhemligt",
    ],
)
def test_what_stands_after_an_internal_mark_is_never_open(body: str) -> None:
    passages = read_passages(body, 1, Findings("x"))
    assert "hemligt" not in "".join(p.text for p in passages if not p.internal)


PLAIN = ["## Intern", "Intern", "- intern", "**Intern**", "(intern)", "a::b", "Intern:", "`intern`"]


@pytest.mark.parametrize("line", PLAIN)
def test_plain_words_are_not_marks(line: str) -> None:
    found = Findings("x")
    passages = read_passages(f"{line}\nöppet", 1, found)
    assert not found.problems and not any(p.internal for p in passages)


SLIPS = [
    ('titel: "Plan\n', 5, "yaml-quote"),
    ('sammanfattning: "Plan" för kris\n', 5, "yaml-after-quote"),
    ("ämnen: [a, b\nägare: KS\n", 5, "yaml-bracket"),
    ("beslut: {organ: KS\nägare: KS\n", 5, "yaml-bracket"),
    ("beslut:\n  organ: KS\n   datum: 2021\n", 7, "yaml-deeper"),
    ("beslut:\n  organ: KS\n\tdatum: 2021\n", 7, "yaml-tab"),
    ("ägare:KS\nansvarig: chef\n", 5, "yaml-no-space"),
    ("ägare KS\nansvarig: chef\n", 5, "yaml-no-colon"),
    ("ägare:\u00a0KS\nansvarig: chef\n", 5, "yaml-hard-space"),
    ("sammanfattning: Kort.\nOch mer.\nägare: KS\n", 6, "yaml-no-colon"),
    ("sammanfattning: Mål: en plan\n", 5, "yaml-colon"),
]


@pytest.mark.parametrize(("header", "line", "code"), SLIPS)
def test_broken_yaml_is_told_where_the_slip_is(
    write: Write, header: str, line: int, code: str
) -> None:
    problems = read(write({"sjoby/a.md": policy(header)}))[1]
    assert [(p.place.line, p.code) for p in problems] == [(line, code)]


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("kanaler: intranät, webbplats\n", ["want-brackets"]),
        ("Titel: X\n", ["unknown-key-near"]),
        ("språk: svenska\n", ["not-a-language"]),
        ("ägare: okänd\n", ["says-nothing"]),
        ("diarienummer: –\n", ["says-nothing"]),
        ("beslut: {organ: KS, paragraf: ett}\n", ["not-a-paragraph"]),
    ],
)
def test_one_mistake_gives_one_message(write: Write, header: str, codes: list[str]) -> None:
    text = policy(header)
    first = header.split(":", maxsplit=1)[0].lower()
    text = "\n".join(
        line
        for number, line in enumerate(text.split("\n"))
        if number > 3 or not line.startswith(f"{first}:")
    )
    assert [p.code for p in read(write({"sjoby/a.md": text}))[1]] == codes


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[x](min fil.md)\n", "link-unfinished"),
        ("[x](fil.md\n", "link-unfinished"),
        ("[policyn][media]\n", "link-unfinished"),
        ("Ord[^9].\n", "note-nowhere"),
        ('## Syfte {#syfte tema="x"\n\nOrd.\n', "heading-brace"),
        ("[Skriv texten här]\n", "unfinished-text"),
        ("![](x.png)\n", "picture-words"),
        ("- # Rubrik {#x}\n", "heading-nested"),
    ],
)
def test_what_did_not_become_markup_is_told(write: Write, body: str, code: str) -> None:
    problems = read(write({"sjoby/a.md": policy(body=body), "sjoby/x.png": b"x"}))[1]
    assert [(p.code, p.severity) for p in problems] == [(code, Severity.NOTICE)]


def test_faults_in_the_municipality_file(write: Write) -> None:
    wrong = KOMMUN.replace("kontakt@sjoby.example", "mailto:kontakt@sjoby.example")
    wrong = wrong.replace('öppnar: "8.00"', 'öppnar: "18.00"')
    wrong = "kommunkod: 12\n" + wrong.replace("enhet: Kansliet", "intern: kanske")
    problems = read(write({"sjoby/kommun.yml": wrong, "sjoby/a.md": POLICY}))[1]
    assert [p.code for p in problems if p.severity is Severity.ERROR] == [
        "not-a-code", "not-email", "closes-early", "unknown-value",
    ]  # fmt: skip
    assert problems[-1].facts["known"] == "ja, nej"
    assert "home-withheld" in {p.code for p in problems}


def test_missing_themes_are_told_once(write: Write) -> None:
    site = write({"sjoby/a.md": POLICY, "sjoby/b.md": POLICY.replace("Policy för", "Regler för")})
    (site / "policies/teman.yml").unlink()
    register, problems = read(site)
    assert [(p.place.path, p.code) for p in problems] == [("policies/teman.yml", "no-themes")]
    assert not register.policies


@given(st.text(alphabet=":` \n-#>interkoa{}[]()", max_size=200))
def test_passages_keep_every_line_and_hide_by_the_marks_alone(body: str) -> None:
    passages = read_passages(body, 1, Findings("x"))
    assert "\n".join(p.text for p in passages).count("\n") == body.count("\n")
    line = 1
    for passage in passages:
        assert passage.line == line
        line += passage.text.count("\n") + 1


@given(st.binary(max_size=400))
def test_any_bytes_give_a_policy_or_problems(content: bytes) -> None:
    for problem in read_policy("policies/sjoby/a.md", content).problems:
        assert say_problem(problem, T).startswith("policies/sjoby/a.md:")
        assert "\n" not in annotate(problem, T)


HEADER = st.text(alphabet="abcdå:-[]{}\"'#&*!|>%@`, \n\t0129", max_size=120)


@given(HEADER, st.text(alphabet="ab#`*_[]()!<>:|-^~\\ \n0123", max_size=200))
def test_any_header_and_body_give_a_policy_or_problems(header: str, body: str) -> None:
    text = policy(header + "\n", body)
    got = read_policy("policies/sjoby/a.md", text.encode())
    assert got.policy is not None or got.problems
    lines = text.count("\n") + 1
    assert all(1 <= p.place.line <= lines for p in got.problems)
    assert decode(encode(got), Reading) == got


def test_outline_has_no_gaps_and_unique_anchors() -> None:
    text = '# Ett\n\n#### Två\n\n## Två\n\nRubrik\n------\n\n##### Två {#tva-9 tema="a, b"}\n'
    sections = read_body(text, "sjoby", lambda at: at + 1, Findings("")).body.sections
    assert [(s.title, s.level, s.anchor) for s in sections] == [
        ("Ett", 2, "ett"),
        ("Två", 3, "tva"),
        ("Två", 2, "tva-2"),
        ("Rubrik", 2, "rubrik"),
        ("Två", 3, "tva-9"),
    ]
    assert sections[-1].themes == ("a", "b")


@given(st.text(max_size=40))
def test_slugs_are_addresses(name: str) -> None:
    slug = slugify(name)
    assert slugify(slug) == slug
    assert all(sign in "abcdefghijklmnopqrstuvwxyz0123456789-" for sign in slug)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("måndag–fredag", (1, 2, 3, 4, 5)),
        ("mån-tors, lördag", (1, 2, 3, 4, 6)),
        ("Måndag och onsdag", (1, 3)),
        ("helgfri vardag", ()),
        ("fredag–måndag", ()),
    ],
)
def test_weekdays(words: str, days: tuple[int, ...]) -> None:
    assert weekdays(words) == days


def test_dates_keep_their_precision() -> None:
    assert [str(PartialDate(1999)), str(PartialDate(2021, 6))] == ["1999", "2021-06"]
    assert PartialDate(2024, 2, 29).plus_years(1) == PartialDate(2025, 2, 28)
    assert PartialDate(2021, 6).latest.isoformat() == "2021-06-30"


def test_annotations_point_at_the_line(write: Write) -> None:
    problem = read(write({"sjoby/a.md": policy(farg="röd")}))[1][0]
    assert annotate(problem, T).startswith(
        "::error file=policies/sjoby/a.md,line=5::farg: okänd nyckel"
    )
    assert problem.severity is Severity.ERROR


def test_the_tiny_municipality_is_sound(write: Write) -> None:
    register, problems = read(write({"sjoby/a.md": POLICY}))
    assert not problems and list(register.policies) == ["sjoby/a"]
