"""What stands beside each line of the text: how much of it was looked at, and the button that marks the rest as read."""

from collections.abc import Iterable

from articles.models import Revision
from articles.reports.looked import Looked
from articles.text.spans import Span
from articles.web.rails import places, rail, read_button


class Margins:
    """The margins of one text as it has been looked at."""

    def __init__(self, revision: Revision, looked: Looked, *, may_read: bool) -> None:
        self._text = revision.text
        self._rows = {row[0].start: row for row in looked.rows if row}
        self._unread = _by_line(self._rows, looked.unread)
        self._may_read = may_read

    def of(self, start: int) -> str:
        """The margin of the line that begins at start."""
        row = self._rows.get(start)
        if row is None:
            return '<div class="mg"></div>'
        unread = self._unread.get(start, [])
        button = read_button(self._text, unread) if self._may_read else ""
        left = f' data-unread="{places(unread)}"' if unread else ""
        return f'<div class="mg"{left}>{button}{rail(row)}</div>'


def _by_line(starts: Iterable[int], unread: Iterable[Span]) -> dict[int, list[Span]]:
    """The unread passages of each line, by where it begins; both come in reading order."""
    lines: dict[int, list[Span]] = {}
    begins = sorted(starts, reverse=True)
    for span in unread:
        while len(begins) > 1 and begins[-2] <= span.start:
            begins.pop()
        lines.setdefault(begins[-1], []).append(span)
    return lines
