"""What events say, with the texts behind their seals: the one way to read the trail for people."""

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from articles.ledger.sealed import digests_in, without_seals
from articles.models import AuditEvent, SealedText

Facts: TypeAlias = dict[str, Any]
FREE = ("actor", "was", "now")
"""The fields of an event in which seals can stand."""


def opened(events: Iterable[AuditEvent]) -> list[Facts]:
    """The payload of each event as an object, its seals replaced by their texts; one query for all (SQLite: for each thousand).

    A text that was erased reads "Removed on … by …"; see actions/erase.py.
    """
    read: list[Facts] = [json.loads(event.payload) for event in events]
    digests = {digest for facts in read for name in FREE for digest in digests_in(facts[name])}
    texts = (
        {digest: row.text for digest, row in SealedText.objects.only("text").in_bulk(digests).items()}
        if digests
        else {}
    )
    return [facts | {name: without_seals(facts[name], texts) for name in FREE} for facts in read]
