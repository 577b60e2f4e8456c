"""Rules of figures: what states a quantity, how much it is, and what only looks like a number."""

import pytest

from articles.extractor.dates import dates
from articles.extractor.figures import figures


def read(text: str) -> list[tuple[str, str, str, bool]]:
    taken = [mention.span for mention in dates(text, None)]
    return [(figure.span.quote(text), figure.value, figure.unit, figure.approx) for figure in figures(text, taken)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales rose 46.3% to $200M.", [("46.3%", "46.3", "percent", False), ("$200M", "200000000", "USD", False)]),
        ("It cost nearly £1.5 million.", [("£1.5 million", "1500000", "GBP", True)]),
        ("They paid 3 million euros.", [("3 million euros", "3000000", "EUR", False)]),
        ("Over 2,500 people came.", [("2,500", "2500", "", True)]),
        ("She ran 16.6 million miles.", [("16.6 million miles", "16600000", "miles", False)]),
        ("A 131-page report of two parts.", [("131-page", "131", "pages", False), ("two", "2", "", False)]),
        (
            "The nine-hour flight, a 48-year-old pilot.",
            [("nine-hour", "9", "hours", False), ("48-year-old", "48", "years", False)],
        ),
        (
            "Quayton won 2 – 1 in the 62nd minute.",
            [("2 – 1", "2-1", "score", False), ("62nd minute", "62", "minute", False)],
        ),
        ("Twenty-five percent said no.", [("Twenty-five percent", "25", "percent", False)]),
        ("About five thousand votes.", [("five thousand", "5000", "", True)]),
        ("We need two or three goals.", [("two", "2", "", True), ("three", "3", "", True)]),
        ("A third of the town voted.", [("A third", "0.3333", "", False)]),
        ("9 out of 10 firms failed.", [("9 out of 10", "0.9", "", False)]),
        ("More than 100M+ users.", [("100M+", "100000000", "", True)]),
        ("The rate fell by 0.5 percentage points.", [("0.5 percentage points", "0.5", "percentage points", False)]),
        ("It took second place, its 39th title.", [("second", "2", "", False), ("39th", "39", "", False)]),
    ],
)
def test_a_figure_is_read_with_its_value_unit_and_hedge(text: str, found: list[tuple[str, str, str, bool]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "After 9/11 the Pac-12 met.",
        "Call 555-202-0100 or write to desk4@example.org.",
        "The S&P 500 and an 8K stream.",
        "The shuttle flew STS-134 from pad 39A.",
        "See page 12, Section 230 and No. 7.",
        "It opened in 2019, on Friday, May 3, 2024, at 22:30.",
        "1. First of all\n2. Then the rest",
        "In the second half they rested.",
    ],
)
def test_a_date_a_name_or_a_number_of_a_list_is_no_figure(text: str) -> None:
    assert read(text) == []


def test_cells_that_ran_together_are_two_figures_and_never_one() -> None:
    assert [
        quote for quote, *_ in read("Median Price Target$7.5612% below\nYTD Gain8.8%Outpacing\nEquity1.2Improved")
    ] == [
        "$7.56",
        "12%",
        "8.8%",
        "1.2",
    ]
