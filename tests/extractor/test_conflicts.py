"""Rules of possible conflicts: the same measure with different values is shown, different things are not."""

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


def test_both_sentences_of_a_conflict_carry_its_flag() -> None:
    text = "Shares of Harbour Trust jumped over 100%. Later it said the stock of Harbour Trust had risen by 87.6%."
    assert ["contradiction" in candidate.flags for candidate in found(text).candidates] == [True, True]
