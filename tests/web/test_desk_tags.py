"""Words and marks that every page says the same way."""

from datetime import UTC, datetime

import pytest

from articles.models import Claim, Standing
from articles.templatetags import desk
from articles.web.sums import counted, sentence

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("standing", Standing.values)
def test_every_standing_has_a_shape_and_a_word(standing: str) -> None:
    told = desk.state(standing)
    assert Standing(standing).label in told
    assert "<use href=" in told


def test_a_warning_stands_before_other_flags_and_in_words() -> None:
    told = desk.flags(Claim(flags=["quote", "earlier_extractor", "arithmetic"]))
    assert told.index("Sum differs") < told.index("Quote")
    assert 'class="flag contradiction"' in told
    assert told.endswith('<span class="flag">+1</span>')
    assert "Earlier extractor" in desk.flags(Claim(flags=["earlier_extractor"]))


def test_only_what_people_decided_fills_the_bar() -> None:
    bar = desk.tally({"pending": 6, "recheck": 1, "verified": 2, "disputed": 1, "gone": 5})
    assert (
        'aria-label="3 of 10 claims decided by people: 2 verified, 1 disputed, 0 unsourced, 0 dismissed. 7 open."'
        in bar
    )
    assert bar.count("<rect") == 2
    assert 'width="20.00%"' in bar


def test_an_article_without_claims_has_an_empty_bar() -> None:
    assert "<rect" not in desk.tally({})


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), "16:00"),
        (datetime(2026, 11, 24, 10, 0, tzinfo=UTC), "Tue 10:00"),
        (datetime(2026, 11, 19, 9, 5, tzinfo=UTC), "Thu 09:05"),
        (datetime(2026, 1, 3, 9, 5, tzinfo=UTC), "3 January 2026"),
    ],
)
def test_a_time_is_said_as_people_say_it(moment: datetime, words: str) -> None:
    assert desk.said(moment, NOON) == words


def test_a_sentence_of_sums_spells_small_numbers() -> None:
    assert (
        sentence([counted(1, "is late", "are late"), "", counted(13, "is due", "are due")])
        == "One is late, 13 are due."
    )
    assert sentence(["", ""]) == ""
