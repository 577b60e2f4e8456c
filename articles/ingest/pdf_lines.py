"""From the characters of a PDF page to its lines, with their places."""

import ctypes
from dataclasses import dataclass, field
from math import isfinite

import pypdfium2 as pdfium
from pypdfium2 import raw

# pdfium puts these for a hyphen that divides a word at the end of a line.
DIVIDING_HYPHENS = frozenset({0x02, 0xFFFE, 0xAD})
BOLD = 600
FARTHEST = 1e6  # points; what claims to stand farther out stands nowhere
CELL_GAP = 1.8  # in letter heights: a wider gap inside a line parts two cells or two columns


@dataclass(slots=True)
class Cell:
    """A run of a line without a wide gap; x in points from the left edge of the page."""

    x0: float
    x1: float
    words: str


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


def lines_of(page: pdfium.PdfTextPage, height: float) -> list[Line]:
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
        _put(line, char, left, right, size)
        line.size = max(line.size, size)
    return _tidy(lines)


def _same_line(line: Line, left: float, y: float, size: float) -> bool:
    larger = max(line.size, size)
    return abs(y - line.y) < 0.45 * larger and left > line.x1 - 1.5 * larger


def _put(line: Line, char: str, left: float, right: float, size: float) -> None:
    cell = line.cells[-1]
    if cell.words and left - cell.x1 > CELL_GAP * max(size, line.size):
        cell = Cell(left, right, "")
        line.cells.append(cell)
    cell.words += char
    cell.x1 = max(cell.x1, right)


def _tidy(lines: list[Line]) -> list[Line]:
    for line in lines:
        for cell in line.cells:
            cell.words = cell.words.strip()
        line.cells = [cell for cell in line.cells if cell.words] or line.cells[:1]
    return [line for line in lines if line.text.strip()]
