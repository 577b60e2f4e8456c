"""The articles of the desk: how each stands, and how far it is."""

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from articles.actions.refusals import Code, Refused
from articles.models import Article, ArticleState, long_fields
from articles.models.article import ArticleQuerySet
from articles.models.queue import page_of
from articles.web.door import Visit, door
from articles.web.progress import progress_of

NEWEST_FIRST = ("-pk",)


class ArticleWish(forms.Form):
    """The filters of the list."""

    state = forms.ChoiceField(choices=ArticleState.choices, required=False)
    q = forms.CharField(max_length=200, required=False)
    cursor = forms.CharField(max_length=500, required=False)


@door()
def article_list(request: Visit) -> HttpResponse:
    """A page of articles, newest first."""
    form = ArticleWish(request.GET)
    if not form.is_valid():
        raise Refused(Code.INVALID, "There is no such filter. Begin with all articles.")
    wish = form.cleaned_data
    page = page_of(_wanted(request, wish), NEWEST_FIRST, cursor=wish["cursor"])
    progress = progress_of(page.rows)
    facts = {
        "page": page,
        "rows": [(article, progress[article.pk]) for article in page.rows],
        "wish": wish,
        "states": ArticleState.choices,
    }
    return render(request, "articles/articles.html", facts)


def _wanted(request: Visit, wish: dict[str, str]) -> ArticleQuerySet:
    articles = Article.objects.visible_to(request.user).with_state().select_related("newest", "uploaded_by")
    articles = articles.defer(*long_fields("newest"))
    if wish["q"]:
        articles = articles.filter(title__icontains=wish["q"])
    return articles.filter(Q(state=wish["state"])) if wish["state"] else articles
