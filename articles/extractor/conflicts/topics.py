"""What a clause is about, in a few rough words: the measure, its direction, its telling words."""

import re

from articles.text.words import word_set

DIRECTIONS = {
    "up": """jump jumps jumped jumping surge surges surged surging skyrocket skyrocketed skyrocketing rise rises risen rising rose gain gains gained
        gaining swelled hiked increase increases increased increasing climb climbs climbed grow grows grew grown growing growth rally rallied soar soared soaring up""",
    "down": """decline declines declined declining drop drops dropped dropping fall falls fell fallen falling decrease decreases decreased plunge
        plunged lost lose loses loss losses slump slumped shrink shrank shrunk cut cuts reduce reduced reduces reduction reductions
        slid slipped dipped tumbled sank dwindled slashed eased down""",
}
TOPICS = {
    "share price": "stock stocks share shares ytd",
    "revenue": "revenue revenues turnover sales",
    "profit": "profit profits earnings income",
    "partnership": "partnership partnerships deal deals contract contracts agreement agreements alliance collaboration collaborations",
    "jobs": "jobs employment workforce",
    "unemployment": "unemployment jobless",
    "turnout": "turnout",
    "budget": "budget budgets spending",
    "debt": "debt debts deficit",
    "cost": "cost costs costing price prices",
    "inflation": "inflation",
    "population": "population",
    "deaths": "killed killing died dead deaths",
    "injuries": "injured wounded hurt injuries",
    "wages": "wage wages pay salary salaries",
    "donation": "donation donations donated grant grants funding",
    "fine": "fine fines fined penalty settlement damages",
    "investment": "investment investments invested investing",
}
STOP = word_set("""the and for from with was were are been has have had its this that these those his her their they after before over under about
    more than just during following per not also but which who while since into out new one two three four five year years week weeks
    month months day days said says will would can could percent million billion trillion thousand there""")
# Nouns too general to be one measure.
GENERIC = word_set(
    "things ways plus dollars cents times points years months weeks days hours minutes seconds others parts steps types kinds sides cases reasons"
)
WORD = re.compile(r"[A-Za-z][a-z'’-]{2,24}|[A-Z]{3,6}")
_DIRECTION = {word: name for name, words in DIRECTIONS.items() for word in words.split()}
_TOPIC = {word: name for name, words in TOPICS.items() for word in words.split()}


def direction(words: str) -> str:
    """It is "up", "down", or "" where the words say neither or both."""
    found = {_DIRECTION[word] for word in _lowered(words) if word in _DIRECTION}
    return found.pop() if len(found) == 1 else ""


def move(word: str) -> str:
    """It is "up", "down", or "" for one word alone; unlike direction, it knows the word "up" itself."""
    return _DIRECTION.get(word.lower(), "")


def topic(words: str) -> str:
    """The first measure that the words name, or "" ."""
    return next((_TOPIC[word] for word in _lowered(words) if word in _TOPIC), "")


def names_measure(word: str) -> bool:
    """Whether a word, digits glued to it aside, names a measure or a direction: "YTD", "Gain8"."""
    bare = word.lower().rstrip("0123456789")
    return bare in _TOPIC or bare in _DIRECTION


def keys(words: str) -> frozenset[str]:
    """The telling words, roughly stemmed; words of one topic or direction count as one."""
    return frozenset(
        _TOPIC.get(word) or _DIRECTION.get(word) or (word.rstrip("s") if len(word) > 4 else word)
        for word in _lowered(words)
        if word not in STOP
    )


def _lowered(words: str) -> list[str]:
    return [re.sub(r"['’]s?$", "", word.lower()) for word in WORD.findall(words)]
