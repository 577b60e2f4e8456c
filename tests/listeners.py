"""Servers of the tests that take checkpoints and letters, and that can be as bad as real ones are."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Hook(ThreadingHTTPServer):
    """Takes POSTs and keeps them as (path, content type, body).  mood: a status, or "late", "dripping", "closing"."""

    daemon_threads = True
    mood: int | str = 204

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.taken: list[tuple[str, str, bytes]] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/checkpoints?desk=1"


class _Taking(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        hook = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        hook.taken.append((self.path, self.headers["Content-Type"], body))
        if hook.mood == "late":
            hook.over.wait(20)
        elif hook.mood == "dripping":
            self._drip()
        elif hook.mood == "closing":
            self.close_connection = True
        else:
            self.send_response(int(hook.mood))
            self.send_header("Location", f"http://127.0.0.1:{hook.server_port}/elsewhere")
            self.end_headers()

    def do_GET(self) -> None:
        self.server.taken.append((self.path, "GET", b""))

    def _drip(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.server.over.wait(0.1):
                self.wfile.write(b"X-More: and more\r\n")
                self.wfile.flush()
        except OSError:
            pass  # the other side had enough

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Postbox(socketserver.ThreadingTCPServer):
    """A mail server that keeps the letters it takes.  mood: "", "late", "closing", "full" (refuses the addresses)."""

    daemon_threads = True
    allow_reuse_address = True
    mood = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Speaking)
        self.letters: list[tuple[list[str], bytes]] = []
        self.over = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Speaking(socketserver.StreamRequestHandler):
    server: Postbox

    def handle(self) -> None:
        if self.server.mood == "late":
            self.server.over.wait(20)
            return
        self.say("220 postbox")
        people: list[str] = []
        for line in iter(self.rfile.readline, b""):
            word = line[:4].upper()
            if self.server.mood == "closing" and word == b"MAIL":
                return
            if word == b"RCPT" and self.server.mood == "full":
                self.say("550 no such person")
            elif word == b"RCPT":
                people.append(line.split(b"<")[1].split(b">")[0].decode())
                self.say("250 fine")
            elif word == b"DATA":
                self.say("354 go on")
                self.server.letters.append((people, b"".join(iter(self.rfile.readline, b".\r\n"))))
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def listening(server: Hook | Postbox) -> Iterator[None]:
    """Serve until the end of the block."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
