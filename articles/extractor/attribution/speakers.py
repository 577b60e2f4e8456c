"""Who says it: every quotation with its speaker, and every sentence that is put into somebody's mouth."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from articles.extractor.attribution.cast import Cast
from articles.extractor.attribution.choice import beside, is_bare, outermost, touches
from articles.extractor.attribution.cues import Cue
from articles.extractor.attribution.marks import Marks
from articles.extractor.attribution.names import bare_name, is_employer
from articles.extractor.attribution.naming import Namer
from articles.extractor.attribution.passages import Passage, passages
from articles.extractor.attribution.pronouns import NOBODY_YET, Last, is_whole_name
from articles.extractor.attribution.quotations import is_speech, runs
from articles.extractor.attribution.transcripts import turns
from articles.extractor.findings import Name, Quotation
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence
from articles.text.spans import Span

# A speaker is carried no farther than this many characters, and over one paragraph in between.
CARRIED, PARAGRAPHS = 600, 2
LONGEST_LINE = 140
CREDIT = re.compile(
    r"\s{0,4}(?:[—–―-]{1,2}\s?)(?P<name>[A-Z][\w’'.-]{0,24}(?:\s[A-Z][\w’'.-]{0,24}){0,4})\s{0,2}(?=[,.(\n“\"]|$)"
)
SIGNED = re.compile(r"\s{0,4}(?P<name>[A-Z][\w’'.-]{1,24}(?:\s[A-Z][\w’'.-]{1,24}){1,3}),\s[^\n.]{2,80}(?:\n|$)")
LABEL = re.compile(r"(?:^|[.!?\n]\s{0,2})(?P<who>[A-Z][\w’'.-]{0,24}(?:\s[A-Z][\w’'.-]{0,24}){0,3}):\s?$")


class Attribution(NamedTuple):
    """A sentence that somebody says, thinks or wants, and the name of who ("" if the text names nobody)."""

    span: Span
    speaker: str

    def shown(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {**self.span._asdict(), "speaker": self.speaker}


class Speech(NamedTuple):
    """What a text puts into somebody's mouth: words between marks, and whole sentences, each in reading order."""

    quotations: list[Quotation]
    attributions: list[Attribution]


class _Said(NamedTuple):
    name: str
    strong: bool


def speech(text: str, blocks: Sequence[Block], found: Sequence[Sentence], people: Sequence[Name]) -> Speech:
    """The quotations and the attributed sentences of a text; people are its names, in reading order. Linear in the text."""
    return _Listener(text, blocks, found, people).heard()


class _Listener:
    """Goes through one text, passage by passage."""

    def __init__(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], people: Sequence[Name]) -> None:
        self.text, self.found = text, found
        self.marks = runs(text)
        self.cast = Cast()
        self.cast.meet(_in_order(text, blocks, people))
        self.namer = Namer(text, self.cast, self.marks)
        self.turns = turns(text, blocks, people, self.cast)
        self.last = NOBODY_YET
        self.led_in = ""
        self.quotations: list[tuple[Quotation, bool]] = []
        self.said: dict[int, _Said] = {}

    def heard(self) -> Speech:
        """Everything said, each list in reading order."""
        for passage in passages(self.text, self.found, self.marks):
            self._listen(passage)
        quotations = _handed_back(self.text, self.quotations)
        return Speech(quotations, list(self._attributions(quotations)))

    def _listen(self, passage: Passage) -> None:
        if passage.cues or passage.quoted:
            self._hear(passage)
        end = self.found[passage.last - 1].end
        self.led_in = self.last.name if self.text[end - 1 : end] == ":" and self.last.end == end else ""

    def _hear(self, passage: Passage) -> None:
        """The speakers of its quotations and of its sentences."""
        names = {cue.at: self._name(passage, cue) for cue in passage.cues}
        first_word = next((k for k, word in enumerate(passage.words) if word.low.isalpha()), len(passage.words))
        for place, marks in passage.quoted:
            cue = beside(passage, place, self.text[marks.end - 1 : marks.end])
            attributed = bool(cue and (cue.strong or names[cue.at]))
            near, opens = attributed and touches(cue, place), place <= first_word
            if not is_speech(self.text, marks, attributed=attributed, beside=near, opens=opens):
                continue
            speaker = names[cue.at] if cue else self._unsaid(marks, embedded=not opens)
            self.quotations.append((Quotation(Span(marks.start, marks.end), speaker), marks.closed))
            self._spoke(speaker, marks.outer_end)
        for index in range(passage.first, passage.last):
            sentence = self.found[index]
            inside = [cue for cue in passage.cues if sentence.start <= passage.words[cue.at].start < sentence.end]
            cue = outermost(passage.words, [cue for cue in inside if names[cue.at]] or inside)
            if cue is None:
                continue
            self._spoke(names[cue.at], sentence.end)
            if not is_bare(passage.words, cue):
                self.said[index] = _Said(names[cue.at], cue.strong)

    def _name(self, passage: Passage, cue: Cue) -> str:
        if cue.source is None:
            return ""
        name = self.namer.name(passage.words, cue.source, self.last)
        self._spoke(name, passage.words[cue.at].end)
        return name

    def _spoke(self, name: str, end: int) -> None:
        if name and is_whole_name(name):
            self.last = Last(name, end)

    def _unsaid(self, marks: Marks, *, embedded: bool) -> str:
        """The speaker of a quotation beside which nobody is named: by a label, a credit, a lead-in, or who spoke before.

        embedded: words of the same sentence stand before it; then who spoke in an earlier paragraph is not meant.
        """
        label = LABEL.search(self.text, max(0, marks.outer_start - 60), marks.outer_start)
        if label:
            return self.cast.full(bare_name(label["who"]))
        end = marks.outer_end
        credit = CREDIT.match(self.text, end, end + LONGEST_LINE) or SIGNED.match(self.text, end, end + LONGEST_LINE)
        if credit:
            return self.cast.full(credit["name"].strip())
        if self.led_in or marks.outer_start - self.last.end > CARRIED:
            return self.led_in
        between = self.text[self.last.end : marks.start]
        near = "\n" not in between if embedded else between.count("\n\n") <= PARAGRAPHS
        return self.last.name if near else ""

    def _attributions(self, quotations: Sequence[Quotation]) -> Iterator[Attribution]:
        """Every sentence that holds a cue or words of a quotation, or stands in a turn."""
        for index, sentence in enumerate(self.found):
            if not any(c.isalpha() for c in self.text[sentence.start : sentence.end]):
                continue
            first = bisect_left(quotations, sentence.start + 1, key=lambda one: one.span.end)
            last = bisect_left(quotations, sentence.end, key=lambda one: one.span.start)
            inner, outer = self.said.get(index), self._turn(sentence)
            names = [inner.name] if inner and (inner.strong or not outer) else []
            names += [one.speaker for one in quotations[first:last]] + outer
            names += [inner.name] if inner else []
            if names:
                speaker = next((name for name in names if name), "")
                yield Attribution(Span(sentence.start, sentence.end), speaker)

    def _turn(self, sentence: Sentence) -> list[str]:
        """Who has the floor in a transcript; nobody in other texts."""
        k = bisect_left(self.turns, sentence.end, key=lambda turn: turn.start) - 1
        return [self.turns[k].speaker] if k >= 0 and self.turns[k].end > sentence.start else []


def _in_order(text: str, blocks: Sequence[Block], people: Sequence[Name]) -> list[Name]:
    """The people of the body before those of the headings, whose capitals join names to other words."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]

    def is_in_heading(person: Name) -> bool:
        k = bisect_left(headings, person.span.end, key=lambda block: block.start) - 1
        return k >= 0 and headings[k].end >= person.span.end

    return sorted((one for one in people if not is_employer(text, one.span.end)), key=is_in_heading)


def _handed_back(text: str, found: Sequence[tuple[Quotation, bool]]) -> list[Quotation]:
    """A quotation without a speaker takes that of the next one in its paragraph, or that continues it in the next."""
    result = [quotation for quotation, _ in found]
    for i in range(len(result) - 2, -1, -1):
        one, two, closed = result[i], result[i + 1], found[i][1]
        between = text[one.span.end : two.span.start]
        if not one.speaker and len(between) < 200 and ("\n" not in between or not closed):
            result[i] = one._replace(speaker=two.speaker)
    return result
