"""The days that English-language news calls by name; movable ones by their rule, those of the United States included."""

from datetime import date, timedelta

FIXED = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year's": (1, 1), "valentine's day": (2, 14), "st. patrick's day": (3, 17),
    "may day": (5, 1), "juneteenth": (6, 19), "july fourth": (7, 4), "the fourth of july": (7, 4), "independence day": (7, 4),
    "bastille day": (7, 14), "halloween": (10, 31), "veterans day": (11, 11), "armistice day": (11, 11), "remembrance day": (11, 11),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "earth day": (4, 22),
    "international women's day": (3, 8), "groundhog day": (2, 2),
}  # fmt: skip
# Month, day of the week (Monday is 0), and which of them: -1 is the last.
NTH = {
    "martin luther king jr. day": (1, 0, 3), "martin luther king day": (1, 0, 3), "presidents day": (2, 0, 3), "mother's day": (5, 6, 2),
    "memorial day": (5, 0, -1), "father's day": (6, 6, 3), "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4),
}  # fmt: skip
FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "pentecost": 49,
}
NAMES = tuple(sorted({*FIXED, *NTH, *FROM_EASTER}, key=len, reverse=True))


def holiday(name: str, year: int) -> date | None:
    """The day that bears the name (one of NAMES) in a year from 1583 on."""
    if not 1583 <= year <= 9998:
        return None
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    if name in NTH:
        month, weekday, which = NTH[name]
        return nth_weekday(year, month, weekday, which)
    return date(year, *FIXED[name])


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date | None:
    """The first (1), second … or last (-1) such day of the week in a month; None when the month has no fifth."""
    if which > 0:
        first = date(year, month, 1)
        there = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
        return there if there.month == month else None
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the computation of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    epact = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
