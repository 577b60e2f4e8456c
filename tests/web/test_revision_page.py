"""Revisions on the page: a text as it stood, its original, a new one, and what that changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.actions.submit import About, submit_article
from articles.models import Article, Claim, Person
from tests.cast import TEXT
from tests.web.test_highlight import Blocks, put_together

NEWER = TEXT.replace("$412 million", "$431 million").replace(
    "Lindqvist, 54, has led the works department since 2016.\n", ""
)


def test_a_revision_shows_its_exact_text_with_its_claims(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    html = client.get(f"/articles/{article.pk}/revisions/1/").content.decode()
    blocks = Blocks(html, alone=False)
    assert put_together(TEXT, blocks) == TEXT
    assert {link["id"] for link in blocks.links if "id" in link} == {
        f"w{n}" for n in article.claims.values_list("number", flat=True)
    }
    assert article.newest is not None
    assert article.newest.sha256 in html


def test_an_earlier_revision_shows_the_verdicts_on_its_own_words(
    client: Client, article: Article, rita: Person, edith: Person
) -> None:
    claim = article.claims.for_lists().get(placement__quote__contains="$412 million")
    decide_claim(claim, Ruling("disputed", "The council says 431."), by=rita, seen=claim.version)
    revise_article(article, Upload(text=NEWER), by=edith)
    client.force_login(rita)
    before = client.get(f"/articles/{article.pk}/revisions/1/").content.decode()
    assert f'data-n="{claim.number}D"' in before
    now = client.get(f"/articles/{article.pk}/revisions/2/").content.decode()
    assert f'data-n="{claim.number}R"' in now
    assert put_together(NEWER, Blocks(now, alone=False)) == NEWER


def test_an_earlier_revision_shows_what_was_dismissed_then_and_the_way_to_the_newest(
    client: Client, article: Article, rita: Person, edith: Person
) -> None:
    claim = article.claims.for_lists().get(placement__quote__contains="$412 million")
    other = article.claims.for_lists().get(placement__quote__contains="18,000 cars")
    dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    revise_article(article, Upload(text=NEWER), by=edith)
    other.refresh_from_db()
    dismiss_claim(other, "opinion", by=rita, seen=other.version)
    client.force_login(rita)
    before = client.get(f"/articles/{article.pk}/revisions/1/").content.decode()
    assert f'data-n="{claim.number}–"' in before
    assert f'data-n="{other.number}"' in before
    assert f'<a href="/articles/{article.pk}/">revision 2, the newest</a>' in before
    now = client.get(f"/articles/{article.pk}/revisions/2/").content.decode()
    assert f'data-n="{claim.number}R"' in now
    assert f'data-n="{other.number}–"' in now
    assert "On revision 1: dismissed." in client.get(f"/articles/{article.pk}/revisions/2/changes/").content.decode()


@pytest.mark.parametrize("act", ["decide", "dismiss", "span", "split", "tick"])
def test_what_was_seen_in_an_earlier_revision_is_closed_and_says_where_the_newest_is(
    client: Client, article: Article, rita: Person, edith: Person, act: str
) -> None:
    claim = article.claims.for_lists().get(placement__quote__contains="$412 million")
    revise_article(article, Upload(text=NEWER), by=edith)
    client.force_login(rita)
    words = {"verdict": "disputed", "note": "No.", "reason": "opinion", "start": "0", "end": "9", "ticks": "shown"}
    response = client.post(f"/claims/{claim.pk}/{act}/", {"seen": claim.version, "at": claim.words.end - 3, **words})
    assert response.status_code == 409
    html = response.content.decode()
    assert "A newer revision of this article exists." in html
    assert f'href="/articles/{article.pk}/revisions/2/changes/"' in html


def test_words_that_are_gone_stand_in_the_revision_that_held_them(client: Client, claim: Claim, edith: Person) -> None:
    revise_article(claim.article, Upload(text="Nothing of the old text is left here."), by=edith)
    client.force_login(edith)
    html = client.get(f"/articles/{claim.article_id}/revisions/1/").content.decode()
    assert f'id="w{claim.number}" href="/articles/{claim.article_id}/revisions/1/#w{claim.number}"' in html


@pytest.mark.parametrize("number", ["0", "2", "9" * 30])
def test_a_revision_that_is_not_there_is_not_found(client: Client, article: Article, rita: Person, number: str) -> None:
    client.force_login(rita)
    assert client.get(f"/articles/{article.pk}/revisions/{number}/").status_code == 404


def test_an_original_is_a_download_and_nothing_a_browser_runs(client: Client, edith: Person, rita: Person) -> None:
    data = b"<!doctype html><p>It cost $4 million in 2019.</p><script>alert(1)</script>"
    article = submit_article(Upload(name='r\u00e9sum\u00e9"\r\n<b>.html', data=data), About(title="A page"), by=edith)
    client.force_login(rita)
    response = client.get(f"/articles/{article.pk}/revisions/1/original/")
    assert response.content == data
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "\n" not in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_new_revision_lists_what_changed_what_is_new_gone_and_carried_over(
    client: Client, article: Article, edith: Person, rita: Person
) -> None:
    changed = article.claims.for_lists().get(placement__quote__contains="$412 million")
    decide_claim(changed, Ruling("disputed", "The council says 431."), by=rita, seen=changed.version)
    client.force_login(edith)
    response = client.post(f"/articles/{article.pk}/revise/", {"text": NEWER})
    assert response.headers["Location"] == f"/articles/{article.pk}/revisions/2/changes/"
    html = client.get(response.headers["Location"]).content.decode()
    whole = article.claims.count()
    gone = article.claims.filter(gone=True).count()
    assert gone == 1
    rechecks = article.claims.filter(recheck=True).count()
    assert f'<a href="#changed"><strong>{rechecks}</strong>' in html
    assert f'<a href="#gone"><strong>{gone}</strong>' in html
    assert (
        f'<a href="#carried"><strong>{whole - gone - article.claims.filter(placement__state="changed").count()}</strong>'
        in html
    )
    assert 'taken out: </span>412</del> <ins><span class="vh">put in: </span>431</ins>' in html
    assert "On revision 1: disputed by Rita" in html
    assert f'href="/claims/{changed.pk}/"' in html


def test_a_new_revision_comes_as_a_file_too(client: Client, article: Article, edith: Person) -> None:
    client.force_login(edith)
    file = SimpleUploadedFile("second.txt", NEWER.encode())
    assert client.post(f"/articles/{article.pk}/revise/", {"file": file}).status_code == 302
    assert article.revisions.get(number=2).original.name == "second.txt"


@pytest.mark.parametrize(
    ("text", "status", "words"), [("", 422, "Choose a file, or paste"), (TEXT, 409, "letter for letter")]
)
def test_a_revision_that_is_none_is_refused_and_the_words_are_kept(
    client: Client, article: Article, edith: Person, text: str, status: int, words: str
) -> None:
    client.force_login(edith)
    response = client.post(f"/articles/{article.pk}/revise/", {"text": text})
    html = response.content.decode()
    assert response.status_code == status
    assert words in html
    assert text.split("\n", maxsplit=1)[0] in html
    assert article.revisions.count() == 1


def test_a_file_that_cannot_be_taken_says_why(client: Client, article: Article, edith: Person) -> None:
    client.force_login(edith)
    response = client.post(f"/articles/{article.pk}/revise/", {"file": SimpleUploadedFile("x.txt", b"\x00")})
    assert response.status_code in (413, 415, 422)
    assert "There is a problem" in response.content.decode()


def test_only_those_who_upload_revise(client: Client, article: Article, rita: Person, ada: Person) -> None:
    for person in (rita, ada):
        client.force_login(person)
        assert client.get(f"/articles/{article.pk}/revise/").status_code == 403
        assert client.post(f"/articles/{article.pk}/revise/", {"text": NEWER}).status_code == 403
    assert article.revisions.count() == 1


def test_nothing_of_an_article_is_there_for_somebody_with_no_rights(
    client: Client, article: Article, nemo: Person
) -> None:
    client.force_login(nemo)
    for address in ("", "original/", "changes/"):
        assert client.get(f"/articles/{article.pk}/revisions/1/{address}").status_code == 404


def test_what_was_found_in_older_words_says_in_which(
    client: Client, article: Article, rita: Person, edith: Person
) -> None:
    claim = article.claims.for_lists().get(placement__quote__contains="$412 million")
    revise_article(article, Upload(text=NEWER), by=edith)
    client.force_login(rita)
    html = client.get(f"/articles/{article.pk}/?claim={claim.number}&show=all").content.decode()
    assert "Found in the words of revision 1" in html
    assert "$412 million" in html[html.index("Found in the words") :]
    assert "$431 million" in html
