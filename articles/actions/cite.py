"""Cite a source: link a decision to where its facts come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Q

from articles.actions.refusals import Code, require, require_keepable
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.ledger.sealed import FreeText
from articles.models import Decision, Evidence, Person, Source, SourceKind, Stance

NO_NAME = "Name the source, or give its address."
MOST = {"title": 500, "url": 2_000, "locator": 300, "quote": 10_000}
"""Characters of each part of a citation."""
NOT_AN_ADDRESS = "This is not an address. It begins with https:// or http://."


@dataclass(frozen=True)
class Citation:
    """One piece of evidence as somebody gives it: a source by title, address or both, and where in it."""

    title: str = ""
    url: str = ""
    locator: str = ""
    quote: str = ""
    stance: str = Stance.SUPPORTS
    kind: str = ""

    def told(self) -> dict[str, JSON]:
        """As the trail tells it."""
        free: dict[str, JSON] = {
            "title": FreeText(self.title.strip()),
            "url": FreeText(self.url.strip()),
            "locator": FreeText(self.locator),
            "quote": FreeText(self.quote),
        }
        return free | {"stance": str(self.stance)}


def cite(decision: Decision, citations: Sequence[Citation], *, by: Person, at: datetime) -> list[Line]:
    """Write the evidence of decision; a source that the desk knows by its address or title is used again.

    Gives back a line for each source that is new to the desk.
    """
    if citations:
        _hold_known(citations)
    lines = []
    for citation in citations:
        source, is_new = _source(citation, by=by, at=at)
        Evidence.objects.create(
            decision=decision,
            source=source,
            locator=citation.locator,
            quote=citation.quote,
            stance=citation.stance,
            created_at=at,
        )
        if is_new:
            now: dict[str, JSON] = {
                "title": FreeText(source.title),
                "url": FreeText(source.url),
                "kind": source.kind,
            }
            lines.append(Line("source.added", article=decision.claim.article, subject={"source": source.pk}, now=now))
    return lines


def refuse_unless_named(citation: Citation) -> None:
    """Refuse (INVALID) a citation without a name, with an address that is none, or with words that cannot be kept."""
    for name, longest in MOST.items():
        require_keepable(longest, evidence=getattr(citation, name))
    require(bool(citation.title.strip() or citation.url.strip()), Code.INVALID, NO_NAME, field="evidence")
    require(
        citation.stance in Stance.values, Code.INVALID, "A stance is supports, refutes or context.", field="evidence"
    )
    require(
        not citation.kind or citation.kind in SourceKind.values,
        Code.INVALID,
        "No such kind of source.",
        field="evidence",
    )
    if citation.url:
        require(_is_address(citation.url), Code.INVALID, NOT_AN_ADDRESS, field="evidence")


def _is_address(url: str) -> bool:
    """Whether url is a web address; others (javascript:, data:) would be run by whoever clicks them."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _hold_known(citations: Sequence[Citation]) -> None:
    """Hold the sources that the desk knows by these citations, always in one order: none is erased while it is cited."""
    urls = {citation.url.strip() for citation in citations} - {""}
    titles = {citation.title.strip() for citation in citations} - {""}
    known = Source.objects.filter(Q(url__in=urls) | Q(url="", title__in=titles))
    list(known.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _source(citation: Citation, *, by: Person, at: datetime) -> tuple[Source, bool]:
    title, url = citation.title.strip(), citation.url.strip()
    known = Source.objects.filter(url=url) if url else Source.objects.filter(title=title, url="")
    found = known.first()
    if found is not None:
        return found, False
    kind = citation.kind or (SourceKind.WEB_PAGE if url else SourceKind.DOCUMENT)
    source = Source.objects.create(
        kind=kind, title=title or url[: MOST["title"]], url=url, created_by=by, created_at=at
    )
    return source, True
