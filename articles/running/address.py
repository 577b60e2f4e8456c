"""The address of the web door: whether it is free, and whether anybody answers there yet."""

import http.client
import socket


def why_not_free(host: str, port: int) -> str | None:
    """Return why no server can listen at host and port, or None when one can."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
            door.listen()
    except (OSError, OverflowError) as error:
        return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return None


def page_answers(host: str, port: int, path: str, name: str) -> bool:
    """Say whether a page is served at path for a visitor who asks for the site called name."""
    line = http.client.HTTPConnection(reachable(host), port, timeout=5)
    try:
        line.request("GET", path, headers={"Host": name})
        return line.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def reachable(host: str) -> str:
    """Return the address under which this machine itself reaches a server that listens on host."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104  no binding here
