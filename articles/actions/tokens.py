"""API tokens: made, shown once, kept only as a hash, revoked."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from articles.actions import trail
from articles.actions.people import OPERATOR
from articles.actions.refusals import Code, require, require_keepable
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.models import ApiToken, Person
from articles.policy import Right, may

SCOPES = ("read", "write")
LIFE = timedelta(days=90)
USE_IS_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(
    person: Person, *, by: Person | None, name: str = "", scopes: Sequence[str] = SCOPES
) -> tuple[ApiToken, str]:
    """Make a token with which a program acts for person; the row and the token itself, which is shown only now.

    A token has 256 random bits and ends after 90 days.
    """
    require(by is None or by == person, Code.NOT_ALLOWED, "A token is made by the person it acts for.")
    require(may(person, Right.MAKE_TOKEN), Code.NOT_ALLOWED, "Somebody without a role has no tokens.")
    require_keepable(longest=100, name=name)
    known = bool(scopes) and set(scopes) <= set(SCOPES)
    require(known, Code.INVALID, f"Scopes are {' and '.join(SCOPES)}.", field="scopes")
    secret = "fc_" + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=name or "command line",
        prefix=secret[:8],
        digest=digest(secret),
        scopes=sorted(scopes),
        expires_at=timezone.now() + LIFE,
    )
    _write("token.made", token, by=by)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person, at: datetime | None = None) -> None:
    """End a token."""
    allowed = token.person_id == by.pk or may(by, Right.MANAGE_PEOPLE)
    require(allowed, Code.NOT_ALLOWED, "Only its owner or an admin revokes a token.")
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at or timezone.now()):
        _write("token.revoked", token, by=by)


def note_use(token: ApiToken, *, at: datetime | None = None) -> None:
    """Show that token was used; written at most once a minute, and no change that the trail would tell."""
    now = at or timezone.now()
    if token.last_used_at is None or token.last_used_at <= now - USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def digest(secret: str) -> str:
    """What is kept of a token: its SHA-256.  No salt or stretching is needed for 256 random bits."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _write(kind: str, token: ApiToken, *, by: Person | None) -> None:
    now: dict[str, JSON] = {"prefix": token.prefix, "scopes": list(token.scopes), "name": token.name}
    line = Line(kind, subject={"person": token.person_id, "token": token.pk}, now=now)
    trail.write([line], by=by, name=OPERATOR)
