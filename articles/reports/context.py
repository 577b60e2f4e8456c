"""Words in context: what stands around a span, up to the ends of its block."""

from bisect import bisect_right
from collections.abc import Sequence

from articles.text.spans import Span

CONTEXT = 280
"""At most so many characters of context on either side of a claim's words."""


class Around:
    """Finds the context of spans of one text; block_rows are [kind, start, end] in reading order."""

    def __init__(self, text: str, block_rows: Sequence[Sequence[object]]) -> None:
        self.text = text
        self._bounds = [(int(str(row[1])), int(str(row[2]))) for row in block_rows]
        self._starts = [start for start, _ in self._bounds]

    def of(self, span: Span) -> tuple[str, str, bool, bool]:
        """The text before and after span inside its block, and whether the block goes on before and after that."""
        first, last = self._edge(span.start)[0], self._edge(span.end - 1)[1]
        start = max(first, span.start - CONTEXT)
        end = min(last, span.end + CONTEXT)
        before = self.text[start : span.start]
        after = self.text[span.end : end]
        if start > first:  # begin with a whole word, if there is one
            before = before[before.find(" ") + 1 :]
        if end < last:
            after = after[: after.rfind(" ") + 1] or after
        return before, after, start > first, end < last

    def _edge(self, offset: int) -> tuple[int, int]:
        """Start and end of the block that holds offset; of its line, where no block does."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._bounds[index][1]:
            return self._bounds[index]
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else max(end, offset + 1)
