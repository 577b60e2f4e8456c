"""What somebody wants to see of the queue, in an address or in a body."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.fields import Choice, Digits, Form, Number, Text
from articles.api.pages import PageForm
from articles.models import Article, Person, Priority
from articles.models.queue import NOBODY, ORDERS, STANDINGS, Wish

LEVELS = {name: level.value for level in Priority for name in (str(level.value), level.label)}
ONE_TO_THREE = {
    "oneOf": [
        {"type": "integer", "minimum": 1, "maximum": 3},
        {"type": "string", "enum": [level.label for level in Priority]},
    ]
}
STATUS = (
    "open: pending or recheck. The others are how claims stand; pending counts neither recheck, dismissed nor gone."
)
WHOSE = "A username, or nobody."
NO_ARTICLE = "There is no such article, or it is not yours to see."
NO_PERSON = "There is no such person."


@extend_schema_field(ONE_TO_THREE)
class Level(serializers.Field[int, Any, int, Any]):
    """A priority: 1, 2, 3, or low, middle, high."""

    default_error_messages = {"invalid": f"One of {', '.join(LEVELS)}."}

    def to_internal_value(self, data: Any) -> int:
        """Raises ValidationError for anything else."""
        known = type(data) in (int, str) and LEVELS.get(str(data))
        if not known:
            self.fail("invalid")
        return known

    def to_representation(self, value: int) -> int:
        """As it is."""
        return value


class WishForm(Form):
    """What narrows the queue, in an address and in a body alike."""

    assignee = Text(required=False, max_length=150, help_text=WHOSE)
    priority = Level(required=False)
    kind = Text(required=False, max_length=20)
    q = Text(required=False, max_length=200, help_text="Words in the claim, its speaker or the title of its article.")


class FilterForm(WishForm):
    """Which claims of those that wait, unless status says otherwise; what is left out narrows nothing."""

    article = Number(required=False, min_value=1)
    status = Choice(choices=STANDINGS, required=False, default="open", help_text=STATUS)


class QueueForm(WishForm, PageForm):
    """Which claims, in which order, and which page of them."""

    article = Digits(required=False, min_value=1)
    status = Choice(choices=STANDINGS, required=False, default="all", help_text=STATUS)
    ordering = Choice(choices=list(ORDERS), required=False, default="risk")


def wish_of(told: Mapping[str, Any], person: Person) -> Wish:
    """The wish that a checked form tells.  Raises ValidationError when it names what is not there for this person."""
    wish = Wish(**{field.name: told[field.name] for field in fields(Wish) if field.name in told})
    if wish.article and not Article.objects.visible_to(person).filter(pk=wish.article).exists():
        raise serializers.ValidationError({"article": [NO_ARTICLE]})
    if wish.assignee not in ("", NOBODY) and not Person.objects.filter(username=wish.assignee).exists():
        raise serializers.ValidationError({"assignee": [NO_PERSON]})
    return wish
