"""Keeps the places of footnotes, comments and links while a text is put together, whatever becomes of its white space."""

import re
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlsplit

from articles.ingest.document import Proposal
from articles.text.normalise import clean

MOST_OF_A_KIND = 500
LONGEST_WORDS = 500
LONGEST_NAME = 200
LONGEST_ADDRESS = 2_000
LOOKED_AT = 20_000
SOLID = re.compile(r"\S+")
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»|\\^`{}]{1,2100}", re.IGNORECASE)
BEHIND = ".,;:!?'’*_…"
HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]{1,2100})"|([^\s"\\]{1,2100}))', re.IGNORECASE)
LONGEST_CODE = 4_000


class Place(NamedTuple):
    """A place in the finished text: the block it belongs to, counted from 0, and the code points before it."""

    block: int
    at: int


class Places:
    """Marks set while words are read, and where they stand in the finished text.

    What a reader does to words moves, folds or drops white space and invisible characters and nothing else.  So a mark
    is known by the number of other characters before it, since the last block; it stands right behind the last of
    them, or at the start of its block.
    """

    def __init__(self) -> None:
        self._read: list[str] = []
        self._solid = 0
        self._open: list[tuple[int, int]] = []
        self._places: list[Place] = []
        self._proposals: list[tuple[int, Proposal]] = []
        self._links: list[tuple[int, int, str]] = []
        self.own = ""
        """The address of the text itself."""

    def read(self, words: str) -> None:
        """Words of the block at hand were read."""
        self._read.append(words)

    def mark(self) -> int:
        """Set a mark behind what was read; its name for propose and link."""
        self._count()
        self._open.append((len(self._places), self._solid))
        self._places.append(Place(0, 0))
        return len(self._places) - 1

    def propose(self, mark: int, kind: str, words: str, *, url: str = "", by: str = "") -> None:
        """A note or comment belongs to a mark.  Its address is the first in its words, else url."""
        told = _one_line(words, LONGEST_WORDS)
        found = first_address(words) or safe_address(url)
        if told or found:
            self._proposals.append((mark, Proposal(0, kind, told, found, _one_line(by, LONGEST_NAME))))

    def link(self, start: int, end: int, url: str) -> None:
        """The words between two marks are linked to url; not kept when that is no web address, or the text's own."""
        address = safe_address(url)
        if address and address.partition("#")[0] != self.own.partition("#")[0]:
            self._links.append((start, end, address))

    def settle(self, words: str, block: int, start: int) -> None:
        """A block begins at start of the text, with these words; it holds what was read, as far as it reaches."""
        if self._open:
            self._count()
            self._solid = max(0, self._solid - self._place(words, block, start))
        else:
            self._solid = 0
        self._read.clear()

    def proposals(self, text: str) -> tuple[Proposal, ...]:
        """Everything in reading order, at most MOST_OF_A_KIND of each kind."""
        found = [proposal._replace(at=self._places[mark].at) for mark, proposal in self._proposals]
        for start, end, address in self._links:
            (first, begin), (last, at) = self._places[start], self._places[end]
            words = text[begin:at].strip()[-LONGEST_WORDS:].strip()
            if words and first == last:
                found.append(Proposal(at, "link", words, address))
        number: Counter[str] = Counter()
        kept = []
        for proposal in sorted(found, key=lambda one: one.at):
            number[proposal.kind] += 1
            if number[proposal.kind] <= MOST_OF_A_KIND:
                kept.append(proposal)
        return tuple(kept)

    def _count(self) -> None:
        self._solid += sum(map(len, clean("".join(self._read), Counter()).split()))
        self._read.clear()

    def _place(self, words: str, block: int, start: int) -> int:
        """Give the open marks that lie in words their places; how many characters of words count."""
        passed = reached = 0
        end = start
        for run in SOLID.finditer(words):
            passed += len(run.group())
            while reached < len(self._open) and self._open[reached][1] <= passed:
                mark, solid = self._open[reached]
                self._places[mark] = Place(block, end if solid == 0 else start + run.end() - (passed - solid))
                reached += 1
        if not passed:
            reached = self._none(block, start)
        self._open = [(mark, solid - passed) for mark, solid in self._open[reached:]]
        return passed

    def _none(self, block: int, at: int) -> int:
        for mark, _ in self._open:
            self._places[mark] = Place(block, at)
        return len(self._open)


def safe_address(url: str) -> str:
    """A web address that can be shown and followed; "" for anything else, for one too long, and one that hides its host."""
    address = url.strip()
    if len(address) > LONGEST_ADDRESS or not address.lower().startswith(("http://", "https://")):
        return ""
    if " " in address or not address.isprintable():  # control, format (bidi), unassigned and separator characters
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.hostname and "@" not in parts.netloc else ""


def address_in_field(code: str) -> str:
    """Where a field of Word leads, by its code: HYPERLINK "https://…"; "" for other fields, and for places in the file."""
    found = HYPERLINK.match(code[:LONGEST_CODE])
    return safe_address(found[1] or found[2]) if found else ""


def first_address(words: str) -> str:
    """The first web address that words name, without the signs behind it; "" when there is none."""
    for found in ADDRESS.finditer(words[:LOOKED_AT]):
        address = found.group().rstrip(BEHIND)
        for opened, closed in ("()", "[]"):
            if address.endswith(closed) and opened not in address:
                address = address.rstrip(closed + BEHIND)
        if address := safe_address(address):
            return address
    return ""


def _one_line(words: str, limit: int) -> str:
    return " ".join(clean(words[:LOOKED_AT], Counter()).split())[:limit].strip()
