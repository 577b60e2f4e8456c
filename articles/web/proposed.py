"""What the file of an article names as sources at the words of a claim, and how one of them fills the form."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from articles.ingest.document import Proposal
from articles.ingest.places import safe_address
from articles.models import Claim, Revision
from articles.text.spans import Span
from articles.web.typed import FIELDS, MOST_ROWS, Typed, is_used

BEHIND = 3
KINDS = {"footnote": "Footnote", "comment": "Comment", "link": "Link"}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A footnote, comment or link at the words of a claim; value is how a form names it."""

    kind: str
    words: str
    address: str
    by: str
    value: str


def proposed_at(claim: Claim, revision: Revision) -> list[Proposed]:
    """What stands inside the claim's words or directly behind them, in reading order; nothing when they stand elsewhere."""
    words = claim.words
    if words.revision_id != revision.pk:
        return []
    held = enumerate(Proposal(*row) for row in revision.proposals)
    return [
        Proposed(KINDS.get(one.kind, ""), one.words, safe_address(one.url), one.by, f"{revision.pk}-{index}")
        for index, one in held
        if _belongs(one.at, words.span, revision.text)
    ]


def filled(typed: Typed, value: str, proposed: Iterable[Proposed]) -> Typed | None:
    """What was typed, with the one that value names in the first empty row of evidence; None when it cannot be had."""
    one = next((one for one in proposed if one.value == value), None)
    rows = [row for row in typed.evidence if is_used(row)]
    if one is None or len(rows) >= MOST_ROWS:
        return None
    row = dict.fromkeys(FIELDS, "") | {"title": one.words, "url": one.address, "stance": "supports"}
    return replace(typed, evidence=[*rows, row])


def _belongs(at: int, span: Span, text: str) -> bool:
    """Whether a mark belongs to words; behind them may stand the signs that close a sentence."""
    if at <= span.end:
        return span.start < at
    closing = text[span.end : at] if at - span.end <= BEHIND else " "
    return not any(letter.isalnum() or letter.isspace() for letter in closing)
