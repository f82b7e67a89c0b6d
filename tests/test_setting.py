"""Policy text as HTML: links that lead right from any page, notes, tables, pictures."""

from __future__ import annotations

from pathlib import Path

from styrdok.compose.extracts import headings_of, manuscript_of
from styrdok.compose.setting import FittedText, Fitting, fit_text
from styrdok.memory import Memory
from styrdok.model import Contact
from styrdok.read.library import read_library
from styrdok.read.readings import set_text
from styrdok.rules import admit
from styrdok.texts import catalogue
from tests.conftest import AS_OF, Write, policy, read


def set_for(site: Path, key: str = "sjoby/a", root: str = "../../", page: str = "") -> FittedText:
    memory = Memory(None)
    register, _ = admit(read_library(site, memory), AS_OF)

    def contact(known: Contact, home: str, root: str) -> str:
        return f"<div>[{known.id}]</div>"

    found = register.policies[key]
    manuscript = manuscript_of(found, headings_of(found, {}), register)
    fitting = Fitting(manuscript, root, page, catalogue(), contact)
    return fit_text(set_text(manuscript.digest, memory), fitting)


def whole(text: FittedText) -> str:
    return "".join(leaf.html for leaf in text.leaves) + text.notes


def test_links_between_policies_and_to_headings(write: Write) -> None:
    body = (
        "Se [b](b.md), [rubrik i b](b.md#text), [här](#egen), "
        "[annan kommun](../nyby/Plan%20f%C3%B6r%20nu.md#text), "
        "[ut](https://example.org/?a=1&b=2), [post](mailto:a@example.org).\n\n"
        "## Egen\n\nOrd.\n"
    )
    files = {
        "sjoby/a.md": policy(body=body),
        "sjoby/b.md": policy(titel="B"),
        "nyby/kommun.yml": "namn: Nyby kommun\n",
        "nyby/Plan för nu.md": policy(titel="Plan"),
    }
    html = whole(set_for(write(files)))
    assert '<a href="../../sjoby/b/">b</a>' in html
    assert '<a href="../../sjoby/b/#text">rubrik i b</a>' in html
    assert '<a href="../../nyby/plan-for-nu/#text">annan kommun</a>' in html
    assert '<a href="#egen">här</a>' in html
    assert '<a href="https://example.org/?a=1&amp;b=2">ut</a>' in html


def test_a_quoted_text_leads_home(write: Write) -> None:
    body = "Text[^1] och [här](#egen).\n\n## Egen\n\nOrd.\n\n[^1]: Noten.\n"
    quoted = set_for(write({"sjoby/a.md": policy(body=body)}), root="../", page="../sjoby/a/")
    html = quoted.leaves[0].html
    assert '<a href="../sjoby/a/#egen">' in html and 'href="../sjoby/a/#_fn1"' in html
    assert "id=" not in html, "an id of another page would stand twice here"


def test_notes_lead_there_and_back(write: Write) -> None:
    body = "Ett[^a] två[^a].\n\n[^a]: Noten.\n"
    text = set_for(write({"sjoby/a.md": policy(body=body)}))
    assert '<sup id="_fnref1"><a href="#_fn1" aria-label="Not 1">1</a></sup>' in text.leaves[0].html
    assert '<li id="_fn1">' in text.notes and 'href="#_fnref1-1"' in text.notes
    assert "Noten." not in text.leaves[0].html


def test_tables_pictures_and_contacts(write: Write) -> None:
    body = "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n![Karta & plan](karta.png)\n\n::: kontakt chef\n"
    html = whole(set_for(write({"sjoby/a.md": policy(body=body), "sjoby/karta.png": b"x"})))
    assert '<th scope="col">a</th>' in html and "style" not in html
    assert 'aria-label="Tabell 1"' in html
    assert '<img src="../../sjoby/karta.png" alt="Karta &amp; plan"' in html
    assert "<div>[chef]</div>" in html


def test_headings_inside_lists_leave_the_outline_whole(write: Write) -> None:
    html = whole(set_for(write({"sjoby/a.md": policy(body="- # Stor\n  text\n\n> ### Citat\n")})))
    assert "<h" not in html and "<strong>Stor</strong>" in html


def test_lists_are_commonmark(write: Write) -> None:
    html = whole(set_for(write({"sjoby/a.md": policy(body="Vi ska\n- svara\n- lyssna\n")})))
    assert "<p>Vi ska</p>" in html and html.count("<li>") == 2


def test_a_mark_that_would_change_what_follows_is_left_out(write: Write) -> None:
    inside = "- punkt\n::: intern\n  ## Svar\n  Annat.\n:::\n\n"
    body = inside + '## Svar {tema="svarstider"}\n\nVi svarar.\n'
    text = set_for(write({"sjoby/a.md": policy(body=body)}))
    assert [leaf.section.anchor for leaf in text.leaves if leaf.section] == ["svar"]


def test_marks_tell_employees_where_a_passage_begins_and_ends(write: Write) -> None:
    body = "Öppet.\n\n::: intern\nInternt.\n:::\n\nÖppet.\n"
    html = whole(set_for(write({"sjoby/a.md": policy(body=body)})))
    first, last = html.index("Bara för medarbetare"), html.index("Slut på det")
    assert first < html.index("Internt.") < last


def test_headings_with_swedish_addresses_can_be_linked_to(write: Write) -> None:
    body = "[x](#ö)\n\n## Ö {#ö}\n\nOrd.\n"
    register, problems = read(write({"sjoby/a.md": policy(body=body)}))
    assert not problems and "sjoby/a" in register.policies


def test_no_text_can_write_a_slot(write: Write) -> None:
    body = "Se <http://a.se/%00tnope%00> och <http://a.se/%01>.\n"
    html = whole(set_for(write({"sjoby/a.md": policy(body=body)})))
    assert "\0" not in html and "\x01" not in html and "nope" in html
