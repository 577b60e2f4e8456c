"""Text to candidates, with reasons: what in an article is a claim to check. Pure Python and numpy, offline."""

from articles.extractor.find import find_candidates
from articles.extractor.findings import Candidate, Conflict, DateMention, Figure, Findings, Name, Quotation
from articles.extractor.small.scorer import WEIGHTS_SHA256

VERSION = "2.0"

__all__ = [
    "VERSION",
    "WEIGHTS_SHA256",
    "Candidate",
    "Conflict",
    "DateMention",
    "Figure",
    "Findings",
    "Name",
    "Quotation",
    "find_candidates",
]
