"""The guards in the database that make history append-only, for SQLite and PostgreSQL.

What they hold (SAFETY T6): no line of these tables is ever updated, deleted or truncated, and a line of the trail is
only ever added as number max + 1 (otherwise SQLite's INSERT OR REPLACE forges lines).  A migration installs them; a
system check and /readyz tell when one is missing, because SQLite drops triggers when a table is rebuilt.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TRAIL = "articles_auditevent"
APPEND_ONLY = (
    TRAIL,
    "articles_revision",
    "articles_original",
    "articles_placement",
    "articles_decision",
    "articles_evidence",
)


def _sqlite_guards(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    guards = {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
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
    events = {
        f"{table}_no_update": "BEFORE UPDATE {} FOR EACH ROW EXECUTE FUNCTION articles_refuse()",
        f"{table}_no_delete": "BEFORE DELETE {} FOR EACH ROW EXECUTE FUNCTION articles_refuse()",
        f"{table}_no_truncate": "BEFORE TRUNCATE {} FOR EACH STATEMENT EXECUTE FUNCTION articles_refuse()",
    }
    if table == TRAIL:
        events[f"{table}_next_only"] = "BEFORE INSERT {} FOR EACH ROW EXECUTE FUNCTION articles_next_only()"
    return {
        name: f"CREATE TRIGGER {name} {event.format(f'ON {table}')}; ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};"
        for name, event in events.items()
    }


def guards(vendor: str) -> dict[str, str]:
    """Name and SQL of every guard for a database ("sqlite" or "postgresql")."""
    of_table = _postgres_guards if vendor == "postgresql" else _sqlite_guards
    return {name: sql for table in APPEND_ONLY for name, sql in of_table(table).items()}


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Put every guard that is missing in its place."""
    connection = editor.connection
    if connection.vendor == "postgresql":
        editor.execute(_POSTGRES_FUNCTIONS, params=None)
    missing = missing_guards(connection)
    for name, sql in guards(connection.vendor).items():
        if name in missing:
            editor.execute(sql, params=None)


def put_back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # the shape Django asks for
    """For migrations that change a guarded table: SQLite makes it anew, without its guards."""
    install(editor)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the guards that are not in force in this database; empty when all is well."""
    present = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        present = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'"
    with connection.cursor() as cursor:
        cursor.execute(present)
        names = {row[0] for row in cursor.fetchall()}
    return [name for name in guards(connection.vendor) if name not in names]
