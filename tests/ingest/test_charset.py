"""From bytes to characters: named, never replaced."""

import codecs

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.charset import CHARSETS, PYTHON_NAMES, canonical, decode
from tests.ingest.files import column, opened, p, pdf, word

FRENCH = "À Genève, l’été dernier, où 3 000 élèves ont reçu 5 € : « ça ».\n"
POLISH = "Źródło: w Łodzi żółw zjadł piętnaście gęsi; ścieżką szła dziewczynka, która niosła książkę.\n"
RUSSIAN = "В четверг акции компании выросли почти на пятьдесят процентов, сообщил министр.\n"
GREEK = "Οι μετοχές της εταιρείας ανέβηκαν σχεδόν πενήντα τοις εκατό αυτή την εβδομάδα.\n"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (FRENCH, "windows-1252"),
        ("Fußgänger über Straßen; naïve café.", "windows-1252"),
        (POLISH, "windows-1250"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "windows-1253"),
        ("“Don’t” she said – café, señor, Zürich", "macintosh"),
        ("It’s “five”\x97", "windows-1252"),
    ],
)
def test_a_guess_is_right_and_named(text: str, charset: str) -> None:
    raw = text.replace("\x97", "—")
    found = decode(raw.encode("mac_roman" if charset == "macintosh" else charset))
    assert (found.text, found.charset, found.guessed) == (raw, charset, True)
    assert f"It was read as {charset}." in found.note


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_its_mark_is_known_and_the_mark_is_gone(codec: str) -> None:
    document = read_upload("a.txt", ("Genève 🚀").encode(codec))
    assert document.text == "Genève 🚀"
    assert document.charset in codec
    assert document.notes == ()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_guessed(codec: str) -> None:
    found = decode(FRENCH.encode(codec))
    assert (found.text, found.charset, found.guessed) == (FRENCH, codec, True)


def test_the_editor_decides() -> None:
    assert read_upload("a.txt", RUSSIAN.encode("cp1251"), charset="cp1251").text == RUSSIAN
    assert read_upload("a.txt", "é".encode("cp1252") + b" ok", charset="windows-1250").charset == "windows-1250"


def test_a_choice_that_does_not_fit_is_refused_with_the_place() -> None:
    with pytest.raises(CannotTake) as caught:
        decode("é and ".encode() + b"\xff", "utf-8")
    assert caught.value.message == (
        "At character 7 there is a letter that is not UTF-8. Save it again as UTF-8, or choose how its letters are coded. Nothing was stored."
    )


def test_utf_8_with_one_broken_letter_is_refused_and_not_read_as_something_else() -> None:
    with pytest.raises(CannotTake) as caught:
        decode((FRENCH * 3).encode() + b"caf\xe9 " + FRENCH.encode())
    assert caught.value.code == "wrong_charset"
    assert f"At character {3 * len(FRENCH) + 4:,} " in caught.value.message


@pytest.mark.parametrize("charset", ["rot13", "zip", "unicode_escape", "nonsense", "", "idna", "../../x"])
def test_what_is_no_character_set_is_refused(charset: str) -> None:
    with pytest.raises(CannotTake) as caught:
        decode(b"abc", charset)
    assert caught.value.code == "unknown_charset"


THAI = "ราคาหุ้นเพิ่มขึ้นห้าสิบเปอร์เซ็นต์"
HEBREW = "המניות עלו בחמישים אחוזים"
ARABIC = "ارتفعت الأسهم خمسين بالمئة"
TURKISH = "İstanbul’da hisseler yüzde elli yükseldi, ışık ğ."
JAPANESE = "株価は五〇％上がった。①カタカナ"
CHINESE = "股价上涨了百分之五十。"
TAIWANESE = "股價上漲了百分之五十。"
KOREAN = "주가가 오십 퍼센트 올랐다. 똠방각하"
LATVIAN = "Akciju cena pieauga par ģ ņ š ž."
SAMPLES = {
    "windows-1250": POLISH, "iso-8859-2": POLISH.replace("–", "-"), "cp852": POLISH, "iso-8859-16": "Școala și „țara” € ș.",
    "windows-1251": RUSSIAN, "koi8-r": RUSSIAN, "iso-8859-5": RUSSIAN, "cp866": RUSSIAN, "x-mac-cyrillic": RUSSIAN,
    "koi8-u": "Ціна акцій зросла, ґ є і ї.", "windows-1253": GREEK, "iso-8859-7": GREEK, "windows-874": THAI,
    "windows-1254": TURKISH, "iso-8859-9": TURKISH.replace("’", ""), "iso-8859-3": "Ĝojo ĉe la ŝtono Ħal.", "windows-1255": HEBREW,
    "iso-8859-8": HEBREW, "windows-1256": ARABIC, "iso-8859-6": ARABIC, "windows-1257": LATVIAN, "iso-8859-4": LATVIAN,
    "iso-8859-13": LATVIAN, "iso-8859-10": "Þórður á Ísafirði, ĸ ŋ.", "iso-8859-14": "Ŵyl yng Nghymru, ŷ ḃ.", "windows-1258": "Cô ấy".replace("ấ", "â\u0301"),
    "cp437": "Café £5 ½", "cp850": "Café Ø £5", "macintosh": "Café “now” – ¶", "iso-8859-15": "Œuvre à 5 € Šek",
    "shift_jis": JAPANESE, "euc_jp": JAPANESE.replace("①", ""), "iso2022_jp": JAPANESE.replace("①", ""), "gb18030": CHINESE + "🚀",
    "big5": TAIWANESE, "euc_kr": KOREAN,
}  # fmt: skip


@pytest.mark.parametrize("charset", CHARSETS)
def test_every_charset_on_the_list_can_be_chosen_and_keeps_every_letter(charset: str) -> None:
    text = SAMPLES.get(charset, FRENCH if charset in ("windows-1252", "iso-8859-1") else f"{FRENCH}{RUSSIAN}🚀")
    text = text.replace("’", "'").replace("€", "E") if charset == "iso-8859-1" else text
    document = read_upload("a.txt", text.encode(PYTHON_NAMES.get(charset, charset)), charset=charset)
    assert document.text == text
    assert document.charset in (charset, "windows-1252")
    assert document.notes == ()


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("right", ["utf-8", "windows-1251", "shift_jis"])
def test_a_wrong_choice_is_refused_or_told_and_loses_nothing(charset: str, right: str) -> None:
    data = {"utf-8": FRENCH, "windows-1251": RUSSIAN * 3, "shift_jis": JAPANESE}[right].encode(
        PYTHON_NAMES.get(right, right)
    )
    decoded, code = None, ""
    try:
        decoded = decode(data, charset)
    except CannotTake as refused:
        code = refused.code
    if decoded is None:
        assert code == "wrong_charset"
    else:
        codec = PYTHON_NAMES.get(decoded.charset, decoded.charset)
        assert decoded.text.encode(codec).removeprefix(codecs.BOM_UTF16_LE) == data
        if charset != right and (right == "utf-8" or charset.startswith("utf-16")):
            assert f"It makes more sense as {right if right != 'shift_jis' else ''}" in decoded.note


@pytest.mark.parametrize(("wrong", "better"), [("koi8-r", "windows-1251"), ("macintosh", "windows-1251")])
def test_a_choice_under_which_letters_stand_oddly_is_taken_and_told(wrong: str, better: str) -> None:
    document = read_upload("a.txt", (RUSSIAN * 3).encode(better), charset=wrong)
    assert document.charset == wrong
    assert document.notes[0].endswith(f"It makes more sense as {better}: if letters look wrong, choose that.")


@pytest.mark.parametrize(
    ("codec", "choice"),
    [
        ("utf-8-sig", "windows-1252"),
        ("utf-16", "utf-8"),
        ("utf-32", "utf-16"),
        ("utf-16", "koi8-r"),
        ("utf-8-sig", "shift_jis"),
    ],
)
def test_a_choice_against_the_files_own_mark_is_refused(codec: str, choice: str) -> None:
    with pytest.raises(CannotTake) as caught:
        decode(FRENCH.encode(codec), choice)
    assert caught.value.code == "wrong_charset"
    assert f"so it is not {choice}" in caught.value.message


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_the_mark_knows_the_order_of_bytes_better_than_the_choice(order: str) -> None:
    assert decode(codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), order).text == FRENCH


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("CP1252", "windows-1252"),
        ("Latin1", "windows-1252"),
        (" US-ASCII ", "windows-1252"),
        ("x-sjis", "shift_jis"),
        ("GBK", "gb18030"),
        ("EUC-KR", "euc_kr"),
        ("cp949", "euc_kr"),
        ("ISO_8859-5", "iso-8859-5"),
        ("IBM866", "cp866"),
        ("tis-620", "windows-874"),
        ("utf-7", None),
        ("unicode_escape", None),
    ],
)
def test_common_spellings_are_known(spelled: str, name: str | None) -> None:
    assert canonical(spelled) == name


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.docx", word(p("Genève")), "a Word file"),
        ("a.odt", opened(text="<text:p>Genève</text:p>"), "an OpenDocument text"),
        ("a.rtf", rb"{\rtf1\ansi Gen\'e8ve}", "an RTF file"),
        ("a.pdf", pdf(column(["Genève"])), "a PDF"),
    ],
)
def test_a_choice_for_a_format_that_says_it_itself_is_told_to_be_of_no_use(name: str, data: bytes, what: str) -> None:
    document = read_upload(name, data, charset="cp1251")
    assert document.text == "Genève"
    assert document.notes == (
        f"The chosen character set, windows-1251, was not used: {what} says itself how its letters are coded.",
    )
    with pytest.raises(CannotTake) as caught:
        read_upload(name, data, charset="nonsense")
    assert caught.value.code == "unknown_charset"


@pytest.mark.parametrize(
    ("name", "wrap"),
    [("a.txt", "{}"), ("a.md", "{}"), ("a.html", "<html><p>{}</p>"), ("a.eml", "From: a@b.c\r\nSubject: x\r\n\r\n{}")],
)
def test_the_choice_reaches_every_format_of_characters(name: str, wrap: str) -> None:
    words = RUSSIAN.strip()
    document = read_upload(name, wrap.format(words).encode("koi8-r"), charset="koi8-r")
    assert (document.text, document.charset) == (words, "koi8-r")


def test_a_mail_says_which_charset_its_page_was_read_in() -> None:
    head = "From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset={}\r\n\r\n"
    document = read_upload("a.eml", (head.format("koi8-r") + f"<p>{RUSSIAN}</p>").encode("koi8-r"))
    assert (document.text, document.charset, document.notes) == (RUSSIAN.strip(), "koi8-r", ())
    document = read_upload("a.eml", (head.format("utf-8") + f"<p>{RUSSIAN}</p>").encode("cp1251"))
    assert (document.text, document.charset) == (RUSSIAN.strip(), "windows-1251")
    assert "It was read as windows-1251." in document.notes[0]
