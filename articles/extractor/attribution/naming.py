"""A phrase that names a speaker, brought down to the name: "House Speaker Ada Quill of Oldbay" is Ada Quill."""

import re
from collections.abc import Sequence

from articles.extractor.attribution.cast import HE, SHE, Cast, gender_of_title
from articles.extractor.attribution.marks import Marks
from articles.extractor.attribution.names import CAPITAL, GROUPS, OPENERS, TITLES, bare_name, is_person
from articles.extractor.attribution.nouns import PAPERS, SPEECH
from articles.extractor.attribution.people import PEOPLE, PEOPLE_ENDINGS
from articles.extractor.attribution.phrases import Run, is_past
from articles.extractor.attribution.pronouns import FARTHEST, PARTICLES, Antecedents, Last, is_whole_name
from articles.extractor.attribution.words import DETERMINERS, POSSESSIVE, PREPOSITIONS, QUOTED, STOPS, Word, Words
from articles.text.words import word_set

BEFORE_PHRASES = frozenset((QUOTED, "but", "so", "and", "“", '"'))
AMOUNTS = word_set(
    "one two three four five six some many most several few all none dozens hundreds thousands majority number group couple pair"
)
BODIES = word_set(
    """department ministry board society academy chamber federation organization organisation league alliance coalition centers
    state city town county republic government kingdom secretary"""
)
HONORIFICS = word_set("mr mrs ms miss dr")
LONGEST_NAME = 12
PRONOUNS = {"he": HE, "him": HE, "his": HE, "she": SHE, "her": SHE}
OTHERS = word_set("it they we i you who its their them which that")
IN_MID_SENTENCE = re.compile(r"(?<=[a-z,]\s)[A-Z][\w’'-]{1,30}")


class Namer:
    """Names speakers in one article, whose people it knows."""

    def __init__(self, text: str, cast: Cast, marks: Sequence[Marks]) -> None:
        self.text, self.cast = text, cast
        self.antecedents = Antecedents(text, cast, marks)
        self._capitals = {match.group() for match in IN_MID_SENTENCE.finditer(text)}

    def name(self, words: Words, source: Run, last: Last) -> str:
        """The name of who words[source] means: "" if it names nobody. last is who spoke before, for pronouns."""
        phrase = _stripped(words[slice(*source)])
        head = phrase[-1].low
        if head in PRONOUNS:
            return self.antecedents.meant(PRONOUNS[head], phrase[-1].start, last)
        if head in OTHERS:
            meant = head in ("it", "they", "its", "their") and phrase[-1].start - last.end < FARTHEST
            return last.name if meant and not self.cast.gender(last.name) else ""
        named = self._named(phrase, is_first=phrase[0].start == words[0].start)
        return (self._in_apposition(words, source[1]) if not is_whole_name(named) else "") or named

    def _in_apposition(self, words: Words, k: int) -> str:
        """The name behind a phrase without one: "the port's director, Ada Quill"."""
        if words.low(k) == "(":
            k = 1 + next((j for j in range(k, min(len(words), k + 8)) if words[j].low == ")"), k)
        if words.low(k) != ",":
            return ""
        end = next((j for j in range(k + 1, min(len(words), k + 8)) if words[j].low in STOPS - {"."}), k + 8)
        runs = self._runs(words[k + 1 : end], is_first=False)
        name = bare_name(self._written(words[k + 1 : k + 1 + runs[0][1]])) if runs and runs[0][0] == 0 else ""
        return self.cast.full(name) if name and is_person(name) else ""

    def _named(self, phrase: list[Word], *, is_first: bool) -> str:
        """The name of a noun phrase: that of its head, of who made or owns what it says, or else its own words."""
        honoured = next((k for k in range(len(phrase) - 1, 0, -1) if phrase[k].low in HONORIFICS), 0)
        phrase = phrase[honoured:]
        for k in range(len(phrase) - 2, 0, -1):
            runs = self._runs(phrase[k + 1 :], is_first=False) if phrase[k].low in POSSESSIVE else []
            if runs and runs[-1] == (0, len(phrase) - k - 1):
                return self._named(phrase[k + 1 :], is_first=False)
        phrase = _without_verb(phrase)
        cut = next((k for k, word in enumerate(phrase) if k and word.low in PREPOSITIONS), len(phrase))
        head, behind = phrase[:cut], phrase[cut + 1 :]
        owned = next((k for k in range(len(head) - 2, 0, -1) if head[k].low in POSSESSIVE), None)
        if owned is not None:
            return self._owned(head, owned, is_first=is_first)
        counted = head[-1].low in ("percent", "%")
        runs = [] if counted else self._runs(head, is_first=is_first)
        if runs and runs[-1][1] == len(head):
            return self._at_the_end(phrase, runs[-1], cut)
        if runs:
            return self._written(head[runs[-1][0] :])
        if not self._runs(behind, is_first=False):
            return ""
        if head[-1].low in TITLES:
            return self._behind_title(phrase, cut)
        if phrase[cut].low in ("by", "from") or (phrase[cut].low == "of" and (counted or head[-1].low in AMOUNTS)):
            return self._named(_stripped(behind), is_first=False)
        return self._written(phrase[cut - 1 :])

    def _owned(self, head: list[Word], k: int, *, is_first: bool) -> str:
        """The name in "Osei's lawyer Ada Quill", "Quill's statement" or "Quill's lawyers"; k is where the "'s" is."""
        owner, rest = head[:k], head[k + 1 :]
        runs = self._runs(rest, is_first=False)
        if runs and runs[-1][1] == len(rest):
            return self._named(rest, is_first=False)
        name = self._named(owner, is_first=is_first)
        if not name or rest[-1].low in SPEECH or rest[-1].low in PAPERS:
            return name
        return self._written(head[self._runs(owner, is_first=False)[-1][0] :])

    def _at_the_end(self, phrase: list[Word], run: Run, cut: int) -> str:
        """The name with which the head of a phrase ends, with what stands behind "Bank of" or "Governor of"."""
        words, behind = phrase[run[0] : run[1]], phrase[cut + 1 :]
        runs = self._runs(behind, is_first=False)
        bare = self._written(words)
        if words[-1].low not in GROUPS and words[0].low not in HONORIFICS:
            bare = bare_name(bare)
        if runs and phrase[cut].low in ("of", "for", "on") and words[-1].low in GROUPS | BODIES:
            return self._written(phrase[run[0] : cut + 1 + runs[0][1]])
        if runs and not bare:
            return self._behind_title(phrase, cut)
        return self.cast.full(bare, gender_of_title(words[0].low))

    def _behind_title(self, phrase: list[Word], cut: int) -> str:
        """The name in "Governor of Quayton Rita Vance"; "Senator from Texas" is all that is said."""
        behind = phrase[cut + 1 :]
        place, end = self._runs(behind, is_first=False)[-1]
        if end == len(behind) and end - place >= 3:
            return self.cast.full(bare_name(self._written(behind[place + 1 : end])))
        return self._written(phrase)

    def _written(self, words: Sequence[Word]) -> str:
        words = words[:LONGEST_NAME]
        if len(words) > 2 and words[0].low in HONORIFICS:
            words = words[2 if words[1].low == "." else 1 :]
        return " ".join(self.text[words[0].start : words[-1].end].split()) if words else ""

    def _runs(self, words: Sequence[Word], *, is_first: bool) -> list[Run]:
        """The runs of capitals in a phrase; the capital of a sentence's first word makes no name by itself."""
        runs: list[Run] = []
        for k, word in enumerate(words):
            joins = bool(runs) and runs[-1][1] == k
            if joins and (word.low == "." or (word.low in PARTICLES and k + 1 < len(words))):
                runs[-1] = (runs[-1][0], k + 1)
            elif CAPITAL.match(word.written) and word.low not in OPENERS:
                runs = [*runs[:-1], (runs[-1][0], k + 1)] if joins else [*runs, (k, k + 1)]
        if is_first and runs and runs[0] == (0, 1) and not self._is_name(words[0]):
            runs = runs[1:]
        return runs

    def _is_name(self, word: Word) -> bool:
        """Whether a sentence's first word is written with a capital in mid-sentence too, or nobody's plain noun."""
        if word.written in self._capitals or self.cast.knows(word.written):
            return True
        plain = word.low in PEOPLE or word.low in PAPERS or word.low.endswith(PEOPLE_ENDINGS) or word.low.endswith("s")
        return not plain and word.low not in TITLES


def _without_verb(phrase: list[Word]) -> list[Word]:
    """A phrase up to the verb behind its name: "a Quayton Gazette poll released in May"."""
    for k, word in enumerate(phrase):
        if is_past(word) and any(one.written[0].isupper() for one in phrase[:k]):
            return phrase[:k]
    return phrase


def _stripped(phrase: list[Word]) -> list[Word]:
    """A phrase without the articles and small words before it; its last word stays."""
    while len(phrase) > 1 and (phrase[0].low in DETERMINERS or phrase[0].low in BEFORE_PHRASES):
        phrase = phrase[1:]
    return phrase
