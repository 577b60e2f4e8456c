"""What an offset means, in one place: spans count Unicode code points of a revision's text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A run of text: `start` included, `end` excluded, in code points; `text[start:end]` is its quote."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """The words of the span in text."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Occupied:
    """What many spans cover together; whether another touches it is told in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        runs: list[Span] = []
        for span in sorted(spans):
            if runs and span.start < runs[-1].end:
                runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
            else:
                runs.append(span)
        self._runs = runs
        self._ends = [run.end for run in runs]

    def touches(self, span: Span) -> bool:
        """Whether any of the spans shares a code point with this one."""
        index = bisect_right(self._ends, span.start)
        return index < len(self._runs) and self._runs[index].overlaps(span)


def utf16_length(text: str) -> int:
    """The length of text in UTF-16 code units, the unit in which a browser counts."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def to_utf16(text: str, span: Span) -> Span:
    """The same place in UTF-16 code units."""
    start = utf16_length(text[: span.start])
    return Span(start, start + utf16_length(text[span.start : span.end]))


def from_utf16(text: str, span: Span) -> Span:
    """The code points of a place that a browser counted in UTF-16 units; ValueError outside text or inside a character."""
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = 2 * span.start, 2 * span.end
    if not 0 <= start <= end <= len(units):
        raise ValueError(f"no words at {span.start}:{span.end} in UTF-16")
    try:
        before = len(units[:start].decode("utf-16-le"))
        return Span(before, before + len(units[start:end].decode("utf-16-le")))
    except UnicodeDecodeError as error:
        raise ValueError(f"{span.start}:{span.end} cuts a character in two") from error


def context(text: str, span: Span, width: int = 32) -> tuple[str, str]:
    """The prefix and suffix of the W3C TextQuoteSelector: up to width code points on either side."""
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]


class Utf16Ruler:
    """Turns many code-point offsets of one text into UTF-16 offsets, each in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, char in enumerate(text) if char > "\uffff"]

    def at(self, offset: int) -> int:
        """The UTF-16 offset of a code-point offset."""
        return offset + bisect_left(self._wide, offset)
