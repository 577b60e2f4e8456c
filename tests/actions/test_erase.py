"""Erasing: the words are gone from every table, the trail stays whole, and everybody can read who took them away."""

import json

import pytest
from django.db import connection

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.erase import erase_texts
from articles.actions.erase_name import erase_name
from articles.actions.erase_source import erase_source
from articles.actions.export_trail import export_trail
from articles.actions.people import set_active
from articles.actions.refusals import Code, Refused
from articles.actions.reopen import reopen_claim
from articles.ledger.sealed import digests_in, seal_digest
from articles.models import Article, AuditEvent, Claim, Decision, Evidence, Person, SealedText, Source
from articles.models.trail import Narrowing
from articles.reports import facts
from articles.reports.erasable import erasable
from articles.reports.opened import opened
from articles.reports.verification import verify_trail

SECRET = "Her neighbour, Pia Holm of 4 Quay Street, told me so — naïve as she is."
WHY = "The neighbour asked for it, file 12."


@pytest.fixture
def decided(claim: Claim, rita: Person) -> AuditEvent:
    """The event of a decision whose note and evidence name somebody who is nobody's business."""
    cited = Citation("Call with Pia Holm", "https://example.org/pia-holm", "12:30", "I saw it myself, said Pia Holm.")
    decide_claim(claim, Ruling("verified", note=SECRET, evidence=[cited]), by=rita, seen=claim.version)
    return AuditEvent.objects.get(kind="claim.decided")


def digest_of(event: AuditEvent, name: str) -> str:
    return next(each.digest for each in erasable(event) if each.name == name)


def stands_anywhere(words: str) -> list[str]:
    """The tables in which words stand in any column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("articles_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [table for row in cursor.fetchall() if any(words in str(value) for value in row)]
    return found


def test_the_trail_holds_no_free_word_of_anybody(decided: AuditEvent, rita: Person) -> None:
    for word in (SECRET, "Pia Holm", "pia-holm", "Rita"):
        assert word not in decided.payload
    told = json.loads(decided.payload)
    assert all(
        seal_digest(row.salt, row.text) == row.digest
        for row in SealedText.objects.filter(pk__in=[*digests_in(told["now"]), *digests_in(told["actor"])])
    )


def test_an_erased_note_stands_nowhere_and_the_trail_is_whole(decided: AuditEvent, carl: Person) -> None:
    assert set(stands_anywhere("4 Quay Street")) == {"articles_decision", "articles_sealedtext"}
    erase_texts(decided, [digest_of(decided, "note")], by=carl, reason=WHY)

    assert stands_anywhere("4 Quay Street") == []
    assert Decision.objects.get().note.startswith("Removed on ")
    assert Decision.objects.get().note.endswith(" by the chief")
    verified = verify_trail()
    assert (verified.exit_code, verified.findings) == (0, ())


def test_the_erasure_is_an_event_with_its_reason(decided: AuditEvent, carl: Person) -> None:
    digest = digest_of(decided, "note")
    event = erase_texts(decided, [digest], by=carl, reason=WHY)
    [told] = opened([event])
    assert (told["kind"], told["actor"]["name"]) == ("text.erased", "Carl")
    assert (told["now"]["seals"], told["now"]["reason"]) == ([digest], WHY)


def test_the_report_says_that_something_was_removed_when_and_by_whom(
    article: Article, decided: AuditEvent, carl: Person
) -> None:
    erase_texts(decided, [digest_of(decided, "note")], by=carl, reason=WHY)
    notes = [claim.decision.note for claim in facts.build(article).claims if claim.decision]
    assert [note[:11] for note in notes] == ["Removed on "]


def test_the_same_words_go_wherever_they_stand_in_the_article(
    claim: Claim, decided: AuditEvent, rita: Person, carl: Person
) -> None:
    reopen_claim(claim, by=rita, seen=claim.version, note=SECRET)
    dismiss_claim(claim, "other", by=rita, seen=claim.version, note=SECRET)
    assert stands_anywhere("4 Quay Street").count("articles_sealedtext") == 3
    erase_texts(decided, [digest_of(decided, "note")], by=carl, reason=WHY)
    assert stands_anywhere("4 Quay Street") == []
    assert verify_trail().exit_code == 0


def test_a_source_is_erased_wherever_it_is_cited(decided: AuditEvent, carl: Person) -> None:
    with pytest.raises(Refused) as refused:
        erase_texts(decided, [digest_of(decided, "evidence 1, title")], by=carl, reason=WHY)
    assert refused.value.code == Code.INVALID

    erase_source(Source.objects.get(), by=carl, reason=WHY)
    assert Decision.objects.get().note == SECRET
    assert stands_anywhere("pia-holm") == stands_anywhere("I saw it myself") == stands_anywhere("Call with") == []
    assert Source.objects.get().title.startswith("Removed on ")
    assert Evidence.objects.get().quote.startswith("Removed on ")
    assert verify_trail().exit_code == 0


def test_a_name_is_erased_once_its_account_is_closed(decided: AuditEvent, rita: Person, root: Person) -> None:
    with pytest.raises(Refused) as refused:
        erase_name(rita, by=root, reason=WHY)
    assert refused.value.code == Code.CLOSED

    set_active(rita, False, by=root)
    erase_name(rita, by=root, reason=WHY)
    assert stands_anywhere("Rita") == stands_anywhere("rita") == []
    assert opened([decided])[0]["actor"]["name"].startswith("Removed on ")
    assert verify_trail().exit_code == 0


@pytest.mark.parametrize("who", ["edith", "rita", "ada", "root"])
def test_only_the_chief_erases_texts(decided: AuditEvent, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused) as refused:
        erase_texts(decided, [digest_of(decided, "note")], by=request.getfixturevalue(who), reason=WHY)
    assert refused.value.code == Code.NOT_ALLOWED
    assert stands_anywhere("4 Quay Street")


def test_nothing_is_erased_without_a_reason_or_twice(decided: AuditEvent, carl: Person) -> None:
    digest = digest_of(decided, "note")
    with pytest.raises(Refused, match="Say why"):
        erase_texts(decided, [digest], by=carl, reason=" ")
    erase_texts(decided, [digest], by=carl, reason=WHY)
    with pytest.raises(Refused, match="erased already"):
        erase_texts(decided, [digest], by=carl, reason=WHY)
    assert AuditEvent.objects.filter(kind="text.erased").count() == 1


def test_the_same_words_stay_where_they_name_a_source(claim: Claim, rita: Person, carl: Person) -> None:
    cited = [Citation("Pia Holm")]
    decide_claim(claim, Ruling("verified", note="Pia Holm", evidence=cited), by=rita, seen=claim.version)
    event = AuditEvent.objects.get(kind="claim.decided")
    erase_texts(event, [digest_of(event, "note")], by=carl, reason=WHY)
    assert (Source.objects.get().title, Decision.objects.get().note[:10]) == ("Pia Holm", "Removed on")
    assert verify_trail().exit_code == 0


def test_a_name_is_not_erased_from_the_event_that_made_its_account(rita: Person, carl: Person) -> None:
    made = AuditEvent.objects.filter(kind="person.made").oldest_first()[0]
    seal = SealedText.objects.filter(event=made)[0]
    assert erasable(made) == []
    with pytest.raises(Refused):
        erase_texts(made, [seal.pk], by=carl, reason=WHY)


def test_words_that_somebody_looked_for_in_the_trail_can_be_erased(ada: Person, carl: Person) -> None:
    export_trail(Narrowing(q="Pia Holm", actor="ada"), "csv", by=ada)
    event = AuditEvent.objects.get(kind="trail.exported")
    assert [each.name for each in erasable(event)] == ["filter, q"]
    erase_texts(event, [digest_of(event, "filter, q")], by=carl, reason=WHY)
    assert stands_anywhere("Pia Holm") == []
    assert verify_trail().exit_code == 0


class TestTampering:
    def test_other_words_in_the_place_of_what_was_erased_are_found(self, decided: AuditEvent, carl: Person) -> None:
        event = erase_texts(decided, [digest_of(decided, "note")], by=carl, reason=WHY)
        self.drop_guards()
        for rows in (SealedText.objects.filter(salt=""), Decision.objects.all()):
            rows.update(**{"text" if rows.model is SealedText else "note": "Removed on a whim: she lied."})
        assert self.found() == (15, event.seq)

    def test_a_text_changed_beside_the_trail_is_found(self, decided: AuditEvent) -> None:
        self.drop_guards()
        SealedText.objects.filter(pk=digest_of(decided, "note")).update(text="All was well.")
        assert self.found() == (15, decided.seq)

    def test_a_text_erased_without_an_event_is_found(self, decided: AuditEvent) -> None:
        self.drop_guards()
        stone = "Removed on 1 May 2026 by Carl"
        SealedText.objects.filter(pk=digest_of(decided, "note")).update(text=stone, salt="", erased=1)
        Decision.objects.update(note=stone)
        assert self.found() == (15, decided.seq)

    def test_a_text_put_back_after_its_erasure_is_found(self, decided: AuditEvent, carl: Person) -> None:
        digest = digest_of(decided, "note")
        event = erase_texts(decided, [digest], by=carl, reason=WHY)
        self.drop_guards()
        SealedText.objects.filter(pk=digest).update(text="Better words.", salt="00" * 16, erased=None)
        assert self.found() in ((15, decided.seq), (15, event.seq))

    @staticmethod
    def drop_guards() -> None:
        with connection.cursor() as cursor:
            for table in ("articles_sealedtext", "articles_decision"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_only_erased{on}")

    @staticmethod
    def found() -> tuple[int, int]:
        verified = verify_trail()
        assert verified.finding is not None
        return verified.finding.damage.exit_code, verified.finding.seq
