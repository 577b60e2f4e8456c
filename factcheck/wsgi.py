"""The WSGI door: `factcheck.wsgi:application` for waitress, granian or any other WSGI server."""

import codecs
import os
from collections.abc import Iterable
from email.message import Message
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

READABLE = ("utf-8", "ascii", "iso8859-1", "cp1252")  # none of them raises on any byte that is decoded with "replace"
django = get_wsgi_application()


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Answer a request whose Content-Type names a charset that can be read; others are passed over.

    Django decodes the address with it before anything of ours is asked, so that `charset=rot13` would be a fault of
    the server (SAFETY A7).
    """
    kind = environ.get("CONTENT_TYPE", "")
    if "charset" in kind.lower() and not _is_readable(kind):
        environ["CONTENT_TYPE"] = kind.partition(";")[0]
    return django(environ, start_response)


def _is_readable(kind: str) -> bool:
    message = Message()
    message["Content-Type"] = kind
    try:
        return codecs.lookup(message.get_content_charset("")).name in READABLE
    except (LookupError, ValueError):
        return False
