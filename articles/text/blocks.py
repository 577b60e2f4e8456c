"""A block is a run of the text with a kind; the kinds are the same from intake to report."""

from enum import StrEnum
from typing import NamedTuple

# No article has more lines, or sentences; where there are more, those shorter than a thought (in characters) are not told apart.
PLENTY, THOUGHT = 20_000, 24


class BlockKind(StrEnum):
    """What a block is; the values stand in the API and in the database."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    QUOTE = "quote"
    BYLINE = "byline"
    FURNITURE = "furniture"


class Block(NamedTuple):
    """One block: its kind and its span in code points. Blocks never overlap and stand in reading order."""

    kind: BlockKind
    start: int
    end: int
