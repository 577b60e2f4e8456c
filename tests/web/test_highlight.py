"""What is drawn over a text never changes the text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import Block, BlockKind
from articles.text.recognise import recognise_blocks
from articles.text.spans import Span
from articles.web.highlight import Painter
from articles.web.marks import NAMED, Line, Mark, draw


class Blocks(HTMLParser):
    """The text content of every block, by its data-start, and the links in it."""

    def __init__(self, html: str, *, alone: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.alone = alone
        self.words: dict[int, str] = {}
        self.links: list[dict[str, str | None]] = []
        self._start: int | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "p" and "data-start" in found:
            self._start = int(found["data-start"] or "")
            self.words[self._start] = ""
        if tag == "a" and "data-claims" in found:
            self.links.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._start = None

    def handle_data(self, data: str) -> None:
        assert self._start is not None or not self.alone, f"words outside a block: {data!r}"
        if self._start is not None:
            self.words[self._start] += data


def painted(text: str, marks: list[Mark], blocks: tuple[Block, ...] | None = None) -> Blocks:
    lines = draw(text, recognise_blocks(text) if blocks is None else blocks, marks)
    painter = Painter(lines, lambda number: f"?claim={number}", current=marks[0].number if marks else None)
    return Blocks(painter.furniture() + painter.article())


def put_together(text: str, blocks: Blocks) -> str:
    """The text from its blocks, with white space as it stood between them."""
    whole, at = "", 0
    for start, words in sorted(blocks.words.items()):
        assert not text[at:start].strip(), f"words between blocks were not drawn: {text[at:start]!r}"
        whole += text[at:start] + words
        at = start + len(words)
    return whole + text[at:]


def every(text: str, words: str) -> list[Mark]:
    """A claim on each place where words stand."""
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + len(words))
    return [Mark(place, place + len(words), number, "open") for number, place in enumerate(places, 1)]


@pytest.mark.parametrize("name", ["lumen-btcc.txt", "lumen-motley-fool.txt"])
def test_what_is_drawn_is_letter_for_letter_the_text(shared: Path, name: str) -> None:
    text = (shared / "samples" / name).read_text(encoding="utf-8")
    sentences = [
        Mark(start, min(start + 70, len(text)), n, "verified") for n, start in enumerate(range(0, len(text), 45))
    ]
    assert put_together(text, painted(text, sentences)) == text


def test_markup_in_an_article_is_shown_and_never_run() -> None:
    text = 'He said <b onclick="x()">so</b> & "so" & <script>alert(1)</script> &amp; that’s it.'
    drawn = painted(text, [Mark(8, 30, 1, "disputed")])
    assert put_together(text, drawn) == text
    assert [link["id"] for link in drawn.links] == ["w1"]


def test_letters_outside_the_basic_plane_count_as_one() -> None:
    text = "👩‍🚒👩‍🚒 The 🔥 cost $4 million 🔥🔥, she said.\n🔥 It cost $4 million."
    marks = every(text, "cost $4 million")
    drawn = painted(text, marks)
    assert put_together(text, drawn) == text
    assert sorted(drawn.words) == [0, text.index("\n") + 1]
    assert {link["data-claims"] for link in drawn.links} == {"1", "2"}


def test_fifty_equal_sentences_are_fifty_claims_each_at_its_own_place() -> None:
    text = " ".join(["The price rose by 5 percent."] * 50)
    drawn = painted(text, every(text, "The price rose by 5 percent."))
    assert put_together(text, drawn) == text
    assert [link["id"] for link in drawn.links] == [f"w{number}" for number in range(1, 51)]


def test_overlapping_claims_are_segments_and_no_link_lies_in_another() -> None:
    text = "shares skyrocketing following two partnerships worth $200 million"
    lines = draw(text, recognise_blocks(text), [Mark(0, 46, 4, "disputed"), Mark(30, 65, 5, "open")])
    cut = [(part.text, [mark.number for mark in part.marks]) for line in lines for part in line.segments]
    assert cut == [
        ("shares skyrocketing following ", [4]),
        ("two partnerships", [5, 4]),
        (" worth $200 million", [5]),
    ]


def test_a_nested_claim_is_reached_by_its_own_words() -> None:
    text = "The city said the tunnel cost $412 million in all."
    drawn = painted(text, [Mark(0, 50, 1, "open"), Mark(25, 42, 2, "verified")])
    assert [(link["data-claims"], link.get("id")) for link in drawn.links] == [("1", "w1"), ("2 1", "w2"), ("1", None)]


def test_a_claim_whose_words_all_belong_to_shorter_ones_keeps_a_stop_of_its_own() -> None:
    text = "Two claims on the same words."
    drawn = painted(text, [Mark(0, 29, 1, "open"), Mark(0, 29, 2, "open"), Mark(0, 29, 3, "open")])
    assert [link["id"] for link in drawn.links] == ["w1", "w2", "w3"]
    assert put_together(text, drawn) == text


def test_a_claim_over_two_lines_has_one_tab_stop() -> None:
    text = "First line of it.\nSecond line of it."
    drawn = painted(
        text, [Mark(6, 24, 1, "open")], (Block(BlockKind.PARAGRAPH, 0, 17), Block(BlockKind.PARAGRAPH, 18, 36))
    )
    assert [(link.get("id"), link.get("tabindex")) for link in drawn.links] == [("w1", None), (None, "-1")]
    assert [link.get("data-n") for link in drawn.links] == [None, "1"]


def test_words_that_no_block_holds_are_drawn_all_the_same() -> None:
    text = "Not in a block.\n\nIn a block.\nNor this."
    drawn = painted(text, [], (Block(BlockKind.PARAGRAPH, 17, 28),))
    assert put_together(text, drawn) == text


def test_what_was_ticked_is_marked_over_claims_that_lie_across_it() -> None:
    text = "It cost $412 million in 2019, they say & know."
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    marks = [Mark(0, 20, 1, "open"), Mark(13, 46, 2, "open")]
    lines = draw(text, blocks, marks, [Span(8, 20), Span(15, 28), Span(39, 42)])
    html = Painter(lines, lambda number: f"?claim={number}").article()
    assert put_together(text, Blocks(html)) == text
    assert re.findall(r'<span class="(t[ a-z]*)">([^<]*)</span>', html) == [
        ("t", "$412 "),
        ("t", "million"),
        ("t last", " in 2019"),
        ("t last", "&amp; k"),
    ]


def test_only_a_newline_ends_a_line() -> None:
    text = "One\u0085two\u2028three\x0bfour."
    drawn = painted(text, [Mark(4, 7, 1, "open")], ())
    assert drawn.words == {0: text}


def test_a_swap_out_of_band_brings_only_the_lines_of_its_claim() -> None:
    text = "First words.\nSecond words.\nThird words."
    blocks = tuple(Block(BlockKind.PARAGRAPH, start, start + length) for start, length in ((0, 12), (13, 13), (27, 12)))
    painter = Painter(draw(text, blocks, every(text, "words")), lambda number: f"?claim={number}")
    assert list(Blocks(painter.changed(2)).words.values()) == ["Second words."]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=200)


@given(st.data())
def test_any_text_with_any_claims_is_drawn_as_it_stands(data: st.DataObject) -> None:
    text = data.draw(texts)
    spans = st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 60))
    found = data.draw(st.lists(spans, max_size=20)) if text else []
    marks = [Mark(start, min(len(text), start + size), n, "open") for n, (start, size) in enumerate(found, 1)]
    ticked = [Span(start, min(len(text), start + size)) for start, size in data.draw(st.lists(spans, max_size=9))]
    lines = draw(text, recognise_blocks(text), marks, ticked if text else [])
    assert [line for line in lines if "".join(part.text for part in line.segments) != text[line.start : line.end]] == []
    drawn = Blocks(Painter(lines, str).furniture() + Painter(lines, str).article())
    assert put_together(text, drawn) == text
    seen = {mark.number for mark in marks if touches(lines, mark)}
    assert sorted(link["id"] or "" for link in drawn.links if "id" in link) == sorted(f"w{n}" for n in seen)


def touches(lines: list[Line], mark: Mark) -> bool:
    return any(line.start < mark.end and mark.start < line.end for line in lines)


def test_twice_the_claims_on_the_same_words_are_at_most_twice_the_work() -> None:
    text = "word " * 2000

    def parts(count: int) -> int:
        marks = [Mark(n, len(text) - 1 - n, n, "open") for n in range(count)]
        return sum(len(part.marks) for line in draw(text, recognise_blocks(text), marks) for part in line.segments)

    assert parts(1000) <= 2 * NAMED * 1000 + NAMED
    assert parts(2000) <= 2.01 * parts(1000)
