"""Revision against revision: any two texts of an article compared by words, in one text or side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Revision
from articles.text.diff import Op, Piece, text_diff
from articles.web.compare import drawn
from articles.web.door import Visit, door, find
from articles.web.typed import number_of
from articles.web.workbench import articles_of

VIEWS = {"one": "In one text", "sides": "Side by side"}
FEWEST_FOLDED = 40
"""Fewer unchanged words than these are shown: a fold would hide little."""
KEPT = 12
"""Unchanged words that stay in sight on either side of a change in a long paragraph."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of both texts, or several of which none changed."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything went or came."""
        return any(piece.op is not Op.SAME for piece in self.pieces)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(piece.text.split()) for piece in self.pieces)

    def one(self) -> SafeString:
        """Both texts in one."""
        return _html(self.pieces)

    def old(self) -> SafeString:
        """The older text alone."""
        return _html(piece for piece in self.pieces if piece.op is not Op.NEW)

    def new(self) -> SafeString:
        """The newer text alone."""
        return _html(piece for piece in self.pieces if piece.op is not Op.GONE)


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other: shown, or folded because none of them changed."""

    rows: tuple[Row, ...]
    folded: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(row.words for row in self.rows)


class Comparison:
    """Two texts compared."""

    def __init__(self, old: str, new: str) -> None:
        self._pieces = text_diff(old, new)
        self.runs = tuple(_folded([row for row in _rows(self._pieces) if row.words]))

    @property
    def gone(self) -> int:
        """How many words went."""
        return self._count(Op.GONE)

    @property
    def new(self) -> int:
        """How many words came."""
        return self._count(Op.NEW)

    @property
    def same(self) -> int:
        """How many words stayed."""
        return self._count(Op.SAME)

    def _count(self, op: Op) -> int:
        return sum(len(piece.text.split()) for piece in self._pieces if piece.op is op)


@door()
def against(visit: Visit, pk: int) -> HttpResponse:
    """Two revisions of an article, `old` and `new` by their numbers; the newest against the one before it unless told."""
    article = find(articles_of(visit), pk=pk)
    numbers = list(article.revisions.order_by("number").values_list("number", flat=True))
    new = _chosen(article.revisions, visit.GET.get("new", ""), numbers[-1])
    old = _chosen(article.revisions, visit.GET.get("old", ""), max(1, new.number - 1))
    view = visit.GET.get("view", "")
    told = {
        "article": article,
        "numbers": numbers,
        "old": old,
        "new": new,
        "views": VIEWS.items(),
        "view": view if view in VIEWS else "one",
        "comparison": Comparison(old.text, new.text),
    }
    return render(visit, "articles/against.html", told)


def _chosen(revisions: "QuerySet[Revision]", asked: str, usual: int) -> Revision:
    """The revision of that number; 404 when there is none."""
    number = (number_of(asked) or 0) if asked else usual
    found: Revision = find(
        revisions.select_related("created_by").defer("block_rows", "notes", "proposals"), number=number
    )
    return found


def _rows(pieces: tuple[Piece, ...]) -> Iterator[Row]:
    """The pieces cut where a line ends in both texts."""
    row: list[Piece] = []
    for index, piece in enumerate(pieces):
        parts = piece.text.splitlines(keepends=True) if piece.op is Op.SAME else [piece.text]
        is_pair = index + 1 < len(pieces) and Op.SAME not in (piece.op, pieces[index + 1].op)
        for part in parts:
            row.append(Piece(piece.op, part))
            if part.endswith("\n") and not is_pair:
                yield Row(tuple(row))
                row = []
    if row:
        yield Row(tuple(row))


def _folded(rows: list[Row]) -> Iterator[Run]:
    """Runs of rows; of many that did not change only those beside a change are shown."""
    runs = [(changed, list(run)) for changed, run in groupby(rows, key=lambda row: row.changed)]
    for index, (changed, run) in enumerate(runs):
        low, high = min(index, 1), len(run) - (index + 1 < len(runs))
        if changed or sum(row.words for row in run[low:high]) < FEWEST_FOLDED:
            yield Run(tuple(run))
            continue
        parts = ((run[:low], False), (run[low:high], True), (run[high:], False))
        yield from (Run(tuple(part), folded) for part, folded in parts if part)


def _html(pieces: Iterable[Piece]) -> SafeString:
    """The pieces drawn; the middle of long unchanged ones is folded when something beside them changed."""
    held = tuple(pieces)
    if all(piece.op is Op.SAME for piece in held):
        return drawn(held)
    html, shown = SafeString(""), list[Piece]()
    for piece in held:
        words = piece.text.split()
        if piece.op is not Op.SAME or len(words) < FEWEST_FOLDED + 2 * KEPT:
            shown.append(piece)
            continue
        head, tail = piece.text.split(maxsplit=KEPT), piece.text.rsplit(maxsplit=KEPT)
        start, end = len(piece.text) - len(head[-1]), len(tail[0])
        html += drawn([*shown, Piece(Op.SAME, piece.text[:start])])
        html += format_html(
            "<details><summary>… {} words unchanged</summary>{}</details>",
            len(words) - 2 * KEPT,
            piece.text[start:end],
        )
        shown = [Piece(Op.SAME, piece.text[end:])]
    return html + drawn(shown)
