"""What every reader returns: the text, its blocks and what an editor should know about how it was read."""

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from articles.text.blocks import Block, BlockKind


class Proposal(NamedTuple):
    """What the file itself gives as a source: kind is footnote, comment or link; at counts the code points before its mark.

    words are those of the note or comment, or the words that were linked; url an address in it; by who wrote it.
    """

    at: int
    kind: str
    words: str
    url: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read.

    Offsets of blocks count code points of text.  notes are plain sentences for the editor: what was left out, which
    character set was assumed.  charset is empty where the format fixes it.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    byline: str = ""
    published_on: date | None = None
    charset: str = ""
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def __post_init__(self) -> None:
        ends = [edge for block in self.blocks for edge in (block.start, block.end)]
        if any(one > two for one, two in pairwise([0, *ends, len(self.text)])):
            raise ValueError("blocks overlap, are out of order or leave the text")
        if any(not 0 <= proposal.at <= len(self.text) for proposal in self.proposals):
            raise ValueError("a proposal leaves the text")

    def noting(self, *notes: str) -> "Document":
        """The same document with more notes, each once."""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *notes))))

    def to_json(self) -> str:
        """One line of ASCII JSON."""
        return json.dumps(
            {
                "text": self.text,
                "blocks": [[block.kind.value, block.start, block.end] for block in self.blocks],
                "title": self.title,
                "byline": self.byline,
                "published_on": self.published_on.isoformat() if self.published_on else None,
                "charset": self.charset,
                "media_type": self.media_type,
                "notes": list(self.notes),
                "proposals": [list(proposal) for proposal in self.proposals],
            }
        )

    @classmethod
    def from_json(cls, line: str | bytes) -> "Document":
        """The document that to_json wrote; ValueError for anything else."""
        try:
            return cls._from_fields(json.loads(line))
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("not a document") from error

    @classmethod
    def _from_fields(cls, fields: dict[str, Any]) -> "Document":
        words = [fields[name] for name in ("text", "title", "byline", "charset", "media_type")]
        if not all(isinstance(word, str) for word in (*words, *fields["notes"])):
            raise TypeError("words must be strings")
        blocks = tuple(Block(BlockKind(kind), int(start), int(end)) for kind, start, end in fields["blocks"])
        published = fields["published_on"]
        text, title, byline, charset, media_type = words
        return cls(
            text=text,
            blocks=blocks,
            title=title,
            byline=byline,
            published_on=date.fromisoformat(published) if published is not None else None,
            charset=charset,
            media_type=media_type,
            notes=tuple(fields["notes"]),
            proposals=tuple(Proposal(int(at), *map(str, words)) for at, *words in fields["proposals"]),
        )
