"""From the characters of a PDF page to its lines, with their places."""

import ctypes
from dataclasses import dataclass, field
from math import isfinite
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from articles.ingest.pdf_links import Links

# pdfium puts these for a hyphen that divides a word at the end of a line.
DIVIDING_HYPHENS = frozenset({0x02, 0xFFFE, 0xAD})
BOLD = 600
FARTHEST = 1e6  # points; what claims to stand farther out stands nowhere
CELL_GAP = 1.8  # in letter heights: a wider gap inside a line parts two cells or two columns
ABOVE = 0.25  # letter heights above the line on which it stands, a letter is inside the box of its link


class Linked(NamedTuple):
    """Letters that are linked: the first and one past the last of them, white space not counted."""

    first: int
    end: int
    url: str


@dataclass(slots=True)
class Cell:
    """A run of a line without a wide gap; x in points from the left edge of the page; count is without white space."""

    x0: float
    x1: float
    words: str
    count: int = 0
    links: list[Linked] = field(default_factory=list)

    def put(self, char: str, right: float, url: str) -> None:
        """Put a letter behind the others; it may be linked."""
        self.words += char
        self.x1 = max(self.x1, right)
        if url:
            add_links(self.links, [Linked(0, 1, url)], self.count)
        self.count += 1


@dataclass(slots=True)
class Line:
    """One line: its cells, its baseline y in points from the lower edge, letter size, weight, height of the page."""

    y: float
    size: float
    bold: bool
    page_height: float
    cells: list[Cell] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.cells[-1].x1

    @property
    def text(self) -> str:
        """The words, cells parted by tabs."""
        return "\t".join(cell.words.strip() for cell in self.cells)

    def whole(self) -> Cell:
        """Its cells as one, with a space between two."""
        cell = Cell(self.x0, self.x1, " ".join(cell.words for cell in self.cells))
        for one in self.cells:
            add_links(cell.links, one.links, cell.count)
            cell.count += one.count
        return cell

    def only(self, cells: list[Cell]) -> "Line":
        """The same line with some of its cells."""
        return Line(self.y, self.size, self.bold, self.page_height, cells)


class Glyphs:
    """The characters of a page: code, left, right, baseline, size; None as place for those that pdfium made up."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self._page = page.raw
        self._box = [ctypes.c_double() for _ in range(4)]
        self._origin = [ctypes.c_double(), ctypes.c_double()]

    def code(self, index: int) -> int:
        """The code point."""
        return int(raw.FPDFText_GetUnicode(self._page, index))

    def place(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, baseline and size in points."""
        left, right, bottom, top = self._box
        raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(self._page, index, *self._origin)
        size = raw.FPDFText_GetFontSize(self._page, index)
        height = top.value - bottom.value
        # Some programs set letters of size 1 in a scaled space: then the height of the letter says more.
        size = size if size > 2 else max(height * 1.4, 1.0)
        place = left.value, right.value, self._origin[1].value, size
        return place if all(map(isfinite, place)) and max(map(abs, place)) < FARTHEST else (0.0, 0.0, 0.0, 1.0)

    def bold(self, index: int) -> bool:
        """Whether the letter is set bold."""
        return bool(raw.FPDFText_GetFontWeight(self._page, index) >= BOLD)


def add_links(links: list[Linked], more: list[Linked], offset: int) -> None:
    """Put links behind others, so many letters on; what goes on where the last one ends is one with it."""
    for first, end, url in more:
        if links and links[-1].url == url and links[-1].end == first + offset:
            links[-1] = links[-1]._replace(end=end + offset)
        else:
            links.append(Linked(first + offset, end + offset, url))


def lines_of(page: pdfium.PdfTextPage, height: float, links: Links) -> list[Line]:
    """The lines of a page in the order of the file; white space at their ends is gone, empty ones too."""
    glyphs = Glyphs(page)
    lines: list[Line] = []
    line: Line | None = None
    for index in range(page.count_chars()):
        code = glyphs.code(index)
        if code in (0, 10, 13):
            continue
        char = "-" if code in DIVIDING_HYPHENS else chr(code)
        if char.isspace():
            if line is not None and not line.cells[-1].words.endswith(" "):
                line.cells[-1].words += " "
            continue
        left, right, y, size = glyphs.place(index)
        if line is None or not _same_line(line, left, y, size):
            line = Line(y, size, glyphs.bold(index), height, [Cell(left, right, "")])
            lines.append(line)
        _cell_at(line, left, size).put(char, right, links.at((left + right) / 2, y + ABOVE * size))
        line.size = max(line.size, size)
    return _tidy(lines)


def _same_line(line: Line, left: float, y: float, size: float) -> bool:
    larger = max(line.size, size)
    return abs(y - line.y) < 0.45 * larger and left > line.x1 - 1.5 * larger


def _cell_at(line: Line, left: float, size: float) -> Cell:
    """The last cell of a line, or behind a wide gap a new one."""
    if line.cells[-1].words and left - line.x1 > CELL_GAP * max(size, line.size):
        line.cells.append(Cell(left, left, ""))
    return line.cells[-1]


def _tidy(lines: list[Line]) -> list[Line]:
    for line in lines:
        for cell in line.cells:
            cell.words = cell.words.strip()
        line.cells = [cell for cell in line.cells if cell.words] or line.cells[:1]
    return [line for line in lines if line.text.strip()]
