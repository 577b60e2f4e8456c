"""Log in and out: the one page that is open to everybody."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from articles.actions import log_in as entrance
from articles.models import Person
from articles.web.forms import LogInForm

A_WEEK = 7 * 24 * 3600
WRONG = "The name or the password is not right. Passwords know capital letters from small ones."


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Show the log-in page; with name and password open a session, or say in the same words for all that it failed."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(next_page(request))
    form = LogInForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, "", 200)
    person = _person(request, form)
    if person is None:
        entrance.refuse_log_in(form.cleaned_data.get("username", ""))
        return _page(request, form, WRONG, 422)
    entrance.log_in(request, person)
    if form.cleaned_data["stay"]:
        request.session.set_expiry(A_WEEK)
    return redirect(next_page(request))


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    entrance.log_out(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def next_page(request: HttpRequest) -> str:
    """Where to go on: the address asked for if it is one of ours, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else settings.LOGIN_REDIRECT_URL


def _person(request: HttpRequest, form: LogInForm) -> Person | None:
    if not form.is_valid():
        return None
    found = authenticate(request, username=form.cleaned_data["username"], password=form.cleaned_data["password"])
    return found if isinstance(found, Person) else None


def _page(request: HttpRequest, form: LogInForm, problem: str, status: int) -> HttpResponse:
    going_to = request.POST.get("next") or request.GET.get("next") or ""
    told = {"form": form, "problem": problem, "next": going_to}
    return render(request, "registration/login.html", told, status=status)
