"""History cannot be changed: every forbidden write is refused by the database itself, whoever asks."""

from collections.abc import Callable

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, models, transaction

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.models import (
    AuditEvent,
    Checkpoint,
    Claim,
    Decision,
    Evidence,
    Original,
    Person,
    Placement,
    Revision,
    SealedText,
    TrailKey,
    Verdict,
)
from articles.models.guards import APPEND_ONLY, ERASABLE, TRAIL, guards, missing_guards

FIELD: dict[type[models.Model], str] = {
    AuditEvent: "kind",
    Revision: "sha256",
    Original: "name",
    Placement: "quote",
    Decision: "note",
    Evidence: "locator",
    SealedText: "text",
    TrailKey: "handover",
    Checkpoint: "note",
}
"""A field of each table of history that somebody might like to change."""

on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="PostgreSQL only: run with TEST_DATABASE_URL"
)


def raw(statement: str, *values: object) -> None:
    """A statement as any program with the database's password can send it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def history(claim: Claim, rita: Person) -> dict[type[models.Model], models.Model]:
    """A row of every table of history."""
    evidence = [Citation("Annual report", locator="page 3")]
    decide_claim(claim, Ruling(Verdict.VERIFIED, evidence=evidence), by=rita, seen=claim.version)
    sign_checkpoint()
    return {model: model._default_manager.order_by("pk")[0] for model in FIELD}


def saved(row: models.Model, field: str) -> None:
    setattr(row, field, "changed")
    row.save()


def updated(row: models.Model, field: str) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{field: "changed"})


def updated_in_bulk(row: models.Model, field: str) -> None:
    setattr(row, field, "changed")
    type(row)._default_manager.bulk_update([row], [field])


def deleted(row: models.Model, field: str) -> None:
    type(row)._default_manager.filter(pk=row.pk)._raw_delete(connection.alias)


def updated_by_sql(row: models.Model, field: str) -> None:
    raw(f"UPDATE {row._meta.db_table} SET {field} = 'changed'")


def set_to_what_it_is(row: models.Model, field: str) -> None:
    raw(f"UPDATE {row._meta.db_table} SET {field} = {field}")


def deleted_by_sql(row: models.Model, field: str) -> None:
    raw(f"DELETE FROM {row._meta.db_table}")


def upserted(row: models.Model, field: str) -> None:
    pk = row._meta.pk.column
    columns = ", ".join(f'"{one.column}"' for one in row._meta.concrete_fields)
    same = f"INSERT INTO {row._meta.db_table} ({columns}) SELECT {columns} FROM {row._meta.db_table} WHERE {pk} = %s"
    raw(f"{same} ON CONFLICT ({pk}) DO UPDATE SET {field} = 'changed'", row.pk)


def replaced(row: models.Model, field: str) -> None:
    table, pk = row._meta.db_table, row._meta.pk.column
    if connection.vendor == "postgresql":
        raw("SET CONSTRAINTS ALL IMMEDIATE")
        raw(f"TRUNCATE {table} CASCADE")
    raw(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {pk} = %s", row.pk)


WAYS = (saved, updated, updated_in_bulk, deleted, updated_by_sql, set_to_what_it_is, deleted_by_sql, upserted, replaced)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("model", FIELD, ids=lambda model: model.__name__)
def test_no_row_of_history_is_changed(
    history: dict[type[models.Model], models.Model],
    model: type[models.Model],
    way: Callable[[models.Model, str], None],
) -> None:
    before = list(model._default_manager.order_by("pk").values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        way(history[model], FIELD[model])
    assert list(model._default_manager.order_by("pk").values()) == before


ERASE = {
    "articles_decision": "SET note = '{}'",
    "articles_evidence": "SET locator = '{}'",
    "articles_sealedtext": "SET text = '{}', salt = '', erased_id = 1",
}


@pytest.mark.parametrize("table", ERASABLE)
def test_a_free_text_is_erased_by_words_that_say_so_and_by_no_others(history: object, table: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(f"UPDATE {table} {ERASE[table].format('Better words.')}")
    raw(f"UPDATE {table} {ERASE[table].format('Removed on 20 November 2026 by Carl')}")


@pytest.mark.parametrize("table", ERASABLE)
def test_nothing_is_changed_along_with_an_erasure(history: object, table: str) -> None:
    free, kept = ERASABLE[table]
    [columns] = [
        {one.column for one in model._meta.concrete_fields} for model in FIELD if model._meta.db_table == table
    ]
    assert {*free, *kept} == columns
    for column in kept:
        other = f"{column} = " + ("'changed'" if column in ("verdict", "stance", "digest") else "NULL")
        with pytest.raises(DatabaseError), transaction.atomic():
            raw(f"UPDATE {table} {ERASE[table].format('Removed on 20 November 2026 by Carl')}, {other}")


def test_the_guarded_tables_are_those_of_history() -> None:
    assert {model._meta.db_table for model in FIELD} == set(APPEND_ONLY)


@pytest.mark.parametrize("step", [-1_000, -1, 0, 2, 1_000_000])
def test_a_line_is_added_to_the_trail_only_as_the_next(history: object, step: int) -> None:
    last = AuditEvent.objects.newest_first()[0]
    forged = AuditEvent(seq=last.seq + step, payload="{}", leaf="f" * 64, at=last.at, kind="claim.decided")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.bulk_create([forged])
    assert not AuditEvent.objects.filter(leaf="f" * 64).exists()


def test_the_next_line_is_taken(history: object) -> None:
    last = AuditEvent.objects.newest_first()[0]
    AuditEvent.objects.bulk_create(
        [AuditEvent(seq=last.seq + 1, payload="{}", leaf="e" * 64, at=last.at, kind="claim.decided")]
    )
    assert AuditEvent.objects.newest_first()[0].leaf == "e" * 64


def test_history_that_others_stand_on_is_not_deleted_with_them(history: object, rita: Person) -> None:
    with pytest.raises((models.ProtectedError, DatabaseError)), transaction.atomic():
        rita.delete()
    assert Person.objects.filter(pk=rita.pk).exists()


@on_postgresql
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_replica_is_refused_too(history: object, table: str) -> None:
    raw("SET LOCAL session_replication_role = replica")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(f"DELETE FROM {table}")
    raw("SET LOCAL session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        assert cursor.fetchone()[0] > 0


class TestTheCheck:
    def test_all_guards_in_their_places_are_no_error(self, db: None) -> None:
        assert missing_guards(connection) == []
        assert self.errors() == []

    @pytest.mark.parametrize("table", APPEND_ONLY)
    def test_a_guard_that_was_taken_away_is_named(self, db: None, table: str) -> None:
        name = f"{table}_{'only_erased' if table in ERASABLE else 'no_update'}"
        raw(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
        assert missing_guards(connection) == [name]
        assert [name in error for error in self.errors()] == [True]

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only: there a guard is a text")
    def test_a_trigger_of_that_name_that_refuses_nothing_is_no_guard(self, db: None) -> None:
        name = f"{TRAIL}_no_update"
        raw(f"DROP TRIGGER {name}")
        raw(f"CREATE TRIGGER {name} BEFORE UPDATE ON articles_hint WHEN 0 BEGIN SELECT 1; END")
        assert missing_guards(connection) == [name]

    @on_postgresql
    def test_a_guard_whose_function_lets_everything_pass_is_named(self, db: None) -> None:
        raw(
            "CREATE OR REPLACE FUNCTION articles_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
        )
        assert f"{TRAIL}_no_update" in missing_guards(connection)
        assert f"{TRAIL}_next_only" not in missing_guards(connection)

    @on_postgresql
    @pytest.mark.parametrize("how", ["DISABLE TRIGGER", "ENABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
    def test_a_guard_that_is_not_always_in_force_is_named(self, db: None, how: str) -> None:
        raw(f"ALTER TABLE {TRAIL} {how} {TRAIL}_no_delete")
        assert missing_guards(connection) == [f"{TRAIL}_no_delete"]

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only: there a table is rebuilt")
    def test_a_rebuilt_table_that_lost_its_guards_is_noticed(self, db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [TRAIL])
            [made] = cursor.fetchone()
        raw(made.replace(f'"{TRAIL}"', "copy", 1))
        raw(f"INSERT INTO copy SELECT * FROM {TRAIL}")
        raw(f"DROP TABLE {TRAIL}")
        raw(f"ALTER TABLE copy RENAME TO {TRAIL}")
        assert set(missing_guards(connection)) == {name for name in guards("sqlite") if name.startswith(TRAIL)}
        assert len(self.errors()) == 1

    def test_a_table_that_a_later_migration_makes_does_not_keep_it_from_being_made(self, db: None) -> None:
        raw("DROP TABLE articles_checkpoint")
        assert missing_guards(connection) == []
        assert self.errors() == []

    def errors(self) -> list[str]:
        """What the system check says."""
        found = run_checks(databases=["default"])
        return [str(error) for error in found if error.id == "articles.E001"]
