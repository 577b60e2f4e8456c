"""A glance passes no claim with which a careful look finds fault, and passes every claim of a desk that is as it should be."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction

from articles.ledger.canonical import canonical
from articles.models import Article, AuditEvent, Claim, Decision, Evidence, Placement, SealedText, Source
from articles.models.guards import TRAIL
from articles.reports.differences import Differences
from articles.reports.event_glance import COLUMNS, EventGlance
from articles.reports.replay_claims import ClaimsReplay
from articles.reports.replay_glance import ClaimsGlance
from articles.reports.replay_ranges import LOWEST
from tests.reports.tampering import drop_guards, sql

TABLES: tuple[type[models.Model], ...] = (Claim, Decision, Evidence, Placement, SealedText, Source, AuditEvent)
PATHS = 9
"""Of each event so many places are changed, one at a time."""


def at_a_glance() -> set[int]:
    """The claims that do not pass."""
    return set(ClaimsGlance().look(LOWEST, None))


def with_care() -> set[int]:
    """The claims with which something is wrong."""
    ids = {*Claim.objects.values_list("pk", flat=True)}
    ids |= {pk for pk in AuditEvent.objects.values_list("claim_id", flat=True) if pk is not None}
    faulty = set()
    for pk in ids:
        found = Differences()
        ClaimsReplay(found).compare(pk)
        found.seals.finish()
        faulty |= {pk} if found.count else set()
    return faulty


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards; what the database does not take is no tampering."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value[:-1]}{'y' if value.endswith('x') else 'x'}"  # no longer than before: PostgreSQL counts
    return "{" if value is None else [value]


def of_claims(model: type[models.Model]) -> models.QuerySet[Any]:
    """The rows of a table that a look at claims reads, in an order that is the same in every run."""
    if model is SealedText:  # digests are never the same
        return SealedText.objects.filter(event__kind="claim.decided").order_by("event_id", "text")
    return model._default_manager.order_by("pk")


def test_all_claims_of_a_busy_desk_pass_at_a_glance(busy: Article) -> None:
    assert with_care() == set()
    assert at_a_glance() == set()


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_nothing_that_is_changed_in_a_table_passes_unless_a_careful_look_finds_nothing(
    busy: Article, model: type[models.Model]
) -> None:
    drop_guards()
    chance, faults = random.Random(5), 0
    key, table = model._meta.pk.column, model._meta.db_table
    for field in model._meta.concrete_fields:
        if field.generated or field.primary_key:
            continue
        rows = list(of_claims(model).values_list("pk", field.attname))
        for pk, value in chance.sample(rows, min(12 if model is SealedText else 3, len(rows))):
            with undone():
                try:
                    with transaction.atomic():
                        new = other(value) if isinstance(value, bool | int | str | None) else None
                        sql(f'UPDATE {table} SET "{field.column}" = %s WHERE {key} = %s', new, pk)
                        connection.check_constraints()
                except Exception:  # noqa: BLE001  # the database itself refuses it
                    continue
                faulty = with_care()
                faults += len(faulty)
                assert faulty <= at_a_glance(), f"{table}.{field.column} of {pk}: {value!r} became {new!r}"
    assert faults > 0, "some changes are faults"


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value inside an event."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield (*at, name)
        yield from places(member, (*at, name))


def changes(chance: random.Random, value: Any) -> Any:
    """Something else than value: another of its kind, one of another kind, or (None) nothing at all."""
    return chance.choice([other(value), {"sealed": "0" * 64}, [], 10**14, "2026-01-01", {}, None, True, 1])


def test_no_event_that_says_something_else_passes_unless_a_careful_look_finds_nothing(busy: Article) -> None:
    drop_guards()
    chance, faults, passed = random.Random(6), 0, 0
    claims = list(AuditEvent.objects.exclude(claim=None).values_list("seq", "payload"))
    for seq, payload in chance.sample(claims, 8):
        for at in chance.sample(list(places(json.loads(payload))), PATHS):
            if at[0] in ("seq", "prev", "origin"):  # a walk proves these
                continue
            value = json.loads(payload)
            holder = value
            for name in at[:-1]:
                holder = holder[name]
            holder[at[-1]] = changes(chance, holder[at[-1]])
            with undone():
                sql(f"UPDATE {TRAIL} SET payload = %s WHERE seq = %s", canonical(value).decode(), seq)
                faulty = with_care()
                faults, passed = faults + len(faulty), passed + (not at_a_glance())
                assert faulty <= at_a_glance(), f"event {seq}, {at}: {holder[at[-1]]!r}"
    assert faults > 9
    assert passed < faults


FORGED: dict[str, Callable[[dict[str, Any], str], Any]] = {
    "an event inside its now": lambda event, inner: event | {"now": {"z": json.loads(inner)}},
    "an event in a list": lambda event, inner: event | {"now": {"z": [1, json.loads(inner), 2]}},
    "an event in a text": lambda event, inner: event | {"now": {"z": inner}},
    "more in its words": lambda event, _: event | {"words": (event["words"] or {}) | {"more": 1}},
    "less in its words": lambda event, _: event | {"words": {"start": 0, "end": 3, "quote": "abc"}},
    "no words": lambda event, _: event | {"words": 0},
    "a list for now": lambda event, _: event | {"now": []},
    "a list for was": lambda event, _: event | {"was": [1]},
    "another version": lambda event, _: event | {"version": 2},
    "no revision": lambda event, _: event | {"subject": {"article": 1, "claim": event["subject"]["claim"]}},
    "a claim of none": lambda event, _: event | {"subject": event["subject"] | {"revision": 0}},
}


@pytest.mark.parametrize("how", FORGED)
def test_an_event_is_read_at_a_glance_as_it_is_read_with_care(busy: Article, how: str) -> None:
    lines = list(AuditEvent.objects.exclude(claim=None).oldest_first().values_list(*COLUMNS))
    forged = [
        (seq, canonical(FORGED[how](json.loads(payload), payload)).decode(), *rest) for seq, payload, *rest in lines
    ]
    mixed = [line for pair in zip(lines, forged, strict=True) for line in pair]
    glance = EventGlance()
    told: list[object] = []
    list(glance.read(lines))  # so that it knows people and kinds
    for line in mixed:
        told += EventGlance().read([line])  # knows nothing: reads with care
    assert list(glance.read(mixed)) == told
    assert None not in told[::2]
