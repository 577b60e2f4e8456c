"""The article as HTML: one block for each line of the revision, its claims drawn as links over their exact words.

Nothing is written into the text: numbers and names hang on attributes, so that the text content of each block is,
letter for letter, text[data-start:data-start + its length], and offsets counted in a browser hold.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Standing
from articles.text.blocks import BlockKind
from articles.text.spans import Span
from articles.web.marks import Line, Mark, Segment

LETTERS = {"recheck": "R", "verified": "V", "disputed": "D", "unsourced": "U", "dismissed": "–"}
"""What stands behind the number of a claim; nothing behind an open one."""
NOTHING_BESIDE: Callable[[int], str] = lambda _: '<div class="mg"></div>'  # noqa: E731  # a default with a name
DRAWN = 3
"""How many lines are drawn below the same words, one under the other."""

_CLASSES = {
    BlockKind.HEADING: "ln h",
    BlockKind.LIST_ITEM: "ln li",
    BlockKind.TABLE_ROW: "ln tbl",
    BlockKind.QUOTE: "ln quote",
    BlockKind.CAPTION: "ln caption",
    BlockKind.BYLINE: "ln by",
    BlockKind.FURNITURE: "ln aside",
}
_LEVELS = {"ln title": 2, "ln h": 3}


def state_class(standing: str) -> str:
    """The class of a standing: pending is "open"."""
    return "open" if standing == Standing.PENDING else standing


class Painter:
    """Draws the lines of one text.

    href gives the address of a claim's link; current is the number of the claim in hand; margin gives what stands
    beside a line.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        href: Callable[[int], str],
        *,
        current: int | None = None,
        margin: Callable[[int], str] = NOTHING_BESIDE,
    ) -> None:
        self._aside = [line for line in lines if line.kind is BlockKind.FURNITURE]
        self._shown = [line for line in lines if line.kind is not BlockKind.FURNITURE]
        self._classes = {line.start: _CLASSES.get(line.kind, "ln") for line in lines} | _places(self._shown)
        self._href = href
        self._margin = margin
        self._current = current

    @property
    def set_aside(self) -> int:
        """How many characters of page furniture the text holds."""
        return sum(line.end - line.start for line in self._aside)

    def furniture(self) -> SafeString:
        """The lines that were set aside at intake."""
        return _safe(self._line(line) for line in self._aside)

    def article(self) -> SafeString:
        """All other lines in reading order, list items in lists."""
        html: list[str] = []
        before = None
        for line in self._shown:
            is_item = line.kind is BlockKind.LIST_ITEM
            if is_item and before is not BlockKind.LIST_ITEM:
                html.append('<div role="list">')
            if not is_item and before is BlockKind.LIST_ITEM:
                html.append("</div>")
            html.append(self._line(line))
            before = line.kind
        return _safe([*html, "</div>" if before is BlockKind.LIST_ITEM else ""])

    def changed(self, *numbers: int) -> SafeString:
        """The lines in which these claims stand, for a swap out of band."""
        lines = [*self._aside, *self._shown]
        return _safe(self._line(line, ' hx-swap-oob="true"') for line in lines if _holds(line, numbers))

    def lines_at(self, spans: Iterable[Span]) -> SafeString:
        """The lines in which these spans stand, for a swap out of band."""
        wanted = list(spans)
        lines = [line for line in self._shown if any(Span(line.start, line.end).overlaps(span) for span in wanted)]
        return _safe(self._line(line, ' hx-swap-oob="true"') for line in lines)

    def _line(self, line: Line, extra: str = "") -> str:
        classes = self._classes[line.start]
        item = ' role="listitem"' if line.kind is BlockKind.LIST_ITEM else ""
        level = _LEVELS.get(classes)
        heading = f' role="heading" aria-level="{level}"' if level else ""
        words = "".join(self._segment(segment) for segment in line.segments)
        return (
            f'<div class="{classes}" id="l{line.start}"{item}{extra}>{self._margin(line.start)}'
            f'<p data-start="{line.start}" dir="auto"{heading}>{words}</p></div>'
        )

    def _segment(self, segment: Segment) -> str:
        stops = "".join(self._stop(mark) for mark in segment.stops)
        if not segment.marks:
            return escape(segment.text) + stops
        here = self._current is not None and any(mark.number == self._current for mark in segment.marks)
        lead, ends = segment.marks[0], [mark for mark in segment.ends if mark not in segment.stops]
        classes = f"w {(ends[-1] if ends else lead).standing}{' current' if here else ''}{' end' if ends else ''}"
        number = f' data-n="{" ".join(_numeral(mark) for mark in ends)}"' if ends else ""
        place = f' id="w{lead.number}"' if segment.first else ' tabindex="-1"'
        now = ' aria-current="true"' if here else ""
        named = " ".join(str(mark.number) for mark in segment.marks)
        told = " ".join(f"d{mark.number}" for mark in segment.marks)
        words = _words(segment)
        for mark in reversed(segment.marks[:DRAWN]):
            words = f'<span class="u {mark.standing}">{words}</span>'
        return (
            f'<a class="{classes}"{place} href="{escape(self._href(lead.number))}" data-claims="{named}"'
            f' aria-describedby="{told}"{number}{now}>{words}</a>{stops}'
        )

    def _stop(self, mark: Mark) -> str:
        """The tab stop of a claim that has no words of its own: other, shorter claims cover all of them."""
        return (
            f'<a class="w {mark.standing} end" id="w{mark.number}" href="{escape(self._href(mark.number))}"'
            f' data-claims="{mark.number}" data-n="{_numeral(mark)}" aria-label="Claim {mark.number}"></a>'
        )


def _numeral(mark: Mark) -> str:
    return f"{mark.number}{LETTERS.get(mark.standing, '')}"


def _words(segment: Segment) -> str:
    """The words of a segment; what somebody ticked in it stands in an element of its own."""
    html, at = "", 0
    for tick in segment.ticks:
        ticked = "t last" if tick.last else "t"
        html += f'{escape(segment.text[at : tick.start])}<span class="{ticked}">'
        html += f"{escape(segment.text[tick.start : tick.end])}</span>"
        at = tick.end
    return html + escape(segment.text[at:])


def _holds(line: Line, numbers: Collection[int]) -> bool:
    return any(mark.number in numbers for segment in line.segments for mark in (*segment.marks, *segment.stops))


def _places(shown: Sequence[Line]) -> dict[int, str]:
    """The classes that depend on a line's neighbours: the title, the first and the last row of a table."""
    special = {}
    for index, line in enumerate(shown):
        before = shown[index - 1].kind if index else None
        after = shown[index + 1].kind if index + 1 < len(shown) else None
        if line.kind is BlockKind.TABLE_ROW:
            first = " tbl-first" if before is not BlockKind.TABLE_ROW else ""
            last = " tbl-last" if after is not BlockKind.TABLE_ROW else ""
            special[line.start] = f"ln tbl{first}{last}"
    leading = next((line for line in shown if line.kind is not BlockKind.BYLINE), None)
    if leading is not None and leading.kind is BlockKind.HEADING:
        special[leading.start] = "ln title"
    return special


def _safe(parts: Iterable[str]) -> SafeString:
    """One piece of HTML from parts in which every word of the article was escaped."""
    return mark_safe("".join(parts))  # noqa: S308
