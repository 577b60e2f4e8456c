"""Rules of dates: a time expression is a range of days, counted from the day of publication, or honestly open."""

from datetime import date

import pytest

from articles.extractor.dates import dateline, dates
from articles.text.recognise import recognise_blocks

PUBLISHED = date(2026, 1, 19)  # a Monday


def read(text: str, anchor: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(mention.span.quote(text), str(mention.first), str(mention.last)) for mention in dates(text, anchor)]


@pytest.mark.parametrize(
    ("text", "quote", "first", "last"),
    [
        ("Last August they met.", "Last August", "2025-08-01", "2025-08-31"),
        ("Then came the October deal.", "October", "2025-10-01", "2025-10-31"),
        ("The report is due on February 3.", "February 3", "2026-02-03", "2026-02-03"),
        ("It was signed on 3 May 2024.", "3 May 2024", "2024-05-03", "2024-05-03"),
        ("On Friday, September 9, 2016 it rained.", "Friday, September 9, 2016", "2016-09-09", "2016-09-09"),
        ("It fell on Thursday.", "Thursday", "2026-01-15", "2026-01-15"),
        ("The vote will be on Thursday.", "Thursday", "2026-01-22", "2026-01-22"),
        ("It rose in Q4 2025.", "Q4 2025", "2025-10-01", "2025-12-31"),
        ("In November it began.", "November", "2025-11-01", "2025-11-30"),
        ("Yesterday it ended.", "Yesterday", "2026-01-18", "2026-01-18"),
        ("Earlier this month it broke.", "Earlier this month", "2026-01-01", "2026-01-19"),
        ("Over the past five years it shrank.", "the past five years", "2021-01-19", "2026-01-19"),
        ("It will grow within three to four years.", "within three to four years", "2029-01-19", "2030-01-19"),
        ("About one year ago it opened.", "About one year ago", "2025-01-01", "2025-01-31"),
        ("The fair runs Sept. 19 to 22.", "Sept. 19 to 22", "2025-09-19", "2025-09-22"),
        ("It was built in 1999.", "1999", "1999-01-01", "1999-12-31"),
        ("A 19th century bridge.", "19th century", "1801-01-01", "1900-12-31"),
        ("It was loud in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31"),
        ("The 2026 YTD gain.", "2026 YTD", "2026-01-01", "2026-01-19"),
        ("Published 2026-01-19 02:13:01 here.", "2026-01-19 02:13:01", "2026-01-19", "2026-01-19"),
    ],
)
def test_a_time_expression_is_a_range_of_days(text: str, quote: str, first: str, last: str) -> None:
    assert read(text) == [(quote, first, last)]


@pytest.mark.parametrize(
    "text", ["It may rain.", "They march on.", "2000 people came.", "It costs $2019.", "May we go?"]
)
def test_a_word_or_a_count_is_no_date(text: str) -> None:
    assert read(text) == []


def test_without_a_day_of_publication_a_relative_date_stays_open() -> None:
    assert read("Announced on July 24.", None) == [("July 24", "None", "None")]


def test_a_time_of_day_belongs_to_the_day_named_before_it() -> None:
    assert read("On May 3, 2024 polls closed at 22:30, the last at 2:30 the next day.")[1:] == [
        ("22:30", "2024-05-03", "2024-05-03"),
        ("2:30 the next day", "2024-05-04", "2024-05-04"),
    ]


def test_a_day_that_the_calendar_lacks_stays_open() -> None:
    assert read("On February 30, 2024 nothing happened.") == [("February 30, 2024", "None", "None")]


def test_the_article_s_own_dateline_is_found_at_its_top() -> None:
    text = "Harbour Opens\nAuthor:\nRita\nPublished:\n2024-05-03 02:13:01\nThe harbour opened in 2019, the city said."
    assert dateline(text, recognise_blocks(text)) == date(2024, 5, 3)
    assert dateline("No date here.", recognise_blocks("No date here.")) is None
