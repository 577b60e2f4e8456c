"""From bytes to characters: named, never replaced."""

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.charset import CHARSETS, canonical, decode

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


@pytest.mark.parametrize("charset", CHARSETS)
def test_every_charset_on_the_list_can_be_chosen(charset: str) -> None:
    assert canonical(charset) in {charset, "windows-1252"}
    assert (
        decode("plain".encode({"macintosh": "mac_roman"}.get(charset, charset)), charset).text.removeprefix("\ufeff")
        == "plain"
    )
