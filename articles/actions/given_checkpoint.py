"""A checkpoint that somebody kept elsewhere and gives back, to hold the trail against: is it one of this desk?"""

from articles.actions.refusals import Code, Refused, require
from articles.ledger.checkpoint import parse
from articles.ledger.kept import LONGEST_NOTE
from articles.ledger.keys import BadCheckpoint, origin_of
from articles.models import TrailKey
from articles.reports.vouched import keyring

NO_CHECKPOINT = (
    "This is no checkpoint of a trail. Choose the file as the desk handed it out, with nothing changed in it, also not its "
    "line ends. Nothing was stored."
)
NOTHING_SIGNED = "This desk has signed no checkpoint yet, so there is nothing to compare with. Nothing was stored."
ANOTHER_TRAIL = "This checkpoint is of another trail: {}. This desk signs for {}. Nothing was stored."
NOT_OURS = (
    "This checkpoint is in the name of this trail, but not signed with a key of this desk. Either somebody made it up, or "
    "the desk's key was exchanged without a handover: compare the public key on this page with the one that you wrote "
    "down. Nothing was stored."
)


def note_of_this_desk(given: bytes) -> str:
    """The exact text of a note that was given.  Refuses (INVALID) what is not signed by this desk."""
    try:
        require(len(given) <= LONGEST_NOTE, Code.INVALID, NO_CHECKPOINT, field="checkpoint")
        seen = parse(given)
    except BadCheckpoint as error:
        raise Refused(Code.INVALID, NO_CHECKPOINT, field="checkpoint") from error
    key = TrailKey.objects.order_by("pk").last()
    if key is None:
        raise Refused(Code.INVALID, NOTHING_SIGNED, field="checkpoint")
    ours = origin_of(key.public)
    require(seen.origin == ours, Code.INVALID, ANOTHER_TRAIL.format(seen.origin, ours), field="checkpoint")
    try:
        keyring(key.public).verify(given)
    except BadCheckpoint as error:
        raise Refused(Code.INVALID, NOT_OURS, field="checkpoint") from error
    return given.decode()
