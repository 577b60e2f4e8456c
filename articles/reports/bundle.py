"""The report as a bundle that proves itself: report.json from facts and events, and all that lies beside it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Q

from articles.ledger.bundle import HANDOVERS, Broken, report_json, told_of
from articles.ledger.offline import check_claims
from articles.ledger.sealed import Seal
from articles.models import Article, AuditEvent, Standing
from articles.reports import FORMATS, facts
from articles.reports.bundle_events import told_of_article
from articles.reports.shapes import Claim, Facts

Event: TypeAlias = dict[str, Any]
PAGES = {"report.html": "html", "report.csv": "csv", "facts.json": "json"}
"""The other forms of the report that lie in a bundle, by the names of their files."""
OF_THE_REPORT = ("about", "at", "counts", "missing", "sign_off", "trail_size", "trail_head", "checkers", "sources")
OF_A_CLAIM = (
    *("number", "standing", "kinds", "flags", "priority", "priority_reason", "speaker", "context", "checkpoints"),
    *("origin", "added_by", "assignee", "due"),
)
"""What report.json repeats of the facts; all of them lie beside it, as facts.json."""


@dataclass(frozen=True)
class Gathered:
    """What a bundle holds before it is handed out: `ledger.bundle.write_bundle` says what each part is."""

    told: Facts
    report: bytes
    texts: list[str]
    seals: list[Seal]
    files: dict[str, bytes]
    payloads: dict[int, bytes]

    @property
    def is_overtaken(self) -> bool:
        """Whether something was done to the article since, or a text was erased, a source's or a name's among them."""
        touching = Q(article=self.told.about.id) | Q(kind="text.erased")
        return AuditEvent.objects.filter(touching, seq__gt=self.told.trail_size).exists()


def gather(article: Article, *, handovers: str = "", also: Iterable[str] = (), at: datetime | None = None) -> Gathered:
    """What a bundle of article holds as it stands now.

    handovers  the notes by which the desk changed its key
    also       digests of the seals in the event that will hand it out
    Call it outside of a transaction (see facts.build).  Raises Broken when tables and trail do not say the same.
    """
    told = facts.build(article, at=at)
    files = {name: FORMATS[form].render(told) for name, form in PAGES.items()}
    files |= {HANDOVERS: handovers.encode()} if handovers else {}
    of_trail = told_of_article(article, told.trail_size, also)
    events = {seq: json.loads(payload) for seq, payload in of_trail.payloads.items()}
    texts = _texts(article, told, events.values())
    plain = json.loads(files["facts.json"])
    claims = _claims(
        told, plain, events.values(), of_trail.texts, dict(article.revisions.values_list("number", "sha256"))
    )
    check_claims(texts, claims, events, of_trail.texts)
    about = {name: plain[name] for name in OF_THE_REPORT}
    seals = list(of_trail.seals.values())
    report = report_json(about, claims=claims, texts=texts.values(), seals=seals, files=files)
    return Gathered(told, report, list(texts.values()), seals, files, of_trail.payloads)


def _texts(article: Article, told: Facts, events: Iterable[Event]) -> dict[str, str]:
    """The texts in which words of claims and events stand, by their SHA-256."""
    spoken = (event["words"] for event in events)
    wanted = {words["revision_sha256"] for words in spoken if words}
    numbers = {claim.place.revision for claim in (*told.claims, *told.gone)}
    rows = article.revisions.values_list("number", "sha256", "text")
    return {sha256: text for number, sha256, text in rows if sha256 in wanted or number in numbers}


def _claims(
    told: Facts, plain: Any, events: Iterable[Event], texts: dict[Any, str], revisions: Mapping[int, str]
) -> list[dict[str, Any]]:
    of_claim: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        of_claim[event["subject"].get("claim", 0)].append(event)
    both = zip((*told.claims, *told.gone), (*plain["claims"], *plain["gone"]), strict=True)
    claims = []
    for claim, fields in both:
        _, state = told_of(of_claim[claim.id], texts)
        _refuse_another(claim, state)
        place = claim.place
        words = {"start": place.start, "end": place.end, "quote": place.words, "revision": place.revision}
        said = {name: fields[name] for name in OF_A_CLAIM}
        claims.append({**said, "claim": claim.id, "revision_sha256": revisions[place.revision], **words, **state})
    return claims


def _refuse_another(claim: Claim, state: Mapping[str, Any]) -> None:
    """Refuse (Broken) a claim whose rows say otherwise than its events."""
    decided = [one for one in state["decisions"] if one["kind"] == "claim.decided"]
    rows = sorted((*claim.earlier, *filter(None, [claim.decision])), key=lambda row: row.number)
    in_tables = [
        (
            row.number,
            row.verdict,
            row.note,
            row.correction,
            [(one.locator, one.quote, one.stance) for one in row.evidence],
        )
        for row in rows
    ]
    if (claim.verdict, claim.standing) != (state["verdict"], _standing(state)) or in_tables != [*map(_as_row, decided)]:
        raise Broken(f"the tables say otherwise of claim {claim.number} than the trail")


def _as_row(decision: Mapping[str, Any]) -> tuple[Any, ...]:
    evidence = [(one["locator"], one["quote"], one["stance"]) for one in decision.get("evidence", ())]
    return (*(decision.get(name) for name in ("decision", "verdict", "note", "correction")), evidence)


def _standing(state: Mapping[str, Any]) -> str:
    if state["gone"]:
        return Standing.GONE
    if state["dismissal"]:
        return Standing.DISMISSED
    return str(Standing.RECHECK if state["recheck"] else state["verdict"])
