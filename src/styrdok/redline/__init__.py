"""Two texts are compared, section by section and word by word; it knows no file, page or policy."""

from styrdok.redline.changed import changed_sentences
from styrdok.redline.compare import compare
from styrdok.redline.sentences import count_sentences, sentences
from styrdok.redline.values import (
    Block,
    BlockChange,
    Run,
    SectionChange,
    SentenceChange,
    State,
)
from styrdok.redline.words import runs

__all__ = [
    "Block",
    "BlockChange",
    "Run",
    "SectionChange",
    "SentenceChange",
    "State",
    "changed_sentences",
    "compare",
    "count_sentences",
    "runs",
    "sentences",
]
