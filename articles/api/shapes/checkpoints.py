"""Checkpoints of the trail, and proofs that stand on them."""

from typing import Any

from rest_framework import serializers

from articles.api.fields import LARGEST_ID, Digits, Form

HASHES = "64 hex digits each."


class FromForm(Form):
    """From which older size the newest checkpoint's trail shall be proved to have grown."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """One field, under a name that Python keeps for itself."""
        told = "The size of a checkpoint that you kept: the answer proves that this trail extends it."
        return {"from": Digits(required=False, min_value=1, max_value=LARGEST_ID, help_text=told)}


class SignedShape(serializers.Serializer[Any]):
    """The newest checkpoint: how long the trail is, its root, and the note that the desk signed."""

    origin = serializers.CharField(help_text="The name of the trail.")
    size = serializers.IntegerField()
    root = serializers.CharField(help_text="64 hex digits.")  # type: ignore[assignment]  # a field of this name
    note = serializers.CharField(help_text="The signed note, exact text: keep it. C2SP tlog-checkpoint.")
    key = serializers.CharField(help_text="The public key that signed it. Compare it with the one that you know.")
    handovers = serializers.ListField(
        child=serializers.CharField(),
        help_text="The notes by which older keys vouch for it and it for them, exact texts.",
    )
    consistency = serializers.ListField(
        child=serializers.CharField(), required=False, help_text=f"RFC 9162, 2.1.4, when `from` is asked. {HASHES}"
    )


class ProofShape(serializers.Serializer[Any]):
    """The proof that an event is in the trail that the newest checkpoint saw."""

    seq = serializers.IntegerField()
    leaf = serializers.CharField(help_text="SHA-256(0x00 ‖ payload as UTF-8), 64 hex digits.")
    size = serializers.IntegerField()
    root = serializers.CharField(help_text="64 hex digits.")  # type: ignore[assignment]  # a field of this name
    proof = serializers.ListField(
        child=serializers.CharField(), help_text=f"RFC 9162, 2.1.3, for index seq - 1. {HASHES}"
    )
    note = serializers.CharField(help_text="The signed note of this size and root, exact text.")
