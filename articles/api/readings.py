"""Passages of an article: what nobody has looked at, marking one as read, and taking that back."""

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.read_passage import read_passage, take_back_readings
from articles.api.answers import answer
from articles.api.errors import NOT_THERE
from articles.api.operation import operation
from articles.api.repeats import answered_once
from articles.api.resource import Resource
from articles.api.shapes.readings import LookedShape, ReadingShape
from articles.api.shapes.saying import SeenSpanForm
from articles.models import Reading
from articles.policy import Right
from articles.reports.looked import looked_at


class ArticleReadings(Resource):
    """The passages of an article's newest revision."""

    @operation(Right.READ, "list_passages", gives=LookedShape)
    def get(self, request: Request, pk: int) -> Response:
        """Tell how much of an article people have looked at, and which passages nobody has."""
        article = self.article(pk)
        if article.newest_id is None:
            raise NotFound(NOT_THERE)
        return answer(self.shown(LookedShape, looked_at(article)))

    @operation(Right.READ_PASSAGE, "read_passage", takes=SeenSpanForm, gives=ReadingShape, status=201)
    def post(self, request: Request, pk: int) -> Response:
        """Say that a passage was read and holds nothing to check.  The same passage again gives the first reading."""
        article = self.article(pk)
        form = self.told(SeenSpanForm)

        def act() -> Response:
            reading = read_passage(article, form.span(), by=self.person, **form.seen())
            return answer(self.shown(ReadingShape, reading), 201)

        return answered_once(request, act)


class TakenBack(Resource):
    """A reading taken back."""

    @operation(Right.READ_PASSAGE, "take_back_reading", gives=ReadingShape)
    def post(self, request: Request, pk: int) -> Response:
        """Show the passage again as one that nobody has looked at."""
        seen = Reading.objects.visible_to(self.person).select_related("article", "revision", "by")
        reading = seen.filter(pk=pk).first()
        if reading is None:
            raise NotFound(NOT_THERE)

        def act() -> Response:
            take_back_readings(reading.article, [reading], by=self.person)
            reading.refresh_from_db(fields=["taken_back"])
            return answer(self.shown(ReadingShape, reading))

        return answered_once(request, act)
