"""How a language model is reached and what it may use up: read from named settings, all off until an address is given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "FACTCHECK_LANGUAGE_MODEL_"
# Seconds for one article. The longest leaves a worker, stopped after 100 s, time for everything else.
SECONDS, SHORTEST, LONGEST = 60, 5, 80
MOST_TOKENS, FEWEST_TOKENS = 60_000, 1_000
PRINTABLE = re.compile(r"[!-~]{0,2000}")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
DOOR = "/chat/completions"


@dataclass(frozen=True)
class Settings:
    """One model at one address; prices are in units of a currency for a million tokens, None if nobody said.

    seconds and most_tokens are for one article. Raises ValueError, one line that never shows the key, for what cannot be.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS
    most_tokens: int = MOST_TOKENS
    price_in: Decimal | None = None
    price_out: Decimal | None = None

    def __post_init__(self) -> None:
        if not _is_address(self.url):
            raise ValueError(
                f"{PREFIX}URL must look like http://127.0.0.1:8080/v1, without a name, a key or a ? in it."
            )
        if not self.name or len(self.name) > 200 or not self.name.isprintable():
            raise ValueError(f"{PREFIX}NAME must say which model to ask.")
        if not PRINTABLE.fullmatch(self.key):
            raise ValueError(f"{PREFIX}KEY must be one word of plain letters, digits and signs.")
        if find_spec("httpx") is None:
            raise ValueError(f"{PREFIX}URL is set, but the package httpx is not installed (docs/language-model.md).")

    @property
    def address(self) -> str:
        """Where questions are sent."""
        base = self.url.rstrip("/")
        return base if base.endswith(DOOR) else base + DOOR

    @property
    def is_on_this_machine(self) -> bool:
        """Whether the text stays on this machine; no proxy is asked then."""
        return urlsplit(self.url).hostname in LOOPBACK


def read(mapping: Mapping[str, str]) -> Settings | None:
    """The settings among the names of an environment, or None where no address is given. Raises ValueError, one line."""
    given = {name: mapping.get(PREFIX + name, "").strip() for name in ("URL", "NAME", "TIMEOUT", "MOST_TOKENS")}
    if not given["URL"]:
        return None
    return Settings(
        given["URL"],
        given["NAME"],
        _key(mapping),
        _number("TIMEOUT", given["TIMEOUT"], SECONDS, SHORTEST, LONGEST),
        _number("MOST_TOKENS", given["MOST_TOKENS"], MOST_TOKENS, FEWEST_TOKENS, 10_000_000),
        _price(mapping, "PRICE_IN"),
        _price(mapping, "PRICE_OUT"),
    )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    told = parts.username is not None or parts.query or parts.fragment
    return named and parts.scheme in ("http", "https") and not told and bool(PRINTABLE.fullmatch(url))


def _key(mapping: Mapping[str, str]) -> str:
    """The key itself, or what stands in the file that holds it."""
    file = mapping.get(f"{PREFIX}KEY_FILE", "").strip()
    if not file:
        return mapping.get(f"{PREFIX}KEY", "").strip()
    try:
        return Path(file).read_text("ascii").strip()
    except (OSError, ValueError):
        raise ValueError(f"{PREFIX}KEY_FILE cannot be read.") from None


def _number(name: str, given: str, default: int, low: int, high: int) -> int:
    value = default if not given else int(given) if re.fullmatch(r"[0-9]{1,9}", given) else low - 1
    if not low <= value <= high:
        raise ValueError(f"{PREFIX}{name} must be a number from {low} to {high}.")
    return value


def _price(mapping: Mapping[str, str], name: str) -> Decimal | None:
    given = mapping.get(PREFIX + name, "").strip()
    if not given:
        return None
    try:
        price = Decimal(given)
    except InvalidOperation:
        price = Decimal(-1)
    if not (price.is_finite() and 0 <= price <= 1_000_000):
        raise ValueError(f"{PREFIX}{name} must be a price for a million tokens, such as 0.15.")
    return price
