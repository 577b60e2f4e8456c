"""Footnotes of a Markdown text: taken out before it is parsed, with a sign left where each mark stood."""

import re
from collections.abc import Iterator

from articles.ingest.assembly import last_words

NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?: {2,}|\t)\S.*)*)", re.MULTILINE)
MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
# Punctuation, as the bracket of a mark is, so that emphasis around it reads alike; nobody writes it any more.
SIGNS = "\U00012470\U00012471\U00012472\U00012473\U00012474"
BEFORE = 120


class Footnotes:
    """The footnotes in the order of the text, and the body without them; places: the mark of each that was met, by number."""

    def __init__(self, text: str) -> None:
        found = {name: " ".join(words.split()) for name, words in NOTE.findall(text)}
        body = NOTE.sub("", text) if found else text
        order: dict[str, int] = {}
        for mark in MARK.finditer(body):
            if mark[1] in found:
                order.setdefault(mark[1], mark.start())
        names = [*order, *(name for name in found if name not in order)]
        numbers = {name: number for number, name in enumerate(names, 1)}
        sign = next((sign for sign in SIGNS if sign not in text), "")
        self._sign = re.compile(f"{sign}([0-9]{{1,9}}){sign}") if sign else None
        self.words = [found[name] for name in names]
        self.before = [last_words([body[max(0, place - BEFORE) : place]]) for place in order.values()]
        self.body = MARK.sub(lambda mark: _signed(sign, numbers[mark[1]]) if mark[1] in found else mark.group(), body)
        self.places: dict[int, int] = {}

    def parted(self, words: str) -> Iterator[tuple[str, int | None]]:
        """Words between signs, each with the number of the note whose sign stands behind."""
        pieces = self._sign.split(words) if self._sign else [words]
        for piece, number in zip(pieces[::2], [*pieces[1::2], None], strict=True):
            yield piece, int(number) if number else None

    def without(self, words: str) -> str:
        """Words without signs."""
        return self._sign.sub("", words) if self._sign else words


def _signed(sign: str, number: int) -> str:
    return f"{sign}{number}{sign}" if sign else ""
