"""Units: currencies, measures, and the nouns that turn an ordinal into a rank."""

CURRENCIES = {
    "$": "USD", "US$": "USD", "C$": "CAD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
}  # fmt: skip
MONEY_WORDS = {
    "us dollars": "USD", "u.s. dollars": "USD", "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "rupees": "INR", "roubles": "RUB", "rubles": "RUB", "pesos": "MXN", "francs": "CHF", "shekels": "ILS",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY",
}  # fmt: skip


def _plural(words: str) -> dict[str, str]:
    """Both the singular and the plural of each word, written with "/" where irregular, lead to the plural."""
    forms = {}
    for word in words.split(","):
        one, _, many = word.strip().partition("/")
        many = many or one + "s"
        forms[many], forms[one] = many, many
    return forms


# Longest first, so that "square miles" is not read as "square".
MEASURES = dict(
    sorted(
        {
            **_plural(
                "second, minute, hour, day, week, month, year, decade, century/centuries, mile, kilometre, kilometer, metre, meter, "
                "centimetre, centimeter, millimetre, millimeter, foot/feet, inch/inches, yard, acre, hectare, pound, ounce, kilogram, "
                "kilo, gram, ton, tonne, litre, liter, gallon, barrel, degree, watt, kilowatt, megawatt, gigawatt, kilowatt-hour, "
                "megabyte, gigabyte, terabyte, point, square mile/square miles, square foot/square feet, "
                "square metre/square metres, square meter/square meters, square kilometre/square kilometres, "
                "square kilometer/square kilometers, nautical mile/nautical miles, light-year, page, cent, knot, calorie, time"
            ),
            **{
                unit: unit
                for unit in (
                    "km",
                    "km/h",
                    "mph",
                    "kg",
                    "GB",
                    "TB",
                    "MB",
                    "MW",
                    "GW",
                    "kWh",
                    "°C",
                    "°F",
                    "cm",
                    "mm",
                    "GHz",
                    "MHz",
                    "lbs",
                )
            },
        }.items(),
        key=lambda pair: -len(pair[0]),
    )
)
# "a time" and "a point" are no measures when they stand alone: "two times" is, "one time" is not worth a check.
HYPHEN_ONLY = {
    "year-old": "years",
    "years-old": "years",
    "month-old": "months",
    "week-old": "weeks",
    "day-old": "days",  # longest first
    "year": "years",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "hour": "hours",
    "minute": "minutes",
    "second": "seconds",
    "mile": "miles",
    "foot": "feet",
    "inch": "inches",
    "yard": "yards",
    "acre": "acres",
    "point": "points",
    "pound": "pounds",
    "metre": "metres",
    "meter": "meters",
    "kilometre": "kilometres",
    "kilometer": "kilometers",
    "ton": "tons",
    "tonne": "tonnes",
    "barrel": "barrels",
    "gallon": "gallons",
    "degree": "degrees",
    "megawatt": "megawatts",
    "decade": "decades",
    "time": "times",
    **_plural(
        "page, member, person/people, seat, story/stories, bed, room, man/men, woman/women, team, nation, party/parties, vote, game, match/matches, "
        "lap, hole, word, item, step, part, car, bedroom, unit, state, country/countries, night, run, goal, round"
    ),
}
ORDINAL_NOUNS = (
    r"place\b", r"time\b", r"goal\b", r"title\b", r"win\b", r"victory\b", r"(?:straight|consecutive)\b",
    r"(?:most|least|lowest|highest|largest|biggest|longest|busiest|oldest|richest|tallest|fastest|best|worst|smallest)\b",
    r"(?:annual|anniversary|birthday|term\b|attempt|death|arrest|case|year\b|month\b|day\b|week\b|season\b|mission|child|wife|husband|medal)",
)  # fmt: skip
