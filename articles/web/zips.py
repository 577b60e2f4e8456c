"""Zips on their way in: how far each is, file by file, for those who look on and for those who come back later."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from articles.actions.refusals import Code, Refused
from articles.ingest.limits import megabytes
from articles.models import Bundle, Heartbeat, Member, MemberState, Person
from articles.policy import Right
from articles.web.door import Visit, door, find
from articles.web.intake import AT_ONCE, Intake, intakes_of
from articles.web.refusal import Refusal
from articles.web.typed import number_of

MOST_LISTED = 5
SECONDS_TO_LOOK_AGAIN = 5


@dataclass(frozen=True)
class Row:
    """One file of a zip: the article that it became, or why it was refused; neither while it waits."""

    member: Member
    intake: Intake | None
    refusal: Refusal | None


@dataclass(frozen=True)
class Coming:
    """A zip with counts, and those of its files that are shown."""

    bundle: Bundle
    rows: list[Row]
    settled: int
    whole: int

    @property
    def size(self) -> str:
        """The size of the zip, as people say it."""
        return megabytes(self.bundle.size)

    @property
    def is_finished(self) -> bool:
        """Whether each of its files is an article or refused."""
        return self.settled == self.whole

    @property
    def pace(self) -> int:
        """Every how many seconds a row asks how far its claims are: the more rows, the less often."""
        return 1 + self.whole // AT_ONCE


@door(right=Right.UPLOAD)
def one_zip(visit: Visit, pk: int) -> HttpResponse:
    """How far a zip is; for htmx, which shows so many settled files as `seen` says, only what came since."""
    bundle = find(Bundle.objects.visible_to(visit.user).with_counts(), pk=pk)
    seen = number_of(visit.GET.get("seen", "")) if visit.htmx else None
    files = bundle.members.order_by(
        "state", "number"
    )  # by the alphabet what was refused stands on top, for people to see
    if seen is not None:
        files = files.filter(number__gt=seen).exclude(state=MemberState.WAITING).order_by("number")
    told = {
        "coming": coming_of(bundle, files.select_related("article")),
        "worker_alive": Heartbeat.objects.alive("worker"),
        "watches": "watch" in visit.GET,
        "alone": "alone" in visit.GET,
        "seconds": SECONDS_TO_LOOK_AGAIN,
    }
    response = render(visit, "articles/zip.html" if seen is None else "articles/_zip_swap.html", told)
    if (
        told["watches"] and bundle.waiting_count
    ):  # only for those who asked for it: a page that moves by itself disturbs
        response["Refresh"] = SECONDS_TO_LOOK_AGAIN
    return response


def coming_of(bundle: Bundle, files: Iterable[Member]) -> Coming:
    """A zip with counts as it is shown with these of its files, in a number of queries that does not grow."""
    members = list(files)
    intakes = {one.article.pk: one for one in intakes_of([one.article for one in members if one.article])}
    rows = [Row(one, intakes.get(one.article_id or 0), _refusal(bundle, one)) for one in members]
    counts = {state: getattr(bundle, f"{state}_count") for state in MemberState.values}
    return Coming(bundle, rows, sum(counts.values()) - counts[MemberState.WAITING], sum(counts.values()))


def zips_of(person: Person) -> list[Coming]:
    """The last zips of a person, without their files."""
    mine = Bundle.objects.filter(uploaded_by=person).with_counts().order_by("-pk")[:MOST_LISTED]
    return [coming_of(bundle, []) for bundle in mine]


def _refusal(bundle: Bundle, member: Member) -> Refusal | None:
    no = member.refusal
    if member.state != MemberState.REFUSED:
        return None
    refused = Refused(Code(no["code"]), no["message"], **no["details"])
    return Refusal(f"{bundle.name}: {member.name}", member.size, refused, packed=True)
