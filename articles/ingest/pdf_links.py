"""The links of a PDF page: rectangles that lead to web addresses, and which of them a letter stands in."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from articles.ingest.places import LONGEST_ADDRESS, safe_address

MOST_LINKS = 200  # of a page
MOST_LOOKS = 2_000_000  # letters times links of a page: on a page with more, links are not looked for
URI_ACTION = 3  # PDFACTION_URI of pdfium's fpdf_doc.h


class Box(NamedTuple):
    """A rectangle in points, from the lower left corner of the page, and where it leads."""

    left: float
    bottom: float
    right: float
    top: float
    url: str


class Links:
    """The links of one page."""

    def __init__(self, boxes: list[Box]) -> None:
        self._boxes = boxes

    def at(self, x: float, y: float) -> str:
        """Where the first link at a point leads; "" when there is none."""
        for left, bottom, right, top, url in self._boxes:
            if left <= x <= right and bottom <= y <= top:
                return url
        return ""


def links_of(pdf: pdfium.PdfDocument, page: pdfium.PdfPage, letters: int) -> Links:
    """The links of a page of so many letters that lead to web addresses."""
    boxes = [box for link in _links(page) if (url := _address(pdf, link)) for box in _boxes(link, url)][:MOST_LINKS]
    return Links(boxes if len(boxes) * letters <= MOST_LOOKS else [])


def _links(page: pdfium.PdfPage) -> Iterator[raw.FPDF_LINK]:
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, place, link):
            return
        yield link


def _address(pdf: pdfium.PdfDocument, link: raw.FPDF_LINK) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != URI_ACTION:
        return ""
    size = raw.FPDFAction_GetURIPath(pdf.raw, action, None, 0)  # in bytes, with the NUL at the end
    if not 1 < size <= LONGEST_ADDRESS + 1:
        return ""
    held = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(pdf.raw, action, held, size)
    try:
        return safe_address(held.value.decode("utf-8"))
    except UnicodeDecodeError:
        return ""


def _boxes(link: raw.FPDF_LINK, url: str) -> Iterator[Box]:
    """One box for each line that the link is on; where the file does not tell them, one around all."""
    corners, around = raw.FS_QUADPOINTSF(), raw.FS_RECTF()
    count = min(raw.FPDFLink_CountQuadPoints(link), MOST_LINKS)
    for number in range(count):
        if raw.FPDFLink_GetQuadPoints(link, number, corners):
            xs = corners.x1, corners.x2, corners.x3, corners.x4
            ys = corners.y1, corners.y2, corners.y3, corners.y4
            yield Box(min(xs), min(ys), max(xs), max(ys), url)
    if count <= 0 and raw.FPDFLink_GetAnnotRect(link, around):
        left, right = sorted((around.left, around.right))
        bottom, top = sorted((around.bottom, around.top))
        yield Box(left, bottom, right, top, url)
