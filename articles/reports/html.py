"""The report as one HTML file: it needs nothing beside itself, prints on A4 and is light on every screen."""

from typing import NamedTuple

from django.template.loader import render_to_string

from articles.models import Dismissal, HintAnswer, HintKind, Origin, SourceKind, Stance, Standing
from articles.reports.changes import Piece, changes
from articles.reports.shapes import Checkpoint, Claim, Evidence, Facts

TEMPLATE = "reports/report.html"
STANDING, DISMISSAL = dict(Standing.choices), dict(Dismissal.choices)
HINT, ANSWER = dict(HintKind.choices), dict(HintAnswer.choices)
STANCE, SOURCE = dict(Stance.choices), dict(SourceKind.choices)
PRIORITY = {1: "low risk", 2: "middle risk", 3: "high risk"}


class Row(NamedTuple):
    """A claim with the words for what in it are codes; `pieces` lead from its words to the suggested ones."""

    claim: Claim
    standing: str
    facets: str
    dismissal: str
    evidence: list[tuple[str, Evidence]]
    pieces: list[Piece]
    checkpoints: list[tuple[str, list[Checkpoint]]]


def render(facts: Facts) -> bytes:
    """The report as bytes, UTF-8.  Every word of a person or an article is escaped and isolated in its direction."""
    return render_to_string(TEMPLATE, context(facts)).encode()


def context(facts: Facts) -> dict[str, object]:
    """What the template shows."""
    return {
        "facts": facts,
        "about": facts.about,
        "length": f"{facts.about.length:,}",
        "result": sentence(facts),
        "counts": [(name, STANDING[name], facts.counts[name]) for name in _shown(facts)],
        "corrections": [row(claim) for claim in facts.corrections],
        "sources": [(source, SOURCE[source.kind]) for source in facts.sources],
        "unsourced": [row(claim) for claim in facts.unsourced],
        "hints": [(HINT[hint.kind], ANSWER[hint.answer], hint) for hint in facts.questions],
        "rows": [row(claim) for claim in facts.claims],
        "gone": [row(claim) for claim in facts.gone],
    }


def row(claim: Claim) -> Row:
    """The claim as the template shows it."""
    words = [kind.replace("_", " ") for kind in (*claim.kinds, *claim.flags)]
    facets = [*dict.fromkeys(words), *([] if claim.priority_reason else [PRIORITY[claim.priority]])]
    if claim.origin == Origin.PERSON:
        facets.append("marked by hand")
    return Row(
        claim=claim,
        standing=STANDING[claim.standing],
        facets=", ".join(facets).capitalize(),
        dismissal=DISMISSAL[claim.dismissal.reason] if claim.dismissal else "",
        evidence=[(STANCE[one.stance], one) for one in (claim.decision.evidence if claim.decision else ())],
        pieces=correction(claim),
        checkpoints=[(name, these) for name, these in ticks(claim) if these],
    )


def ticks(claim: Claim) -> list[tuple[str, list[Checkpoint]]]:
    """What in a claim was ticked, and what was not."""
    done = [one for one in claim.checkpoints if one.ticked]
    return [("Ticked", done), ("Not ticked", [one for one in claim.checkpoints if not one.ticked])]


def sentence(facts: Facts) -> tuple[str, str]:
    """The result in one sentence: a short judgement, and the numbers behind it."""
    counts, total = facts.counts, len(facts.claims)
    waiting = counts["pending"] + counts["recheck"]
    if facts.sign_off and facts.sign_off.revision == facts.about.revision:
        judgement = "Signed off."
    elif waiting or facts.missing:
        judgement = "Not checked to the end."
    elif counts["disputed"]:
        judgement = "Not ready to publish as it stands."
    else:
        judgement = "Nothing stands against it."
    if not total:
        return judgement, "There are no claims in this text."
    decided = f"People looked at {'all' if not waiting else f'{total - waiting} of'} {total} claims."
    return judgement, " ".join(
        [decided, f"{counts['disputed']} disputed, {counts['unsourced']} without a source.", *coverage(facts)]
    )


def coverage(facts: Facts) -> list[str]:
    """How many checkpoints were ticked, in a sentence; nothing where there are none."""
    points = facts.checkpoints
    return [f"{sum(one.ticked for one in points):,} of {len(points):,} checkpoints ticked."] if points else []


def correction(claim: Claim) -> list[Piece]:
    """What of a disputed claim's words should change; its words alone when nobody suggested others."""
    words, decision = claim.place.words, claim.decision
    if decision is None or not decision.correction:
        return [Piece("same", words)]
    return changes(words, decision.correction)


def _shown(facts: Facts) -> list[str]:
    always = ("verified", "disputed", "unsourced", "dismissed", "pending")
    return [name for name in (*always, "recheck", "gone") if name in always or facts.counts[name]]
