"""Rules of figures: what states a quantity, how much it is, and what only looks like a number."""

import pytest

from articles.extractor.dates.mentions import dates
from articles.extractor.figures.quantities import MOST, figures


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
        ("It ranked fourth, the third-largest port.", [("fourth", "4", "", False), ("third", "3", "", False)]),
        ("Half of it sank, over half a dozen ships.", [("Half", "0.5", "", False), ("half a dozen", "6", "", True)]),
        ("Two-thirds of it, or one in five.", [("Two-thirds", "0.6667", "", False), ("one in five", "0.2", "", False)]),
        ("Several hundred came.", [("Several hundred", "", "", True)]),
        ("A man aged 62, and Ada Quill, 47, said so.", [("62", "62", "years", False), ("47", "47", "years", False)]),
        ("It took two and a half years.", [("two and a half years", "2.5", "years", False)]),
        ("It rose fivefold.", [("fivefold", "5", "times", False)]),
        ("It cost R$ 5 million.", [("R$ 5 million", "5000000", "BRL", False)]),
        ("It cost Rs 500 crore.", [("Rs 500 crore", "5000000000", "INR", False)]),
        ("It cost HK$300m.", [("HK$300m", "300000000", "HKD", False)]),
        ("It cost CHF 20 million.", [("CHF 20 million", "20000000", "CHF", False)]),
        ("It cost 1.5 million pounds.", [("1.5 million pounds", "1500000", "GBP", False)]),
        ("It weighs 200 pounds.", [("200 pounds", "200", "pounds", False)]),
        ("It cost 20,000 Norwegian kroner.", [("20,000 Norwegian kroner", "20000", "NOK", False)]),
        ("It cost 1,00,000 rupees.", [("1,00,000 rupees", "100000", "INR", False)]),
        (
            "It is 25bp, not 50 basis points.",
            [("25bp", "25", "basis points", False), ("50 basis points", "50", "basis points", False)],
        ),
        (
            "It was -5°C, then minus 10 degrees.",
            [("-5°C", "-5", "°C", False), ("minus 10 degrees", "-10", "degrees", False)],
        ),
        ("It warms by 1.5C, at 120 km/h.", [("1.5C", "1.5", "°C", False), ("120 km/h", "120", "km/h", False)]),
        ("It fell by 3-1/2 percent.", [("3-1/2 percent", "3.5", "percent", False)]),
        (
            "A 10 million-strong, 7.2-magnitude march.",
            [("10 million-strong", "10000000", "", False), ("7.2-magnitude", "7.2", "", False)],
        ),
        ("It grew over a 12\u2011month time.", [("12\u2011month", "12", "months", False)]),
        ("Some 300-plus came, ~40 left.", [("300-plus", "300", "", True), ("40", "40", "", True)]),
        ("He won the 400m race.", [("400m", "400", "metres", False)]),
    ],
)
def test_a_figure_is_read_with_its_value_unit_and_hedge(text: str, found: list[tuple[str, str, str, bool]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose by 5 to 7 percent.", [("5", "percent"), ("7", "percent")]),
        ("It rose by 5-7%.", [("5", "percent"), ("7", "percent")]),
        ("It takes two to three weeks.", [("2", "weeks"), ("3", "weeks")]),
        ("It takes 10-15 years.", [("10", "years"), ("15", "years")]),
        ("Between 5 and 7 million came.", [("5000000", ""), ("7000000", "")]),
        ("It costs $5-7 million.", [("5000000", "USD"), ("7000000", "USD")]),
        ("It costs $5 to $7 million.", [("5000000", "USD"), ("7000000", "USD")]),
        ("They had 5 ships and 7 million fish.", [("5", ""), ("7000000", "")]),
    ],
)
def test_both_ends_of_a_range_have_the_scale_and_the_unit(text: str, values: list[tuple[str, str]]) -> None:
    assert [(value, unit) for _, value, unit, _ in read(text)] == values


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
        "It won the toss in the first place.",
        "Article 5, Form 8-K, Chapter 11, flight 370, gate 5 and Proposition 8.",
        "Boeing 737, Apollo 11, Covid-19, iPhone 15, iOS 17.2, G20 and F-16.",
        "The Group of 20 met at 12 Harbour Street at three o'clock.",
        "The Big Four banks met the 97th Congress on the 10th floor.",
        "A one-time payment to 1.example.org, 401(k) and 24/7.",
        "See S. 222 and Example 2.",
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


def test_a_text_of_bare_numbers_gives_no_more_figures_than_an_article_can_have() -> None:
    found = figures("1 " * (MOST + 10), [])
    assert len(found) == MOST
    assert found[-1].span.end <= 2 * MOST
