"""Rules of candidates: what becomes a claim, what never does, and what a checker is told about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from articles.extractor import VERSION, WEIGHTS_SHA256, Candidate, find, find_candidates
from articles.extractor.judges import Judged, Tell
from articles.extractor.small.judge import Small
from articles.extractor.small.scorer import WEIGHTS
from articles.text.blocks import Block
from articles.text.recognise import recognise_blocks
from articles.text.sentences import Sentence
from articles.text.spans import Span

ARTICLE = """Home / News / Harbour /

Harbour of Quayton opens after three years of work

By Rita Vance

Published: 2024-05-03

The harbour of Quayton opened on Monday after three years of work and cost $200 million, the city said.
"We never close the harbour," said port director Ada Quill. "It took three years."

What comes next?

The court fined the builder, Oldbay Ltd, 46.3% of its profit last August because of delays.

1. The first ship carried 1,200 containers from Oldbay
2. The second ship sank in 2023 near Quayton

Read more: the harbour in pictures

14 comments

This page is for informational purposes only and does not constitute investment advice. The Gazette assumes no liability.

© 2024 Quayton Gazette. All rights reserved."""


@pytest.fixture(scope="module")
def candidates() -> tuple[Candidate, ...]:
    return find_candidates(ARTICLE, recognise_blocks(ARTICLE)).candidates


def one(candidates: tuple[Candidate, ...], words: str) -> Candidate:
    [found] = [candidate for candidate in candidates if words in candidate.span.quote(ARTICLE)]
    return found


def test_every_sentence_that_asserts_something_is_a_candidate(candidates: tuple[Candidate, ...]) -> None:
    quotes = [candidate.span.quote(ARTICLE) for candidate in candidates]
    assert quotes == [
        "Harbour of Quayton opens after three years of work",
        "The harbour of Quayton opened on Monday after three years of work and cost $200 million, the city said.",
        '"We never close the harbour," said port director Ada Quill.',
        '"It took three years."',
        "The court fined the builder, Oldbay Ltd, 46.3% of its profit last August because of delays.",
        "The first ship carried 1,200 containers from Oldbay",
        "The second ship sank in 2023 near Quayton",
    ]


@pytest.mark.parametrize(
    "words",
    ["Home", "Rita Vance", "Published", "What comes next", "Read more", "comments", "informational", "Gazette", "©"],
)
def test_menus_bylines_questions_counts_and_disclaimers_are_never_candidates(
    candidates: tuple[Candidate, ...], words: str
) -> None:
    assert not [candidate for candidate in candidates if words in candidate.span.quote(ARTICLE)]


def test_the_speaker_is_carried_over_sentences(candidates: tuple[Candidate, ...]) -> None:
    assert one(candidates, "We never close").speaker == "Ada Quill"
    assert one(candidates, "It took three years").speaker == "Ada Quill"


def test_kinds_flags_and_reasons_say_what_to_check(candidates: tuple[Candidate, ...]) -> None:
    fined = one(candidates, "46.3%")
    assert {"number", "date", "cause"} <= set(fined.kinds)
    assert "relative_date" in fined.flags
    assert "A percentage tied to a name and a date, reported as fact." in fined.reasons
    assert "“last August” means August 2023, counted from the day of publication." in fined.reasons
    said = one(candidates, "We never close")
    assert "quotation" in said.kinds
    assert "quote" in said.flags
    assert "A direct quotation: check the words, and that Ada Quill said them." in said.reasons
    assert "headline" in one(candidates, "opens after").flags


def test_figures_and_quotations_are_high_risk(candidates: tuple[Candidate, ...]) -> None:
    assert one(candidates, "46.3%").priority == 3
    assert one(candidates, "We never close").priority == 3


def test_facets_are_shaped_as_they_are_printed_and_count_in_the_whole_text(candidates: tuple[Candidate, ...]) -> None:
    facets = one(candidates, "$200 million").facets
    assert list(facets) == ["figures", "dates", "quotations", "names"]
    start = ARTICLE.index("$200 million")
    assert {"start": start, "end": start + 12, "value": "200000000", "unit": "USD", "approx": False} in facets[
        "figures"
    ]
    assert facets["dates"][0]["from"] == "2024-04-29"


def test_a_day_of_publication_goes_before_the_dateline() -> None:
    findings = find_candidates(ARTICLE, recognise_blocks(ARTICLE), published_on=date(2020, 1, 1))
    assert date(2019, 8, 1) in [mention.first for mention in findings.dates]


def test_every_candidate_has_a_reason_and_stands_in_order(candidates: tuple[Candidate, ...]) -> None:
    assert all(candidate.reasons and candidate.kinds for candidate in candidates)
    assert all(0 < candidate.score <= 1_000_000 and candidate.tier in (1, 2) for candidate in candidates)
    assert all(before.span.start <= after.span.start for before, after in pairwise(candidates))


def test_a_line_that_stands_twice_is_flagged() -> None:
    text = "Shares of Quayton jumped 46% in 2023\n\nShares of Quayton jumped 46% in 2023\n\nThe port opened on Monday, it said."
    flags = [candidate.flags for candidate in find_candidates(text, recognise_blocks(text)).candidates]
    assert ["repeated" in each for each in flags] == [True, True, False]


def test_glued_cells_are_flagged_and_never_one_number() -> None:
    text = "The port said on Monday:\n\nPortChangeRank\nQuayton$7.5612% more\nOldbay8.8%Fewer than in 2020\n\nShips came in 2021."
    findings = find_candidates(text, recognise_blocks(text))
    assert "7.5612" not in [figure.value for figure in findings.figures]
    assert [c.flags for c in findings.candidates if "joined_cells" in c.flags]


def test_that_words_were_said_and_that_they_are_true_are_two_claims() -> None:
    text = '"Revenue rose 12% to $3 billion in 2023," said Ada Quill of Oldbay.'
    said, true = find_candidates(text, recognise_blocks(text)).candidates
    assert (said.span.quote(text), true.span.quote(text)) == (text, "Revenue rose 12% to $3 billion in 2023")
    assert said.speaker == true.speaker == "Ada Quill"
    assert "quotation" in said.kinds
    assert "quotation" not in true.kinds
    assert "Whether the quoted words are true is a claim of its own." in said.reasons
    told = "The quoted words of Ada Quill: check that they are true. That they were said is a claim of its own."
    assert told in true.reasons


class Telling(Small):
    """A judge that tells parts of the second sentence apart, and why."""

    def judge(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Tell) -> Judged:
        said = super().judge(text, blocks, found, tell)
        start = found[1].start
        parts = {1: [Span(start, start + len("The bridge cost $3 million"))]}
        return replace(said, claim=said.claim * 0 + 1, parts=parts, reasons={1: "It is told apart."})


def test_what_a_judge_tells_apart_and_why_reaches_the_candidates() -> None:
    text = "The port opened in 2020. The bridge cost $3 million although nobody liked it."
    whole, part = find_candidates(text, recognise_blocks(text), judge=Telling()).candidates
    assert whole.span.quote(text) == "The port opened in 2020."
    assert part.span.quote(text) == "The bridge cost $3 million"
    assert "It is told apart." in part.reasons
    assert "It is told apart." not in whole.reasons


def test_what_ties_a_claim_to_its_article_is_printed_with_it() -> None:
    text = "Ada Quill became port director in 2019. She closed the bridge in 2020 for 3 months."
    _, closed = find_candidates(text, recognise_blocks(text)).shown()["candidates"]
    assert closed["context"] == {"antecedent": {"start": 0, "end": 39}}
    assert [text[one["start"] : one["end"]] for one in closed["checkpoints"]] == ["2020", "3 months"]
    assert len(closed["likeness"]) == 16
    assert closed["priority_reason"].startswith("High risk: a figure (“3 months”)")


def test_of_too_many_claims_the_likeliest_are_taken_in_reading_order(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = recognise_blocks(ARTICLE)
    everything = find_candidates(ARTICLE, blocks).candidates
    monkeypatch.setattr(find, "MOST_TAKEN", 3)
    few = find_candidates(ARTICLE, blocks).candidates
    best = sorted(everything, key=lambda one: -one.score)[:3]
    assert [one.span for one in few] == sorted(one.span for one in best)


def test_progress_rises_from_nothing_to_all() -> None:
    told: list[float] = []
    find_candidates(ARTICLE, recognise_blocks(ARTICLE), progress=told.append)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1


def test_the_same_text_gives_the_same_findings() -> None:
    blocks = recognise_blocks(ARTICLE)
    assert find_candidates(ARTICLE, blocks) == find_candidates(ARTICLE, blocks)


def test_the_weights_are_small_and_named_by_their_hash() -> None:
    assert WEIGHTS.stat().st_size <= 1_000_000
    assert len(WEIGHTS_SHA256) == 64
    assert VERSION
