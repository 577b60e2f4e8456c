"""Searching the trail: words are found wherever people can read them, and nothing else counts as words."""

from collections.abc import Callable

import pytest
from django.db import transaction

from articles.actions import trail
from articles.actions.answer_hint import raised_line
from articles.actions.assign import assign_claim
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.reopen import reopen_claim
from articles.models import Article, AuditEvent, Claim, Person, trail_words
from articles.models.trail import Narrowing
from tests.web.material import noticed

TEXT = (
    'École Centrale (Lyon) paid 300,000 euros for the "Größe" bridge in 2019, 5% more than planned, the council said.\n'
)


def kinds(words: str) -> list[str]:
    """The kinds of the events that say these words, the oldest first."""
    return list(Narrowing(q=words).events(AuditEvent.objects.oldest_first()).values_list("kind", flat=True))


@pytest.fixture(params=["a few", "many"])
def however_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of looking: by index, and event by event."""
    if request.param == "many":
        monkeypatch.setattr(trail_words, "MOST_LOOKED_UP", 0)


@pytest.mark.parametrize("words", ["École", "école", "ÉCOLE CENTRALE (LYON", "BRIDGE", "5% more", '"größe"', "GRÖ"])
def test_the_words_of_a_claim_are_found_in_any_letter_case(
    submit: Callable[..., Article], however_many: None, words: str
) -> None:
    submit(TEXT)
    assert "claim.found" in kinds(words)


@pytest.mark.parametrize(
    "words", ["é.ole", "École|x", "5_ more", "é*", "[é]", "é\\", "payload", "quote", "sealed", "revision_sha256"]
)
def test_signs_stand_for_themselves_and_names_of_fields_are_no_words(
    submit: Callable[..., Article], however_many: None, words: str
) -> None:
    submit(TEXT)
    assert kinds(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("größe der brücke", ["claim.decided"]),
        ('said "no" \\ twice', ["claim.decided"]),
        ("ZWEITE SPALTE", ["claim.decided"]),
        ("stadtarchiv köln", ["source.added", "claim.decided"]),
        ("noch einmal", ["claim.reopened"]),
    ],
)
def test_notes_and_sources_are_found_in_the_events_that_say_them(
    claim: Claim, rita: Person, however_many: None, words: str, found: list[str]
) -> None:
    source = Citation(title="Stadtarchiv Köln", locator="zweite Spalte")
    ruling = Ruling("disputed", 'Größe der Brücke: said "no" \\ twice.', evidence=[source])
    decide_claim(claim, ruling, by=rita, seen=claim.version)
    reopen_claim(claim, by=rita, seen=claim.version, note="Noch einmal lesen.")
    assert kinds(words) == found


def test_a_name_finds_what_this_person_did_and_was_given(claim: Claim, carl: Person, rita: Person) -> None:
    assign_claim(claim, rita, by=carl, seen=claim.version)
    assert kinds("carl") == ["person.made", "claim.assigned"]
    assert kinds("RITA") == ["person.made", "claim.assigned"]


@pytest.mark.django_db
def test_what_an_event_about_no_claim_says_is_found(article: Article) -> None:
    hint = noticed(article, "18 000 \u2260 17 000 \\ Überschuß", "About 18,000 cars", '"Nobody in this city')
    with transaction.atomic():
        trail.write([raised_line(hint)], by=None, name="extractor")
    assert kinds("17 000 \\ überschuß") == ["hint.raised"]
    assert "hint.raised" in kinds('"nobody in')
    assert "article.submitted" in kinds(article.title.upper())


def test_a_number_is_that_of_an_event_or_a_claim(article: Article) -> None:
    found = Narrowing(q="3").events(AuditEvent.objects.all())
    assert {3, article.claims.get(number=3).events.get().seq} <= set(found.values_list("seq", flat=True))
