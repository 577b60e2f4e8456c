"""What is done from the queue to selected claims."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions.assign import assign_claim
from articles.actions.decide import Ruling, decide_claim
from articles.models import Article, AuditEvent, Claim, Dismissal, Person, Standing
from tests.web.conftest import Browser

Visit = Callable[[Person], Browser]


@pytest.fixture
def claims(article: Article) -> list[Claim]:
    return list(article.claims.for_lists())


def holder(claim: Claim) -> str | None:
    assignee = Claim.objects.select_related("assignee").get(pk=claim.pk).assignee
    return assignee.username if assignee else None


def pks(claims: list[Claim]) -> list[int]:
    return [claim.pk for claim in claims]


def test_the_chief_gives_claims_to_somebody_and_is_told_how_many(
    visit: Visit, carl: Person, rita: Person, claims: list[Claim]
) -> None:
    response = visit(carl).send("/queue/assign/", claims=pks(claims[:2]), reviewer="rita", back="status=all")
    assert "2 claims given to Rita." in response.content.decode()
    assert response.request["QUERY_STRING"] == "status=all"
    assert [holder(claim) for claim in claims[:3]] == ["rita", "rita", None]


def test_what_was_done_is_told_once(visit: Visit, carl: Person, rita: Person, claims: list[Claim]) -> None:
    browser = visit(carl)
    browser.send("/queue/assign/", claims=pks(claims[:1]), reviewer="rita")
    assert "given to Rita" not in browser.text("/queue/")


def test_claims_are_shared_out_evenly(
    visit: Visit, carl: Person, rita: Person, bob: Person, claims: list[Claim]
) -> None:
    visit(carl).send("/queue/assign/", claims=pks(claims[:3]), reviewer="evenly")
    assert sorted(str(holder(claim)) for claim in claims[:3]) == ["bob", "carl", "rita"]


def test_a_bulk_act_tells_what_was_refused_and_why_and_does_the_rest(
    visit: Visit, rita: Person, bob: Person, carl: Person, claims: list[Claim]
) -> None:
    taken, free = claims[:2]
    assign_claim(taken, bob, by=carl, seen=taken.version)
    page = visit(rita).send("/queue/take/", claims=pks([taken, free])).content.decode()
    assert (holder(taken), holder(free)) == ("bob", "rita")
    assert "1 claim taken; yours now." in page
    assert "<b>1 not changed.</b> Only the chief gives claims to others." in page
    assert f'href="/claims/{taken.pk}/"' in page


def test_a_reviewer_gives_back_what_is_theirs(visit: Visit, rita: Person, carl: Person, claims: list[Claim]) -> None:
    assign_claim(claims[0], rita, by=carl, seen=claims[0].version)
    visit(rita).send("/queue/give-back/", claims=pks(claims[:1]))
    assert holder(claims[0]) is None


def test_a_reviewer_cannot_give_claims_to_others(visit: Visit, rita: Person, bob: Person, claims: list[Claim]) -> None:
    page = visit(rita).send("/queue/assign/", claims=pks(claims[:1]), reviewer="bob").content.decode()
    assert holder(claims[0]) is None
    assert "Only the chief gives claims to others." in page


@pytest.mark.parametrize("path", ["/queue/take/", "/queue/give-back/", "/queue/assign/"])
def test_those_who_do_not_check_assign_nothing(
    visit: Visit, ada: Person, rita: Person, claims: list[Claim], path: str
) -> None:
    response = visit(ada).post(path, {"claims": pks(claims[:1]), "reviewer": "rita"})
    assert response.status_code == 403
    assert holder(claims[0]) is None


def test_an_auditor_dismisses_nothing(visit: Visit, ada: Person, claims: list[Claim]) -> None:
    response = visit(ada).send("/queue/dismiss/", claims=pks(claims[:1]), reason="opinion")
    assert Claim.objects.get(pk=claims[0].pk).dismissal == ""
    assert response.status_code == 403


def test_the_chief_sets_and_takes_away_a_time(visit: Visit, carl: Person, claims: list[Claim]) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    browser = visit(carl)
    browser.send("/queue/due/", claims=pks(claims[:2]), due=tomorrow.strftime("%Y-%m-%dT%H:%M"))
    due = Claim.objects.get(pk=claims[0].pk).due
    assert due is not None
    assert abs(due - tomorrow) < timedelta(minutes=1)
    page = browser.send("/queue/due/", claims=pks(claims[:2]), due="").content.decode()
    assert Claim.objects.get(pk=claims[0].pk).due is None
    assert "2 claims without a time now." in page


def test_a_reviewer_sets_no_time(visit: Visit, rita: Person, claims: list[Claim]) -> None:
    response = visit(rita).send("/queue/due/", claims=pks(claims[:1]), due="2030-01-01T10:00")
    assert Claim.objects.get(pk=claims[0].pk).due is None
    assert response.status_code == 403


def test_a_time_that_is_none_is_refused(visit: Visit, carl: Person, claims: list[Claim]) -> None:
    response = visit(carl).post("/queue/due/", {"claims": pks(claims[:1]), "due": "soon"})
    assert response.status_code == 422


def test_claims_are_dismissed_with_a_reason_one_line_of_the_trail_each(
    visit: Visit, rita: Person, claims: list[Claim]
) -> None:
    visit(rita).send("/queue/dismiss/", claims=pks(claims[:2]), reason="opinion", note="Both are.")
    rows = Claim.objects.filter(pk__in=pks(claims[:2]))
    assert {(row.standing, row.dismissal) for row in rows} == {(Standing.DISMISSED, Dismissal.OPINION)}
    assert AuditEvent.objects.filter(kind="claim.dismissed", actor=rita).count() == 2


def test_a_refused_dismissal_does_not_undo_the_others(visit: Visit, rita: Person, claims: list[Claim]) -> None:
    browser = visit(rita)
    browser.send("/queue/dismiss/", claims=pks(claims[:1]), reason="opinion")
    page = browser.send("/queue/dismiss/", claims=pks(claims[:2]), reason="opinion").content.decode()
    assert "1 claim dismissed." in page
    assert "This claim is dismissed already." in page
    assert Claim.objects.get(pk=claims[1].pk).dismissal == "opinion"


def test_another_reason_needs_a_note(visit: Visit, rita: Person, claims: list[Claim]) -> None:
    page = visit(rita).send("/queue/dismiss/", claims=pks(claims[:1]), reason="other").content.decode()
    assert "Say why this is not a claim." in page
    assert Claim.objects.get(pk=claims[0].pk).dismissal == ""


@pytest.mark.parametrize("chosen", [[], ["x"], ["1e3"], ["99999999999999999999999"], ["0"]])
def test_a_selection_that_is_none_changes_nothing(
    visit: Visit, rita: Person, claims: list[Claim], chosen: list[str]
) -> None:
    response = visit(rita).post("/queue/take/", {"claims": chosen})
    assert response.status_code in (302, 422)
    assert not Claim.objects.exclude(assignee=None).exists()


def test_a_way_back_leads_only_to_the_queue(visit: Visit, rita: Person, claims: list[Claim]) -> None:
    response = visit(rita).post("/queue/take/", {"claims": pks(claims[:1]), "back": "//evil.example/\r\nX: y"})
    assert response["Location"].startswith("/queue/?")
    assert "\n" not in response["Location"]


def test_take_next_gives_the_free_claim_with_the_highest_risk_and_opens_it(
    visit: Visit, rita: Person, bob: Person, claims: list[Claim]
) -> None:
    first = Claim.objects.pending().free().order_by("-priority", "-score", "pk")[0]
    assert visit(rita).post("/queue/next/")["Location"] == f"/claims/{first.pk}/"
    assert holder(first) == "rita"
    assert visit(bob).post("/queue/next/")["Location"] != f"/claims/{first.pk}/"


def test_take_next_stays_within_the_view_it_was_pressed_in(visit: Visit, rita: Person, claims: list[Claim]) -> None:
    wanted = next(claim for claim in claims if "18,000" in claim.words.quote)
    assert visit(rita).post("/queue/next/", {"back": "q=18,000"})["Location"] == f"/claims/{wanted.pk}/"


def test_take_next_says_when_nothing_is_free(
    visit: Visit, rita: Person, carl: Person, bob: Person, claims: list[Claim]
) -> None:
    for claim in claims:
        assign_claim(claim, bob, by=carl, seen=claim.version)
    assert "Nothing is free" in visit(rita).send("/queue/next/").content.decode()


def test_a_decided_claim_is_not_taken_by_take_next(visit: Visit, rita: Person, claims: list[Claim]) -> None:
    for claim in claims[1:]:
        decide_claim(claim, Ruling("unsourced", "Asked the city."), by=rita, seen=claim.version)
    assert visit(rita).post("/queue/next/")["Location"] == f"/claims/{claims[0].pk}/"
