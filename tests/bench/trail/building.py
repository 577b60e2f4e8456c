"""A trail of any length: a desk at work, many times over, with rows, events, seals and checkpoints that fit each other.

`python -m tests.bench.trail.building EVENTS` fills the database of the settings; `audit verify` then finds nothing.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

if __name__ == "__main__":
    django.setup()

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.trail import SIGNED_EVERY
from articles.actions.trail_key import the_key
from articles.ledger import checkpoint as ledger
from articles.ledger.leaves import leaf_hash
from articles.ledger.sealed import KEY, seal_digest
from articles.ledger.tree import Tree
from articles.models import (
    Article,
    AuditEvent,
    Checkpoint,
    Claim,
    Decision,
    Evidence,
    Original,
    Placement,
    Revision,
    SealedText,
    Source,
)
from articles.reports.vouched import ends
from tests.bench.trail.working import Desk

WORKED = 20_000
"""Events of a desk at work; a longer trail is this one again and again, with other ids, seals and hashes."""
ROWS = (Article, Revision, Original, Placement, Claim, Source, Decision, Evidence)
NOUNS = {"article": Article, "revision": Revision, "claim": Claim, "source": Source}


def build(events: int) -> int:
    """Fill an empty database with a trail of `events` events, or a few more; how many there are."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")  # what is lost by a power cut can be built again
    desk = Desk()
    before = desk.events
    times = -(-(events - before) // WORKED) or 1
    worked = before + -(-(events - before) // times)
    while desk.events < worked:
        desk.work(worked - desk.events)
    again = Again(before)
    for number in range(1, times):
        again.write(number)
    _sign()
    return AuditEvent.objects.count()


class Again:
    """What a desk did after its first `before` events, written once more as if by other articles, claims and sources."""

    def __init__(self, before: int) -> None:
        self._steps = {model: model.objects.order_by("pk").values_list("pk", flat=True).last() or 0 for model in ROWS}
        texts = (
            SealedText.objects.exclude(event=None)
            .order_by("event_id")
            .values_list("event_id", "digest", "salt", "text")
        )
        self._texts = [(seq - before, digest, salt, text) for seq, digest, salt, text in texts]
        lines = AuditEvent.objects.filter(seq__gt=before).oldest_first().values_list()
        self._lines = [(_template(line[1]), *line[3:7], json.loads(line[1])["subject"]) for line in lines.iterator()]

    @transaction.atomic
    def write(self, number: int) -> None:
        """Write it for the number-th time."""
        with connection.cursor() as cursor:
            for model in ROWS:
                cursor.execute(self._copied(model, number))
            seq, prev = AuditEvent.objects.newest_first().values_list("seq", "leaf")[0]
            texts = [(at, digest, *_sealed_again(salt, text, number), text) for at, digest, salt, text in self._texts]
            digests = {digest: new for _, digest, new, _, _ in texts}
            _insert(AuditEvent, self._events(number, seq, prev, digests))
            _insert(SealedText, ((new, salt, text, seq + at, None, None) for at, _, new, salt, text in texts))

    def _events(self, number: int, seq: int, prev: str, fill: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        for template, at, kind, actor, name, subject in self._lines:
            seq += 1
            ids = {noun: pk + number * self._steps[NOUNS[noun]] for noun, pk in subject.items()}
            fill.update(ids, seq=seq, prev=prev)
            payload = template % fill
            prev = leaf_hash(payload.encode())
            yield seq, payload, prev, at, kind, actor, name, ids.get("article"), ids.get("claim")

    def _copied(self, model: type[models.Model], number: int) -> str:
        """SQL that copies the rows of a model, with other ids."""
        names, values = [], []
        for field in model._meta.concrete_fields:
            if field.generated:
                continue
            of = model if field.primary_key else field.related_model
            step = number * self._steps.get(of, 0)
            names.append(f'"{field.column}"')
            values.append(f'"{field.column}" + {step}' if step else names[-1])
        table, last = model._meta.db_table, self._steps[model]
        return (
            f'INSERT INTO "{table}" ({", ".join(names)}) SELECT {", ".join(values)} FROM "{table}" WHERE id <= {last}'
        )


def _sealed_again(salt: str, text: str, number: int) -> tuple[str, str]:
    """Another seal over text: digest and salt."""
    other = sha256(f"{salt} {number}".encode()).hexdigest()[:32]
    return seal_digest(other, text), other


def _template(payload: str) -> str:
    """The payload as a format: its number, predecessor, ids and seals are filled in."""
    value = json.loads(payload)
    value |= {"seq": _hole("seq", "d"), "prev": _hole("prev", "s")}
    value["subject"] = {noun: _hole(noun, "d") for noun in value["subject"]}
    value |= {name: _with_holes(value[name]) for name in ("was", "now")}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("%", "%%")
    return re.sub('"\ue000(\\w+)\ue000d"', r"%(\1)d", re.sub("\ue000(\\w+)\ue000s", r"%(\1)s", text))


def _hole(name: str, kind: str) -> str:
    return f"\ue000{name}\ue000{kind}"


def _with_holes(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _hole(of, "s") if name == KEY else _with_holes(of) for name, of in value.items()}
    return [_with_holes(of) for of in value] if isinstance(value, list) else value


def _insert(model: type[models.Model], rows: Iterable[tuple[Any, ...]]) -> None:
    fields = model._meta.concrete_fields
    names, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)


@transaction.atomic
def _sign() -> None:
    """Sign a checkpoint for every hundred events, as if each had been signed in its time, and the last one as the desk does."""
    tree, rows = Tree(), []
    key = the_key(ends(), at=timezone.now(), first=True)
    origin = ends().origin
    for seq, leaf in AuditEvent.objects.oldest_first().values_list("seq", "leaf").iterator():
        tree.append(bytes.fromhex(leaf))
        if seq % SIGNED_EVERY == 0:
            note = ledger.sign(ledger.Checkpoint(origin, seq, tree.root()), key.secret).decode()
            rows.append(
                Checkpoint(
                    size=seq, root=tree.root(), head=leaf, peaks=tree.peaks(), note=note, key=key.row, at=timezone.now()
                )
            )
    Checkpoint.objects.bulk_create(rows)
    sign_checkpoint()


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(build(int(sys.argv[1])))
