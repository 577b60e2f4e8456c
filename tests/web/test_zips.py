"""A zip on its way in, as its page shows it: kept at once, then every file waiting, taken or refused with its reason."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from articles.actions import import_bundle as act
from articles.actions.import_bundle import import_bundle
from articles.actions.sweep import beat
from articles.models import Article, Bundle, Person
from tests.cast import TEXT
from tests.ingest.files import zipped
from tests.web.conftest import HTMX, Browser, file

Visit = Callable[[Person], Browser]
UPLOAD = "/articles/new/"
FILES: dict[str, bytes] = {
    "in/one.txt": TEXT.encode(),
    "picture.png": b"\x89PNG" + b"x" * 64,
    "two.txt": b"Two cost $2 million.",
}


@pytest.fixture
def browser(visit: Visit, edith: Person) -> Browser:
    return visit(edith)


def send(browser: Browser, files: dict[str, bytes] | None = None, **fields: object) -> HttpResponse:
    """Upload a zip by a form; its page."""
    return browser.send(UPLOAD, files=[file("articles.zip", zipped(files or FILES))], **fields)


def take(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a worker come so far as to settle so many files of the zip, and break there."""
    read, left = act._read, list(range(count))
    with monkeypatch.context() as patched:
        patched.setattr(act, "_read", lambda *args: read(*args) if left.pop() >= 0 else None)
        assert not act.import_bundle(Bundle.objects.get().pk)


def test_a_zip_alone_leads_to_its_page_on_which_every_file_waits(browser: Browser) -> None:
    response = send(browser)
    page = response.content.decode()
    assert response.redirect_chain == [(f"/articles/zips/{Bundle.objects.get().pk}/", 302)]  # type: ignore[attr-defined]
    assert page.count("Waits to be read") == 3
    assert '<span dir="auto">in/one.txt</span>' in page
    assert "0 of 3 files read" in page
    assert Article.objects.count() == 0


def test_what_is_said_of_all_holds_for_every_file(browser: Browser) -> None:
    send(browser, byline="Mara", published_on="2025-03-04", deadline="2030-01-19T16:00")
    import_bundle(Bundle.objects.get().pk)
    told = {(one.byline, str(one.published_on), one.deadline is not None) for one in Article.objects.all()}
    assert told == {("Mara", "2025-03-04", True)}


def test_every_file_is_taken_or_refused_by_name_with_its_reason(browser: Browser) -> None:
    send(browser)
    import_bundle(Bundle.objects.get().pk)
    page = browser.text(f"/articles/zips/{Bundle.objects.get().pk}/")
    assert "3 files: 2 taken, 1 refused" in page
    assert page.count("Text taken out") == page.count("Waiting for a worker since") == 2
    assert '<span dir="auto">articles.zip: picture.png</span>' in page
    assert "<b>This is a picture.</b>" in page
    assert "?seen=" not in page


def test_for_who_looks_on_only_what_came_since_is_drawn_in_the_place_of_what_waited(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(browser)
    take(2, monkeypatch)
    bundle = Bundle.objects.get()
    first, second, third = bundle.members.all()
    swap = browser.text(f"/articles/zips/{bundle.pk}/?seen=0", headers=HTMX)
    assert re.findall(r'hx-swap-oob="outerHTML:#member-(\d+)"', swap) == [str(first.pk), str(second.pk)]
    assert f'hx-get="/articles/zips/{bundle.pk}/?seen=2" hx-trigger="every 1s"' in swap
    assert "2 of 3 files read" in swap
    swap = browser.text(f"/articles/zips/{bundle.pk}/?seen=2", headers=HTMX)
    assert "hx-swap-oob" not in swap
    assert f'id="member-{third.pk}"' in browser.text(f"/articles/zips/{bundle.pk}/")


def test_who_comes_back_later_finds_the_zip_on_the_page_of_uploads(browser: Browser) -> None:
    assert "Your last zips" not in browser.text(UPLOAD)
    send(browser)
    page = browser.text(UPLOAD)
    assert f'<a href="/articles/zips/{Bundle.objects.get().pk}/" dir="auto">articles.zip</a>' in page
    assert "0 of 3 files read" in page


def test_without_script_the_page_looks_again_only_for_those_who_ask_for_it(browser: Browser) -> None:
    send(browser)
    address = f"/articles/zips/{Bundle.objects.get().pk}/"
    assert "Refresh" not in browser.get(address).headers
    response = browser.get(f"{address}?watch=1")
    assert response.headers["Refresh"] == "5"
    assert '<a href="?">stop looking again every 5 seconds</a>' in response.content.decode()
    import_bundle(Bundle.objects.get().pk)
    assert "Refresh" not in browser.get(f"{address}?watch=1").headers


def test_a_script_is_given_the_zip_and_its_files_as_rows(browser: Browser) -> None:
    data = {"files": [file("articles.zip", zipped(FILES | {"__MACOSX/._one.txt": b"x", ".DS_Store": b"x"}))]}
    rows = browser.post(UPLOAD, data, headers=HTMX).content.decode()
    assert [name.split()[1] for name in re.findall(r'class="(file [a-z-]+)"', rows)] == [
        "zip",
        *["waiting"] * 3,
        "left-out",
    ]
    assert "<b>2 files left out.</b>" in rows
    assert '<li dir="auto">__MACOSX/._one.txt</li>' in rows


def test_a_zip_beside_other_files_is_shown_with_them(browser: Browser) -> None:
    both = [file("articles.zip", zipped(FILES)), file("three.txt", b"Three cost $3.")]
    response = browser.post(UPLOAD, {"files": both})
    assert response.status_code == 200
    assert response.content.decode().count("Waits to be read") == 3
    assert Article.objects.get().title == "three"


def test_the_page_says_when_no_worker_is_alive(browser: Browser) -> None:
    send(browser)
    address = f"/articles/zips/{Bundle.objects.get().pk}/"
    assert "No worker is alive." in browser.text(address)
    beat("worker")
    assert "No worker is alive." not in browser.text(address)


def test_the_same_text_leads_to_the_article_that_has_it_unless_a_copy_is_wanted(
    browser: Browser, article: Article
) -> None:
    send(browser, {"one.txt": TEXT.encode()})
    import_bundle(Bundle.objects.get().pk)
    page = browser.text(f"/articles/zips/{Bundle.objects.get().pk}/")
    assert f'href="/articles/{article.pk}/">Open that article' in page
    assert "upload this file by itself" in page
    send(browser, {"one.txt": TEXT.encode()}, anyway="on")
    import_bundle(Bundle.objects.latest("pk").pk)
    assert Article.objects.count() == 2


def test_names_of_files_never_become_markup(browser: Browser) -> None:
    page = send(browser, {"<img src=x>.txt": TEXT.encode(), "<b>.png": b"\x89PNG" + b"x" * 64}).content.decode()
    import_bundle(Bundle.objects.get().pk)
    page += browser.text(f"/articles/zips/{Bundle.objects.get().pk}/")
    assert "<img src=x>" not in page
    assert "<b>.png" not in page


def test_a_zip_of_many_files_costs_as_many_queries_as_one_of_few_and_its_rows_ask_less_often(
    browser: Browser,
) -> None:
    counts = []
    for number in (2, 30):
        send(browser, {f"{number}-{one}.txt": f"{number} times {one} euros.".encode() for one in range(number)})
        bundle = Bundle.objects.latest("pk")
        import_bundle(bundle.pk)
        with CaptureQueriesContext(connection) as queries:
            page = browser.text(f"/articles/zips/{bundle.pk}/")
        assert not [one for one in queries if '"data"' in one["sql"] or '"articles_revision"."text"' in one["sql"]]
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9
    assert page.count('hx-trigger="every 4s"') == 30
    row = f"/articles/{Article.objects.latest('pk').pk}/intake/"
    assert 'hx-trigger="every 4s"' in browser.text(f"{row}?pace=4")
    assert 'hx-trigger="every 1s"' in browser.text(f"{row}?pace=-1")


def test_a_reviewer_sees_no_zip(visit: Visit, browser: Browser, rita: Person) -> None:
    send(browser)
    assert visit(rita).get(f"/articles/zips/{Bundle.objects.get().pk}/").status_code == 403
