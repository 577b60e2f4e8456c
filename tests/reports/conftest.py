"""A desk with every kind of claim: verified, disputed, unsourced, dismissed, open, re-check and gone."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from articles.actions.assign import assign_claim
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.export import export_report
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.people import set_active, set_role
from articles.actions.place import add_claim, change_span
from articles.actions.reopen import reopen_claim
from articles.actions.revise import revise_article
from articles.actions.set_due import set_due
from articles.actions.sign_off import sign_off, withdraw_sign_off
from articles.actions.tokens import make_token, revoke_token
from articles.models import Article, Claim, Dismissal, Person, Role, Stance, Verdict
from articles.text.spans import Span

TOKYO = timezone(timedelta(hours=9))

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


@pytest.fixture
def busy(worked: Article, edith: Person, rita: Person, carl: Person, ada: Person, root: Person) -> Article:
    """An article on which every verb was used, and a desk on which every other one was."""
    quay, full = of_words(worked, "rebuilt in 1998"), of_words(worked, "never been so full")
    assign_claim(quay, rita, by=carl, seen=quay.version)
    set_due(quay, datetime(2026, 5, 1, 9, 30, tzinfo=TOKYO), by=carl, seen=quay.version)
    reopen_claim(full, by=rita, seen=full.version, note="The port called back.")
    late = of_words(worked, "91 percent of all cases")
    reopen_claim(late, by=carl, seen=late.version, note="It is one.")
    decided(late, Verdict.DISPUTED, rita, note="It is 90.")
    change_span(late, Span(late.words.start, late.words.end - 1), by=rita, seen=late.version)
    text = TEXT.replace("2.4 million", "2.5 million").replace(
        "The quay was rebuilt in 1998 for 40 million dollars.\n", ""
    )
    revision = revise_article(worked, Upload(text=text), by=edith)
    assert extract_claims(revision.extractions.get().pk)
    article = Article.objects.get(pk=worked.pk)
    for claim in article.claims.pending().for_lists():
        dismiss_claim(claim, Dismissal.OPINION, by=carl, seen=claim.version)
    for claim in article.claims.filter(standing="unsourced").for_lists():
        decided(claim, Verdict.DISPUTED, carl, note="No.")
    sign_off(article, by=carl)
    withdraw_sign_off(article, by=carl, note="A reader wrote.")
    sign_off(Article.objects.get(pk=article.pk), by=carl)
    export_report(article, "json", by=ada)
    token, _ = make_token(rita, by=rita)
    make_token(rita, by=rita)
    revoke_token(token, by=rita)
    set_role(rita, Role.CHIEF, by=root)
    set_active(ada, False, by=root)
    return Article.objects.get(pk=article.pk)


def of_words(article: Article, words: str) -> Claim:
    """The claim on exactly these words."""
    return article.claims.for_lists().get(placement__quote=words)
