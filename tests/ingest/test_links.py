"""Links that are not written as such: fields of Word and RTF, rectangles on the pages of a PDF."""

import pytest

from articles.ingest import docx, pdf, rtf
from articles.ingest.document import Document, Proposal
from articles.ingest.pdf_links import MOST_LINKS
from articles.ingest.places import address_in_field
from tests.ingest.files import Box, W, column, p, r, word
from tests.ingest.files import pdf as pdf_of

A, B = "https://a.example/r?x=1", "http://b.example/"


def links(document: Document) -> list[tuple[str, str]]:
    """The words and addresses of what is linked; each stands right behind its words."""
    for one in document.proposals:
        assert one.kind != "link" or document.text[: one.at].endswith(one.words)
    return [(one.words, one.url) for one in document.proposals if one.kind == "link"]


@pytest.mark.parametrize(
    ("code", "address"),
    [(f' HYPERLINK "{A}" \\o "a tip" \\h ', A), (f"hyperlink {A}", A), (f'HYPERLINK "{A}', ""), ('HYPERLINK \\l "_Toc1"', ""),
     ('HYPERLINK "javascript:alert(1)"', ""), ("HYPERLINK", ""), (f'PAGEREF "{A}"', ""), (f'IF 1 "HYPERLINK {A}"', ""), ("", "")],
)  # fmt: skip
def test_only_a_field_that_leads_to_a_web_address_is_a_link(code: str, address: str) -> None:
    assert address_in_field(code) == address


# --- Word


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(*pieces: str) -> str:
    return "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)


def linked(url: str, *runs: str) -> str:
    instruction = code(" HYPER", f'LINK "{url}" ')
    return f"{char('begin')}{instruction}{char('separate')}{''.join(runs)}{char('end')}"


def test_a_field_of_word_links_the_words_that_it_shows() -> None:
    document = docx.read(word(p("Head") + p("So ", linked(A, r("says the"), r("  report")), " now.")))
    assert document.text == "Head\n\nSo says the  report now."
    assert links(document) == [("says the  report", A)]


def test_a_simple_field_of_word_links_its_words_too() -> None:
    field = f'<w:fldSimple w:instr="HYPERLINK {B}">{r("minutes")}</w:fldSimple>'
    assert links(docx.read(word(p("The ", field, " say so.")))) == [("minutes", B)]


def test_fields_in_fields_of_word_link_their_own_words() -> None:
    page = f"{char('begin')}{code(' PAGE ')}{char('separate')}{r('3')}{char('end')}"
    document = docx.read(word(p("On ", linked(A, r("page "), page), ", ", page, ".")))
    assert (document.text, links(document)) == ("On page 3, 3.", [("page 3", A)])


@pytest.mark.parametrize(
    "body",
    [
        p(char("end"), "Words", char("separate"), char("end")),
        p(char("begin"), code(f'HYPERLINK "{A}"'), "Words"),
        p(char("begin"), code(f'HYPERLINK "{A}"'), char("end"), "Words"),
        p(code(f'HYPERLINK "{A}"'), char("separate"), "Words", char("end")),
        p(char("begin"), code(f'HYPERLINK "{A}"'), char("separate"), "Words") + p("more", char("end")),
    ],
)
def test_a_field_of_word_that_is_no_whole_one_in_one_paragraph_is_no_link(body: str) -> None:
    document = docx.read(word(body))
    assert document.text.startswith("Words")
    assert links(document) == []


def test_a_field_in_a_note_of_word_is_where_the_note_leads() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2">{p("Destatis, ", linked(A, r("table 3")))}</w:footnote></w:footnotes>'
    )
    document = docx.read(word(p("It rose", '<w:r><w:footnoteReference w:id="2"/></w:r>', "."), footnotes=notes))
    assert document.proposals == (Proposal(7, "footnote", "Destatis, table 3", A),)


# --- RTF


def field(url: str, words: str) -> str:
    return rf'{{\field{{\*\fldinst{{HYPERLINK "{url}" }}}}{{\fldrslt {{\ul\cf2 {words}}}}}}}'


def letters(words: str) -> Document:
    return rtf.read(rf"{{\rtf1 {words}}}".encode())


def test_a_field_of_rtf_links_the_words_that_it_shows() -> None:
    first, second = field(A, r"says  the \'e9tude"), field(B, "b c")
    document = letters(rf"Head\par So {first} now.\par \trowd\intbl a\cell {second}\cell\row")
    assert document.text == "Head\n\nSo says  the étude now.\n\na\tb c"
    assert links(document) == [("says  the étude", A), ("b c", B)]


def test_a_field_in_a_note_of_rtf_is_where_the_note_leads() -> None:
    document = letters(
        rf"It rose{{\footnote See {field(A, 'table 3')} and {field(B, 'x')}.}}, {field(B, 'they say')}.\par"
    )
    note, link = document.proposals
    assert note == Proposal(7, "footnote", "See table 3 and x.", A)
    assert (link.words, link.url) == ("they say", B)


@pytest.mark.parametrize(
    "words",
    ["Words " + field(A, r"one\par two"), rf'Words {{\field{{\*\fldinst HYPERLINK "{A}"}}}}', r"Words {\field{\*\fldinst PAGE}{\fldrslt 3}}",
     r"Words {\fldrslt more}", rf'Words \field {{\*\fldinst HYPERLINK "{A}"}}}}', rf"Words {field('mailto:a@b.c', 'more')}"],
)  # fmt: skip
def test_a_field_of_rtf_that_is_no_whole_one_in_one_paragraph_is_no_link(words: str) -> None:
    document = letters(words)
    assert document.text.startswith("Words")
    assert links(document) == []


# --- PDF


def on_page(lines: list[str], boxes: list[tuple[Box, str]], **where: float) -> Document:
    return pdf.read(pdf_of(column(lines, **where), links=boxes))


def under(line: int, left: float, right: float) -> Box:
    """A box around what stands between left and right on a line of a column that begins at 72, 700."""
    return left, 698 - 14 * line, right, 709 - 14 * line


def test_a_box_on_a_pdf_page_links_the_words_in_it() -> None:
    document = on_page(["The report says so.", "Nobody else does."], [(under(0, 91, 121), A)])
    assert links(document) == [("report", A)]


def test_boxes_with_one_address_on_two_lines_are_one_link_also_over_a_divided_word() -> None:
    lines = ["The city has written a long re-", "port that says it in many words.", "It is read by nobody at all."]
    document = on_page(lines, [(under(0, 170, 260), A), (under(1, 70, 90), A)])
    assert "a long report that" in document.text
    assert links(document) == [("long report", A)]


def test_links_follow_their_words_into_columns_and_rows() -> None:
    rows = [
        [(72.0, 700.0 - 14 * row, 10.0, f"name {row}"), (200.0, 700.0 - 14 * row, 10.0, f"value {row}")]
        for row in range(4)
    ]
    data = pdf_of([cell for row in rows for cell in row], links=[(under(2, 199, 260), A), (under(0, 70, 120), B)])
    document = pdf.read(data)
    assert "name 2\tvalue 2" in document.text
    assert links(document) == [("name 0", B), ("value 2", A)]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "mailto:a@b.c", "https://a.example/" + "x" * 2_000, "", "http://\xe9\xff/"]
)
def test_a_box_that_leads_to_no_web_address_is_no_link(url: str) -> None:
    assert on_page(["The report says so."], [(under(0, 70, 130), url)]).proposals == ()


def test_boxes_without_end_are_looked_at_so_far() -> None:
    boxes = [(under(0, 70, 90), f"https://a.example/{number}") for number in range(3 * MOST_LINKS)]
    document = on_page(["The report says so."], [*boxes, (under(0, 91, 121), A)])
    assert links(document) == [("The", "https://a.example/0")]
