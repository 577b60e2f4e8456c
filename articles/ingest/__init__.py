"""From bytes to a Document: read_upload, read_pasted; read_in_child is the same behind a wall."""

from articles.ingest.document import Document
from articles.ingest.reading import read_pasted, read_upload
from articles.ingest.refusal import CannotTake

__all__ = ["CannotTake", "Document", "read_pasted", "read_upload"]
