"""The trail, read: all of it, of an article, of a claim; oldest first."""

from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.operation import operation
from articles.api.pages import PageForm, page, page_shape
from articles.api.resource import Resource
from articles.api.shapes.trail import EventShape
from articles.models import AuditEvent
from articles.policy import Right

OLDEST_FIRST = ("seq",)


class Trail(Resource):
    """The trail."""

    @operation(Right.READ_TRAIL, "list_trail", asks=PageForm, gives=page_shape(EventShape))
    def get(self, request: Request) -> Response:
        """Read the trail, oldest first.  Editors and reviewers see what concerns articles."""
        return page(self, AuditEvent.objects.visible_to(self.person), OLDEST_FIRST, EventShape)


class ArticleTrail(Resource):
    """The trail of an article."""

    @operation(Right.READ_TRAIL, "list_article_trail", asks=PageForm, gives=page_shape(EventShape))
    def get(self, request: Request, pk: int) -> Response:
        """Read what happened to an article and its claims, oldest first."""
        lines = AuditEvent.objects.visible_to(self.person).filter(article=self.article(pk))
        return page(self, lines, OLDEST_FIRST, EventShape)


class ClaimTrail(Resource):
    """The trail of a claim."""

    @operation(Right.READ_TRAIL, "list_claim_trail", asks=PageForm, gives=page_shape(EventShape))
    def get(self, request: Request, pk: int) -> Response:
        """Read what happened to a claim, oldest first."""
        lines = AuditEvent.objects.visible_to(self.person).filter(claim=self.claim(pk))
        return page(self, lines, OLDEST_FIRST, EventShape)
