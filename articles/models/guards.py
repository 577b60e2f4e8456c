"""The guards in the database that make history append-only, for SQLite and PostgreSQL.

What they hold (SAFETY T6): no line of these tables is ever updated, deleted or truncated, and a line of the trail is
only ever added as number max + 1 (otherwise SQLite's INSERT OR REPLACE forges lines).  What people wrote freely can be
erased, and by nothing but words that say so (SAFETY T11).  A migration installs them; a system check and /readyz tell
when one is missing, because SQLite drops triggers when a table is rebuilt.
"""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TRAIL = "articles_auditevent"
SEALED = "articles_sealedtext"
APPEND_ONLY = (
    TRAIL,
    "articles_revision",
    "articles_original",
    "articles_placement",
    "articles_decision",
    "articles_evidence",
    SEALED,
    "articles_trailkey",
    "articles_checkpoint",
)
ERASED = "Removed on "
"""The words with which a text begins that stands for one that was erased."""

ERASABLE: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "articles_decision": (
        ("note", "correction"),
        ("id", "claim_id", "number", "placement_id", "verdict", "by_id", "created_at"),
    ),
    "articles_evidence": (("locator", "quote"), ("id", "decision_id", "source_id", "stance", "created_at")),
    SEALED: (("text", "salt", "erased_id"), ("digest", "event_id", "person_id")),
}
"""Of each table with free texts: the columns that can be erased, and all others."""


def _is_erasing(table: str, same: str) -> str:
    """SQL: whether an update of a row of table erases free texts and changes nothing else; `same` compares two values."""
    free, kept = ERASABLE[table]
    parts = [f"NEW.{name} {same} OLD.{name}" for name in kept]
    if table == SEALED:
        parts += ["OLD.salt <> ''", "NEW.salt = ''", f"NEW.text LIKE '{ERASED}%'", "NEW.erased_id IS NOT NULL"]
    else:
        parts += [f"(NEW.{name} {same} OLD.{name} OR NEW.{name} LIKE '{ERASED}%')" for name in free]
        parts.append("NOT (" + " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in free) + ")")
    return " AND ".join(parts)


def _sqlite_guards(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    update, when = f"{table}_no_update", ""
    if table in ERASABLE:
        update, when = f"{table}_only_erased", f" WHEN NOT ({_is_erasing(table, 'IS')})"
    guards = {
        update: f"CREATE TRIGGER {update} BEFORE UPDATE ON {table}{when} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    }
    if table == TRAIL:
        guards[f"{table}_next_only"] = (
            f"CREATE TRIGGER {table}_next_only BEFORE INSERT ON {table} "
            f"WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM {table}) {refuse}"
        )
    return guards


# ruff: noqa: S608  # the only names put into SQL here are our own tables

_POSTGRES_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION articles_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE OR REPLACE FUNCTION articles_next_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT COALESCE(MAX(seq), 0) + 1 FROM {TRAIL}) THEN
    RAISE EXCEPTION '{TRAIL} is append-only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""


def _postgres_guards(table: str) -> dict[str, str]:
    update, when = f"{table}_no_update", ""
    if table in ERASABLE:
        same = "IS NOT DISTINCT FROM"
        update, when = f"{table}_only_erased", f" WHEN (NOT ({_is_erasing(table, same)}))"
    events = {
        update: "BEFORE UPDATE {} FOR EACH ROW" + when + " EXECUTE FUNCTION articles_refuse()",
        f"{table}_no_delete": "BEFORE DELETE {} FOR EACH ROW EXECUTE FUNCTION articles_refuse()",
        f"{table}_no_truncate": "BEFORE TRUNCATE {} FOR EACH STATEMENT EXECUTE FUNCTION articles_refuse()",
    }
    if table == TRAIL:
        events[f"{table}_next_only"] = "BEFORE INSERT {} FOR EACH ROW EXECUTE FUNCTION articles_next_only()"
    return {
        name: f"CREATE TRIGGER {name} {event.format(f'ON {table}')}; ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};"
        for name, event in events.items()
    }


def guards_of(table: str, vendor: str) -> dict[str, str]:
    """Name and SQL of every guard of one table."""
    return _postgres_guards(table) if vendor == "postgresql" else _sqlite_guards(table)


def guards(vendor: str) -> dict[str, str]:
    """Name and SQL of every guard for a database ("sqlite" or "postgresql")."""
    return {name: sql for table in APPEND_ONLY for name, sql in guards_of(table, vendor).items()}


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Put every guard that is missing in its place."""
    connection = editor.connection
    if connection.vendor == "postgresql":
        editor.execute(_POSTGRES_FUNCTIONS, params=None)
    missing = missing_guards(connection)
    there = connection.introspection.table_names()
    for table in APPEND_ONLY:
        for name, sql in guards_of(table, connection.vendor).items():
            if table in there and name in missing:  # a table that a later migration makes is guarded by that one
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}", params=None)
                editor.execute(sql, params=None)


def replace_older(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # the shape Django asks for
    """Take away the guards from before free texts could be erased, and put those of today in their place."""
    for table in ERASABLE:
        if table != SEALED:
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update{on}", params=None)
    install(editor)


def put_back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # the shape Django asks for
    """For migrations that change a guarded table: SQLite makes it anew, without its guards."""
    install(editor)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the guards that are not in force in this database; empty when all is well.

    A table that is not there yet lacks none: the migration that makes it puts them in their places.
    """
    there = set(connection.introspection.table_names())
    in_force = _on_postgresql(connection) if connection.vendor == "postgresql" else _on_sqlite(connection)
    return [
        name
        for table in APPEND_ONLY
        if table in there
        for name in guards_of(table, connection.vendor)
        if (table, name) not in in_force
    ]


def _on_sqlite(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Table and name of the guards that are there, word for word as they are made."""
    made = guards("sqlite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {(table, name) for table, name, sql in cursor.fetchall() if sql == made.get(name)}


def _on_postgresql(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Table and name of the guards that are always in force and call a function that refuses as it was made to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal AND tgenabled = 'A'"
        )
        return {(table, name) for table, name, body in cursor.fetchall() if f"$${body}$$" in _POSTGRES_FUNCTIONS}
