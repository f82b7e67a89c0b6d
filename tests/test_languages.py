"""What is in another language is told, and tells nobody more or less than before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.read.findings import Findings
from styrdok.read.languages import attributes, is_language
from styrdok.read.passages import read_passages
from styrdok.read.policy_file import Reading, read_policy
from tests.conftest import policy

ENGLISH = ' lang="en" dir="ltr"'


def reading(body: str, **keys: str) -> Reading:
    return read_policy("policies/sjoby/a.md", policy("", body, **keys).encode())


def html(body: str) -> str:
    found = reading(body)
    assert found.policy and not found.problems, found.problems
    leaves = found.texts[found.policy.body.digest].leaves
    return "\n".join(part for leaf in leaves for part in (leaf.heading, leaf.html))


def codes(body: str) -> list[tuple[int, str]]:
    return [(problem.place.line, problem.code) for problem in reading(body).problems]


def test_a_passage_says_its_language() -> None:
    set_text = html("Ord.\n\n::: språk en\n\nWords.\n\n- one\n- two\n\n:::\n\nOrd igen.\n")
    assert f"<p>Ord.</p>\n<div{ENGLISH}>\n<p>Words.</p>" in set_text
    assert "</ul>\n</div>\n<p>Ord igen.</p>" in set_text


def test_a_passage_begins_and_ends_right_after_words_a_list_and_a_table() -> None:
    for before in ("Ord.", "- Ord.", "> Ord.", "| a |\n|---|\n| b |", "1. Ord."):
        set_text = html(f"{before}\n::: språk en\nWords.\n:::\nSlut.\n")
        assert f"<div{ENGLISH}>\n<p>Words.</p>\n</div>\n<p>Slut.</p>" in set_text, before


def test_a_passage_over_several_headings_is_whole_in_each_section() -> None:
    set_text = html(
        "## Ett\n\n::: språk en\n\nWords.\n\n## Two\n\nMore.\n\n:::\n\n## Tre\n\nOrd.\n"
    )
    assert set_text.count("<div") == set_text.count("</div>") == 2
    assert f"<span{ENGLISH}>Two</span>" in set_text and f"<div{ENGLISH}>\n<p>More.</p>" in set_text
    found = reading("::: språk en\n## Two\nWords.\n:::\n## Tre\nOrd.\n").policy
    assert found and [section.language for section in found.body.sections] == ["en", None]


def test_a_language_that_is_written_from_the_right_says_so() -> None:
    assert '<div lang="ar" dir="rtl">' in html("::: språk ar\nنحن نجيب.\n:::\n")
    given = {"fa": "rtl", "he": "rtl", "ur": "rtl", "fi": "ltr", "az-Arab": "rtl", "ku-Latn": "ltr"}
    assert {code: attributes(code).split('"')[3] for code in given} == given


def test_words_say_their_language() -> None:
    set_text = html('Enligt [Common *European* Framework]{språk=en} och [sisu]{lang="fi"}.\n')
    assert f"<span{ENGLISH}>Common <em>European</em> Framework</span>" in set_text
    assert '<span lang="fi" dir="ltr">sisu</span>.' in set_text


def test_a_heading_may_hold_words_in_another_language() -> None:
    found = reading(
        "## Vår [Service Level]{språk=en}\n\nOrd.\n\n## [Two]{språk=en} {#tva}\n\nOrd.\n"
    )
    assert found.policy and not found.problems
    one, two = found.policy.body.sections
    assert (one.title, one.anchor) == ("Vår Service Level", "var-service-level")
    assert (two.title, two.anchor) == ("Two", "tva")


def test_an_unknown_language_is_told_at_its_line() -> None:
    assert codes("Ord.\n\n::: språk engelska\nWords.\n:::\n") == [(9, "not-a-language")]
    assert codes("::: språk xx\nWords.\n:::\n") == [(7, "not-a-language")]
    assert codes("::: språk\nWords.\n:::\n") == [(7, "not-a-language")]
    assert codes("Ord.\n\nSe [this]{språk=zz}.\n") == [(9, "not-a-language")]
    assert [is_language(code) for code in ("en", "en-GB", "fit", "EN", "e", "xx", "")] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip


def test_a_passage_that_is_never_closed_is_told() -> None:
    assert codes("Ord.\n\n::: språk en\nWords.\n") == [(9, "language-open")]


def test_a_mark_in_a_code_block_is_told() -> None:
    assert codes("```\n::: språk en\n```\n:::\n") == [(7, "language-in-code")]


def test_a_language_changes_no_word_of_what_was_decided() -> None:
    plain = "Ord.\n\nWords and *more*.\n\n## Two\n\nLast.\n"
    marked = "Ord.\n\n::: språk en\n\nWords and *[more]{språk=en}*.\n\n## Two\n\nLast.\n\n:::\n"
    one, other = (reading(body, textform="beslutad lydelse").policy for body in (plain, marked))
    assert one and other and one.normative and one.normative == other.normative


def test_inner_words_stay_inside() -> None:
    body = "::: språk en\nOpen.\n\n::: intern\nSecret.\n:::\n\nOpen again.\n:::\n\nÖppet.\n"
    found = reading(body)
    assert found.policy and found.policy.open_body and not found.problems
    opened = found.texts[found.policy.open_body.digest].leaves[0].html
    assert "Secret" not in opened and opened.count("<div") == opened.count("</div>") == 1
    assert opened.endswith("Open again.</p>\n</div>\n<p>Öppet.</p>")
    whole = found.texts[found.policy.body.digest].leaves[0].html
    assert '</div>\n<p class="inside">' in whole, "what the page says is in the page's language"


def test_who_forgets_to_close_hides_more() -> None:
    body = "::: intern\nSecret.\n::: språk en\nSecret too.\n:::\nStill secret.\n"
    passages = read_passages(body, 1, Findings("a.md"))
    assert [passage.internal for passage in passages] == [True]
    body = "::: intern\nSecret.\n::: språk engelska\nSecret too.\n:::\nStill secret.\n"
    passages = read_passages(body, 1, Findings("a.md"))
    assert [passage.internal for passage in passages] == [True]


Tree = list["Tree | str"]
PARTS = st.recursive(
    st.just("ord"),
    lambda inner: st.tuples(st.sampled_from(["intern", "språk en"]), st.lists(inner, max_size=3)),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(PARTS, max_size=4), st.integers(min_value=0, max_value=12))
def test_no_forgotten_mark_opens_what_is_inside(parts: list[object], forgotten: int) -> None:
    lines: list[str] = []
    inner: set[str] = set()

    def write(part: object, inside: bool) -> None:
        if isinstance(part, tuple):
            lines.append(f"::: {part[0]}")
            for one in part[1]:
                write(one, inside or part[0] == "intern")
            lines.append(":::")
        else:
            lines.append(f"ord{len(lines)}")
            inner.update(lines[-1:] if inside else [])

    for part in parts:
        write(part, False)
    closing = [at for at, line in enumerate(lines) if line == ":::"]
    if closing:
        del lines[closing[forgotten % len(closing)]]
    passages = read_passages("\n".join(lines), 1, Findings("a.md"))
    opened = {word for p in passages if not p.internal for word in p.text.split("\n")}
    assert not opened & inner


def test_a_table_has_the_name_that_stands_above_it() -> None:
    set_text = html("## Tid\n\nTabell 1: Svarstider\n\n| a |\n|---|\n| b |\n")
    assert "<table>\n<caption>Tabell 1: Svarstider</caption><thead>" in set_text
    assert "<p>" not in set_text and set_text.count("Svarstider") == 1
    plain = html("## Tid\n\nSe tabellen: den är kort.\n\n| a |\n|---|\n| b |\n")
    assert "<caption>" not in plain and "page.table-in 1 Tid" in plain
