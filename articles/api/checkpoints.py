"""Checkpoints for programs: the newest one, and proofs that the trail extends an older one and holds an event."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.errors import NOT_THERE
from articles.api.operation import operation
from articles.api.resource import Resource
from articles.api.shapes.checkpoints import FromForm, ProofShape, SignedShape
from articles.ledger.keys import BadCheckpoint, origin_of
from articles.models import AuditEvent, Checkpoint
from articles.policy import Right
from articles.reports.proofs import Unprovable, consistency_proof, inclusion_proof
from articles.reports.snapshot import one_moment
from articles.reports.vouched import handovers, keyring

NONE_YET = "No checkpoint was signed yet. The first one comes within a minute of the first event."
NOT_YET = "No checkpoint has seen this event yet. Ask again in a minute."
NOT_SO_LONG = "The newest checkpoint has seen no more than {} events."
DAMAGED = "The trail is not the one that was signed, so there is no proof. Have it verified."


class Conflict(APIException):
    """The trail stands otherwise than the answer needs."""

    status_code = 409


class NewestCheckpoint(Resource):
    """The newest checkpoint."""

    @operation(Right.READ_TRAIL, "retrieve_checkpoint", asks=FromForm, gives=SignedShape, problems=(409,))
    def get(self, request: Request) -> Response:
        """Read the newest checkpoint, for you to keep elsewhere; with `from`, prove that the trail only grew since then."""
        newest = Checkpoint.objects.newest_first().select_related("key").first()
        if newest is None:
            raise NotFound(NONE_YET)
        told = told_checkpoint(newest)
        if (old := self.asked.get("from")) is not None:
            if old > newest.size:
                raise ValidationError({"from": [NOT_SO_LONG.format(newest.size)]})
            with proving():
                told["consistency"] = consistency_proof(old, newest)
        return Response(self.shown(SignedShape, told))


class EventProof(Resource):
    """The proof of an event."""

    @operation(Right.READ_TRAIL, "retrieve_proof", gives=ProofShape, problems=(409,))
    def get(self, request: Request, pk: int) -> Response:
        """Prove that the event of this number is in the trail that was signed."""
        event = AuditEvent.objects.visible_to(self.person).filter(seq=pk).first()
        if event is None:
            raise NotFound(NOT_THERE)
        newest = Checkpoint.objects.covering(event.seq).newest_first().first()
        if newest is None:
            raise Conflict(NOT_YET)
        with proving():
            proof = inclusion_proof(event, newest)
        told = {"seq": event.seq, "leaf": event.leaf, "size": newest.size, "root": newest.root}
        return Response(self.shown(ProofShape, told | {"proof": proof, "note": newest.note}))


def told_checkpoint(row: Checkpoint) -> dict[str, Any]:
    """A checkpoint with the keys that lead to the one that signed it."""
    try:
        notes = handovers(keyring(row.key.public))
        origin = origin_of(row.key.public)
    except BadCheckpoint as error:
        raise Conflict(DAMAGED) from error
    told = {"origin": origin, "size": row.size, "root": row.root, "note": row.note}
    return told | {"key": row.key.public, "handovers": notes}


@contextmanager
def proving() -> Iterator[None]:
    """Make a proof from one moment of the database; 409 when there is none to make."""
    try:
        with one_moment():
            yield
    except Unprovable as error:
        raise Conflict(DAMAGED) from error
