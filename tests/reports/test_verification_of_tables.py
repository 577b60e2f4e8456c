"""Verifying the rest of the desk: people, texts, sources, tokens and reports are what the trail says."""

import pytest

from articles.ledger.chain import Damage
from articles.models import ApiToken, Article, AuditEvent, Person, Report, Revision, Role, Source
from articles.reports.differences import NO_EVENT
from articles.reports.verification import verify_trail
from tests.reports.tampering import drop_guards, sql


def first(damage: Damage, kind: str, **where: object) -> tuple[Damage, int]:
    """The damage at the first event of kind."""
    return damage, AuditEvent.objects.filter(kind=kind, **where).oldest_first()[0].seq


def found() -> tuple[Damage, int]:
    """Kind and event of the first damage."""
    finding = verify_trail().finding
    assert finding is not None, "nothing was found"
    return finding.damage, finding.seq


def test_a_role_given_in_the_table_only_is_named(busy: Article, bob: Person) -> None:
    Person.objects.filter(pk=bob.pk).update(role=Role.ADMIN)
    verified = verify_trail()
    assert verified.finding is not None
    assert verified.finding.damage == Damage.REPLAY
    assert AuditEvent.objects.get(seq=verified.finding.seq).kind == "person.made"
    assert "role reviewer" in verified.finding.why


def test_an_account_opened_again_in_the_table_only_is_named(busy: Article, ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(is_active=True)
    assert found() == first(Damage.REPLAY, "person.closed")


def test_an_account_that_nobody_opened_is_named(busy: Article) -> None:
    Person.objects.bulk_create([Person(username="mallory", name="Mallory", role=Role.ADMIN)])
    assert found() == (Damage.REPLAY, NO_EVENT)


def test_a_token_that_nobody_made_is_named(busy: Article, rita: Person) -> None:
    made = ApiToken.objects.filter(person=rita)[0]
    made.pk, made.digest = None, "0" * 64
    ApiToken.objects.bulk_create([made])
    assert found() == (Damage.REPLAY, NO_EVENT)


def test_a_token_that_lives_again_in_the_table_is_named(busy: Article) -> None:
    ApiToken.objects.update(revoked_at=None)
    assert found() == first(Damage.REPLAY, "token.revoked")


@pytest.mark.parametrize("field", ["title", "byline", "source_url"])
def test_what_is_said_of_an_article_is_what_the_trail_says(busy: Article, field: str) -> None:
    Article.objects.filter(pk=busy.pk).update(**{field: "https://else.example/"})
    assert found() == first(Damage.REPLAY, "article.submitted")


def test_a_sign_off_taken_away_in_the_table_only_is_named(busy: Article) -> None:
    Article.objects.filter(pk=busy.pk).update(signed_off_revision=None, signed_off_by=None, signed_off_at=None)
    last = AuditEvent.objects.filter(kind="article.signed_off").newest_first()[0].seq
    assert found() == (Damage.REPLAY, last)


def test_an_older_text_put_back_as_the_newest_is_named(busy: Article) -> None:
    Article.objects.filter(pk=busy.pk).update(newest=Revision.objects.get(article=busy, number=1))
    assert found() == (Damage.REPLAY, AuditEvent.objects.filter(kind="revision.added").newest_first()[0].seq)


def test_a_text_changed_in_its_table_is_named(busy: Article) -> None:
    drop_guards()
    sql("UPDATE articles_revision SET text = REPLACE(text, '91 percent', '19 percent') WHERE number = 1")
    assert found() == first(Damage.REPLAY, "revision.added")


def test_a_text_changed_together_with_its_hash_is_named(busy: Article) -> None:
    drop_guards()
    sql("UPDATE articles_revision SET sha256 = %s WHERE number = 2", "0" * 64)
    assert found() == (Damage.REPLAY, AuditEvent.objects.filter(kind="revision.added").newest_first()[0].seq)


def test_words_that_do_not_stand_where_they_are_said_to_are_named(busy: Article) -> None:
    drop_guards()
    sql("UPDATE articles_placement SET quote = '$3.40' WHERE quote = '$3.10'")
    kinds = {AuditEvent.objects.get(seq=finding.seq).kind for finding in verify_trail().findings}
    assert kinds == {"revision.added", "claim.decided"}


def test_an_original_that_was_exchanged_is_named(busy: Article) -> None:
    drop_guards()
    sql("UPDATE articles_original SET data = %s", b"another file")
    assert found() == first(Damage.REPLAY, "revision.added")


def test_a_source_that_was_renamed_is_named(busy: Article) -> None:
    Source.objects.filter(title="Price list 2025").update(url="https://else.example/")
    damage, seq = found()
    assert damage == Damage.REPLAY
    assert AuditEvent.objects.get(seq=seq).kind in ("source.added", "claim.decided")


def test_a_report_that_was_exchanged_is_named(busy: Article) -> None:
    Report.objects.update(sha256="0" * 64)
    assert found() == first(Damage.REPLAY, "report.exported")


def test_a_report_taken_out_of_the_table_is_named(busy: Article) -> None:
    Report.objects.all().delete()
    assert found() == first(Damage.REPLAY, "report.exported")
