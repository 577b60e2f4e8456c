"""What each kind of damage to the trail means, and what to do about it, in words for people who are no programmers."""

from dataclasses import dataclass, replace

from articles.ledger.chain import Damage
from articles.models import Verification, VerificationState

MEANS: dict[str, str] = {
    Damage.ALTERED: "The bytes of this event are not those that were hashed when it was written: somebody or something "
    "changed it in the database afterwards.",
    Damage.GAP: "An event was taken out: its number is missing.",
    Damage.FORK: "An event was put in or swapped: it does not follow the one before it.",
    Damage.TRUNCATED: "Events were cut off at the end, or an older backup of the database was put back: a checkpoint "
    "that the desk signed has seen more.",
    Damage.INCONSISTENT: "The trail was written anew: its hashes fit each other, but a checkpoint that the desk signed "
    "has seen other events.",
    Damage.REPLAY: "The trail is whole, but a table was changed past it: it no longer holds what the trail says was "
    "recorded.",
    Damage.SIGNATURE: "A checkpoint is not signed with the key of this desk: it was forged, or the key was exchanged "
    "without a handover.",
}
"""The kinds of damage (values of ledger.chain.Damage), each as it came about."""

PROVED = {
    Damage.REPLAY: "The events themselves are proved, first to last. What the pages and reports show of this row is not.",
    Damage.SIGNATURE: "The events themselves follow each other. That they are those which were signed is not proved.",
}
FIRST_STEPS = (
    "Keep a copy of the database and of the data folder as they are now, before anything else is done to them.",
    "Hand out no report until this is cleared up.",
)
NEXT_STEP: dict[str, str] = {
    Damage.TRUNCATED: "Ask whoever runs the server whether a backup was put back. If so, what was recorded since that "
    "backup is lost and has to be recorded again. If not, somebody cut the trail.",
    Damage.REPLAY: "Ask whoever runs the server who had access to the database, and correct the row by an act on the "
    "desk: the trail says what belongs there.",
    Damage.SIGNATURE: "Compare the desk's public key with the one that you wrote down, or that a report shows.",
}
COMPARE_BACKUP = (
    "Ask whoever runs the server who had access to the database, and compare it with the last backup from before: event "
    "by event, from this one on. A checkpoint or a report that somebody kept outside says which of the two is the true one."
)
TITLES = {
    Damage.REPLAY: "The tables do not say what event {seq} says.",
    Damage.SIGNATURE: "The checkpoint of {seq} events is not signed by this desk.",
}
NO_EVENT = {
    Damage.REPLAY: "The tables hold something of which no event tells.",
    Damage.SIGNATURE: "What vouches for the trail is not signed by this desk.",
}
BROKEN = "The chain is broken at event {seq}."
WHERE_NO_EVENT_IS = (Damage.GAP, Damage.TRUNCATED, Damage.SIGNATURE)
"""Kinds whose number is not that of an event that can be looked at."""


@dataclass(frozen=True)
class Outcome:
    """What is wrong, as a page, a notice and a letter say it.

    title   one sentence with the number of the event
    proved  up to where the trail still proves something
    why     what was found, as the verification says it
    means   how that comes about
    steps   what to do now, in order
    event   the event to look at, None when there is none
    """

    title: str
    proved: str
    why: str
    means: str
    steps: tuple[str, ...]
    event: int | None = None


UNGUARDED_STEP = (
    "Run “manage.py migrate”: it puts missing guards back. If it does not, ask whoever runs the server to restore them."
)
UNGUARDED = Outcome(
    title="The chain is whole, but a guard against changes is missing in the database.",
    proved="Nothing was found changed.",
    why="",
    means="The database no longer refuses changes to what was recorded: somebody or something took its triggers away.",
    steps=(FIRST_STEPS[0], UNGUARDED_STEP, "Find out who took the guards away, and verify again after that."),
)
NOT_ENDED = Outcome(
    title="The trail could not be verified.",
    proved="It is not known whether it is whole.",
    why="The walk over the trail was tried three times and did not come to its end.",
    means="The server may lack memory or disk, or a row was changed so that it cannot be read. The worker's log says which.",
    steps=(FIRST_STEPS[0], "Ask whoever runs the server to look into the worker's log, and verify again after that."),
)
REFUSED = Outcome(
    title="The desk refuses to sign the next checkpoint.",
    proved="The events that are here follow each other.",
    why="",
    means="What the desk sees does not fit what it signed before: an older backup of the database was put back, the key was "
    "lost or exchanged, or what the desk signed was changed.",
    steps=(
        *FIRST_STEPS,
        "Ask whoever runs the server what was put back or moved.",
        "Put a lost key or folder of checkpoints back from a copy. What was recorded since an older backup is lost.",
        "If nobody did anything, somebody else did: compare the newest checkpoint that you keep elsewhere.",
    ),
)


def outcome_of(run: Verification) -> Outcome | None:
    """What is wrong after run; None when it was clean, or has not ended."""
    if run.is_under_way or run.is_clean:
        return None
    if run.state == VerificationState.FAILED:
        return NOT_ENDED
    if run.finding:
        return _damaged(Damage(run.finding["damage"]), run.finding["seq"], run.finding["why"])
    return UNGUARDED if run.exit_code else replace(REFUSED, why=run.refusal["why"] if run.refusal else "")


def _damaged(damage: Damage, seq: int, why: str) -> Outcome:
    title = TITLES.get(damage, BROKEN) if seq else NO_EVENT.get(damage, "The trail is damaged.")
    untouched = "Nothing before it is affected." if seq > 1 else "None of the events can be relied on."
    return Outcome(
        title=title.format(seq=seq),
        proved=PROVED.get(damage, untouched),
        why=why,
        means=MEANS[damage],
        steps=(*FIRST_STEPS, NEXT_STEP.get(damage, COMPARE_BACKUP)),
        event=seq if seq and damage not in WHERE_NO_EVENT_IS else None,
    )
