"""Formulas: sentences whose form gives away that they assert nothing: instructions, invitations, greetings, procedure."""

import re

from articles.text.words import word_set

LONGEST = 240
# What can be checked inside a formula after all: words put into somebody's mouth, a figure, a second clause.
ATTRIBUTED = re.compile(
    r"(?i)[\"“”]|``|''|\b(?:said|says|suggests|suggested|told|tells|adds|added|advises|advised|wrote|warned|ruled|according)\b"
)
CHECKABLE = re.compile(rf"{ATTRIBUTED.pattern}|\d|[:;]\s\S")
OPENING = re.compile(
    r"(?i)\W{0,3}(?:(?:please|always|never|then|next|first|second|third|fourth|finally|lastly|instead|simply|just|so|and|but|also),?\s)?"
    r"(?P<verb>[a-z]{2,12})\s(?P<next>[a-z’']{1,9})\b(?!:)"
)
# A sentence that begins with one of these and then its object or direction tells the reader what to do.
ACTS = word_set(
    """add adopt apply approve ask assess assume avoid begin bring browse build buy choose clarify communicate compare complete conduct
    consider contribute create decide define delete describe determine develop discover discuss divide do download
    emphasise emphasize empower enable encourage engage ensure enter establish evaluate examine explain explore fill find
    follow forget get give go have identify imagine improve include incorporate install introduce invite involve join
    learn leave listen maintain make manage meet minimise minimize move observe optimise optimize organise organize
    participate pick prepare prevent prioritise prioritize promote protect provide pull read recognise recognize reduce
    refer register remove repeat replace respond rewrite see select send solve speak spend strive submit subscribe take
    teach tell think try tune upload"""
)
AFTER_ACTS = word_set(
    """the a an your our this these those any all each every some more it them us me yourself one how what whether where if
    to out up in on at for with from about as through into"""
)
# These are nouns as well ("Use of force", "Watch sales"): only with an object beside them.
ALSO_NOUNS = word_set(
    """address answer book call change check click contact copy cover document donate draft email focus guide increase keep
    limit link list look map mark match measure mention monitor name note notice order pay place practice press purchase record
    report request research review save scan schedule scroll search share show sign skip start stop store study support
    swipe tap test treat turn type update use view visit volunteer wait watch wear"""
)
OBJECTS = word_set("the a an your our this these any all each every it them us me yourself how what whether here")
FORMULA = re.compile(
    r"""(?ix) \W{0,3} (?:
      (?:visit|click|subscribe|donate|register|log\sin|sign\s(?:up|in)|download|learn\smore|check\sout|tune\sin|join\sus|see\salso|read\son)\b
    | (?:(?:and|but|so|please|first|second|third|fourth|finally|then|also|instead),?\s)?(?:don['’]t|do\snot|be\s(?:sure|aware|careful|prepared|ready|patient|honest)|make\ssure|feel\sfree|take\sa\slook
      |keep\sreading|stay\stuned)\b
    | (?:(?:now|so|first|and|but|then),?\s)?let(?:['’]s|\sus)\b
    | (?:(?:and|so|but)\s)?here(?:['’]s|\sis|\sare|['’]re)\s(?!an?\sexample)
    | you\scan\s(?:also\s)?(?:read|find|watch|see|download|listen|register|sign|subscribe|follow)\b.{0,60}\bhere\b
    | please\s(?!note\b) | (?:imagine|suppose|picture\sthis|think\s(?:of|about))\b
    | (?:to|for)\s(?:learn|find\sout|get|sign\sup|register|contact|join|subscribe|participate|read|see|more|further|additional|questions|inquiries
      |press|media|details)\b.{0,100},?\s(?:please|visit|go\sto|contact|e-?mail|click|call|see|check|follow|reach)\b
    | it(?:['’]s|\sis|\swould\sbe|\smay\sbe)\s(?:also\s|often\s|always\s|very\s|usually\s)?(?:advisable|recommended|important|essential|best|useful
      |helpful|wise|better|a\sgood\sidea|crucial|critical|vital|necessary)\s(?:to|that|for|not|if)\b
    | (?:(?:and|but|so)\s)?(?:we|i)\s(?:hope|wish|look\sforward|invite|encourage|would\slove|['’]d\slove|can['’]t\swait|cannot\swait)\b
    | (?:(?:and|so|but|well),?\s)?(?:thank\syou|many\sthanks|thanks\s(?:for|again|so|a\slot|very))\b
    | (?:hello|hi|good\s(?:morning|afternoon|evening|night|day)|goodbye|bye)[\s,.!]
    | (?:ladies\sand\sgentlemen|greetings|congratulations|god\sbless|dear\s(?:reader|friend|colleague|subscriber|customer)s?|welcome\s(?:to|back))\b
    | (?:(?:you|investors|readers)\sshould\s|always\s|please\s)?(?:consult|speak|talk)\s(?:with\s|to\s)?(?:an?|your)\b
    | (?:that['’]s|this\sis)\s(?:it|all)\sfor\b | (?:and\s)?I['’]m\s[A-Z][a-z]+\s(?:[A-Z]\.\s)?[A-Z][\w’'-]+[.,]?$
    )"""
)
# The procedure of assemblies, wherever in the sentence it stands.
PROCEDURE = re.compile(
    r"(?i)\bI\s(?:yield\s(?:the|back|myself|such\stime|to)|reserve\s(?:the|my)\s|suggest\sthe\sabsence|ask\sfor\sthe\syeas|move\s(?:that|to\s(?:strike|suspend|adjourn|table|reconsider)))\b"
    r"|^(?-i:(?:The|Mr\.|Mrs\.|Ms\.|Miss)\s[A-Z][A-Z’' -]{2,40}\.$)"
    r"|^(?:Mr|Madam|Mister|Mrs|Ms)\.?\s(?:President|Speaker|Chairman|Chairwoman|Chair)(?:,\sI\srise(?:\stoday)?)?[,.!]?$"
)
# Whole sentences of one or two words that answer, turn or fill in.
FILLER = re.compile(
    r"(?i)\W{0,3}(?:for\s(?:example|instance)|however|more|also|then|yes|yeah|no|nope|well|so|ok(?:ay)?|right|sure|sure\sthing|absolutely|exactly|indeed"
    r"|of\scourse|oh|wow|thanks|definitely|maybe|perhaps|correct|agreed|amen|listen|look|now|and|but|or)\W{0,4}$"
)
STAGE = re.compile(
    r"(?i)[\[(](?:[\w\s]{0,24}\b)?(?:laughter|applause|laughs|cheers|cheering|crosstalk|inaudible|pause|music|booing|silence|break|end\sof\s[\w\s]{1,20}"
    r"|(?:audio|video)\s(?:clip|break|gap|plays|ends|begins)|begin\s(?:audio|video)[\w\s]{0,10}|end\s(?:audio|video)[\w\s]{0,10})[.!]?[\])]\W{0,2}$"
)
# The law's own words around an article: one of these is enough.
LEGAL = re.compile(
    r"""(?ix)\b(?: forward-looking\sstatements? | past\s(?:performance|results)\s(?:is|are|does|do)\s(?:no|not)\b | differ\smaterially\sfrom
    | private\ssecurities\slitigation\sreform\sact | undue\sreliance\son
    | (?:not|nor|no|nothing)\b[\w\s,]{0,60}\b(?:investment|financial|legal|tax|medical)\sadvice
    | (?:views|opinions)\s(?:and\sopinions\s)?expressed\s(?:here|herein|in\sthis|are\s(?:those|solely)) | for\s(?:general\s)?informational?\spurposes\sonly
    | not\san\soffer\sto\s(?:buy|sell) | all\srights\sreserved | may\snot\sbe\s(?:reproduced|republished|redistributed)
    | trademarks?\sof\stheir\srespective | do\syour\sown\sresearch
    | ^\W{0,3}(?:all\s)?invest(?:ing|ments?)\s(?:\w{2,10}\s){0,2}involves?\s(?:the\s)?risk )"""
)
# The name that a transcript puts before the words.
SPEAKER = re.compile(r"(?:Q|A|[A-Z][A-Z.’' -]{1,40}):\s(?=\S)")
# What the author expects and nobody has said.
OWN_FORECAST = re.compile(
    r"(?i)\b(?:could|may|might)\s(?:\w{2,10}ly\s|also\s|well\s|even\s|still\s|soon\s)?"
    r"(?:signal|herald|spell|pave\sthe\sway|set\sthe\sstage|usher|mark\sthe\s(?:start|end|beginning)|be\sa\ssign)\b"
    r"|\b(?:remains?\sto\sbe\sseen|time\swill\stell|anyone['’]s\sguess)\b"
)


def asserts_nothing(words: str) -> bool:
    """Whether a sentence is such a formula and holds nothing that could be checked; what a transcript names first is not read."""
    label = SPEAKER.match(words)
    words = words[label.end() :] if label else words
    if STAGE.match(words[:LONGEST]) or (LEGAL.search(words) and not ATTRIBUTED.search(words)):
        return True
    if len(words) > LONGEST or CHECKABLE.search(words):
        return False
    return bool(FORMULA.match(words) or FILLER.match(words) or PROCEDURE.search(words)) or _instructs(words)


def forecasts(words: str) -> bool:
    """Whether a sentence is the author's own look ahead: no figure in it, no quotation and no speaker."""
    return not CHECKABLE.search(words) and bool(OWN_FORECAST.search(words))


def _instructs(words: str) -> bool:
    opening = OPENING.match(words)
    if not opening:
        return False
    verb, following = opening["verb"].lower(), opening["next"].lower()
    return (verb in ACTS and following in AFTER_ACTS) or (verb in ALSO_NOUNS and following in OBJECTS)
