"""OpenDocument texts."""

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.document import Document
from tests.ingest.files import opened


def read(text: str, before: str = "", **parts: str) -> Document:
    return read_upload("article.odt", opened(text=text, before=before, **parts))


def words_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_headings_lists_and_sections() -> None:
    document = read(
        "<text:h>Head</text:h><text:section><text:p>In a <text:span>section</text:span>.</text:p></text:section>"
        "<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Inner</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
    )
    assert words_of(document) == [
        ("heading", "Head"),
        ("paragraph", "In a section."),
        ("list_item", "One"),
        ("list_item", "Inner"),
    ]


def test_deletions_are_out_and_insertions_in_and_it_is_said() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Old words.</text:p></text:deletion></text:changed-region>"
        "<text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    document = read(changes + "<text:p>A<text:change-start/> new<text:change-end/> word.<text:change/></text:p>")
    assert document.text == "A new word."
    assert document.notes == ("Tracked changes were accepted: insertions (1) are in, deletions (1) are out.",)


def test_white_space_marks_notes_and_comments() -> None:
    document = read(
        '<text:p>Two<text:s text:c="2"/>spaces<text:tab/>tab<text:line-break/>line<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Report.</text:p></text:note-body></text:note><office:annotation><dc:creator>Carl</dc:creator>"
        "<text:p>Check this.</text:p></office:annotation>.</text:p>"
    )
    assert document.text == "Two  spaces\ttab\nline.\n\n[1] Report."
    assert document.notes == (
        "Note [1] stands after “…Two spaces tab line”.",
        "A comment by Carl was left out of the text: “Check this.”.",
    )


def test_a_note_inside_a_note_is_read_once() -> None:
    note = "<text:note><text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    inner = note.format("Inner.")
    document = read(f"<text:p>Words.{note.format('Outer.' + inner)}</text:p>")
    assert document.text == "Words.\n\n[1] Outer.\n\n[2] Inner."


def test_tables_and_text_boxes() -> None:
    row = (
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ("2025", "$3"))
        + "</table:table-row>"
    )
    document = read(
        f"<table:table>{row}</table:table><text:p>A<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert words_of(document) == [("table_row", "2025\t$3"), ("paragraph", "A"), ("paragraph", "Boxed.")]


def test_styles_are_followed_to_the_one_that_says_what_it_is() -> None:
    styles = '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Quotations"/></office:automatic-styles>'
    assert words_of(read('<text:p text:style-name="P1">Said she.</text:p>', styles)) == [("quote", "Said she.")]


def test_a_locked_text_is_refused_by_name() -> None:
    manifest = '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(CannotTake) as caught:
        read_upload("a.odt", opened(text="<text:p>x</text:p>", **{"META-INF/manifest.xml": manifest}))
    assert caught.value.code == "encrypted"
