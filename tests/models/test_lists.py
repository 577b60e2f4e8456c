"""Lists of claims: everything a row shows in one query, and nothing that grows with the article."""

from articles.models import Article, Claim


def test_a_row_of_a_list_does_not_carry_the_whole_text(article: Article) -> None:
    claims = Claim.objects.for_lists()
    assert len(claims) > 2
    for claim in claims:
        assert {"text", "block_rows"} <= claim.words.revision.get_deferred_fields()


def test_a_row_of_a_list_costs_no_query_of_its_own(article: Article, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        told = [
            (claim.article.title, claim.words.quote, claim.words.revision.number, claim.assignee, claim.decided_by)
            for claim in Claim.objects.for_lists()
        ]
    assert len(told) == article.claims.count()
