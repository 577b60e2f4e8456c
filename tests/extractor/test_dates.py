"""Rules of dates: a time expression is a range of days, counted from the day of publication, or honestly open."""

from datetime import date

import pytest

from articles.extractor.dates.mentions import anchor_of, dateline, dates
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
        ("Sent on 2026-02-03T10:00:00Z.", "2026-02-03T10:00:00Z", "2026-02-03", "2026-02-03"),
        ("TOUR IN JUNE 2006", "JUNE 2006", "2006-06-01", "2006-06-30"),
        ("Born on 25/12/1990.", "25/12/1990", "1990-12-25", "1990-12-25"),
        ("Open from Dec. 28 to Jan. 3.", "Dec. 28 to Jan. 3", "2025-12-28", "2026-01-03"),
        ("It lasts 30 January to 2 February 2026.", "30 January to 2 February 2026", "2026-01-30", "2026-02-02"),
        ("The fair of 3-5 May 2024.", "3-5 May 2024", "2024-05-03", "2024-05-05"),
        ("Sales fell in November/December.", "November/December", "2025-11-01", "2025-12-31"),
        ("It ran from Dec.-Feb. 2025.", "Dec.-Feb. 2025", "2024-12-01", "2025-02-28"),
        ("It starts in January next year.", "January next year", "2027-01-01", "2027-01-31"),
        ("It grew since mid-2024.", "mid-2024", "2024-01-01", "2024-12-31"),
        ("In the early 1990s it grew.", "early 1990s", "1990-01-01", "1999-12-31"),
        ("Across the 2010s it grew.", "the 2010s", "2010-01-01", "2019-12-31"),
        ("Built in the nineteenth century.", "the nineteenth century", "1801-01-01", "1900-12-31"),
        ("It was lost in fiscal 2024.", "fiscal 2024", "2024-01-01", "2024-12-31"),
        ("It was lost in FY2025.", "FY2025", "2025-01-01", "2025-12-31"),
        ("It was lost in 4Q24.", "4Q24", "2024-10-01", "2024-12-31"),
        ("Second-quarter profit rose.", "Second-quarter", "2025-04-01", "2025-06-30"),
        ("In the fourth quarter of last year", "the fourth quarter of last year", "2025-10-01", "2025-12-31"),
        ("The first half of 2025 was good.", "The first half of 2025", "2025-01-01", "2025-06-30"),
        ("It ends by the end of the year.", "the end of the year", "2026-12-31", "2026-12-31"),
        ("It ended by the end of 2024.", "the end of 2024", "2024-12-31", "2024-12-31"),
        ("So far this year it rose.", "So far this year", "2026-01-01", "2026-01-19"),
        ("It rose over the past year.", "the past year", "2025-01-19", "2026-01-19"),
        ("It fell a couple of years ago.", "a couple of years ago", "2024-01-01", "2024-12-31"),
        ("Two weeks ago it fell.", "Two weeks ago", "2026-01-05", "2026-01-11"),
        ("It rained over the weekend.", "the weekend", "2026-01-17", "2026-01-18"),
        ("Last winter it snowed.", "Last winter", "2024-12-01", "2025-02-28"),
        ("It snowed this winter.", "this winter", "2025-12-01", "2026-02-28"),
        ("It opened on Christmas Day.", "Christmas Day", "2025-12-25", "2025-12-25"),
        ("It was quiet before Easter 2025.", "Easter 2025", "2025-04-20", "2025-04-20"),
        ("Since Thanksgiving it snowed.", "Thanksgiving", "2025-11-27", "2025-11-27"),
        ("After the Sept. 11 attacks it shut.", "Sept. 11", "2001-09-11", "2001-09-11"),
        ("On the last Monday in May 2024 it rained.", "the last Monday in May 2024", "2024-05-27", "2024-05-27"),
        ("In the first week of June 2025 it rained.", "the first week of June 2025", "2025-06-01", "2025-06-07"),
        ("It was quiet at noon Thursday.", "noon Thursday", "2026-01-15", "2026-01-15"),
        ("Yesterday evening it rained.", "Yesterday evening", "2026-01-18", "2026-01-18"),
    ],
)
def test_a_time_expression_is_a_range_of_days(text: str, quote: str, first: str, last: str) -> None:
    assert read(text) == [(quote, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "They march on.",
        "2000 people came.",
        "It costs $2019.",
        "May we go?",
        "They met at 1800 F Street.",
        "The drill is to last three days.",
        "Black Friday came, and the Saturday Review wrote of John 3:16.",
        "They stayed for three years, six months later they left.",
    ],
)
def test_a_word_or_a_count_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lawmakers will meet on Thursday.", "2026-01-22"),
        ("Lawmakers met on Thursday.", "2026-01-15"),
        ("The vote was set for Thursday.", "2026-01-22"),
        ("Results are due by Thursday.", "2026-01-22"),
        ("They agreed to meet on Thursday.", "2026-01-22"),
        ("They were late due to snow on Thursday.", "2026-01-15"),
        ("On Thursday, lawmakers will vote.", "2026-01-22"),
        ("It will be held on Thursday.", "2026-01-22"),
        ("It will be called off. Thursday was rainy.", "2026-01-15"),
        ("Lawmakers will meet on Monday.", "2026-01-19"),
        ("They meet next Monday.", "2026-01-26"),
        ("They met last Monday.", "2026-01-12"),
        ("The programme launches on October 12.", "2026-10-12"),
        ("The programme was launched on May 12.", "2025-05-12"),
    ],
)
def test_the_words_around_a_day_say_whether_it_is_past_or_still_to_come(text: str, day: str) -> None:
    assert [first for _, first, _ in read(text)] == [day]


def test_a_day_of_no_one_week_stays_open() -> None:
    assert read("They meet every Friday and on the first Monday of the month.") == [
        ("Friday", "None", "None"),
        ("Monday", "None", "None"),
    ]


def test_the_following_year_counts_from_what_was_named_before_it() -> None:
    assert read("In 2019 it sank; the following year it was raised.")[1:] == [
        ("the following year", "2020-01-01", "2020-12-31")
    ]
    assert read("It fell in 1994, and wages fell in the same period.")[1:] == [
        ("the same period", "1994-01-01", "1994-12-31")
    ]
    assert read("The following year it was raised.") == [("The following year", "None", "None")]


def test_a_time_of_day_belongs_to_the_day_right_after_it() -> None:
    assert read("It opens on Friday, and shuts at 9 a.m. ET on Monday.")[1:] == [
        ("9 a.m. ET", "2026-01-19", "2026-01-19"),
        ("Monday", "2026-01-19", "2026-01-19"),
    ]


def test_today_in_somebody_s_words_is_the_day_they_were_said() -> None:
    text = 'The mayor spoke on Friday. "We open today," he said.\nToday it rained. She said: "We shut tomorrow."'
    assert [first for _, first, _ in read(text)] == ["2026-01-16", "2026-01-16", "2026-01-19", "2026-01-20"]
    assert [first for _, first, _ in read('On May 3, 2024 he spoke. "We open today," he said.')][1] == "2026-01-19"


def test_the_year_of_two_months_is_that_of_both() -> None:
    assert [first for _, first, _ in read("From April through November 2020 it rained.")] == [
        "2020-04-01",
        "2020-11-01",
    ]


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


def test_the_article_s_own_day_goes_before_one_of_publication_that_is_near() -> None:
    text = "Harbour Opens\nTuesday, June 19, 2018\nThe harbour opened yesterday, the city said."
    blocks = recognise_blocks(text)
    assert anchor_of(text, blocks, date(2018, 6, 18)) == date(2018, 6, 19)
    assert anchor_of(text, blocks, date(2020, 6, 18)) == date(2020, 6, 18)
    assert anchor_of(text, blocks, None) == date(2018, 6, 19)
    assert anchor_of("No date here.", (), date(2018, 6, 18)) == date(2018, 6, 18)
