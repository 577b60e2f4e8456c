"""From bytes to characters: marks and UTF-8 first, then a guess that is named, never a replaced letter."""

import codecs
import re
from contextlib import suppress
from typing import NamedTuple
from unicodedata import combining

from articles.ingest.assembly import one_line
from articles.ingest.refusal import CannotTake

# What the editor may choose.  Python's other codecs (rot13, zip, idna, utf-7 ...) are no character sets that files are in.
CHARSETS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "windows-874",
    "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8",
    "iso-8859-9", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
    "koi8-r", "koi8-u", "macintosh", "x-mac-cyrillic", "cp437", "cp850", "cp852", "cp866",
    "shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
GUESSES = ("windows-1252", "windows-1250", "windows-1251", "koi8-r", "windows-1253", "macintosh")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The East Asian ones are read as Windows and browsers do, which know more letters than the standards of that name.
PYTHON_NAMES = {
    "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "windows-874": "cp874", "shift_jis": "cp932",
    "big5": "cp950", "euc_kr": "cp949",
}  # fmt: skip
OTHER_NAMES = {
    "x-sjis": "shift_jis", "sjis": "shift_jis", "windows-31j": "shift_jis", "shift-jis": "shift_jis", "gbk": "gb18030",
    "gb2312": "gb18030", "x-gbk": "gb18030", "big5-hkscs": "big5", "euc-kr": "euc_kr", "ks_c_5601-1987": "euc_kr",
    "tis-620": "windows-874", "ascii": "windows-1252", "us-ascii": "windows-1252", "x-mac-roman": "macintosh",
    "latin1": "windows-1252", "iso-8859-1": "windows-1252",
}  # fmt: skip
MANY_BYTES = ("utf-", "gb", "big", "euc", "shift", "iso2022")
ESCAPE = b"\x1b"
ODDER = 4
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
HIGH = re.compile("[^\x00-\x7f]")
JOINS = frozenset("'’‘-–—…·.,;:!?\u00ad\u00a0")
SAMPLE = 200_000


class Decoded(NamedTuple):
    """The characters, the character set, whether it was only guessed, and another one that fits better than the chosen."""

    text: str
    charset: str
    guessed: bool = False
    better: str = ""

    @property
    def note(self) -> str:
        """What to tell the editor; empty when nothing was assumed."""
        if self.better:
            return f"The file was read as {self.charset}, as chosen. It makes more sense as {self.better}: if letters look wrong, choose that."
        if self.guessed:
            return f"The file does not say how its letters are coded. It was read as {self.charset}. If letters look wrong, choose another."
        return ""


def decode(data: bytes, charset: str | None = None, *, declared: str | None = None) -> Decoded:
    """Characters of a text file.

    Order: the editor's charset, a byte order mark, the declared one (a page's own word), UTF-8, a guess.  Strict in
    every step.  CannotTake when the chosen set does not fit, or when a text is UTF-8 but for a few broken letters.
    """
    if charset is not None:
        return _chosen(data, charset)
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name), name)
    if declared is not None and (known := canonical(declared)) not in (None, "utf-16", "utf-32"):
        try:
            return Decoded(_python(data, known or ""), known or "")
        except UnicodeDecodeError:
            pass  # pages lie about their letters; what follows is stricter
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if len(MULTIBYTE.findall(data[:SAMPLE])) > 4 * _broken_letters(data[:SAMPLE]):
            raise _not_in(data, "UTF-8", error) from error
    return _guessed(data)


def canonical(charset: str) -> str | None:
    """The name in CHARSETS of any common spelling (CP1252, latin1), or None.

    Browsers read iso-8859-1 as windows-1252, and so do the people who write it.
    """
    wanted = charset.strip().lower()
    if wanted in OTHER_NAMES:
        return OTHER_NAMES[wanted]
    if wanted in CHARSETS:
        return wanted
    try:
        known = {_codec(PYTHON_NAMES.get(name, name)): name for name in CHARSETS}.get(_codec(wanted))
    except LookupError:
        return None
    return OTHER_NAMES.get(known or "", known)


def chosen_name(charset: str) -> str:
    """The same for what an editor chose; CannotTake for what is none."""
    known = canonical(charset)
    if known is None:
        message = f"“{one_line(charset, 40)}” is not a character set that can be read. Choose one from the list."
        raise CannotTake("unknown_charset", message, 422)
    return known


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError) as error:
        raise LookupError(name) from error


def _chosen(data: bytes, charset: str) -> Decoded:
    """A byte order mark is no matter of opinion: a choice that it contradicts is refused."""
    known = chosen_name(charset)
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    if marked and not known.startswith(marked):
        message = (
            f"The file begins with the mark of {marked.upper()}, so it is not {known}. Choose {marked}, or nothing."
        )
        raise CannotTake("wrong_charset", message, 422)
    name = marked or known
    text = _strict(data, name)
    return Decoded(text, name, better="" if marked else _better(data, text, known))


def _better(data: bytes, text: str, known: str) -> str:
    """A character set in which the file makes more sense than in the chosen one, or nothing."""
    if known == "iso2022_jp" and ESCAPE in data:
        return ""  # it is made of ASCII
    with suppress(UnicodeDecodeError):
        return "utf-8" if data.decode("utf-8") != text else ""
    if known.startswith(MANY_BYTES) and not (known.startswith("utf-16") and 0 not in data):
        return ""  # whatever fits one of these is in it; but everything fits UTF-16, in which spaces hold a zero
    best = _best_guess(data)
    if known.startswith("utf-16"):
        return best
    return best if ODDER * _oddity(data, best) < _oddity(data, known) else ""


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
    best = _best_guess(data)
    try:
        return Decoded(_python(data, best), best, guessed=True)
    except UnicodeDecodeError:
        # A byte that the guess leaves undefined, beyond the sample: no guess fits as a whole.
        return Decoded(_python(data, "iso-8859-1"), "iso-8859-1", guessed=True)


def _best_guess(data: bytes) -> str:
    return min(GUESSES, key=lambda name: _oddity(data, name))


def _oddity(data: bytes, name: str) -> int:
    """How many letters stand where no writer puts them, if the beginning of data is read as name."""
    text = data[:SAMPLE].decode(PYTHON_NAMES.get(name, name), "replace")
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
        return before.isalpha() and after.isalpha() and char not in JOINS and not combining(char)
    if before.islower() and char.isupper():
        return True
    if char < "\u0370":
        return run > 3
    # Greek, Cyrillic and beyond: never glued to Latin letters, and seldom in capitals throughout.
    return any(near.isascii() and near.isalpha() for near in (before, after)) or (before.isupper() and char.isupper())
