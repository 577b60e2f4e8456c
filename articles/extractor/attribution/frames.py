"""Whether what stands around a verb is what it asks for, and whether it is a verb at all."""

from articles.extractor.attribution.lexicon import ABOUT, Form, Frame
from articles.extractor.attribution.phrases import SUBJECTS, Run
from articles.extractor.attribution.subjects import NOTHING, SOMEBODY, SOMETHING_WRITTEN
from articles.extractor.attribution.words import CLAUSE_WORDS, POSSESSIVE, PREPOSITIONS, QUOTED, STOPS, Words
from articles.text.words import word_set

# Words with which a clause, or a quotation, begins behind a verb.
OPENERS = word_set("that he she they it there i we you how what why whether if where who no such") | {QUOTED, ":"}
QUANTITIES = word_set("some many most few both several each one all no more such")
PLURALS = QUANTITIES | word_set(
    """people police men women children staff press media public half majority minority others percent they dozens none two three four
    five six seven eight nine ten clergy brass crowd who which that"""
)
NAMING = word_set("call dub term label brand")


def agrees(words: Words, source: Run, form: Form, helped: frozenset[str]) -> bool:
    """Whether number and person of subject and verb can go together; "you know" is nobody's words."""
    head = words[source[1] - 1].low
    if head in ("you", "i", "we", "us"):
        return False
    if helped or form.kinds & {"past", "ing"}:
        return True
    if "s" in form.kinds:
        return head != "they"
    joined = words.any_low(*source, ("and",))
    return (head.endswith("s") or head in PLURALS or joined) and head not in ("he", "she", "it")


def complete(words: Words, i: int, behind: int, form: Form, can: int) -> bool:
    """Whether the words behind a verb are what it asks for; can is the level of its subject."""
    quoted = words.low(behind) in (",", ":") and words.low(behind + 1) == QUOTED
    following, frame = QUOTED if quoted else words.low(behind), form.frame
    if frame & Frame.FREE:
        return following != "from"
    if frame & Frame.CLAUSE and following in OPENERS:
        return True
    if frame & Frame.TO and can and words.any_low(i + 1, i + 5, ("to",)):
        return True
    if frame & Frame.ABOUT and can and following in ABOUT[form.lemma]:
        return True
    bare = not following or following in STOPS or following in PREPOSITIONS | CLAUSE_WORDS
    has_object = following in OPENERS - {":"} or not bare
    if frame & Frame.SHOWN and can == SOMETHING_WRITTEN and (has_object or following in OPENERS):
        return True
    return bool(frame & (Frame.OBJECT | Frame.SHOWN)) and can == SOMEBODY and has_object


def could_be_noun(words: Words, before: int, behind: int, can: int) -> bool:
    """Whether a form such as "claims" is no verb here: "the mayor's claims", "many calls today", "calls from voters"."""
    following = words.low(behind)
    ends = following in STOPS - {QUOTED, ":"} or following in ("", "as", "and")
    if ends and words.low(before - 1) not in (",", "the") and words.low(before) not in SUBJECTS:
        return True
    if can == NOTHING or words.low(before) in POSSESSIVE or following in PREPOSITIONS - {"for", "on", "to"}:
        return True
    return words.low(before) in QUANTITIES and following not in OPENERS | {"to"}


def only_names(words: Words, i: int, before: int, source: Run) -> bool:
    """Whether "called" tells a name and nobody's view: "an orbiter called Trailblazer", "a shot, called a booster"."""
    head = words[source[1] - 1]
    if head.low in SUBJECTS or i + 1 >= len(words):
        return False
    if words.low(before) == ",":
        return source[1] - source[0] < 2 and source[0] > 0
    following = words[i + 1].written
    return head.written[0].islower() and (following[0].isupper() or following == QUOTED)
