"""What became of a bulk act, told once on the next page: how many were done, and which were not, each with its reason."""

from typing import Any

from articles.actions.assign import Outcome
from articles.web.door import Visit

KEY = "told"
MOST_NAMED = 20


def tell_outcome(request: Visit, outcome: Outcome, done: str) -> None:
    """Keep for the next page what was done (`done` says it, after the number) and what was refused."""
    reasons: dict[str, list[tuple[int, str]]] = {}
    for claim, refused in outcome.refused:
        reasons.setdefault(refused.message, []).append((claim.pk, f"{claim.article.title[:40]}, claim {claim.number}"))
    number = len(outcome.done)
    request.session[KEY] = {
        "done": f"{number} claim{'' if number == 1 else 's'} {done}." if number else "",
        "refused": [
            {"reason": reason, "count": len(claims), "claims": claims[:MOST_NAMED]}
            for reason, claims in reasons.items()
        ],
    }


def say_once(request: Visit, words: str) -> None:
    """Keep one sentence for the next page."""
    request.session[KEY] = {"done": words, "refused": []}


def take_told(request: Visit) -> dict[str, Any] | None:
    """What was kept, once."""
    told: dict[str, Any] | None = request.session.pop(KEY, None)
    return told
