"""One POST to one address: no redirects, no proxy, nothing read but the status, and never longer than so many seconds."""

import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR
from threading import Timer
from urllib.parse import SplitResult, urlsplit

TOO_LATE = "It did not answer in time."


class NotTaken(Exception):
    """The other side did not take it; the message says why, in a sentence without the address."""


def post(address: str, body: bytes, media_type: str, *, seconds: float) -> None:
    """Send body to an http(s) address.  Raises NotTaken unless a 2xx comes back within `seconds`."""
    status = _Line(urlsplit(address), seconds).sent(body, media_type)
    if 300 <= status < 400:
        raise NotTaken("It answered with a redirect, which is not followed.")
    if not 200 <= status < 300:
        raise NotTaken(f"It answered with status {status}.")


class _Line:
    """A connection that is cut when the time is up, however slowly the other side goes on talking."""

    def __init__(self, address: SplitResult, seconds: float) -> None:
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        self._line = kind(address.hostname or "", address.port, timeout=seconds)
        self._path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        self._is_cut = False
        self._timer = Timer(seconds, self._cut)

    def sent(self, body: bytes, media_type: str) -> int:
        """The status that came back.  Raises NotTaken."""
        self._timer.start()
        try:
            self._line.request("POST", self._path, body, {"Content-Type": media_type, "User-Agent": "factcheck"})
            status = self._line.getresponse().status
        except TimeoutError as error:
            raise NotTaken(TOO_LATE) from error
        except ssl.SSLError as error:
            raise NotTaken(TOO_LATE if self._is_cut else "It could not be spoken to under encryption.") from error
        except (OSError, HTTPException, ValueError) as error:
            raise NotTaken(TOO_LATE if self._is_cut else "It could not be reached, or broke off.") from error
        finally:
            self._timer.cancel()
            self._line.close()
        if self._is_cut:  # a head that was cut off looks like one that ended
            raise NotTaken(TOO_LATE)
        return status

    def _cut(self) -> None:
        self._is_cut = True
        if self._line.sock is not None:
            with suppress(OSError):
                self._line.sock.shutdown(SHUT_RDWR)
