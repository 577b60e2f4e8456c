"""A desk filled by script, through the product's own verbs where they allow many at once."""

import random
from collections.abc import Iterator

from django.db import transaction

from articles.actions import trail
from articles.actions.intake import Upload, store_revision
from articles.actions.people import make_person
from articles.actions.place import found_line, next_numbers, store_claims
from articles.actions.submit import revision_line
from articles.ingest import read_pasted
from articles.models import Article, Claim, Extraction, ExtractionState, Origin, Person
from articles.text.spans import Span

PASSWORD = "a password for measuring"  # of people that exist only while measuring
SUBJECTS = ("The harbour board", "The city council", "A regional court", "The works department", "The tunnel operator")
DEEDS = (
    "paid {} million euros for",
    "delayed by {} weeks",
    "approved in {} votes",
    "cut by {} percent",
    "counted {} cars in",
)
OBJECTS = ("the northern tunnel", "the school meals", "the new ferry line", "the old archive", "the winter budget")
KINDS = ("money", "number", "date", "name", "quotation")


def people() -> dict[str, Person]:
    """Rita, Bob, Carl and Edith, with a password to log in."""
    roles = {"edith": "editor", "rita": "reviewer", "bob": "reviewer", "carl": "chief"}
    return {name: make_person(name, role, by=None, password=PASSWORD) for name, role in roles.items()}


def sentences(chance: random.Random, count: int) -> Iterator[str]:
    """Sentences that look like claims, no two alike."""
    for number in range(count):
        deed = chance.choice(DEEDS).format(chance.randint(2, 999))
        yield f"{chance.choice(SUBJECTS)} {deed} {chance.choice(OBJECTS)} in case {number}."


@transaction.atomic
def article_with(count: int, cast: dict[str, Person], chance: random.Random) -> Article:
    """An article with count claims, a third of them given to somebody; its extraction is done."""
    edith = cast["edith"]
    words = list(sentences(chance, count))
    document = read_pasted("\n\n".join(words))
    article = Article.objects.create(title=f"Article of {count} claims", uploaded_by=edith)
    revision = store_revision(article, 1, Upload(text=document.text), document, by=edith)
    Extraction.objects.filter(revision=revision).update(state=ExtractionState.DONE, progress=100)
    first, start, placed = next_numbers(article, count), 0, []
    for number, sentence in enumerate(words):
        span = Span(start, start + len(sentence))
        assert span.quote(document.text) == sentence, "the filling has lost its place"
        assignee = chance.choice((None, None, cast["rita"], cast["bob"]))
        claim = Claim(
            article=article,
            number=first + number,
            position=start,
            origin=Origin.MACHINE,
            score=chance.randint(300_000, 999_999),
            priority=chance.choice((1, 2, 2, 3)),
            kind=chance.choice(KINDS),
            kinds=["number"],
            reasons=["A figure, reported as fact."],
            assignee=assignee,
        )
        placed.append((claim, span))
        start = span.end + 2
    lines = [found_line(claim, "claim.found") for claim in store_claims(revision, placed)]
    trail.write([revision_line(revision), *lines], by=edith)
    return article


def fill(claims: int, *, each: int = 50, seed: int = 7) -> tuple[dict[str, Person], list[Article]]:
    """A desk with this many claims in articles of `each`; its people and its articles."""
    cast, chance = people(), random.Random(seed)  # repeatable, not secret
    return cast, [article_with(each, cast, chance) for _ in range(claims // each)]
