"""Old words against new ones, as a person reads them: what was taken out is struck, what was put in is underlined."""

from collections.abc import Sequence
from itertools import zip_longest

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.text.diff import Op, Piece, bounded_diff

_TAGS = {
    Op.SAME: "{}",
    Op.GONE: '<del><span class="vh">taken out: </span>{}</del>',
    Op.NEW: '<ins><span class="vh">put in: </span>{}</ins>',
}


def compared(old: str, new: str) -> SafeString:
    """The two as HTML; between what went and what came stands a space, so that they can be told apart."""
    return drawn(bounded_diff(old, new))


def drawn(pieces: Sequence[Piece]) -> SafeString:
    """The same of pieces that are at hand."""
    html = []
    for piece, after in zip_longest(pieces, pieces[1:]):
        replaced = piece.op is Op.GONE and after is not None and after.op is Op.NEW
        html.append(format_html(_TAGS[piece.op] + " " * replaced, piece.text))
    return format_html_join("", "{}", ((part,) for part in html))
