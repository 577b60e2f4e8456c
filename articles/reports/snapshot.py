"""One moment: many reads that see the same state of the database, while others go on writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment(of: str = "") -> Iterator[None]:
    """Everything read inside is as of one moment; on PostgreSQL of that under which `shared_moment` is known, if given.

    Inside a transaction of the caller it adds nothing: on SQLite that transaction is one moment already; on PostgreSQL
    under READ COMMITTED it is not, so call it outside of one.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if of:
                cursor.execute("SET TRANSACTION SNAPSHOT %s", [of])
            yield
    else:
        with connection.cursor() as cursor:  # not atomic(): that would begin IMMEDIATE and keep writers out
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


@contextmanager
def shared_moment(other: Callable[[str], object]) -> Iterator[None]:
    """One moment, in which another process reads, too: `other` has it begin its own by the name that it is given.

    Call it outside of a transaction.  On SQLite writers wait until both have begun, some milliseconds.  Raises
    DatabaseError when the moment cannot be shared.
    """
    if connection.vendor == "postgresql":
        with one_moment(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            other(cursor.fetchone()[0])
            yield
        return
    held = connection.copy()
    try:
        with one_moment(), connection.cursor() as cursor:
            held.cursor().execute("BEGIN IMMEDIATE")
            cursor.execute("SELECT COUNT(*) FROM sqlite_master")  # a moment begins with the first look
            other("")
            held.close()
            yield
    finally:
        held.close()
