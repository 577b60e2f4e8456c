"""A language model as a judge of sentences: off until somebody gives an address; docs/language-model.md says what leaves the house."""

from articles.extractor.language_model.conversation import Waits
from articles.extractor.language_model.judge import LanguageModel, from_settings
from articles.extractor.language_model.settings import Settings, read

__all__ = ["LanguageModel", "Settings", "Waits", "from_settings", "read"]
