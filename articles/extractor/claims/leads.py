"""Lines that lead in: what stands over a list, over the rows of a table, and the question that is answered."""

import re
from collections.abc import Sequence

from articles.extractor.layout.gate import ASKS
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence
from articles.text.spans import Span

AROUND = frozenset((BlockKind.FURNITURE, BlockKind.BYLINE, BlockKind.CAPTION))
ROWS = frozenset((BlockKind.LIST_ITEM, BlockKind.TABLE_ROW))
QUOTES = "\"“‘'«"
ASKED = re.compile(r"\?[\"'”’)\]*]{0,3}$")
NUMBER = re.compile(r"\d")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
LONGEST = 400
# From this many questions on, a text is a FAQ or an interview: each is answered until the next.
MANY = 3


def lead_ins(text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> dict[int, Span]:
    """By the index of a block, the line that leads it in; no entry for a block that stands alone. Linear in the blocks."""
    lines = _Lines(text, blocks, found)
    leads = ((i, lines.read(i)) for i, block in enumerate(blocks) if block.kind not in AROUND and i in lines.ends)
    return {i: lead for i, lead in leads if lead is not None and lead.end - lead.start <= LONGEST}


class _Lines:
    """Reads block after block and knows what stands over the next."""

    def __init__(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> None:
        self.text, self.blocks = text, blocks
        self.ends = {sentence.block: Span(sentence.start, sentence.end) for sentence in found}
        self.questions = {i for i, block in enumerate(blocks) if i in self.ends and self._asks(block)}
        self.many = len(self.questions) >= MANY
        self.before: int | None = None
        self.over: Span | None = None
        self.question: int | None = None

    def read(self, i: int) -> Span | None:
        """What leads in block i, the next one that counts."""
        lead = self._lead(i)
        self.before = i
        return lead

    def _lead(self, i: int) -> Span | None:
        kind = self.blocks[i].kind
        if i in self.questions:
            self.question = i
            return None
        if kind is BlockKind.HEADING:
            self.question = None
            return None
        return self._over_row(i) if kind in ROWS else self._asked()

    def _over_row(self, i: int) -> Span | None:
        kind = self.blocks[i].kind
        if self.before is None or self.blocks[self.before].kind is not kind:
            self.over = self._over_list()
        over = self.over or self._asked()
        if kind is BlockKind.TABLE_ROW and self.over is None and self._names_columns(self.blocks[i]):
            self.over = self.ends[i]
        return over

    def _over_list(self) -> Span | None:
        """The line before a list or table, if it is a heading or ends with a colon."""
        if self.before is None or self.before in self.questions:
            return None
        line = self.ends[self.before]
        leads = self.text[line.end - 1] == ":" or self.blocks[self.before].kind is BlockKind.HEADING
        return line if leads else None

    def _asked(self) -> Span | None:
        """The question that the next block answers: the one just before it, in a FAQ or interview the last one."""
        if self.question is None:
            return None
        alone = self.blocks[self.question].kind is BlockKind.HEADING and self.before == self.question
        return self.ends[self.question] if self.many or alone else None

    def _asks(self, block: Block) -> bool:
        """A headline may end in a question and still be one: a heading must begin with it."""
        words = self.text[max(block.start, block.end - LONGEST) : block.end]
        if not ASKED.search(words[-5:]) or words[0] in QUOTES:
            return False
        return block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HEADING and bool(ASKS.match(words)))

    def _names_columns(self, block: Block) -> bool:
        words = self.text[block.start : min(block.end, block.start + LONGEST)]
        return not NUMBER.search(YEAR.sub("", words))
