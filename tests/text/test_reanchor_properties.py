"""For any text and any edits: what is carried over is the same words in the same place, and nothing else is."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from articles.text.reanchor import Anchor, State, reanchor
from articles.text.spans import Span
from articles.text.units import units

SENTENCE = st.one_of(
    st.sampled_from(["He said no. ", "She said yes.\n", "It rose 5%. ", "Lumen\n", "“Quoted!” ", "🚀 up 3.5. "]),
    st.text(alphabet="ab 1.!?\n\u2028é🚀’", max_size=12),
)
TEXTS = st.lists(SENTENCE, min_size=1, max_size=12)
EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "replace", "swap", "double"]), st.integers(0, 11), SENTENCE),
    max_size=6,
)


def edited(sentences: list[str], edits: list[tuple[str, int, str]]) -> list[str]:
    new = [*sentences]
    for act, where, sentence in edits:
        place = where % len(new) if new else 0
        if act == "insert" or not new:
            new.insert(place, sentence)
        elif act == "delete":
            del new[place]
        elif act == "replace":
            new[place] = sentence
        elif act == "double":
            new.insert(place, new[place])
        else:
            new[place], new[-1] = new[-1], new[place]
    return new


@given(TEXTS, EDITS, st.lists(st.tuples(st.integers(0, 150), st.integers(1, 60)), max_size=8))
def test_for_any_text_and_any_edits_a_carried_quote_equals_its_words(
    sentences: list[str], edits: list[tuple[str, int, str]], cuts: list[tuple[int, int]]
) -> None:
    old, new = "".join(sentences), "".join(edited(sentences, edits))
    spans = [Span(start, min(len(old), start + length)) for start, length in cuts if start < len(old)]
    anchors = reanchor(old, new, spans)
    for span, anchor in zip(spans, anchors, strict=True):
        assert (anchor.span is None) == (anchor.state is State.GONE)
        if anchor.span is not None:
            assert 0 <= anchor.span.start < anchor.span.end <= len(new)
        if anchor.state is State.PLACED:
            assert anchor.span is not None
            assert anchor.span.quote(new) == span.quote(old)


@given(TEXTS, EDITS)
def test_for_any_text_and_any_edits_no_two_claims_land_on_one_place_and_none_overtakes(
    sentences: list[str], edits: list[tuple[str, int, str]]
) -> None:
    old, new = "".join(sentences), "".join(edited(sentences, edits))
    pieces = units(old)
    spans = [Span(start, start + len(key)) for start, key in zip(pieces.starts, pieces.keys, strict=True) if key]
    placed = [anchor.span for anchor in reanchor(old, new, spans) if anchor.state is State.PLACED]
    assert all(one is not None and two is not None and one.end <= two.start for one, two in pairwise(placed))


@given(TEXTS)
def test_an_unchanged_text_changes_nothing(sentences: list[str]) -> None:
    text = "".join(sentences)
    spans = [Span(start, end) for start in range(0, len(text), 5) for end in (start + 1, len(text))]
    assert reanchor(text, text, spans) == [Anchor(State.PLACED, span) for span in spans]


class Sentence(NamedTuple):
    """A sentence with an identity, so that equal ones can be told apart by the test, though not by the text."""

    who: int
    words: str


EQUAL = ("He said no.", "Revenue rose 5 percent.", "🚀 Up 3.5 percent.")
EDIT = st.tuples(
    st.sampled_from(["insert", "delete", "move", "double", "change"]), st.integers(0, 60), st.integers(0, 60)
)
SCRIPTS = st.lists(EDIT, max_size=8)


def unique(count: int) -> list[Sentence]:
    return [
        Sentence(number, f"Company {number} paid {number + 7} euros to firm {number * 31 % 97}.")
        for number in range(count)
    ]


def played(sentences: list[Sentence], script: list[tuple[str, int, int]]) -> list[Sentence]:
    """The sentences after the edits; new, doubled and changed ones are somebody else, moved ones stay themselves."""
    new = [*sentences]
    for number, (act, here, there) in enumerate(script):
        place, goal = here % (len(new) or 1), there % (len(new) + 1)
        other = Sentence(1000 + number, f"Something new came as number {number}.")
        if act == "insert" or not new:
            new.insert(goal, other)
        elif act == "delete":
            del new[place]
        elif act == "move":
            new.insert(min(goal, len(new) - 1), new.pop(place))
        elif act == "double":
            new.insert(goal, other._replace(words=new[place].words))
        else:
            new[place] = other._replace(words=new[place].words.replace("e", "i", 1) + "!")
    return new


def laid_out(sentences: list[Sentence]) -> tuple[str, list[Span]]:
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence.words)))
        text += sentence.words + " "
    return text, spans


def carried(old: list[Sentence], new: list[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Each old sentence that was carried over, with the new one it was carried to."""
    (text, spans), (newer, places) = laid_out(old), laid_out(new)
    at = dict(zip(places, new, strict=True))
    anchors = reanchor(text, newer, spans)
    return [(sentence, at[anchor.span]) for sentence, anchor in zip(old, anchors, strict=True) if is_placed(anchor)]


def is_placed(anchor: Anchor) -> bool:
    return anchor.state is State.PLACED


@given(st.integers(1, 40), SCRIPTS)
def test_among_sentences_without_equals_only_the_very_same_one_is_carried_to(
    count: int, script: list[tuple[str, int, int]]
) -> None:
    old = unique(count)
    script = [edit for edit in script if edit[0] != "double"]
    assert all(was.who == now.who for was, now in carried(old, played(old, script)))


@given(st.integers(1, 40), SCRIPTS)
def test_of_doubled_sentences_no_more_are_carried_than_stand_there_and_never_two_to_one(
    count: int, script: list[tuple[str, int, int]]
) -> None:
    old = unique(count)
    new = played(old, script)
    pairs = carried(old, new)
    assert all(was.words == now.words for was, now in pairs)
    assert max(Counter(now.who for _, now in pairs).values(), default=0) <= 1


@given(st.lists(st.sampled_from(EQUAL), min_size=1, max_size=50), st.lists(st.integers(0, 60), max_size=8))
def test_new_sentences_anywhere_leave_every_claim_on_its_own_words_even_among_equals(
    words: list[str], places: list[int]
) -> None:
    old = [Sentence(number, one) for number, one in enumerate(words)]
    new = played(old, [("insert", 0, place) for place in places])
    assert [(was.who, now.who) for was, now in carried(old, new)] == [(one.who, one.who) for one in old]


@given(st.lists(st.sampled_from(EQUAL), min_size=1, max_size=50), SCRIPTS)
def test_among_equals_carried_claims_keep_their_order_and_their_number(
    words: list[str], script: list[tuple[str, int, int]]
) -> None:
    old = [Sentence(number, one) for number, one in enumerate(words)]
    new = played(old, script)
    pairs = carried(old, new)
    order = {one.who: place for place, one in enumerate(new)}
    assert all(was.words == now.words for was, now in pairs)
    assert all(order[one[1].who] < order[two[1].who] for one, two in pairwise(pairs))
    kept, there = Counter(was.words for was, _ in pairs), Counter(one.words for one in new)
    assert all(kept[one] <= there[one] for one in kept)


@given(st.integers(2, 40), st.sets(st.integers(0, 39)))
def test_of_sentences_without_equals_those_taken_out_are_gone_and_the_others_stay(count: int, out: set[int]) -> None:
    old = unique(count)
    new = [one for one in old if one.who not in out]
    text, spans = laid_out(old)
    states = [anchor.state for anchor in reanchor(text, laid_out(new)[0], spans)]
    assert [state is State.PLACED for state in states] == [one.who not in out for one in old]
    assert all(state is State.GONE for one, state in zip(old, states, strict=True) if one.who in out)
