"""The rights of the desk's own role in PostgreSQL: it adds to history, and owns none of the tables that hold it."""

from collections.abc import Iterable

from django.apps import apps

from articles.models.guards import APPEND_ONLY, ERASABLE


def grants(role: str, tables: Iterable[str]) -> list[str]:
    """The SQL statements that give role what a running desk needs of tables, run by their owner.

    History can be read and added to; of free texts the words alone can be changed, which the guards allow for erasures
    only.  Without owning a table nobody can drop its guards, disable them or act as a replica.
    """
    name = _quoted(role)
    given = [f"GRANT USAGE ON SCHEMA public TO {name}", f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}"]
    for table in sorted(tables):
        if table not in APPEND_ONLY:
            given.append(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_quoted(table)} TO {name}")
            continue
        given.append(f"REVOKE ALL ON {_quoted(table)} FROM {name}")
        given.append(f"GRANT SELECT, INSERT ON {_quoted(table)} TO {name}")
        if table in ERASABLE:
            words = ", ".join(_quoted(column) for column in ERASABLE[table][0])
            given.append(f"GRANT UPDATE ({words}) ON {_quoted(table)} TO {name}")
    return given


def tables_of_the_desk() -> list[str]:
    """Every table that the desk reads or writes, and that of the migrations."""
    models = apps.get_models(include_auto_created=True)
    return ["django_migrations", *(model._meta.db_table for model in models if model._meta.managed)]  # noqa: SLF001


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
