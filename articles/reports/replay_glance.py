"""The fast lane of replaying claims: telling at a glance that a claim is what its events say.

A claim passes when every event of it is one, follows from those before, and leads to what the tables hold of it: its row,
its decisions, their evidence and the texts that were sealed.  What does not pass, for whichever reason, is not yet a
difference: ReplayedClaim looks at it with care and finds the words.  Nothing passes that it would find fault with.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeAlias

from articles.ledger.event import moment
from articles.ledger.sealed import KEY, opens
from articles.models import NEVER_DUE, AuditEvent, Claim, Decision, Evidence, SealedText, Verdict
from articles.reports.event_glance import COLUMNS as OF_LINE
from articles.reports.event_glance import EventGlance, Line, Told
from articles.reports.raw import stored, time_in, told_moment
from articles.reports.replay_claims import COLUMNS
from articles.reports.replayed_claim import FIRST, REFRESHED, STATE

Row: TypeAlias = tuple[Any, ...]
Read: TypeAlias = tuple[Line, Told | None]
AT_ONCE, FETCHED = 100, 1_000
"""So many events are read as JSON in one go (their keys are then there once; more leave the processor's cache), and so many
are fetched in one go."""

_place = list(COLUMNS).index
_DUE, _BY, _AT, _TICKS = map(_place, ("due", "decided_by", "decided_at", "ticks"))
_NEVER = moment(NEVER_DUE)
_BORN = ("article", "number", "origin", "priority")
_born_in, _state_in = itemgetter(*_BORN), itemgetter(*STATE)
_born_of, _state_of = itemgetter(*map(_place, _BORN)), itemgetter(*map(_place, STATE))
_STATE, _WATCHED = frozenset(STATE), frozenset((*STATE, "priority"))


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

    def _passes(self, lines: Iterator[Read], row: Row, decisions: Sequence[Row]) -> bool:
        state: dict[str, Any] = {}
        decided: list[tuple[Line, Told]] = []
        for line, told in lines:
            if told is None or not _follows(state, line, told):
                return False
            if line[3] == "claim.decided":
                decided.append((line, told))
        return (
            _state_in(state) == _state_of(row)
            and _born_in(state) == _born_of(row)
            and (not decided or state["verdict"] == Verdict.PENDING or _doer(decided[-1]) == (row[_BY], row[_AT]))
            and len(decided) == len(decisions)
            and all(map(self._is_decision, decided, decisions))
        )

    def _is_decision(self, read: tuple[Line, Told], row: Row) -> bool:
        line, (now, _, words) = read
        _, _, number, verdict, note, correction, by, at, start, end, quote, evidence = row
        cited = now["evidence"]
        return (
            now["decision"] == number
            and now["verdict"] == verdict
            and line[4] == by
            and line[2] == told_moment(at)
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

    def _events(self, after: int, upto: int | None) -> Iterator[Read]:
        lines = AuditEvent.objects.filter(**_between("claim", after, upto)).order_by("claim_id", "seq")
        rest = lines.values_list(*OF_LINE).iterator(chunk_size=FETCHED)
        while several := list(islice(rest, AT_ONCE)):
            self.events += len(several)
            yield from zip(several, self._glance.read(several), strict=True)

    def _rows(self, after: int, upto: int | None) -> dict[int, Row]:
        rows = Claim.objects.filter(**_between("pk", after, upto)).values_list(*_columns())
        return {row[0]: _as_told(row) for row in stored(rows)}

    def _decided(self, after: int, upto: int | None) -> dict[int, list[Row]]:
        """The decisions of some claims, each with its evidence, by claim and number."""
        these = _between("decision__claim", after, upto)
        cited = Evidence.objects.filter(**these).order_by("pk")
        evidence: dict[int, list[Row]] = defaultdict(list)
        said = ("decision_id", "locator", "quote", "stance", "source__title", "source__url")
        for row in stored(cited.values_list(*said)):
            evidence[row[0]].append(row)
            self.evidence += 1
        columns = ("pk", "claim_id", "number", "verdict", "note", "correction", "by_id", time_in("created_at"))
        places = ("placement__start", "placement__end", "placement__quote")
        decisions: dict[int, list[Row]] = defaultdict(list)
        made = Decision.objects.filter(**_between("claim", after, upto)).order_by("claim_id", "number")
        for row in stored(made.values_list(*columns, *places)):
            decisions[row[1]].append((*row, evidence.get(row[0], ())))
            self.decisions += 1
        return decisions

    def _sealed(self, after: int, upto: int | None) -> dict[str, str]:
        """The texts of some claims' events by their digests, those that are whole."""
        columns = ("digest", "salt", "text", "erased_id")
        rows = SealedText.objects.filter(**_between("event__claim", after, upto)).values_list(*columns)
        texts = {}
        for digest, salt, text, erased in stored(rows):
            self.seals += 1
            if erased is None and opens(digest, salt, text):
                texts[digest] = text
            else:
                self.odd.append(digest)
        return texts


def _follows(state: dict[str, Any], line: Line, told: Told) -> bool:
    """Whether an event says of a claim what those before left; state goes on by it."""
    kind, (now, was, words) = line[3], told
    if (kind in FIRST) == bool(state):
        return False
    for field in was or ():
        if field in _WATCHED and was[field] != state[field]:
            return False
    if kind in FIRST:
        state["ticks"] = []  # what the first events of older desks do not say
        state.update(now or ())
        state["article"] = line[6]
    else:
        for field in now or ():
            if field in _STATE or (field == "priority" and kind == REFRESHED):
                state[field] = now[field]
    return words is None or (words["start"] == state["start"] and words["end"] == state["end"])


def _doer(read: tuple[Line, Told]) -> tuple[int | None, str]:
    return read[0][4], read[0][2]


def _between(name: str, after: int, upto: int | None) -> dict[str, int]:
    return {f"{name}__gt": after} if upto is None else {f"{name}__gt": after, f"{name}__lte": upto}


def _columns() -> list[Any]:
    return [time_in(column) if name in ("due", "decided_at") else column for name, column in COLUMNS.items()]


def _as_told(row: Row) -> Row:
    """The row in the words of the trail."""
    told = list(row)
    due, at = told_moment(row[_DUE]), row[_AT]
    told[_DUE] = None if due == _NEVER else f"{due[:19]}Z"
    told[_AT] = at and told_moment(at)
    told[_TICKS] = [] if row[_TICKS] == "[]" else json.loads(row[_TICKS])
    return tuple(told)


def _claim(read: Read) -> Any:
    return read[0][7]
