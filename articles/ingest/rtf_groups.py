"""The grammar of RTF: control words, groups, and letters in the character set of their font."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

# A control word with its number and one space; a control symbol; a brace; or plain characters.
TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
# \fcharset numbers of the RTF 1.9.1 specification, and the code pages they stand for.
CHARSETS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
            163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
SYMBOL_FONT = 2


@dataclass
class Field:
    """A field: its code, which may come in pieces, and the mark where the words that it shows begin."""

    code: list[str] = field(default_factory=list)
    start: int | None = None


@dataclass
class Group:
    """What holds between two braces."""

    out: bool = False
    starred: bool = False
    known: bool = False
    note: bool = False
    deleted: bool = False
    hidden: bool = False
    heading: bool = False
    item: bool = False
    row: bool = False
    field: Field | None = None
    code: bool = False

    def inner(self) -> "Group":
        """What a group inside this one begins with."""
        return replace(self)

    def learn(self, word: str, number: int | None) -> None:
        """What a control word says about the paragraph: pard, intbl, ls, outlinelevel."""
        if word == "pard":
            self.heading = self.item = self.row = False
        elif word == "outlinelevel":
            self.heading = number != 9
        elif word == "ls":
            self.item = True
        elif word == "intbl":
            self.row = True


class Token(NamedTuple):
    """kind: "{", "}", "*", "text" or "control"; word: the control word or the characters; number: its parameter."""

    kind: str
    word: str = ""
    number: int | None = None


class Letters:
    """Which character set bytes are in: that of the font at hand, else that of the file."""

    def __init__(self) -> None:
        self._file = "cp1252"
        self._fonts: dict[int, str] = {}
        self._defining: int | None = None
        self._font: list[int | None] = [None]
        self._skips = [1]
        self._kept = bytearray()
        self.skipping = 0

    @property
    def skip(self) -> int:
        """How many characters stand behind a Unicode one for programs that do not know it (the file's uc number)."""
        return self._skips[-1]

    def brace(self, mark: str) -> None:
        """A group opens or closes: fonts hold inside it."""
        self.skipping = 0
        if mark == "{":
            self._font.append(self._font[-1])
            self._skips.append(self._skips[-1])
        elif len(self._font) > 1:
            self._font.pop()
            self._skips.pop()

    def control(self, word: str, number: int) -> None:
        """Learn from a control word."""
        if word == "ansicpg" and number != 0:
            self._file = f"cp{number}" if number != 65001 else "utf-8"
        elif word in ("mac", "pc", "pca"):
            self._file = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "f":
            self._font[-1] = self._defining = number
        elif word == "fcharset" and self._defining is not None and number in CHARSETS and number != 0:
            self._fonts[self._defining] = CHARSETS[number]
        elif word == "uc":
            self._skips[-1] = max(0, min(number, 16))

    def put(self, data: bytes) -> None:
        """Keep letters until something else comes: two bytes may be one letter."""
        dropped = min(self.skipping, len(data))
        self.skipping -= dropped
        self._kept += data[dropped:]

    def flush(self) -> Iterator[Token]:
        """What was kept, as characters; LookupError or UnicodeDecodeError when the file lies about its letters."""
        if self._kept:
            font = self._font[-1]
            yield Token(
                "text", self._kept.decode(self._fonts.get(font, self._file) if font is not None else self._file)
            )
            self._kept = bytearray()


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file, runs of letters put together.  Linear."""
    letters = Letters()
    for match in _matches(data):
        word, number, code, symbol, brace, plain = match.groups()
        if code is not None or plain is not None:
            letters.put(bytes.fromhex(code.decode()) if code is not None else plain)
        elif word is not None:
            yield from letters.flush()
            yield _control(letters, word.decode(), int(number) if number is not None else None)
        elif brace is not None:
            yield from letters.flush()
            letters.brace(brace.decode())
            yield Token(brace.decode())
        elif symbol is not None:
            yield from letters.flush()
            yield _symbol(symbol)
    yield from letters.flush()


def _matches(data: bytes) -> Iterator[re.Match[bytes]]:
    """The matches of TOKEN, one behind the other; raw binary data is stepped over."""
    position = 0
    while match := TOKEN.match(data, position):
        yield match
        position = match.end() + (max(0, int(match[2] or 0)) if match[1] == b"bin" else 0)


def _control(letters: Letters, word: str, number: int | None) -> Token:
    if word == "u" and number is not None:
        letters.skipping = letters.skip
        return Token("text", chr(number % 0x10000))
    letters.control(word, number or 0)
    return Token("control", word, number)


def _symbol(symbol: bytes) -> Token:
    r"""A control symbol: \~ and \_ are named, \- (a place to divide a word) is nothing, an escaped line end ends a paragraph."""
    if symbol == b"*":
        return Token("*")
    if symbol in b"\r\n":
        return Token("control", "par")
    if symbol in b"~_":
        return Token("control", symbol.decode("ascii"))
    return Token("text", "" if symbol == b"-" else symbol.decode("latin-1"))
