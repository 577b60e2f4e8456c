"""Lists of claims: everything a row shows in one query, and nothing that grows with the article."""

from typing import Any

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.models import Article, Claim, Person


def test_a_row_of_a_list_does_not_carry_the_whole_text(article: Article) -> None:
    claims = Claim.objects.for_lists()
    assert len(claims) > 2
    for claim in claims:
        assert {"text", "block_rows"} <= claim.words.revision.get_deferred_fields()


def test_a_row_of_a_list_costs_no_query_of_its_own(article: Article, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        told = [
            (claim.article.title, claim.words.quote, claim.words.revision.number, claim.assignee, claim.decided_by)
            for claim in Claim.objects.for_lists()
        ]
    assert len(told) == article.claims.count()


def test_all_decisions_of_a_claim_cost_a_fixed_number_of_queries(
    claim: Claim, rita: Person, django_assert_num_queries: Any
) -> None:
    for seen in range(1, 7):
        proofs = [Citation(title=f"Ledger {seen}"), Citation(title=f"Minutes {seen}")]
        decide_claim(claim, Ruling("verified", evidence=proofs), by=rita, seen=seen)
    with django_assert_num_queries(
        7
    ):  # the claim, its decisions, their people, places, revisions, evidence and sources
        found = Claim.objects.with_decisions().get(pk=claim.pk)
        told = [
            (
                decision.by.name,
                decision.placement.revision.number,
                [one.source.title for one in decision.evidence.all()],
            )
            for decision in found.decisions.all()
        ]
    assert told[-1] == ("Rita", 1, ["Ledger 6", "Minutes 6"])
