"""Claims of one article that say the same: where each stands, and what a form says of those to be decided along."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Claim, Revision, Standing
from articles.text.blocks import Block, BlockKind
from articles.web.marks import block_at

HEADLINE = "headline"
PLACES = {
    BlockKind.HEADING: "heading",
    BlockKind.LIST_ITEM: "list",
    BlockKind.TABLE_ROW: "table",
    BlockKind.QUOTE: "block quote",
    BlockKind.CAPTION: "caption",
}


@dataclass(frozen=True, slots=True)
class Alike:
    """A claim that says the same as the one in hand, and in what part of the article it stands ("" for a paragraph)."""

    claim: Claim
    place: str

    @property
    def standing(self) -> str:
        """How it stands, in a word."""
        return str(Standing(self.claim.standing).label).lower()

    @property
    def value(self) -> str:
        """As a form sends it: the claim and the version that was shown."""
        return f"{self.claim.pk}-{self.claim.version}"


def alike_of(revision: Revision, claims: Iterable[Claim]) -> list[Alike]:
    """Each of claims with its place in this revision."""
    blocks = revision.blocks
    return [Alike(claim, _place(claim, block_at(blocks, claim.words.start))) for claim in claims]


def _place(claim: Claim, block: Block | None) -> str:
    if HEADLINE in claim.flags:
        return HEADLINE
    return PLACES.get(block.kind, "") if block else ""
