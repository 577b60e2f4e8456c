"""Puts a text together from blocks, so that every offset is right by construction."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from articles.ingest.document import Document
from articles.ingest.limits import LIMITS, megabytes
from articles.ingest.places import Places
from articles.ingest.refusal import CannotTake, no_text
from articles.text.blocks import Block, BlockKind
from articles.text.normalise import clean, is_visible, notes_on

MOST_NOTES = 500
CLOSE = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


class Assembly:
    """Blocks are added in reading order; between two stands an empty line, between items or rows of one list a line end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._removed: Counter[str] = Counter()
        self._notes: dict[str, None] = {}
        self._length = 0
        self._bytes = 0
        self.places = Places()

    def add(self, kind: BlockKind, words: str) -> None:
        """Add one block; nothing happens for white space alone.  CannotTake when the text grows over the limit."""
        words = clean(words, self._removed).strip()
        if not words:
            self.places.settle("", len(self._blocks) - 1, self._length)
            return
        if self._blocks:
            close = kind in CLOSE and self._blocks[-1].kind is kind
            self._append("\n" if close else "\n\n")
        start = self._length
        self._append(words)
        self.places.settle(words, len(self._blocks), start)
        self._blocks.append(Block(kind, start, self._length))

    def note(self, sentence: str) -> None:
        """Say something to the editor, once; words of the file in it are made fit to be stored."""
        if sentence := clean(sentence, Counter()).strip():
            self._notes[sentence] = None

    def first(self, kind: BlockKind) -> str:
        """The words of the first block of kind, or nothing."""
        text = "".join(self._pieces)
        return next((text[block.start : block.end] for block in self._blocks if block.kind is kind), "")

    def document(
        self, media_type: str, *, title: str = "", byline: str = "", published_on: date | None = None, charset: str = ""
    ) -> Document:
        """The finished document; CannotTake when there is not a single word in it."""
        if not any(map(is_visible, self._pieces)):
            raise no_text()
        self.places.settle("", len(self._blocks) - 1, self._length)
        text = "".join(self._pieces)
        return Document(
            text=text,
            blocks=tuple(self._blocks),
            title=one_line(title),
            byline=one_line(byline),
            published_on=published_on,
            charset=charset,
            media_type=media_type,
            notes=(*self._shown(), *notes_on(self._removed)),
            proposals=self.places.proposals(text),
        )

    def _shown(self) -> tuple[str, ...]:
        """The notes, as many as anybody reads."""
        notes = tuple(self._notes)
        if len(notes) <= MOST_NOTES:
            return notes
        return (*notes[:MOST_NOTES], f"{len(notes) - MOST_NOTES:,} more remarks of this kind are not shown.")

    def _append(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)
        self._bytes += len(words.encode("utf-8"))
        if self._bytes > LIMITS.text_bytes:
            raise text_too_long(self._bytes)


def text_too_long(size: int) -> CannotTake:
    """The refusal of a text over the limit; size in bytes of UTF-8, as far as it was read."""
    limit = megabytes(LIMITS.text_bytes)
    found = megabytes(size)
    return CannotTake("text_too_long", f"The text is {found} or longer. The limit is {limit}. Upload it in parts.", 413)


def one_line(words: str, limit: int = 300) -> str:
    """Words for a title or a name: control characters out, white space single, cut at limit code points."""
    return " ".join(clean(words, Counter()).split())[:limit].strip()


def last_words(pieces: Sequence[str], limit: int = 60) -> str:
    """The end of the words that pieces make together, white space single; only as much is looked at as is told."""
    return " ".join("".join(piece[-2 * limit :] for piece in pieces[-2 * limit :]).split())[-limit:]
