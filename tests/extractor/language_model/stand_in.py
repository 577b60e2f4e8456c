"""A server that speaks chat completions and does, request by request, what it is told to: also late, broken or hostile."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


class Asked(NamedTuple):
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def lines(self) -> dict[int, str]:
        """The numbered sentences."""
        return {int(number): line for number, line in NUMBERED.findall(self.body["messages"][-1]["content"])}


class Handler(BaseHTTPRequestHandler):
    """Plays the next act, with what it needs for that."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(self.path, dict(self.headers), json.loads(body or b"{}"))
        try:
            self.server.next_act(asked)(self, asked)
        except OSError:  # whoever asked has hung up
            self.close_connection = True

    def do_GET(self) -> None:
        """A redirect that is followed comes as one."""
        self.do_POST()

    def send(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has above
        """Say nothing."""


Act = Callable[[Handler, Asked], None]


class Server(ThreadingHTTPServer):
    """Plays acts in their order, the last one again and again; keeps what it was asked."""

    daemon_threads = True

    def __init__(self, acts: Iterable[Act]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts = list(acts)
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self.turn = threading.Lock()

    def next_act(self, asked: Asked) -> Act:
        with self.turn:
            self.asked.append(asked)
            return self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that breaks is part of the play."""


class StandIn:
    """A server for as long as a `with` lasts."""

    def __init__(self, *acts: Act) -> None:
        self.server = Server(acts)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.closing.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    @property
    def asked(self) -> list[Asked]:
        return self.server.asked


def claim(sentence: object, quote: object, priority: str = "middle", reason: str = "Look it up.") -> dict[str, object]:
    return {"sentence": sentence, "quote": quote, "reason": reason, "priority": priority}


def every_line(asked: Asked) -> list[dict[str, object]]:
    return [claim(number, line) for number, line in asked.lines.items()]


def completion(content: object, usage: object = None, ended: str = "stop") -> bytes:
    choice = {"index": 0, "finish_reason": ended, "message": {"role": "assistant", "content": content}}
    told = {} if usage is None else {"usage": usage}
    return json.dumps({"object": "chat.completion", "choices": [choice], **told}).encode()


USAGE = {"prompt_tokens": 700, "completion_tokens": 300, "total_tokens": 1000}


def says(*claims: dict[str, object], usage: object = USAGE) -> Act:
    """Answers with these claims."""
    return writes(json.dumps({"claims": claims}), usage=usage)


def writes(content: object, usage: object = USAGE, ended: str = "stop") -> Act:
    """Answers with these words, whatever they are."""
    return lambda handler, asked: handler.send(200, completion(content, usage, ended))


def takes_all(handler: Handler, asked: Asked) -> None:
    """Answers well, every sentence being a claim."""
    handler.send(200, completion(json.dumps({"claims": every_line(asked)}), USAGE))


def refuses(status: int, body: bytes = b"{}", **headers: str) -> Act:
    """Answers with a status that is not 200."""
    return lambda handler, asked: handler.send(status, body, **headers)


def sends(body: bytes) -> Act:
    """Answers 200 with these very bytes."""
    return lambda handler, asked: handler.send(200, body)


def waits(seconds: float, then: Act = takes_all) -> Act:
    """Answers late."""

    def act(handler: Handler, asked: Asked) -> None:
        handler.server.closing.wait(seconds)
        then(handler, asked)

    return act


def breaks_off(handler: Handler, asked: Asked) -> None:
    """Hangs up in the middle of an answer."""
    body = completion(json.dumps({"claims": every_line(asked)}))
    handler.send(200, body[: len(body) // 2], length=len(body))
    handler.close_connection = True


def drips(handler: Handler, asked: Asked) -> None:
    """Sends an answer without end, a blank at a time, each in time."""
    handler.send(200, b"", length=10**9)
    while not handler.server.closing.wait(0.05):
        handler.wfile.write(b" ")


def floods(handler: Handler, asked: Asked) -> None:
    """Sends an answer without end as fast as it can."""
    handler.send(200, b"", length=10**12)
    until = time.monotonic() + 5
    while time.monotonic() < until and not handler.server.closing.is_set():
        handler.wfile.write(b" " * 65_536)


def knows_no(*names: str, complaint: str) -> Act:
    """Refuses requests that hold one of these names, and answers others well."""

    def act(handler: Handler, asked: Asked) -> None:
        if any(name in asked.body for name in names):
            handler.send(400, json.dumps({"error": {"message": complaint}}).encode())
        else:
            takes_all(handler, asked)

    return act
