"""Rules of possible conflicts: different values, spellings or standings of one thing are shown, different things are not."""

import json
from pathlib import Path

import pytest

from articles.extractor import find_candidates
from articles.extractor.findings import Findings
from articles.text.recognise import recognise_blocks


def found(text: str) -> Findings:
    return find_candidates(text, recognise_blocks(text))


def pairs(text: str) -> list[tuple[str, str]]:
    return [(pair.a.quote(text), pair.b.quote(text)) for pair in found(text).conflicts]


def test_two_values_for_one_rise_are_a_possible_conflict() -> None:
    text = "Shares of Harbour Trust jumped over 100%. Later it said the stock of Harbour Trust had risen by 87.6%."
    assert len(pairs(text)) == 1
    assert "100%" in pairs(text)[0][0]
    assert "87.6%" in pairs(text)[0][1]


def test_a_value_and_its_rounding_are_none() -> None:
    assert pairs("Shares jumped 46%. The stock had risen by 46.3%.") == []


def test_values_of_different_names_or_times_or_directions_are_none() -> None:
    assert pairs("Later, shares of Quayton rose 12%. Later, shares of Oldbay rose 15%.") == []
    assert pairs("Revenue rose 12% in 2019. Revenue rose 15% in 2020.") == []
    assert pairs("The shares rose 12%. The shares fell 15%.") == []


def test_two_counts_of_the_same_things_are_a_possible_conflict() -> None:
    text = "The port will keep four harbour tug boats. The mayor named the three remaining harbour tug boats."
    assert [("four" in a, "three" in b) for a, b in pairs(text)] == [(True, True)]


def test_an_amount_for_two_deals_and_for_one_of_them_is_a_possible_conflict() -> None:
    text = "The port signed two contracts worth $200 million. First came a $200 million contract with Oldbay."
    [conflict] = found(text).conflicts
    assert conflict.why == "The same amount is given for several contracts together and for one contract alone."


def test_two_counts_of_the_dead_of_one_event_are_a_possible_conflict() -> None:
    text = "Three dead in Quayton bus crash\n\nFour people were killed in the bus crash near Quayton on Monday, police said."
    assert [("Three" in a, "Four" in b) for a, b in pairs(text)] == [(True, True)]
    other = "Five people were killed in the Oldbay flood. In Quayton, six people died in another flood."
    assert pairs(other) == []


@pytest.mark.parametrize(
    "text",
    [
        "The port has four harbour tug boats. The mayor said it should have five harbour tug boats.",
        "The port has four harbour tug boats. Three other harbour tug boats are hired.",
        "Ten harbour workers came by bus. The union speaks for 450 harbour workers of the bus.",
        "The desk:\n\n- 116 signed harbour deals\n- 13 signed harbour deals of the year before",
    ],
)
def test_what_is_wished_or_another_or_listed_beside_is_no_other_value(text: str) -> None:
    assert pairs(text) == []


def test_a_million_that_became_a_billion_is_a_possible_conflict() -> None:
    text = "The Oldbay contract costs $5 million a year. The Oldbay contract costs $5 billion a year, said Oldbay."
    assert len(pairs(text)) == 1
    assert pairs(text.replace("$5 billion", "$700 million")) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("John Smith", "Jon Smith"),
        ("Ada Quill", "Adah Quill"),
        ("Ada Quill", "Ada Quilll"),
        ("United Harbours", "Untied Harbours"),
        ("Alicia Biler", "Alisha Biler"),
        ("Harbour Commission", "Harbour Comission"),
        ("Protected B", "Protection B"),
    ],
)
def test_two_spellings_of_one_name_are_a_possible_conflict(one: str, two: str) -> None:
    assert pairs(f"It was up to {one} to decide. The port then asked {two} again.") == [(one, two)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("North Korea", "South Korea"),
        ("Mario Gomez", "Maria Gomez"),
        ("Dan Smith", "Don Smith"),
        ("Latin America", "Latin American"),
        ("Harbour Master", "Harbour Masters"),
        ("Vitamin B", "Hepatitis B"),
        ("Iran War", "Iraq War"),
        ("Phase II", "Phase III"),
    ],
)
def test_names_that_differ_by_little_and_are_two_are_none(one: str, two: str) -> None:
    assert pairs(f"It was up to {one} to decide. The port then asked {two} again.") == []


def test_a_last_name_that_is_spelled_unlike_the_full_name_is_a_possible_conflict() -> None:
    text = "The port named Heather Samuelson on Monday. The deal is good, Sameuelson said."
    assert pairs(text) == [("Heather Samuelson", "Sameuelson")]
    assert pairs("The port named Heather Samuelson on Monday. The deal is good, Samuels said.") == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Jane Smith, 42, was there. Later Smith, 43, left.", "Jane Smith aged 42 here, 43 there."),
        ("The 42-year-old Jane Smith came. Jane Smith, 43, left.", "Jane Smith aged 42 here, 43 there."),
        (
            "Jane Smith was born in Rome in 1956. Jane Smith (born 3 May 1957) left.",
            "Jane Smith born 1956 here, 3 May 1957 there.",
        ),
    ],
)
def test_two_ages_or_birthdays_of_one_person_are_a_possible_conflict(text: str, why: str) -> None:
    assert [pair.why for pair in found(text).conflicts] == [why]


def test_ages_of_two_people_and_a_year_with_its_day_are_none() -> None:
    assert pairs("Jane Smith, 42, and Tom Smith, 43, left.") == []
    assert pairs("Jane Smith was born in 1956. Jane Smith (born 3 May 1956) left.") == []


def test_a_standing_that_is_asserted_and_denied_is_a_possible_conflict() -> None:
    text = "The foundation is registered as a charity. The state says the foundation is not registered."
    assert pairs(text) == [tuple(text.replace(". ", ".|").split("|"))]
    assert len(pairs("These are classified papers. The minister said they were neither classified nor secret.")) == 1
    assert pairs("The foundation could be registered. The state says it is not registered.") == []


def test_both_sentences_of_a_conflict_carry_its_flag() -> None:
    text = "Shares of Harbour Trust jumped over 100%. Later it said the stock of Harbour Trust had risen by 87.6%."
    assert ["contradiction" in candidate.flags for candidate in found(text).candidates] == [True, True]


def test_the_labelled_pairs_are_raised_and_hardly_another(shared: Path) -> None:
    raised = labelled = hit = 0
    for path in sorted((shared / "gold/facets").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (shared / f"gold/articles/{gold['id']}.txt").read_text("utf-8")
        said = pairs(text)
        raised, labelled = raised + len(said), labelled + len(gold["conflicts"])
        hit += sum(any(touches(label, pair) for pair in said) for label in gold["conflicts"])
    assert hit >= labelled - 1
    assert raised <= hit + 1


def touches(label: dict[str, str], pair: tuple[str, str]) -> bool:
    """Whether both places of a labelled pair hold, or are held by, one of the two places that were raised."""
    return all(any(one in other or other in one for other in pair) for one in (label["a"], label["b"]))
