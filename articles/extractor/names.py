"""Names in capitals with the role beside them, and the people among them by their last name."""

import re
from collections.abc import Iterable

from articles.extractor.findings import Name
from articles.text.spans import Span
from articles.text.words import word_set

WORD = r"(?:[A-Z](?:[\w’'-]{1,24}|(?=\.))\.?)"
NAME = re.compile(rf"{WORD}(?:\s(?:(?:of|the|de|del|da|van|von|der|al|bin|for|and|la)\s){{0,2}}{WORD}){{0,6}}")
RUN = re.compile(rf"{WORD}(?:\s(?:(?:de|del|da|van|von|der|al|bin|la)\s){{0,2}}{WORD}){{0,5}}")
TITLES = word_set("""mr mrs ms dr prof sir dame lord lady sen rep gov gen lt col capt sgt maj rev hon president minister secretary senator
    representative governor mayor judge justice general captain professor doctor chief director chairman chairwoman
    commissioner ambassador administrator king queen prince princess pope archbishop bishop imam rabbi ceo cfo cto
    spokesman spokeswoman spokesperson coach officer sheriff prime vice deputy former attorney environment foreign defence
    defense finance interior health executive""")
ROLE_WORDS = (
    "president|minister|secretary|director|chairman|chairwoman|chair|chief|chief executive|ceo|founder|co-founder|professor|spokesman|spokeswoman|"
    "spokesperson|senator|governor|mayor|commissioner|judge|general|captain|coach|author|manager|leader|head|administrator|officer|lawyer|"
    "analyst|strategist|economist|candidate|champion|editor|reporter|researcher|scientist|engineer|attorney|ambassador|councillor|politician|"
    "striker|goalkeeper|defender|midfielder|referee|designer|actor|singer|writer|doctor|activist|member|owner|partner|vice president"
)
ROLE_BEFORE = re.compile(rf"(?i)((?:[\w&’'-]{{1,25}}\s){{0,3}}(?:{ROLE_WORDS}))\s$")
ROLE_AFTER = re.compile(
    rf"(?i),\s((?:(?:the|a|an|former|deputy|vice|acting)\s){{0,2}}(?:[\w&’'-]{{1,25}}\s){{0,4}}(?:{ROLE_WORDS})(?:\s(?:of|at|for)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){{0,4}})?)"
)
VERB = re.compile(r"(?:said|says|noted|notes|told|tells|adds|asks|warns|writes|wrote|\w{3,}ed)", re.IGNORECASE)
# Words with which sentences begin: a capital there makes no name.
OPENERS = word_set("""the a an this that these those he she it they we i you his her its their our my your there here what when where why who how in
    on at for but and or so if while although though as after before since because despite according however meanwhile still also
    then now no not some many most all both each every another such one two three four five six seven eight nine ten is are was were
    do does did can could will would should may might let please yes with by from to of during under over last next earlier later
    today yesterday monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december more less than unlike like once only even just other others""")
GROUPS = word_set("""inc corp company party university foundation council court department agency ministry committee association institute group
    bank club cup league news house senate congress parliament union commission center centre museum school college office
    service services administration program programme project conference award match world states kingdom times post journal
    constituency act law street park square airport stadium technologies
    environment canada america china russia europe africa britain security trust fund international national""")


def names(text: str) -> list[Name]:
    """Names of two words or more, and single ones with a role beside them, in reading order."""
    found = []
    for match in NAME.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        words = text[start:end]
        if end - start < 3 or words.lower() in OPENERS or "\n" in words:
            continue
        title = _title_length(words)
        role = words[:title].rstrip() or _role(text, start, end)
        if role or " " in words:
            found.append(Name(Span(start + title, end), words[title:], role))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the sentence's first word where that is none of the name's, without a possessive and full stop at the end."""
    first = text[start:end].split(maxsplit=1)
    if len(first) == 2 and first[0].lower().rstrip(".'’s") in OPENERS:
        start = end - len(first[1])
        following = re.match(r"(?:of|the|de|for|and)\s", text[start:end])
        start += following.end() if following else 0
    for tail in (".", "'s", "’s", "'", "’"):
        if text[start:end].endswith(tail) and not re.search(r"\b(?:Jr|Sr|Inc|Corp|Co|Ltd)\.$", text[start:end]):
            end -= len(tail)
    return start, end


def _title_length(words: str) -> int:
    """How much of a run of capitals is the title before a person's name: "Lumen CEO Kate Johnson", "President Ada Quill"."""
    tokens = list(re.finditer(r"\S+", words))
    last = max((i for i, token in enumerate(tokens) if token.group().lower().strip(".,") in TITLES), default=-1)
    behind = tokens[last + 1 :]
    if last < 0 or not 1 <= len(behind) <= 3 or not is_person(" ".join(token.group() for token in behind)):
        return 0
    return behind[0].start()


def _role(text: str, start: int, end: int) -> str:
    before = ROLE_BEFORE.search(text[max(0, start - 60) : start])
    if before:
        return " ".join(word for word in before[1].split() if word.lower() not in OPENERS and not VERB.fullmatch(word))
    after = ROLE_AFTER.match(text, end, end + 120)
    return " ".join(after[1].split()) if after else ""


class Cast:
    """The people of an article: a last name alone leads to the full name written before it."""

    def __init__(self) -> None:
        self._full: dict[str, str] = {}

    def meet(self, names_seen: Iterable[str]) -> None:
        """Learn full names in reading order."""
        for name in names_seen:
            words = name.split()
            if 2 <= len(words) <= 4 and is_person(name):
                self._full.setdefault(words[-1], name)

    def full(self, name: str) -> str:
        """The full name, where the article has given it."""
        return self._full.get(name, name) if " " not in name else name

    def knows(self, name: str) -> bool:
        """Whether a single word is the last name of somebody already named in full."""
        return name in self._full


EMPLOYS = re.compile(rf"(?i:['’]?s?\s(?:[a-z]{{3,20}}\s)?(?:{ROLE_WORDS}))\s[A-Z]")


def is_employer(text: str, end: int) -> bool:
    """Whether the name that ends here stands before somebody's role: "Harbour Trust spokesman Bob Ames"."""
    return bool(EMPLOYS.match(text, end, end + 60))


def is_person(name: str) -> bool:
    """Whether a name of several words could be a person's: no word of organisations or places of events in it."""
    words = [word.lower().strip(".") for word in name.split()]
    return not any(word in GROUPS or word in ("of", "the", "for", "and") for word in words) and not any(
        c.isdigit() for c in name
    )


def name_in(phrase: str) -> str:
    """The name at the heart of a noun phrase: "BTCC's Chen" is Chen, "Tunisia's coach Nabil Maaloul" is Nabil Maaloul."""
    runs = [match.group() for match in RUN.finditer(re.sub(r"['’]s\s", "'s , ", phrase + " "))]
    runs = [run for run in (bare_name(run) for run in runs) if run]
    people = [run for run in runs if is_person(run)]
    if not runs:
        return ""
    name = people[-1] if people else runs[-1]
    words = name.split()
    if len(words) >= 3 and re.search(rf"\bof {re.escape(words[0])}\b", phrase):
        return " ".join(words[1:])
    return name


def bare_name(run: str) -> str:
    """A run of capitals without possessive, sentence opener and titles; a title alone is no name."""
    words = re.sub(r"['’]s?$", "", run.strip()).rstrip(".,").split()
    while words and (words[0].lower().strip(".") in TITLES or words[0].lower() in OPENERS):
        words = words[1:]
    bare = " ".join(words)
    return bare[_title_length(bare) :]
