"""Hand signals of a check-worthy sentence: what a checker's eye stops at, counted by plain patterns."""

import math
import re

# Signals read at most this many characters of a sentence: no pattern can run away on hostile text.
READ_AT_MOST = 2000

NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
MONTH_NAMES = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
WEEKDAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


def _words(list_of_words: str, *, case: bool = False) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(list_of_words.split()).replace("_", r"\s") + r")\b", 0 if case else re.IGNORECASE
    )


COUNTED: dict[str, re.Pattern[str]] = {
    "number": re.compile(r"(?<![\w.])[$€£¥]?\d[\d,]{0,20}(?:\.\d{1,9})?"),
    "number_word": re.compile(
        rf"\b(?:{NUMBER_WORDS}|dozens?|hundreds?|thousands?|millions?|billions?|half|twice|double[ds]?|triple[ds]?)\b",
        re.IGNORECASE,
    ),
    "ordinal": re.compile(r"\b(?:\d{1,4}(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b", re.IGNORECASE),
    "year": re.compile(r"\b(?:1[6-9]|20)\d\d\b"),
    "date": re.compile(rf"\b{MONTH_NAMES}(?=\W)|\b{WEEKDAYS}\b"),
    "relative_date": re.compile(
        r"\b(?:last|this|next|past)\s(?:week|month|year|quarter|decade|night|summer|winter|spring|fall)\b"
        r"|\b(?:yesterday|today|tomorrow|tonight|ago|since|recently|currently|now)\b",
        re.IGNORECASE,
    ),
    "superlative": _words(
        "most least highest lowest largest biggest smallest best worst first last only never ever every all none record fastest "
        "longest oldest youngest greatest latest newest earliest unprecedented historic"
    ),
    "comparison": re.compile(
        r"\b(?:more|less|fewer|higher|lower|larger|bigger|smaller|better|worse|greater|faster|longer|twice)\b(?:\s\w{1,20}){0,3}\sthan\b"
        r"|\b(?:compared\s(?:with|to)|up\sto|at\sleast|nearly|almost|as\s\w{1,20}\sas)\b",
        re.IGNORECASE,
    ),
    "change": re.compile(
        r"\b(?:increas|decreas|ris(?:e|en|es|ing)\b|rose|fell\b|fall(?:s|en|ing)?\b|drop|declin|gr[eo]w|surg|jump|doubl|tripl|cut\b|rais|lost\b|gain|"
        r"reduc|shr[aiu]nk|climb|plung|soar|slump|expand|exceed|reach)\w{0,8}",
        re.IGNORECASE,
    ),
    "said": _words(
        "said says saying told tells announced announces reported reports according_to claimed claims stated states noted notes added adds argued argues "
        "warned warns wrote writes tweeted testified alleged alleges accused denied denies confirmed revealed reveals insisted asserted declared "
        "explained explains acknowledged admitted asked replied described called urged suggested predicted promised pledged believes thinks"
    ),
    "found": _words(
        "study studies survey surveys poll polls report research researchers data statistics figures census analysis evidence records scientists experts "
        "economists found finds showed shows estimate estimates estimated concluded discovered published measured"
    ),
    "hedge": _words(
        "may might could perhaps maybe possibly probably likely unlikely seems seem appears appear arguably apparently potentially i_think i_believe "
        "i_feel i_guess i_hope in_my_view in_my_opinion"
    ),
    "future": re.compile(r"\b(?:will|shall|going\sto|won't|won’t)\b|['’]ll\b", re.IGNORECASE),
    "plan": _words(
        "plan plans planned planning intend intends aims aim scheduled expected expects expect set_to due_to hopes propose proposed proposes proposal"
    ),
    "would": _words("would should must ought need needs have_to has_to if unless whether imagine suppose"),
    "i": re.compile(r"\b(?:I|me|my|mine|myself)\b|\bI['’]"),
    "we": re.compile(r"\b(?:we|us|our|ours)\b|\bwe['’]", re.IGNORECASE),
    "you": re.compile(r"\b(?:you|your|yours|yourself)\b|\byou['’]", re.IGNORECASE),
    "third": _words("he she they it his her their its him them"),
    "was": re.compile(r"\b(?:was|were|had|did|been)\b", re.IGNORECASE),
    "has": re.compile(r"\b(?:has|have)\b", re.IGNORECASE),
    "past": re.compile(r"\b[a-z]{2,15}ed\b"),
    "irregular_past": _words(
        "won lost made took came went gave became began left met held led ran sent sold bought brought built kept grew wrote spoke died born signed "
        "set stood paid put got hit beat shot broke chose drew flew fought saw rose fell"
    ),
    "is": re.compile(r"\b(?:is|are|am|be|being)\b|['’]s\b", re.IGNORECASE),
    "third_person_s": re.compile(r"\b[a-z]{3,15}[^s\Wu]s\b"),
    "ing": re.compile(r"\b[a-z]{2,15}ing\b"),
    "not": re.compile(r"\b(?:not|no|never|none|nothing|neither|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE),
    "opinion": _words(
        "good bad great terrible horrible wonderful beautiful amazing awful wrong right important crucial strong weak proud love hate sad happy disaster "
        "tremendous incredible fantastic ridiculous absurd shameful stunning remarkable stellar disgraceful stupid smart nice exciting excited thrilled "
        "glad hope hopes wish grateful honored honor congratulations easy easier hard better best critical essential key vital"
    ),
    "cause": _words(
        "because caused causes cause led_to leads_to resulted result results due_to driven_by attributed_to thanks_to so_that"
    ),
    "law": _words(
        "law laws bill act court courts tax taxes vote votes voted budget deficit debt jobs percent wage economy insurance war troops crime elections "
        "election company companies revenue profit profits share shares stock stocks sales contract deal federal senate congress governor president police killed "
        "died death deaths arrested charged convicted minister government party parliament agency department law_enforcement ruling judge military"
    ),
    "role": _words(
        "president minister secretary director chairman chair chief ceo founder professor spokesman spokeswoman spokesperson senator governor mayor "
        "commissioner judge general captain coach author manager leader head administrator officer lawyer analyst candidate champion"
    ),
    "founded": _words(
        "founded established created launched opened located based born owned member members part includes include consists contains known named called"
    ),
    "capital": re.compile(r"(?<=[a-z,;:] )[A-Z][\w&.'’-]*"),
    "acronym": re.compile(r"\b[A-Z]{2,6}s?\b"),
    "proper": re.compile(r"\b[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){1,4}\b"),
    "quote": re.compile(r'["“”]|``'),
    "link": re.compile(r"https?://|www\.|\]\(|@\w"),
    "comma": re.compile(r","),
}
ASKED: dict[str, re.Pattern[str]] = {
    "percent": re.compile(r"\d\s?%|\d\sper\s?cent\b|percentage\spoint", re.IGNORECASE),
    "money": re.compile(r"[$€£¥]\s?\d|\d\s(?:dollars|euros|pounds|cents)\b|\b(?:million|billion|trillion)\sdollars", re.IGNORECASE),
    "question": re.compile(r"\?[\"'”’)\]*]{0,3}$"),
    "exclaims": re.compile(r"![\"'”’)\]*]{0,3}$"),
    "stops": re.compile(r"[.!?…][\"'”’)\]*]{0,4}$"),
    "colon": re.compile(r":$"),
    "wh": re.compile(r"^\W{0,3}(?:what|why|how|when|where|who|which|is|are|do|does|did|can|could|will|would|should)\b", re.IGNORECASE),
    "imperative": re.compile(r"^\W{0,3}(?:let|look|listen|remember|consider|imagine|please|go|get|take|make|think|stop|vote|join|click|read|sign|call|contact|don['’]t|do\snot|"
                             r"use|try|watch|find|learn|see|visit|check|keep|ask|start|follow|write|tell|choose|give|add|include|avoid|note|follow|download|register)\b", re.IGNORECASE),
    "thanks": re.compile(r"\b(?:thank|thanks|welcome|applause|hello|good\s(?:evening|morning|night|afternoon)|laughter|yield|mr\.\spresident|mr\.\sspeaker|madam\sspeaker)\b", re.IGNORECASE),
    "there_is": re.compile(r"\bthere\s(?:is|are|was|were|have|has)\b|\b(?:number|percentage|rate|amount|majority|share|total)\sof\b", re.IGNORECASE),
    "starts_lower": re.compile(r"^\W{0,3}[a-z]"),
    "starts_quote": re.compile(r'^["“‘\'`]'),
    "ends_quote": re.compile(r'["”’]$|\'\'$'),
    "starts_this": re.compile(r"^\W{0,3}(?:this|that|these|those|it|they)\b", re.IGNORECASE),
    "starts_i": re.compile(r"^\W{0,3}(?:i|we)\b|^\W{0,3}(?:i|we)['’]", re.IGNORECASE),
    "starts_but": re.compile(r"^\W{0,3}(?:and|but|so|or|yet)\b", re.IGNORECASE),
    "speaker_label": re.compile(r"^[A-Z][A-Za-z.' ]{1,30}:\s"),
    "shouts": re.compile(r"^[^a-z]{4,}$"),
    "here_is": re.compile(r"^\W{0,3}(?:here|below|above|in\sthis\s(?:post|article|story|blog))\b", re.IGNORECASE),
    "sign_off": re.compile(r"^\W{0,3}I['’]m\s[A-Z]\w{1,20}\s[A-Z]\w{1,20}\.$|\b(?:wrote|adapted|edited|reported)\s(?:this|it|the)\b.{0,40}\b(?:story|for|report)\b"),
    "definition": re.compile(r"^\W{0,3}[\w' -]{1,30}\s?(?:–|—|-|:|\()\s?(?:n|v|adj|adv|noun|verb|adjective|phrase|idiom)\b\.?", re.IGNORECASE),
}  # fmt: skip
NAMES = (*COUNTED, *ASKED, "length", "short", "very_short", "long", "capitals", "digits")


def signals(words: str) -> list[float]:
    """One value for each of NAMES: counts capped at four, yes-or-no as 0 or 1, logarithm of the number of words."""
    words = words[:READ_AT_MOST]
    counted = [float(min(sum(1 for _ in pattern.finditer(words)), 4)) for pattern in COUNTED.values()]
    asked = [1.0 if pattern.search(words) else 0.0 for pattern in ASKED.values()]
    count = len(words.split())
    letters = max(1, len(words))
    shape = [
        math.log1p(count),
        float(count <= 6),
        float(count <= 2),
        float(count >= 28),
        sum(map(str.isupper, words)) / letters,
        sum(map(str.isdigit, words)) / letters,
    ]
    return counted + asked + shape
