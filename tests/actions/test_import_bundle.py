"""A zip on its way in: kept first, then taken file by file; leased, exactly once in effect, and honest about each file."""

import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models.functions import Now

from articles.actions import import_bundle
from articles.actions.extract import MOST_ATTEMPTS
from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.submit import About
from articles.actions.submit_bundle import submit_bundle
from articles.actions.submit_many import Incoming
from articles.actions.sweep import sweep
from articles.models import Article, AuditEvent, Bundle, Extraction, Original, Person
from articles.reports.verification import verify_trail
from tests.cast import TEXT
from tests.ingest.files import p, word, zipped

FILES: dict[str, bytes] = {
    "in/one.txt": TEXT.encode(),
    "picture.png": b"\x89PNG" + b"x" * 60,
    "two.docx": word(p("The bridge cost $4 million.")),
}


def submitted(by: Person, files: dict[str, bytes] | None = None, **how: bool) -> Bundle:
    return submit_bundle(Upload("articles.zip", zipped(files or FILES)), About(byline="Mara"), by=by, **how)


def states(bundle: Bundle) -> list[str]:
    return [*bundle.members.values_list("state", flat=True)]


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The zips that were rung for again."""
    heard: list[int] = []
    monkeypatch.setattr(import_bundle, "ring", lambda _, pk: heard.append(pk))
    return heard


def test_a_zip_is_kept_whole_before_any_of_its_files_is_read(edith: Person) -> None:
    bundle = submitted(edith, FILES | {"__MACOSX/._one.txt": b"x"})
    assert bytes(Bundle.objects.get().data or b"") == zipped(FILES | {"__MACOSX/._one.txt": b"x"})
    assert [*bundle.members.values_list("number", "name")] == [*enumerate(FILES, 1)]
    assert (states(bundle), bundle.left_out, Article.objects.count()) == (["waiting"] * 3, ["__MACOSX/._one.txt"], 0)
    assert AuditEvent.objects.latest("seq").kind == "bundle.submitted"


def test_every_file_becomes_an_article_of_its_uploader_or_says_why_not(edith: Person, rung: list[int]) -> None:
    bundle = submitted(edith)
    assert import_bundle.import_bundle(bundle.pk)
    assert states(bundle) == ["stored", "refused", "stored"]
    refused = bundle.members.get(state="refused")
    assert (refused.refusal["code"], refused.size) == ("cannot_take", 64)
    assert "Nothing was stored." in refused.refusal["message"]
    stored = [member.article for member in bundle.members.filter(state="stored").select_related("article")]
    assert [(one.title, one.byline, one.uploaded_by) for one in stored if one] == [
        ("Harbour tunnel opens two years late", "Mara", edith),
        ("two", "Mara", edith),
    ]
    assert bytes(Original.objects.get(name="two.docx").data) == FILES["two.docx"]
    assert Extraction.objects.filter(state="queued").count() == 2
    assert (Bundle.objects.get().state, Bundle.objects.get().data, rung) == ("done", None, [])
    assert verify_trail().is_clean


def test_a_second_bell_changes_nothing(edith: Person, rung: list[int]) -> None:
    bundle = submitted(edith)
    assert import_bundle.import_bundle(bundle.pk)
    before = AuditEvent.objects.count()
    assert not import_bundle.import_bundle(bundle.pk)
    assert AuditEvent.objects.count() == before


def test_a_long_zip_is_taken_in_turns_so_that_others_come_in_between(
    edith: Person, rung: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_bundle, "TURN", 1e-9)
    clock = iter([0.0, 0.0, 1.0] * 9)
    monkeypatch.setattr(import_bundle.time, "monotonic", lambda: next(clock))
    bundle = submitted(edith)
    shown = []
    while Bundle.objects.get().state != "done":
        assert import_bundle.import_bundle(bundle.pk)
        shown.append(states(bundle))
    assert shown == [
        ["stored", "waiting", "waiting"],
        ["stored", "refused", "waiting"],
        ["stored", "refused", "stored"],
    ]
    assert rung == [bundle.pk] * 2


def test_a_run_that_lost_its_lease_writes_nothing(
    edith: Person, rung: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle, read = submitted(edith), import_bundle._read

    def another_takes_over(*args: Any) -> Incoming:
        Bundle.objects.update(lease=uuid4())
        return read(*args)

    monkeypatch.setattr(import_bundle, "_read", another_takes_over)
    assert not import_bundle.import_bundle(bundle.pk)
    assert (Article.objects.count(), states(bundle)) == (0, ["waiting"] * 3)


def test_a_run_holds_its_lease_while_it_reads_a_long_file(
    edith: Person, rung: list[int], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.EXTRACTION_LEASE_SECONDS = 0.03
    bundle, renewed = submitted(edith, {"one.txt": TEXT.encode()}), threading.Event()
    read, renew = import_bundle.read_one, import_bundle._renew

    def until_renewed(*args: Any) -> Incoming:
        assert renewed.wait(30)
        return read(*args)

    def noted(*args: Any) -> None:
        renew(*args)
        renewed.set()

    monkeypatch.setattr(import_bundle, "read_one", until_renewed)
    monkeypatch.setattr(import_bundle, "_renew", noted)
    assert import_bundle.import_bundle(bundle.pk)
    assert states(bundle) == ["stored"]


def leave_in_the_middle(bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a run that is killed while it reads: nothing is written any more, and its lease runs out."""
    with monkeypatch.context() as patched:
        patched.setattr(import_bundle, "_read", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            import_bundle.import_bundle(bundle.pk)
    Bundle.objects.update(lease_until=Now() - timedelta(seconds=1))
    sweep()
    assert Bundle.objects.get().state == "queued"
    Bundle.objects.update(not_before=Now())


def test_a_run_whose_worker_died_goes_on_where_it_was(
    edith: Person, rung: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = submitted(edith)
    leave_in_the_middle(bundle, monkeypatch)
    assert import_bundle.import_bundle(bundle.pk)
    assert states(bundle) == ["stored", "refused", "stored"]
    assert [*bundle.members.values_list("attempts", flat=True)] == [2, 1, 1]


def test_a_file_that_kills_every_run_is_refused_and_holds_up_none_of_the_others(
    edith: Person, rung: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = submitted(edith)
    for _ in range(MOST_ATTEMPTS):
        leave_in_the_middle(bundle, monkeypatch)
    assert import_bundle.import_bundle(bundle.pk)
    assert states(bundle) == ["refused", "refused", "stored"]
    assert "stopped the program" in bundle.members.get(number=1).refusal["message"]


def test_what_breaks_while_a_file_is_stored_is_rolled_back_and_tried_again(
    edith: Person, rung: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = submitted(edith)
    with monkeypatch.context() as patched:
        patched.setattr("articles.actions.submit.revision_line", lambda _: 1 / 0)
        assert not import_bundle.import_bundle(bundle.pk)
    assert (Article.objects.count(), Bundle.objects.get().state) == (0, "queued")
    Bundle.objects.update(not_before=Now())
    assert import_bundle.import_bundle(bundle.pk)
    assert Article.objects.count() == 2


def test_a_bell_that_nobody_heard_is_rung_again(edith: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle, heard = submitted(edith), list[int]()
    monkeypatch.setattr("articles.actions.sweep.ring", lambda _, pk: heard.append(pk))
    sweep()
    assert heard == []
    Bundle.objects.update(queued_at=Now() - timedelta(seconds=16))
    assert (sweep(), heard) == (1, [bundle.pk])


def test_the_same_text_is_stored_once_unless_copies_are_wanted(edith: Person, rung: list[int]) -> None:
    twice = {"one.txt": TEXT.encode(), "two.txt": TEXT.encode()}
    bundle = submitted(edith, twice)
    import_bundle.import_bundle(bundle.pk)
    first, second = bundle.members.all()
    assert second.refusal["details"] == {"article": first.article_id}
    import_bundle.import_bundle(submitted(edith, twice, twin_ok=True).pk)
    assert Article.objects.count() == 3


def test_who_may_upload_no_more_gets_no_articles(edith: Person, rung: list[int]) -> None:
    bundle = submitted(edith)
    Person.objects.filter(pk=edith.pk).update(role="reviewer")
    assert import_bundle.import_bundle(bundle.pk)
    assert (set(states(bundle)), Article.objects.count()) == ({"refused"}, 0)


def test_what_is_no_zip_that_can_be_taken_is_refused_at_once(edith: Person, rita: Person) -> None:
    with pytest.raises(Refused, match=r"damaged.*Nothing was stored\.$"):
        submit_bundle(Upload("a.zip", b"PK\x03\x04 broken"), About(), by=edith)
    with pytest.raises(Refused) as refused:
        submitted(rita)
    assert (refused.value.code, Bundle.objects.count()) == (Code.NOT_ALLOWED, 0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite packs nothing")
def test_postgresql_does_not_pack_once_more_what_is_packed(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstorage FROM pg_attribute WHERE attrelid = 'articles_bundle'::regclass AND attname = 'data'"
        )
        assert cursor.fetchone() == ("e",)
