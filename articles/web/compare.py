"""Old words against new ones, as a person reads them: what was taken out is struck, what was put in is underlined."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.text.diff import Op, Piece, word_diff

MOST_LETTERS = 20_000
"""Beyond this both texts are shown whole: nobody reads the comparison of two long strangers."""
_TAGS = {Op.SAME: "{}", Op.GONE: "<del>{}</del>", Op.NEW: "<ins>{}</ins>"}


def compared(old: str, new: str) -> SafeString:
    """The two as HTML; between what went and what came stands a space, so that they can be told apart."""
    long = len(old) + len(new) > MOST_LETTERS
    pieces = (Piece(Op.GONE, old), Piece(Op.NEW, new)) if long else word_diff(old, new)
    html = []
    for piece, after in zip(pieces, (*pieces[1:], None), strict=True):
        replaced = piece.op is Op.GONE and after is not None and after.op is Op.NEW
        html.append(format_html(_TAGS[piece.op] + " " * replaced, piece.text))
    return format_html_join("", "{}", ((part,) for part in html))
