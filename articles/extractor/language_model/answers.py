"""From the bytes of a server to claims as a model words them; whatever is not in the form asked for fails by name."""

import json
import re
from typing import Any, NamedTuple

from articles.extractor.language_model.prompt import PRIORITIES

# Where the object may begin in an answer with prose around it, and how many beginnings are tried.
BEGINNING = re.compile(r'\{\s{0,40}"claims"')
MOST_TRIED = 10
UNREADABLE = "gave an answer that cannot be read"


class Failed(Exception):
    """A chunk stays without an answer.

    why ends the sentence "The language model …". lasting says that the next chunk would fare no better.
    """

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.why, self.lasting = why, lasting


class Answer(NamedTuple):
    """One claim in a model's words: the number of the line it names, what it says stands there, and why it matters.

    An item that is no claim at all has number 0, which no line has.
    """

    number: int
    quote: str
    priority: str
    reason: str


def decoded(body: bytes) -> dict[str, Any]:
    """A server's answer as JSON. Raises Failed."""
    try:
        reply = json.loads(body)
    except (ValueError, RecursionError):
        raise Failed(UNREADABLE) from None
    if not isinstance(reply, dict):
        raise Failed(UNREADABLE)
    return reply


def content(reply: dict[str, Any]) -> str:
    """What the model wrote. Raises Failed where it wrote nothing, or was stopped before its end."""
    try:
        choice = reply["choices"][0]
        written, ended = choice["message"]["content"], choice.get("finish_reason")
    except (LookupError, TypeError, AttributeError):
        raise Failed(UNREADABLE) from None
    if ended == "length":
        raise Failed("was cut off in the middle of its answer")
    if not isinstance(written, str):
        raise Failed(UNREADABLE)
    return written


def answers(written: str) -> list[Answer]:
    """The claims of an answer, with or without prose around the JSON. Raises Failed."""
    decoder = json.JSONDecoder()
    for _, beginning in zip(range(MOST_TRIED), BEGINNING.finditer(written), strict=False):
        try:
            claims = decoder.raw_decode(written, beginning.start())[0]["claims"]
        except (ValueError, RecursionError):
            continue
        if isinstance(claims, list):
            return [_answer(item) for item in claims]
    raise Failed(UNREADABLE)


def _answer(item: object) -> Answer:
    told = item if isinstance(item, dict) else {}
    number, quote = told.get("sentence"), told.get("quote")
    priority, reason = told.get("priority"), told.get("reason")
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(quote, str):
        return Answer(0, "", "", "")
    return Answer(
        number, quote, priority if priority in PRIORITIES else "middle", reason if isinstance(reason, str) else ""
    )
