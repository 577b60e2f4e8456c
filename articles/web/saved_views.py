"""The views of the queue that everybody has, beside it, with how many claims each holds."""

from dataclasses import dataclass
from urllib.parse import urlencode

from articles.models import Claim, Person, Standing
from articles.models.queue import NOBODY, Wish, count_by
from articles.policy import Right, may
from articles.web.wishes import Asked


@dataclass(frozen=True)
class SavedView:
    """A view: its name, how many claims are in it, where it is and whether this is it."""

    name: str
    count: int
    link: str
    is_here: bool


@dataclass(frozen=True)
class Loads:
    """How many open claims each person has (None: nobody), and how many claims stand how, over the whole desk."""

    open_by_person: dict[int | None, int]
    by_standing: dict[str, int]

    @property
    def open(self) -> int:
        """All open claims."""
        return sum(self.open_by_person.values())


def loads_of(person: Person) -> Loads:
    """The loads of the desk as this person may see it, in two queries."""
    claims = Claim.objects.visible_to(person).shown()
    return Loads(count_by(claims.pending(), "assignee_id"), count_by(claims, "standing"))


def saved_views(person: Person, asked: Asked, loads: Loads) -> list[tuple[str, list[SavedView]]]:
    """The views in groups.  Three queries: what is late, what came back and what is due today are not in the loads."""
    claims = Claim.objects.visible_to(person)
    me = person.username

    def view(name: str, count: int | None = None, **fields: str) -> SavedView:
        wish = Wish(**fields)  # type: ignore[arg-type]  # only text fields are asked for here
        number = wish.claims(claims).count() if count is None else count
        return SavedView(name, number, f"/queue/?{urlencode(fields)}", asked.is_for(wish))

    mine = [
        view("My open claims", loads.open_by_person.get(person.pk, 0), status="open", assignee=me),
        view("Late", status="open", assignee=me, due="late"),
        view("Came back to me", status="open", back_to=me),
    ]
    desk = [
        view("All open claims", loads.open, status="open"),
        view("Nobody’s claims", loads.open_by_person.get(None, 0), status="open", assignee=NOBODY),
        view("Due today", status="open", due="today"),
        view("Needs re-check", loads.by_standing.get(Standing.RECHECK, 0), status="recheck"),
        view("Every claim", sum(loads.by_standing.values()), status="all"),
    ]
    return [("Mine", mine), ("Desk", desk)] if may(person, Right.DECIDE) else [("Desk", desk)]
