"""Markdown: the marks out, the words in."""

from datetime import date

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.document import Document


def read(text: str) -> Document:
    return read_upload("article.md", text.encode())


def words_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_marks_are_out_and_blocks_have_their_kinds() -> None:
    document = read(
        "# Lumen *rises*\n\nShares rose **46.3%** to `$9`, [says](https://x.y 'z') <https://a.b>.\nNext line\\\nbroken.\n\n"
        "* One\n  wrapped\n* Two\n\n1. Three\n\n> Said she.\n\nSub\n---\n\n![not words](a.png)\n\n---\n\n    code 1 < 2\n"
    )
    assert words_of(document) == [
        ("heading", "Lumen rises"),
        ("paragraph", "Shares rose 46.3% to $9, says https://a.b. Next line\nbroken."),
        ("list_item", "One wrapped"),
        ("list_item", "Two"),
        ("list_item", "Three"),
        ("quote", "Said she."),
        ("heading", "Sub"),
        ("paragraph", "code 1 < 2"),
    ]
    assert document.title == "Lumen rises"


def test_a_table_keeps_its_cells() -> None:
    assert (
        read("| Year | Revenue |\n|---|---|\n| 2025 | *$3.2* billion |\n").text == "Year\tRevenue\n2025\t$3.2 billion"
    )


def test_front_matter_gives_title_author_and_day_and_stays_out() -> None:
    document = read(
        '---\ntitle: "Lumen rises"\ndate: 2026-01-19\nauthors:\n- Edith Marlow\n- Carl\ntags: [a]\n---\nWords.\n'
    )
    assert (document.text, document.title, document.byline) == ("Words.", "Lumen rises", "Edith Marlow, Carl")
    assert document.published_on == date(2026, 1, 19)
    assert document.notes[0].startswith("The fields before the text")


def test_an_impossible_day_is_no_day() -> None:
    assert read("---\ndate: 2026-13-45\n---\nWords.\n").published_on is None


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\n\nWords without an end of fields.\n").text == "Words without an end of fields."


def test_footnotes_stand_at_the_end_in_the_order_of_the_text() -> None:
    document = read("Two[^b] facts[^a] here.\n\n[^a]: Report, page *4*.\n[^b]: https://x.y/z\n")
    assert document.text == "Two facts here.\n\n[1] https://x.y/z\n\n[2] Report, page 4."
    assert document.notes == ("Note [1] stands after “…Two”.", "Note [2] stands after “…Two[^b] facts”.")


def test_template_tags_are_left_out_and_told() -> None:
    document = read('A [link]({{ "/x" | url }}) and {% include y %} words {{ z }}.')
    assert document.text == "A link and  words ."
    assert document.notes == ("2 template tags in double braces left out.",)


def test_html_inside_reads_as_words() -> None:
    document = read("A <b>bold</b> word.\n\n<div><p>In a <i>page</i>.</p><script>x()</script></div>\n\n<!-- not -->\n")
    assert document.text == "A bold word.\n\nIn a page."


def test_html_inside_may_refer_to_characters_that_do_not_exist() -> None:
    assert read("<!-- not -->&#1;<b>One</b>\n\nTwo").text == "One\n\nTwo"


def test_quotations_nested_beyond_measure_are_refused_and_not_lost() -> None:
    with pytest.raises(CannotTake) as caught:
        read(">" * 500 + " deep words")
    assert caught.value.code == "too_deep"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> - " * 40 + "deep words", "too_deep"),
        (">" * 30 + "a\n" + "b\n" * 20_000, "too_deep"),
        ("[" * 200_000, "too_tangled"),
        ("![a\n" * 90_000, "too_tangled"),
        ("a\n" * 150_000, "too_many_lines"),
    ],
)
def test_what_would_keep_the_parser_busy_for_ever_is_refused(text: str, code: str) -> None:
    with pytest.raises(CannotTake) as caught:
        read(text)
    assert caught.value.code == code


def test_a_text_full_of_links_is_no_tangle() -> None:
    assert read("[Lumen [1]](https://a.b) rose. " * 20_000).text.startswith("Lumen [1] rose. Lumen [1] rose.")


def test_a_text_of_marks_alone_is_refused() -> None:
    with pytest.raises(CannotTake) as caught:
        read("***\n\n![a](b)\n")
    assert caught.value.code == "no_text"
