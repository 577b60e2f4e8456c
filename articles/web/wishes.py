"""What an address asks of the queue: filters, order and page, read once and for all lists of claims."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict

from articles.actions.refusals import Code, Refused
from articles.models import Priority
from articles.models.queue import ORDERS, STANDINGS, Wish

NO_SUCH_FILTER = "There is no such filter. Begin with the whole queue."
DEFAULT_ORDER = "risk"
ORDER_WORDS = {
    "risk": "highest risk first",
    "deadline": "soonest due first",
    "oldest": "oldest first",
    "newest": "newest first",
    "article": "in reading order",
}


class WishForm(forms.Form):
    """The fields of a queue's address."""

    status = forms.ChoiceField(choices=[(name, name) for name in STANDINGS], required=False)
    assignee = forms.CharField(max_length=150, required=False)
    article = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    kind = forms.CharField(max_length=20, required=False)
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int, empty_value=None, required=False)
    q = forms.CharField(max_length=200, required=False)
    due = forms.ChoiceField(choices=[("late", ""), ("today", "")], required=False)
    back_to = forms.CharField(max_length=150, required=False)
    order = forms.ChoiceField(choices=[(name, name) for name in ORDERS], required=False)
    cursor = forms.CharField(max_length=500, required=False)


@dataclass(frozen=True)
class Asked:
    """A wish with its order, the page of it, and the address it came from."""

    wish: Wish
    order: str
    cursor: str
    query: QueryDict

    def link(self, **changes: Any) -> str:
        """The address with changes, on its first page; None or "" takes a field away."""
        query = self.query.copy()
        query.pop("cursor", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value not in (None, ""):
                query[name] = str(value)
        return f"?{query.urlencode()}"

    def is_for(self, wish: Wish) -> bool:
        """Whether these are exactly the filters of wish, whatever is searched for in it."""
        return replace(self.wish, q="") == wish


def asked_of(query: QueryDict) -> Asked:
    """What the address asks.  Raises Refused (INVALID) for a filter that does not exist."""
    form = WishForm(query)
    if not form.is_valid():
        raise Refused(Code.INVALID, NO_SUCH_FILTER)
    fields = dict(form.cleaned_data)
    order, cursor = fields.pop("order") or DEFAULT_ORDER, fields.pop("cursor")
    fields["status"] = fields["status"] or "open"
    return Asked(Wish(**fields), order, cursor, query)
