"""From bytes to characters: marks and UTF-8 first, then a guess that is named, never a replaced letter."""

import codecs
import re
from typing import NamedTuple

from articles.ingest.refusal import CannotTake

# What the editor may choose on the page.  Python's other codecs (rot13, zip, idna ...) are no character sets.
CHARSETS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252", "iso-8859-1", "iso-8859-15", "windows-1250", "iso-8859-2",
    "windows-1251", "koi8-r", "koi8-u", "windows-1253", "iso-8859-7", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "macintosh", "cp437", "cp850", "shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
GUESSES = ("windows-1252", "windows-1250", "windows-1251", "koi8-r", "windows-1253", "macintosh")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PYTHON_NAMES = {"macintosh": "mac_roman"}
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
HIGH = re.compile("[^\x00-\x7f]")
JOINS = frozenset("'’‘-–—…·.,;:!?\u00ad\u00a0")
SAMPLE = 200_000


class Decoded(NamedTuple):
    """The characters, the character set and whether it was only guessed."""

    text: str
    charset: str
    guessed: bool

    @property
    def note(self) -> str:
        """What to tell the editor; empty when nothing was assumed."""
        if not self.guessed:
            return ""
        return f"The file does not say how its letters are coded. It was read as {self.charset}. If letters look wrong, choose another."


def decode(data: bytes, charset: str | None = None, *, declared: str | None = None) -> Decoded:
    """Characters of a text file.

    Order: the editor's charset, a byte order mark, the declared one (a page's own word), UTF-8, a guess.  Strict in
    every step.  CannotTake when the chosen set does not fit, or when a text is UTF-8 but for a few broken letters.
    """
    if charset is not None:
        return _chosen(data, charset)
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name), name, guessed=False)
    if declared is not None and (known := canonical(declared)) not in (None, "utf-16", "utf-32"):
        try:
            return Decoded(_python(data, known or ""), known or "", guessed=False)
        except UnicodeDecodeError:
            pass  # pages lie about their letters; what follows is stricter
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError as error:
        if len(MULTIBYTE.findall(data[:SAMPLE])) > 4 * _broken_letters(data[:SAMPLE]):
            raise _not_in(data, "UTF-8", error) from error
    return _guessed(data)


def canonical(charset: str) -> str | None:
    """The name in CHARSETS of any common spelling (CP1252, latin1), or None."""
    wanted = charset.strip().lower()
    spelled = {_codec(PYTHON_NAMES.get(name, name)): name for name in CHARSETS}
    try:
        known = spelled.get(_codec(wanted))
    except LookupError:
        return None
    # Browsers read both as windows-1252, and so do the people who write them.
    return "windows-1252" if known == "iso-8859-1" or wanted in ("ascii", "us-ascii") else known


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError) as error:
        raise LookupError(name) from error


def _chosen(data: bytes, charset: str) -> Decoded:
    known = canonical(charset)
    if known is None:
        message = f"“{charset[:40]}” is not a character set that can be read. Choose one from the list."
        raise CannotTake("unknown_charset", message, 422)
    return Decoded(_strict(data, known), known, guessed=False)


def _strict(data: bytes, name: str) -> str:
    try:
        return _python(data, name)
    except UnicodeDecodeError as error:
        raise _not_in(data, name.upper(), error) from error


def _python(data: bytes, name: str) -> str:
    return data.decode(PYTHON_NAMES.get(name, name))


def _not_in(data: bytes, name: str, error: UnicodeDecodeError) -> CannotTake:
    place = len(data[: error.start].decode(error.encoding, "ignore")) + 1
    message = f"At character {place:,} there is a letter that is not {name}. Save it again as UTF-8, or choose how its letters are coded."
    return CannotTake("wrong_charset", message, 422)


def _broken_letters(data: bytes) -> int:
    return data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())


def _guessed(data: bytes) -> Decoded:
    if data.count(0) > len(data) // 8:
        for name, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
            if zeros.count(0) * 4 > len(zeros):
                return Decoded(_strict(data, name), name, guessed=True)
    best = min(GUESSES, key=lambda name: _oddity(data[:SAMPLE], name))
    try:
        return Decoded(_python(data, best), best, guessed=True)
    except UnicodeDecodeError:
        # A byte that the guess leaves undefined, beyond the sample: no guess fits as a whole.
        return Decoded(_python(data, "iso-8859-1"), "iso-8859-1", guessed=True)


def _oddity(data: bytes, name: str) -> int:
    """How many letters stand where no writer puts them, if data is read as name."""
    text = data.decode(PYTHON_NAMES.get(name, name), "replace")
    run = odd = 0
    last = -1
    for match in HIGH.finditer(text):
        place = match.start()
        run = run + 1 if place == last + 1 else 1
        last = place
        odd += _odd(text[place - 1 : place], text[place], text[place + 1 : place + 2], run)
    return odd


def _odd(before: str, char: str, after: str, run: int) -> bool:
    if char == "\ufffd" or "\x80" <= char <= "\x9f":
        return True
    if not char.isalpha():
        return before.isalpha() and after.isalpha() and char not in JOINS
    if before.islower() and char.isupper():
        return True
    if char < "\u0370":
        return run > 3
    # Greek, Cyrillic and beyond: never glued to Latin letters, and seldom in capitals throughout.
    return any(near.isascii() and near.isalpha() for near in (before, after)) or (before.isupper() and char.isupper())
