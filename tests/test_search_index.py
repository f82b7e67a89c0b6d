"""The search's data files: small ones to read, the nation's, and what none of them tells."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.compose.composer import Composer
from styrdok.compose.frame import Frame
from styrdok.compose.search.files import search_addresses, search_files
from styrdok.derive.search import part, pieces
from styrdok.derive.search.part import WHOLE, Bulk, gather, hash_of, join, spot_of, take_apart
from styrdok.derive.search.shard import (
    best,
    make_shard,
    read_listing,
    read_numbers,
    write_listing,
    write_number,
)
from styrdok.derive.search.values import LEVELS, SLOT, Listing, Row, Unit
from styrdok.memory import Memory
from styrdok.model import Audience
from styrdok.publish.parts import product
from styrdok.survey import seen_by, survey
from styrdok.swedish.terms import fold, parts, root, tokens
from styrdok.texts import catalogue
from tests.conftest import AS_OF, HOME, Write, policy

T = catalogue()
NYBY = "namn: Nyby kommun\nkontakter:\n  vaxel: {namn: Växel, telefon: 0123-45 60 00}\n"
Files = dict[str, bytes]


def files_of(site: Path, audience: Audience, memory: Memory | None = None) -> Files:
    """Every file of a site's search, by address."""
    memory = memory or Memory(None)
    found = survey(site, site / "docs", AS_OF, memory)
    frame = Frame((str(product("overrides")),), T, memory)
    composer = Composer(seen_by(found, audience, memory), frame)
    made = {one.path: one.write() for one in search_files(composer)}
    assert sorted(made) == sorted(search_addresses(composer))
    return made


def told(made: Files, name: str) -> Any:
    return json.loads(made[f"data/sok/{name}.json"])


def national(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "CHUNKED", 0)


TEXT = """Först några ord om lekplatser.

## Hur vi svarar {tema="svarstider"}

Vi svarar på lekplatsfrågor.
"""


def two(write: Write) -> Path:
    return write(
        {
            "nyby/kommun.yml": NYBY,
            "sjoby/lekplatser.md": policy(body=TEXT, titel="Lekplatser"),
            "nyby/torg.md": policy(body="## Torg\n\nLekplatser vid torg.\n", titel="Torg"),
        }
    )


def test_a_shard_tells_its_documents_and_where_each_word_stands(write: Write) -> None:
    made = files_of(two(write), Audience.PUBLIC)
    assert sorted(made) == [f"data/sok/{name}.json" for name in ("index", "nyby", "sjoby")]
    shard = told(made, "sjoby")
    assert shard["municipality"] == "sjoby" and shard["units"] == 2
    assert shard["documents"] == [
        [
            "Lekplatser", "sjoby/lekplatser/", "policy",
            "beslut okänt", "Beslut okänt", "current", 1,
            [[None, None, True], ["hur-vi-svarar", "Hur vi svarar", ["svarstider"]]],
        ]
    ]  # fmt: skip
    at = dict(zip(shard["terms"], map(read_listing, shard["listings"]), strict=True))
    assert at[root("lekplatser")].units == (0, 1), "the section has the word as a part of another"
    assert at[root("svarar")].units == (1,) and at[root("lekplatsfrågor")].units == (1,)
    assert shard["terms"] == sorted(shard["terms"], key=lambda term: (fold(term), term))
    forms = dict(zip(shard["terms"], shard["forms"], strict=True))
    assert forms[root("lekplatser")] == "=lekplatser", "its root does not begin so"
    assert forms[root("svarar")] == "ar"


def test_the_index_tells_what_there_is(write: Write) -> None:
    index = told(files_of(two(write), Audience.PUBLIC), "index")
    assert (index["version"], index["form"]) == (1, "shards")
    assert [(one["municipality"], one["units"]) for one in index["shards"]] == [
        ("nyby", 2),
        ("sjoby", 2),
    ]
    assert "och" in index["silent"] and index["ranking"]["slot"] == SLOT
    heads = dict(one if isinstance(one, list) else (one, one) for one in index["heads"])
    assert heads["lek"] == root("lek") and "snö" not in heads


def test_the_nation_says_what_the_municipalities_do(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    national(monkeypatch)
    monkeypatch.setattr(pieces, "UNITS", 1)
    made = files_of(two(write), Audience.PUBLIC)
    index = told(made, "index")
    assert index["form"] == "chunks" and index["units"] == 4 and index["chunks"] == 8
    bases = dict(index["bases"])
    assert bases == {"nyby": 0, "sjoby": pieces.ROOM}
    assert index["standing"] == "0".ljust(pieces.ROOM) + "0"
    assert index["facts"] == [["policy", "beslut okänt", "current"]]
    own: dict[str, list[tuple[int, int]]] = {}
    for home, base in bases.items():
        shard = told(made, home)
        for term, listing in zip(shard["terms"], map(read_listing, shard["listings"]), strict=True):
            units = (unit + base * SLOT for unit in listing.units)
            own.setdefault(term, []).extend(zip(units, listing.impacts, strict=True))
    joined: dict[str, list[tuple[int, int]]] = {}
    for number in range(index["chunks"]):
        chunk = told(made, f"t/{number}")
        rows = zip(chunk["terms"], chunk["held"], chunk["listings"], strict=True)
        for term, held, written in rows:
            assert hash_of(fold(term)) % index["chunks"] == number
            listing = read_listing(written)
            joined[term] = list(zip(listing.units, listing.impacts, strict=True))
            assert held == len(joined[term])
    themes = {term: joined.pop(term) for term in list(joined) if term.startswith(part.THEME)}
    assert joined == own
    assert themes == {"tema:svarstider": [(pieces.ROOM * SLOT + 1, 1)]}
    slips = told(made, f"o/l{len(root('lekplatser'))}")
    assert dict(zip(slips["terms"], slips["held"], strict=True))[root("lekplatser")] == 3
    block = told(made, f"d/{pieces.ROOM // index['block']}")["documents"]
    assert [line[0] for line in block] == ["Lekplatser"] and block[0][8:] == [
        "sjoby",
        "Sjöby kommun",
    ]


def test_a_long_document_takes_as_many_slots_as_it_needs(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    national(monkeypatch)
    long = "\n".join(f"## Rubrik {at}\n\nOrd.\n" for at in range(SLOT + 5))
    made = files_of(
        write({"sjoby/a.md": policy(body=long), "sjoby/b.md": policy(body="## Sist\n\nSist.\n")}),
        Audience.PUBLIC,
    )
    shard = told(made, "sjoby")
    assert [line[6] for line in shard["documents"]] == [2, 1]
    at = dict(zip(shard["terms"], map(read_listing, shard["listings"]), strict=True))
    assert at["sist"].units == (2 * SLOT + 1,)
    index = told(made, "index")
    assert index["standing"] == "0!0" and index["block"] == 2
    blocks = [told(made, f"d/{number}")["documents"] for number in (0, 1)]
    assert [[line[1] for line in block] for block in blocks] == [["sjoby/a/"], ["sjoby/b/"]]


def test_what_has_ended_is_not_there(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    national(monkeypatch)
    ended = policy("gäller till: 2020-01-01\n", "Gammalsträckning.\n", titel="Förr")
    made = files_of(write({"sjoby/a.md": policy(), "sjoby/forr.md": ended}), Audience.INTRANET)
    assert "gammal" not in b"".join(made.values()).decode()
    assert [line[1] for line in told(made, "sjoby")["documents"]] == ["sjoby/a/"]


def test_a_nation_of_many_words_keeps_the_best_units(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    national(monkeypatch)
    monkeypatch.setattr(pieces, "MOST", 2)
    texts = {
        f"sjoby/d{at}.md": policy(body=f'## {"Torg" * (at == 3)} X {{tema="media"}}\n\nTorg.\n')
        for at in range(5)
    }
    made = files_of(write(texts), Audience.PUBLIC)
    at = {
        term: (held, read_listing(written).units)
        for chunk in (told(made, "t/0"), told(made, "t/1"))
        for term, held, written in zip(
            chunk["terms"], chunk["held"], chunk["listings"], strict=True
        )
    }
    assert at["torg"] == (5, (1, 3 * SLOT + 1)), "the best, and then the first"
    assert len(at["tema:media"][1]) == 5, "a theme keeps to it: none may be left out"


def test_an_edit_changes_few_files_and_leaves_what_a_fresh_memory_makes(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    national(monkeypatch)
    monkeypatch.setattr(pieces, "UNITS", 1)
    given = {"nyby/kommun.yml": NYBY}
    words = ("torg", "park", "skola", "bibliotek", "vatten", "simhall", "gata", "skog")
    for home in ("sjoby", "nyby"):
        for at, word in enumerate(words):
            given[f"{home}/d{at}.md"] = policy(body=f"## Om {word}\n\nVi sköter {word}.\n")
    site = write(given)
    memory = Memory(site)
    before = files_of(site, Audience.INTRANET, memory)
    memory.save()
    path = site / "policies/sjoby/d3.md"
    path.write_text(path.read_text("utf-8") + "\nÄven båtplatser.\n", "utf-8")
    memory = Memory(site)
    after = files_of(site, Audience.INTRANET, memory)
    assert after == files_of(site, Audience.INTRANET)
    changed = {name for name in after if after[name] != before.get(name)}
    words_ = (root("båtplatser"), *parts("båtplatser"))
    number = told(after, "index")["chunks"]
    chunks = {f"data/sok/t/{hash_of(fold(term)) % number}.json" for term in words_}
    slips = {f"data/sok/o/{spot_of(term).slip}.json" for term in words_}
    assert {"data/sok/sjoby.json"} <= changed
    assert len(chunks & changed) == len(chunks) and len(changed) < len(after) / 3
    assert changed <= {"data/sok/sjoby.json", "data/sok/index.json", *chunks, *slips}


numbers = st.integers(0, 1 << 40)
listings = st.dictionaries(st.integers(0, 1 << 24), st.integers(1, LEVELS), min_size=1).map(
    lambda found: Listing(tuple(sorted(found)), tuple(found[unit] for unit in sorted(found)))
)


@given(numbers)
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    assert list(read_numbers(write_number(number))) == [number]


@given(listings, st.integers(1, 5))
def test_a_listing_is_read_as_it_was_written(listing: Listing, most: int) -> None:
    written = write_listing(listing)
    assert read_listing(written) == listing
    kept = read_listing(best(written, most))
    assert len(kept.units) == min(most, len(listing.units))
    assert sorted(kept.impacts, reverse=True) == sorted(listing.impacts, reverse=True)[:most]


words = st.text("abåäk§1 ", min_size=1, max_size=4)
units = st.dictionaries(words, st.integers(1, LEVELS), max_size=5).map(
    lambda found: Unit(tuple(sorted(found)), tuple(found[term] for term in sorted(found)))
)
rows = st.builds(
    lambda own, forms: Row(tuple(own), False, forms),
    st.lists(units, min_size=1, max_size=4),
    st.dictionaries(words, words, max_size=3),
)


def whole(form: str, term: str) -> str:
    return form[1:] if form.startswith(WHOLE) else term + form


@given(st.lists(st.lists(rows, max_size=3), min_size=1, max_size=3), st.sampled_from([1, 2, 8]))
def test_pieces_joined_are_all_listings(homes: list[list[Row]], chunks: int) -> None:
    bulks: list[tuple[int, Bulk]] = []
    expected: dict[str, list[tuple[int, int]]] = {}
    base = 0
    for number, own in enumerate(homes):
        shard = make_shard(str(number), [(str(at), row) for at, row in enumerate(own)])
        bulks.append((base, take_apart(own, [()] * len(own), chunks)))
        for term, listing in zip(shard.terms, shard.listings, strict=True):
            shifted = [unit + base for unit in listing.units]
            expected.setdefault(term, []).extend(zip(shifted, listing.impacts, strict=True))
        alone = join((0, bulks[-1][1].piece(at)) for at in range(chunks))
        assert tuple(alone.terms) == shard.terms
        forms = zip(alone.forms, alone.terms, strict=True)
        assert tuple(whole(form, term) for form, term in forms) == shard.forms
        assert gather(bulks[-1][1].entries) == alone
        assert tuple(map(read_listing, alone.listings)) == shard.listings
        base += (len(own) + 1) * SLOT
    met: dict[str, list[tuple[int, int]]] = {}
    for at in range(chunks):
        joined = join((start, bulk.piece(at)) for start, bulk in bulks)
        assert all(spot_of(term).hash % chunks == at for term in joined.terms)
        for term, written in zip(joined.terms, joined.listings, strict=True):
            listing = read_listing(written)
            met[term] = list(zip(listing.units, listing.impacts, strict=True))
    assert met == expected


def test_the_hash_is_the_one_that_the_browser_has() -> None:
    """http://www.isthe.com/chongo/tech/comp/fnv/ gives these."""
    assert [hash_of(word) for word in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]


INSIDE = {
    "sjoby/inne.md": policy("alias: [Rymdstegen]\n", "## Raketbana\n\nVi svarar på"
    " månlandningsfrågor.\n", kanaler="[intranät]", titel="Riktlinje för raketer"),
    "rymdby/kommun.yml": NYBY.replace("Nyby", "Rymdby"),
    "rymdby/bara-inne.md": policy(body="## Kometer\n\nKometsvans.\n", kanaler="[intranät]"),
    "synonymer.yml": "synonymer:\n  - {ord: [svarar, kometsvans], kanaler: [intranät]}\n",
}  # fmt: skip
PASSAGE = "\n::: intern\n## Kraterkant\n\nVi svarar aldrig vid kraterkanten, KS 1969/720.\n:::\n"


@pytest.mark.parametrize("chunks", [False, True])
def test_what_is_inside_leaves_no_trace_in_the_public_index(
    write: Write, monkeypatch: pytest.MonkeyPatch, chunks: bool
) -> None:
    """Not in terms, counts, heads or synonyms: byte for byte as if it had never been written."""
    if chunks:
        national(monkeypatch)
    site = two(write)
    bare = files_of(site, Audience.PUBLIC)
    write(INSIDE)
    path = site / "policies/sjoby/lekplatser.md"
    path.write_text(path.read_text("utf-8") + PASSAGE, "utf-8")
    memory = Memory(site)
    inside = files_of(site, Audience.INTRANET, memory)
    assert files_of(site, Audience.PUBLIC, memory) == bare
    everything = b"".join(inside.values()).decode()
    for word in ("rymdstegen", "raketer", "månlandningsfrågor", "kraterkanten", "kometsvans"):
        term = root(word)
        assert term in everything
        assert term not in b"".join(bare.values()).decode()


def terms_in(made: Files) -> set[str]:
    """Every term of some files."""
    found = (json.loads(content) for content in made.values())
    return {term for one in found for term in one.get("terms", ())}


@pytest.mark.parametrize("chunks", [False, True])
def test_no_part_of_a_planted_word_is_a_term(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunks: bool
) -> None:
    """Roots hide words from who looks byte by byte: of 'hemligdokument' may be left 'dokument'."""
    if chunks:
        national(monkeypatch)
    shutil.copytree(HOME / "tests/leak", tmp_path, dirs_exist_ok=True)
    planted, opened = set[str](), set[str]()
    for path in (tmp_path / "policies").rglob("*.[my][dm]*"):
        for token in tokens(path.read_text("utf-8")):
            own = planted if re.search("hemlig|0999", token.word) else opened
            own |= {token.word, root(token.word), *parts(token.word)}
    secret = planted - opened
    inside = terms_in(files_of(tmp_path, Audience.INTRANET))
    outside = terms_in(files_of(tmp_path, Audience.PUBLIC))
    assert len(inside & secret) > 30 and outside
    assert outside & secret == set()
