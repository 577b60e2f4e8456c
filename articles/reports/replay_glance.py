"""The fast lane of replaying claims: telling at a glance that a claim is what its events say.

A claim passes when every event of it is one, follows from those before, and leads to what the tables hold of it: its row,
its decisions, their evidence and the texts that were sealed.  What does not pass, for whichever reason, is not yet a
difference: ReplayedClaim looks at it with care and finds the words.  Nothing passes that it would find fault with.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from json import JSONDecoder
from operator import itemgetter
from typing import Any, TypeAlias

from articles.ledger.event import moment
from articles.ledger.sealed import KEY, opens
from articles.models import NEVER_DUE, AuditEvent, Claim, Decision, Evidence, SealedText, Verdict
from articles.reports.event_glance import COLUMNS as OF_LINE
from articles.reports.event_glance import EventGlance, Line
from articles.reports.replay_claims import COLUMNS
from articles.reports.replayed_claim import FIRST, REFRESHED, STATE

Row: TypeAlias = tuple[Any, ...]
Told: TypeAlias = tuple[Line, Any]
AT_ONCE = 500
"""So many events are read as JSON in one go: their keys are then there once."""

_place = list(COLUMNS).index
_DUE, _BY, _AT = map(_place, ("due", "decided_by", "decided_at"))
_BORN = ("article", "number", "origin", "priority")
_born_in, _state_in = itemgetter(*_BORN), itemgetter(*STATE)
_born_of, _state_of = itemgetter(*map(_place, _BORN)), itemgetter(*map(_place, STATE))
_STATE, _WATCHED = frozenset(STATE), frozenset((*STATE, "priority"))
_read = JSONDecoder().raw_decode


class ClaimsGlance:
    """Looks at claims by ranges of their ids; counts what it saw, and the `odd` among the sealed texts."""

    def __init__(self) -> None:
        self.events = self.claims = self.decisions = self.evidence = self.seals = 0
        self.odd: list[str] = []
        """The digests of sealed texts that are erased or not whole."""
        self._glance = EventGlance()

    def look(self, after: int, upto: int | None) -> list[int]:
        """The ids of claims above `after` and up to `upto` (None: all above) that have to be looked at with care."""
        rows, decisions, self._texts = self._rows(after, upto), self._decided(after, upto), self._sealed(after, upto)
        careful = []
        for pk, lines in groupby(self._events(after, upto), key=_claim):
            self.claims += 1
            row = rows.pop(pk, None)
            try:
                passes = row is not None and self._passes(lines, row, decisions.get(pk, ()))
            except (KeyError, TypeError, ValueError, AttributeError):  # not in the form of what the desk writes
                passes = False
            if not passes:
                careful.append(pk)
        return [*careful, *rows]  # those that are left stand in no event

    def _passes(self, lines: Iterator[Told], row: Row, decisions: Sequence[Row]) -> bool:
        state: dict[str, Any] = {}
        decided: list[Told] = []
        for told in lines:
            if not self._glance.is_event(*told) or not _follows(state, *told):
                return False
            if told[0][3] == "claim.decided":
                decided.append(told)
        return (
            _state_in(state) == _state_of(row)
            and _born_in(state) == _born_of(row)
            and (not decided or state["verdict"] == Verdict.PENDING or _doer(decided[-1]) == (row[_BY], row[_AT]))
            and len(decided) == len(decisions)
            and all(map(self._is_decision, decided, decisions))
        )

    def _is_decision(self, told: Told, row: Row) -> bool:
        line, value = told
        now, words = value["now"], value["words"]
        _, number, verdict, note, correction, by, at, start, end, quote, evidence = row
        cited = now["evidence"]
        return (
            now["decision"] == number
            and now["verdict"] == verdict
            and line[4] == by
            and line[2] == at
            and words["start"] == start
            and words["end"] == end
            and words["quote"] == quote
            and self._is_text(now["note"], note)
            and self._is_text(now["correction"], correction)
            and type(cited) is list
            and len(cited) == len(evidence)
            and all(map(self._is_evidence, cited, evidence))
        )

    def _is_evidence(self, told: Any, row: Row) -> bool:
        _, locator, quote, stance, title, url = row
        return (
            told["stance"] == stance
            and self._is_text(told["url"], url)
            and (bool(url) or self._is_text(told["title"], title))
            and self._is_text(told["locator"], locator)
            and self._is_text(told["quote"], quote)
        )

    def _is_text(self, told: Any, text: object) -> bool:
        if type(told) is dict:
            return len(told) == 1 and self._texts[told[KEY]] == text
        return bool(told == text)

    def _events(self, after: int, upto: int | None) -> Iterator[Told]:
        lines = AuditEvent.objects.filter(**_between("claim", after, upto)).order_by("claim_id", "seq")
        rest = lines.values_list(*OF_LINE).iterator(chunk_size=AT_ONCE)
        while several := list(islice(rest, AT_ONCE)):
            self.events += len(several)
            yield from zip(several, _values(several), strict=True)

    def _rows(self, after: int, upto: int | None) -> dict[int, Row]:
        rows = Claim.objects.filter(**_between("pk", after, upto)).order_by("pk").values_list(*COLUMNS.values())
        return {row[0]: _as_told(row) for row in rows}

    def _decided(self, after: int, upto: int | None) -> dict[int, list[Row]]:
        """The decisions of some claims, each with its evidence, by claim and number."""
        these = _between("decision__claim", after, upto)
        cited = Evidence.objects.filter(**these).order_by("pk")
        evidence: dict[int, list[Row]] = defaultdict(list)
        for row in cited.values_list("decision_id", "locator", "quote", "stance", "source__title", "source__url"):
            evidence[row[0]].append(row)
            self.evidence += 1
        columns = ("pk", "claim_id", "number", "verdict", "note", "correction", "by_id", "created_at")
        places = ("placement__start", "placement__end", "placement__quote")
        decisions: dict[int, list[Row]] = defaultdict(list)
        made = Decision.objects.filter(**_between("claim", after, upto)).order_by("claim_id", "number")
        for pk, claim, *said, at, start, end, quote in made.values_list(*columns, *places):
            decisions[claim].append((pk, *said, moment(at), start, end, quote, evidence[pk]))
            self.decisions += 1
        return decisions

    def _sealed(self, after: int, upto: int | None) -> dict[str, str]:
        """The texts of some claims' events by their digests, those that are whole."""
        columns = ("digest", "salt", "text", "erased_id")
        rows: Iterable[Row] = SealedText.objects.filter(**_between("event__claim", after, upto)).values_list(*columns)
        texts = {}
        for digest, salt, text, erased in rows:
            self.seals += 1
            if erased is None and opens(digest, salt, text):
                texts[digest] = text
            else:
                self.odd.append(digest)
        return texts


def _follows(state: dict[str, Any], line: Line, value: Any) -> bool:
    """Whether an event says of a claim what those before left; state goes on by it."""
    kind, was, now, words = line[3], value["was"], value["now"] or {}, value["words"]
    if (kind in FIRST) == bool(state):
        return False
    if was and any(state[field] != old for field, old in was.items() if field in _WATCHED):
        return False
    if kind in FIRST:
        state.update({"ticks": []} | now | {"article": line[6]})
    else:
        state.update({field: new for field, new in now.items() if field in _STATE})
        if kind == REFRESHED and "priority" in now:
            state["priority"] = now["priority"]
    return words is None or (words["start"] == state["start"] and words["end"] == state["end"])


def _doer(told: Told) -> tuple[int | None, str]:
    return told[0][4], told[0][2]


def _between(name: str, after: int, upto: int | None) -> dict[str, int]:
    return {f"{name}__gt": after} if upto is None else {f"{name}__gt": after, f"{name}__lte": upto}


def _values(lines: Sequence[Line]) -> Sequence[Any]:
    """What the payloads of lines say; None for each when one of them cannot be read with the others."""
    try:
        values = _read(f"[{','.join([line[1] for line in lines])}]")[0]
    except (ValueError, TypeError, StopIteration, RecursionError):
        values = ()
    return values if len(values) == len(lines) else (None,) * len(lines)


def _as_told(row: Row) -> Row:
    """The row in the words of the trail."""
    due, at = row[_DUE], row[_AT]
    if due == NEVER_DUE and at is None:
        return (*row[:_DUE], None, *row[_DUE + 1 :])
    told = list(row)
    told[_DUE] = None if due == NEVER_DUE else f"{moment(due)[:19]}Z"
    told[_AT] = moment(at) if at else None
    return tuple(told)


def _claim(told: Told) -> Any:
    return told[0][7]
