"""Tampering with a database behind the desk's back, as somebody with its password could."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from articles.ledger.canonical import canonical
from articles.ledger.leaves import leaf_hash
from articles.models.guards import APPEND_ONLY, TRAIL, guards_of


def sql(statement: str, *values: object) -> None:
    """Run a statement as it is."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def drop_guards() -> None:
    """Take every guard away first: without that nothing here would get through."""
    for table in APPEND_ONLY:
        for name in guards_of(table, connection.vendor):
            sql(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


@contextmanager
def foreign_keys_off() -> Iterator[None]:
    """Let rows go to which others still point, until the end of the block."""
    if connection.vendor == "postgresql":
        sql("SET session_replication_role = replica")
        yield
        sql("SET session_replication_role = DEFAULT")
    else:
        sql("PRAGMA defer_foreign_keys = ON")
        yield


def payload(seq: int) -> dict[str, Any]:
    """What event seq says."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT payload FROM {TRAIL} WHERE seq = %s", [seq])
        value: dict[str, Any] = json.loads(cursor.fetchone()[0])
    return value


def rewrite(seq: int, change: Callable[[dict[str, Any]], object], *, leaf: bool) -> None:
    """Change what event seq says; with leaf, its hash is made to fit."""
    value = payload(seq)
    change(value)
    data = canonical(value)
    sql(f"UPDATE {TRAIL} SET payload = %s WHERE seq = %s", data.decode(), seq)
    if leaf:
        sql(f"UPDATE {TRAIL} SET leaf = %s WHERE seq = %s", leaf_hash(data), seq)


def rewrite_all(seq: int, change: Callable[[dict[str, Any]], object], last: int) -> None:
    """Change event seq and make every hash after it fit: what only an outside checkpoint, or the tables, can show."""
    rewrite(seq, change, leaf=True)
    for later in range(seq + 1, last + 1):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT leaf FROM {TRAIL} WHERE seq = %s", [later - 1])
            leaf = cursor.fetchone()[0]

        def follow(value: dict[str, Any], leaf: str = leaf) -> None:
            value["prev"] = leaf

        rewrite(later, follow, leaf=True)


def cut(left: int) -> None:
    """Take every event after number left out of the trail, and what points to them."""
    sql("DELETE FROM articles_sealedtext WHERE event_id > %s", left)
    sql(f"DELETE FROM {TRAIL} WHERE seq > %s", left)
