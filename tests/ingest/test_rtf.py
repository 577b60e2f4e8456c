"""RTF: words in the right letters, and nothing that is no text."""

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.document import Document

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}}{\stylesheet{\s1 heading 1;}}{\info{\title T}{\author A}}"


def read(body: str | bytes) -> Document:
    return read_upload(
        "article.rtf", HEAD.encode() + (body if isinstance(body, bytes) else body.encode("ascii")) + b"}"
    )


def words_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_paragraphs_headings_and_items() -> None:
    document = read(
        r"\pard\outlinelevel0 Lumen rises\par\pard Shares {\b rose} 46.3%.\par\pard\ls1{\listtext 1.}One\par"
    )
    assert words_of(document) == [("heading", "Lumen rises"), ("paragraph", "Shares rose 46.3%."), ("list_item", "One")]
    assert document.title == "Lumen rises"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Gen\'e8ve \'935 \'80\'94", "Genève “5 €”"),
        (r"\u8364?5 \u-10179?\u-8576?!", "€5 🚀!"),
        (r"\uc2\u233\'c3\'a9t\u233\'c3\'a9", "été"),
        (r"{\uc0\u233}t", "ét"),
        (r"{\f1\'cf\'f0\'e8} ok", "При ok"),
        (r"\ldblquote A\rdblquote\~b\emdash c\_d\{e\}\\", "“A”\u00a0b—c\u2011d{e}\\"),
        ("One\r\n two\\tab three\\line four", "One two\tthree\nfour"),
        ("One\\\nTwo", "One\n\nTwo"),
        (b"Gen\xe8ve", "Genève"),
    ],
)
def test_letters_are_read_in_the_charset_of_their_font(body: str | bytes, text: str) -> None:
    assert read(body).text == text


@pytest.mark.parametrize(
    "body",
    [
        r"A{\pict\pngblip 89504e47} word.",
        r"A{\*\unknown secret} word.",
        r"A{\header top} word{\footer below}.",
        r'A {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt word}}.',
        r"A {\*\bkmkstart x}{\*\bkmkend x}word.",
        r"A{\bin6 {{{}}}}} word.".replace(r"\bin6 {{{}}}", r"\bin5 {{{}}"),
    ],
)
def test_what_is_no_text_stays_out(body: str) -> None:
    assert read(body).text == "A word."


def test_deleted_and_hidden_words_are_out_and_it_is_said() -> None:
    document = read(r"Shares rose {\deleted 12}{\revised 46}%{\v hush}.")
    assert document.text == "Shares rose 46%."
    assert len(document.notes) == 2


def test_a_table_keeps_its_cells() -> None:
    document = read(
        r"\trowd\cellx1\cellx2\pard\intbl Year\cell Revenue\cell\row\trowd\pard\intbl 2025\cell $3\par more\cell\row\pard End.\par"
    )
    assert document.text == "Year\tRevenue\n2025\t$3 more\n\nEnd."


def test_a_footnote_goes_to_the_end() -> None:
    document = read(r"Revenue rose.{\super\chftn}{\footnote\pard {\super\chftn} Report,\par page 4.} Then fell.\par")
    assert document.text == "Revenue rose. Then fell.\n\n[1] Report, page 4."
    assert document.notes == ("Note [1] stands after “…Revenue rose.”.",)


def test_what_is_told_about_a_footnote_can_be_stored_like_the_text() -> None:
    document = read(r"Up \u-10179?\u-8576? and \u-10179? down\'00{\footnote N}.\par")
    assert document.text == "Up 🚀 and  down.\n\n[1] N"
    assert document.notes[0] == "Note [1] stands after “…Up 🚀 and  down”."


def test_a_text_box_keeps_its_words() -> None:
    assert "Boxed." in read(r"A.{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Boxed.}}}").text


@pytest.mark.parametrize(
    ("body", "code"),
    [("{" * 5000 + "deep", "too_deep"), (r"\ansicpg99999 \'e8", "broken_file"), (r"{\pict 00}", "no_text")],
)
def test_what_cannot_be_read_is_refused(body: str, code: str) -> None:
    with pytest.raises(CannotTake) as caught:
        read(body)
    assert caught.value.code == code


def test_too_many_closing_braces_do_no_harm() -> None:
    assert read("A word.}}}}} more").text == "A word. more"
