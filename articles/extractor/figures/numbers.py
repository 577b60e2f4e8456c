"""Numbers as written, in digits or words, and the plain decimal each of them is."""

import re
from decimal import Decimal

from articles.text.words import word_list

UNITS = {
    word: value
    for value, word in enumerate(
        word_list(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen"""
        )
    )
}
TENS = {word: 10 * (i + 2) for i, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"))}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
ORDINALS = {
    word: value
    for value, word in enumerate(
        word_list("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"), 2
    )
}
FRACTIONS = {"half": "0.5", "third": "0.3333", "quarter": "0.25", "fifth": "0.2", "tenth": "0.1"}

# Groups of three, of two before the last three as in India, or set apart by spaces that do not break.
DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,2}(?:,\d\d){1,4},\d{3}(?!\d)|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,5}(?!\d)"
    r"|\d{1,15}(?:\.\d{1,9})?"
)
SCALE = r"hundred|thousand|lakh|million|crore|billion|trillion|dozen"
SHORT_SCALE = r"bn|mn|tn|trn|[kKmMbB](?![\w’'])"
SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True)).replace("zero|", "")
# "twenty-five", "two hundred and six thousand", "five thousand", "a dozen", "half a million".
IN_WORDS = (
    rf"(?:(?:{'|'.join(TENS)})[ -](?:one|two|three|four|five|six|seven|eight|nine)|{SMALL})"
    rf"(?:\s(?:{SCALE})(?:\s(?:and\s)?(?:{SMALL}))?){{0,3}}|an?\s(?:{SCALE})(?:\s(?:{SCALE}))?|half\sa\s(?:million|billion|dozen)"
)
NUMBER_WORD = re.compile(r"[a-z]+")
NOT_COUNTED = re.compile(r"[,+\s]")


def decimal_of(digits: str, scale: str = "") -> str:
    """The plain decimal of written digits and an optional scale word or letter: ("16.6", "million") is "16600000"."""
    if not scale and digits.isdecimal() and digits[0] != "0":
        return digits
    value = Decimal(NOT_COUNTED.sub("", digits))
    if scale:
        value *= SCALES[scale.strip().lower()]
    return plain(value)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def worded(words: str) -> str:
    """The plain decimal of a number in words: "two hundred and six" is "206"; empty if it is none."""
    if words.lower().startswith("half a"):
        return plain(Decimal("0.5") * SCALES[words.lower().split()[-1]])
    total, part = 0, 0
    for word in NUMBER_WORD.findall(words.lower()):
        if word in UNITS or word in TENS:
            part += UNITS.get(word, 0) + TENS.get(word, 0)
        elif word in ("a", "an"):
            part = max(part, 1)
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in SCALES:
            total, part = (total + max(part, 1)) * SCALES[word] if part == 0 else total + part * SCALES[word], 0
        elif word != "and":
            return ""
    return str(total + part)
