"""The frame of every address: what is too large or not allowed is refused before its operation begins."""

from typing import Any, TypeVar

from django.conf import settings
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.api.errors import NOT_THERE, TooLarge
from articles.api.fields import Form
from articles.api.parsers import StrictJSON
from articles.api.rights import HasRight
from articles.ingest.limits import LIMITS, MB, megabytes
from articles.models import Article, Claim, Person

F = TypeVar("F", bound=Form)
BODY_BYTES = {"multipart/form-data": LIMITS.bundle_bytes + MB}  # with room for the fields beside the file


class Resource(APIView):
    """One address with its operations; each is a method declared with `operation`."""

    http_method_names = ["get", "head", "post", "put", "patch"]
    parser_classes = [StrictJSON]
    permission_classes = [IsAuthenticated, HasRight]
    asked: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Before the operation: how large, who, and what the address asks for, checked in this order."""
        _refuse_too_large(request)
        super().initial(request, *args, **kwargs)
        form = getattr(self, (request.method or "").lower()).asks(data=request.query_params)
        form.is_valid(raise_exception=True)
        self.asked = form.validated_data

    @property
    def person(self) -> Person:
        """Who is asking."""
        assert isinstance(self.request.user, Person)
        return self.request.user

    def told(self, form: type[F]) -> F:
        """The body as form, checked.  Raises ValidationError."""
        told = form(data=self.request.data)
        told.is_valid(raise_exception=True)
        return told

    def article(self, pk: int) -> Article:
        """An article that this person may know of.  Raises NotFound."""
        found = Article.objects.visible_to(self.person).filter(pk=pk).first()
        if found is None:
            raise NotFound(NOT_THERE)
        return found

    def claim(self, pk: int) -> Claim:
        """A claim that this person may know of.  Raises NotFound."""
        found = Claim.objects.visible_to(self.person).with_decisions().filter(pk=pk).first()
        if found is None:
            raise NotFound(NOT_THERE)
        return found

    def shown(self, shape: Any, what: Any, **more: Any) -> Any:
        """What, in its shape."""
        return shape(what, context={"request": self.request}, **more).data


def _refuse_too_large(request: Request) -> None:
    """Refuse by the declared length; the server reads no more than that."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    kind = (request.content_type or "").partition(";")[0].strip().lower()
    most = BODY_BYTES.get(kind, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if length.isascii() and length.isdigit() and int(length[:18]) > most:
        message = f"The body has {megabytes(int(length[:18]))}; at most {megabytes(most)} are taken."
        raise TooLarge(message)
