"""A zip of articles handed in by a program: each file answers for itself, in one answer."""

from collections.abc import Callable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.submit import About
from articles.actions.submit_many import Incoming, read_ahead, submit_many, unpack
from articles.api.answers import answer
from articles.api.errors import refusal
from articles.ingest.readers import Readers
from articles.models import Person

NO_TITLE = "A title is for a single article, and this is a zip of them. Leave it out."
NONE_STORED = "No file of this zip was stored; `refused` says why."


class Zip:
    """A zip on its way in; it may be read before the transaction in which it is stored, and is read once."""

    def __init__(self, upload: Upload, about: About, readers: Readers) -> None:
        if about.title:
            raise Refused(Code.INVALID, NO_TITLE, field="title")
        self._upload, self._about, self._readers = upload, about, readers
        self._files: list[Incoming] | None = None
        self._left_out: tuple[str, ...] = ()

    def read(self) -> list[Incoming]:
        """Read every file.  Raises Refused when the zip as a whole is not taken."""
        if self._files is None:
            unpacked = unpack(self._upload)
            self._left_out = unpacked.left_out
            self._files = list(read_ahead(unpacked.files, self._readers))
        return self._files

    def store(self, request: Request, by: Person, shown: Callable[[int], Any]) -> Response:
        """Store what can be taken and say what became of each file; 201 if something was stored, else 422."""
        articles, refused = [], []
        for one in submit_many(self.read(), self._about, by=by, readers=self._readers):
            if one.article is not None:
                articles.append(shown(one.article.pk))
            elif one.refused is not None:
                refused.append({"name": one.name, **refusal(one.refused, request).data})
        body = {"articles": articles, "refused": refused, "left_out": list(self._left_out)}
        if not articles:
            return answer({"code": Code.CANNOT_TAKE.value, "message": NONE_STORED} | body, 422)
        return answer(body, 201)
