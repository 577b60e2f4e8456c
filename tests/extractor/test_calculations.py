"""Rules of calculations: the sums of an article are worked out, wrong ones are told, and what is not sure is left alone."""

from datetime import date

import pytest

from articles.extractor import find_candidates
from articles.extractor.calculations import MOST
from articles.extractor.findings import Calculation, Findings
from articles.text.recognise import recognise_blocks

PUBLISHED = date(2018, 6, 1)


def found(text: str) -> Findings:
    return find_candidates(text, recognise_blocks(text), published_on=PUBLISHED)


def only(text: str) -> Calculation:
    [one] = found(text).calculations
    return one


# Each sentence is given twice, with the figure that comes out and with one that does not.
CHANGES = [
    ("The price rose {} from 500 to 650.", "30%", "35%"),
    ("Sales rose by about {}, from 500 in 2016 to 650 in 2017.", "30 percent", "40 percent"),
    ("The number of cases went from 40 to 50, a {} increase.", "25%", "20%"),
    ("The number of cases rose from 40 to 50, up {}.", "25%", "20%"),
    ("Cases rose from 3,040 in May to more than 16,000, a rise of {}.", "426%", "326%"),
    ("Revenue was $650 million, up {} from $500 million a year earlier.", "30%", "23%"),
    ("Revenue rose {}, to $3.42 billion from $2.24 billion.", "53 percent", "43 percent"),
    ("New orders decreased $15.6 billion, or {}, to $332.1 billion.", "4.5 percent", "5.4 percent"),
    ("Unemployment fell from 9.4 percent to 7.4 percent, a drop of {}.", "2 percentage points", "3 percentage points"),
    ("There were 650 cases, {} more than the 500 cases of 2017.", "30%", "40%"),
    ("Attendance rose by {} from 500 to 650.", "150", "160"),
    ("The index fell 235 points, or {}, to 26,000.", "0.9 percent", "1.9 percent"),
    ("Attendance {} from 40 to 83.", "doubled", "tripled"),
    ("Attendance {} from 4 to 9.", "more than doubled", "doubled"),
    ("Sales increased {} from 40 to 400.", "tenfold", "fivefold"),
]
PARTS = [
    ("The bus carried 12 men and 8 women, {} in all.", "20", "21"),
    ("The blast killed 12 people and wounded 8, a total of {} casualties.", "20", "21"),
    ("A squad of {} (3 goalkeepers, 8 defenders, 7 midfielders and 4 forwards) flew out.", "22", "23"),
    ("{} people, 12 men and 8 women, were arrested.", "Twenty", "Nineteen"),
    (
        "The city spends $3 million on roads, $2 million on bridges and $4 million on schools, a total of {}.",
        "$9 million",
        "$8 million",
    ),
    ("Of those asked, 300 of 1,200, or {}, said yes.", "25%", "30%"),
    ("{} (300 of the 1,200 workers) agreed.", "Just 25 percent", "Just 40 percent"),
    ("One in five people ({}) smoke.", "20%", "25%"),
    ("The grant is $120 million over four years, or {} a year.", "$30 million", "$40 million"),
    ("The firm paid five fines of $50 each, for a total of {}.", "$250", "$300"),
    ("The Senate voted 54-46, a margin of {}.", "eight", "six"),
    ("They won by {} goals, 3-1.", "two", "three"),
    ("The motion was carried by 220 votes to 210, a majority of {}.", "10", "20"),
]
TIMES = [
    ("Smith was born in 1956 and died in 2018 at the age of {}.", "62", "64"),
    ("Smith (1956–2018) died at home aged {}.", "61", "65"),
    ("Jane Smith (born 12 May 1956, died 3 May 2018, aged {}) was a pilot.", "61", "62"),
    ("He was born in 1956. He died in Rome on 3 May 2018 at the age of {}.", "62", "66"),
    ("Born in 1956, she turned {} in 2016.", "60", "58"),
    ("He was mayor from 1998 to 2004, {} years.", "six", "eight"),
    ("He ruled for {} years from 1998 to 2004.", "six", "12"),
    ("In 2004, {} years after the flood of 1998, the dam broke.", "six", "nine"),
    ("The {}-day meeting (May 3-7) is over.", "five", "three"),
    ("In {}, 50 years ago, he landed.", "1968", "1958"),
    ("We keep the {} anniversary of the 1974 flood.", "44th", "34th"),
    ("In 2007 fell the {} anniversary of the painter's death in 1987.", "20th", "30th"),
    ("Jane Smith, {}, was born in 1956.", "62", "65"),
    ("The port opens on {}, February 3, 2026.", "Tuesday", "Monday"),
    ("The port opens on {}., Feb. 3, 2026.", "Tues", "Wed"),
    ("The port opens on 3 February 2026, a {}.", "Tuesday", "Monday"),
    ("The port opens on {}, June 8.", "Friday", "Thursday"),
]
CONVERSIONS = [
    ("It is 5 miles ({}) away.", "8 km", "10 km"),
    ("The snake is 3 ft ({}) long.", "0.9 m", "0.6 m"),
    ("It was 100 degrees Fahrenheit ({}) on Monday.", "38 degrees Celsius", "48 degrees Celsius"),
    ("Warming of 2°C ({}) is likely.", "3.6°F", "6.3°F"),
    ("He is 6 feet 2 inches ({}) tall.", "188 cm", "198 cm"),
    ("The path is 5 to 10 miles ({}) long.", "8 to 16 km", "8 to 26 km"),
    ("Winds of 60 mph, or {}, are expected.", "97 km/h", "79 km/h"),
    ("It cost €5 million ($5.5 million) and then €10 million ({}).", "$11 million", "$15 million"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), [*CHANGES, *PARTS, *TIMES, *CONVERSIONS])
def test_a_figure_that_comes_out_agrees_and_another_does_not(sentence: str, right: str, wrong: str) -> None:
    good, bad = only(sentence.format(right)), only(sentence.format(wrong))
    assert good.agrees
    assert good.why.endswith(", as stated.")
    assert not bad.agrees
    assert "but the text says" in bad.why


@pytest.mark.parametrize(
    "sentence",
    [
        "Machines outnumber people at a ratio of 144 to 1, a 56 percent increase from the 92 to 1 ratio of 2017.",
        "The company has 650 employees in 12 countries, up 30% from 500.",
        "He held 650 of them in Ohio, up 12 from 9.",
        "Wages grew 3% a year from $500 to $650.",
        "Annual growth of 8% took it from 500 to 650.",
        "It rose from 500 to 650, or 30% of the total.",
        "Turnout was 54% in 650 stations, up 3 points from 51%.",
        "There are 12 of 40 schools in the north, 30% more than planned.",
        "The firm has three options: 12 months, 24 months and 36 months.",
        "Patients lost from 10 to 15 pounds.",
        "Born in 1900, he moved to Rome at the age of 30 and died in 1980.",
        "Born in 1900, he lost his father, who died in 1910 aged 70.",
        "He spent two years in prison between 1998 and 2004.",
        "In 2004, six years after he left the job that he took in 1990, he died.",
        "In 2001 they met on Tuesday, September 11.",
        "The report stood in the Quayton Sun, August 16, 2008.",
        "The room is 10 by 12 feet (3 m by 4 m).",
        "You need 10 pounds or 5 kilograms.",
    ],
)
def test_figures_that_may_not_belong_together_are_left_alone(sentence: str) -> None:
    assert found(sentence).calculations == ()


def test_the_sum_is_written_out_with_its_places_in_reading_order() -> None:
    text = "Shares fell 7.56% to $8.80 from $9.52."
    one = only(text)
    assert one.kind == "share_price"
    assert [place.quote(text) for place in one.places] == ["7.56%", "$8.80", "$9.52"]
    assert one.why == "$9.52 to $8.80 is −7.56 %, as stated."
    assert only("The price rose 35% from 500 to 650.").why == "500 to 650 is +30.0 %, but the text says 35%."
    assert (
        only("Unemployment rose 2% from 4% to 6%.").why
        == "4% to 6% is +50.0 %, or +2 percentage points, but the text says 2%."
    )


def test_the_rounding_of_the_article_is_the_tolerance() -> None:
    assert only("The price rose 30% from 500 to 652.").agrees
    assert not only("The price rose 30.0% from 500 to 652.").agrees
    assert only("The price rose about 30% from 500 to 660.").agrees
    assert only("The price rose more than 30% from 500 to 720.").agrees
    assert only("Sales rose 33% from 9 million to 12 million.").agrees


def test_a_column_is_added_up_where_its_last_row_is_a_total() -> None:
    table = "District\tMen\tWomen\nNorth\t12\t8\nSouth\t3\t4\nTotal\t15\t13\n"
    sums = found(table).calculations
    assert [(one.kind, one.why) for one in sums] == [
        ("sum", "12 + 3 = 15, as stated."),
        ("sum", "8 + 4 = 12, but the text says 13."),
    ]
    assert found(table.replace("South\t3\t4", "South\t3\t4\nOf which old\t1\t1")).calculations == ()


def test_the_items_of_a_list_are_added_up_to_the_count_that_leads_in() -> None:
    assert (
        only("Twenty people died:\n- 12 men\n- 9 women\n\nThat is all.").why == "12 + 9 = 21, but the text says Twenty."
    )


def test_a_wrong_sum_is_told_to_the_checker_of_its_sentence() -> None:
    [candidate] = found("The port of Quayton opened on Monday, February 3, 2026.").candidates
    assert "arithmetic" in candidate.flags
    assert (
        candidate.reasons[0] == "The figures do not work out: 3 February 2026 is a Tuesday, but the text says Monday."
    )
    [candidate] = found("The port of Quayton opened on Tuesday, February 3, 2026.").candidates
    assert "arithmetic" not in candidate.flags


def test_an_article_shows_so_many_and_those_that_disagree_first() -> None:
    wrong = "The price rose 35% from 500 to 650."
    sums = found(f"{'The price rose 30% from 500 to 650. ' * (MOST + 20)}{wrong}").calculations
    assert len(sums) == MOST
    assert not sums[-1].agrees
