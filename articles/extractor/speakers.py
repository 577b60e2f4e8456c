"""Who says it: the speaker beside a verb of saying, a pronoun led back to a name."""

import re

from articles.extractor.names import NAME, Cast, bare_name, is_employer, is_person, name_in
from articles.text.words import word_set

# Verbs that with a subject before or after them attribute words to somebody.
SAYS = (
    "said|says|say|told|tells|added|adds|announced|announces|argued|argues|asked|asks|asserted|asserts|acknowledged|acknowledges|admitted|admits|"
    "alleged|alleges|boasted|claimed|claims|commented|comments|complained|complains|concluded|concludes|conceded|concedes|confirmed|confirms|"
    "contended|contends|continued|continues|cautioned|cautions|declared|declares|denied|denies|described|describes|disclosed|emphasized|emphasised|"
    "estimated|estimates|explained|explains|insisted|insists|joked|jokes|mentioned|noted|notes|observed|observes|pledged|pointed out|points out|"
    "posted|predicted|predicts|promised|promises|quipped|recalled|recalls|remarked|remarks|replied|replies|reported|reports|responded|responds|"
    "revealed|reveals|reiterated|shouted|speculated|stated|states|stressed|stresses|suggested|suggests|testified|thinks|tweeted|urged|urges|vowed|"
    "warned|warns|wrote|writes|believes|believed|accused|accuses|expects|hopes|recommended|recommends|declined|called|praised|criticized|criticised"
)
ADVERBS = r"(?:(?:also|later|then|has|have|had|once|repeatedly|recently|previously|further|simply|reportedly|publicly|went on to|who)\s){0,3}"
CUE = re.compile(rf"\b{ADVERBS}(?P<verb>{SAYS})\b")
ACCORDING = re.compile(
    r"\b[Aa]ccording to\s(?P<who>[^,;\n\"“”]{2,80}?)(?=[,.;\"“”\n]|\s(?:who|which|that|in|on|said|released|published|obtained|from|by)\b|$)"
)
AFTER_VERB = re.compile(
    rf"^[\s,”\"’')—–-]{{0,4}}(?:{SAYS})\s(?P<who>[^,.;:\"“”\n]{{1,100}}?)(?=[,.;:\"“”]|\s(?:to|in|on|at|during|after|before|when|as|while|who|from|of the|for|about|"
    rf"with|via|by|adding|following|last|this|yesterday|today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|$)"
)
BEFORE_VERB_AFTER_QUOTE = re.compile(
    rf"^[\s,”\"’')—–-]{{0,4}}(?P<who>[^,.;:\"“”\n]{{1,80}}?)(?:,[^,.\"“”\n]{{2,90}},)?\s{ADVERBS}(?:{SAYS})\b"
)
COLON_LABEL = re.compile(r"(?:^|[.!?]\s)(?P<who>[A-Z][\w’'. -]{1,50}):\s?$")
PRONOUN = re.compile(r"^(?:and |but |as )?(?P<word>he|she|they|it|we|I|who)$", re.IGNORECASE)
CLAUSE = re.compile(
    r"[;:—–]|,\s(?:and|but|which|while|when|as)\s|\b(?:that|which|while|because|when|if|although|after|before|since|where|but|as)\s"
)
SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,2}\s+(?=[\"“A-Z])")
NOT_A_SUBJECT = word_set(
    "to will would could should not be been is are was were and or being may might can must did does do"
)
STATEMENT = re.compile(
    r"\b(?:statement|letter|speech|interview|email|e-mail|tweet|post|remarks|wrote|said|told|testimony|press conference)\b"
)
INSERTION = re.compile(r",[^,]{2,90},?\s?$")


def speaker_after(after: str) -> str | None:
    """The phrase that names the speaker in the words behind a quotation: "said Rita Vance of the port", "she added"."""
    inverted = AFTER_VERB.match(after)
    if inverted and not re.match(r"(?:that|it|he|she|the \w+ (?:was|is|had))\b", inverted["who"]):
        return inverted["who"]
    straight = BEFORE_VERB_AFTER_QUOTE.match(after)
    return straight["who"] if straight and len(straight["who"].split()) <= 9 else None


def speaker_before(before: str) -> str | None:
    """The phrase that names the speaker in the words before a quotation, within their last sentence."""
    ends = [
        match.end()
        for match in SENTENCE_END.finditer(before)
        if not re.search(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|St)\.\s$", before[: match.end()])
    ]
    sentence = before[ends[-1] :] if ends else before
    label = COLON_LABEL.search(sentence)
    if label:
        return label["who"]
    return subject(sentence)


def subject(sentence: str) -> str | None:
    """Who, in one sentence, says something: the phrase before the last verb of saying, or after "according to"."""
    for cue in reversed(list(CUE.finditer(sentence))):
        phrase = _phrase_before(sentence[: cue.start()])
        if phrase:
            return phrase
    according = ACCORDING.search(sentence)
    return according["who"] if according else None


def _phrase_before(words: str) -> str:
    """The noun phrase at the end of words, without an insertion between commas."""
    words = words.rstrip()
    inserted = INSERTION.search(words[-120:]) if words.endswith(",") else None
    if inserted:
        words = words[: len(words) - len(inserted.group())]
    cut = max((match.end() for match in CLAUSE.finditer(words)), default=0)
    comma = words.rfind(",")
    phrase = words[max(cut, comma + 1) :].strip(" \"“”'’(,")
    tokens = phrase.split()
    if not tokens or len(tokens) > 14 or tokens[-1].lower() in NOT_A_SUBJECT:
        return ""
    return phrase


def who_is(phrase: str, lead: str, cast: Cast, last_speaker: str) -> str:
    """The name behind a phrase; a pronoun leads to the name in the words before it, or to the last speaker."""
    phrase = phrase.strip()
    if PRONOUN.match(phrase):
        return _antecedent(lead, cast) or last_speaker
    name = name_in(phrase)
    if not name:
        return (
            last_speaker
            if re.match(
                r"(?:the|this) (?:\w+ )?(?:spokes\w+|minister|president|coach|captain|senator|author|analyst)$", phrase
            )
            else ""
        )
    return cast.full(name)


def before_the_colon(lead: str, cast: Cast) -> str:
    """Who issued the statement, letter or speech that the sentence before a quotation speaks of; "" if it speaks of none."""
    sentence = SENTENCE_END.split(lead.strip().replace("\n", " "))[-1]
    return _antecedent(sentence, cast) if STATEMENT.search(sentence) else ""


def _antecedent(lead: str, cast: Cast) -> str:
    """The first person in the last sentence before that names one: the subject comes first."""
    sentences = SENTENCE_END.split(lead.replace("\n", ". "))
    for sentence in reversed(sentences[-4:]):
        for match in NAME.finditer(sentence):
            name = bare_name(match.group())
            if ((" " in name and is_person(name)) or cast.knows(name)) and not is_employer(sentence, match.end()):
                return cast.full(name)
    return ""
