"""What an address asks of the trail: how it is narrowed, which page of it, and the chips that take a filter away again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from articles.actions.refusals import Code, Refused
from articles.models import Article, Person
from articles.models.queue import NOBODY
from articles.models.trail import GROUPS, KINDS, Narrowing

NO_PERSON = "the extractor, and no person"
NOT_A = {
    "since": "“{}” is not a day; write it as 2026-01-31.",
    "until": "“{}” is not a day; write it as 2026-01-31.",
    "kind": "There are no events of the kind “{}”.",
}
NOT_READ = "“{}” says nothing here."
LEFT_OUT = "This filter was left out: {}"


class TrailForm(forms.Form):
    """The filters in an address."""

    q = forms.CharField(max_length=200, required=False)
    actor = forms.CharField(max_length=150, required=False)
    kind = forms.ChoiceField(choices=[(name, name) for name in (*GROUPS, *KINDS)], required=False)
    since = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
    until = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
    article = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    claim = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    first = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    last = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)


@dataclass(frozen=True)
class Chip:
    """A filter that is set: what it says, and the address without it."""

    word: str
    link: str


@dataclass(frozen=True)
class Asked:
    """How the trail is narrowed, and what of the address could not be read."""

    narrowing: Narrowing
    query: QueryDict
    left_out: list[str]

    @property
    def each(self) -> bool:
        """Whether each event shall be a line of its own."""
        return self.query.get("each") == "yes"

    def within(self, *, article: int | None = None, claim: int | None = None) -> "Asked":
        """The same inside an article or claim, whatever the address says of these."""
        return replace(self, narrowing=replace(self.narrowing, article=article, claim=claim))

    def link(self, **changes: object) -> str:
        """The address with changes, on its first page; None or "" takes a field away."""
        kept = {name: value for name, value in self.query.items() if value and name not in ("before", "after")}
        kept |= {name: str(value) for name, value in changes.items() if value not in (None, "")}
        gone = {name for name, value in changes.items() if value in (None, "")}
        return f"?{urlencode({name: value for name, value in kept.items() if name not in gone})}"

    def chips(self, people: Iterable[Person], articles: Iterable[Article]) -> Iterator[Chip]:
        """A chip for each filter that is set."""
        asked = self.narrowing
        named = {person.username: person.name for person in people} | {NOBODY: NO_PERSON}
        titles = {article.pk: article.title for article in articles}
        words = {
            "q": f"“{asked.q}”",
            "actor": f"By {named.get(asked.actor, asked.actor)}",
            "kind": GROUPS[asked.kind][0] if asked.kind in GROUPS else asked.kind.replace(".", ": ").replace("_", " "),
            "since": _day("Since", asked.since),
            "until": _day("Until", asked.until),
            "article": f"Article: {titles.get(asked.article or 0, 'unknown')}",
        }
        for name, word in words.items():
            if name in asked.asked and name in self.query:
                yield Chip(word, self.link(**{name: None}))
        if asked.first or asked.last:
            until = f"to {asked.last:,}" if asked.last else "on"
            yield Chip(f"Events {asked.first or 1:,} {until}", self.link(first=None, last=None))


def asked_of(query: QueryDict) -> Asked:
    """What the address asks; what cannot be read of it is left out, and told."""
    form = TrailForm(query)
    left_out = [] if form.is_valid() else [_told(name, query.get(name, "")) for name in form.errors]
    fields: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    return Asked(Narrowing(**fields), query, left_out)


def asked_exactly(query: QueryDict) -> Asked:
    """The same for what must not be misunderstood.  Raises Refused (INVALID) where something cannot be read."""
    asked = asked_of(query)
    if asked.left_out:
        raise Refused(Code.INVALID, asked.left_out[0])
    return asked


def _told(name: str, value: str) -> str:
    return LEFT_OUT.format(NOT_A.get(name, NOT_READ).format(value.replace("\x00", "")[:60]))


def _day(word: str, day: date | None) -> str:
    return f"{word} {day:%-d %B %Y}" if day else ""
