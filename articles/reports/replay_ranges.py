"""Replaying claims range by range: each at a glance, and with care those claims for which a glance is not enough."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from articles.ledger.chain import Damage, Finding
from articles.models import Claim
from articles.reports.differences import Differences
from articles.reports.replay_claims import ClaimsReplay
from articles.reports.replay_glance import ClaimsGlance

AT_ONCE = 2_000
"""So many claims are held in memory."""
LOWEST = -(2**63)


@dataclass(frozen=True, slots=True)
class Range:
    """Claims next to each other: those with ids above `after` and not above `upto` (None: all that follow)."""

    number: int
    after: int
    upto: int | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one range.

    read      how many events of its claims were read
    compared  how many rows were held against them, by noun
    odd       digests of sealed texts that are erased or not whole
    findings  the first differences, `count` how many there are
    """

    number: int
    read: int
    compared: dict[str, int]
    odd: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    count: int = 0

    def to_json(self) -> str:
        """As one line, from one process to another."""
        findings = [(finding.damage.value, finding.seq, finding.why) for finding in self.findings]
        return json.dumps([self.number, self.read, self.compared, self.odd, findings, self.count])

    @classmethod
    def from_json(cls, line: str) -> Self:
        """What `to_json` wrote.  Raises ValueError or TypeError for anything else."""
        number, read, compared, odd, findings, count = json.loads(line)
        told = [Finding(Damage(damage), seq, why) for damage, seq, why in findings]
        return cls(number, read, compared, odd, told, count)


def all_ranges() -> Iterator[Range]:
    """Ranges of all claims that there are, and at the end of those that only events tell of."""
    number, after = 0, LOWEST
    while upto := Claim.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[AT_ONCE - 1 :].first():
        yield Range(number, after, upto)
        number, after = number + 1, upto
    yield Range(number, after, None)


def look_at(claims: Range) -> Looked:
    """Replay the claims of a range and compare them with the tables."""
    glance, found = ClaimsGlance(), Differences()
    careful = ClaimsReplay(found)
    for pk in glance.look(claims.after, claims.upto):
        careful.compare(pk)
    found.seals.finish()
    compared = {
        "claim": glance.claims,
        "decision": glance.decisions,
        "evidence": glance.evidence,
        "sealed text": glance.seals,
    }
    return Looked(claims.number, glance.events, compared, glance.odd, found.kept, found.count)


def merged(several: Iterable[Looked], found: Differences) -> tuple[Counter[str], list[str]]:
    """What was compared in all of several, and the odd among the sealed texts; their differences go to found."""
    compared: Counter[str] = Counter(claim=0, decision=0, evidence=0)
    odd: list[str] = []
    for looked in several:
        compared.update(looked.compared)
        odd += looked.odd
        found.take(looked.findings, looked.count)
    return compared, odd
