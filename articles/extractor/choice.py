"""The judges that are in the package, by the names that people know them by; the first is the default."""

from collections.abc import Callable
from functools import cache

from articles.extractor.judges import Judge
from articles.extractor.minilm import MiniLM
from articles.extractor.small.judge import Small

IN_THE_PACKAGE: dict[str, Callable[[], Judge]] = {"minilm": MiniLM, "small": Small}
DEFAULT = "minilm"


@cache
def judge_named(name: str) -> Judge:
    """The judge of this name.  Raises KeyError when there is none in the package."""
    return IN_THE_PACKAGE[name]()
