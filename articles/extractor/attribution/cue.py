"""One cue: a place in a sentence that puts its words or its sense into somebody's mouth."""

from typing import NamedTuple

from articles.extractor.attribution.phrases import Run


class Cue(NamedTuple):
    """A cue at words[at]; source is the run of words that says whose, None if nobody is named.

    strong: somebody utters something here, rather than thinking or wanting it, or having it said of others.
    """

    at: int
    source: Run | None
    strong: bool = False
