"""Checkpoints as people handle them: listed, downloaded, kept elsewhere, given back and compared with."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries, Settings

from articles.actions.ask_verification import ask_verification
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.verify_trail import verify_queued
from articles.ledger import checkpoint as ledger
from articles.ledger.key_file import read_secret
from articles.ledger.keys import new_secret
from articles.models import Article, Checkpoint, Person, Sink, Verification
from tests.reports.tampering import cut, drop_guards, foreign_keys_off, sql
from tests.web.conftest import Browser

PAGE = "/trail/verify/"
Visit = Callable[[Person], Browser]
Submit = Callable[..., Article]


@pytest.fixture
def signed(article: Article) -> Checkpoint:
    checkpoint = sign_checkpoint()
    assert checkpoint is not None
    return checkpoint


def give(browser: Browser, note: bytes) -> HttpResponse:
    """Choose a file and press Compare."""
    return browser.send(f"{PAGE}compare/", checkpoint=SimpleUploadedFile("mine.txt", note))


def run(verification: Verification) -> Verification:
    assert verify_queued(verification.pk)
    verification.refresh_from_db()
    return verification


def test_before_anything_is_signed_the_page_says_so(visit: Visit, article: Article, ada: Person) -> None:
    html = visit(ada).text(PAGE)
    assert "Nothing was signed yet." in html
    assert "Nothing was signed yet." in visit(ada).text(f"{PAGE}checkpoints/")


def test_a_checkpoint_is_listed_with_its_size_and_key_and_downloaded_as_it_is(
    visit: Visit, signed: Checkpoint, ada: Person
) -> None:
    browser = visit(ada)
    for page in (PAGE, f"{PAGE}checkpoints/"):
        html = browser.text(page)
        assert f'<th role="rowheader" scope="row">{signed.size} events</th>' in html
        assert f'<span class="hash">{signed.key.public.split("+")[1]}</span>' in html
    assert signed.key.public.replace("+", "&#x2B;") in html or signed.key.public in browser.text(PAGE)
    answer = browser.get(f"{PAGE}checkpoints/{signed.pk}/")
    assert answer.content == signed.note.encode()
    assert answer["Content-Disposition"] == f'attachment; filename="checkpoint-{signed.size}.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_the_list_costs_the_same_at_any_length(
    visit: Visit, signed: Checkpoint, ada: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = visit(ada)
    with django_assert_num_queries(99, exact=False) as one:
        browser.text(f"{PAGE}checkpoints/")
    with django_assert_num_queries(99, exact=False) as one_on_page:
        browser.text(PAGE)
    for more in range(1, 60):
        Checkpoint.objects.create(
            size=signed.size + more, root="0" * 64, head="0" * 64, peaks=[], note="x", key=signed.key
        )
    with django_assert_num_queries(len(one)):
        html = browser.text(f"{PAGE}checkpoints/")
    with django_assert_num_queries(len(one_on_page)):
        browser.text(PAGE)
    assert html.count(" download>") == 50
    assert 'rel="next"' in html


def test_a_checkpoint_that_somebody_kept_is_compared_with_now_and_ever_after(
    visit: Visit, signed: Checkpoint, submit: Submit, ada: Person
) -> None:
    submit("It cost $4 million in 2019.")
    answer = give(visit(ada), signed.note.encode())
    assert answer.redirect_chain == [(PAGE, 302)]  # type: ignore[attr-defined]
    found = run(Verification.objects.get())
    assert (found.given, found.is_clean) == (signed.note, True)
    given = next(one for one in found.found["against"] if one["where"] == "given")
    assert (given["count"], given["size"], given["outside"]) == (1, signed.size, True)
    assert found.found["warnings"] == []
    html = visit(ada).text(PAGE)
    assert f"1 checkpoint that somebody gave, the newest of {signed.size} events" in html
    later = run(ask_verification(by=ada))
    assert "given" in {one["where"] for one in later.found["against"]}


def test_without_a_checkpoint_from_outside_the_page_says_what_is_not_proved(
    visit: Visit, signed: Checkpoint, ada: Person
) -> None:
    run(ask_verification(by=ada))
    html = visit(ada).text(PAGE)
    assert "No outside checkpoint is known" in html
    assert f"up to event {signed.size}" in html


def test_a_trail_that_was_cut_is_found_by_the_checkpoint_that_saw_more(
    visit: Visit, signed: Checkpoint, ada: Person, settings: Settings
) -> None:
    """Somebody cuts the last events off, and takes away what the desk itself signed and kept."""
    drop_guards()
    with foreign_keys_off():
        sql("DELETE FROM articles_checkpoint")
        cut(signed.size - 1)
    for file in settings.CHECKPOINT_FOLDER.glob("*"):
        file.unlink()
    assert give(visit(ada), signed.note.encode()).status_code == 200
    found = run(Verification.objects.get())
    assert (found.exit_code, found.size) == (13, signed.size - 1)
    html = visit(ada).text(PAGE)
    assert f"The chain is broken at event {signed.size}." in html
    assert "Events were cut off at the end, or an older backup of the database was put back" in html


@pytest.mark.parametrize("note", [b"hello", b"\xff\xfe", b"x" * 3000])
def test_what_is_no_checkpoint_is_refused_beside_its_field(
    visit: Visit, signed: Checkpoint, ada: Person, note: bytes
) -> None:
    answer = give(visit(ada), note)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'id="checkpoint-e" role="alert">This is no checkpoint of a trail.' in html
    assert 'aria-invalid="true"' in html
    assert not Verification.objects.exists()


def test_a_file_with_other_line_ends_is_no_checkpoint(visit: Visit, signed: Checkpoint, ada: Person) -> None:
    assert give(visit(ada), signed.note.replace("\n", "\r\n").encode()).status_code == 422


def test_no_file_is_asked_for(visit: Visit, ada: Person) -> None:
    browser = visit(ada)
    for answer in (browser.send(f"{PAGE}compare/"), give(browser, b"")):
        assert answer.status_code == 422
        assert "Choose the file of a checkpoint that you kept." in answer.content.decode()


def test_a_checkpoint_of_another_trail_is_named(visit: Visit, signed: Checkpoint, ada: Person) -> None:
    note = ledger.sign(ledger.Checkpoint("elsewhere/desk", 3, "ab" * 32), new_secret("elsewhere/desk"))
    answer = give(visit(ada), note)
    assert answer.status_code == 422
    assert "This checkpoint is of another trail: elsewhere/desk." in answer.content.decode()


def test_a_checkpoint_that_this_desk_did_not_sign_is_refused(visit: Visit, signed: Checkpoint, ada: Person) -> None:
    origin = ledger.parse(signed.note.encode()).origin
    note = ledger.sign(ledger.Checkpoint(origin, 3, "ab" * 32), new_secret(origin))
    answer = give(visit(ada), note)
    assert answer.status_code == 422
    assert "not signed with a key of this desk" in answer.content.decode()


def test_where_nothing_was_signed_there_is_nothing_to_compare(visit: Visit, article: Article, ada: Person) -> None:
    note = ledger.sign(ledger.Checkpoint("a/b", 3, "ab" * 32), new_secret("a/b"))
    answer = give(visit(ada), note)
    assert answer.status_code == 422
    assert "This desk has signed no checkpoint yet" in answer.content.decode()


def test_while_one_is_under_way_a_checkpoint_waits(visit: Visit, signed: Checkpoint, ada: Person) -> None:
    ask_verification(by=ada)
    answer = give(visit(ada), signed.note.encode())
    assert answer.status_code == 409
    assert "The trail is being verified just now." in answer.content.decode()


def test_the_private_key_is_on_no_page(visit: Visit, signed: Checkpoint, ada: Person, settings: Settings) -> None:
    secret = read_secret(settings.TRAIL_KEY_FILE)
    assert secret is not None
    run(ask_verification(by=ada))
    for page in (PAGE, f"{PAGE}checkpoints/", f"{PAGE}checkpoints/{signed.pk}/"):
        html = visit(ada).text(page)
        assert "PRIVATE" not in html
        assert secret.rsplit("+", 1)[1] not in html


def test_checkpoints_that_stay_here_are_warned_of(visit: Visit, signed: Checkpoint, ada: Person) -> None:
    html = visit(ada).text(PAGE)
    assert "Checkpoints stay on this machine." in html
    assert "Nobody gets a letter when a verification fails" in html


def test_where_checkpoints_go_is_told_with_what_arrived_and_what_did_not(
    visit: Visit, signed: Checkpoint, ada: Person, settings: Settings
) -> None:
    settings.CHECKPOINT_WEBHOOK = "https://sink.example/secret-path"
    settings.CHECKPOINT_MAIL, settings.ALARM_MAIL = ["lawyer@example.org"], ["carl@example.org"]
    Sink.objects.create(name="webhook", arrived=7, arrived_at=Now(), tries=2, error="It answered with status 500.")
    html = visit(ada).text(PAGE)
    assert "sink.example: 7 events" in html
    assert "It answered with status 500. Tried 2 times, again at" in html
    assert "secret-path" not in html
    assert "lawyer@example.org: nothing yet" in html
    assert "carl@example.org: nothing yet" in html
    assert "No mail server is set (FACTCHECK_MAIL_URL)" in html
    assert "Checkpoints stay on this machine." not in html


def test_a_folder_that_lags_behind_is_told(visit: Visit, signed: Checkpoint, ada: Person, settings: Settings) -> None:
    for file in settings.CHECKPOINT_FOLDER.glob("*"):
        file.unlink()
    assert "It lags behind what was signed." in visit(ada).text(PAGE)


def test_the_verifier_is_handed_out_and_runs_by_itself(visit: Visit, ada: Person, tmp_path: Path) -> None:
    browser = visit(ada)
    assert f'href="{PAGE}verify.py" download' in browser.text(PAGE)
    (tmp_path / "verify.py").write_bytes(browser.get(f"{PAGE}verify.py").content)
    (tmp_path / "empty").mkdir()
    argv = [sys.executable, "-I", "verify.py", "empty"]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode in (1, 2), done.stderr.count("Traceback")) == (True, 0)
