"""Hints: what was noticed in an article, one of them, and a person's answer by compare-and-set."""

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.answer_hint import answer_hint
from articles.api.answers import answer
from articles.api.errors import NOT_THERE
from articles.api.operation import operation
from articles.api.pages import PageForm, page, page_shape
from articles.api.preconditions import seen_version
from articles.api.repeats import answered_once
from articles.api.resource import Resource
from articles.api.shapes.hints import AnswerForm, HintShape
from articles.api.shapes.problems import StaleHintProblem
from articles.models import Hint, long_fields
from articles.models.hint import HintQuerySet
from articles.policy import Right

FIRST_TO_LAST = ("pk",)


class HintResource(Resource):
    """An address of hints."""

    def hints(self) -> HintQuerySet:
        """Those that this person may know of, with all that is shown of them."""
        rows = Hint.objects.visible_to(self.person).select_related("article__uploaded_by", "revision", "answered_by")
        return rows.defer(*long_fields("revision"))

    def hint(self, pk: int) -> Hint:
        """A hint that this person may know of.  Raises NotFound."""
        found = self.hints().filter(pk=pk).first()
        if found is None:
            raise NotFound(NOT_THERE)
        return found


class ArticleHints(HintResource):
    """The hints of an article."""

    @operation(Right.READ, "list_article_hints", asks=PageForm, gives=page_shape(HintShape))
    def get(self, request: Request, pk: int) -> Response:
        """List what was noticed in the newest revision of an article, sums that work out included."""
        return page(self, self.hints().filter(revision=self.article(pk).newest_id), FIRST_TO_LAST, HintShape)


class OneHint(HintResource):
    """A hint."""

    @operation(Right.READ, "get_hint", gives=HintShape, tag=True)
    def get(self, request: Request, pk: int) -> Response:
        """Look at a hint; its ETag is its version."""
        return answer(self.shown(HintShape, self.hint(pk)))


class HintAnswers(HintResource):
    """A person's answer to a hint."""

    @operation(
        Right.ANSWER_HINT, "answer_hint", takes=AnswerForm, gives=HintShape, versioned=True, stale=StaleHintProblem
    )
    def post(self, request: Request, pk: int) -> Response:
        """Accept a hint, wave it away, or take the answer back."""
        hint = self.hint(pk)
        form, seen = self.told(AnswerForm), seen_version(request, hint)
        told = form.validated_data

        def act() -> Response:
            done = answer_hint(hint, told["answer"], by=self.person, seen=seen, note=told["note"])
            return answer(self.shown(HintShape, done))

        return answered_once(request, act)
