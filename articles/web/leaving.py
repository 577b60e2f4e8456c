"""Where an article's words go when a language model judges them: said before they are sent, and afterwards."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from articles.extractor.language_model import LanguageModel, Settings
from articles.models import Extraction, ExtractionState

_SENT = {ExtractionState.QUEUED: "will be sent", ExtractionState.RUNNING: "is being sent"}


class Leaving(NamedTuple):
    """To which model words are sent; host is "" where this desk no longer knows it, stays: it runs on this machine."""

    model: str
    host: str
    stays: bool
    sent: str = "is sent"

    @property
    def whereto(self) -> str:
        """The model and the place where it is, as the end of a sentence."""
        where = " on this machine" if self.stays else f" at {self.host}" if self.host else ""
        return f"the language model {self.model}{where}"


def leaving() -> Leaving | None:
    """Where new texts go; None while nothing leaves the desk's own programs."""
    known = _known()
    return Leaving(known.name, _host(known), known.is_on_this_machine) if known else None


def left(extraction: Extraction | None) -> Leaving | None:
    """Where the text of this run goes or went; None when it was never meant to be sent, or nothing was."""
    if extraction is None or extraction.judge != LanguageModel.name or extraction.used.get("requests") == 0:
        return None
    known = _known()
    sent = _SENT.get(ExtractionState(extraction.state)) or _sent(extraction)
    if known is None or known.name != extraction.identity:
        return Leaving(extraction.identity, "", stays=False, sent=sent)
    return Leaving(known.name, _host(known), known.is_on_this_machine, sent)


def judged_by(extraction: Extraction) -> str:
    """Which extractor found a claim and whom it asked, in words."""
    asked = extraction.judge
    judge = f"asked: {asked} {extraction.identity}" if asked == LanguageModel.name else f"judge: {asked}"
    return f"extractor {extraction.extractor}, {judge}"


def _sent(extraction: Extraction) -> str:
    """A run that got no answer does not say how far its words came."""
    is_answered = extraction.used.get("completion_tokens", 0) > 0
    return "was sent" if is_answered else "may have been sent"


def _known() -> Settings | None:
    asked: str = settings.JUDGE
    return settings.LANGUAGE_MODEL if asked == LanguageModel.name else None


def _host(known: Settings) -> str:
    return urlsplit(known.url).hostname or ""
