"""Where the words of an event stand in the page of their revision."""

from collections.abc import Iterable

from articles.models import Placement, Revision
from articles.reports.trail_event import Displayed
from articles.web.marks import block_at


def anchors(events: Iterable[Displayed]) -> dict[int, str]:
    """Of each event about words the anchor, by its number: the claim's, or its line's where the claim has left these words.

    One query; another one for the revisions in which claims were moved.
    """
    about = [event for event in events if event.words and event.claim and event.revision]
    places = Placement.objects.filter(
        claim__in={event.claim for event in about}, revision__in={event.subject["revision"] for event in about}
    )
    rows = places.order_by("pk").values_list("claim", "revision", "start", "end") if about else ()
    stands: dict[tuple[int | None, int], tuple[int, int]]
    stands = {(claim, revision): (start, end) for claim, revision, start, end in rows}
    left = [event for event in about if stands.get((event.claim, event.subject["revision"])) != _span(event)]
    return {event.seq: f"w{event.claim_number}" for event in about} | _lines(left)


def _lines(events: Iterable[Displayed]) -> dict[int, str]:
    wanted = {event.seq: (event.subject["revision"], event.words["start"]) for event in events}
    texts = Revision.objects.only("block_rows").in_bulk({pk for pk, _ in wanted.values()}) if wanted else {}
    found = {seq: block_at(texts[pk].blocks, start) for seq, (pk, start) in wanted.items()}
    return {seq: f"l{block.start}" if block else "" for seq, block in found.items()}


def _span(event: Displayed) -> tuple[int, int]:
    return event.words["start"], event.words["end"]
