"""A file read in the wrong character set is read again from the bytes that were kept, and nothing of it is hidden."""

import json

import pytest

from articles.actions.intake import Upload
from articles.actions.read_again import read_again
from articles.actions.refusals import Code, Refused
from articles.actions.submit import About, submit_article
from articles.models import Article, AuditEvent, Person
from articles.reports.verification import verify_trail

POLISH = "Łódź pays more\n\nBy Żaneta Wójcik\n\nThe city of Łódź paid 3 million złoty in 2024, the gmina said.\n"


@pytest.fixture
def guessed(edith: Person) -> Article:
    """An article of which the character set was guessed wrongly."""
    upload = Upload("lodz.txt", POLISH.encode("cp1250"), charset="windows-1252")
    return submit_article(upload, About(), by=edith)


def test_reading_again_makes_a_new_revision_with_the_right_letters(guessed: Article, edith: Person) -> None:
    assert "Łódź" not in guessed.newest.text  # type: ignore[union-attr]

    revision = read_again(guessed, "windows-1250", by=edith)

    assert (revision.number, revision.text) == (2, POLISH)
    assert (revision.original.charset, bytes(revision.original.data)) == ("windows-1250", POLISH.encode("cp1250"))
    assert guessed.revisions.count() == 2


def test_headline_and_author_that_the_file_gave_are_read_again_too(guessed: Article, edith: Person) -> None:
    read_again(guessed, "windows-1250", by=edith)
    guessed.refresh_from_db()
    assert guessed.title == "Łódź pays more"


def test_a_headline_that_a_person_gave_stays(edith: Person) -> None:
    upload = Upload("lodz.txt", POLISH.encode("cp1250"), charset="windows-1252")
    article = submit_article(upload, About(title="Lodz", byline="Jo"), by=edith)
    read_again(article, "windows-1250", by=edith)
    article.refresh_from_db()
    assert (article.title, article.byline) == ("Lodz", "Jo")


def test_the_trail_tells_how_the_letters_were_read_and_still_verifies(guessed: Article, edith: Person) -> None:
    read_again(guessed, "windows-1250", by=edith)
    told = [json.loads(event.payload) for event in AuditEvent.objects.oldest_first()]
    assert [one["now"]["charset"] for one in told if one["kind"] == "revision.added"] == [
        "windows-1252",
        "windows-1250",
    ]
    changed = next(one for one in told if one["kind"] == "article.retitled")
    assert changed["now"]["title"] == "Łódź pays more"
    assert changed["was"]["title"] != changed["now"]["title"]
    assert verify_trail().is_clean


@pytest.mark.parametrize(
    ("charset", "code", "words"),
    [
        ("windows-1252", Code.ALREADY_HERE, "letter for letter"),
        ("utf-8", Code.CANNOT_TAKE, "is not UTF-8"),
        ("rot13", Code.CANNOT_TAKE, "is not a character set"),
        ("", Code.CANNOT_TAKE, "is not a character set"),
    ],
)
def test_what_cannot_be_read_so_is_refused_and_changes_nothing(
    guessed: Article, edith: Person, charset: str, code: Code, words: str
) -> None:
    with pytest.raises(Refused, match=words) as no:
        read_again(guessed, charset, by=edith)
    assert no.value.code == code
    assert no.value.message.endswith("Nothing was stored.")
    assert guessed.revisions.count() == 1


def test_a_pasted_text_has_no_character_set_to_choose(article: Article, edith: Person) -> None:
    with pytest.raises(Refused) as no:
        read_again(article, "windows-1250", by=edith)
    assert no.value.code == Code.CLOSED


def test_a_reviewer_reads_nothing_again(guessed: Article, rita: Person) -> None:
    with pytest.raises(Refused) as no:
        read_again(guessed, "windows-1250", by=rita)
    assert no.value.code == Code.NOT_ALLOWED
