"""Character sets as people know them: by the languages that they write."""

from articles.ingest.charset import CHARSETS, Decoded
from articles.models import Original, Revision

WRITES = {
    "utf": "every language",
    "windows-1252": "Western European",
    "iso-8859-15": "Western European with €",
    "windows-1250": "Polish, Czech, Hungarian …",
    "iso-8859-2": "Polish, Czech, Hungarian …",
    "windows-1251": "Russian, Bulgarian, Serbian …",
    "iso-8859-5": "Russian, Bulgarian, Serbian …",
    "x-mac-cyrillic": "Russian, old Macintosh",
    "cp866": "Russian, DOS",
    "koi8-r": "Russian",
    "koi8-u": "Ukrainian",
    "windows-1253": "Greek",
    "iso-8859-7": "Greek",
    "windows-1254": "Turkish",
    "iso-8859-9": "Turkish",
    "iso-8859-3": "Maltese, Esperanto",
    "windows-1255": "Hebrew",
    "iso-8859-8": "Hebrew",
    "windows-1256": "Arabic",
    "iso-8859-6": "Arabic",
    "windows-1257": "Baltic",
    "iso-8859-4": "Baltic",
    "iso-8859-13": "Baltic",
    "iso-8859-10": "Nordic",
    "iso-8859-14": "Celtic",
    "iso-8859-16": "Romanian",
    "windows-1258": "Vietnamese",
    "windows-874": "Thai",
    "macintosh": "old Macintosh",
    "cp437": "DOS, American",
    "cp850": "DOS, Western European",
    "cp852": "DOS, Central European",
    "shift_jis": "Japanese",
    "euc_jp": "Japanese",
    "iso2022_jp": "Japanese, mail",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "euc_kr": "Korean",
}
SAME_AS_1252 = "iso-8859-1"


def choices(but: str) -> list[tuple[str, str]]:
    """What a text may be read as instead of `but`: names with the languages that they write.

    UTF comes last: a file of which the letters had to be guessed was tried as UTF-8 before.
    """
    names = sorted(set(CHARSETS) - {but, SAME_AS_1252}, key=lambda name: (name.startswith("utf"), CHARSETS.index(name)))
    return [(name, f"{name}: {WRITES['utf' if name.startswith('utf') else name]}") for name in names]


def is_doubtful(revision: Revision, original: Original) -> bool:
    """Whether a person should be able to say that the letters are coded otherwise.

    So it is when the character set was guessed, and when somebody has chosen one for a file that was read before.
    """
    guessed = Decoded("", original.charset, guessed=True).note in revision.notes
    return bool(original.charset) and (guessed or (revision.number > 1 and original.charset != "utf-8"))
