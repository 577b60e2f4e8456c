"""The sentence model: its tokenizer reads as the model was trained, its windows judge each sentence once, long texts end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extractor import choice, find_candidates
from articles.extractor.judges import Judged, Unable
from articles.extractor.minilm import judge as minilm
from articles.extractor.minilm.judge import HEAD, MODEL, MOST_PIECES, MiniLM
from articles.extractor.minilm.windows import AFTER, MARKS, ROOM, read, windows
from articles.extractor.minilm.wordpiece import CLASS, SEPARATOR, UNKNOWN, pieces, vocabulary
from articles.extractor.small.judge import Small
from articles.text.blocks import BlockKind
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences

TEXT = """Harbour tunnel opens two years late

The harbour tunnel opened on 3 March 2025, two years later than planned, the city said.
Please stay safe, dear readers, and thank you so much for your patience!
"""


def judged(text: str) -> Judged:
    blocks = recognise_blocks(text)
    return MiniLM().judge(text, blocks, sentences(text, blocks), lambda share: None)


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("The tunnel", ["the", "tunnel"]),
        ("Naïve Café", ["naive", "cafe"]),
        ("$412-million", ["$", "412", "-", "million"]),
        ("unaffable", ["una", "##ffa", "##ble"]),
        ("日本", ["日", "本"]),
        ("\u200b\x07", []),
    ],
)
def test_words_are_read_in_the_pieces_of_the_vocabulary(words: str, read_as: list[str]) -> None:
    assert pieces(words, 99) == [vocabulary()[piece] for piece in read_as]


def test_a_word_without_end_is_one_unknown_piece_and_no_text_gives_more_than_was_asked_for() -> None:
    assert pieces("x" * 100_000, 99) == [UNKNOWN]
    assert len(pieces("tunnel " * 100_000, 99)) == 99


@given(st.lists(st.integers(1, 120), max_size=60))
def test_every_sentence_is_judged_once_whole_and_in_order(lengths: list[int]) -> None:
    texts = [[1 + number % 9, *range(1000, 999 + length)] for number, length in enumerate(lengths)]
    seen = []
    for ids, places in windows(texts):
        assert len(ids) <= ROOM + AFTER
        assert (ids[0], ids[-1]) == (CLASS, SEPARATOR)
        for sentence, first, last in places:
            assert ids[first:last] == texts[sentence]
            seen.append(sentence)
    assert seen == list(range(len(texts)))


def test_the_marks_of_blocks_are_those_of_the_training() -> None:
    trained = ["heading", "paragraph", "list_item", "table_row", "caption", "quote", "byline", "furniture"]
    assert {kind.value: number for kind, number in MARKS.items()} == {name: i for i, name in enumerate(trained, 1)}
    assert read("x", BlockKind.QUOTE)[0] == MARKS[BlockKind.QUOTE]


def test_a_report_is_told_from_a_feeling() -> None:
    blocks = recognise_blocks(TEXT)
    found = sentences(TEXT, blocks)
    by_words = {TEXT[s.start : s.end]: share for s, share in zip(found, judged(TEXT).claim, strict=True)}
    reported = next(share for words, share in by_words.items() if "3 March" in words)
    felt = next(share for words, share in by_words.items() if "dear readers" in words)
    first, second = MiniLM().tiers
    assert felt < second < first < reported


def test_the_same_text_gives_the_same_numbers() -> None:
    assert np.array_equal(judged(TEXT).claim, judged(TEXT).claim)


def test_what_lies_beyond_the_stronger_model_s_reach_is_judged_by_the_small_one_and_said() -> None:
    text = "The tunnel cost $412 million in 2019.\n" * (MOST_PIECES // 8)
    said = judged(text)
    assert len(said.told.notes) == 1
    assert "the small one judged alone" in said.told.notes[0]
    assert said.claim[-1] >= MiniLM().tiers[1]


def test_a_machine_without_the_runtime_falls_back_on_the_small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("no onnxruntime here")

    monkeypatch.setattr(minilm, "_model", missing)
    with pytest.raises(Unable, match="small model was used"):
        judged(TEXT)
    findings = find_candidates(TEXT, recognise_blocks(TEXT))
    assert findings.told.judge == Small.name
    assert any("small model was used" in note for note in findings.told.notes)
    assert findings.candidates


def test_model_and_head_are_small_and_named_by_their_hash() -> None:
    assert MODEL.stat().st_size + HEAD.stat().st_size <= 25_000_000
    assert choice.judge_named(choice.DEFAULT).identity == MiniLM().identity
    assert len(MiniLM().identity) == 64
