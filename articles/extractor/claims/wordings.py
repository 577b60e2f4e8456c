"""Wordings at which a checker's eye stops: superlatives, comparisons, causes, plans, words of harm.

All are written in small letters and read what lowered() gives: so they are four times as fast as without regard to case.
"""

import re

SUPERLATIVE = re.compile(
    r"\b(?:the (?!first place\b|last (?:minute|time|week|month|year|few)\b|next (?:day|week|month|year|time)\b)(?:first|last|only|most|least|best|worst|next)\b(?: \w+)?|for the first time|first-ever|first ever|record(?:-\w+)?|unprecedented|never before|"
    r"(?:high|low|larg|bigg|small|old|young|long|short|fast|slow|great|strong|weak|rich|poor|tall|deep|new|earli|deadli|busi|safe|close)(?:g?est)\b)"
)
COMPARISON = re.compile(
    r"\b(?:more|less|fewer|[a-z]{2,12}er)\s(?:\w+\s){0,2}?than\b|\bcompared (?:with|to)\b|\btwice as\b|\bunlike\b|\bdouble the\b"
)
CAUSE = re.compile(
    r"\b(?:because(?: of)?|caused?(?: by)?|led to|leads to|result(?:ed|s|ing)? (?:in|from)|due to|driven by|attributed to|thanks to|contributed to|triggered|sparked)\b"
)
PLAN = re.compile(
    r"\b(?:plans? to|planned|scheduled|is set to|are set to|expected to|will|aims? to|intends? to|by the end of|deadline)\b"
)
# It touches law, health or somebody's good name.
HARM = re.compile(
    r"\b(?:accus\w+|alleg\w+|arrest\w*|charged with|convict\w*|guilty|crim(?:e|es|inal)\w*|fraud\w*|corrupt\w*|brib\w+|murder\w*|kill(?:ed|ing|s)?|"
    r"died|deaths?|assault\w*|abus\w+|rap(?:e|ed|ist)|harass\w*|sued|lawsuit|investigat\w+|illegal\w*|violat\w+|banned|resign\w*|scandal|misconduct|"
    r"cancer|vaccin\w+|disease|virus|infect\w+|overdose|side effects?|cures?|toxic|suicide|terroris\w+)\b"
)


def lowered(words: str) -> str:
    """Words in small letters, each character in its place: what has no single small letter stays as it is."""
    small = words.lower()
    return small if len(small) == len(words) else "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
