"""Words to pieces that the model knows: BERT's uncased tokenizer (Devlin et al. 2019), as the model was trained with it."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocabulary.txt")
UNKNOWN, CLASS, SEPARATOR = 100, 101, 102
LONGEST_WORD = 100
# Han, kana and hangul are read sign by sign, as in training.
SIGNS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


@cache
def vocabulary() -> dict[str, int]:
    """Each piece with its number; pieces that go on inside a word begin with "##"."""
    return {piece: number for number, piece in enumerate(VOCABULARY.read_text("utf-8").split("\n"))}


def pieces(words: str, most: int) -> list[int]:
    """The numbers of the first pieces of words, at most `most` of them."""
    found: list[int] = []
    for word in _words(words):
        found += _of_word(word)
        if len(found) >= most:
            break
    return found[:most]


def _words(words: str) -> Iterator[str]:
    """Words, marks of punctuation and signs, in lower case and without accents."""
    plain = unicodedata.normalize("NFD", words.lower())
    start = -1
    for index, char in enumerate(plain):
        kind = _kind(char)
        if kind == "letter":
            start = index if start < 0 else start
            continue
        if start >= 0:
            yield "".join(one for one in plain[start:index] if _kind(one) == "letter" and not _is_silent(one))
            start = -1
        if kind == "mark":
            yield char
    if start >= 0:
        yield "".join(one for one in plain[start:] if not _is_silent(one))


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    category = unicodedata.category(char)
    if char.isspace() or category == "Zs":
        return "space"
    if category.startswith("P") or "!" <= char <= "/" or ":" <= char <= "@" or "[" <= char <= "`" or "{" <= char <= "~":
        return "mark"
    return "mark" if any(low <= ord(char) <= high for low, high in SIGNS) else "letter"


@lru_cache(maxsize=4096)
def _is_silent(char: str) -> bool:
    """Whether it is an accent, a control character or one that does not exist: none of them is read."""
    return unicodedata.category(char) in ("Mn", "Cc", "Cf", "Cs", "Co", "Cn") or char == "\ufffd"


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[int, ...]:
    """The longest known piece first, then the longest that goes on, and so forth."""
    known = vocabulary()
    if not word:
        return ()
    if len(word) > LONGEST_WORD:
        return (UNKNOWN,)
    found: list[int] = []
    start = 0
    while start < len(word):
        before = "##" if start else ""
        for end in range(len(word), start, -1):
            number = known.get(before + word[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return (UNKNOWN,)
    return tuple(found)
