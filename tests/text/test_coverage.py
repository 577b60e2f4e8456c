"""Coverage: every letter of every block is looked at in one way, and nothing that was not looked at is hidden."""

from hypothesis import given
from hypothesis import strategies as some

from articles.text.blocks import Block, BlockKind
from articles.text.coverage import Look, Passage, coverage, share_seen, unread
from articles.text.spans import Span

TEXT = "Costs rose. Nobody knew why, he said.\n\nShare this\n\nIt ended."
BLOCKS = [
    Block(BlockKind.PARAGRAPH, 0, 37),
    Block(BlockKind.FURNITURE, 39, 49),
    Block(BlockKind.PARAGRAPH, 51, 60),
]


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def looks(*, opened: list[Span] = [], seen: list[Span] = []) -> list[tuple[str, str]]:  # noqa: B006  # never changed
    rows = coverage(TEXT, BLOCKS, opened=opened, seen=seen)
    return [(look.value, TEXT[start:end]) for row in rows for look, start, end in row]


def test_nobody_has_looked_at_a_text_without_claims() -> None:
    assert looks() == [("none", TEXT[:37]), ("none", "It ended.")]


def test_claims_cut_a_block_into_passages_and_the_space_between_goes_with_the_first() -> None:
    assert looks(opened=[span("Nobody knew why")], seen=[span("Costs rose.")]) == [
        ("seen", "Costs rose. "),
        ("open", "Nobody knew why"),
        ("none", ", he said."),
        ("none", "It ended."),
    ]


def test_words_that_are_decided_and_open_are_open() -> None:
    assert looks(opened=[span("rose")], seen=[span("Costs rose.")])[:3] == [
        ("seen", "Costs "),
        ("open", "rose"),
        ("seen", "."),
    ]


def test_an_unread_passage_begins_with_its_own_words() -> None:
    rows = coverage(TEXT, BLOCKS, opened=[span("Nobody knew why")], seen=[span("Costs rose.")])
    assert [one.quote(TEXT) for one in unread(TEXT, rows)] == ["he said.", "It ended."]


def test_furniture_is_not_counted() -> None:
    rows = coverage(TEXT, BLOCKS, opened=[], seen=[Span(0, 37), Span(51, 60)])
    assert rows[1] == []
    assert (share_seen(rows), unread(TEXT, rows)) == (100, [])


def test_the_share_counts_letters_and_is_never_rounded_up_to_all() -> None:
    rows = [[Passage(Look.SEEN, 0, 999), Passage(Look.NONE, 999, 1_000)]]
    assert share_seen(rows) == 99
    assert share_seen([[Passage(Look.OPEN, 0, 3), Passage(Look.SEEN, 3, 4)]]) == 25
    assert share_seen([]) == 100


def test_an_opening_quotation_mark_goes_with_the_claim_behind_it() -> None:
    text = "“It ended.”"
    [row] = coverage(text, [Block(BlockKind.QUOTE, 0, 11)], opened=[Span(1, 10)], seen=[])
    assert row == [Passage(Look.OPEN, 0, 11)]


@given(some.data())
def test_every_letter_is_in_one_passage_and_looked_at_as_the_spans_say(data: some.DataObject) -> None:
    text = data.draw(some.text(alphabet="ab .\n“😀", min_size=1, max_size=60))
    places = some.lists(some.tuples(some.integers(0, len(text) - 1), some.integers(1, 12)), max_size=8)
    opened, seen = ([Span(start, min(len(text), start + size)) for start, size in data.draw(places)] for _ in range(2))
    [row] = coverage(text, [Block(BlockKind.PARAGRAPH, 0, len(text))], opened=opened, seen=seen)
    assert [passage.start for passage in row] == [0, *(passage.end for passage in row[:-1])]
    assert row[-1].end == len(text)
    for look, start, end in row:
        for at in range(start, end):
            if text[at].isalnum():
                is_open = any(one.start <= at < one.end for one in opened)
                is_seen = any(one.start <= at < one.end for one in seen)
                assert look == (Look.OPEN if is_open else Look.SEEN if is_seen else Look.NONE)
