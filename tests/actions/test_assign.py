"""Assigning claims: one by one, in bulk, shared out, and to whoever asks for the next."""

import pytest

from articles.actions.assign import assign_claim, assign_many, take_next
from articles.actions.refusals import Code, Refused
from articles.models import Article, AuditEvent, Claim, Person


def claims(article: Article) -> list[Claim]:
    return list(article.claims.for_lists())


def test_the_chief_gives_a_claim_to_a_reviewer(claim: Claim, carl: Person, rita: Person) -> None:
    assign_claim(claim, rita, by=carl, seen=1)

    now = Claim.objects.get(pk=claim.pk)
    assert (now.assignee, now.assigned_by, now.version) == (rita, carl, 2)
    assert f'"assignee":{rita.pk}' in AuditEvent.objects.get(kind="claim.assigned").payload


def test_a_reviewer_takes_what_is_free_and_gives_it_back(claim: Claim, rita: Person) -> None:
    assign_claim(claim, rita, by=rita, seen=1)
    assign_claim(claim, None, by=rita, seen=2)
    assert Claim.objects.get(pk=claim.pk).assignee is None


def test_a_reviewer_takes_nothing_from_another(claim: Claim, rita: Person, bob: Person, carl: Person) -> None:
    assign_claim(claim, bob, by=carl, seen=1)
    with pytest.raises(Refused) as refused:
        assign_claim(claim, rita, by=rita, seen=2)
    assert refused.value.code == Code.NOT_ALLOWED


def test_a_reviewer_gives_nothing_to_another(claim: Claim, rita: Person, bob: Person) -> None:
    with pytest.raises(Refused):
        assign_claim(claim, bob, by=rita, seen=1)


@pytest.mark.parametrize("who", ["ada", "root", "nemo"])
def test_claims_are_given_only_to_those_who_check(
    claim: Claim, carl: Person, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused) as refused:
        assign_claim(claim, request.getfixturevalue(who), by=carl, seen=1)
    assert refused.value.field == "reviewer"


def test_the_uploader_is_given_nothing_of_the_own_article(claim: Claim, carl: Person) -> None:
    with pytest.raises(Refused):
        assign_claim(claim, claim.article.uploaded_by, by=carl, seen=1)


def test_work_is_shared_out_by_open_load(article: Article, carl: Person, rita: Person, bob: Person) -> None:
    first, *others = claims(article)
    assign_claim(first, rita, by=carl, seen=1)

    outcome = assign_many(others, [rita, bob], by=carl)

    load = [Claim.objects.assigned_to(person).count() for person in (rita, bob)]
    assert not outcome.refused
    assert max(load) - min(load) <= 1
    assert AuditEvent.objects.filter(kind="claim.assigned").count() == len(others) + 1


def test_a_bulk_act_tells_what_it_could_not_do(article: Article, carl: Person, rita: Person, bob: Person) -> None:
    first, second, *_ = claims(article)
    assign_claim(first, bob, by=carl, seen=1)

    outcome = assign_many([first, second], [rita], by=rita)

    assert [done.pk for done in outcome.done] == [second.pk]
    assert [(claim.pk, no.code) for claim, no in outcome.refused] == [(first.pk, Code.NOT_ALLOWED)]


def test_the_next_claim_is_the_riskiest_free_one(article: Article, rita: Person, bob: Person) -> None:
    queue = Claim.objects.order_by("-priority", "-score", "pk")
    first, second = queue[:2]
    assert take_next(queue, by=rita) == first
    assert take_next(queue, by=bob) == second


def test_nothing_is_taken_from_the_own_article(submit: object, article: Article, edith: Person) -> None:
    Person.objects.filter(pk=edith.pk).update(role="reviewer")
    edith.refresh_from_db()
    assert take_next(Claim.objects.all(), by=edith) is None


def test_assigning_to_the_same_person_again_writes_nothing(claim: Claim, carl: Person, rita: Person) -> None:
    assign_claim(claim, rita, by=carl, seen=1)
    assign_claim(claim, rita, by=carl, seen=2)
    assert AuditEvent.objects.filter(kind="claim.assigned").count() == 1
