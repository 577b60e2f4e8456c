"""What of a text people have looked at, drawn: a rail beside each line and one strip for the whole article."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.text.coverage import Look, Row
from articles.text.spans import Span

_DRAWN = {
    Look.SEEN: 'class="k-seen"',
    Look.OPEN: 'class="k-open"',
    Look.NONE: 'class="k-none" fill="url(#p-hatch)"',  # the pattern stands in _sprite.html
}
SHOWN = 60
"""So many characters of a passage a button names."""


def rail(row: Row) -> str:
    """The rail of one line: its passages from top to bottom, each as long as its share of the letters."""
    whole = sum(end - start for _, start, end in row)
    parts, at = "", 0
    for look, start, end in row:
        size = end - start
        parts += f'<rect {_DRAWN[look]} y="{_share(at, whole)}%" width="100%" height="{_share(size, whole)}%"/>'
        at += size
    return f'<svg class="rail" aria-hidden="true">{parts}</svg>'


def strip(rows: Iterable[Row], percent: int, unread: int) -> SafeString:
    """The article from its first to its last word, as one thin strip."""
    passages = [passage for row in rows for passage in row]
    whole = sum(end - start for _, start, end in passages)
    parts, at = "", 0
    for look, start, end in passages:
        size = end - start
        parts += f'<rect {_DRAWN[look]} x="{_share(at, whole)}%" width="{_share(size, whole)}%" height="100%"/>'
        at += size
    left = "nothing" if not unread else "1 passage" if unread == 1 else f"{unread} passages"
    told = f"People have looked at {percent}% of the article, shown from first to last word. Left to look at: {left}."
    return mark_safe(f'<svg class="strip" role="img" aria-label="{told}">{parts}</svg>')  # noqa: S308  # numbers only


def read_button(text: str, unread: Iterable[Span]) -> str:
    """The button that marks what nobody has looked at in a line as read."""
    spans = list(unread)
    if not spans:
        return ""
    words = escape(spans[0].quote(text)[:SHOWN])
    more = f" and {len(spans) - 1} more of this line" if len(spans) > 1 else ""
    return (
        f'<button class="read" type="submit" form="_read" name="passages" value="{places(spans)}" '
        'title="Read, nothing to check"><svg class="i" aria-hidden="true"><use href="#i-eye"/></svg>'
        f'<span class="vh">Read, nothing to check: “{words}”{more}</span></button>'
    )


def places(spans: Iterable[Span]) -> str:
    """Spans as a form and the scripts take them: `12-40 55-80`."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}"
