"""What looks like a number and states no quantity: names, numbers of things, versions, addresses, times of day."""

import re
from collections.abc import Iterator

# Nouns before the number of a thing.
NUMBERED = (
    "no|nos|pp|p|vol|ch|fig|sec|issue|number|volume|pages?|chapter|sections?|articles?|rules?|room|footnote|title|phase|type|level|version|paragraph|gate|flight"
    "|pier|platform|terminal|ward|precinct|apartment|apt|suite|docket|invoice|episode|appendix|exhibit|annex|clause|tier|category|zone|district|reactor|channel"
    "|route|highway|grade|resolution|proposition|amendment|directive|regulation|chromosome|verse|psalm|example|person|option|scenario|map|slide|exercise|post"
)
# The same, but verbs and other things as well: not before something counted ("to seat 500 guests").
ALSO_NUMBERED = (
    "seat|row|exit|unit|lot|season|round|game|match|day|week|question|lesson|table|schedule|stage|group|pool|line|form|bill|act|order|case|class|model|mark"
    "|tower|building|block|hole|lane|item|bus|step|part"
)
KEPT = (
    r"(?!\s?(?:%|percent|per\scent|million|billion|thousand|point|degree|mile|kilomet|met(?:er|re)s|feet|people|years|times|minutes|hours|days|weeks|months)"
    r"|[.,]\d{3})"
)
DECIMALS = "0123456789"
STREETS = "Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane|Way|Square|Suite|NW|SW|NE|SE"
PRODUCTS = "iOS|iPadOS|macOS|Android|Python|Windows|Chrome|Firefox|Linux|Java|PHP|HTML|CSS|USB|Bluetooth|Web|GPT|Llama|Gemini|Claude|Jekyll|Ruby|Node|Django|Explorer|v"
HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# Letters, in lower case, of which a text must hold some, and the pattern.
KINDS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    # Links, addresses, tags, ports.
    (("://", "@", "#", ":"), re.compile(r"https?://\S{1,500}|(?<!\S)\S{1,64}@\S{1,64}|(?<!\w)[\w.]{0,20}#\d{1,12}|(?:localhost|\d):\d{4,5}\b")),
    ((".",), re.compile(r"\b\d{1,3}\.[A-Za-z][\w.-]{1,40}|\b\d{1,3}(?:\.\d{1,5}){2,6}\b|\b\d{1,2}\s[ap]\.m\.")),
    # The number of a house.
    (tuple(STREETS.lower().split("|")), re.compile(rf"\b\d{{1,5}}\s(?:[A-Z][\w.]{{0,15}}\s){{1,3}}(?:{STREETS})\b")),
    # "No. 7", "Section 230", "page 12"; what counts behind it is kept.
    (
        (*(noun.removesuffix("s?") for noun in NUMBERED.split("|")), "s.", "h."),
        re.compile(rf"(?i)\b(?:{NUMBERED}|H\.R|S\.J|S\.(?:\sRes)?|[HS]\.\s?(?:J\.\s?|Con\.\s?)?Res)\.?\s\(?[A-Z]?\d[\d.-]{{0,12}}\w?{KEPT}"),
    ),
    (
        tuple(ALSO_NUMBERED.split("|")),
        re.compile(rf"(?i)\b(?:{ALSO_NUMBERED})\s\d{{1,4}}\b{KEPT}(?!\s(?:[a-z]{{2,15}}\s)?[a-z]{{3,20}}s\b|\s(?:or|and|to|of)\b|-)"),
    ),
    # "Group of 20", "Web 2.0", "iOS 17.2", "four o'clock"; "3M", "401(k)", "S&P 500", "9/11", "24/7", "8-K".
    (("group of",), re.compile(r"\b[Gg]roup\sof\s(?:7|8|20|77|[Ss]even|[Tt]wenty)\b")),
    (tuple(PRODUCTS.lower().split("|")), re.compile(rf"\b(?:{PRODUCTS})[\s-]?\d{{1,3}}(?:\.\d{{1,4}}){{0,3}}\b")),
    (("clock",), re.compile(rf"(?i)\b(?:\d{{1,2}}|{HOURS})\so['’]clock\b")),
    (
        ("/", "-", "(", "&", "k", "3m"),
        re.compile(r"\b(?:3M(?=['’]s|\sC)|S&P\s?\d{1,4}|9/11|7/7|24/7|20/20|50[-/]50|[2468]K|9-to-5|\d{1,2}-[A-Z])\b|\b\d{3}\(\w\)(?:\(\d\))?"),
    ),
    # Times of day, notes, telephone numbers, numbers of list items.
    ((":", "["), re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\[\^?\d{1,3}\]")),
    (("-", " "), re.compile(r"(?<![\w$€£.,-])\(?\+?\d{1,4}\)?[ -]\d{2,4}[ -]\d{3,5}\b")),
    ((".", ")"), re.compile(r"(?m)^\s{0,8}[(\[]?\d{1,2}[.)]{1,2}(?=\s)")),
    # "Pac-12", "STS-134", "SARS-CoV-2", "39A", "H1N1".
    (("-", "–", "‑"), re.compile(r"\b[A-Z][A-Za-z]{0,15}[-–‑]\d[\w-]{0,8}")),
    (tuple("abcdefghijklmnopqrstuvwxyz"), re.compile(r"(?<!\.)\b\d{1,4}[A-Z]\b(?![-\w])(?<!\d[KMB])|\b\d[A-Za-z]\d\b")),
)  # fmt: skip


def no_figures(text: str, lowered: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand, in no order; they may overlap. lowered is the lower case of text."""
    if not any(digit in lowered for digit in DECIMALS):
        return
    for needs, pattern in KINDS:
        if any(letters in lowered for letters in needs):
            for match in pattern.finditer(text):
                yield match.span()
