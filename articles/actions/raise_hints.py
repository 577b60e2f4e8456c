"""Raise hints: keep what the extractor noticed between places of a text, for a person to accept or to wave away."""

from collections.abc import Iterator, Sequence

from articles.extractor import Findings
from articles.models import Extraction, Hint, HintKind, Revision
from articles.text.spans import Span

LONGEST_WHY = 500


def raise_hints(extraction: Extraction, findings: Findings) -> list[Hint]:
    """Write the hints of a run, in the running transaction; those that stand on this revision already are left alone.

    What another run noticed at the very same places is not raised again, though this one may put it in other words.
    A hint that a person answered on the revision before, on the very same words for the very same reason, keeps that
    answer with the person's name and time.
    """
    revision = extraction.revision
    known = {_places(hint) for hint in revision.hints.all()}
    answered = {_key(hint): hint for hint in _earlier(revision)}
    hints = [hint for hint in _noticed(extraction, findings) if _places(hint) not in known]
    for hint in hints:
        before = answered.get(_key(hint))
        if before is not None:
            hint.answer, hint.note = before.answer, before.note
            hint.answered_by, hint.answered_at = before.answered_by, before.answered_at
    return Hint.objects.bulk_create(hints)


def _noticed(extraction: Extraction, findings: Findings) -> Iterator[Hint]:
    for pair in findings.conflicts:
        yield _hint(extraction, HintKind.CONFLICT, (pair.a, pair.b), pair.why, agrees=False)
    for sum_ in findings.calculations:
        yield _hint(extraction, HintKind(sum_.kind), sum_.places, sum_.why, agrees=sum_.agrees)


def _hint(extraction: Extraction, kind: HintKind, places: Sequence[Span], why: str, *, agrees: bool) -> Hint:
    revision = extraction.revision
    return Hint(
        article=revision.article,
        revision=revision,
        extraction=extraction,
        kind=kind,
        agrees=agrees,
        places=[[place.start, place.end] for place in places],
        quotes=[place.quote(revision.text) for place in places],
        why=why[:LONGEST_WHY],
    )


def _earlier(revision: Revision) -> Sequence[Hint]:
    before = Hint.objects.filter(article=revision.article_id, revision__number=revision.number - 1)
    return list(before.exclude(answer="").select_related("answered_by"))


def _key(hint: Hint) -> tuple[str, str, tuple[str, ...]]:
    return hint.kind, hint.why, tuple(hint.quotes)


def _places(hint: Hint) -> tuple[str, bool, tuple[Span, ...]]:
    return hint.kind, hint.agrees, tuple(hint.spans)
