"""The chips above the queue: what each would leave, counted in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.models import OPEN, Person, Priority, Standing
from articles.models.claim import ClaimQuerySet
from articles.models.queue import NOBODY
from articles.web.wishes import Asked

SHOWN = ("recheck", "disputed", "unsourced", "verified", "dismissed", "gone")
PRIORITY_WORDS = {Priority.HIGH: "High", Priority.MIDDLE: "Middle", Priority.LOW: "Low"}


@dataclass(frozen=True)
class Chip:
    """One chip: an id that stays, its word, the count it would leave, its address, and whether it is pressed."""

    id: str
    word: str
    count: int
    link: str
    is_pressed: bool
    standing: str = ""


def state_chips(asked: Asked, counts: Mapping[str, int]) -> list[Chip]:
    """A chip for each standing; "open" first, which is what a queue shows by itself."""
    chips = [_state(asked, "open", "Open", total("open", counts), Standing.PENDING)]
    shown = [name for name in SHOWN if name != Standing.GONE or counts.get(name)]
    chips += [_state(asked, name, Standing(name).label, counts.get(name, 0), name) for name in shown]
    return [*chips, _state(asked, "all", "All", total("all", counts), "")]


def total(status: str, counts: Mapping[str, int]) -> int:
    """How many claims a status of the wish ("open", "all" or a standing) leaves."""
    names = OPEN if status == "open" else counts if status == "all" else (status,)
    return sum(counts.get(name, 0) for name in names)


def _state(asked: Asked, status: str, word: str, count: int, standing: str) -> Chip:
    return Chip(f"state-{status}", word, count, asked.link(status=status), asked.wish.status == status, standing)


def who_chips(asked: Asked, person: Person, people: Iterable[Person], counts: Mapping[int | None, int]) -> list[Chip]:
    """A chip for me, each person who has claims in this view, and nobody.  A pressed chip lets go when pressed again."""
    mine = [one for one in people if one == person]
    others = [one for one in people if one != person and (counts.get(one.pk) or asked.wish.assignee == one.username)]
    chips = [
        _who(asked, one.username, "Me" if one == person else one.name, counts.get(one.pk, 0)) for one in mine + others
    ]
    return [*chips, _who(asked, NOBODY, "Nobody", counts.get(None, 0))]


def _who(asked: Asked, username: str, word: str, count: int) -> Chip:
    pressed = asked.wish.assignee == username
    return Chip(f"who-{username}", word, count, asked.link(assignee="" if pressed else username), pressed)


def risk_chips(asked: Asked, counts: Mapping[int, int]) -> list[Chip]:
    """A chip for each priority."""
    return [
        Chip(
            f"risk-{priority}",
            word,
            counts.get(priority, 0),
            asked.link(priority="" if asked.wish.priority == priority else priority.value),
            asked.wish.priority == priority,
        )
        for priority, word in PRIORITY_WORDS.items()
    ]


def kinds_of(claims: ClaimQuerySet) -> list[str]:
    """The kinds that claims of this desk have."""
    return [kind for kind in claims.order_by("kind").values_list("kind", flat=True).distinct() if kind]
