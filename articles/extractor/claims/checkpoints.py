"""Checkpoints: what a checker ticks one by one inside a claim, each figure with what it counts, each date, name and so on."""

import re
from collections.abc import Iterator, Sequence

from articles.extractor.attribution.cues import Cue, cues
from articles.extractor.attribution.words import Words, words_of
from articles.extractor.claims.reasons import Subject, figure_noun
from articles.extractor.claims.wordings import CAUSE, COMPARISON, SUPERLATIVE
from articles.extractor.figures.quantities import HEDGE
from articles.extractor.findings import Checkpoint, Figure, Name
from articles.text.spans import Span
from articles.text.words import word_set

# What never stands in the noun behind a figure.
NO_NOUN = (
    r"(?!(?:of|in|on|at|by|for|with|from|to|into|over|under|about|during|after|before|since|until|through|across|among|between|against|per|as|than|more|less|"
    r"and|or|but|nor|while|when|where|that|which|who|whose|because|if|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|did|does|do|"
    r"said|says|last|next|this|these|those|ago|each|both|all|the|an?|its|his|her|their|our|it|he|she|they|not|so|also|up|down|out|worth|\w{2,20}ed|\w{3,20}ing)\b)"
)
OF = r"\s(?:of\s)?(?:(?:the|its|his|her|their|our|all|those|these)\s)?"
# "1,200 containers", "two strategic partnerships"; "46.3% of its profit", "a 5 percent increase".
PLURAL = re.compile(
    rf"{OF}(?:{NO_NOUN}[\w’'&-]{{1,25}}\s){{0,3}}?{NO_NOUN}(?:[A-Za-z][a-z’-]{{1,25}}s|people|men|women|children|police|staff)\b"
)
NOUN = re.compile(rf"{OF}{NO_NOUN}[a-z][a-z’-]{{2,25}}\b")
LONGEST_NOUN = 90
# Longer phrases of who said it are left out of the tick.
LONGEST_SOURCE = 60
# A cue among the last words of a sentence is a final "…, she said".
FINAL = 5
READ_AT_MOST = 2000
BELIEVES = word_set(
    "believes believed believe thinks thought think expects expected hopes hoped fears feared knows knew doubts doubted"
)
WORDINGS = ((SUPERLATIVE, "superlative"), (COMPARISON, "comparison"), (CAUSE, "cause"))


def checkpoints(subject: Subject) -> tuple[Checkpoint, ...]:
    """What there is to tick in a claim, in reading order and without overlap; nothing for a plain event."""
    claim = subject.span
    taken = bytearray(claim.end - claim.start)
    found: list[Checkpoint] = []
    for finder in (_dates, _figures, _quotations, _attribution, _names, _wordings):
        for span, kind in finder(subject):
            low, high = span.start - claim.start, span.end - claim.start
            if 0 <= low < high <= len(taken) and taken.find(1, low, high) < 0:
                taken[low:high] = b"\1" * (high - low)
                found.append(Checkpoint(span, kind))
    return tuple(sorted(found))


Found = Iterator[tuple[Span, str]]


def _dates(subject: Subject) -> Found:
    for mention in subject.facets.dates:
        yield mention.span, "date"


def _figures(subject: Subject) -> Found:
    """Every figure with its hedge and with what it counts, or, where something else stands there, alone."""
    for figure in subject.facets.figures:
        kind = figure_noun(figure)[1]
        yield _counted(subject, figure), kind
        yield figure.span, kind


def _counted(subject: Subject, figure: Figure) -> Span:
    start, end = figure.span
    low, high = max(subject.span.start, start - 24), min(subject.span.end, end + LONGEST_NOUN)
    hedge = HEDGE.search(subject.text[low:start]) if figure.approx else None
    counts = not figure.unit or figure.unit == "percent"
    noun = (PLURAL.match(subject.text, end, high) or NOUN.match(subject.text, end, high)) if counts else None
    return Span(low + hedge.start() if hedge else start, noun.end() if noun else end)


def _quotations(subject: Subject) -> Found:
    """Quoted words as a whole, unless they are the whole claim."""
    for quotation in subject.facets.quotations:
        if quotation.span.start > subject.span.start or quotation.span.end < subject.span.end:
            yield (
                Span(max(quotation.span.start, subject.span.start), min(quotation.span.end, subject.span.end)),
                "quotation",
            )


def _attribution(subject: Subject) -> Found:
    """The words that say that somebody said it: the cue, with who it was unless that is a name with a tick of its own."""
    if not subject.attributed:
        return
    low, high = subject.span.start, min(subject.span.end, subject.span.start + READ_AT_MOST)
    quoted = [
        (one.span.start - 1, one.span.end + 1) for one in subject.facets.quotations if low < one.span.start < high
    ]
    words = words_of(subject.text, low, high, quoted)
    cue = _leading(words, cues(words))
    if cue is None:
        return
    verb = Span(words[cue.at].start, words[cue.at].end)
    if cue.source:
        source = Span(words[cue.source[0]].start, words[cue.source[1] - 1].end)
        whole = Span(min(verb.start, source.start), max(verb.end, source.end))
        if whole.end - whole.start <= LONGEST_SOURCE and _is_nameless(subject, whole):
            yield whole, "attribution"
    yield verb, "attribution"


def _leading(words: Words, found: Sequence[Cue]) -> Cue | None:
    """The cue under which the sentence stands: that of a final "…, she said", else the first that utters or believes something."""
    told = [cue for cue in found if cue.strong or words[cue.at].low in BELIEVES]
    last = next((cue for cue in reversed(told) if len(words) - cue.at <= FINAL), None)
    return last or next(iter(told), None)


def _is_nameless(subject: Subject, span: Span) -> bool:
    return not any(name.span.overlaps(span) for name in subject.facets.names)


def _names(subject: Subject) -> Found:
    for name in subject.facets.names:
        if name.role:
            yield _with_role(subject.text, name), "title"
        yield name.span, "title" if name.role else "name"


def _with_role(text: str, name: Name) -> Span:
    """The name together with its role, where that stands directly before or behind it."""
    start, end = name.span
    role = len(name.role)
    if text[max(0, start - role - 1) : start - 1] == name.role:
        return Span(start - role - 1, end)
    if text[end : end + 2 + role] == f", {name.role}":
        return Span(start, end + 2 + role)
    return name.span


def _wordings(subject: Subject) -> Found:
    for pattern, kind in WORDINGS:
        for match in pattern.finditer(subject.lowered):
            yield Span(subject.span.start + match.start(), subject.span.start + match.end()), kind
