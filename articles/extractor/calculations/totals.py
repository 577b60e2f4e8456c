"""Parts and totals: listed parts against the total that the same sentence gives for them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from articles.extractor.calculations.lines import CLOSE, OPEN, Line, Lines
from articles.extractor.calculations.sums import Sum, told
from articles.extractor.calculations.values import Value, grouped
from articles.text.sentences import Sentence

MARK = re.compile(rf"{OPEN}([A-SV-Z])(\d+){CLOSE}")
DATE = re.compile(rf"{OPEN}T\d+{CLOSE}")
# Said before the total, and after it.
BEFORE = re.compile(
    r"(?i)(?:\b(?:for )?(?:an? )?(?:(?:combined|grand|overall) )?(?:total of|total:)|\btotall?ing|\badding up to|\bfor an? (?:combined|overall)"
    r"|\ban? combined|\bmaking|\bin all,|\baltogether,|\bin total,)\s?$"
)
AFTER = re.compile(r"(?i)^(?: [a-z]{2,15}){0,2},? (?:in all|altogether|in total|all told|combined)\b(?! with| to)")
TO_TOTAL = re.compile(r"(?i)^(?: [\w’'/-]+){0,8}(?:,|:|;|\)| [–—-]| \(| =)?(?: or| for)? ?$")
# Between two parts of one list, and around the list that follows its total.
JOINED = re.compile(r"(?i)^(?: [\w’'/-]+){0,8}(?:,(?: and| plus)?| and| plus|,? \+|,? &)(?: [a-z’'-]+){0,3} $")
LAST = re.compile(r"(?i)\b(?:and|plus)\b|[&+]")
LEAD = re.compile(r"^(?: [\w’'-]+){0,5}(?P<mark>:| \(| ?[–—]| -|,) ?$")
CLOSED = re.compile(r"^(?: [\w’'/-]+){1,6}(?:[).;—–,]| -|$)")
PEOPLE = re.compile(
    r"(?i)^ (?:men|women|boys|girls|children|adults|males?|females?|civilians|soldiers|police|students|teachers|passengers|crew)\b"
)
NOT_A_LIST = re.compile(
    r"(?i)\b(?:of|per|each|every|including|includes?|from|between|than|least|most|within|another|several|dozens|hundreds|others?|an?|some|many|few|"
    r"such|like|after|before|since|until|more|or|then|both|first|killed by)\b|[;%]"
)
# A sum that misses the stated total by more than this share of it is another reading, not a slip.
NEAR = Decimal("0.2")
# Two halves that only just meet are no agreement.
TIE = Decimal("0.001")
LONGEST, MOST_ITEMS = 300, 30


class Token(NamedTuple):
    """A value of a line with its letter and the words before it, dates among them as the word T."""

    before: str
    letter: str
    value: Value


def totals(line: Line) -> Iterator[Sum]:
    """The totals of a line whose parts are listed right before or after them."""
    tokens, tail = _tokens(line)
    for at, token in enumerate(tokens):
        following = tokens[at + 1].before if at + 1 < len(tokens) else tail
        said = BEFORE.search(token.before)
        if said or AFTER.match(following):
            lead = token.before[: said.start()] if said else token.before
            yield from _total(token, _listed_before(tokens, at, lead))
        else:
            yield from _total(token, _listed_after(tokens, at, tail))


def listed(lines: Lines, found: Sequence[Sentence]) -> Iterator[Sum]:
    """A sentence with one count that ends in a colon, and the items of its list, each of which begins with a count."""
    for index, sentence in enumerate(found):
        if lines.text[sentence.end - 1] != ":" or sentence.end - sentence.start > LONGEST:
            continue
        stated = _counts(lines, sentence)
        if len(stated) == 1:
            first = (_first(lines, item) for item in found[index + 1 : index + 1 + MOST_ITEMS])
            items = [item for item in takewhile(bool, first) if item]
            if len(items) > 1 and len(items) != stated[0].exact:
                yield from summed(stated[0], items)


def _counts(lines: Lines, sentence: Sentence) -> list[Value]:
    tokens, _ = _tokens(lines.between(sentence.start, sentence.end))
    return [token.value for token in tokens if token.letter == "C"]


def _first(lines: Lines, item: Sentence) -> Value | None:
    """The count with which an item of a list begins; None for anything else."""
    end = min(item.end, item.start + LONGEST)
    if not lines.counted(item.start, end):
        return None
    tokens, _ = _tokens(lines.between(item.start, end))
    return tokens[0].value if tokens and tokens[0].letter == "C" and not tokens[0].before.strip() else None


def _tokens(line: Line) -> tuple[list[Token], str]:
    pieces = MARK.split(DATE.sub("T", line.words))
    triples = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=False)
    return [Token(before, letter, line.values[int(number)]) for before, letter, number in triples], pieces[-1]


def _listed_before(tokens: Sequence[Token], at: int, lead: str) -> list[Token]:
    """The parts that run up to a total: "12 men and 8 women, 20 in all"."""
    if not TO_TOTAL.match(lead) or NOT_A_LIST.search(lead):
        return []
    listed = []
    for index in range(at - 1, -1, -1):
        if not _same(tokens[index], tokens[at]):
            break
        listed.append(tokens[index])
        if not _joined(tokens[index].before):
            break
    return listed[::-1]


def _listed_after(tokens: Sequence[Token], at: int, tail: str) -> list[Token]:
    """The parts that follow a total: "20 people: 12 men and 8 women"."""
    lead = LEAD.match(tokens[at + 1].before) if at + 1 < len(tokens) else None
    if not lead:
        return []
    end = at + 2
    while end < len(tokens) and _joined(tokens[end].before):
        end += 1
    listed, following = list(tokens[at + 1 : end]), tokens[end].before if end < len(tokens) else tail
    nouns = tokens[at + 2].before if at + 2 < len(tokens) else ""
    sure = (
        len(listed) > 1
        and LAST.search(listed[-1].before)
        and CLOSED.match(following)
        and not NOT_A_LIST.search(lead.group())
        and (lead["mark"] != "," or PEOPLE.match(nouns))
        and all(_same(token, tokens[at]) for token in listed)
    )
    return listed if sure else []


def _joined(between: str) -> bool:
    return bool(JOINED.match(between)) and not NOT_A_LIST.search(between)


def _same(one: Token, other: Token) -> bool:
    return one.letter == other.letter and one.value.unit == other.value.unit and one.letter in "CMQP"


def _total(total: Token, listed: Sequence[Token]) -> Iterator[Sum]:
    if len(listed) < 2:
        return
    yield from summed(total.value, [token.value for token in listed])


def _slack(total: Value, values: Sequence[Value]) -> Decimal:
    """How far the sum may be from the total: percentages may each be rounded, of other parts the roughest one counts."""
    halves = [value.reach.high - value.exact for value in values]
    rounded = sum(halves, Decimal(0)) if total.unit == "percent" else max(halves)
    return rounded + max(total.reach.high - total.exact, total.exact - total.reach.low) * (1 - TIE)


def summed(total: Value, values: Sequence[Value]) -> Iterator[Sum]:
    """The sum of values against a total; nothing where they miss it so far that they are no parts of it."""
    exact = sum((value.exact for value in values), Decimal(0))
    agrees = abs(exact - total.exact) <= _slack(total, values)
    if not agrees and abs(exact - total.exact) > abs(total.exact) * NEAR:
        return
    shown = " + ".join(grouped(value.exact) for value in values)
    why = told(f"{shown} = {grouped(exact)}", total.written, agrees=agrees)
    yield Sum("sum", total.span, tuple(value.span for value in values), why, agrees)
