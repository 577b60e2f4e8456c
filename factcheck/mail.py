"""Where letters and checkpoints go: Django's mail settings from one address, and addresses that are what they should be."""

from email.utils import parseaddr
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from factcheck.environment import is_loopback, text, words

SENDER = "factcheck@localhost"
PORTS = {"smtp": 25, "smtps": 465}
MAIL_FORM = (
    "FACTCHECK_MAIL_URL must look like smtp://user:password@host:587?from=desk@example.org, or smtps:// with port 465."
)


class Mail(NamedTuple):
    """Django's EMAIL_* settings."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False
    sender: str = SENDER


FILES = Mail("django.core.mail.backends.filebased.EmailBackend")
"""Without a server: letters are written as files into the data folder."""


def mail(name: str) -> Mail:
    """Return how letters are sent.  Over smtp:// a password, and what goes to another machine, waits for STARTTLS."""
    try:
        address = urlsplit(text(name))
        host, port = address.hostname, address.port
    except ValueError:
        raise ImproperlyConfigured(MAIL_FORM) from None
    if not text(name):
        return FILES
    sender = parse_qs(address.query).get("from", [SENDER])[-1]
    if address.scheme not in PORTS or not host or address.path not in ("", "/") or not _is_address(sender):
        raise ImproperlyConfigured(MAIL_FORM)
    encrypted = address.scheme == "smtps"
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=host,
        port=port or PORTS[address.scheme],
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        ssl=encrypted,
        starttls=not encrypted and not is_loopback(host),
        sender=sender,
    )


def people(name: str) -> list[str]:
    """Return a setting that lists e-mail addresses, with commas between them."""
    addresses = words(name)
    if not all(map(_is_address, addresses)):
        raise ImproperlyConfigured(f"{name} must be e-mail addresses, with commas between them.")
    return addresses


def webhook(name: str) -> str:
    """Return an address that takes POSTs: https://, or http:// on this machine; "" when there is none."""
    wrong = ImproperlyConfigured(f"{name} must be an https:// address, or http:// on this machine, without a password.")
    try:
        address = urlsplit(text(name))
        host = (address.hostname or "") and address.port != 0 and address.hostname
    except ValueError:
        raise wrong from None
    if not text(name):
        return ""
    is_private = address.scheme == "https" or (address.scheme == "http" and is_loopback(host or ""))
    if not host or not is_private or address.username is not None or not text(name).isascii():
        raise wrong
    return text(name)


def _is_address(address: str) -> bool:
    name, _, domain = address.rpartition("@")
    return bool(name and domain) and parseaddr(address) == ("", address) and not any(map(str.isspace, address))
