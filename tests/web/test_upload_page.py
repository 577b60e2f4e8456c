"""Uploading, and looking on while claims are found."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions.extract import extract_claims
from articles.actions.sweep import beat
from articles.ingest.charset import CHARSETS
from articles.ingest.limits import LIMITS
from articles.models import Article, Extraction, ExtractionState, Heartbeat, Person
from articles.web import charsets
from tests.cast import TEXT
from tests.web.conftest import HTMX, Browser, file

Visit = Callable[[Person], Browser]
UPLOAD = "/articles/new/"


@pytest.fixture
def browser(visit: Visit, edith: Person) -> Browser:
    return visit(edith)


def test_several_files_become_an_article_each(browser: Browser) -> None:
    files = [file("one.txt", TEXT.encode()), file("two.txt", TEXT.replace("412", "400").encode())]
    response = browser.post(UPLOAD, {"files": files, "published_on": "2025-03-04", "byline": "Mara"})
    assert response.status_code == 200
    assert [(article.byline, str(article.published_on)) for article in Article.objects.all()] == [
        ("Mara", "2025-03-04")
    ] * 2
    assert response.content.decode().count("Waiting for a worker since") == 2


def test_pasted_text_is_kept_with_its_headline_and_deadline(browser: Browser) -> None:
    browser.post(
        UPLOAD,
        {"title": "Tunnel", "text": TEXT, "deadline": "2030-01-19T16:00", "source_url": "https://paper.example/t"},
    )
    article = Article.objects.get()
    assert (article.title, article.source_url) == ("Tunnel", "https://paper.example/t")
    assert article.deadline is not None
    assert article.newest is not None
    assert article.newest.text == TEXT


def test_one_file_that_cannot_be_taken_holds_up_none_of_the_others(browser: Browser) -> None:
    files = [file("picture.png", b"\x89PNG\r\n\x1a\n" + b"x" * 64), file("one.txt", TEXT.encode())]
    response = browser.post(UPLOAD, {"files": files})
    assert response.status_code == 200
    assert "<b>This is a picture.</b>" in response.content.decode()
    assert Article.objects.count() == 1


def test_a_refused_file_alone_answers_with_its_status(browser: Browser) -> None:
    response = browser.post(UPLOAD, {"files": [file("a.txt", b"x" * (LIMITS.file_bytes + 1))]})
    assert response.status_code == 413
    assert "The limit is 20 MB." in response.content.decode()


def test_the_same_text_twice_leads_to_the_article_that_has_it(browser: Browser, article: Article) -> None:
    response = browser.post(UPLOAD, {"text": TEXT})
    page = response.content.decode()
    assert response.status_code == 409
    assert "<b>Already here.</b>" in page
    assert f'href="/articles/{article.pk}/">Open that article' in page
    assert Article.objects.count() == 1


def test_the_same_text_is_taken_again_by_those_who_choose_to(browser: Browser, article: Article) -> None:
    assert browser.post(UPLOAD, {"text": TEXT, "anyway": "on"}).status_code == 200
    assert Article.objects.count() == 2


def test_words_that_were_typed_are_kept_when_something_is_refused(browser: Browser) -> None:
    response = browser.post(UPLOAD, {"text": TEXT, "title": "Tunnel", "source_url": "not an address"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Mara Lindqvist" in page
    assert 'value="Tunnel"' in page


def test_a_wrong_date_is_told_beside_its_field(browser: Browser) -> None:
    response = browser.post(UPLOAD, {"text": TEXT, "published_on": "soon"})
    assert response.status_code == 422
    assert 'id="published_on-error"' in response.content.decode()
    assert Article.objects.count() == 0


def test_choosing_nothing_is_told(browser: Browser) -> None:
    response = browser.post(UPLOAD, {})
    assert response.status_code == 422
    assert "Choose files, or paste a text." in response.content.decode()


def test_the_page_publishes_formats_and_limits(browser: Browser) -> None:
    page = browser.text(UPLOAD)
    for words in ("Word (.docx)", "A file may have up to 20 MB.", "500 pages", "5,000 claims"):
        assert words in page


def test_a_script_that_sends_one_file_is_given_only_its_row(browser: Browser) -> None:
    response = browser.post(UPLOAD, {"files": [file("one.txt", TEXT.encode())]}, headers=HTMX)
    assert response.content.decode().strip().startswith('<li id="file-')


def test_the_row_asks_again_until_the_claims_are_there_and_then_stops(browser: Browser) -> None:
    browser.post(UPLOAD, {"text": TEXT})
    article = Article.objects.get()
    path = f"/articles/{article.pk}/intake/"
    assert 'hx-trigger="every 1s"' in browser.text(path)
    assert extract_claims(Extraction.objects.get().pk)
    row = browser.text(path)
    assert f"{article.claims.count()} claims found" in row
    assert "hx-trigger" not in row


def test_a_failed_look_says_that_the_text_is_safe_and_can_be_tried_again(browser: Browser) -> None:
    browser.post(UPLOAD, {"text": TEXT})
    Extraction.objects.update(state=ExtractionState.FAILED, error="Claims could not be looked for. The text is safe.")
    row = browser.text(f"/articles/{Article.objects.get().pk}/intake/")
    assert "The text is safe." in row
    assert "Try again" in row
    assert "hx-trigger" not in row


@pytest.mark.parametrize("seconds", [None, 31, 5])
def test_the_page_says_when_no_worker_is_alive(browser: Browser, seconds: int | None) -> None:
    if seconds is not None:
        beat("worker")
        Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=seconds))
    browser.post(UPLOAD, {"text": TEXT})
    row = f"/articles/{Article.objects.get().pk}/intake/"
    alive = seconds == 5
    assert ("No worker is alive." not in browser.text(UPLOAD)) is alive
    assert ("No worker is alive." not in browser.text(row)) is alive


def test_a_file_name_is_shown_and_never_becomes_markup_or_a_path(browser: Browser) -> None:
    page = browser.post(UPLOAD, {"files": [file("<img src=x>.txt", TEXT.encode())]}).content.decode()
    assert "<img src=x>" not in page
    assert Article.objects.get().newest is not None


def test_a_reviewer_uploads_nothing(visit: Visit, rita: Person) -> None:
    assert visit(rita).post(UPLOAD, {"text": TEXT}).status_code == 403
    assert Article.objects.count() == 0


def test_a_zip_that_cannot_be_opened_says_so_and_holds_up_none_of_the_others(browser: Browser) -> None:
    response = browser.post(UPLOAD, {"files": [file("a.zip", b"PK\x03\x04 broken"), file("one.txt", TEXT.encode())]})
    assert response.status_code == 200
    assert "<b>This zip is damaged or incomplete.</b> Pack it again" in response.content.decode()
    assert Article.objects.count() == 1


POLISH = "Łódź pays\n\nŁódź paid 3 million złoty for gęś and łąka, the gmina said in Wrocław.\n"


def read_wrongly(browser: Browser) -> Article:
    """An article whose file was Polish and was taken for Western European."""
    browser.post(UPLOAD, {"files": [file("lodz.txt", "Café: £3 million.\n".encode("cp1252"))]})
    return Article.objects.get()


def test_a_guessed_character_set_is_named_and_can_be_changed_on_the_row(browser: Browser) -> None:
    article = read_wrongly(browser)
    row = browser.text(f"/articles/{article.pk}/intake/")
    assert "This file was read as <b>windows-1252</b>." in row
    assert f'<select id="charset-{article.pk}"' in row
    assert '<option value="windows-1250">windows-1250: Polish, Czech, Hungarian …</option>' in row
    assert 'value="windows-1252"' not in row


def test_a_text_in_utf_8_offers_no_choice(browser: Browser) -> None:
    browser.post(UPLOAD, {"files": [file("one.txt", POLISH.encode())]})
    assert "read it again as" not in browser.text(f"/articles/{Article.objects.get().pk}/intake/")


def test_reading_again_answers_with_the_row_and_can_be_done_once_more(browser: Browser) -> None:
    article = read_wrongly(browser)
    path = f"/articles/{article.pk}/read-again/"
    row = browser.post(path, {f"charset-{article.pk}": "windows-1250"}, headers=HTMX).content.decode()
    assert "The file was read again as windows-1250. This is revision 2 now." in row
    assert row.strip().startswith(f'<li id="file-{article.pk}"')
    assert "This file was read as <b>windows-1250</b>." in row
    article.refresh_from_db()
    assert article.newest is not None
    assert article.newest.text == "Café: Ł3 million.\n"


def test_without_script_reading_again_leads_to_what_changed(browser: Browser) -> None:
    article = read_wrongly(browser)
    response = browser.send(f"/articles/{article.pk}/read-again/", **{f"charset-{article.pk}": "windows-1250"})
    assert "This is revision 2 now." in response.content.decode()
    trail = browser.text(f"/articles/{article.pk}/trail/")
    assert "from lodz.txt, read as windows-1250" in trail


@pytest.mark.parametrize(
    ("charset", "status", "words"), [("utf-8", 422, "that is not UTF-8"), ("", 422, "not a character")]
)
def test_letters_that_are_not_coded_so_are_told_and_nothing_is_stored(
    browser: Browser, charset: str, status: int, words: str
) -> None:
    article = read_wrongly(browser)
    response = browser.post(f"/articles/{article.pk}/read-again/", {f"charset-{article.pk}": charset}, headers=HTMX)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "Nothing was stored." in response.content.decode()
    assert article.revisions.count() == 1


def test_every_character_set_says_what_it_writes() -> None:
    offered = dict(charsets.choices("windows-1252"))
    assert set(offered) == set(CHARSETS) - {"windows-1252", charsets.SAME_AS_1252}
    assert all(words.partition(": ")[2] for words in offered.values())
