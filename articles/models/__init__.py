"""The nouns of the desk: fields, constraints, and querysets that read as sentences."""

from articles.models.article import (
    LONG_FIELDS,
    NEVER_DUE,
    Article,
    ArticleState,
    Extraction,
    ExtractionState,
    Heartbeat,
    Original,
    Revision,
    long_fields,
)
from articles.models.audit import AuditEvent
from articles.models.bundle import Bundle, BundleState, Member, MemberState
from articles.models.checkpoint import Checkpoint, TrailKey
from articles.models.claim import (
    OPEN,
    REASONS,
    Claim,
    Dismissal,
    Origin,
    Placement,
    PlacementState,
    Priority,
    Standing,
    Verdict,
)
from articles.models.hint import Hint, HintAnswer, HintKind
from articles.models.people import ApiToken, FirstAnswer, Person, Role
from articles.models.reading import Reading
from articles.models.report import Report
from articles.models.review import DECIDED, Decision, Evidence, Source, SourceKind, Stance
from articles.models.sealed import SealedText
from articles.models.sink import Sink, SinkName
from articles.models.verification import UNDER_WAY, Verification, VerificationState

__all__ = [
    "DECIDED",
    "LONG_FIELDS",
    "NEVER_DUE",
    "OPEN",
    "REASONS",
    "UNDER_WAY",
    "ApiToken",
    "Article",
    "ArticleState",
    "AuditEvent",
    "Bundle",
    "BundleState",
    "Checkpoint",
    "Claim",
    "Decision",
    "Dismissal",
    "Evidence",
    "Extraction",
    "ExtractionState",
    "FirstAnswer",
    "Heartbeat",
    "Hint",
    "HintAnswer",
    "HintKind",
    "Member",
    "MemberState",
    "Origin",
    "Original",
    "Person",
    "Placement",
    "PlacementState",
    "Priority",
    "Reading",
    "Report",
    "Revision",
    "Role",
    "SealedText",
    "Sink",
    "SinkName",
    "Source",
    "SourceKind",
    "Stance",
    "Standing",
    "TrailKey",
    "Verdict",
    "Verification",
    "VerificationState",
    "long_fields",
]
