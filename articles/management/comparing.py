"""A comparison of the present extractor with the claims that stand, as a diff for people and as values for programs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from articles.actions.reextract import Comparison
from articles.models import Article, Claim
from articles.text.spans import Span

SHORT = 90
"""So many characters of a claim's words are printed."""
STAYS = {
    "decided": "decided by people; it stays as it is",
    "touched": "people worked on it; it stays, with a flag if it waits",
    "untouched": "it stays, with a flag",
}


def counted(found: Comparison) -> Counter[str]:
    """How many claims would fare how."""
    names = ("kept", "new", "changed", *STAYS)
    return Counter({name: len(getattr(found, name)) for name in names})


def summary(counts: Counter[str]) -> str:
    """The counts in one line."""
    lost = sum(counts[name] for name in STAYS)
    parts = f" ({', '.join(f'{counts[name]:,} {name}' for name in STAYS)})" if lost else ""
    standing = f"{counts['kept']:,} kept, {counts['new']:,} new, {counts['changed']:,} with other boundaries"
    return f"{standing}, {lost:,} dropped{parts}"


def as_diff(article: Article, found: Comparison) -> Iterator[str]:
    """One line for each claim that would be new (+), dropped (-) or has other boundaries (~), in reading order."""
    text = found.revision.text
    lines = [(one.span, f"+ {_place(one.span)}  {short(one.span.quote(text))}") for one in found.new]
    for name, words in STAYS.items():
        lines += [
            (claim.words.span, f"- {_claim(claim)}  [claim {claim.number}: {words}]") for claim in dropped(found, name)
        ]
    for claim, instead in found.changed:
        places = ", ".join(_place(one.span) for one in instead)
        lines.append((claim.words.span, f"~ {_claim(claim)}  [claim {claim.number}: proposed at {places}]"))
    yield f"Article {article.pk}: {short(article.title)}"
    yield from (line for _, line in sorted(lines))
    yield from (f"Note: {short(note, 500)}" for note in found.told.notes)
    yield f"{summary(counted(found))}, judge {found.told.judge}"


def as_values(article: Article, found: Comparison) -> dict[str, Any]:
    """The same for programs, with whole words."""
    text = found.revision.text

    def at(span: Span) -> dict[str, Any]:
        return {**span._asdict(), "words": span.quote(text)}

    def told(claim: Claim) -> dict[str, Any]:
        return {"claim": claim.pk, "number": claim.number, **at(claim.words.span)}

    return {
        "article": article.pk,
        "revision": found.revision.number,
        "judge": found.told.judge,
        "notes": list(found.told.notes),
        "used": dict(found.told.used),
        "kept": len(found.kept),
        "new": [at(one.span) for one in found.new],
        "changed": [told(claim) | {"proposed": [at(one.span) for one in instead]} for claim, instead in found.changed],
        "dropped": {name: [told(claim) for claim in dropped(found, name)] for name in STAYS},
    }


def dropped(found: Comparison, name: str) -> list[Claim]:
    """The claims that are not proposed any more: those that are decided, touched or untouched."""
    claims: list[Claim] = getattr(found, name)
    return claims


def short(words: str, most: int = SHORT) -> str:
    """Words in one line that no terminal takes for a command, cut after `most` characters."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in words[: 4 * most]).split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def _claim(claim: Claim) -> str:
    return f"{_place(claim.words.span)}  {short(claim.words.quote)}"


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"
