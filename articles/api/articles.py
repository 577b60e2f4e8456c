"""Articles: hand in, list, look at, revise, try the look for claims again, mark a claim."""

from typing import Any

from django.db.models import Prefetch
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.place import add_claim
from articles.actions.retry import retry_extraction
from articles.actions.revise import revise_article
from articles.actions.submit import submit_article
from articles.api.answers import answer
from articles.api.errors import NOT_THERE
from articles.api.fields import Nothing
from articles.api.operation import operation
from articles.api.pages import PageForm, page, page_shape
from articles.api.parsers import FileParts, StrictJSON
from articles.api.repeats import answered_once
from articles.api.resource import Resource
from articles.api.shapes.articles import (
    ArticleFileForm,
    ArticleShape,
    ArticleTextForm,
    FileForm,
    NewRevisionShape,
    RevisionShape,
    TextForm,
)
from articles.api.shapes.claims import ClaimShape
from articles.api.shapes.saying import NewClaimForm
from articles.api.shapes.zips import ArticleOrZipShape
from articles.api.zips import Zip
from articles.ingest.bundles import is_bundle
from articles.ingest.readers import Readers
from articles.models import LONG_FIELDS, Article, Revision
from articles.models.article import ArticleQuerySet
from articles.policy import Right

NEWEST_FIRST = ("-pk",)


class ArticleResource(Resource):
    """An address of articles."""

    def articles(self) -> ArticleQuerySet:
        """Those that this person may know of, with all that is shown of them."""
        rows = Article.objects.visible_to(self.person).with_state().with_progress()
        return rows.select_related("uploaded_by").prefetch_related(
            Prefetch("newest", Revision.objects.defer(*LONG_FIELDS)),
            "newest__extractions",
        )

    def shown_article(self, pk: int) -> Any:
        """One article in its shape.  Raises NotFound."""
        found = self.articles().filter(pk=pk).first()
        if found is None:
            raise NotFound(NOT_THERE)
        return self.shown(ArticleShape, found)

    def sent(self, as_file: Any, as_text: Any) -> Any:
        """The body, checked: a file in a form, or words in JSON."""
        return self.told(as_file if hasattr(self.request.data, "lists") else as_text)


class Articles(ArticleResource):
    """The articles of the desk."""

    parser_classes = [FileParts, StrictJSON]

    @operation(Right.READ, "list_articles", asks=PageForm, gives=page_shape(ArticleShape))
    def get(self, request: Request) -> Response:
        """List the articles, the newest first."""
        return page(self, self.articles(), NEWEST_FIRST, ArticleShape)

    @operation(
        Right.UPLOAD,
        "submit_article",
        takes={"multipart/form-data": ArticleFileForm, "application/json": ArticleTextForm},
        gives=ArticleOrZipShape,
        status=201,
    )
    def post(self, request: Request) -> Response:
        """Hand in an article, or a zip of them.  Claims are looked for in the background; `extraction` says how far that is.

        Of a zip every file is an article of its own; a text that the desk has already, letter for letter, is refused
        there.  If none of its files was stored, the answer is 422 and has the same `refused`.
        """
        form = self.sent(ArticleFileForm, ArticleTextForm)
        upload, about = form.upload(), form.about()
        if is_bundle(upload.name, upload.data):
            with Readers() as readers:
                several = Zip(upload, about, readers)
                return answered_once(
                    request, lambda: several.store(request, self.person, self.shown_article), before=several.read
                )

        def act() -> Response:
            article = submit_article(upload, about, by=self.person)
            return answer(self.shown_article(article.pk), 201)

        return answered_once(request, act, before=upload.read)


class OneArticle(ArticleResource):
    """An article."""

    @operation(Right.READ, "get_article", gives=ArticleShape)
    def get(self, request: Request, pk: int) -> Response:
        """Look at an article: its state, its progress and the look for its claims."""
        return answer(self.shown_article(pk))


class Revisions(ArticleResource):
    """The texts of an article."""

    parser_classes = [FileParts, StrictJSON]

    @operation(
        Right.REVISE,
        "revise_article",
        takes={"multipart/form-data": FileForm, "application/json": TextForm},
        gives=NewRevisionShape,
        status=201,
        problems=[412],
    )
    def post(self, request: Request, pk: int) -> Response:
        """Hand in a new text of the article.  Claims are carried over, changed, gone or new."""
        article = self.article(pk)
        upload = self.sent(FileForm, TextForm).upload()

        def act() -> Response:
            return answer(self.shown(NewRevisionShape, revise_article(article, upload, by=self.person)), 201)

        return answered_once(request, act, before=upload.read)


class OneRevision(ArticleResource):
    """One exact text of an article."""

    @operation(Right.READ, "get_revision", gives=RevisionShape)
    def get(self, request: Request, pk: int, number: int) -> Response:
        """Read the text in which the offsets of claims count, with its blocks."""
        revision = self.article(pk).revisions.select_related("created_by").filter(number=number).first()
        if revision is None:
            raise NotFound(NOT_THERE)
        return answer(self.shown(RevisionShape, revision))


class Retry(ArticleResource):
    """A failed extraction."""

    @operation(Right.RETRY, "retry_extraction", takes=Nothing, gives=ArticleShape, status=202)
    def post(self, request: Request, pk: int) -> Response:
        """Look for the claims again after that failed."""
        article = self.article(pk)
        self.told(Nothing)

        def act() -> Response:
            retry_extraction(article, by=self.person)
            return answer(self.shown_article(pk), 202)

        return answered_once(request, act)


class ArticleClaims(ArticleResource):
    """The claims of an article."""

    @operation(Right.ADD_CLAIM, "add_claim", takes=NewClaimForm, gives=ClaimShape, status=201, tag=True)
    def post(self, request: Request, pk: int) -> Response:
        """Mark words of the newest revision as a claim."""
        article = self.article(pk)
        form = self.told(NewClaimForm)

        def act() -> Response:
            return answer(self.shown(ClaimShape, add_claim(article, form.span(), by=self.person, **form.seen())), 201)

        return answered_once(request, act)
