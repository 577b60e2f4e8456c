"""What a new revision leaves to people: words corrected as asked, and words that moved where no program follows them."""

import pytest

from articles.actions.cite import Citation
from articles.actions.corrected import asked_for, confirm_correction
from articles.actions.decide import Ruling, decide_claim
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.point import point_to
from articles.actions.refusals import Code, Refused
from articles.actions.revise import revise_article
from articles.models import Article, AuditEvent, Claim, Extraction, Person, Stance
from articles.reports.verification import verify_trail
from articles.text.spans import Span
from tests.cast import TEXT

WORDS = "It cost $412 million, 37 percent more than the council approved in 2019."
BETTER = "It cost $421 million, 40 percent more than the council approved in 2019."
BUDGET = Citation(title="Budget of the city", locator="p. 4", quote="421", stance=Stance.REFUTES)


@pytest.fixture
def cost(article: Article) -> Claim:
    return article.claims.for_lists().get(placement__quote=WORDS)


def revised(claim: Claim, text: str, by: Person) -> Claim:
    revision = revise_article(Article.objects.get(pk=claim.article_id), Upload(text=text), by=by)
    assert extract_claims(Extraction.objects.get(revision=revision).pk)
    return Claim.objects.for_lists().get(pk=claim.pk)


def test_a_correction_that_was_made_as_asked_is_confirmed_on_the_same_evidence(
    cost: Claim, rita: Person, edith: Person
) -> None:
    ruling = Ruling("disputed", note="The budget says 421.", correction=BETTER, evidence=[BUDGET])
    decide_claim(cost, ruling, by=rita, seen=1)
    changed = revised(cost, TEXT.replace(WORDS, BETTER), edith)
    assert (changed.recheck, changed.words.quote) == (True, BETTER)
    decision = confirm_correction(changed, by=rita, seen=changed.version)
    [evidence] = decision.evidence.all()
    assert (decision.verdict, evidence.stance, evidence.locator) == ("verified", "supports", "p. 4")
    assert verify_trail().is_clean


def test_other_words_than_those_suggested_are_not_confirmed(cost: Claim, rita: Person, edith: Person) -> None:
    ruling = Ruling("disputed", note="The budget says 421.", correction=BETTER, evidence=[BUDGET])
    decide_claim(cost, ruling, by=rita, seen=1)
    changed = revised(cost, TEXT.replace("$412 million", "$422 million"), edith)
    assert asked_for(changed) is None
    with pytest.raises(Refused) as refused:
        confirm_correction(changed, by=rita, seen=changed.version)
    assert refused.value.code == Code.INVALID


def test_a_correction_without_a_source_needs_one(cost: Claim, rita: Person, edith: Person) -> None:
    decide_claim(cost, Ruling("disputed", note="It says 421.", correction=BETTER), by=rita, seen=1)
    changed = revised(cost, TEXT.replace(WORDS, BETTER), edith)
    with pytest.raises(Refused) as refused:
        confirm_correction(changed, by=rita, seen=changed.version)
    assert (refused.value.field, Claim.objects.get(pk=cost.pk).verdict) == ("evidence", "pending")


def test_a_person_points_a_claim_to_where_its_words_went(cost: Claim, rita: Person, edith: Person) -> None:
    decide_claim(cost, Ruling("verified", evidence=[Citation(title="Budget of the city")]), by=rita, seen=1)
    moved = "All of it, the tunnel and its roads, came to a cost of 412 million dollars in the end."
    gone = revised(cost, TEXT.replace(WORDS + "\n", "").replace("Is it worth the money?", moved), edith)
    assert gone.gone
    text = Article.objects.get(pk=cost.article_id).newest.text  # type: ignore[union-attr]
    start = text.index("a cost of 412")
    found = point_to(gone, Span(start, start + 29), by=rita, seen=gone.version, quote="a cost of 412 million dollars")
    assert (found.gone, found.recheck, found.verdict, found.decisions.count()) == (False, True, "pending", 1)
    assert AuditEvent.objects.latest("seq").kind == "claim.pointed"
    assert verify_trail().is_clean


def test_the_extractor_s_own_proposal_on_those_words_makes_room(cost: Claim, rita: Person, edith: Person) -> None:
    moved = TEXT.replace(WORDS + "\n", "").replace("Is it worth", WORDS + "\nIs it worth")
    gone = revised(cost, moved, edith)
    assert gone.gone
    found = Claim.objects.for_lists().get(placement__quote=WORDS, gone=False)
    back = point_to(gone, found.words.span, by=rita, seen=gone.version, quote=WORDS)
    assert (back.number, back.gone, Claim.objects.get(pk=found.pk).dismissal) == (cost.number, False, "merged")
    assert verify_trail().is_clean


def test_a_claim_that_somebody_decided_keeps_its_words(cost: Claim, rita: Person, edith: Person) -> None:
    moved = TEXT.replace(WORDS + "\n", "").replace("Is it worth", WORDS + "\nIs it worth")
    gone = revised(cost, moved, edith)
    found = Claim.objects.for_lists().get(placement__quote=WORDS, gone=False)
    decide_claim(found, Ruling("unsourced", note="Nobody answers."), by=rita, seen=found.version)
    with pytest.raises(Refused) as refused:
        point_to(gone, found.words.span, by=rita, seen=gone.version, quote=WORDS)
    assert refused.value.code == Code.INVALID


def test_only_a_claim_that_is_gone_is_pointed_and_only_by_who_checks(cost: Claim, rita: Person, edith: Person) -> None:
    with pytest.raises(Refused) as refused:
        point_to(cost, Span(0, 7), by=rita, seen=1)
    assert refused.value.code == Code.CLOSED
    gone = revised(cost, TEXT.replace(WORDS + "\n", ""), edith)
    with pytest.raises(Refused) as refused:
        point_to(gone, Span(0, 7), by=edith, seen=gone.version)
    assert refused.value.code == Code.NOT_ALLOWED
    with pytest.raises(Refused) as refused:
        point_to(gone, Span(0, 7), by=rita, seen=1)
    assert refused.value.code == Code.NEWER_REVISION
