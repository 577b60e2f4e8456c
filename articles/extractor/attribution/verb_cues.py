"""Cues that are verbs: "she said", "said Ada Quill", "saying that", "reported by", "vowed to"."""

from collections.abc import Sequence

from articles.extractor.attribution.auxiliaries import auxiliaries
from articles.extractor.attribution.cue import Cue
from articles.extractor.attribution.frames import NAMING, OPENERS, agrees, complete, could_be_noun, only_names
from articles.extractor.attribution.lexicon import Form, Frame
from articles.extractor.attribution.phrases import LONGEST_PHRASE, Run, noun_before, phrase_after
from articles.extractor.attribution.subjects import SOMEBODY, level, shared_subject, subject
from articles.extractor.attribution.verb_words import NOUNS_TOO
from articles.extractor.attribution.words import DETERMINERS, QUOTED, STOPS, Words
from articles.text.words import word_set

BEFORE_PARTICIPLES = STOPS | word_set("by after before while when without and in")
BEFORE_INVERTED = frozenset((",", QUOTED, "?", "!", "—", "--", "as"))


def of_verb(words: Words, i: int, form: Form, earlier: Sequence[Run]) -> Cue | None:
    """The cue that a verb is, if subject and complement fit it."""
    before, helped = auxiliaries(words, i - 1)
    behind = _skip_adverbs(words, i + 1)
    if "ing" in form.kinds and "be" not in helped:
        return _of_participle(words, i, form, before, earlier)
    if "participle" in form.kinds and "have" not in helped and ("be" in helped or words.low(behind) == "by"):
        return _of_passive(words, i, form)
    if "be" in helped and "ing" not in form.kinds:
        return None
    if _is_inverted(words, i, form):
        return Cue(i, phrase_after(words, i + 1), strong=True)
    source = subject(words, before, earlier)
    if source is None or not agrees(words, source, form, helped):
        return None
    can = level(words, source[1] - 1)
    noun = words[i].low in NOUNS_TOO and not helped and could_be_noun(words, before, behind, can)
    name = form.lemma in NAMING and only_names(words, i, before, source)
    if noun or name or not complete(words, i, behind, form, can):
        return None
    return Cue(i, source, strong=bool(form.frame & Frame.FREE))


def _skip_adverbs(words: Words, i: int) -> int:
    end = min(len(words), i + 4)
    while i < end and words.is_adverb(i):
        i += 1
    return i


def _is_inverted(words: Words, i: int, form: Form) -> bool:
    """Whether a verb of saying stands before its subject: "…, said Rita Vance", "“…” said the mayor."."""
    uttered = form.frame & Frame.FREE and form.kinds & {"past", "s"}
    if not uttered or i + 1 >= len(words) or words.low(i - 1) not in BEFORE_INVERTED:
        return False
    if words[i + 1].low in ("he", "she", "they"):
        return _ends(words, i + 2)
    phrase = phrase_after(words, i + 1)
    if phrase is None or words[i + 1].low in ("that", "it", "there") or not level(words, phrase[1] - 1):
        return False
    if _ends(words, phrase[1]):
        return True
    inserted = words.any_low(i - LONGEST_PHRASE, i - 1, ",")
    return words[i + 1].written[0].isupper() and (words.low(i - 1) != "," or not inserted)


def _ends(words: Words, i: int) -> bool:
    return (
        i >= len(words)
        or words[i].low in STOPS
        or words[i].low in ("who", "of", "in", "on", "at", "from", "during", "after")
    )


def _of_participle(words: Words, i: int, form: Form, before: int, earlier: Sequence[Run]) -> Cue | None:
    """In "…, saying that", "a letter calling for", "by accusing": the subject of the sentence, or the noun just before."""
    behind = _skip_adverbs(words, i + 1)
    opens = words.low(behind) in OPENERS | DETERMINERS
    if not complete(words, i, behind, form, SOMEBODY) or (words[i].low in NOUNS_TOO and not opens):
        return None
    if before < 0 or words[before].low in BEFORE_PARTICIPLES:
        source = shared_subject(words, i, earlier)
        return Cue(i, source) if source and words[source[1] - 1].low != "it" else None
    source = noun_before(words, before)
    fits = source and level(words, source[1] - 1) and (opens or words.low(behind) in ("for", "on"))
    return Cue(i, source) if fits else None


def _of_passive(words: Words, i: int, form: Form) -> Cue | None:
    """In "was reported by the Gazette", "a plan criticised by doctors": named by the words after "by"."""
    if not form.frame & (Frame.FREE | Frame.OBJECT | Frame.SHOWN):
        return None
    for k in range(i + 1, min(len(words) - 1, i + 12)):
        if words[k].low in STOPS - {QUOTED}:
            return None
        if words[k].low == "by" and not words[k + 1].low.endswith("ing"):
            source = phrase_after(words, k + 1)
            return Cue(i, source) if source and level(words, source[1] - 1) else None
    return None
