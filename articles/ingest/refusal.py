"""A file that cannot be taken, in words an editor understands."""

from typing import Literal

Status = Literal[413, 415, 422]
NOTHING_STORED = "Nothing was stored."


class CannotTake(Exception):
    """Why an upload was refused: a code for programs, a message for people and the HTTP status.

    The message says what happened, why and what to do; "Nothing was stored." is added to every one.
    413: too big.  415: a kind of file that is not read.  422: the right kind, but it cannot be read.
    """

    def __init__(self, code: str, message: str, status: Status) -> None:
        self.code = code
        self.message = message if message.endswith(NOTHING_STORED) else f"{message} {NOTHING_STORED}"
        self.status: Status = status
        super().__init__(code, self.message, status)

    def __str__(self) -> str:
        return self.message


def broken(
    what: str, do: str = "Open it in the program that made it, save it again and upload the new copy."
) -> CannotTake:
    """The refusal of a file that is not what it should be; what names it: "This Word file"."""
    return CannotTake("broken_file", f"{what} is damaged or incomplete and cannot be read. {do}", 422)


def no_text(what: str = "There is no text in this file.") -> CannotTake:
    """The refusal of a file without a single word."""
    return CannotTake("no_text", f"{what} Upload a file with words in it, or paste the text.", 422)
