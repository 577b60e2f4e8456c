"""The pages on which words and names are removed: what would go is shown, a reason is asked, a refusal loses nothing."""

import pytest
from django.test import Client

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.people import set_active
from articles.models import AuditEvent, Claim, Decision, Person, Source

NOTE = "Her neighbour told me so."
WHY = "She asked for it."


@pytest.fixture
def address(claim: Claim, rita: Person) -> str:
    """The page that erases from the event of a decision."""
    ruling = Ruling("verified", note=NOTE, evidence=[Citation("Call with Pia Holm", quote="I saw it.")])
    decide_claim(claim, ruling, by=rita, seen=claim.version)
    return f"/trail/{AuditEvent.objects.get(kind='claim.decided').pk}/erase/"


def digest(html: str) -> str:
    """The seal of the first text that the page offers."""
    return html.split('name="texts" value="', 1)[1][:64]


def test_the_chief_sees_what_would_go_and_removes_it(client: Client, address: str, carl: Person) -> None:
    client.force_login(carl)
    page = client.get(address).content.decode()
    assert NOTE in page
    assert "Call with Pia Holm" in page
    after = client.post(address, {"texts": digest(page), "reason": WHY}, follow=True).content.decode()
    assert "Removed. Event" in after
    assert NOTE not in after
    assert "Removed on" in after
    assert Decision.objects.get().note.startswith("Removed on")


def test_a_refusal_keeps_what_was_chosen_and_typed(client: Client, address: str, carl: Person) -> None:
    client.force_login(carl)
    seal = digest(client.get(address).content.decode())
    refused = client.post(address, {"texts": seal, "reason": ""})
    assert refused.status_code == 422
    assert "Say why it must go." in refused.content.decode()
    assert f'value="{seal}" checked' in refused.content.decode()
    nothing = client.post(address, {"reason": WHY})
    assert "Choose what shall be erased." in nothing.content.decode()
    assert WHY in nothing.content.decode()


def test_a_source_is_removed_everywhere_from_here(client: Client, address: str, carl: Person) -> None:
    client.force_login(carl)
    client.post(address, {"source": Source.objects.get().pk, "reason": WHY})
    page = client.get(address).content.decode()
    assert "Pia Holm" not in page
    assert NOTE in page


def test_an_event_without_words_says_that_there_is_nothing(client: Client, address: str, carl: Person) -> None:
    client.force_login(carl)
    first = AuditEvent.objects.filter(kind="article.submitted").values_list("pk", flat=True)[0]
    assert "nothing to remove" in client.get(f"/trail/{first}/erase/").content.decode()


def test_a_source_of_another_event_is_not_found_here(client: Client, address: str, carl: Person) -> None:
    client.force_login(carl)
    other = Source.objects.create(title="Another", created_by=carl)
    assert client.post(address, {"source": other.pk, "reason": WHY}).status_code == 404
    assert client.post(address, {"source": "x", "reason": WHY}).status_code == 404


def test_the_name_of_somebody_who_left_is_removed(client: Client, address: str, rita: Person, root: Person) -> None:
    client.force_login(root)
    page = f"/people/{rita.pk}/erase/"
    assert "still has an account" in client.get(page).content.decode()
    assert client.post(page, {"reason": WHY}).status_code == 409
    set_active(rita, False, by=root)
    assert "Rita" in client.get(page).content.decode()
    assert "The name of Rita was removed" in client.post(page, {"reason": WHY}, follow=True).content.decode()
    assert "Rita" not in client.get("/people/").content.decode()
