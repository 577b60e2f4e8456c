"""Revision against revision on the page: any two, in one text or side by side, long unchanged parts folded."""

import re

import pytest
from django.test import Client

from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.models import Article, Person
from articles.web.against import KEPT, Comparison
from tests.cast import TEXT

SECOND = TEXT.replace("$412 million", "$431 million")
THIRD = SECOND.replace("Is it worth the money?\n", "")
TOLD = 'taken out: </span>412</del> <ins><span class="vh">put in: </span>431</ins>'
FILLER = "".join(f"Sentence {n} of the middle says nothing new.\n" for n in range(40))


@pytest.fixture
def thrice(article: Article, edith: Person) -> Article:
    """An article with three revisions."""
    for text in (SECOND, THIRD):
        revise_article(Article.objects.get(pk=article.pk), Upload(text=text), by=edith)
    return article


def look(client: Client, article: Article, query: str = "") -> str:
    response = client.get(f"/articles/{article.pk}/compare/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_newest_is_compared_with_the_one_before_it_unless_told(
    client: Client, thrice: Article, ada: Person
) -> None:
    client.force_login(ada)
    html = look(client, thrice)
    assert "<h1>Revision 2 against revision 3</h1>" in html
    assert TOLD not in html
    assert "taken out: </span>Is it worth the money?" in html


def test_any_two_are_compared_either_way_round(client: Client, thrice: Article, ada: Person) -> None:
    client.force_login(ada)
    html = look(client, thrice, "?old=1&new=3")
    assert TOLD in html
    assert '<option value="1" selected>' in html
    back = look(client, thrice, "?old=3&new=1")
    assert "put in: </span>Is it worth the money?" in back


def test_side_by_side_each_text_stands_in_its_own_column(client: Client, thrice: Article, ada: Person) -> None:
    client.force_login(ada)
    html = look(client, thrice, "?old=1&new=2&view=sides")
    [row] = re.findall(r"<tr[^>]*data-stop.*?</tr>", html, re.DOTALL)
    left, right = row.split("</td><td>")
    assert "412" in left
    assert "431" not in left
    assert "431" in right
    assert "412" not in right


@pytest.mark.parametrize("query", ["?old=0", "?old=9", "?new=4", "?new=x", f"?old={'9' * 40}"])
def test_a_revision_that_is_not_there_is_not_found(client: Client, thrice: Article, ada: Person, query: str) -> None:
    client.force_login(ada)
    assert client.get(f"/articles/{thrice.pk}/compare/{query}").status_code == 404


def test_an_article_is_nothing_to_somebody_with_no_rights(client: Client, thrice: Article, nemo: Person) -> None:
    client.force_login(nemo)
    assert client.get(f"/articles/{thrice.pk}/compare/").status_code == 404


def test_what_an_article_says_is_never_markup(client: Client, article: Article, edith: Person) -> None:
    revise_article(article, Upload(text=TEXT + "<script>alert(1)</script> & more.\n"), by=edith)
    client.force_login(edith)
    for view in ("one", "sides"):
        html = look(client, article, f"?view={view}")
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more." in html


def test_long_unchanged_parts_are_folded_and_what_is_beside_a_change_is_not() -> None:
    runs = Comparison(f"One.\n{FILLER}Two.\n", f"Three.\n{FILLER}Four.\n").runs
    [folded] = [run for run in runs if run.folded]
    assert folded.words == 38 * 8
    shown = "".join(row.one() for run in runs if not run.folded for row in run.rows)
    assert "Sentence 0 of" in shown
    assert "Sentence 39 of" in shown
    assert "Sentence 20 of" not in shown


def test_the_middle_of_a_long_paragraph_is_folded_too() -> None:
    line = FILLER.replace("\n", " ")
    [run] = Comparison(f"One. {line}Two.", f"Three. {line}Four.").runs
    html = run.rows[0].one()
    assert f"<summary>… {40 * 8 + 1 - 2 * KEPT} words unchanged</summary>" in html
    assert re.sub(r"<summary>.*?</summary>| <ins>.*?</ins>|<span.*?</span>|<[^>]+>", "", html).split() == (
        f"One. {line}Two.".split()
    )


def test_words_are_counted_once() -> None:
    comparison = Comparison("One two three.\nFour five.\n", "One two.\nFour five six.\n")
    assert (comparison.gone, comparison.new) == (1, 1)
