"""Proposals of a run, held against the claims that stand: kept, changed or dropped, and what undecided claims take from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from articles.actions.answer_hint import CONFLICTS, SUMS
from articles.actions.trail import Line
from articles.extractor import Candidate
from articles.ledger.canonical import JSON
from articles.models import Claim, Extraction, Origin, Revision
from articles.text.spans import Span

EARLIER = "earlier_extractor"
"""The flag of an undecided claim that an earlier extractor proposed and the one that ran last does not."""
TOLD = (
    *("score", "tier", "priority", "kind", "kinds", "reasons", "facets", "speaker"),
    *("priority_reason", "context", "checkpoints", "likeness"),
)
"""What an extractor says of a claim, its flags aside."""


@dataclass(frozen=True)
class Held:
    """Claims beside what is proposed now: on exactly their words, on words that share some with theirs, or nowhere there."""

    kept: list[tuple[Claim, Candidate]]
    changed: list[tuple[Claim, list[Candidate]]]
    dropped: list[Claim]


def held_against(claims: Iterable[Claim], candidates: Iterable[Candidate]) -> Held:
    """What became of each of claims, of one revision, in candidates."""
    proposed = sorted(candidates, key=lambda one: one.span)
    exactly = {one.span: one for one in proposed}
    ends = list(accumulate((one.span.end for one in proposed), max))
    held, first = Held([], [], []), 0
    for claim in sorted(claims, key=lambda one: one.words.span):
        span = claim.words.span
        while first < len(ends) and ends[first] <= span.start:  # what ends here or before touches no later claim either
            first += 1
        if span in exactly:
            held.kept.append((claim, exactly[span]))
        elif touching := _touching(proposed, first, span):
            held.changed.append((claim, touching))
        else:
            held.dropped.append(claim)
    return held


def _touching(proposed: Sequence[Candidate], first: int, span: Span) -> list[Candidate]:
    found = []
    for index in range(first, len(proposed)):
        if proposed[index].span.start >= span.end:
            break
        if proposed[index].span.overlaps(span):
            found.append(proposed[index])
    return found


def proposed_fields(extraction: Extraction, found: Candidate) -> dict[str, Any]:
    """What a claim takes from its candidate: everything but its place and what people say of it."""
    text, here = extraction.revision.text, found.span.start
    return {
        "extraction": extraction,
        "score": found.score,
        "tier": found.tier,
        "priority": found.priority,
        "kind": found.kinds[0] if found.kinds else "",
        "kinds": list(found.kinds),
        "reasons": list(found.reasons),
        "flags": list(found.flags),
        "facets": dict(found.facets),
        "speaker": found.speaker[:200],
        "priority_reason": found.priority_reason[:300],
        "context": {name: span.quote(text) for name, span in found.context.spans().items()},
        "checkpoints": [
            {
                "start": one.span.start - here,
                "end": one.span.end - here,
                "words": one.span.quote(text),
                "kind": one.kind,
            }
            for one in found.checkpoints
        ],
        "likeness": found.likeness,
    }


def undecided(revision: Revision) -> list[Claim]:
    """The machine's claims in revision that wait for a person and that nobody ever decided."""
    standing = Claim.objects.for_lists().filter(placement__revision=revision, gone=False)
    return list(standing.filter(origin=Origin.MACHINE, waiting=True, decisions=None))


def bring_up_to_date(extraction: Extraction, candidates: Iterable[Candidate]) -> tuple[list[Line], list[int]]:
    """Let undecided claims of other extractors follow this run, in the running transaction; lines, and numbers dropped.

    A claim on exactly the words of a candidate takes what the candidate says, unless something in it was ticked; one on
    words that are not proposed any more carries the flag EARLIER.  Their versions stay: the words are the same, so
    whoever decides at this moment is not disturbed.  Nothing else about them is touched, and nothing of other claims.
    """
    claims = undecided(extraction.revision)
    before = [_taken(claim) for claim in claims]
    held = held_against(claims, candidates)
    again = [pair for pair in held.kept if not pair[0].ticks and not _is_same_run(pair[0], extraction)]
    lines = [line for claim, found in again for line in _take(claim, proposed_fields(extraction, found))]
    dropped = [claim for claim in held.dropped if EARLIER in claim.flags or not _is_same_run(claim, extraction)]
    numbers = {claim.number for claim in dropped}
    for claim in claims:
        claim.flags = [flag for flag in claim.flags if flag != EARLIER] + [EARLIER] * (claim.number in numbers)
    rows = [claim for claim, was in zip(claims, before, strict=True) if _taken(claim) != was]
    Claim.objects.bulk_update(rows, [*TOLD, "flags", "extraction"], batch_size=200)
    return lines, sorted(numbers)


def _taken(claim: Claim) -> list[Any]:
    return [getattr(claim, name) for name in (*TOLD, "flags")]


def _take(claim: Claim, fields: dict[str, Any]) -> list[Line]:
    """Set claim to what its candidate says; the line that tells of it, if something is other than it was.

    Flags of hints stay as they are: answer_hint.flag_claims says where they belong.
    """
    was = {name: getattr(claim, name) for name in TOLD if getattr(claim, name) != fields[name]}
    hinted = [flag for flag in claim.flags if flag in (CONFLICTS, SUMS)]
    claim.flags = [flag for flag in fields["flags"] if flag not in (CONFLICTS, SUMS)] + hinted
    if not was:
        return []
    for name in (*was, "extraction"):
        setattr(claim, name, fields[name])
    return [_refreshed_line(claim, was, fields["extraction"])]


def _refreshed_line(claim: Claim, was: dict[str, Any], run: Extraction) -> Line:
    """Which fields were taken anew.  Of them the trail knows the priority alone, from the line that told of the claim."""
    now: dict[str, JSON] = {"extractor": run.extractor, "judge": run.judge, "fields": [*was]}
    before: dict[str, JSON] = {}
    if "priority" in was:
        before, now["priority"] = {"priority": was["priority"]}, claim.priority
    return Line("claim.refreshed", article=claim.article, claim=claim, placement=claim.words, was=before, now=now)


def _is_same_run(claim: Claim, run: Extraction) -> bool:
    found = claim.extraction
    return found is not None and (found.extractor, found.judge, found.identity) == (
        run.extractor,
        run.judge,
        run.identity,
    )
