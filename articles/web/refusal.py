"""A file or text that was not taken, as a page says it."""

from dataclasses import dataclass

from articles.actions.refusals import Code, Refused
from articles.ingest.limits import megabytes


@dataclass(frozen=True)
class Refusal:
    """What was not taken: its name, size in bytes (0: pasted, or not known), and why; packed: it came in a zip."""

    name: str
    size: int
    refused: Refused
    packed: bool = False

    @property
    def told(self) -> tuple[str, str]:
        """The first sentence, and the rest."""
        first, _, rest = self.refused.message.partition(". ")
        return first.rstrip(".") + ".", rest

    @property
    def size_told(self) -> str:
        """The size as people say it; nothing for pasted words."""
        return megabytes(self.size) if self.size else ""

    @property
    def twin(self) -> int | None:
        """The article that has these words already, if that is why."""
        return self.refused.details.get("article") if self.refused.code == Code.ALREADY_HERE else None

    @property
    def status(self) -> int:
        """The HTTP status of an answer that holds nothing else."""
        return int(self.refused.details.get("status", 409 if self.twin else 422))
