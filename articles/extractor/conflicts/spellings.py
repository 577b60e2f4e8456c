"""Two spellings of what reads as one name: "Jon Smith" and "John Smith", the grades "Protected B" and "Protection B"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from articles.extractor.attribution.names import OPENERS, TITLES
from articles.extractor.findings import Conflict
from articles.text.spans import Span
from articles.text.words import word_set

TOKEN = re.compile(r"[A-Z]\.|[A-Z][\w-]{0,24}|\d{1,3}\b")
LABEL = re.compile(rf"\b[A-Z][\w-]{{1,24}}(?:[^\S\n](?:{TOKEN.pattern})){{1,3}}")
WORD, ROMAN = re.compile(r"[^\W\d_]{3,25}"), re.compile(r"[ivxl]+")
CODE = re.compile(r"[a-z]|\d{1,3}")
SAID = r"(?:said|says|told|tells|added|adds|noted|notes|wrote|writes|asked|asks|argued|argues|explained|explains)\b"
ALONE = re.compile(
    rf"(?<=[a-z,.”\"]\s)[A-Z][a-z][\w-]{{3,24}}(?=\s{SAID})|(?<=\b(?:Mr|Ms|Dr)\.\s)[A-Z][a-z][\w-]{{3,24}}"
)
SMALL = re.compile(r"\b[a-z][\w-]{4,24}")
# Words that differ by little and name two things.
APART = word_set("iran iraq austria australia slovakia slovenia man men woman women council counsel general")
# Letters that are often lost at the end of a first name: Sara, Ann.
SILENT = ("h", "e")
# Bounds that keep the work linear: names read, spellings compared for one name, pairs and speakers looked at.
MOST_LABELS, MOST_FORMS, MOST_PAIRS, MOST_SPEAKERS = 20_000, 6, 20_000, 1000


class Label(NamedTuple):
    """A name of several words, in small letters, and its place."""

    words: tuple[str, ...]
    place: Span


def spellings(text: str) -> Iterator[Conflict]:
    """Names of which one word has two spellings, one of them only once; each pair once. Linear in the length of text."""
    labels = list(islice(_labels(text), MOST_LABELS))
    times = Counter(label.words for label in labels)
    for one, two in (*_written_twice(labels, times), *_last_names(text, labels)):
        a, b = sorted((one, two))
        yield Conflict(a, b, f"Two spellings of what reads as one name: {a.quote(text)} here, {b.quote(text)} there.")


def _labels(text: str) -> Iterator[Label]:
    """The names of several words, without titles and the words that begin a sentence."""
    for match in LABEL.finditer(text):
        tokens = list(TOKEN.finditer(text, *match.span()))
        while tokens and tokens[0].group().lower() in OPENERS | TITLES:
            del tokens[0]
        if len(tokens) > 1:
            yield Label(tuple(token.group().lower() for token in tokens), Span(tokens[0].start(), tokens[-1].end()))


def _written_twice(labels: Iterable[Label], times: Counter[tuple[str, ...]]) -> Iterator[tuple[Span, Span]]:
    groups: dict[tuple[int, tuple[str, ...]], dict[str, Label]] = defaultdict(dict)
    for label in labels:
        for at, word in enumerate(label.words):
            forms = groups[at, label.words[:at] + label.words[at + 1 :]]
            if WORD.fullmatch(word) and not ROMAN.fullmatch(word) and (word in forms or len(forms) < MOST_FORMS):
                forms.setdefault(word, label)
    pairs = ((at, rest, *pair) for (at, rest), forms in groups.items() for pair in combinations(forms.items(), 2))
    for at, rest, (word, one), (other, two) in islice(pairs, MOST_PAIRS):
        if min(times[one.words], times[two.words]) == 1 and _one_name(word, other, at, rest):
            yield one.place, two.place


def _one_name(word: str, other: str, at: int, rest: Sequence[str]) -> bool:
    """Whether two words at one place of otherwise the same name are two spellings; beside a code, one stem is enough."""
    if all(CODE.fullmatch(token) for token in rest):
        return at == 0 and _one_stem(word, other)
    if at or len(rest) > 1:
        return _one_word(word, other)
    # Mario and Maria are two people, Sara and Sarah may be one.
    return (word[:-1] != other[:-1] and _one_word(word, other)) or _lost_letter(*sorted((word, other), key=len))


def _one_stem(a: str, b: str) -> bool:
    stem = _common(a, b)
    return 5 <= stem < min(len(a), len(b)) and max(len(a), len(b)) - stem <= 4


def _lost_letter(short: str, long: str) -> bool:
    return len(short) >= 3 and long in {short + letter for letter in SILENT}


def _one_word(a: str, b: str) -> bool:
    """Whether one small slip turns a into b: a letter more, less or other, two letters swapped, two letters in a long word."""
    if a[0] != b[0] or {a, b} <= APART:
        return False
    if a.startswith(b) or b.startswith(a):
        # A letter twice; any other end makes another word: Korea and Korean, card and cards.
        return {a, b} in ({a, a + a[-1]}, {b, b + b[-1]}) and a[-1] == b[-1] != "s"
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    longer = max(len(a), len(b))
    if longer == 1:
        # Of a short word, another letter makes another word.
        return len(a) != len(b) or start + end >= 4
    return longer == 2 and (a == b[::-1] or (start >= 3 and end >= 1 and start + end >= 4))


def _common(a: str, b: str) -> int:
    """How many letters two words begin with together."""
    return next((at for at, (one, two) in enumerate(zip(a, b, strict=False)) if one != two), min(len(a), len(b)))


def _last_names(text: str, labels: Iterable[Label]) -> Iterator[tuple[Span, Span]]:
    """Last names that stand alone as a speaker, spelled unlike those of the people named in full."""
    known: dict[str, dict[str, Span]] = defaultdict(dict)
    for label in labels:
        forms = known[label.words[-1][:3]]
        if len(forms) < 5 * MOST_FORMS:
            forms.setdefault(label.words[-1], label.place)
    alone = {match.group().lower(): Span(*match.span()) for match in islice(ALONE.finditer(text), MOST_SPEAKERS)}
    near = [(name, [last for last in known[name[:3]] if len(last) > 4 and _one_word(name, last)]) for name in alone]
    near = [(name, lasts) for name, lasts in near if len(lasts) == 1]
    # A word that also stands in a full name, or in small letters, is another one.
    words = {word for label in labels for word in label.words} | set(SMALL.findall(text)) if near else set()
    for name, (last,) in near:
        if name not in words:
            yield known[name[:3]][last], alone[name]
