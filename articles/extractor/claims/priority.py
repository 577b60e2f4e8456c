"""Priority: how much a mistake in a claim would cost, and the signs of it that are named to the checker."""

import re
from collections.abc import Callable
from typing import NamedTuple

from articles.extractor.attribution.names import is_person
from articles.extractor.claims.atoms import Role
from articles.extractor.claims.reasons import Subject
from articles.extractor.claims.wordings import HARM, SUPERLATIVE

LAW = re.compile(
    r"\b(?:courts?|judges?|ruling|ruled|laws?|lawsuits?|verdict|attorneys?|prosecut\w+|treaty|treaties|constitution\w*|sentenced|jail\w*|prisons?|"
    r"trial|legislation|charges|police)\b"
)
HEALTH = re.compile(
    r"\b(?:patients?|treatments?|drugs?|doses?|symptoms?|doctors?|hospital\w*|medic\w+|health|vaccin\w+|cancer|diseases?|virus\w*|infect\w+|"
    r"diagnos\w+|therap\w+|surgery|syndrome|injur\w+)\b"
)
FINANCE = re.compile(
    r"\b(?:revenues?|profits?|earnings|loss(?:es)?|debts?|dividends?|shares?|stocks?|bankrupt\w*|budgets?|deficits?|tax(?:es)?|inflation|"
    r"interest rates?|prices?|sales|loans?|invest\w+|funding)\b"
)
# The judge's probability of a grave mistake from which a claim is high risk: beside a grave sign, a notable one, or none;
# and that below which it is low. Chosen on held-out folds of the training articles so that recall and precision of the
# labelled "high" are both above those of one threshold for all.
SURE, GRAVE, NOTABLE, UNSIGNED, LOW = 0.0, 0.12, 0.2, 0.45, 0.05
MOST_SIGNS = 3
HIGH, ORDINARY, INCIDENTAL = 3, 2, 1


class Priority(NamedTuple):
    """3 is high risk, 1 low; reason is one sentence that names what made it so."""

    level: int
    reason: str


class Sign(NamedTuple):
    """Something that makes a mistake costly: how people call it, and the judge's probability from which it does."""

    name: str
    lifts_from: float


def priority(subject: Subject, high: float) -> Priority:
    """The priority of a claim; high is the judge's probability that a mistake in it would be grave."""
    signs = [sign for look in SIGNS for sign in look(subject)]
    share = f"{max(high, 0.01):.0%}"
    lifting = [sign.name for sign in signs if high >= sign.lifts_from]
    if lifting:
        return Priority(HIGH, f"High risk: {_listed(lifting)}.")
    if high >= UNSIGNED:
        return Priority(
            HIGH, f"High risk: nothing single stands out, but the judge of sentences puts the risk at {share}."
        )
    harmless = all(sign.lifts_from > GRAVE for sign in signs)
    if high < LOW and harmless:
        return Priority(
            INCIDENTAL,
            f"Low risk: no figure, accusation or matter of law or health; the judge of sentences puts the risk at {share}.",
        )
    if signs:
        return Priority(
            ORDINARY,
            f"Ordinary risk: {_listed([sign.name for sign in signs])}, but the judge of sentences puts the risk at only {share}.",
        )
    return Priority(
        ORDINARY,
        f"Ordinary risk: no figure, accusation, quotation or date; the judge of sentences puts the risk at {share}.",
    )


def _listed(names: list[str]) -> str:
    shown = names[:MOST_SIGNS]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _conflict(subject: Subject) -> list[Sign]:
    signs = [Sign("a possible conflict with another place of this text", SURE)] if subject.facets.conflicts else []
    if any(not one.agrees for one in subject.facets.calculations):
        signs.append(Sign("figures that do not work out", SURE))
    return signs


def _harm(subject: Subject) -> list[Sign]:
    match = HARM.search(subject.lowered)
    if not match:
        return []
    person = next((name.name for name in subject.facets.names if is_person(name.name)), "")
    return [Sign(f"a word of harm ({_written(subject, match)}){f' beside the name {person}' if person else ''}", GRAVE)]


def _figure(subject: Subject) -> list[Sign]:
    figures = subject.facets.figures
    money = next((one for one in figures if len(one.unit) == 3 and one.unit.isupper()), None)
    if money:
        return [Sign(f"an amount of money ({_quoted(money.span.quote(subject.text))})", GRAVE)]
    return [Sign(f"a figure ({_quoted(figures[0].span.quote(subject.text))})", GRAVE)] if figures else []


def _matter(subject: Subject) -> list[Sign]:
    """Medical, legal and financial statements; an amount of money is told as a figure."""
    matters = MATTERS[:2] if subject.facets.figures else MATTERS
    found = ((f"a matter of {what}", pattern.search(subject.lowered), lifts) for what, pattern, lifts in matters)
    return [Sign(f"{what} ({_written(subject, match)})", lifts) for what, match, lifts in found if match]


MATTERS = (("health", HEALTH, GRAVE), ("law", LAW, GRAVE), ("money", FINANCE, NOTABLE))


def _speech(subject: Subject) -> list[Sign]:
    if subject.facets.quotations and subject.role is not Role.QUOTED:
        return [Sign("a direct quotation", NOTABLE)]
    return [Sign("words of somebody unnamed", UNSIGNED)] if subject.attributed and not subject.speaker else []


def _wording(subject: Subject) -> list[Sign]:
    match = SUPERLATIVE.search(subject.lowered)
    return [Sign(f"a superlative or a first ({_written(subject, match)})", NOTABLE)] if match else []


def _detail(subject: Subject) -> list[Sign]:
    role = next((name.name for name in subject.facets.names if name.role), "")
    signs = [Sign(f"a name with a role ({role})", NOTABLE)] if role else []
    if subject.facets.dates:
        signs.append(Sign(f"a date ({_quoted(subject.facets.dates[0].span.quote(subject.text))})", NOTABLE))
    return signs


def _headline(subject: Subject) -> list[Sign]:
    return [Sign("a headline", UNSIGNED)] if subject.headline else []


def _written(subject: Subject, match: re.Match[str]) -> str:
    return _quoted(subject.words[match.start() : match.end()])


def _quoted(words: str) -> str:
    """Words between marks, in one line and not too long."""
    line = " ".join(words[:LONGEST].split())
    return f"“{line}”" if len(words) <= LONGEST else f"“{line}…”"


LONGEST = 40
SIGNS: tuple[Callable[[Subject], list[Sign]], ...] = (
    _conflict, _harm, _figure, _matter, _speech, _wording, _detail, _headline,
)  # fmt: skip
