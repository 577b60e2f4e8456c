"""The people of the desk: who is here in which role; an admin opens accounts, changes roles and closes accounts."""

import secrets

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from articles.actions.people import make_person, set_active, set_role
from articles.actions.refusals import Refused
from articles.models import Person, Role
from articles.policy import Right, may
from articles.web.door import Visit, door, find
from articles.web.outcomes import say_once, take_told

ONE_TIME_BYTES = 12
"""Of randomness in a one-time password: 16 characters."""


class NewPersonForm(forms.Form):
    """Whom an admin invites."""

    username = forms.CharField(max_length=150)
    name = forms.CharField(max_length=150, required=False)
    email = forms.EmailField(required=False)
    role = forms.ChoiceField(choices=Role.choices, required=False)


@door()
def people(request: Visit) -> HttpResponse:
    """The team, for everybody with a role; with buttons for those who manage it."""
    return _page(request, NewPersonForm())


def _again(request: Visit, refused: Refused) -> HttpResponse:
    form = NewPersonForm(request.POST)
    form.is_valid()
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    return _page(request, form)


@door(right=Right.MANAGE_PEOPLE, methods=("POST",), again=_again)
def invite(request: Visit) -> HttpResponse:
    """Open an account with a one-time password, which is shown on this page and never again."""
    form = NewPersonForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    password = secrets.token_urlsafe(ONE_TIME_BYTES)
    made = make_person(by=request.user, password=password, **form.cleaned_data)
    return _page(request, NewPersonForm(), made=made, password=password)


@door(right=Right.MANAGE_PEOPLE, methods=("POST",))
def role(request: Visit, pk: int) -> HttpResponse:
    """Give somebody another role."""
    person = set_role(find(Person.objects.all(), pk=pk), request.POST.get("role", ""), by=request.user)
    say_once(request, f"{person.name}: {Role(person.role).label.lower()} now. Their sessions ended.")
    return redirect("web:people")


@door(right=Right.MANAGE_PEOPLE, methods=("POST",))
def account(request: Visit, pk: int) -> HttpResponse:
    """Close an account, or open it again."""
    opens = request.POST.get("open") == "1"
    person = set_active(find(Person.objects.all(), pk=pk), opens, by=request.user)
    say_once(request, f"The account of {person.name} is {'open again' if opens else 'closed'}.")
    return redirect("web:people")


def _page(
    request: Visit, form: NewPersonForm, *, made: Person | None = None, password: str = "", status: int = 200
) -> HttpResponse:
    everybody = list(Person.objects.order_by("-is_active", "name", "pk"))
    facts = {
        "people": everybody,
        "closed": sum(not one.is_active for one in everybody),
        "form": form,
        "made": made,
        "password": password,
        "roles": Role.choices,
        "manages": may(request.user, Right.MANAGE_PEOPLE),
        "told": take_told(request),
    }
    return render(request, "articles/people.html", facts, status=status)
