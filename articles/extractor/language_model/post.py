"""One request to a server and what came back: no redirects, no compression, never more than so many bytes."""

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from articles.extractor.language_model.answers import Failed
from articles.extractor.language_model.settings import Settings

with suppress(ImportError):  # optional; Settings says in words that it is missing
    import httpx

MOST_BYTES = 1_000_000
TOO_LATE = "did not answer in time"
NO_CONNECTION = 0
WHY = {
    NO_CONNECTION: "could not be reached",
    401: "refused the key",
    403: "refused the key",
    404: "is not at this address, or the server does not know its name",
    429: "had too much to do",
}


class Reply(NamedTuple):
    """What came back for one request; status 0 is no connection."""

    status: int
    body: bytes = b""
    retry_after: str = ""

    @property
    def refuses_the_form(self) -> bool:
        """Whether the server did not understand what it was asked to keep to."""
        return self.status in (400, 422)

    @property
    def may_pass(self) -> bool:
        """Whether it may be otherwise a little later."""
        return self.status in (NO_CONNECTION, 429) or self.status >= 500

    @property
    def why(self) -> str:
        """What it says of the model, as the end of a sentence."""
        if 300 <= self.status < 400:
            return "answered with a redirect, which is not followed"
        return WHY.get(self.status, f"answered with status {self.status}")

    @property
    def wait(self) -> float:
        """The seconds it asks to wait, given as a number or a date; 0 if it says nothing sensible."""
        if self.retry_after.isascii() and self.retry_after.isdigit():
            return float(self.retry_after[:9])
        try:
            then = parsedate_to_datetime(self.retry_after)
        except ValueError:
            return 0.0
        seconds: float = (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
        return max(0.0, seconds)


def client(settings: Settings, answer_in: float, connect_in: float) -> "httpx.AsyncClient":
    """A client for one article; times in seconds, each for one wait on the line."""
    key = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
    return httpx.AsyncClient(
        timeout=httpx.Timeout(answer_in, connect=connect_in, pool=None),
        headers={"Content-Type": "application/json", "Accept-Encoding": "identity", **key},
        trust_env=not settings.is_on_this_machine,  # proxies and certificates of the machine's environment
        follow_redirects=False,
    )


async def post(line: "httpx.AsyncClient", address: str, body: bytes) -> Reply:
    """Send body to address. Raises Failed when what was begun does not come to its end."""
    kept = bytearray()
    try:
        async with line.stream("POST", address, content=body) as response:
            async for piece in response.aiter_raw():
                kept += piece
                if len(kept) > MOST_BYTES:
                    raise Failed("sent more than an answer can be")
            return Reply(response.status_code, bytes(kept), response.headers.get("Retry-After", ""))
    except (httpx.ConnectError, httpx.ConnectTimeout):
        return Reply(NO_CONNECTION)
    except httpx.TimeoutException:
        raise Failed(TOO_LATE) from None
    except httpx.HTTPError:
        raise Failed("broke off its answer") from None
