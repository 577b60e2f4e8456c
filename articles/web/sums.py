"""Sums in a sentence, as somebody would say them."""

from collections.abc import Iterable

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelled(number: int) -> str:
    """Up to twelve as a word, beyond that in figures."""
    return WORDS[number] if number < len(WORDS) else f"{number:,}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun and verb: "one is late", "five are late"."""
    return f"{spelled(number)} {one if number == 1 else many}"


def sentence(parts: Iterable[str]) -> str:
    """Parts that say something as one sentence, with a capital and a full stop; "" when there are none."""
    said = ", ".join(part for part in parts if part)
    return f"{said[0].upper()}{said[1:]}." if said else ""
