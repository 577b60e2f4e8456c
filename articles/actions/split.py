"""Split a claim in two, or merge two into one: the words are dealt out anew, and no verdict goes along to other words."""

import json
from bisect import bisect_right

from django.db import transaction

from articles.actions import trail
from articles.actions.change import change_claim, hold, refuse_unless_open
from articles.actions.place import (
    NOT_YOURS,
    checkpoints_on,
    found_line,
    newest_of,
    next_numbers,
    put_on,
    refuse_if_full,
    refuse_if_taken,
    refuse_unless_there,
    store_claims,
)
from articles.actions.refusals import Code, require
from articles.models import AuditEvent, Claim, Dismissal, Origin, Person, Revision
from articles.policy import Right, may_check
from articles.text.spans import Span

NOT_INSIDE = "Split a claim between two of its words."
NOT_ONE_TEXT = "Two different claims of one article can be merged."
NOT_ITS_PART = "This claim was not cut off from the other, or somebody did something to it since. Merge them instead."
TOO_FAR = "There is another paragraph between these two claims. Merge claims that stand side by side."


@transaction.atomic
def split_claim(claim: Claim, at: int, *, by: Person, seen: int) -> tuple[Claim, Claim]:
    """Cut claim in two before the code point `at` of the revision; white space at the cut belongs to neither.

    The first part stays this claim, the second is a new one for the same person until the same time.  Both are open:
    a verdict on the whole is none on its parts.
    """
    require(may_check(by, Right.CHANGE_SPAN, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(claim.article)
    refuse_unless_open(claim, seen=seen)
    revision = newest_of(claim.article)
    whole = claim.words.span
    require(whole.start < at < whole.end, Code.INVALID, NOT_INSIDE, field="at")
    first, second = (_bare(revision.text, span) for span in (Span(whole.start, at), Span(at, whole.end)))
    require(first.start < first.end and second.start < second.end, Code.INVALID, NOT_INSIDE, field="at")
    refuse_if_taken(claim.article, first)
    refuse_if_taken(claim.article, second)
    refuse_if_full(claim.article)
    theirs = checkpoints_on(second, claim)
    line = put_on(claim, revision, first, "claim.split", seen=seen)
    other = Claim(
        article=claim.article,
        number=next_numbers(claim.article, 1),
        position=second.start,
        origin=Origin.PERSON,
        added_by=by,
        assignee=claim.assignee,
        assigned_by=claim.assigned_by,
        assigned_at=claim.assigned_at,
        due_at=claim.due_at,
        priority=claim.priority,
        priority_reason=claim.priority_reason,
        speaker=claim.speaker,
        context=claim.context,
        checkpoints=theirs,
    )
    store_claims(revision, [(other, second)])
    added = found_line(other, "claim.added", note={"split_from": claim.number})
    trail.write([line, added], by=by)
    return claim, other


@transaction.atomic
def merge_claims(claim: Claim, other: Claim, *, by: Person, seen: int, other_seen: int) -> Claim:
    """Let claim stand on its own words, those of other, and what is between; other is set aside as merged.

    They may overlap, or stand side by side in one paragraph.
    """
    return _join(claim, other, Dismissal.MERGED, by=by, seen=seen, other_seen=other_seen)


@transaction.atomic
def undo_split(claim: Claim, other: Claim, *, by: Person, seen: int, other_seen: int) -> Claim:
    """Make claim whole again from which other was cut off; other, to which nobody did anything since, is shown no more."""
    require(may_check(by, Right.CHANGE_SPAN, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    require(is_untouched_part(other, claim), Code.INVALID, NOT_ITS_PART, field="other")
    return _join(claim, other, Dismissal.UNDONE, by=by, seen=seen, other_seen=other_seen)


def is_untouched_part(other: Claim, claim: Claim) -> bool:
    """Whether other was cut off from claim and is still as it was then: the trail tells it with the line that adds it."""
    added = AuditEvent.objects.filter(claim=other, kind="claim.added").values_list("payload", flat=True).first()
    told = json.loads(added)["now"] if added and other.version == 1 else {}
    return other.article_id == claim.article_id and told.get("split_from") == claim.number


def _join(claim: Claim, other: Claim, why: Dismissal, *, by: Person, seen: int, other_seen: int) -> Claim:
    require(may_check(by, Right.CHANGE_SPAN, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    require(claim.article_id == other.article_id and claim != other, Code.INVALID, NOT_ONE_TEXT, field="other")
    hold(claim.article)
    refuse_unless_open(claim, seen=seen)
    refuse_unless_open(other, seen=other_seen)
    require(not other.dismissal and not claim.dismissal, Code.CLOSED, "One of these claims was dismissed.")
    revision = newest_of(claim.article)
    one, two = sorted((claim.words.span, other.words.span))
    require(is_beside(revision, one, two), Code.INVALID, TOO_FAR, field="other")
    both = Span(one.start, max(one.end, two.end))
    refuse_unless_there(revision, both, None)
    if both not in (claim.words.span, other.words.span):
        refuse_if_taken(claim.article, both)
    aside = change_claim(other, "claim.dismissed", seen=other_seen, note={"merged_into": claim.number}, dismissal=why)
    trail.write([aside, put_on(claim, revision, both, "claim.merged", seen=seen, joined=[other])], by=by)
    return claim


def is_beside(revision: Revision, one: Span, two: Span) -> bool:
    """Whether two spans, in reading order, overlap or begin in the same block."""
    starts = [block.start for block in revision.blocks]
    return one.overlaps(two) or bisect_right(starts, one.start) == bisect_right(starts, two.start)


def _bare(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = span.quote(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
