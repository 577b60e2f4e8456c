"""Corrected as we asked: the new words are those that a reviewer suggested, and what spoke for them then proves them now."""

from django.db import transaction

from articles.actions.change import refuse_unless_open
from articles.actions.cite import Citation
from articles.actions.decide import NOT_YOURS, Ruling, decide_claim
from articles.actions.refusals import Code, Refused, require
from articles.models import Claim, Decision, Evidence, Person, Stance, Verdict
from articles.policy import may_decide

NOTE = "Corrected as we asked."
OTHER_WORDS = "These are not the words that were suggested. Check them and decide."


def asked_for(claim: Claim) -> Decision | None:
    """The decision whose suggested words now stand in the article, if the claim waits because of them."""
    last = claim.decisions.order_by("-number").first() if claim.recheck else None
    if last is None or last.verdict != Verdict.DISPUTED or not last.correction.strip():
        return None
    # White space aside: a suggestion is typed on one line, an article may wrap it.
    return last if last.correction.split() == claim.words.quote.split() else None


@transaction.atomic
def confirm_correction(claim: Claim, *, by: Person, seen: int) -> Decision:
    """Verify a claim whose words were changed to those suggested, on the evidence of the decision that suggested them.

    Refused (INVALID) when the words are other ones, or when that decision named no source.
    """
    require(may_decide(by, claim), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_open(claim, seen=seen)
    last = asked_for(claim)
    if last is None:
        raise Refused(Code.INVALID, OTHER_WORDS)
    evidence = [_for_the_new_words(row) for row in last.evidence.select_related("source").order_by("pk")]
    return decide_claim(claim, Ruling(Verdict.VERIFIED, note=NOTE, evidence=evidence), by=by, seen=seen)


def _for_the_new_words(row: Evidence) -> Citation:
    """The same evidence; what spoke against the old words speaks for those that were suggested in their place."""
    stance = Stance.SUPPORTS if row.stance == Stance.REFUTES else row.stance
    source = row.source
    return Citation(source.title, source.url, row.locator, row.quote, stance, source.kind)
