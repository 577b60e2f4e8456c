"""PDFs: words in reading order, without what only belongs to the page."""

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.document import Document
from articles.ingest.limits import LIMITS
from tests.ingest.files import Placed, column, pdf

LEFT = [
    "The telecom company said that the deal",
    "will bring in two hundred million dollars",
    "over several years and that more of the",
    "same kind are being talked about now.",
    "Shares rose by almost half in one year.",
]
RIGHT = [
    "Analysts doubt that the rally can go on",
    "because the debt of the company is large",
    "and its older business keeps shrinking.",
    "They point to the figures for the third",
    "quarter, which were worse than expected.",
]


def read(*pages: list[Placed]) -> Document:
    return read_upload("article.pdf", pdf(*pages))


def words_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_lines_of_a_paragraph_become_one_line() -> None:
    assert read(column(LEFT)).text == " ".join(LEFT)


def test_a_wider_gap_parts_paragraphs() -> None:
    document = read([*column(LEFT), *column(RIGHT, y=600)])
    assert document.text == " ".join(LEFT) + "\n\n" + " ".join(RIGHT)


@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_the_other(across: bool) -> None:
    left, right = column(LEFT), column(RIGHT, x=320)
    lines = [line for pair in zip(left, right, strict=True) for line in pair] if across else [*right, *left]
    if not across:  # written with many jumps up and down the page
        lines = [*right[::2], *left[::2], *right[1::2], *left[1::2]]
        lines = [lines[index] for index in (0, 5, 1, 6, 2, 7, 3, 8, 4, 9)]
    assert read(lines).text.split() == " ".join([*LEFT, *RIGHT]).split()


def test_a_headline_over_two_columns_comes_first() -> None:
    lines = [line for pair in zip(column(LEFT), column(RIGHT, x=320), strict=True) for line in pair]
    document = read([*lines, (72, 740, 24, "Lumen rises on two deals with big names")])
    assert words_of(document)[0] == ("heading", "Lumen rises on two deals with big names")
    assert document.title == "Lumen rises on two deals with big names"


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("a broad agree-", "ment was found", "a broad agreement was found"),
        ("a game-", "changing deal", "a game-changing deal"),
        ("the years 2024-", "2025 were good", "the years 2024-2025 were good"),
        ("said Kim Hee-", "Chan today", "said Kim Hee-Chan today"),
        ("they were ill-", "judged; ill-judged!", "they were ill-judged; ill-judged!"),
        ("a pause - and", "then more", "a pause - and then more"),
    ],
)
def test_a_divided_word_is_put_together_and_a_compound_keeps_its_hyphen(one: str, two: str, wanted: str) -> None:
    assert read(column([one, two])).text == wanted


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    document = read(
        column([*LEFT[:3], "which the board of the com-"], y=200), column(["pany wants. It ends here."], y=780)
    )
    assert document.text == " ".join(LEFT[:3]) + " which the board of the company wants. It ends here."


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    pages = [
        [(72, 810, 8, "The Daily Desk"), *column([f"Page body {number} has words."]), (290, 30, 8, str(number))]
        for number in (1, 2, 3)
    ]
    document = read(*pages)
    assert document.text == "Page body 1 has words.\n\nPage body 2 has words.\n\nPage body 3 has words."
    assert document.notes == ("Running heads and page numbers were left out (6 lines).",)


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert "46" in read(column(["The answer is", "46"]), column(["46", "is what they said."])).text


def test_a_title_is_kept_where_later_pages_repeat_it_small() -> None:
    pages = [[(72, 800, 20, "Lumen rises")], *([(72, 810, 8, "Lumen rises"), *column(["Body."])] for _ in range(3))]
    document = read([*pages[0], *column(["Start."])], *pages[1:])
    assert document.text.count("Lumen rises") == 1


def test_the_rows_of_a_table_keep_their_cells() -> None:
    rows = [("Year", "Revenue", "Change"), ("2024", "$3.1 billion", "up 2%"), ("2025", "$3.2 billion", "up 3%")]
    lines = [
        (x, 700 - 14 * number, 10, cell)
        for number, row in enumerate(rows)
        for x, cell in zip((72, 200, 350), row, strict=True)
    ]
    assert words_of(read(lines)) == [("table_row", "\t".join(row)) for row in rows]


def test_list_items_stand_alone() -> None:
    document = read(column(["\u2022 First of all", "\u2022 Second"]))
    assert words_of(document) == [("list_item", "\u2022 First of all"), ("list_item", "\u2022 Second")]


def test_a_file_of_pictures_is_refused_in_words() -> None:
    with pytest.raises(CannotTake) as caught:
        read([], [])
    assert caught.value.code == "no_text"
    assert caught.value.message.startswith("There is no text in this file. Its pages are pictures.")


def test_a_page_without_text_is_told() -> None:
    document = read(column(["Words."]), [])
    assert document.notes == ("No text was found on page 2: what stands there may be a picture. It was left out.",)


def test_too_many_pages_are_refused_with_the_limit() -> None:
    with pytest.raises(CannotTake) as caught:
        read(*[[] for _ in range(LIMITS.pdf_pages + 1)])
    assert caught.value.status == 413
    assert "501 pages. The limit is 500." in caught.value.message


@pytest.mark.parametrize("cut", [10, 100, 400])
def test_half_a_pdf_is_refused_or_read_but_never_breaks(cut: int) -> None:
    with pytest.raises(CannotTake) as caught:
        read_upload("half.pdf", pdf(column(LEFT))[:cut])
    assert caught.value.status == 422


LOCKED = "/Filter /Standard /V 1 /R 2 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> /P -4"


def test_a_locked_pdf_is_refused_by_name() -> None:
    data = pdf(column(LEFT)).replace(b"trailer << ", f"trailer << /Encrypt << {LOCKED} >> /ID [<00> <00>] ".encode())
    with pytest.raises(CannotTake) as caught:
        read_upload("locked.pdf", data)
    assert caught.value.code == "encrypted"
