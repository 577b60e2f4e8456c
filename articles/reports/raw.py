"""Rows as the driver of the database gives them: for many rows, what Django makes of each value costs more than reading."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from articles.ledger.event import moment


def stored(rows: "QuerySet[Any, Any]") -> list[tuple[Any, ...]]:
    """The rows of a values_list, all at once: booleans can be 0 and 1, JSON is text, times are for `told_moment`."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def time_in(column: str) -> "F | Cast":
    """A column of times, for a values_list that `stored` reads.  SQLite keeps them as text; that is taken as it is."""
    return Cast(column, TextField()) if connection.vendor == "sqlite" else F(column)


def told_moment(at: Any) -> str:
    """A time of a column as the trail tells it.  On SQLite it is UTC, `2026-11-20 09:05:00` or with six digits more."""
    if isinstance(at, datetime):
        return moment(at)
    return f"{at[:10]}T{at[11:]}Z" if len(at) == 26 else f"{at[:10]}T{at[11:]}.000000Z"
