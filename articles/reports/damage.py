"""What is wrong with the trail after a verification, in words for people who are no programmers."""

from dataclasses import dataclass, replace

from articles.ledger.chain import Damage
from articles.models import Verification, VerificationState
from articles.reports.damage_words import (
    BROKEN,
    COMPARE_BACKUP,
    FIRST_STEPS,
    MEANS,
    NEXT_STEP,
    NO_EVENT,
    PROVED,
    TITLES,
    WHERE_NO_EVENT_IS,
)


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
