"""Web pages: the article in, what is around it out, and said."""

from datetime import date

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.document import Document

SENTENCE = "The company said on Monday that it had signed a contract worth two hundred million dollars. "
BODY = "".join(f"<p>{SENTENCE}{number}</p>" for number in range(4))


def read(body: str, head: str = "") -> Document:
    return read_upload("page.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def words_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_what_is_around_the_article_stays_out_and_is_told() -> None:
    document = read(
        "<nav><a href=/>Home</a></nav><div id=cookie-banner>We use cookies <button>Accept</button></div><h1>Lumen rises</h1>"
        f"<article>{BODY}<aside>Read also</aside><div class=share-buttons>Tweet</div></article>"
        "<div class=related-links><p>Ten more stories that you will certainly want to read after this one here</p></div>"
        "<script>alert('x')</script><footer>All rights reserved</footer>"
    )
    assert document.text.startswith("Lumen rises\n\nThe company said")
    for word in ("Home", "cookies", "Accept", "Tweet", "also", "stories", "rights", "alert"):
        assert word not in document.text
    assert document.notes == (
        "Left out of the page: cookie banner, navigation, page footer, related links, share buttons, side boxes.",
    )


def test_without_any_hint_the_main_text_is_found() -> None:
    links = "".join(f"<li><a href=/{n}>Another story about something else, number {n}</a></li>" for n in range(30))
    document = read(
        f"<div><div><ul>{links}</ul></div><div><h1>Lumen rises</h1><div>{BODY}</div></div><div>Imprint</div></div>"
    )
    assert document.text.startswith("Lumen rises")
    assert "Another story" not in document.text
    assert document.text.count("The company said") == 4


def test_an_article_in_something_called_sidebar_is_kept() -> None:
    document = read(f"<div class='content has-sidebar'><h1>Head</h1>{BODY}</div><div class=sidebar>Weather</div>")
    assert document.text.count("The company said") == 4
    assert "Weather" not in document.text


def test_blocks_have_their_kinds() -> None:
    document = read(
        "<article><h1>Head</h1><p class=byline>By Edith Marlow</p><h2>Sub</h2><ul><li>One</li><li>Two <b>bold</b></li></ul>"
        f"<figure><img alt='not words'><figcaption>A caption</figcaption></figure><blockquote><p>Said.</p></blockquote>{BODY}</article>"
    )
    assert words_of(document)[:7] == [
        ("heading", "Head"),
        ("byline", "By Edith Marlow"),
        ("heading", "Sub"),
        ("list_item", "One"),
        ("list_item", "Two bold"),
        ("caption", "A caption"),
        ("quote", "Said."),
    ]


def test_a_table_keeps_rows_and_empty_cells() -> None:
    document = read("<table><tr><th>Year<th>Revenue<tr><td>2025<td><p>$3.2</p> billion<tr><td><td>none</table>")
    assert document.text == "Year\tRevenue\n2025\t$3.2 billion\nnone"
    assert {block.kind.value for block in document.blocks} == {"table_row"}


def test_a_table_that_lays_out_a_page_reads_as_paragraphs() -> None:
    document = read(f"<table><tr><td>Menu</td><td>{BODY}</td></tr></table>")
    assert {block.kind.value for block in document.blocks} == {"paragraph"}


def test_white_space_entities_and_inline_tags_read_as_on_the_page() -> None:
    document = read(
        "<p>Profit &amp; loss:\n  &pound;5&nbsp;m,<b>up</b><i>ward</i> &#8220;now&#8221; &#x1F680;<br>next line<!-- not --></p>"
    )
    assert document.text == "Profit & loss: £5\u00a0m,upward “now” 🚀\nnext line"


def test_words_behind_something_left_out_stay() -> None:
    assert read("<p>Before <script>x()</script>between <button>b</button>after.</p>").text == "Before between after."


def test_words_around_a_box_that_is_left_out_do_not_run_together() -> None:
    assert read("<div>Before<nav>Home</nav>behind</div>").text == "Before\n\nbehind"
    assert read("<p>be<span class=share>!</span>fore</p>").text == "before"


def test_characters_that_no_page_can_hold_are_removed_and_told_wherever_they_stand() -> None:
    document = read("<nav>Home</nav>A&#1;&#x1b; tail\ufffe<p>and&#99999999999; it&#146;s &#x1F680;.</p>&#27;")
    assert document.text == "A tail\n\nand it’s 🚀."
    assert document.notes[0] == "Characters that no page can hold were removed: 5."


def test_a_tag_with_more_attributes_than_any_program_writes_is_refused() -> None:
    swollen = " ".join(f"data-{number}='>'" for number in range(2_000))
    with pytest.raises(CannotTake) as caught:
        read(f"<p {swollen}>x</p>")
    assert caught.value.code == "too_tangled"
    assert read(f"<p title='{'a=b c=d ' * 2_000}'>x</p>").text == "x"


def test_hidden_words_stay_out() -> None:
    document = read(f"<p style='display:none'>secret instructions</p><p hidden>more</p><p>Seen.</p>{BODY}")
    assert "secret" not in document.text
    assert "more" not in document.text


def test_the_page_says_title_author_and_day() -> None:
    document = read(
        f"<h1>Headline on the page</h1>{BODY}",
        "<title>T - Paper</title><meta property='og:title' content='Lumen rises'><meta name=author content='Edith Marlow'>"
        "<meta property='article:published_time' content='2026-01-19T02:13:01Z'>",
    )
    assert (document.title, document.byline, document.published_on) == (
        "Lumen rises",
        "Edith Marlow",
        date(2026, 1, 19),
    )


def test_the_page_says_it_in_linked_data() -> None:
    data = '{"@graph": [{"@type": "NewsArticle", "headline": "H", "author": [{"name": "A"}, {"name": "B"}], "datePublished": "2026-02-30"}]}'
    document = read(
        BODY + "<time datetime='2026-03-01'>x</time>", f"<script type='application/ld+json'>{data}</script>"
    )
    assert (document.title, document.byline, document.published_on) == ("H", "A, B", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("page", "text", "charset"),
    [
        ("<html><head><meta charset=windows-1251></head><p>Привет".encode("cp1251"), "Привет", "windows-1251"),
        ("<html><head><meta charset=utf-8></head><p>Genève".encode("cp1252"), "Genève", "windows-1252"),
        ("<html><p>Genève".encode("utf-16"), "Genève", "utf-16"),
        (
            "<?xml version='1.0' encoding='iso-8859-15'?><html><p>5 €</p></html>".encode("iso-8859-15"),
            "5 €",
            "iso-8859-15",
        ),
    ],
)
def test_the_charset_is_the_pages_own_unless_it_lies(page: bytes, text: str, charset: str) -> None:
    document = read_upload("page.html", page)
    assert (document.text, document.charset) == (text, charset)


def test_a_page_that_defines_entities_is_refused() -> None:
    page = b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>&b;</p></body></html>'
    with pytest.raises(CannotTake) as caught:
        read_upload("bomb.html", page)
    assert caught.value.code == "xml_with_dtd"


TAGS = pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul><li", "table><tr><td", "span"])


def nested(tag: str, depth: int) -> bytes:
    return f"<html><body>{f'<{tag}>' * depth}<p>Deep words.</p>".encode()


@TAGS
def test_deeply_nested_words_are_read(tag: str) -> None:
    assert read_upload("deep.html", nested(tag, 500)).text == "Deep words."


@TAGS
def test_words_nested_beyond_measure_are_refused_and_not_lost(tag: str) -> None:
    with pytest.raises(CannotTake) as caught:
        read_upload("deep.html", nested(tag, 20_000))
    assert caught.value.code == "too_deep"


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(CannotTake) as caught:
        read("<script>x</script><img>")
    assert caught.value.code == "no_text"
