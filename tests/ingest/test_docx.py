"""Word files: the page as it reads once every tracked change is accepted."""

from io import BytesIO

import docx

from articles.ingest import read_upload
from articles.ingest.document import Document
from articles.text.blocks import BlockKind
from tests.ingest.files import W, p, r, row, word


def read(body: str, **parts: str) -> Document:
    return read_upload("article.docx", word(body, **parts))


def words_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_insertions_are_in_and_deletions_are_out_and_it_is_said() -> None:
    document = read(
        p(
            r("Shares rose "),
            f"<w:ins>{r('46.3')}</w:ins>",
            "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>",
            r(" percent."),
        )
    )
    assert document.text == "Shares rose 46.3 percent."
    assert document.notes == ("Tracked changes were accepted: 1 insertion taken in, 1 deletion left out.",)


def test_moved_words_stand_where_they_were_moved_to() -> None:
    document = read(
        p(f"<w:moveFrom>{r('Old place. ')}</w:moveFrom>", "Middle.") + p(f"<w:moveTo>{r('Old place.')}</w:moveTo>")
    )
    assert document.text == "Middle.\n\nOld place."


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next() -> None:
    document = read(p("The deal is ", properties="<w:rPr><w:del/></w:rPr>") + p("worth $200 million."))
    assert document.text == "The deal is worth $200 million."


def test_hyperlinks_content_controls_and_fields_keep_their_words() -> None:
    document = read(
        p("<w:hyperlink>" + r("Lumen") + "</w:hyperlink>", " said ", "<w:smartTag>" + r("on ") + "</w:smartTag>")
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('A controlled paragraph.')}</w:sdtContent></w:sdt>"
        + p("<w:r><w:instrText>HYPERLINK http://x</w:instrText></w:r>", "The result of a field.")
    )
    assert document.text == "Lumen said on\n\nA controlled paragraph.\n\nThe result of a field."


def test_an_empty_content_control_does_not_ask_for_text_in_the_article() -> None:
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click to enter text.')}</w:sdtContent></w:sdt>"
    )
    assert read(prompt + p("Words.")).text == "Words."


def test_a_table_keeps_its_rows_and_cells() -> None:
    document = read(f"<w:tbl>{row('Year', 'Revenue')}{row('2025', '$3.2 billion')}</w:tbl>")
    assert document.text == "Year\tRevenue\n2025\t$3.2 billion"
    assert {block.kind for block in document.blocks} == {BlockKind.TABLE_ROW}


def test_a_deleted_row_is_out() -> None:
    gone = row("2024", "$1").replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    assert read(f"<w:tbl>{row('2025', '$2')}{gone}</w:tbl>").text == "2025\t$2"


def test_a_table_that_lays_out_a_page_reads_as_paragraphs() -> None:
    paragraphs = "".join(p("A long paragraph of an article. " * 10) for _ in range(4))
    document = read(f"<w:tbl><w:tr><w:tc>{paragraphs}</w:tc><w:tc>{p('Beside.')}</w:tc></w:tr></w:tbl>")
    assert [kind for kind, _ in words_of(document)] == ["paragraph"] * 5


def test_the_words_of_a_text_box_are_in_once() -> None:
    box = f"<w:txbxContent>{p('Boxed words.')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(p("Before.", drawing)).text == "Before.\n\nBoxed words."


def test_footnotes_stand_at_the_end_and_the_editor_hears_where_they_belong() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"/><w:footnote w:id="2">{p("Annual report, page 4.")}</w:footnote></w:footnotes>'
    document = read(p("Revenue rose 5 percent.", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes)
    assert document.text == "Revenue rose 5 percent.\n\n[1] Annual report, page 4."
    assert document.notes == (
        "1 note was kept, at the end of the text.",
        "Note [1] stands after “…Revenue rose 5 percent.”.",
    )


def test_comments_are_left_out_and_told() -> None:
    comments = f'<w:comments {W}><w:comment w:author="Carl">{p("Source: court file 12.")}</w:comment></w:comments>'
    document = read(p("He was acquitted."), comments=comments)
    assert document.text == "He was acquitted."
    assert document.notes == ("A comment by Carl was left out of the text: “Source: court file 12.”.",)


def test_hidden_words_are_left_out_and_told() -> None:
    document = read(p("Seen.", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>"))
    assert document.text == "Seen."
    assert document.notes == ("Words that are hidden in the Word file were left out.",)


def test_styles_say_what_a_paragraph_is() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Mine"><w:name w:val="House head"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style></w:styles>'
    )
    document = read(
        p("Top", properties='<w:pStyle w:val="Mine"/>')
        + p("Item", properties='<w:numPr><w:numId w:val="3"/></w:numPr>')
        + p("Round", properties='<w:pStyle w:val="Ring"/>'),
        styles=styles,
    )
    assert words_of(document) == [("heading", "Top"), ("list_item", "Item"), ("paragraph", "Round")]
    assert document.title == "Top"


def test_styles_that_are_based_on_each_other_in_a_ring_do_no_harm() -> None:
    ring = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 3}"/></w:style>' for n in range(3))
    data = word(p("Words.", properties='<w:pStyle w:val="s0"/>'), styles=f"<w:styles {W}>{ring}</w:styles>")
    assert words_of(read_upload("a.docx", data)) == [("paragraph", "Words.")]


def test_of_very_many_remarks_as_many_are_told_as_anybody_reads() -> None:
    body = "".join(p(f"A{n}", f'<w:r><w:footnoteReference w:id="{n}"/></w:r>') for n in range(600))
    notes = "".join(f'<w:footnote w:id="{n}">{p(f"N{n}")}</w:footnote>' for n in range(600))
    document = read_upload("a.docx", word(body, footnotes=f"<w:footnotes {W}>{notes}</w:footnotes>"))
    assert document.text.endswith("[600] N599")
    assert len(document.notes) == 501
    assert document.notes[-1] == "101 more remarks of this kind are not shown."


def test_tabs_breaks_and_hyphens_that_do_not_break_are_kept() -> None:
    document = read(
        p("One", "<w:r><w:tab/></w:r>", "two", "<w:r><w:br/></w:r>", "well", "<w:r><w:noBreakHyphen/></w:r>", "known")
    )
    assert document.text == "One\ttwo\nwell\u2011known"


def test_a_file_made_by_python_docx_reads_as_it_was_written() -> None:
    made = docx.Document()
    made.core_properties.title = "The properties' title"
    made.add_heading("Lumen rises 🚀", level=1)
    made.add_paragraph("First paragraph.")
    made.add_paragraph("An item", style="List Bullet")
    made.add_paragraph("Said she.", style="Quote")
    held = BytesIO()
    made.save(held)
    document = read_upload("made.docx", held.getvalue())
    assert words_of(document) == [
        ("heading", "Lumen rises 🚀"),
        ("paragraph", "First paragraph."),
        ("list_item", "An item"),
        ("quote", "Said she."),
    ]
    assert document.title == "Lumen rises 🚀"
