"""Only the article's own words count: what is quoted stands there, at one place, or is refused and counted."""

import json

import pytest

from articles.extractor.judges import Unable
from articles.text.spans import Span
from tests.extractor.language_model.desk import ARTICLE, LOVE, NICE, OPENED, QUIET, QUILL, ask, extract
from tests.extractor.language_model.stand_in import USAGE, Asked, Handler, StandIn, claim, completion, says, writes

TRUE = claim(1, "The harbour of Quayton opened on Monday after three years of work")
WHOLE = claim(4, "The port is quiet, as the old port is quiet.")


def test_a_sentence_that_the_model_takes_is_a_claim_with_its_reason() -> None:
    with StandIn(says(TRUE, {**WHOLE, "reason": "See the port's log."})) as server:
        heard = ask(server)
    assert heard.tier(QUIET) == 1
    assert heard.reason(QUIET) == "Language model: See the port's log."
    assert heard.parts(QUIET) == []
    assert heard.tier(NICE) == heard.tier(LOVE) == 0


def test_a_claim_of_low_priority_is_in_the_second_tier_and_one_of_high_priority_is_grave() -> None:
    with StandIn(
        says(
            claim(4, "The port is quiet, as the old port is quiet.", "low"),
            claim(5, "Harbours are nice places to work", "high"),
        )
    ) as server:
        heard = ask(server)
    assert (heard.tier(QUIET), heard.tier(NICE)) == (2, 1)
    assert heard.judged.high[heard.index(NICE)] == 0.9
    assert heard.judged.high[heard.index(QUIET)] == heard.small.high[heard.index(QUIET)]


def test_a_sentence_that_says_two_things_becomes_two_parts_on_their_exact_words() -> None:
    parts = ["“We never close the harbour,” said port director Ada Quill", "the union’s chair agreed on 4 May"]
    with StandIn(says(*(claim(3, part) for part in reversed(parts)))) as server:
        heard = ask(server)
    assert heard.parts(QUILL) == parts
    spans = heard.judged.parts[heard.index(QUILL)]
    assert [span.start for span in spans] == [ARTICLE.index(part) for part in parts]


@pytest.mark.parametrize(
    "quote",
    [
        "The harbour of Quayton opened on Monday after three years of work and cost $200 million",
        "  The harbour of\nQuayton opened  on Monday after three years of work\tand cost $200 million ",
    ],
)
def test_white_space_may_differ_and_the_part_is_the_articles_own_words(quote: str) -> None:
    with StandIn(says(claim(1, quote))) as server:
        heard = ask(server)
    assert heard.parts(OPENED) == [
        "The harbour of Quayton opened on Monday after three\tyears of  work and cost $200\u00a0million"
    ]
    assert heard.used["quotes_refused"] == 0


def test_straight_quotation_marks_stand_for_curly_ones() -> None:
    with StandIn(
        says(
            claim(
                3, '"We never close the harbour," said port director Ada Quill, and the union\'s chair agreed on 4 May.'
            )
        )
    ) as server:
        heard = ask(server)
    assert heard.tier(QUILL) == 1
    assert heard.reason(QUILL) == "Language model: Look it up."
    assert heard.used["quotes_refused"] == 0


@pytest.mark.parametrize(
    ("number", "quote"),
    [
        (4, "The port is loud, as the old port is loud."),  # invented
        (5, "Harbours are nice places to work in."),
        (5, "HARBOURS ARE NICE PLACES TO WORK"),
        (5, "Harbours are … places to work"),
        (4, "port is quiet"),  # at two places
        (5, "bours are nice places to wo"),  # words cut in two
        (4, "Harbours are nice places to work."),  # in another sentence
        (4, "The port is quiet, as the old port is quiet. Harbours are nice"),  # over the end of one
        (5, ""),
        (5, " \n"),
        (6, "Harbours are nice places to work."),  # no such sentence
        (0, "Harbours are nice places to work."),
        (-1, "Harbours are nice places to work."),
        (10**30, "Harbours are nice places to work."),
        ("5", "Harbours are nice places to work."),
        (True, "The harbour of Quayton opened on Monday"),
        (None, "Harbours are nice places to work."),
        (5, None),
        (5, ["Harbours are nice places to work."]),
    ],
)
def test_what_does_not_stand_where_it_is_said_to_is_refused_and_counted(number: object, quote: object) -> None:
    with StandIn(says(TRUE, claim(number, quote))) as server:
        heard = ask(server)
    assert heard.used["quotes_refused"] == 1
    assert "Refused because the words do not stand where they are said to: 1 answer." in heard.notes
    assert heard.tier(QUIET) == 0
    assert heard.left_to_the_small_judge(NICE) == (number == 5 and isinstance(quote, str))
    assert heard.tier(OPENED) == 1


def test_a_sentence_with_false_answers_only_is_left_to_the_small_judge() -> None:
    with StandIn(says(TRUE, claim(5, "Harbours are awful places to work."))) as server:
        heard = ask(server)
    assert heard.left_to_the_small_judge(NICE)
    assert not heard.left_to_the_small_judge(LOVE)


def test_a_model_whose_every_quotation_is_invented_is_not_believed_at_all() -> None:
    with StandIn(says(claim(1, "The harbour burnt down."), claim(2, "We hate the sea."))) as server:
        findings = extract(server)
    assert findings.told.judge == "small"
    assert findings.told.notes == (
        "The language model quoted words that do not stand in the article; the built-in extractor was used.",
    )
    assert findings.told.used["quotes_refused"] == 2


def test_the_same_claim_twice_and_parts_that_overlap_are_one() -> None:
    part = "The harbour of Quayton opened on Monday after three years of work and cost $200 million"
    with StandIn(
        says(claim(1, part), claim(1, part), claim(1, "opened on Monday after three years of work"), WHOLE, WHOLE)
    ) as server:
        heard = ask(server)
    assert len(heard.parts(OPENED)) == 1
    assert heard.parts(QUIET) == []


@pytest.mark.parametrize(
    "quote", ["Harbours are nice places to work", "are nice places to work.", "nice places", "Harbours"]
)
def test_nearly_all_of_a_sentence_and_too_little_of_it_both_mean_the_sentence(quote: str) -> None:
    with StandIn(says(claim(5, quote))) as server:
        heard = ask(server)
    assert heard.tier(NICE) == 1
    assert heard.parts(NICE) == []


def test_equal_sentences_at_two_places_are_told_apart_by_their_numbers() -> None:
    text = "Ships are nice.\n\nThe harbour of Quayton opened on Monday.\n\nShips are nice."
    with StandIn(says(claim(3, "Ships are nice."))) as server:
        heard = ask(server, text)
    assert [index for index in heard.judged.reasons if "Language model:" in heard.judged.reasons[index]] == [2]
    assert heard.judged.claim[2] >= heard.tiers[0] > heard.judged.claim[0]


def test_words_behind_the_longest_piece_of_a_sentence_are_not_sent() -> None:
    text = "The harbour " + "and the sea " * 1_000 + "cost $9 million."
    with StandIn(says(claim(1, "cost $9 million"), claim(1, "The harbour and the sea and"))) as server:
        heard = ask(server, text)
        assert len(server.asked[0].lines[1]) <= 1_500
    assert heard.used["quotes_refused"] == 1
    assert heard.spans[0] == Span(0, len(text))


@pytest.mark.parametrize(
    "written",
    [
        "Here is what I found:\n\n```json\n{}\n```\nI hope that helps!",
        "<think>The {format} is {{odd}}.</think> {}",
        '{"note": "first"} {}',
        "{}",
    ],
)
def test_prose_around_the_json_is_passed_over(written: str) -> None:
    with StandIn(writes(written.replace("{}", json.dumps({"claims": [WHOLE]}, indent=2)))) as server:
        assert ask(server).tier(QUIET) == 1


@pytest.mark.parametrize(
    "content",
    [
        "I cannot help with that.",
        "",
        None,
        {"claims": []},
        '{"claims": [{"sentence": 1, "quote": "The harb',
        '{"claims": "none"}',
        '{"claims": {}}',
        "[]",
        '{"claims": ' + "[" * 100_000,
        '{"claims"' * 1_000,
    ],
    ids=lambda content: repr(content)[:30],
)
def test_an_answer_that_cannot_be_read_leaves_the_article_to_the_small_judge(content: object) -> None:
    with StandIn(writes(content)) as server, pytest.raises(Unable) as unable:
        ask(server)
    assert str(unable.value) == (
        "The language model gave an answer that cannot be read; the built-in extractor was used."
    )
    assert unable.value.used["prompt_tokens"] == USAGE["prompt_tokens"]


def test_an_answer_that_was_cut_off_by_its_limit_does_not_count() -> None:
    server = StandIn(writes(json.dumps({"claims": [WHOLE]}), ended="length"))
    with server, pytest.raises(Unable, match="was cut off in the middle of its answer"):
        ask(server)


def test_items_that_are_no_claims_are_refused_and_the_others_count() -> None:
    with StandIn(writes(json.dumps({"claims": [None, 7, "words", [], {}, WHOLE]}))) as server:
        heard = ask(server)
    assert heard.used["quotes_refused"] == 5
    assert heard.tier(QUIET) == 1


@pytest.mark.parametrize("priority", ["urgent", None, 3, ["high"]])
def test_an_unknown_priority_is_a_middle_one(priority: object) -> None:
    with StandIn(says({**WHOLE, "priority": priority})) as server:
        heard = ask(server)
    assert heard.tier(QUIET) == 1
    assert heard.judged.high[heard.index(QUIET)] == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("Check\nthe\r\n\tlog.", "Language model: Check the log."),
        ("Check\u202e the\x00 log\u200b.", "Language model: Check the log."),
        ("x" * 5_000, "Language model: " + "x" * 239 + "…"),
        ("\ud800 Check.", "Language model: Check."),
        ("\u200b", ""),
        (None, ""),
    ],
)
def test_a_reason_is_one_short_line_without_anything_invisible(reason: object, shown: str) -> None:
    with StandIn(says({**WHOLE, "reason": reason})) as server:
        assert ask(server).reason(QUIET) == shown


def test_more_answers_than_lines_could_have_are_not_read() -> None:
    def act(handler: Handler, asked: Asked) -> None:
        handler.send(200, completion(json.dumps({"claims": [WHOLE] * 60}), USAGE))

    with StandIn(act) as server:
        assert ask(server).used["quotes_refused"] == 60 - 10 * 5
