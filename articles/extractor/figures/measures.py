"""Units: currencies, measures, and the nouns that turn an ordinal into a rank."""

from articles.text.words import word_list

CURRENCIES = {
    "$": "USD", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD",
    "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "CN¥": "CNY", "₹": "INR", "RS": "INR", "₩": "KRW", "₽": "RUB",
    "₺": "TRY", "₪": "ILS", "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "₴": "UAH", "RP": "IDR", "RM": "MYR", "RMB": "CNY",
    **{code: code for code in word_list(
        "USD EUR GBP JPY CNY CHF INR AUD CAD NZD HKD SGD SEK NOK DKK PLN CZK HUF TRY RUB BRL MXN ZAR KRW TWD THB IDR MYR PHP ILS AED SAR EGP NGN KES PKR UAH"
    )},
}  # fmt: skip
MONEY_WORDS = {
    "dollar": "USD", "euro": "EUR", "pounds sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "rouble": "RUB",
    "ruble": "RUB", "peso": "MXN", "franc": "CHF", "shekel": "ILS", "baht": "THB", "won": "KRW", "lira": "TRY", "kroner": "NOK", "kronor": "SEK",
    "krone": "NOK", "krona": "SEK", "ringgit": "MYR", "rupiah": "IDR", "dirham": "AED", "riyal": "SAR", "rial": "IRR",
    "rand": "ZAR", "naira": "NGN", "shilling": "KES", "dong": "VND", "hryvnia": "UAH", "reais": "BRL", "zloty": "PLN", "forint": "HUF",
    "koruna": "CZK", "dinar": "KWD", "taka": "BDT", "bolivar": "VES", "bitcoin": "BTC",
}  # fmt: skip
# Whose money it is: "Canadian dollars".
NATIONAL = {
    ("canadian", "dollar"): "CAD", ("australian", "dollar"): "AUD", ("hong kong", "dollar"): "HKD", ("new zealand", "dollar"): "NZD",
    ("singapore", "dollar"): "SGD", ("taiwan", "dollar"): "TWD", ("danish", "kroner"): "DKK", ("norwegian", "kroner"): "NOK",
    ("swedish", "kronor"): "SEK", ("swedish", "kroner"): "SEK", ("pakistani", "rupee"): "PKR", ("sri lankan", "rupee"): "LKR",
    ("nepalese", "rupee"): "NPR", ("colombian", "peso"): "COP", ("argentine", "peso"): "ARS", ("chilean", "peso"): "CLP",
    ("philippine", "peso"): "PHP", ("egyptian", "pound"): "EGP", ("british", "pound"): "GBP", ("ugandan", "shilling"): "UGX",
}  # fmt: skip
NATIONS = (
    "u.s.", "us", "american", "swiss", "indian", "russian", "turkish", "south korean", "japanese", "chinese", "mexican", "kenyan", "iranian", "saudi",
    "kuwaiti", "south african", *sorted({nation for nation, _ in NATIONAL}),
)  # fmt: skip


def _plural(words: str) -> dict[str, str]:
    """Both the singular and the plural of each word, written with "/" where irregular, lead to the plural."""
    forms = {}
    for word in words.split(","):
        one, _, many = word.strip().partition("/")
        many = many or one + "s"
        forms[many], forms[one] = many, many
    return forms


SYMBOLS = word_list(
    """km km/h kph mph m/s kg mg µg μg ml mL kW MW GW TW kWh MWh GWh TWh kV GB TB MB PB Gbps Mbps °C °F cm mm nm µm μm Hz kHz MHz GHz lb lbs oz ft
    km² km2 m² m2 cm² m³ m3 ppm ppb hp dB psi mpg fps rpm mAh hPa mg/kg mg/L mg/dL µg/m³ g/km"""
)
# Longest first, so that "square miles" is not read as "square".
MEASURES = dict(
    sorted(
        {
            **_plural(
                "second, minute, hour, day, night, week, month, year, decade, century/centuries, fortnight, mile, kilometre, kilometer, metre, meter, "
                "centimetre, centimeter, millimetre, millimeter, nanometre, nanometer, micrometre, micrometer, micron, foot/feet, inch/inches, yard, acre, "
                "hectare, pound, ounce, kilogram, kilo, gram, milligram, microgram, ton, tonne, metric ton, kiloton, megaton, litre, liter, millilitre, "
                "milliliter, gallon, pint, quart, barrel, bushel, carat, degree, watt, kilowatt, megawatt, gigawatt, terawatt, kilowatt-hour, kilowatt hour, "
                "megawatt-hour, megawatt hour, terawatt-hour, volt, joule, decibel, hertz/hertz, megahertz/megahertz, gigahertz/gigahertz, horsepower/horsepower, "
                "byte, kilobyte, megabyte, gigabyte, terabyte, petabyte, exabyte, megabit, gigabit, pixel, megapixel, point, square mile, square foot/square feet, "
                "square metre, square meter, square kilometre, square kilometer, square inch/square inches, square yard, cubic foot/cubic feet, cubic metre, "
                "cubic meter, nautical mile, light-year, light year, page, cent, knot, calorie, time"
            ),
            "degrees Celsius": "degrees Celsius",
            "degrees Fahrenheit": "degrees Fahrenheit",
            "miles per hour": "miles per hour",
            "miles an hour": "miles per hour",
            "kilometers per hour": "kilometers per hour",
            "kilometres per hour": "kilometres per hour",
            "parts per million": "parts per million",
            "parts per billion": "parts per billion",
            "sq km": "square kilometers",
            "sq ft": "square feet",
            "sq m": "square meters",
            **{unit: unit for unit in SYMBOLS},
        }.items(),
        key=lambda pair: -len(pair[0]),
    )
)
TEMPERATURES = frozenset(("degrees", "degrees Celsius", "degrees Fahrenheit", "°C", "°F"))
# What stands behind a hyphen; of the last, one alone is no figure: "one-time", "one-man", "one-party".
HYPHEN_ONLY = {
    "year-old": "years",
    "years-old": "years",
    "month-old": "months",
    "week-old": "weeks",
    "day-old": "days",
    "hour-old": "hours",
    **_plural(
        "year, month, week, day, night, hour, minute, second, decade, century/centuries, mile, foot/feet, inch/inches, yard, acre, hectare, pound, "
        "ounce, gram, kilogram, metre, meter, kilometre, kilometer, centimetre, centimeter, millimetre, millimeter, ton, tonne, kiloton, megaton, "
        "barrel, gallon, liter, litre, degree, watt, kilowatt, megawatt, gigawatt, gigabyte, megapixel, carat, volt, dollar"
    ),
}
HYPHENED_NOUNS = _plural(
    "point, time, page, member, person/people, seat, story/stories, bed, room, man/men, woman/women, team, nation, party/parties, vote, game, "
    "match/matches, lap, hole, word, item, step, part, car, bedroom, unit, state, country/countries, run, goal, round, storey, floor, lane, wheel, "
    "seater, digit, star, set, phase, stage, stop, course, term, hitter, way, child/children, passenger, student, judge, justice, piece, volume, "
    "episode, season, week, city/cities, dose, figure"
) | {"fold": "times", "magnitude": "", "strong": ""}
# Stems where a plural or a longer word does as well.
ORDINAL_NOUNS = (
    *(rf"{word}\b" for word in word_list(
        """place time goal title win victory loss straight consecutive successive most least lowest highest largest biggest longest busiest oldest richest
        tallest fastest best worst smallest deadliest youngest greatest heaviest wealthiest strongest hottest coldest warmest driest wettest costliest
        cheapest leading ranked seeded term year month day week season edition appearance trophy championship touchdown strike lap"""
    )),
    *word_list("annual anniversary birthday attempt death arrest case mission child wife husband medal"),
)  # fmt: skip
