"""The words for each kind of damage to the trail: how it comes about, what is proved all the same, and what to do now."""

from articles.ledger.chain import Damage

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
