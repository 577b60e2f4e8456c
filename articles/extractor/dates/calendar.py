"""Ranges of days: what a time expression means, relative to the day the article was published."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from articles.text.words import word_list

MONTHS = {name: number for number, name in enumerate(word_list("jan feb mar apr may jun jul aug sep oct nov dec"), 1)}
WEEKDAYS = {name: number for number, name in enumerate(word_list("mon tue wed thu fri sat sun"))}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


class Days(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date


def day(year: int, month: int, number: int) -> Days | None:
    """One day, or None if the calendar has no such day."""
    if not 1 <= year <= 9998 or not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return Days(date(year, month, number), date(year, month, number))


def month(year: int, number: int) -> Days | None:
    """One calendar month."""
    if not 1 <= year <= 9998:
        return None
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int, last: int | None = None) -> Days | None:
    """One calendar year, or from one through another."""
    last = number if last is None else last
    return Days(date(number, 1, 1), date(last, 12, 31)) if 1 <= number <= last <= 9998 else None


def quarter(of_year: int, number: int) -> Days | None:
    """One calendar quarter, 1 to 4."""
    first, last = month(of_year, 3 * number - 2), month(of_year, 3 * number)
    return Days(first.first, last.last) if first and last else None


def season(of_year: int, name: str) -> Days | None:
    """A season of the northern half by whole months; winter is the one that begins in the year."""
    first, last = SEASONS[name.lower()]
    opening, closing = month(of_year, first), month(of_year + (last < first), last)
    return Days(opening.first, closing.last) if opening and closing else None


def moved(anchor: date, *, years: int = 0, months: int = 0, days: int = 0) -> date | None:
    """The day that lies so far from anchor, at the end of the month where there is no such day; None outside the calendar."""
    total = anchor.year * 12 + anchor.month - 1 + 12 * years + months
    of_year, of_month = total // 12, total % 12 + 1
    if not 1 <= of_year <= 9998 or abs(days) > 3_000_000:
        return None
    start = date(of_year, of_month, min(anchor.day, monthrange(of_year, of_month)[1]))
    ordinal = start.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date(9998, 12, 31).toordinal() else None


def shifted(anchor: date, count: int, unit: str) -> date | None:
    """The day count units (day, week, month, quarter, year, decade, century) from anchor."""
    if abs(count) > 10_000:
        return None
    steps = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in steps:
        return moved(anchor, months=count * steps[unit])
    return moved(anchor, days=count * {"day": 1, "week": 7, "weekend": 7}[unit])


def period(anchor: date, unit: str, by: int) -> Days | None:
    """The calendar week (from Monday), month, quarter, year, decade or century by units from the anchor's."""
    if unit == "year":
        return year(anchor.year + by)
    if unit == "month":
        there = moved(anchor.replace(day=1), months=by)
        return month(there.year, there.month) if there else None
    if unit == "quarter":
        there = moved(anchor.replace(day=1), months=3 * by)
        return quarter(there.year, (there.month + 2) // 3) if there else None
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = anchor.year // size * size + by * size
        return year(first, first + size - 1) if first > 0 else None
    monday = moved(anchor, days=7 * by - anchor.weekday() + (5 if unit == "weekend" else 0))
    last = moved(monday, days=1 if unit == "weekend" else 6) if monday else None
    return Days(monday, last) if monday and last else None


def nearest_year(anchor: date, of_month: int, of_day: int) -> Days | None:
    """The day of that month nearest to anchor, in its year or the one before or after."""
    days = [found for step in (-1, 0, 1) if (found := day(anchor.year + step, of_month, of_day))]
    return min(days, key=lambda found: abs(found.first - anchor), default=None)


def weekday(anchor: date, number: int, *, ahead: bool) -> Days:
    """The last such weekday up to anchor, or the next one from it on; anchor itself when it is one."""
    step = (number - anchor.weekday()) % 7 if ahead else -((anchor.weekday() - number) % 7)
    there = anchor + timedelta(days=step)
    return Days(there, there)
