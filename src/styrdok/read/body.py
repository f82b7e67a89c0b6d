"""A text's Markdown becomes its body and the text as set; it knows no file and no header."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from markdown_it.token import Token

from styrdok.model import Body, Duty, replace
from styrdok.read.addresses import linked_policy
from styrdok.read.blocks import text_blocks
from styrdok.read.commonmark import Lines, Parsed, outline, parse
from styrdok.read.duties import duties_in, roles_bound
from styrdok.read.findings import Findings
from styrdok.read.law.citations import Cited, may_cite, read_citations
from styrdok.read.length import length
from styrdok.read.setting import SetText, set_groups
from styrdok.read.told import told


@dataclass(frozen=True)
class ReadText:
    """A text read once: its body, as set, and its tokens for who has more to ask."""

    body: Body
    text: SetText
    parsed: Parsed
    duties: tuple[Duty, ...]


def read_body(
    markdown: str, home: str, lines: Lines, found: Findings, inner: Sequence[tuple[int, int]] = ()
) -> ReadText:
    """Return the body and setting of a text of a municipality, `home`.

    `inner` are the ranges of its lines that are for employees alone.
    A mark stands where such a range begins and ends, unless a block runs across its ends.
    """
    parsed = parse(markdown)
    tokens, notes = _split_notes(parsed.tokens)
    read = outline(_marked(tokens, inner, markdown), notes, lines, found)
    text = set_groups(read.groups, notes)
    levels = [section.level for section in read.sections]
    cited = read_citations(text, levels) if may_cite(markdown) else Cited()
    for odd in cited.oddities:
        found.notice(lines(odd.line), "lag", odd.code, **odd.facts)
    blocks = text_blocks(text)
    bound = tuple(duties_in(blocks))
    body = Body(
        markdown,
        blake2b(f"{inner} {markdown}".encode(), digest_size=16).hexdigest(),
        read.sections,
        tuple(replace(link, policy=linked_policy(home, link.target)) for link in read.links),
        tuple(read.contacts),
        parsed.definitions,
        cited.citations,
        *told(markdown, blocks, read.sections, lines),
        length(blocks, read.sections),
        roles_bound(bound),
    )
    return ReadText(body, text, parsed, bound)


def _split_notes(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    starts = [at for at, token in enumerate(tokens) if token.type == "footnote_block_open"]
    start = starts[0] if starts else len(tokens)
    return tokens[:start], tokens[start:]


def _marked(
    tokens: Sequence[Token], inner: Sequence[tuple[int, int]], markdown: str
) -> Sequence[Token]:
    """Return the tokens with a mark before and after the blocks of each inner range."""
    if not inner:
        return tokens
    lines = markdown.split("\n")
    starts = [at for at, t in enumerate(tokens) if not t.level and t.nesting >= 0 and t.map]
    tops = [(tokens[at].map or [0])[0] for at in starts]
    ends = [_last_line(lines, *(tokens[at].map or (0, 0))) for at in starts]
    starts.append(len(tokens))
    marks: dict[int, list[Token]] = {}
    for start, stop in inner:
        first, after = bisect_right(ends, start), bisect_left(tops, stop)
        if first < after and tops[first] >= start and ends[after - 1] <= stop:
            marks.setdefault(starts[first], []).append(Token("inside_open", "", 0))
            marks.setdefault(starts[after], []).insert(0, Token("inside_close", "", 0))
    return [
        token
        for at in range(len(tokens) + 1)
        for token in (*marks.get(at, ()), *tokens[at : at + 1])
    ]


def _last_line(lines: Sequence[str], top: int, bottom: int) -> int:
    """The line after a block's last one with anything in it."""
    while bottom > top and not lines[bottom - 1].strip():
        bottom -= 1
    return bottom
