"""Reading a passage: whoever read it stands by it, it goes along only with the same words, and it can be taken back."""

import json

import pytest

from articles.actions.dismiss import dismiss_claim
from articles.actions.intake import Upload
from articles.actions.read_passage import read_passage, read_passages, take_back_readings
from articles.actions.refusals import Code, Refused
from articles.actions.revise import revise_article
from articles.actions.sign_off import sign_off
from articles.models import Article, AuditEvent, Person, Reading, Revision
from articles.reports.verification import verify_trail
from articles.text.spans import Span
from tests.cast import TEXT

QUESTION = "Is it worth the money?"


@pytest.fixture
def newest(article: Article) -> Revision:
    assert article.newest is not None
    return article.newest


def span(words: str = QUESTION, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_a_reading_is_in_the_trail_with_its_exact_words(newest: Revision, rita: Person) -> None:
    reading = read_passage(newest.article, span(), by=rita)
    told = json.loads(AuditEvent.objects.get(kind="reading.made").payload)
    assert told["words"] == {
        "revision_sha256": newest.sha256,
        "start": reading.start,
        "end": reading.end,
        "quote": QUESTION,
    }
    assert Reading.objects.in_force().spans() == [span()]
    assert verify_trail().exit_code == 0


def test_the_same_passage_read_again_is_one_reading(newest: Revision, rita: Person, bob: Person) -> None:
    first = read_passage(newest.article, span(), by=rita)
    assert read_passage(newest.article, span(), by=rita) == first
    assert read_passage(newest.article, span(), by=bob) != first
    assert AuditEvent.objects.filter(kind="reading.made").count() == 2


def test_a_reading_is_taken_back_once_by_whoever_checks(
    newest: Revision, rita: Person, bob: Person, ada: Person
) -> None:
    reading = read_passage(newest.article, span(), by=rita)
    with pytest.raises(Refused) as refused:
        take_back_readings(reading.article, [reading], by=ada)
    assert refused.value.code == Code.NOT_ALLOWED
    take_back_readings(reading.article, [reading], by=bob)
    take_back_readings(reading.article, [reading], by=bob)
    assert not Reading.objects.in_force().exists()
    assert AuditEvent.objects.filter(kind="reading.taken_back").count() == 1
    assert verify_trail().exit_code == 0


@pytest.mark.parametrize("place", [(-1, 4), (4, 4), (9, 3), (0, 10**6), (TEXT.index("\n\n"), TEXT.index("\n\n") + 2)])
def test_what_holds_no_words_is_refused(newest: Revision, rita: Person, place: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        read_passage(newest.article, Span(*place), by=rita)
    assert (refused.value.code, Reading.objects.count()) == (Code.INVALID, 0)


@pytest.mark.parametrize("who", ["edith", "ada", "root"])
def test_only_those_who_check_mark_passages(newest: Revision, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused) as refused:
        read_passage(newest.article, span(), by=request.getfixturevalue(who))
    assert refused.value.code == Code.NOT_ALLOWED


def test_a_new_revision_takes_along_only_what_stands_unchanged(
    article: Article, newest: Revision, rita: Person, edith: Person
) -> None:
    for words in (QUESTION, "according to the traffic office."):
        read_passage(newest.article, span(words), by=rita)
    text = "A first line.\n\n" + TEXT.replace("traffic office", "traffic department")
    revision = revise_article(article, Upload(text=text), by=edith)
    carried = Reading.objects.get(revision=revision)
    assert (carried.span, carried.by) == (span(text=text), rita)
    assert carried.carried_from is not None
    assert verify_trail().exit_code == 0


def test_an_older_revision_takes_no_reading(article: Article, newest: Revision, rita: Person, edith: Person) -> None:
    reading = read_passage(newest.article, span(), by=rita)
    revise_article(article, Upload(text=TEXT + "One more line."), by=edith)
    with pytest.raises(Refused) as refused:
        read_passage(article, span("said Mara"), by=rita, revision=1)
    assert refused.value.code == Code.NEWER_REVISION
    with pytest.raises(Refused) as refused:
        take_back_readings(reading.article, [reading], by=rita)
    assert refused.value.code == Code.NEWER_REVISION


def test_a_signed_off_article_takes_no_reading(newest: Revision, rita: Person, carl: Person) -> None:
    for claim in newest.article.claims.all():
        dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    sign_off(newest.article, by=carl)
    with pytest.raises(Refused) as refused:
        read_passage(newest.article, span(), by=rita)
    assert refused.value.code == Code.CLOSED


def test_several_passages_are_read_in_one_act(newest: Revision, rita: Person) -> None:
    spans = [span(), span("said Mara"), span()]
    readings = read_passages(newest.article, spans, by=rita)
    assert [reading.span for reading in readings] == spans[:2]
    assert len(set(AuditEvent.objects.filter(kind="reading.made").values_list("at", flat=True))) == 1
    with pytest.raises(Refused):
        read_passages(newest.article, [span("Lindqvist, 54"), Span(4, 4)], by=rita)
    assert Reading.objects.count() == 2
