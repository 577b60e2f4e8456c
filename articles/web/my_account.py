"""My account: the tokens with which programs act for me, my sessions, my password."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from articles.actions.my_account import change_password, log_out_everywhere
from articles.actions.refusals import Refused
from articles.actions.tokens import LIFE, SCOPES, make_token, revoke_token
from articles.models import ApiToken
from articles.policy import Right
from articles.web.door import Visit, door, find
from articles.web.outcomes import say_once, take_told


class TokenForm(forms.Form):
    """What a token is for, and what it may do."""

    name = forms.CharField(max_length=100)
    scopes = forms.MultipleChoiceField(choices=[(scope, scope) for scope in SCOPES], required=False)


class PasswordForm(forms.Form):
    """The present password and the new one, as typed."""

    present = forms.CharField(max_length=1000, strip=False)
    new = forms.CharField(max_length=1000, strip=False)


@door()
def me(request: Visit) -> HttpResponse:
    """What is mine alone."""
    return _page(request)


def _again(request: Visit, refused: Refused, **_: Any) -> HttpResponse:
    return _page(request, problem=refused.message, field=refused.field)


@door(right=Right.MAKE_TOKEN, methods=("POST",), again=_again)
def tokens(request: Visit) -> HttpResponse:
    """Make a token; it is shown on this page and never again."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, problem="Say what the token is for.", field="name")
    fields = form.cleaned_data
    _, secret = make_token(request.user, by=request.user, name=fields["name"], scopes=fields["scopes"])
    return _page(request, secret=secret)


@door(methods=("POST",))
def revoke(request: Visit, pk: int) -> HttpResponse:
    """End one of my tokens."""
    token = find(ApiToken.objects.filter(person=request.user), pk=pk)
    revoke_token(token, by=request.user)
    say_once(request, f"The token “{token.name}” is revoked. What used it must be given another.")
    return redirect("web:me")


@door(methods=("POST",))
def sessions(request: Visit) -> HttpResponse:
    """Log out everywhere, here too."""
    log_out_everywhere(request.user)
    request.session.flush()
    return redirect(settings.LOGIN_URL)


@sensitive_post_parameters("present", "new")
@door(methods=("POST",), again=_again)
def password(request: Visit) -> HttpResponse:
    """Change my password."""
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, problem="Type your present password and the new one.", field="present")
    change_password(request, form.cleaned_data["present"], form.cleaned_data["new"], by=request.user)
    say_once(request, "Your password is changed. You were logged out on all other computers.")
    return redirect("web:me")


def _page(request: Visit, *, status: int = 200, secret: str = "", problem: str = "", field: str = "") -> HttpResponse:
    facts = {
        "tokens": ApiToken.objects.filter(person=request.user).order_by("-pk"),
        "scopes": SCOPES,
        "days": LIFE.days,
        "secret": secret,
        "problem": problem,
        "field": field,
        "told": take_told(request),
    }
    return render(request, "articles/me.html", facts, status=status)
