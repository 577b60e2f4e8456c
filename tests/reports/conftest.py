"""A desk with every kind of claim: verified, disputed, unsourced, dismissed, open, re-check and gone."""

from collections.abc import Callable

import pytest

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.place import add_claim
from articles.models import Article, Claim, Dismissal, Person, Stance, Verdict
from articles.text.spans import Span

TEXT = """Ferry line carries record crowd

The ferry line carried 2.4 million people in 2025, the port said on 12 January 2026.
A ticket costs $3.10, which is 12 percent more than in 2023.
"We have never been so full," said Ana Brandt, who runs the line.
Ships left on time in 91 percent of all cases.
The quay was rebuilt in 1998 for 40 million dollars.
"""


def marked(article: Article, words: str, by: Person) -> Claim:
    """A claim marked by hand on the first place of words."""
    newest = article.newest
    assert newest is not None
    start = newest.text.index(words)
    return add_claim(article, Span(start, start + len(words)), by=by)


def decided(claim: Claim, verdict: str, by: Person, **said: object) -> Claim:
    """Claim with a decision."""
    ruling = Ruling(verdict, **said)  # type: ignore[arg-type]
    decide_claim(claim, ruling, by=by, seen=claim.version)
    return claim


@pytest.fixture
def plain(submit: Callable[..., Article]) -> Article:
    """An article whose claims are marked by hand only: the words of each are known."""
    article = submit(TEXT, title="Ferry line carries record crowd", byline="Lea Sommer")
    for claim in article.claims.for_lists():
        claim.refresh_from_db()
    return article


@pytest.fixture
def worked(plain: Article, rita: Person, bob: Person, carl: Person) -> Article:
    """The article with claims 2.4 million (verified), ticket (disputed), full (unsourced), 91 (dismissed), quay (open)."""
    report = Citation("Annual report of the port", "https://port.example/2025.pdf", "page 14", "2,400,000 passengers")
    against = Citation("Price list 2025", locator="row 3", stance=Stance.REFUTES)
    decided(marked(plain, "carried 2.4 million people in 2025", rita), Verdict.VERIFIED, rita, evidence=[report])
    ticket = marked(plain, "$3.10", bob)
    decided(ticket, Verdict.DISPUTED, rita, note="Not yet clear to me.")
    decided(ticket, Verdict.DISPUTED, bob, note="It is $3.20.", correction="$3.20", evidence=[against, report])
    decided(marked(plain, "never been so full", rita), Verdict.UNSOURCED, rita, note="Asked the port twice.")
    late = marked(plain, "91 percent of all cases", rita)
    dismiss_claim(late, Dismissal.OTHER, by=carl, seen=late.version, note="A matter of counting.")
    marked(plain, "rebuilt in 1998", carl)
    return Article.objects.get(pk=plain.pk)


def of_words(article: Article, words: str) -> Claim:
    """The claim on exactly these words."""
    return article.claims.for_lists().get(placement__quote=words)
