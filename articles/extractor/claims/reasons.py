"""Why a sentence is worth a check, in kinds and in sentences that a checker understands."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from articles.extractor.claims.atoms import Role
from articles.extractor.claims.wordings import CAUSE, COMPARISON, HARM, PLAN, SUPERLATIVE, lowered
from articles.extractor.facets import Facets
from articles.extractor.findings import DateMention, Figure
from articles.text.blocks import BlockKind
from articles.text.spans import Span

PLACE = re.compile(
    r"(?<=\b[Ii]n )[A-Z][\w’'-]+|(?<=\b[Ii]n the )[A-Z][\w’'-]+|(?<=\b[Aa]t the )[A-Z][\w’'-]+|(?<=\bnear )[A-Z][\w’'-]+"
)
JOINED = re.compile(r"[$€£]?\d{1,9}\.\d{1,4}\d%|[A-Za-z)][$€£]?\d{1,9}(?:\.\d{1,4}|%)|\d%?[A-Z][a-z]")
RELATIVE = re.compile(
    r"(?i)^(?!.*\d{4})(?:.*\b(?:last|next|this|past|ago|today|yesterday|tomorrow|tonight|earlier|later|day)\b|.*day$|.*\b(?:week|month)\b)"
)
ABBREVIATED = 60
TRUE_OR_SAID = "Whether the quoted words are true is a claim of its own."


class Description(NamedTuple):
    """What a checker is told about a candidate."""

    kinds: tuple[str, ...]
    reasons: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """One statement with what is known about it."""

    text: str
    span: Span
    block: BlockKind
    facets: Facets
    speaker: str
    attributed: bool
    headline: bool
    repeated: bool
    role: Role = Role.WHOLE

    @cached_property
    def words(self) -> str:
        """The words of the statement, at most 2,000 characters: patterns never read more."""
        return self.text[self.span.start : min(self.span.end, self.span.start + 2000)]

    @cached_property
    def lowered(self) -> str:
        """The same in small letters."""
        return lowered(self.words)


def described(subject: Subject) -> Description:
    """Kinds, reasons and flags of a sentence; there is always at least one reason."""
    found = [rule for rules in RULES for rule in rules(subject)]
    kinds = tuple(dict.fromkeys(kind for kind, _, _ in found if kind))
    reasons = tuple(dict.fromkeys(reason for _, reason, _ in found if reason))
    flags = tuple(dict.fromkeys(flag for _, _, flag in found if flag))
    if not reasons:
        named = "name" in kinds
        reasons = (
            f"It asserts something {'about somebody or something named ' if named else ''}that a source could confirm or refute.",
        )
    return Description(kinds or ("event",), reasons, flags)


Rule = tuple[str, str, str]


def _conflict(subject: Subject) -> list[Rule]:
    rules = []
    for pair in subject.facets.conflicts:
        other = pair.b if pair.a.overlaps(subject.span) else pair.a
        rules.append(("", f"Possible conflict with “{_short(subject.text, other)}”. {pair.why}", "contradiction"))
    return rules


def _calculation(subject: Subject) -> list[Rule]:
    wrong = (one for one in subject.facets.calculations if not one.agrees)
    return [("", f"The figures do not work out: {one.why}", "arithmetic") for one in wrong]


def _joined(subject: Subject) -> list[Rule]:
    match = JOINED.search(subject.words) if subject.block is BlockKind.TABLE_ROW else None
    if not match:
        return []
    return [
        (
            "number",
            "Cells of a table ran together here: tell apart which figure belongs to which cell before checking.",
            "joined_cells",
        )
    ]


def _headline(subject: Subject) -> list[Rule]:
    rules = []
    if subject.headline:
        rules.append(("headline", "A headline that asserts something: many read nothing else.", "headline"))
    if subject.block is BlockKind.CAPTION:
        rules.append(("caption", "A caption: check who is seen, where and when.", ""))
    if subject.repeated:
        rules.append(("", "It stands more than once in this text: one check settles all.", "repeated"))
    return rules


def _figures(subject: Subject) -> list[Rule]:
    if not subject.facets.figures:
        return []
    noun, kind = figure_noun(subject.facets.figures[0])
    tied = [
        word
        for word, there in (("a name", subject.facets.names), (_date_noun(subject.facets.dates), subject.facets.dates))
        if there
    ]
    how = f"said by {subject.speaker}" if subject.speaker else "reported as fact"
    first = f"{noun} tied to {' and '.join(tied)}, {how}." if tied else f"{noun}, {how}."
    more = len(subject.facets.figures)
    rules = [(kind, first, "")]
    rules += [(figure_noun(figure)[1], "", "") for figure in subject.facets.figures[1:]]
    if more > 1:
        rules.append(("", f"{more} figures in one sentence: tick each of them.", ""))
    return rules


def figure_noun(figure: Figure) -> tuple[str, str]:
    """What people call such a figure, and its kind."""
    if figure.unit == "percent" or figure.unit.endswith("points"):
        return "A percentage" if figure.unit == "percent" else "A number of points", "number"
    if len(figure.unit) == 3 and figure.unit.isupper():
        return "An amount of money", "money"
    if figure.unit == "score":
        return "A score", "number"
    return ("A measurement", "measurement") if figure.unit else ("A number", "number")


def _date_noun(mentions: object) -> str:
    first = mentions[0] if isinstance(mentions, tuple) and mentions else None
    if isinstance(first, DateMention) and first.first and first.last and (first.last - first.first).days in (364, 365):
        return "a year"
    return "a date"


def _dates(subject: Subject) -> list[Rule]:
    rules: list[Rule] = []
    for mention in subject.facets.dates[:3]:
        written = subject.text[mention.span.start : mention.span.end]
        relative = bool(RELATIVE.match(written))
        flag = "relative_date" if relative else ""
        if mention.first is None:
            rules.append(("date", f"A date that the text leaves open: “{written}”.", flag))
        elif relative:
            rules.append(
                (
                    "date",
                    f"“{written}” means {_days(mention.first, mention.last)}, counted from the day of publication.",
                    flag,
                )
            )
        else:
            rules.append(("date", f"A date to check: {_days(mention.first, mention.last)}.", flag))
    return rules


def _days(first: date, last: date | None) -> str:
    if last is None or first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    whole_month = first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28
    return f"{first:%B} {first.year}" if whole_month else f"{_day(first)} to {_day(last)}"


def _day(there: date) -> str:
    return f"{there.day} {there:%B} {there.year}"


def _speech(subject: Subject) -> list[Rule]:
    who = subject.speaker or "somebody unnamed"
    if subject.role is Role.QUOTED:
        return [
            ("", f"The quoted words of {who}: check that they are true. That they were said is a claim of its own.", "")
        ]
    if subject.facets.quotations:
        apart = [("", TRUE_OR_SAID, "")] if subject.role is Role.TOLD else []
        if subject.speaker:
            told = f"A direct quotation: check the words, and that {subject.speaker} said them."
            return [("quotation", told, "quote"), *apart]
        return [("quotation", "A quotation whose speaker the text does not name.", "quote"), *apart]
    if subject.attributed:
        return [("attribution", f"Said or thought by {who}: check that it was.", "")]
    return []


def _wording(subject: Subject) -> list[Rule]:
    rules = []
    for pattern, kind, reason, flag in WORDINGS:
        match = pattern.search(subject.lowered)
        if match:
            written = subject.words[match.start() : match.end()]
            rules.append((kind, reason.format(" ".join(written.split())), flag))
    return rules


WORDINGS = (
    (HARM, "", "Harm if wrong: “{}” touches law, health or somebody's good name.", ""),
    (SUPERLATIVE, "superlative", "A superlative or a first: “{}”.", "superlative"),
    (COMPARISON, "comparison", "A comparison: “{}”.", ""),
    (CAUSE, "cause", "A cause given as fact: “{}”.", ""),
    (PLAN, "plan", "A plan or something still to come: “{}”.", ""),
)


def _names(subject: Subject) -> list[Rule]:
    rules: list[Rule] = []
    for name in subject.facets.names[:4]:
        if name.role:
            rules.append(("title", f"A name with a role: {name.name}, {name.role}.", ""))
        rules.append(("name", "", ""))
    if PLACE.search(subject.words):
        rules.append(("place", "", ""))
    return rules


def _short(text: str, span: Span) -> str:
    words = " ".join(text[span.start : min(span.end, span.start + 4 * ABBREVIATED)].split())
    return words if len(words) <= ABBREVIATED else words[: ABBREVIATED - 1].rstrip() + "…"


RULES = (_conflict, _calculation, _joined, _headline, _figures, _speech, _wording, _dates, _names)
