"""Context: what a claim needs to be understood alone, the line that leads it in and the sentence its "he" or "this" means.

Where it is not sure, nothing is said. Linear: nobody looks back farther than FARTHEST claims.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from articles.extractor.attribution.cast import HE, SHE, Cast
from articles.extractor.attribution.names import OPENERS, is_person
from articles.extractor.claims.atoms import Role, Stated
from articles.extractor.claims.clauses import SAYING, is_finite, subject_at
from articles.extractor.claims.leads import lead_ins
from articles.extractor.findings import Context, Name
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence
from articles.text.spans import Span
from articles.text.words import word_set

FARTHEST, NEAREST = 12, 6
READ_AT_MOST, LONGEST = 600, 1000
QUOTES = '"“«„`'
NOW_THAT = re.compile(r"Now that\b|Those\s(?:who|that|included|include)\b")
SUBJECT = re.compile(
    r"(?i)(?:(?P<he>he|his)|(?P<she>she|her)|(?P<they>they|their)|(?P<it>it|its)|(?P<this>this|that|these|those)\s(?P<next>[a-z-]{2,30})"
    r"|the\s(?P<noun>[a-z-]{2,30}))\b"
)
# A final "…, she said" behind a quotation.
SAID_LAST = re.compile(
    r"[,?!.…—-][\"”»]\s?(?:(?P<verb>said)\s(?=he\b|she\b))?(?P<who>he|she)(?:\s(?P<then>[a-z]{2,20}))?\b"
)
# Runs of capitals: a last name stands alone in one, "the Council" and "Harbour Council" do not.
RUN = re.compile(r"\b(?:the\s)?[A-Z][\w-]{1,25}(?:\s[A-Z][\w.-]{0,25})*")
# Behind a last name these make a body of it: "the Trump administration".
CAPITAL = re.compile(
    r"\b[A-Z][\w-]{2,25}\b(?!\s(?:administration|government|campaign|era|organization|foundation|team|family)\b)"
)
PERSON = re.compile(r"[A-Z][\w’'-]{1,25}(?:\s(?:[A-Z]\.|[a-z]{2,3}|[A-Z][\w’'-]{1,25}(?<!['’])(?<!['’]s))){0,3}")
# "It is clear that", "It took", "It seems": nothing is meant.
EMPTY_IT = re.compile(
    r"(?i)it(?:['’]s|\s(?:is|was|will be|would be|has been|had been|may|might|could|would|seem\w*|appear\w*|turn\w*|take\w*|took|remain\w*|rain\w*|snow\w*|follow\w*|"
    r"happen\w*|help\w*|make\w* sense|became|costs?|all\b|\w+['’]d))(?!\s(?:based|located|owned|founded|built|made|called|named|led|run|launched|created|the|an?|one|home|part|designed|"
    r"used|known|operated|worth|valued|listed|opened|closed|sold|bought|written|published|released|able|expected)\b)"
)
THING = re.compile(
    r"(?:(?:The|A|An|Its|This)\s(?:[\w’'-]{1,25}\s){0,4}?|(?!(?:It|He|She|This|That|There|What|Who|They|We|You)\b)(?:[A-Z][\w’'&.-]{1,25}\s){1,5})(?:is|was|has|had|will|can|[a-z]{2,20}[^s\W]s|[a-z]{2,20}ed|began|"
    r"became|came|fell|grew|held|kept|led|lost|made|met|opened|ran|rose|sold|took|went|won)\b"
)
PLURAL = re.compile(
    r"(?:(?:The|Some|Many|Most|Several|All|Both|More than|About|Nearly|At least)\s|\d[\d,]{0,10}\s|[A-Z][a-z]{2,10}\s)?(?:[\w’'-]{1,25}\s){0,3}?"
    r"(?:[A-Za-z][a-z]{2,20}[^s\W]s|[Pp]eople|[Pp]olice|[Mm]en|[Ww]omen|[Cc]hildren|[A-Z]\w{1,20}\sand\s[A-Z]\w{1,20})\s"
)
AGENT = re.compile(
    r"\s(?:also\s|later\s|have\s|had\s)?(?:said|say|told|tell|added|estimated|estimate|found|studied|concluded|wrote|report|reported|argued|noted|warned|"
    r"announced|believe|think|suggest|suggested|want|plan|hope|asked|agreed|claimed|claim)\b"
)
SPEAKERS = re.compile(
    r"(?:[\w’'-]{1,25}\s){0,5}?(?:[A-Za-z][a-z]{1,20}(?:ers|ors|ists|ians|ees|ents|als|men|women|ants)|[Pp]eople|[Pp]olice|[A-Z]\w{1,20}\sand\s[A-Z]\w{1,20})\b"
)
# What "this" or "these" calls back from the sentence before, whatever its words were.
ABSTRACT = word_set(
    """move decision announcement measure measures figure figures number numbers increase decrease rise fall change changes finding findings
    incident incidents attack attacks deal agreement ruling result results plan plans trend growth decline event events news process
    approach effect effects step steps action actions claim claims statement success failure loss losses victory defeat"""
)
PEOPLE = word_set(
    """president minister director judge senator governor mayor coach captain secretary commissioner chairman chairwoman chief professor
    ambassador congressman congresswoman spokesman spokeswoman spokesperson author founder manager owner"""
)
BODIES = {
    "company": "Inc|Corp|Corporation|Ltd|LLC|PLC|Co|Company|Group|Technologies|Holdings|Airlines|Motors|Industries|Systems|Energy",
    "firm": "Inc|Corp|Ltd|LLC|LLP|PLC|Co|Company|Group|Partners|Technologies|Associates",
    "bank": "Bank|Bancorp|Financial", "agency": "Agency|Administration|Service|Bureau|Office", "court": "Court|Tribunal",
    "university": "University|Institute|College", "college": "College", "school": "School|Academy|College", "hospital": "Hospital|Clinic",
    "party": "Party|Alliance|Movement|Union", "union": "Union|Federation|Brotherhood", "committee": "Committee", "commission": "Commission",
    "council": "Council", "ministry": "Ministry", "department": "Department", "team": "FC|Rovers|Wanderers|Athletic|Team", "club": "Club|FC|Rovers",
    "foundation": "Foundation|Trust", "institute": "Institute", "museum": "Museum|Gallery", "festival": "Festival", "bridge": "Bridge",
    "airport": "Airport", "river": "River", "organization": "Organization|Organisation|Association|Foundation|Council",
    "organisation": "Organisation|Organization|Association|Foundation|Council", "association": "Association", "act": "Act",
    "treaty": "Treaty", "island": "Island", "park": "Park", "center": "Center|Centre", "centre": "Centre|Center",
}  # fmt: skip
# "Oldbay Shipping Ltd"; "Oldbay, a shipping company".
NAMED = {
    noun: re.compile(
        rf"\b[A-Z][\w’'&.-]{{1,25}},?\s(?:(?:[A-Z][\w’'&.-]{{1,25}}|of|for|the)\s){{0,4}}(?:{words})\b(?!\s[A-Z])"
    )
    for noun, words in BODIES.items()
}
BROUGHT_UP = {
    noun: re.compile(rf"\b[A-Z][\w’'&.-]{{1,25}},\s(?:the|an?)\s(?:[\w’'&.-]{{1,25}}\s){{0,4}}{noun}\b")
    for noun in BODIES
}
# "This week", "this article", "that said".
NOTHING_MEANT = word_set(
    """said post article story report page guide blog series interview section chapter paper being we you they he she i it day week weekend month quarter year decade century morning afternoon evening night time spring summer autumn fall winter season
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december moment point far"""
)


def contexts(
    text: str, blocks: Sequence[Block], found: Sequence[Sentence], cast: Cast, stated: Sequence[Stated]
) -> list[Context]:
    """The context of every statement; cast knows the people of the text, stated is in reading order."""
    leads = lead_ins(text, blocks, found)
    reader = _Reader(text, blocks, found, cast, stated)
    return [
        Context(one.atom.lead_in or leads.get(found[one.sentence].block), reader.antecedent(k))
        for k, one in enumerate(stated)
    ]


class _Reader:
    """Looks back from a statement to those before it."""

    def __init__(
        self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], cast: Cast, stated: Sequence[Stated]
    ) -> None:
        self.text, self.found, self.cast, self.stated = text, found, cast, stated
        headings = accumulate(block.kind is BlockKind.HEADING for block in blocks)
        self.section = list(headings)
        self.people = _people(text, cast, [name for one in stated for name in one.facets.names])

    def antecedent(self, k: int) -> Span | None:
        """The nearest statement before that names what the subject of statement k means."""
        words, role = self._words(self.stated[k]), self.stated[k].atom.role
        if role is Role.QUOTED:
            return None
        if words[0] in QUOTES:
            last = SAID_LAST.search(words)
            said = last is not None and (last["verb"] or last["then"]) in SAYING
            return self._person(k, last["who"]) if last and said else None
        subject = None if NOW_THAT.match(words) else SUBJECT.match(words, subject_at(words))
        return self._meant(k, subject, words) if subject else None

    def _meant(self, k: int, subject: re.Match[str], words: str) -> Span | None:
        if subject["he"] or subject["she"]:
            return self._person(k, HE if subject["he"] else SHE)
        if subject["they"]:
            speaks = AGENT.match(words, subject.end())
            return self._subject(k, SPEAKERS if speaks else PLURAL, person=True)
        if subject["it"]:
            return None if EMPTY_IT.match(words, subject.start()) else self._subject(k, THING, person=False)
        if subject["this"]:
            return self._this(k, subject["next"].lower())
        return None if words.startswith(" of ", subject.end()) else self._named(k, subject["noun"].lower())

    def _words(self, one: Stated) -> str:
        return self.text[one.span.start : min(one.span.end, one.span.start + READ_AT_MOST)]

    def _back(self, k: int, most: int) -> Iterator[Stated]:
        """At most so many statements before statement k, the nearest first, under the same heading."""
        start, block = self.stated[k].span.start, self.found[self.stated[k].sentence].block
        for other in reversed(self.stated[max(0, k - most) : k]):
            if self.section[self.found[other.sentence].block] != self.section[block]:
                return
            if (
                other.atom.role is not Role.QUOTED
                and other.span.end <= start
                and other.span.end - other.span.start <= LONGEST
            ):
                yield other

    def _person(self, k: int, gender: str) -> Span | None:
        """The nearest that names somebody who may be meant; where the speaker is known, the nearest that names the speaker."""
        speaker = self.stated[k].speaker.rpartition(" ")[2]
        if self.stated[k].speaker in self.people and speaker not in self._words(self.stated[k]):
            return next((other.span for other in self._back(k, FARTHEST) if speaker in self._words(other)), None)
        return next((other.span for other in self._back(k, FARTHEST) if self._names_person(other, gender)), None)

    def _names_person(self, one: Stated, gender: str) -> bool:
        full = [head for name in one.facets.names if (head := name.name.partition(" of ")[0]) in self.people]
        last = [self.cast.full(word) for word in CAPITAL.findall(self._words(one)) if self.cast.knows(word)]
        return any(self.cast.may_be(name, gender) for name in (*full, *(name for name in last if name in self.people)))

    def _subject(self, k: int, kind: re.Pattern[str], *, person: bool) -> Span | None:
        """The sentence just before, if its own subject is of a kind; person: whether it may be somebody."""
        before = self._before(k)
        if before is None or before.facets.attributions:
            return None
        words = self._words(before)
        begin = subject_at(words)
        named = any(
            name.span.start <= before.span.start + begin and is_person(name.name) for name in before.facets.names
        )
        return before.span if kind.match(words, begin) and (person or not named) else None

    def _before(self, k: int) -> Stated | None:
        """The statement in the sentence just before, or before it in the same one."""
        before = next(self._back(k, 1), None)
        return before if before and self.stated[k].sentence - before.sentence <= 1 else None

    def _this(self, k: int, word: str) -> Span | None:
        """What "this" alone means, the sentence before; of "this bridge" the nearest with a bridge in it."""
        if word in NOTHING_MEANT:
            return None
        if not is_finite(word):
            there = re.compile(rf"(?i)\b{re.escape(word.rstrip('s'))}")
            named = next((other.span for other in self._back(k, NEAREST) if there.search(self._words(other))), None)
            if named or word not in ABSTRACT:
                return named
        before = self._before(k)
        same = before and self.found[before.sentence].block == self.found[self.stated[k].sentence].block
        return before.span if before and same else None

    def _named(self, k: int, noun: str) -> Span | None:
        """The nearest that names the president or the company that is meant."""
        names = self._has_role if noun in PEOPLE else self._has_body if noun in BODIES else None
        if names is None or names(self.stated[k], noun):
            return None
        return next((other.span for other in self._back(k, FARTHEST) if names(other, noun)), None)

    def _has_role(self, one: Stated, noun: str) -> bool:
        return any(noun in name.role.lower().split() for name in one.facets.names)

    def _has_body(self, one: Stated, noun: str) -> bool:
        words = self._words(one)
        return bool(NAMED[noun].search(words) or BROUGHT_UP[noun].search(words))


def _people(text: str, cast: Cast, names: Sequence[Name]) -> frozenset[str]:
    """Those names that are surely somebody's: by first name, title or role, or because their last name stands alone elsewhere."""
    alone = {run for run in RUN.findall(text) if cast.knows(run) and run.lower() not in OPENERS}
    return frozenset(
        head
        for name in names
        if is_person(head := name.name.partition(" of ")[0])
        and PERSON.fullmatch(head)
        and (name.role or cast.gender(head) or head.rpartition(" ")[2] in alone)
    )
