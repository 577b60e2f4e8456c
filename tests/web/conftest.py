"""A browser without script for each of the cast."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from articles.models import Person

HTMX = {"HX-Request": "true"}


class Browser(Client):
    """Django's client, with the few questions that these tests ask."""

    def text(self, path: str, **what: Any) -> str:
        """The page at path, which must be there."""
        response = self.get(path, **what)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def send(self, path: str, **fields: Any) -> HttpResponse:
        """Send a form, and follow where it leads."""
        response: HttpResponse = self.post(path, fields, follow=True)
        return response


@pytest.fixture
def visit() -> Callable[[Person], Browser]:
    """Somebody of the cast, logged in."""

    def log_in(person: Person) -> Browser:
        browser = Browser()
        browser.force_login(person)
        return browser

    return log_in


def file(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)
