"""The Markdown library on a leash: where its time would grow out of proportion, it stops in words instead."""

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from articles.ingest.refusal import CannotTake

NESTING = 32
MOST_LINES = 100_000  # each costs the library some twenty microseconds, however short
MOST_QUOTED = 500_000  # lines, counted once for each quotation they stand in: that often they are looked at
MOST_STEPS = 2_000_000  # looks ahead for the ends of links, a microsecond each


class Blocks(ParserBlock):
    """Quotations, lists and all that stands on lines of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._quoted = 0

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  the library's names
        """The same, up to the limits; CannotTake beyond."""
        if state.parentType == "blockquote":
            self._quoted += endLine - startLine
        if self._quoted > MOST_QUOTED or state.level >= NESTING:
            message = "The quotations or lists of this text are nested too deeply. Flatten them."
            raise CannotTake("too_deep", message, 422)
        super().tokenize(state, startLine, endLine)


class Inline(ParserInline):
    """What stands inside a line: emphasis, links, code."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = 0

    def skipToken(self, state: StateInline) -> None:  # noqa: N802  the library's name
        """The same, up to the limit; CannotTake beyond."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            message = "Too many square brackets in this text are open inside of others. Close them, or upload it as plain text."
            raise CannotTake("too_tangled", message, 422)
        super().skipToken(state)


def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, for one text."""
    markdown = MarkdownIt("commonmark")
    markdown.block, markdown.inline = Blocks(), Inline()
    markdown.configure("commonmark", {"maxNesting": NESTING})
    return markdown.enable(["table", "strikethrough"])


def check_lines(text: str) -> None:
    """CannotTake when there are more lines than a text of its length has."""
    lines = text.count("\n")
    if lines > MOST_LINES:
        message = (
            f"This Markdown text has {lines:,} lines. The limit is {MOST_LINES:,}. Upload it as plain text (.txt)."
        )
        raise CannotTake("too_many_lines", message, 422)
