"""Every role at every address: a page or form that is missing from this table fails."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.intake import Upload
from articles.actions.submit import About
from articles.actions.submit_bundle import submit_bundle
from articles.models import Article, Claim, Person, Role, Verification
from articles.policy import Right, may
from articles.web import urls
from tests.ingest.files import zipped
from tests.web.material import noticed

ROLES = ("edith", "rita", "carl", "ada", "root", "nemo")


class Way(NamedTuple):
    """How an address is tried: with what right it opens, and by which form (None: by looking at it)."""

    right: Right
    form: Callable[[Claim], dict[str, Any]] | None = None


def look(right: Right = Right.READ) -> Way:
    return Way(right)


def send(right: Right, **fields: Any) -> Way:
    return Way(right, lambda claim: {"seen": claim.version} | fields)


def many(right: Right, **fields: Any) -> Way:
    return Way(right, lambda claim: {"claims": [claim.pk]} | fields)


PUBLIC = {"log_in", "log_out", "healthz", "readyz", "metrics"}
WAYS = {
    "desk": look(),
    "queue": look(),
    "articles": look(),
    "people": look(),
    "me": look(),
    "workbench": look(),
    "extraction": look(),
    "intake": look(),
    "revision": look(),
    "revised": look(),
    "against": look(),
    "original": look(),
    "report": look(),
    "claim": look(),
    "upload": look(Right.UPLOAD),
    "zip": look(Right.UPLOAD),
    "revise": look(Right.REVISE),
    "trail": look(Right.READ_TRAIL),
    "article_trail": look(Right.READ_TRAIL),
    "claim_trail": look(Right.READ_TRAIL),
    "event": look(Right.READ_TRAIL),
    "rows": send(Right.READ, rows="close"),
    "compare": send(Right.READ, correction="other words"),
    "next_claim": send(Right.TAKE),
    "assign_many": many(Right.ASSIGN, reviewer="rita"),
    "take_many": many(Right.TAKE),
    "give_back_many": many(Right.TAKE),
    "due_many": many(Right.SET_DUE, due="2030-01-31 16:00"),
    "dismiss_many": many(Right.DISMISS, reason="opinion"),
    "decide": send(Right.DECIDE, verdict="unsourced", note="Asked the press office."),
    "another": send(Right.DECIDE),
    "dismiss": send(Right.DISMISS, reason="opinion"),
    "reopen": send(Right.REOPEN, note="Again."),
    "assign": send(Right.TAKE, reviewer="rita"),
    "span": send(Right.CHANGE_SPAN, start="0", end="14"),
    "corrected": send(Right.DECIDE),
    "point": send(Right.CHANGE_SPAN, quote="Harbour tunnel"),
    "split": Way(Right.CHANGE_SPAN, lambda claim: {"seen": claim.version, "at": claim.words.end - 4}),
    "merge": Way(Right.CHANGE_SPAN, lambda claim: {"seen": claim.version, "other": f"{claim.pk}-1"}),
    "undo": send(Right.CHANGE_SPAN, undo="dismiss"),
    "add_claim": send(Right.ADD_CLAIM, start="0", end="14"),
    "retry": send(Right.RETRY),
    "read_again": send(Right.REVISE),
    "sign_off": send(Right.SIGN_OFF),
    "take_back": send(Right.SIGN_OFF, note="Again."),
    "take_report": send(Right.EXPORT, format="csv"),
    "erase": look(Right.ERASE),
    "erase_person": look(Right.MANAGE_PEOPLE),
    "verify_trail": send(Right.VERIFY_TRAIL),
    "export_trail": Way(Right.EXPORT_TRAIL, lambda claim: {"format": "csv"}),
    "verification": look(Right.VERIFY_TRAIL),
    "trust": look(Right.VERIFY_TRAIL),
    "compare_checkpoint": send(Right.VERIFY_TRAIL),
    "checkpoints": look(Right.VERIFY_TRAIL),
    "verifier": look(Right.VERIFY_TRAIL),
    "checkpoint": look(Right.VERIFY_TRAIL),
    "invite": send(Right.MANAGE_PEOPLE, username="anna", name="Anna", role="reviewer"),
    "role": send(Right.MANAGE_PEOPLE, role="reviewer"),
    "account": send(Right.MANAGE_PEOPLE, active=""),
    "read": send(Right.READ_PASSAGE, passages="0-14"),
    "unread": send(Right.READ_PASSAGE, readings="1"),
    "tick": send(Right.TICK, ticks="shown"),
    "answer_hint": Way(Right.ANSWER_HINT, lambda claim: {"version": 1, "answer": "accepted"}),
    "tokens": send(Right.MAKE_TOKEN, name="x", scopes="read"),
    "sessions": send(Right.READ),
    "password": send(Right.READ, present="x", new="y"),
}
OWN = {"revoke"}  # its object is one's own token: tried below


def named(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        else:
            yield pattern


def address(name: str, claim: Claim) -> str:
    pattern = next(pattern for pattern in named(urls.urlpatterns) if pattern.name == name)
    values = {"number": 1, "pk": claim.article_id, "seq": claim.events.values_list("seq", flat=True)[0]}
    if str(pattern.pattern).startswith("claims/"):
        values["pk"] = claim.pk
    elif str(pattern.pattern).startswith("hints/"):
        values["pk"] = noticed(claim.article, "two counts", "About 18,000 cars").pk
    elif str(pattern.pattern).startswith("articles/zips/"):
        values["pk"] = submit_bundle(
            Upload("a.zip", zipped({"a.txt": b"A."})), About(), by=claim.article.uploaded_by
        ).pk
    elif str(pattern.pattern).startswith("people/"):
        values["pk"] = Person.objects.get(username="bob").pk
    elif name == "verification":
        values["pk"] = Verification.objects.create().pk
    elif name == "checkpoint":
        signed = sign_checkpoint()
        assert signed is not None
        values["pk"] = signed.pk
    wanted = {key: values[key] for key in pattern.pattern.converters}
    return reverse(f"web:{name}", kwargs=wanted)


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in named(urls.urlpatterns)} == PUBLIC | OWN | set(WAYS)


@pytest.mark.parametrize("name", sorted(WAYS))
@pytest.mark.parametrize("who", ROLES)
def test_an_address_opens_by_the_table_of_rights(
    who: str, name: str, claim: Claim, rita: Person, bob: Person, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    browser, way = Client(), WAYS[name]
    browser.force_login(person)

    where = address(name, claim)
    answer = browser.get(where) if way.form is None else browser.post(where, way.form(claim))

    if may(person, way.right) or (name == "assign_many" and person.role == Role.REVIEWER):
        assert answer.status_code in (200, 302, 409, 422), (answer.status_code, answer.content[:300])
    else:
        assert answer.status_code in (403, 404), answer.status_code


@pytest.mark.parametrize("name", sorted(WAYS))
def test_who_is_not_logged_in_is_sent_to_the_log_in(name: str, claim: Claim, bob: Person) -> None:
    where = address(name, claim)
    answer = Client().get(where) if WAYS[name].form is None else Client().post(where)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_what_is_open_to_all_says_nothing_of_articles(name: str, article: Article, claim: Claim) -> None:
    answer = Client().get(reverse(f"web:{name}"))
    assert answer.status_code in (200, 405, 503)
    assert article.title.encode() not in answer.content
    assert claim.words.quote.encode() not in answer.content


def test_nobody_revokes_the_token_of_another(rita: Person, bob: Person) -> None:
    from_bob = bob.tokens.create(name="x", prefix="fc_", digest="0" * 64, expires_at=bob.created_at)
    browser = Client()
    browser.force_login(rita)
    assert browser.post(reverse("web:revoke", kwargs={"pk": from_bob.pk})).status_code == 404
    from_bob.refresh_from_db()
    assert from_bob.revoked_at is None
