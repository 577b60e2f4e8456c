"""What commands are asked by name: people and articles, or one clear line."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from articles.actions.refusals import Refused
from articles.models import Article, Person, Role


def person_named(username: str) -> Person:
    """The person with this username.  Raises CommandError."""
    person: Person | None = Person.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is nobody named {username}.")
    return person


def uploader(username: str | None) -> Person:
    """Who uploads: the person with this username, or the desk's one editor.  Raises CommandError."""
    if username:
        return person_named(username)
    editors: list[Person] = list(Person.objects.active().filter(role=Role.EDITOR)[:2])
    if len(editors) != 1:
        raise CommandError("Say who uploads: --as USER.")
    return editors[0]


def article_numbered(pk: int) -> Article:
    """The article with this id.  Raises CommandError."""
    article = Article.objects.filter(pk=pk).first()
    if article is None:
        raise CommandError(f"There is no article {pk}.")
    return article


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Turns a refusal into the error of a command."""
    try:
        yield
    except Refused as no:
        raise CommandError(no.message) from no
