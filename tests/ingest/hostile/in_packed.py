"""Hostile Word files and OpenDocument texts: bombs, lies, nesting, polyglots."""

import random
import struct
import zipfile
from io import BytesIO

from articles.ingest.limits import MB
from tests.ingest.files import TYPES, W, opened, p, pdf, r, row, word, zipped
from tests.ingest.hostile.case import Case, holds, reads, refused
from tests.ingest.hostile.in_pages import DTD

SENTENCE = "Shares rose 46.3% 🚀 to $9.12 on Monday. "
MIMETYPE = "application/vnd.oasis.opendocument.text"
ENTRY, HEADER = b"PK\x01\x02", b"PK\x03\x04"
BEGIN, END = "<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"


def of(document: str | bytes, **parts: str | bytes) -> bytes:
    """A zip that calls itself a Word file, whatever its document is."""
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **parts})


def entry(data: bytes, offset: int, value: bytes, *, of_part: int = -1) -> bytes:
    """A zip in which an entry of the directory says something else."""
    places = [place for place in range(len(data)) if data.startswith(ENTRY, place)]
    place = places[of_part] + offset
    return data[:place] + value + data[place + len(value) :]


def notes(count: int) -> str:
    return (
        f"<w:footnotes {W}>"
        + "".join(f'<w:footnote w:id="{n}">{p(f"N{n}")}</w:footnote>' for n in range(count))
        + "</w:footnotes>"
    )


def a_bomb_in_a_word_file() -> Case:
    return refused("bomb.docx", word(p("x" * (30 * MB))), "unpacks_too_big")


def many_small_bombs_in_a_word_file() -> Case:
    noise = random.Random(1).randbytes(600).hex()
    part = f"<w:hdr {W}><!--{noise * 130}--></w:hdr>"
    return refused(
        "bombs.docx",
        of(
            f"<w:document {W}><w:body>{p('x')}</w:body></w:document>",
            **{f"word/header{n}.xml": part for n in range(900)},
        ),
        "unpacks_too_big",
    )


def a_sea_of_empty_elements() -> Case:
    chance = random.Random(2)
    sea = "".join(f'<w:p w:x="{chance.randrange(1 << 30)}"/>{"<w:p/>" * 9}' for _ in range(20_000))
    return reads("sea.docx", word(sea + p("x")), "x")


def a_list_of_abbreviations_in_a_word_file() -> Case:
    return refused("entities.docx", of(f"{DTD}<x>&b;</x>"), "xml_with_dtd")


def the_same_in_utf_16() -> Case:
    return refused("entities16.docx", of(f"{DTD}<x>&b;</x>".encode("utf-16")), "xml_with_dtd")


def abbreviations_behind_a_long_remark() -> Case:
    return refused("late.docx", of(f"<!--{'x' * 9_000}-->{DTD}<x>&b;</x>"), "xml_with_dtd")


def a_word_file_that_asks_for_a_file_of_the_server() -> Case:
    return refused("file.docx", of('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'), "xml_with_dtd")


def a_word_file_nested_beyond_measure() -> Case:
    return refused("deep.docx", word("<w:sdt>" * 9_000 + "</w:sdt>" * 9_000), "broken_file")


def boxes_in_boxes_in_boxes() -> Case:
    return reads("boxes.docx", word(BEGIN * 60 + p("x") + END * 60), "x")


def tables_in_tables_in_tables() -> Case:
    return reads(
        "tables.docx",
        word("<w:tbl><w:tr><w:tc>" * 70 + p("x") * 10_000 + "</w:tc></w:tr></w:tbl>" * 70),
        "\n\n".join("x" * 10_000),
    )


def a_row_of_five_thousand_cells() -> Case:
    return reads("cells.docx", word(f"<w:tbl>{row(*['x'] * 5_000)}</w:tbl>"), "\t".join("x" * 5_000))


def a_paragraph_of_ten_thousand_notes() -> Case:
    body = p(*(r("a ") + f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in range(10_000)))
    return holds("notes.docx", word(body, footnotes=notes(10_000)), "a a a", "[1] N0", "[10000] N9999")


def notes_that_are_not_there() -> Case:
    return reads("nonotes.docx", word(p("x") + p("<w:r><w:footnoteReference/></w:r>"), footnotes=notes(0)), "x")


def styles_in_a_ring_of_ten_thousand() -> Case:
    ring = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 9_999}"/></w:style>' for n in range(9_999))
    body = "".join(p("x", properties=f'<w:pStyle w:val="s{n}"/>') for n in range(3_000))
    return reads("styles.docx", word(body, styles=f"<w:styles {W}>{ring}</w:styles>"), "\n\n".join("x" * 3_000))


def paragraphs_whose_ends_were_all_deleted() -> Case:
    body = p("ab ", properties="<w:rPr><w:del/></w:rPr>") * 9_000
    return reads("ends.docx", word(body), ("ab " * 9_000).strip())


def a_word_file_without_a_body() -> Case:
    return refused("nobody.docx", of("<x/>"), "no_text")


def a_picture_where_the_text_should_be() -> Case:
    return refused("picture.docx", of(b"\x89PNG\r\n\x1a\n"), "broken_file")


def letters_that_are_not_what_the_xml_says() -> Case:
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{p("Genève")}</w:body></w:document>'
    return refused("letters.docx", of(xml.encode("cp1252")), "broken_file")


def characters_that_xml_forbids() -> Case:
    return refused(
        "forbidden.docx", of(f"<w:document {W}><w:body>{p('a&#0;&#27;&#xD800;b')}</w:body></w:document>"), "broken_file"
    )


def a_size_that_is_a_lie_downwards() -> Case:
    return refused("small.docx", entry(word(p("Words. " * 50)), 24, struct.pack("<I", 1)), "broken_file")


def a_size_that_is_a_lie_upwards() -> Case:
    return reads("large.docx", entry(word(p("Words. " * 50)), 24, struct.pack("<I", 2**31)), ("Words. " * 50).strip())


def a_part_that_begins_nowhere() -> Case:
    return refused("nowhere.docx", entry(word(p("x")), 42, b"\xff\xff\xff\x7f"), "broken_file")


def a_part_with_a_wrong_checksum() -> Case:
    return refused("checksum.docx", entry(word(p("x")), 16, b"\x00\x00\x00\x00"), "broken_file")


def all_parts_on_the_same_bytes() -> Case:
    data = word(p("x"), **{f"header{number}": f"<w:hdr {W}/>" for number in range(3)})
    places = [place for place in range(len(data)) if data.startswith(ENTRY, place)]
    for number in range(2, len(places)):
        data = entry(data, 42, data[places[1] + 42 : places[1] + 46], of_part=number)
    return refused("overlap.docx", data, "broken_file")


def two_parts_of_one_name() -> Case:
    held = BytesIO(word(p("One.")))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("WORD/document.xml", "<x/>")
    return refused("twice.docx", held.getvalue(), "unsafe_archive")


def a_part_that_climbs_out() -> Case:
    return refused(
        "climb.docx",
        zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<x/>", "../../x": "x"}),
        "unsafe_archive",
    )


def a_locked_part() -> Case:
    return refused("locked.docx", entry(word(p("x")), 8, b"\x01\x00"), "encrypted")


def a_locked_word_file() -> Case:
    return refused("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), "unknown_type")


def a_word_file_with_a_page_behind() -> Case:
    return refused("page.docx", word(p("x")) + b"<html><script>alert(1)</script>", "two_kinds")


def a_word_file_with_a_pdf_in_front() -> Case:
    return refused("pdf.docx", pdf([(72, 700, 10, "x")]) + word(p("x")), "two_kinds")


def a_word_file_and_an_opendocument_text_in_one() -> Case:
    return refused(
        "both.docx",
        zipped(
            {"mimetype": MIMETYPE, "[Content_Types].xml": TYPES, "word/document.xml": "<x/>", "content.xml": "<x/>"}
        ),
        "two_kinds",
    )


def a_spreadsheet() -> Case:
    return refused("sheet.xlsx", zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>"}), "unknown_type")


def a_zip_in_a_zip_in_a_zip() -> Case:
    data = zipped({"a.txt": "0" * MB})
    for _ in range(5):
        data = zipped({f"{number}.zip": data for number in range(9)})
    return refused("matryoshka.zip", data, "unknown_type")


def an_empty_zip() -> Case:
    return refused("empty.docx", b"PK\x05\x06" + bytes(18), "two_kinds")


def fifty_equal_sentences_in_a_word_file() -> Case:
    return reads("equal.docx", word(p("He said no. " * 50)), ("He said no. " * 50).strip())


def emoji_cut_by_runs() -> Case:
    parts = [r(char) for char in SENTENCE.strip()]
    return reads("emoji.docx", word(p(*parts)), SENTENCE.strip())


def words_turned_around_in_a_word_file() -> Case:
    return reads(
        "turned.docx",
        word(p("Paid \u202e001\u202c\u200b\u2066 euros\u2069\u00ad.")),
        "Paid \u202e001\u202c\u200b\u2066 euros\u2069\u00ad.",
    )


def a_hundred_thousand_spaces_in_one_sign() -> Case:
    return reads("repeat.odt", opened(text='<text:p>a<text:s text:c="99999999999"/>b</text:p>'), f"a{' ' * 100}b")


def a_bomb_in_an_opendocument_text() -> Case:
    return refused("bomb.odt", opened(text=f"<text:p>{'x' * (30 * MB)}</text:p>"), "unpacks_too_big")


def a_list_of_abbreviations_in_an_opendocument_text() -> Case:
    return refused("entities.odt", zipped({"mimetype": MIMETYPE, "content.xml": f"{DTD}<x>&b;</x>"}), "xml_with_dtd")


def notes_in_notes_in_notes() -> Case:
    begin, end = "<text:p>a<text:note><text:note-body>", "</text:note-body></text:note></text:p>"
    return holds(
        "notes.odt", opened(text=begin * 60 + "<text:p>b</text:p>" + end * 60), "a\n\n[1] a\n\n[2] a", "[60] b"
    )


def frames_in_frames_in_frames() -> Case:
    begin, end = "<text:p><draw:text-box>", "</draw:text-box></text:p>"
    return reads("frames.odt", opened(text=begin * 100 + "<text:p>x</text:p>" + end * 100), "x")


def an_opendocument_text_nested_beyond_measure() -> Case:
    return refused("deep.odt", opened(text="<text:section>" * 9_000 + "</text:section>" * 9_000), "broken_file")


def an_opendocument_text_without_its_content() -> Case:
    return refused("nothing.odt", zipped({"mimetype": MIMETYPE}), "broken_file")


def a_locked_opendocument_text() -> Case:
    manifest = '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    return refused("locked.odt", opened(text="<text:p>x</text:p>", **{"META-INF/manifest.xml": manifest}), "encrypted")


def styles_in_a_ring_in_an_opendocument_text() -> Case:
    ring = "".join(f'<style:style style:name="s{n}" style:parent-style-name="s{(n + 1) % 999}"/>' for n in range(999))
    styles = f"<office:automatic-styles>{ring}</office:automatic-styles>"
    return reads(
        "styles.odt",
        opened(before=styles, text='<text:p text:style-name="s0">x</text:p>' * 900),
        "\n\n".join("x" * 900),
    )


def a_spreadsheet_called_a_text() -> Case:
    return refused(
        "sheet.odt",
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        "unknown_type",
    )


def a_kind_packed_to_eat_memory() -> Case:
    data = bytearray(zipped({"mimetype": MIMETYPE, "content.xml": "<x/>"}, method=zipfile.ZIP_LZMA))
    place = data.index(b"mimetype") + len(b"mimetype") + 5
    data[place : place + 4] = b"\xff\xff\xff\xff"  # the size of its dictionary
    return refused("lzma.odt", bytes(data), "unknown_type")
