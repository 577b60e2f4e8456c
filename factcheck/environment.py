"""Reading the environment: a wrong value is one sentence, said as ImproperlyConfigured."""

import ipaddress
import os
import zoneinfo

from django.core.exceptions import ImproperlyConfigured

YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


def text(name: str, default: str = "") -> str:
    """Return the setting called name; one that is set to nothing counts as unset."""
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    """Return a setting that lists things, with commas between them."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def number(name: str, default: int, *, low: int, high: int) -> int:
    """Return a setting that is a whole number from low to high."""
    try:
        value = int(text(name, str(default)))
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise ImproperlyConfigured(f"{name} must be a number from {low} to {high}.")
    return value


def yes(name: str, *, default: bool = False) -> bool:
    """Return a setting that is on or off."""
    value = text(name).lower()
    if value not in YES + NO:
        raise ImproperlyConfigured(f"{name} must be on or off.")
    return value in YES if value else default


def time_zone(name: str) -> str:
    """Return a setting that names a time zone, such as Europe/Rome."""
    zone = text(name, "UTC")
    try:
        zoneinfo.ZoneInfo(zone)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError, OSError) as error:
        raise ImproperlyConfigured(f"{name} must be a time zone such as UTC or Europe/Rome.") from error
    return zone


def is_loopback(host: str) -> bool:
    """Say whether host names this machine only."""
    host = host.strip("[]")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
