"""Verifying the trail: a whole desk is clean, and every kind of tampering is found, with its kind and its event."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection  # noqa: F401  # named in a condition below

from articles.actions.assign import assign_claim
from articles.actions.change import state_of
from articles.ledger.chain import Damage
from articles.models import (
    Article,
    AuditEvent,
    Claim,
    Dismissal,
    Evidence,
    Person,
    Verdict,
)
from articles.models.guards import TRAIL
from articles.reports.differences import NO_EVENT
from articles.reports.replayed_claim import STATE
from articles.reports.verification import UNGUARDED, Verified, verify_trail
from tests.reports.conftest import TOKYO, decided, of_words
from tests.reports.tampering import drop_guards, foreign_keys_off, rewrite, rewrite_all, sql


def seq_of(kind: str, claim: Claim | None = None) -> int:
    """The number of the last event of kind."""
    found = AuditEvent.objects.filter(kind=kind)
    return (found.filter(claim=claim) if claim else found).newest_first()[0].seq


def found(damage: Damage, seq: int) -> Callable[[Verified], bool]:
    """Whether a verification found this damage at this event, and answers with its exit code."""
    return lambda verified: (
        verified.finding is not None
        and (verified.finding.damage, verified.finding.seq) == (damage, seq)
        and verified.exit_code == damage.exit_code
    )


def test_a_desk_on_which_everything_was_done_is_clean(busy: Article) -> None:
    verified = verify_trail()
    last = AuditEvent.objects.newest_first()[0]
    assert (verified.findings, verified.exit_code, verified.unguarded) == ((), 0, ())
    assert (verified.size, verified.head) == (last.seq, last.leaf)
    assert verified.compared["claim"] == busy.claims.count() > 8
    assert verified.compared["decision"] == 5
    assert verified.compared["evidence"] == Evidence.objects.count() == 3
    assert set(busy.claims.values_list("standing", flat=True)) >= {"disputed", "dismissed", "gone"}


def test_an_empty_desk_is_clean(db: None) -> None:
    verified = verify_trail()
    assert (verified.size, verified.head, verified.exit_code) == (0, "", 0)


def test_replay_knows_every_part_of_a_claims_state(claim: Claim) -> None:
    assert set(STATE) == set(state_of(claim))


def test_how_far_it_is_rises_to_the_end(busy: Article) -> None:
    shares: list[float] = []
    verify_trail(shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_an_altered_event_is_named(busy: Article) -> None:
    drop_guards()
    rewrite(7, lambda event: event["now"].update(verdict="verified"), leaf=False)
    assert found(Damage.ALTERED, 7)(verify_trail())


def test_an_altered_event_with_a_hash_that_fits_is_named_by_the_one_after_it(busy: Article) -> None:
    drop_guards()
    rewrite(7, lambda event: event["now"].update(verdict="verified"), leaf=True)
    assert found(Damage.FORK, 7)(verify_trail())


def test_a_removed_event_is_a_gap(busy: Article) -> None:
    drop_guards()
    sql(f"DELETE FROM {TRAIL} WHERE seq = 9")
    verified = verify_trail()
    assert found(Damage.GAP, 9)(verified)
    assert verified.size == 8
    assert verified.compared == {}


def test_two_swapped_events_are_named(busy: Article) -> None:
    drop_guards()
    for was, now in ((9, -9), (10, 9), (-9, 10)):
        sql(f"UPDATE {TRAIL} SET seq = %s WHERE seq = %s", now, was)
    assert found(Damage.ALTERED, 9)(verify_trail())


def test_a_history_rewritten_with_all_its_hashes_differs_from_the_tables(busy: Article) -> None:
    drop_guards()
    seq = seq_of("claim.decided")

    def turn(event: dict[str, dict[str, object]]) -> None:
        event["now"]["note"] = "All was well."

    rewrite_all(seq, turn, AuditEvent.objects.count())
    assert found(Damage.REPLAY, seq)(verify_trail())


FORGED = {
    "revision.added": {"now": {"sha256": "0" * 64}, "subject": {"revision": 1}},
    "claim.decided": {"now": {"evidence": ["a", 1, None], "decision": "first"}},
    "person.made": {"now": {}},
    "source.added": {"now": None},
    "claim.found": {"was": {"version": []}, "now": {"start": {}, "end": "x"}},
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_event_that_makes_no_sense_is_a_finding_and_no_crash(busy: Article, kind: str) -> None:
    drop_guards()
    seq = seq_of(kind)
    rewrite_all(seq, lambda event: event.update(FORGED[kind]), AuditEvent.objects.count())
    verified = verify_trail()
    assert verified.finding is not None
    assert seq in [finding.seq for finding in verified.findings]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only: it keeps bytes in a column of text")
def test_bytes_that_are_no_text_are_a_finding_and_no_crash(busy: Article) -> None:
    drop_guards()
    sql(f"UPDATE {TRAIL} SET payload = %s WHERE seq = 6", b"\xff\x00")
    assert found(Damage.ALTERED, 6)(verify_trail())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "claim.found"),
        ("actor_name", "Somebody Else"),
        ("at", "2026-01-01T00:00:00.000000Z"),
        ("actor_id", None),
        ("claim_id", None),
        ("article_id", None),
    ],
)
def test_a_line_filed_under_something_else_than_its_bytes_say_is_named(
    busy: Article, column: str, value: object
) -> None:
    drop_guards()
    seq = seq_of("claim.decided")
    sql(f"UPDATE {TRAIL} SET {column} = %s WHERE seq = %s", value, seq)
    assert found(Damage.ALTERED, seq)(verify_trail())


def test_a_line_filed_under_another_claim_is_named(busy: Article) -> None:
    drop_guards()
    seq = seq_of("claim.decided")
    other = busy.claims.exclude(pk=AuditEvent.objects.get(seq=seq).claim_id)[0]
    sql(f"UPDATE {TRAIL} SET claim_id = %s WHERE seq = %s", other.pk, seq)
    assert found(Damage.ALTERED, seq)(verify_trail())


CHANGES: dict[str, tuple[dict[str, object], str]] = {
    "verdict": ({"verdict": Verdict.VERIFIED}, "claim.decided"),
    "dismissal": ({"dismissal": Dismissal.FURNITURE}, "claim.found"),
    "version": ({"version": 77}, ""),
    "number": ({"number": 4_711}, "claim.found"),
    "priority": ({"priority": 1}, "claim.found"),
    "decided_at": ({"decided_at": datetime(2020, 1, 1, tzinfo=TOKYO)}, "claim.decided"),
    "due": ({"due_at": datetime(2020, 1, 1, tzinfo=TOKYO)}, "claim.found"),
    "gone": ({"gone": True}, "claim.found"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_claim_changed_in_its_table_only_is_named_by_the_event_that_says_otherwise(
    article: Article, rita: Person, what: str
) -> None:
    change, kind = CHANGES[what]
    claim = decided(article.claims.for_lists()[0], Verdict.DISPUTED, rita, note="No.")
    Claim.objects.filter(pk=claim.pk).update(**change)
    seq = seq_of(kind, claim) if kind else AuditEvent.objects.filter(claim=claim).newest_first()[0].seq
    verified = verify_trail()
    assert found(Damage.REPLAY, seq)(verified), verified.findings
    assert verified.count == 1


def test_an_assignee_changed_in_the_table_only_is_named(claim: Claim, rita: Person, bob: Person, carl: Person) -> None:
    assign_claim(claim, rita, by=carl, seen=claim.version)
    Claim.objects.filter(pk=claim.pk).update(assignee=bob)
    assert found(Damage.REPLAY, seq_of("claim.assigned", claim))(verify_trail())


def test_a_claim_that_no_event_tells_of_is_named(article: Article) -> None:
    Claim.objects.bulk_create([Claim(article=article, number=99, position=0, origin="person")])
    verified = verify_trail()
    assert found(Damage.REPLAY, NO_EVENT)(verified)
    assert "Claim 99" in verified.findings[0].why


def test_a_claim_that_was_taken_out_of_the_table_is_named(busy: Article) -> None:
    drop_guards()
    claim = of_words(busy, "rebuilt in 1998")
    last = AuditEvent.objects.filter(claim=claim).newest_first()[0].seq
    Claim.objects.filter(pk=claim.pk).update(placement=None)
    sql("DELETE FROM articles_placement WHERE claim_id = %s", claim.pk)
    with foreign_keys_off():
        sql("DELETE FROM articles_claim WHERE id = %s", claim.pk)
        assert found(Damage.REPLAY, last)(verify_trail())
        sql("DELETE FROM articles_auditevent WHERE claim_id = %s", claim.pk)


def test_a_decision_rewritten_in_its_table_is_named_by_its_own_event(busy: Article) -> None:
    drop_guards()
    seq = AuditEvent.objects.filter(kind="claim.decided")[1].seq
    sql("UPDATE articles_decision SET note = 'All was well.' WHERE note = 'Not yet clear to me.'")
    verified = verify_trail()
    assert found(Damage.REPLAY, seq)(verified)
    assert "decision 1, note: event" in verified.findings[0].why


def test_a_decision_taken_out_of_its_table_is_named(article: Article, rita: Person) -> None:
    claim = decided(article.claims.for_lists()[0], Verdict.DISPUTED, rita, note="No.")
    drop_guards()
    sql("DELETE FROM articles_decision WHERE claim_id = %s", claim.pk)
    assert found(Damage.REPLAY, seq_of("claim.decided", claim))(verify_trail())


@pytest.mark.parametrize("change", ["SET locator = 'page 1'", "SET stance = 'refutes'", "SET quote = ''"])
def test_evidence_changed_in_its_table_is_named(busy: Article, change: str) -> None:
    drop_guards()
    sql(f"UPDATE articles_evidence {change} WHERE locator = 'page 14'")
    assert found(Damage.REPLAY, AuditEvent.objects.filter(kind="claim.decided")[0].seq)(verify_trail())


def test_evidence_taken_out_of_its_table_is_named(busy: Article) -> None:
    drop_guards()
    sql("DELETE FROM articles_evidence WHERE locator = 'row 3'")
    assert found(Damage.REPLAY, AuditEvent.objects.filter(kind="claim.decided")[2].seq)(verify_trail())


def test_all_that_differs_is_counted_and_the_first_is_named_first(busy: Article) -> None:
    Claim.objects.filter(article=busy).update(version=99)
    verified = verify_trail()
    assert verified.count == busy.claims.count()
    seqs = [finding.seq for finding in verified.findings]
    assert verified.finding == verified.findings[0]
    assert seqs == sorted(seqs)


def test_a_missing_guard_is_told_with_an_exit_code_of_its_own(busy: Article) -> None:
    drop_guards()
    verified = verify_trail()
    assert (verified.finding, verified.exit_code, verified.is_clean) == (None, UNGUARDED, False)
    assert len(verified.unguarded) > 12
