"""Names in capitals with the role beside them, and the people among them by their last name."""

import re

from articles.extractor.findings import Name
from articles.text.spans import Span
from articles.text.words import word_set

# Only what is cut short keeps its point inside a name: "J. Quill", "Sen. Quill"; "Quill. Vance" are two.
SHORTENED = (
    "Mr|Mrs|Ms|Dr|Jr|Sr|St|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Capt|Cmdr|Sgt|Maj|Adm|Rev|Hon|Prof|Inc|Corp|Co|Ltd|Mt|Ft"
)
ARTICLE = "al|el|ad|an|ar|as|ash|at|az|ul"
WORD = rf"(?:(?:[A-Z]\.){{2,4}}|(?:[A-Z]|\b(?:{SHORTENED}))\.|(?:\b(?:{ARTICLE})-)?[A-Z][\w’'-]{{1,24}})"
CAPITAL = re.compile(rf"(?:(?:{ARTICLE})-)?[A-Z]")
NAME = re.compile(rf"{WORD}(?:\s(?:(?:of|the|de|del|da|van|von|der|al|bin|for|and|la)\s){{0,2}}{WORD}){{0,6}}")
RUN = re.compile(rf"{WORD}(?:\s(?:(?:de|del|da|van|von|der|al|bin|la)\s){{0,2}}{WORD}){{0,5}}")
TITLES = word_set("""president-elect leader majority minority speaker whip congressman congresswoman undersecretary superintendent
    inspector detective constable lieutenant sergeant colonel admiral brigadier mr mrs ms dr prof sir dame lord lady sen rep gov gen lt col capt sgt maj rev hon president minister secretary senator
    representative governor mayor judge justice general captain professor doctor chief director chairman chairwoman
    commissioner ambassador administrator king queen prince princess pope archbishop bishop imam rabbi ceo cfo cto
    spokesman spokeswoman spokesperson coach officer sheriff prime vice deputy former attorney environment foreign defence
    defense finance interior health executive""")
HONORIFICS = frozenset(("mr", "mrs", "ms", "miss"))
# Titles that are last names too, behind "Mr.".
SURNAMES = word_set("king prince pope bishop judge coach lord")
ROLE_WORDS = (
    "president|minister|secretary|director|chairman|chairwoman|chair|chief|chief executive|ceo|founder|co-founder|professor|spokesman|spokeswoman|"
    "spokesperson|senator|governor|mayor|commissioner|judge|general|captain|coach|author|manager|leader|head|administrator|officer|lawyer|"
    "analyst|strategist|economist|candidate|champion|editor|reporter|researcher|scientist|engineer|attorney|ambassador|councillor|politician|"
    "striker|goalkeeper|defender|midfielder|referee|designer|actor|singer|writer|doctor|activist|member|owner|partner|vice president"
)
OWNED = re.compile(r"['’]s\s(?=\S{1,30}\s\S{1,30}\Z)")
ROLES = frozenset(ROLE_WORDS.split("|"))
ROLE_PART = re.compile(r"[\w&’'-]{1,25}")
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
    operation project island islands county city road avenue river lake bay valley hall hospital army navy force guard bridge east
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
    owned = OWNED.search(text, start, end)
    if owned and is_person(text[owned.end() : end]):
        start = owned.end()
    for tail in (".", "'s", "’s", "'", "’"):
        if text[start:end].endswith(tail) and not re.search(r"\b(?:Jr|Sr|Inc|Corp|Co|Ltd)\.$", text[start:end]):
            end -= len(tail)
    return start, end


def _title_length(words: str) -> int:
    """How much of a run of capitals is the title before a person's name: "Lumen CEO Kate Johnson", "President Ada Quill"."""
    tokens = list(re.finditer(r"\S+", words))
    if len(tokens) == 2 and tokens[0].group().lower().strip(".") in HONORIFICS:
        return tokens[1].start()
    last = max((i for i, token in enumerate(tokens) if token.group().lower().strip(".,") in TITLES), default=-1)
    behind = tokens[last + 1 :]
    if last < 0 or not 1 <= len(behind) <= 3 or not is_person(" ".join(token.group() for token in behind)):
        return 0
    return behind[0].start()


def _role(text: str, start: int, end: int) -> str:
    before = _words_before(text, start)
    if before and (before[-1].lower() in ROLES or " ".join(before[-2:]).lower() in ROLES):
        return " ".join(word for word in before if word.lower() not in OPENERS and not VERB.fullmatch(word))
    after = ROLE_AFTER.match(text, end, end + 120)
    return " ".join(after[1].split()) if after else ""


PLACES_BEGIN = word_set("north south east west new los las san santa saint fort port cape great united middle")
NEVER_IN_NAMES = word_set("of the for and against on in to with at from by as over after before is are says said")


def _words_before(text: str, start: int) -> list[str]:
    """Up to four words before a place, without marks between them."""
    before = text[max(0, start - 60) : start]
    if not before[-1:].isspace():
        return []
    kept: list[str] = []
    for word in reversed(before.split()[-4:]):
        if not ROLE_PART.fullmatch(word):
            break
        kept.insert(0, word)
    return kept


EMPLOYS = re.compile(rf"(?i:['’]?s?\s(?:[a-z]{{3,20}}\s)?(?:{ROLE_WORDS}))\s[A-Z]")


def is_employer(text: str, end: int) -> bool:
    """Whether the name that ends here stands before somebody's role: "Harbour Trust spokesman Bob Ames"."""
    return bool(EMPLOYS.match(text, end, end + 60))


def is_person(name: str) -> bool:
    """Whether a name of several words could be a person's: no word of organisations or places of events in it."""
    words = [word.lower().strip(".") for word in name.split()]
    if words[0] in PLACES_BEGIN:
        return False
    return not any(word in GROUPS or word in NEVER_IN_NAMES for word in words) and not any(c.isdigit() for c in name)


def bare_name(run: str) -> str:
    """A run of capitals without possessive, sentence opener and titles; a title alone is no name."""
    words = re.sub(r"['’]s?$", "", run.strip()).rstrip(".,").split()
    while words and (words[0].lower().strip(".") in TITLES or words[0].lower() in OPENERS):
        honoured = words[0].lower().strip(".") in HONORIFICS
        words = words[1:]
        if honoured and words and words[0].lower() in SURNAMES:
            break
    bare = " ".join(words)
    return bare[_title_length(bare) :] if len(words) > 1 else bare
