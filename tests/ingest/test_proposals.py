"""What a file itself gives as sources: each at its exact place in the text, and nothing that cannot be shown safely."""

import zipfile
from io import BytesIO
from random import Random

import pytest
from docx import Document as WordDocument

from articles.ingest import docx, eml, html, markdown, odt, rtf
from articles.ingest.document import Document, Proposal
from articles.ingest.places import MOST_OF_A_KIND, Places, first_address, safe_address
from tests.ingest.files import W, opened, p, row, word, zipped

BIDI = "\u202e"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def before(document: Document, proposal: Proposal, length: int = 12) -> str:
    """The words that end where a proposal stands."""
    return document.text[max(0, proposal.at - length) : proposal.at]


def only(document: Document) -> Proposal:
    (proposal,) = document.proposals
    return proposal


def page(body: str, head: str = "") -> Document:
    return html.read(f"<html><head><title>T</title>{head}</head><body>{body}</body></html>".encode(), None)


def linked(target: str, mode: str = "External") -> str:
    return RELATIONS.format(f'<Relationship Id="r1" Type="hyperlink" Target="{target}" TargetMode="{mode}"/>')


# --- Word


def footnotes(words: str) -> str:
    return f'<w:footnotes {W}><w:footnote w:id="2">{p(words)}</w:footnote></w:footnotes>'


REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_a_word_footnote_stands_where_its_mark_stood() -> None:
    body = p("Head") + p("  Exports   rose by 4 %.", REFERENCE, " Imports fell.")
    document = docx.read(word(body, footnotes=footnotes("Destatis, https://destatis.de/x_(1), p. 3")))
    found = only(document)
    assert found[1:] == ("footnote", "Destatis, https://destatis.de/x_(1), p. 3", "https://destatis.de/x_(1)", "")
    assert document.text[: found.at] == "Head\n\nExports   rose by 4 %."


def test_a_word_footnote_in_a_table_stands_behind_the_words_of_its_cell() -> None:
    cells = f"<w:tr><w:tc>{p('One   two')}</w:tc><w:tc>{p('Three', REFERENCE)}{p('four')}</w:tc></w:tr>"
    document = docx.read(word(p("A") + f"<w:tbl>{row('x', 'y')}{cells}</w:tbl>" + p("B"), footnotes=footnotes("Seen.")))
    assert document.text == "A\n\nx\ty\nOne two\tThree four\n\nB\n\n[1] Seen."
    assert document.text[: only(document).at] == "A\n\nx\ty\nOne two\tThree"


def test_a_deletion_before_a_word_footnote_does_not_move_it() -> None:
    gone = "<w:del><w:r><w:delText>not at all </w:delText></w:r></w:del>"
    carried = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Half </w:t></w:r></w:p>"
    document = docx.read(word(carried + p("of it", gone, REFERENCE, " rest"), footnotes=footnotes("Note.")))
    assert document.text[: only(document).at] == "Half of it"


def test_a_word_comment_stands_at_the_end_of_the_words_it_is_about() -> None:
    made = WordDocument()
    paragraph = made.add_paragraph("The mayor said ")
    about = paragraph.add_run("4,000 came")
    paragraph.add_run(" to the square.")
    made.add_comment(about, "See  https://police.example/r.", author="Rita")
    held = BytesIO()
    made.save(held)
    document = docx.read(held.getvalue())
    found = only(document)
    assert found[1:] == ("comment", "See https://police.example/r.", "https://police.example/r", "Rita")
    assert before(document, found, 10) == "4,000 came"


def test_a_word_link_is_its_words_and_where_it_leads() -> None:
    body = f'<w:p><w:r><w:t>So </w:t></w:r><w:hyperlink {R} r:id="r1"><w:r><w:t> says the report </w:t></w:r></w:hyperlink><w:r><w:t>now.</w:t></w:r></w:p>'
    document = docx.read(_with_relations(word(body), linked("https://a.example/r?x=1&amp;y=2")))
    found = only(document)
    assert found == Proposal(document.text.index(" now."), "link", "says the report", "https://a.example/r?x=1&y=2")


@pytest.mark.parametrize("relations", [linked("javascript:alert(1)"), linked("https://a.example/", "Internal"), None])
def test_a_word_link_that_leads_to_no_web_address_is_none(relations: str | None) -> None:
    body = f'<w:p><w:hyperlink {R} r:id="r1"><w:r><w:t>Words</w:t></w:r></w:hyperlink></w:p>'
    data = word(body) if relations is None else _with_relations(word(body), relations)
    assert docx.read(data).proposals == ()


def _with_relations(data: bytes, relations: str, part: str = "document") -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, f"word/_rels/{part}.xml.rels": relations})


# --- OpenDocument


NOTE = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>"


def test_an_opendocument_footnote_stands_where_its_mark_stood() -> None:
    body = f"<text:p>Head</text:p><text:p>Prices <text:s text:c='3'/>rose.{NOTE.format('In http://b.example/.')} Then.</text:p>"
    document = odt.read(opened(text=body))
    found = only(document)
    assert found[1:] == ("footnote", "In http://b.example/.", "http://b.example/", "")
    assert document.text[: found.at] == "Head\n\nPrices    rose."


def test_an_opendocument_comment_stands_at_the_end_of_the_words_it_is_about() -> None:
    comment = (
        '<office:annotation office:name="n1"><dc:creator>Bob</dc:creator><text:p>Who says?</text:p></office:annotation>'
    )
    end = '<office:annotation-end office:name="n1"/>'
    document = odt.read(opened(text=f"<text:p>All {comment}ten</text:p><text:p>of them{end} left.</text:p>"))
    found = only(document)
    assert (document.text[: found.at], found[1:]) == ("All ten\n\nof them", ("comment", "Who says?", "", "Bob"))


def test_comments_and_notes_in_a_cell_stay_out_of_its_words() -> None:
    comment = "<office:annotation><text:p>Who says?</text:p></office:annotation>"
    cells = [f"one{comment} x", f"two{NOTE.format('Note.')} y<draw:text-box><text:p>Box.</text:p></draw:text-box>"]
    table = "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in cells)
    body = f"<text:p>A</text:p><table:table><table:table-row>{table}</table:table-row></table:table>"
    document = odt.read(opened(text=body))
    assert document.text == "A\n\none x\ttwo y\n\nBox.\n\n[1] Note."
    assert [document.text[: one.at] for one in document.proposals] == ["A\n\none", "A\n\none x\ttwo"]


def test_an_opendocument_link_and_the_link_of_its_note_are_both_there() -> None:
    link = f'<text:a {XLINK} xlink:href="{{}}">{{}}</text:a>'
    body = f"<text:p>As {link.format('https://a.example/', 'one says')}.{NOTE.format(link.format('https://b.example/', 'Two'))}</text:p>"
    document = odt.read(opened(text=body))
    one, note, two = document.proposals
    assert one == Proposal(11, "link", "one says", "https://a.example/")
    assert note == Proposal(12, "footnote", "Two", "https://b.example/")
    assert two == Proposal(len(document.text), "link", "Two", "https://b.example/")


# --- RTF


def test_an_rtf_footnote_stands_where_its_mark_stood() -> None:
    words = rb"{\rtf1 Head\par It  rose\{ by 4.{\footnote See https://c.example/y.} Then.\par}"
    document = rtf.read(words)
    found = only(document)
    assert found[1:] == ("footnote", "See https://c.example/y.", "https://c.example/y", "")
    assert document.text[: found.at] == "Head\n\nIt  rose{ by 4."


def test_an_rtf_footnote_behind_a_table_that_was_left_open_stays_in_its_paragraph() -> None:
    document = rtf.read(rb"{\rtf1 \intbl one\cell two\cell\pard three{\footnote Note.} four\par}")
    assert document.text[: only(document).at] == "one\ttwo\n\nthree"


# --- Markdown


def test_a_markdown_footnote_stands_where_its_mark_stood() -> None:
    text = "# Head\n\nIt **rose by 4.**[^a] Then\nmore[^b].\n\n[^a]: See [D](https://d.example/z).\n[^b]: Said so.\n"
    document = markdown.read(text.encode(), None)
    one, two, link = document.proposals
    assert (document.text[: one.at], one[1:]) == (
        "Head\n\nIt rose by 4.",
        ("footnote", "See D.", "https://d.example/z", ""),
    )
    assert (before(document, two, 9), two.words) == ("Then more", "Said so.")
    assert (link.kind, link.words, before(document, link, 7)) == ("link", "D", "] See D")
    assert document.text.endswith("[1] See D.\n\n[2] Said so.")


def test_markdown_footnotes_leave_no_sign_in_code_tables_or_pages_inside_the_text() -> None:
    text = "A[^1]\n\n```\ncode[^1]\n```\n\n<div>in html[^1]</div>\n\n| a[^1] | b |\n|---|---|\n| c | d[^2] |\n\n[^1]: N.\n[^2]: M.\n"
    document = markdown.read(text.encode(), None)
    assert document.text == "A\n\ncode\n\nin html\n\na\tb\nc\td\n\n[1] N.\n\n[2] M."
    assert [document.text[: one.at] for one in document.proposals] == ["A", "A\n\ncode\n\nin html\n\na\tb\nc\td"]


def test_a_markdown_text_that_uses_every_sign_keeps_its_words_and_proposes_no_footnote() -> None:
    signs = "\U00012470\U00012471\U00012472\U00012473\U00012474"
    document = markdown.read(f"{signs}1{signs}[^1]\n\n[^1]: N.\n".encode(), None)
    assert (document.text, document.proposals) == (f"{signs}1{signs}\n\n[1] N.", ())


# --- pages and mails


def test_a_link_of_a_page_is_its_words_and_where_it_leads() -> None:
    document = page(
        "<p>As <b>the\n <a href='HTTPS://a.example/x'>report \n <i>says</i></a></b>, it <a href='/own'>rose</a>.</p>"
    )
    assert only(document) == Proposal(18, "link", "report says", "HTTPS://a.example/x")
    assert document.text[:18] == "As the report says"


def test_links_in_rows_stand_in_their_cells_and_words_between_cells_move_nothing() -> None:
    body = "<table><tr>lost<td>one</td><td><a href='http://b.example/'>two  three</a> x</td></tr><tr><td>c</td><td>d</td></tr></table>"
    document = page(f"<p>Before.</p>{body}<p>After <a href='http://c.example/'>words</a>.</p>")
    assert all(document.text[: one.at].endswith(one.words) for one in document.proposals)
    assert [one.words for one in document.proposals] == ["two three", "words"]


def test_links_in_what_is_left_out_of_a_page_are_left_out() -> None:
    long = "Running words of an article that go on for a while, so that they count as prose here. " * 3
    document = page(
        f"<nav><a href='https://n.example/'>Home</a></nav><article><h1>Head</h1><p>{long}<a href='https://k.example/'>kept</a></p></article>"
        "<footer><a href='https://f.example/'>Imprint</a></footer>"
    )
    assert [one.url for one in document.proposals] == ["https://k.example/"]


def test_a_page_does_not_give_itself_as_a_source() -> None:
    head = '<link rel="canonical" href="https://desk.example/a">'
    assert page('<p><a href="https://desk.example/a#top">Up</a> and down.</p>', head).proposals == ()


def test_a_link_around_whole_blocks_is_no_source() -> None:
    assert page("<a href='https://a.example/'><div>One</div><div>two</div></a><p>three</p>").proposals == ()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example/", "ftp://a.example/", "https://", "https:///x",
     f"https://a.example/{BIDI}gpj.exe", "https://a.example/\u2066x", "https://good.example@evil.example/", "http://[::1", "https://a b/",
     "https://a.example/" + "x" * 2_000, "java\nscript:alert(1)"],
)  # fmt: skip
def test_an_address_that_cannot_be_shown_safely_is_none(address: str) -> None:
    assert safe_address(address) == ""
    assert page(f'<p>See <a href="{address}">this</a>.</p>').proposals == ()


def test_a_mail_that_is_a_page_gives_its_links() -> None:
    mail = b"Content-Type: text/html; charset=utf-8\n\n<p>The <a href='https://m.example/'>minutes</a> say so.</p>"
    assert only(eml.read(mail)) == Proposal(11, "link", "minutes", "https://m.example/")


# --- limits


def test_words_names_and_numbers_are_cut_and_made_fit_to_be_stored() -> None:
    places = Places()
    for _ in range(MOST_OF_A_KIND + 1):
        places.propose(places.mark(), "comment", "a\x00b\ud800 \x07" + "é" * 600, by="N\x00" + "n" * 300)
    places.settle("", -1, 0)
    found = places.proposals("")
    assert len(found) == MOST_OF_A_KIND
    assert found[0] == Proposal(0, "comment", "ab " + "é" * 497, "", "N" + "n" * 199)


def test_a_long_link_keeps_its_last_words() -> None:
    document = page(f"<p><a href='https://a.example/'>{'word ' * 400}</a></p>")
    found = only(document)
    assert 490 < len(found.words) <= 500
    assert document.text[found.at - len(found.words) : found.at] == found.words


@pytest.mark.parametrize(
    ("words", "address"),
    [("See (https://a.example/b).", "https://a.example/b"), ("https://a.example/b_(c)", "https://a.example/b_(c)"),
     ("none", ""), (f"https://x{BIDI}.example then http://y.example/", "http://y.example/"), ("xhttps://a.example", ""),
     ("HTTPS://A.example/!?", "HTTPS://A.example/")],
)  # fmt: skip
def test_the_first_safe_address_in_words_is_found_without_the_signs_behind_it(words: str, address: str) -> None:
    assert first_address(words) == address


def test_what_is_proposed_survives_the_way_out_of_the_child() -> None:
    document = page("<p>As <a href='https://a.example/'>one 🚀 “says”</a>.</p>")
    assert Document.from_json(document.to_json()).proposals == document.proposals != ()


LINKS = {"html": "<a href='{}'>{}</a>", "odt": f'<text:a {XLINK} xlink:href="{{}}">{{}}</text:a>'}
WORDS = [" ", "\t", "a", "bc", "é 🚀", "\u00a0", "\n", "x  y", "\u200b", "."]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", ["html", "odt"])
def test_every_link_stands_right_behind_its_words_whatever_the_white_space(kind: str, seed: int) -> None:
    chance = Random(seed)
    paragraphs, expected = [], []
    for number in range(6):
        pieces = ["".join(chance.choices(WORDS, k=chance.randrange(5))) for _ in range(7)]
        address = f"https://a.example/{number}"
        pieces[3] += f"l{number}"
        expected.append(address)
        around = LINKS[kind].format(address, pieces[3])
        paragraphs.append("".join([*pieces[:3], around, *pieces[4:]]))
    if kind == "html":
        document = page("".join(f"<p>{words}</p>" for words in paragraphs))
    else:
        document = odt.read(opened(text="".join(f"<text:p>{words}</text:p>" for words in paragraphs)))
    assert [one.url for one in document.proposals] == expected
    for number, one in enumerate(document.proposals):
        assert document.text[one.at - len(one.words) : one.at] == one.words
        assert one.words.endswith(f"l{number}")
