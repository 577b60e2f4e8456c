"""Attribution, measured on the labelled news of PolNeAR: which sentences somebody says, and who."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from articles.extractor.attribution.names import names
from articles.extractor.attribution.speakers import Attribution, speech
from articles.text.recognise import recognise_blocks
from articles.text.sentences import Sentence, sentences
from articles.text.spans import Span
from articles.text.words import word_set

NO_NAMES = word_set(
    "the a an he she they it we i you who which that his her their its my our your him them me us one some many most"
)
WORD = re.compile(r"[^\W_]+(?:[-&.’'][^\W_]+)*")
POSSESSED = re.compile(r"[’']s?\b.*$")


class Labelled(NamedTuple):
    """One attribution of the gold: where its content stands, and the words of its source ("" without a source)."""

    content: tuple[Span, ...]
    source: str


class Annotation(NamedTuple):
    """What one annotator marked in one article; discarded is what is none of its text."""

    attributions: tuple[Labelled, ...]
    discarded: tuple[Span, ...]


def measure(data: Path) -> dict[str, float]:
    """Precision and recall of attributed sentences and the share of right speakers, over the articles of one folder of PolNeAR.

    data holds text/NAME.txt and attributions/NAME_<annotator>.ann (brat's standoff, offsets in code points).

    A sentence (articles.text.sentences) is attributed in the gold when at least one letter or digit of it lies in the
    content of an attribution that has both a cue and a source. PolNeAR's attributions are wide: said, thought, wanted,
    shown by a poll, claimed in a noun ("his claim that"), nested ones too; each counts alike. Where several annotators
    read an article, at least half of them must say so. Left out on both sides are sentences whose only attributions have
    no source ("is expected to"; nobody to name), and those that an annotator discarded (bylines, links). A sentence that
    holds only source and cue ("Quill added:") is not attributed: its content stands elsewhere.

    precision  of the sentences that the extractor calls attributed, the share that is attributed in the gold
    recall     of the sentences attributed in the gold, the share that the extractor calls attributed
    speaker    of the sentences attributed by both, where a source in the gold holds a name (a capital beyond the first
               word of a sentence, no pronoun), the share where the last word of the name that the extractor gives is a
               word of one of these sources; an owner ("Clinton" of "Clinton's doctor") does not count, nor does no name
    sentences  how many sentences of the gold are attributed
    """
    found = hits = gold = judged = right = 0
    for text, annotations in articles(data):
        blocks = recognise_blocks(text)
        cut = sentences(text, blocks)
        said = {one.span.start: one for one in speech(text, blocks, cut, names(text)).attributions}
        for sentence in cut:
            readings = [_reading(text, sentence, one) for one in annotations]
            if any(reading is None for reading in readings):
                continue
            sources = [source for reading in readings for source in reading or ()]
            attributed = 2 * sum(bool(reading) for reading in readings) >= len(readings)
            ours = said.get(sentence.start)
            found, gold, hits = found + bool(ours), gold + attributed, hits + bool(ours and attributed)
            named = [source for source in sources if _is_named(text, source)]
            if ours and attributed and named:
                judged, right = judged + 1, right + any(_is_right(ours, source) for source in named)
    return {"precision": hits / found, "recall": hits / gold, "speaker": right / judged, "sentences": gold}


def _reading(text: str, sentence: Sentence, annotation: Annotation) -> list[str] | None:
    """The sources of a sentence's attributions by one annotator; None if the sentence is left out."""
    own = Span(sentence.start, sentence.end)
    if any(own.overlaps(span) for span in annotation.discarded):
        return None
    held = [one for one in annotation.attributions if any(_holds(text, own, span) for span in one.content)]
    sources = [one.source for one in held if one.source]
    return None if held and not sources else sources


def _holds(text: str, sentence: Span, content: Span) -> bool:
    common = text[max(sentence.start, content.start) : min(sentence.end, content.end)]
    return any(character.isalnum() for character in common)


def _is_named(text: str, source: str) -> bool:
    """Whether a source holds a name: a capital that is not only that of a sentence's first word."""
    capitals = [word for word in WORD.findall(source) if word[0].isupper() and word.lower() not in NO_NAMES]
    return any(re.search(rf"[a-z,]\s{re.escape(word)}\b", text) for word in capitals)


def _is_right(ours: Attribution, source: str) -> bool:
    name = WORD.findall(ours.speaker)
    words = [word for word in re.split(r"\s+", source.strip()) if word]
    owners = {POSSESSED.sub("", word) for word in words[:-1] if POSSESSED.search(word)}
    kept = {POSSESSED.sub("", found).lower() for word in words for found in WORD.findall(word)}
    last = POSSESSED.sub("", name[-1]).lower() if name else ""
    return bool(last) and last in kept - {owner.lower() for owner in owners}


def articles(data: Path) -> Iterator[tuple[str, Sequence[Annotation]]]:
    """Every article with what its annotators marked."""
    for path in sorted((data / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield text, [annotation(text, one) for one in sorted((data / "attributions").glob(f"{path.stem}_*.ann"))]


def annotation(text: str, path: Path) -> Annotation:
    """One file of brat's standoff: T lines name spans, E lines tie them together."""
    spans: dict[str, tuple[Span, ...]] = {}
    discarded: list[Span] = []
    events = []
    for line in path.read_text("utf-8").split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            kind, _, places = rest.partition("\t")[0].partition(" ")
            pairs = (place.split() for place in places.split(";"))
            spans[name] = tuple(Span(int(low), int(high)) for low, high in pairs)
            discarded += spans[name] if kind == "Discard" else ()
        elif name.startswith("E"):
            events.append([role.partition(":")[::2] for role in rest.split()])
    return Annotation(tuple(_labelled(text, spans, event) for event in events), tuple(discarded))


def _labelled(text: str, spans: dict[str, tuple[Span, ...]], event: Sequence[tuple[str, str]]) -> Labelled:
    roles: dict[str, list[Span]] = {"Content": [], "Source": [], "Cue": []}
    for role, name in event:
        roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(name, ()))
    source = " ".join(span.quote(text) for span in sorted(roles["Source"]))
    return Labelled(tuple(roles["Content"]), source if roles["Cue"] else "")
