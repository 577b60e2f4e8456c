"""Where claims stand in a newer text: only unchanged words in unchanged surroundings are carried over."""

import pytest

from articles.text.reanchor import Anchor, State, reanchor
from articles.text.spans import Span

ARTICLE = [
    "Lumen rises on two deals.\n\n",
    "Shares rose 46.3 percent in 2026. ",
    "Palantir pays $200 million over several years. ",
    "The contract with Pac-12 was signed last August.\n\n",
    "Analysts doubt that the rally can last. ",
    "Debt stands at $17.4 billion.\n",
]


def spans_of(sentences: list[str]) -> list[Span]:
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence.rstrip())))
        start += len(sentence)
    return spans


def carry(old: list[str], new: list[str], *which: int) -> list[Anchor]:
    spans = spans_of(old)
    return reanchor("".join(old), "".join(new), [spans[index] for index in which] or spans)


def states(anchors: list[Anchor]) -> list[str]:
    return [anchor.state.value for anchor in anchors]


def quotes(new: list[str], anchors: list[Anchor]) -> list[str | None]:
    return [anchor.span.quote("".join(new)) if anchor.span else None for anchor in anchors]


def test_in_an_unchanged_text_everything_stays() -> None:
    assert carry(ARTICLE, ARTICLE) == [Anchor(State.PLACED, span) for span in spans_of(ARTICLE)]


@pytest.mark.parametrize("place", range(len(ARTICLE) + 1))
def test_a_new_sentence_anywhere_moves_what_follows_and_asks_nothing_again(place: int) -> None:
    new = [*ARTICLE[:place], "A new sentence 🚀 stands here. ", *ARTICLE[place:]]
    anchors = carry(ARTICLE, new)
    assert states(anchors) == ["placed"] * len(ARTICLE)
    assert quotes(new, anchors) == [sentence.strip() for sentence in ARTICLE]


@pytest.mark.parametrize("place", range(1, len(ARTICLE)))
def test_only_the_sentence_whose_words_changed_is_asked_about(place: int) -> None:
    changed = ARTICLE[place].replace(ARTICLE[place].split()[2], "perhaps")
    new = [*ARTICLE[:place], changed, *ARTICLE[place + 1 :]]
    anchors = carry(ARTICLE, new)
    assert states(anchors) == ["placed"] * place + ["changed"] + ["placed"] * (len(ARTICLE) - place - 1)
    assert quotes(new, anchors)[place] == changed.strip()


@pytest.mark.parametrize("place", range(1, len(ARTICLE)))
def test_only_the_sentence_that_vanished_is_gone(place: int) -> None:
    anchors = carry(ARTICLE, [*ARTICLE[:place], *ARTICLE[place + 1 :]])
    assert states(anchors) == ["placed"] * place + ["gone"] + ["placed"] * (len(ARTICLE) - place - 1)


def test_a_changed_figure_is_shown_where_it_stands_now() -> None:
    new = [*ARTICLE[:1], "Shares rose 12.5 percent in 2026. ", *ARTICLE[2:]]
    anchors = carry(ARTICLE, new, 1)
    assert (states(anchors), quotes(new, anchors)) == (["changed"], ["Shares rose 12.5 percent in 2026."])


def test_part_of_a_sentence_is_asked_about_when_the_rest_of_it_changes() -> None:
    old, new = "In 2025, shares rose 46.3 percent.", "In 2024, shares rose 46.3 percent."
    start = old.index("shares")
    assert reanchor(old, new, [Span(start, len(old) - 1)]) == [Anchor(State.CHANGED, Span(start, len(new) - 1))]


def test_words_put_before_a_quote_in_its_sentence_are_a_change() -> None:
    old, new = "Shares rose 46.3 percent.", "Nobody believes that shares rose 46.3 percent."
    (anchor,) = reanchor(old, new, [Span(7, 24)])
    assert anchor.state is State.CHANGED
    assert anchor.span is not None
    assert anchor.span.quote(new) == "rose 46.3 percent"


def test_a_claim_over_two_sentences_changes_when_something_comes_between_them() -> None:
    old = "One is here. Two is there. Three."
    new = "One is here. Not so fast. Two is there. Three."
    assert reanchor(old, new, [Span(0, 26)])[0].state is State.CHANGED
    assert reanchor(old, "Zero. " + old, [Span(0, 26)]) == [Anchor(State.PLACED, Span(6, 32))]


def test_a_sentence_that_moved_elsewhere_does_not_take_its_verdict_along() -> None:
    new = [ARTICLE[0], *ARTICLE[2:], "\n", ARTICLE[1]]
    assert states(carry(ARTICLE, new, 1)) == ["gone"]


def test_a_look_alike_under_another_heading_inherits_nothing() -> None:
    lumen, corning, equal = "Lumen\n", "Corning\n", "Revenue rose 5 percent.\n"
    old = [lumen, equal, corning, equal]
    assert states(carry(old, [corning, equal], 1, 3)) == ["gone", "placed"]
    assert states(carry(old, [lumen, equal], 1, 3)) == ["placed", "gone"]
    assert "placed" not in states(carry(old, ["Acme\n", equal], 1, 3))
    assert states(carry(old, ["Acme\n", equal, corning, equal], 1, 3)) == ["changed", "placed"]


def test_a_sentence_under_a_heading_that_now_names_somebody_else_is_asked_about() -> None:
    assert states(
        carry(["Lumen\n", "Revenue rose 5 percent.\n", "End.\n"], ["Acme\n", "Revenue rose 5 percent.\n", "End.\n"], 1)
    ) == ["changed"]


def test_a_sentence_that_leans_on_the_one_before_is_asked_about_with_it() -> None:
    old = ["Lumen won the contract. ", "It is worth $200 million. ", "Nobody else bid."]
    new = ["Corning lost a lawsuit in Texas. ", *old[1:]]
    assert states(carry(old, new, 1, 2)) == ["changed", "placed"]


def test_the_old_words_between_wholly_new_surroundings_are_asked_about() -> None:
    old = ["Rain fell in Leeds. ", "Shares rose 5 percent. ", "Snow fell in York."]
    new = ["Bankers met in Rome. ", "Shares rose 5 percent. ", "Traders left for Oslo."]
    assert states(carry(old, new, 1)) == ["changed"]


EQUAL = ["He said no. "] * 50


@pytest.mark.parametrize("place", range(0, 51, 5))
def test_fifty_equal_sentences_keep_their_order_around_a_new_one(place: int) -> None:
    new = [*EQUAL[:place], "Somebody else spoke. ", *EQUAL[place:]]
    anchors = carry(EQUAL, new)
    assert states(anchors) == ["placed"] * 50
    wanted = [span for index, span in enumerate(spans_of(new)) if index != place]
    assert [anchor.span for anchor in anchors] == wanted


def test_of_fifty_equal_sentences_one_less_leaves_forty_nine_in_order() -> None:
    anchors = carry(EQUAL, EQUAL[1:])
    assert states(anchors) == ["placed"] * 49 + ["gone"]
    assert [anchor.span for anchor in anchors[:-1]] == spans_of(EQUAL[1:])


def test_of_fifty_equal_sentences_only_the_changed_one_is_asked_about() -> None:
    new = [*EQUAL[:20], "He said yes. ", *EQUAL[21:]]
    assert states(carry(EQUAL, new)) == ["placed"] * 20 + ["changed"] + ["placed"] * 29


def test_offsets_are_right_after_emoji() -> None:
    old, new = "Shares 🚀 rose 5 percent. 👩‍👩‍👧 Yes.", "🎉🎉 New. Shares 🚀 rose 5 percent. 👩‍👩‍👧 Yes."
    assert reanchor(old, new, [Span(0, 24)]) == [Anchor(State.PLACED, Span(8, 32))]


def test_other_white_space_inside_a_quote_is_a_change_and_around_it_is_none() -> None:
    old = "First it rained. The deal is worth $200 million. Then it snowed."
    span = Span(17, 48)
    assert reanchor(old, old.replace("worth $", "worth\n$"), [span])[0].state is State.CHANGED
    assert reanchor(old, old.replace(". The", ".\n\nThe"), [span]) == [Anchor(State.PLACED, Span(18, 49))]


def test_everything_is_gone_from_another_text() -> None:
    assert set(states(carry(ARTICLE, ["Rain fell on Leeds all day long."]))) == {"gone"}
    assert set(states(carry(ARTICLE, [""]))) == {"gone"}


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 2), Span(-1, 4), Span(0, 99)])
def test_a_span_without_words_is_an_error(span: Span) -> None:
    with pytest.raises(ValueError, match="no words"):
        reanchor("Ten chars.", "Ten chars.", [span])
