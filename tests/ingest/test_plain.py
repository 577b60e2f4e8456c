"""Plain text, uploaded or pasted, and the published limits."""

from datetime import date

import pytest

from articles.ingest import CannotTake, read_pasted, read_upload
from articles.ingest.limits import LIMITS, MB, megabytes, sentences


def test_pasted_text_and_a_file_of_it_give_the_same_words() -> None:
    raw = "Lumen rises\r\n\r\nShares rose 46.3% 🚀.\r\n"
    assert read_pasted(raw).text == read_upload("a.txt", raw.encode()).text == "Lumen rises\n\nShares rose 46.3% 🚀.\n"


def test_every_line_stays_where_it_was() -> None:
    raw = "  Indented\n\n\n* item\n\tTab \n"
    assert read_pasted(raw).text == raw


def test_the_first_heading_is_the_title() -> None:
    assert (
        read_pasted("Lumen rises on two deals\n\nShares rose 46.3 percent on Monday, the company said.\n").title
        == "Lumen rises on two deals"
    )


def test_what_was_removed_is_told() -> None:
    document = read_pasted("a\x00b\x1b \ud800c")
    assert document.text == "ab c"
    assert len(document.notes) == 3


@pytest.mark.parametrize("raw", ["", " \n\t", "\x00\x00", "\ufeff"])
def test_nothing_is_refused(raw: str) -> None:
    with pytest.raises(CannotTake) as caught:
        read_pasted(raw)
    assert caught.value.code == "no_text"


def test_a_text_over_the_limit_is_refused_with_limit_and_size() -> None:
    with pytest.raises(CannotTake) as caught:
        read_pasted("a" * (LIMITS.text_bytes + 1))
    assert caught.value.status == 413
    assert (
        caught.value.message
        == "The text is 2.1 MB or longer. The limit is 2 MB. Upload it in parts. Nothing was stored."
    )
    assert len(read_pasted("a" * LIMITS.text_bytes).text) == LIMITS.text_bytes


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "1 kB"),
        (1025, "2 kB"),
        (MB, "1 MB"),
        (MB + 1, "1.1 MB"),
        (14 * MB, "14 MB"),
        (20 * MB + 1, "20.1 MB"),
        (3 * MB // 2, "1.5 MB"),
    ],
)
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert megabytes(size) == words


def test_every_limit_is_published() -> None:
    told = " ".join(sentences())
    for words in ("20 MB", "2 MB", "500 pages", "100 MB", "2,000 parts", "200 times", "5,000 claims", "90 seconds"):
        assert words in told


HEADED = (
    "Bridge opens at last\nAuthor:\nMara Lind\nPublished:\n{}\n\nThe bridge opened on Monday after two years of work.\n"
)


def test_the_byline_is_the_name_and_not_the_word_before_it() -> None:
    assert read_pasted(HEADED.format("2026-01-19 02:13:01")).byline == "Mara Lind"


def test_the_day_of_publication_is_read_where_the_byline_gives_it() -> None:
    assert read_pasted(HEADED.format("2026-01-19 02:13:01")).published_on == date(2026, 1, 19)


def test_a_day_that_is_none_is_left_open() -> None:
    assert read_pasted(HEADED.format("2026-02-31 02:13:01")).published_on is None
