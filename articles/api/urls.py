"""The addresses of this door."""

from typing import Any

from django.urls import URLPattern, URLResolver, path, re_path, register_converter
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from articles.api import (
    after_revision,
    articles,
    assignments,
    checkpoints,
    claims,
    docs,
    hints,
    people,
    readings,
    reports,
    trail,
)
from articles.api.fields import LARGEST_ID
from articles.api.resource import Resource
from articles.api.schema import TokenScheme

app_name = "api"
SCHEMES = (TokenScheme,)  # the schema finds it because it was imported
NO_ADDRESS = "There is no such address. Addresses here end with a slash; GET /api/v1/schema/ lists them."


class RowId:
    """A number that a row can have; larger ones lead nowhere."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """The number.  Raises ValueError beyond 64 bits."""
        number = int(value)
        if number > LARGEST_ID:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        """The number in an address."""
        return str(value)


class Nowhere(Resource):
    """Whatever is not an address of this door: told in JSON, to everybody alike."""

    permission_classes = []
    authentication_classes = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises NotFound, whatever the method."""
        raise NotFound(NO_ADDRESS)


register_converter(RowId, "row")
ARTICLE, CLAIM, HINT = "articles/<row:pk>/", "claims/<row:pk>/", "hints/<row:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/", articles.Articles.as_view(), name="articles"),
    path(ARTICLE, articles.OneArticle.as_view(), name="article"),
    path(f"{ARTICLE}revisions/", articles.Revisions.as_view(), name="revisions"),
    path(f"{ARTICLE}revisions/<row:number>/", articles.OneRevision.as_view(), name="revision"),
    path(f"{ARTICLE}retry/", articles.Retry.as_view(), name="retry"),
    path(f"{ARTICLE}claims/", articles.ArticleClaims.as_view(), name="article-claims"),
    path(f"{ARTICLE}hints/", hints.ArticleHints.as_view(), name="article-hints"),
    path(f"{ARTICLE}passages/", readings.ArticleReadings.as_view(), name="passages"),
    path(f"{ARTICLE}trail/", trail.ArticleTrail.as_view(), name="article-trail"),
    path(f"{ARTICLE}report/", reports.ArticleReport.as_view(), name="report"),
    path("claims/", claims.Claims.as_view(), name="claims"),
    path(CLAIM, claims.OneClaim.as_view(), name="claim"),
    path(f"{CLAIM}decisions/", claims.Decisions.as_view(), name="decisions"),
    path(f"{CLAIM}ticks/", claims.Ticks.as_view(), name="ticks"),
    path(f"{CLAIM}assignment/", claims.Assignment.as_view(), name="assignment"),
    path(f"{CLAIM}dismissal/", claims.Dismissals.as_view(), name="dismissal"),
    path(f"{CLAIM}reopening/", claims.Reopening.as_view(), name="reopening"),
    path(f"{CLAIM}split/", claims.Split.as_view(), name="split"),
    path(f"{CLAIM}merge/", claims.Merge.as_view(), name="merge"),
    path(f"{CLAIM}point/", after_revision.Pointing.as_view(), name="point"),
    path(f"{CLAIM}confirmation/", after_revision.Confirmations.as_view(), name="confirmation"),
    path(f"{CLAIM}trail/", trail.ClaimTrail.as_view(), name="claim-trail"),
    path(HINT, hints.OneHint.as_view(), name="hint"),
    path(f"{HINT}answer/", hints.HintAnswers.as_view(), name="hint-answer"),
    path("readings/<row:pk>/taken-back/", readings.TakenBack.as_view(), name="taken-back"),
    path("assignments/", assignments.Assignments.as_view(), name="assignments"),
    path("trail/", trail.Trail.as_view(), name="trail"),
    path("trail/export/", trail.TrailFile.as_view(), name="trail-export"),
    path("trail/checkpoint/", checkpoints.NewestCheckpoint.as_view(), name="checkpoint"),
    path("trail/proof/<row:pk>/", checkpoints.EventProof.as_view(), name="proof"),
    path("people/", people.People.as_view(), name="people"),
    path("schema/", docs.Schema.as_view(), name="schema"),
    path("docs/", docs.Docs.as_view(), name="docs"),
    re_path(r"^", Nowhere.as_view(schema=None), name="nowhere"),
]
