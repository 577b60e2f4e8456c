"""Who judges the sentences of this desk: one setting (FACTCHECK_JUDGE), the judge of the package when nothing is asked for."""

from functools import cache

from django.conf import settings

from articles.extractor import choice
from articles.extractor.judges import Judge
from articles.extractor.language_model import LanguageModel


def chosen() -> Judge:
    """The judge that new articles are put to."""
    return judge_named(settings.JUDGE)


@cache
def judge_named(name: str) -> Judge:
    """The judge that people know by this name; the package's own when this desk has none of the name any more."""
    if name == LanguageModel.name and settings.LANGUAGE_MODEL is not None:
        return LanguageModel(settings.LANGUAGE_MODEL, beside=choice.judge_named(choice.DEFAULT))
    return choice.judge_named(name if name in choice.IN_THE_PACKAGE else choice.DEFAULT)
