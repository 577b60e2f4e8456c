"""People who can be given claims, and how claims are given to them."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from articles.actions.assign import MOST_AT_ONCE
from articles.api.fields import Form, Number, Text
from articles.api.shapes.claims import LeftShape
from articles.api.shapes.queue import FilterForm
from articles.models import Person, Role

WHICH_CLAIMS = "Give either claims or filter."
WHOM = "Give either reviewer or balance."
NAME = 150


class PersonShape(serializers.Serializer[Person]):
    """Somebody who can be given claims, with what already waits for them."""

    username = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=[(role.value, role.label) for role in Role if role])
    open_claims = serializers.IntegerField()
    late_claims = serializers.IntegerField()


class AssignmentForm(Form):
    """Who shall check a claim; null gives it to nobody."""

    reviewer = Text(allow_null=True, max_length=NAME)


class AssignmentsForm(Form):
    """Many claims, by id or as a filter, for one reviewer, or shared out to those with the least open work."""

    claims = serializers.ListField(child=Number(min_value=1), min_length=1, max_length=MOST_AT_ONCE, required=False)
    filter = FilterForm(required=False)
    reviewer = Text(allow_null=True, max_length=NAME, required=False)
    balance = serializers.ListField(child=Text(max_length=NAME), min_length=1, max_length=100, required=False)

    def validate(self, attrs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Exactly one of each pair."""
        if ("claims" in attrs) == ("filter" in attrs):
            raise serializers.ValidationError({"claims": [WHICH_CLAIMS]})
        if ("reviewer" in attrs) == ("balance" in attrs):
            raise serializers.ValidationError({"reviewer": [WHOM]})
        return attrs


class AssignedShape(serializers.Serializer[Any]):
    """A claim that was given, and its version now."""

    claim = serializers.IntegerField(source="pk")
    reviewer = serializers.CharField(source="assignee.username", default=None, allow_null=True)
    version = serializers.IntegerField()


class NotAssignedShape(LeftShape):
    """A claim that was left as it is, with the reason."""


class AssignmentsShape(serializers.Serializer[Any]):
    """What became of each claim."""

    assigned = AssignedShape(many=True)
    refused = NotAssignedShape(many=True)
