"""Whether words are a whole clause told as fact: a subject, a finite verb behind it, nothing that makes it a wish or a guess."""

import re

from articles.extractor.attribution.lexicon import VERBS, Frame
from articles.text.words import word_set

# Past forms that do not end in -ed.
PASTS = (
    "became|began|broke|brought|built|bought|caught|chose|came|cost|cut|dealt|drew|drove|ate|fell|fought|found|flew|gave|got|went|grew|held|hit|kept|"
    "knew|laid|led|left|lent|lost|made|meant|met|paid|put|quit|ran|rose|said|sank|sat|saw|sold|sent|set|shot|shut|slept|spent|spoke|spun|stood|stole|struck|"
    "swam|swore|took|taught|told|thought|threw|understood|woke|won|wore|wrote"
)
# Present forms in -s that are seldom nouns; other words in -s may be either.
PRESENTS = (
    "accounts|allows|approves|becomes|begins|belongs|brings|carries|causes|comes|competes|consumes|contains|controls|depends|earns|employs|exceeds|"
    "exists|faces|gets|gives|goes|grows|happens|helps|holds|includes|keeps|knows|leads|lies|lives|loses|makes|means|needs|offers|operates|owes|owns|"
    "pays|produces|proves|provides|raises|reaches|receives|remains|represents|requires|rises|runs|says|seeks|sells|shows|spends|stands|starts|takes|"
    "tells|wants|wins"
)
# Behind a plural they are verbs as well: "two partnerships prove".
BARE = (
    "account|allow|become|begin|belong|bring|carry|cause|come|compete|consume|contain|control|depend|earn|employ|exceed|exist|face|get|give|go|grow|"
    "happen|have|hold|include|keep|know|lead|live|lose|make|mean|need|offer|operate|own|pay|produce|prove|provide|raise|reach|receive|remain|represent|"
    "require|rise|run|say|seek|sell|show|spend|stand|start|take|tell|use|want|win|work"
)
HELPERS = "is|are|was|were|has|have|had|will|can|do|does|did|am"
# A past in -ed before "by" is a participle: "the ships owned by Oldbay".
FINITE = (
    r"(?:(?:isn|aren|wasn|weren|hasn|haven|hadn|don|doesn|didn|can|won)['’]t\b|(?<=[a-z])['’](?:s|re|ve|m|ll)\b|"
    rf"(?:{HELPERS}|{PASTS}|{PRESENTS}|(?<=[a-z]s\s)(?:{BARE})|[a-z]{{2,20}}ed(?!\sby\b))\b(?!['’]))"
)
FINITE_WORD = re.compile(rf"(?:{HELPERS}|{PASTS}|{PRESENTS}|could|may|might|would|[a-z]{{2,20}}ed)")
ADVERBS = r"(?:(?:also|now|still|already|then|once|never|only|just|later|since|again|even|always|often|currently|recently|each|both|all)\s){0,2}"
PRONOUNS = "I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Tt]here|[Nn]obody|[Ee]veryone|[Ee]verybody"
# Capitals that open a sentence and are no subject.
NO_NAME = (
    r"(?!(?:I|We|You|He|She|It|They|There|When|What|If|As|While|Because|Although|Though|Since|After|Before|How|Why|Where|Who|Which|Not|Let|Don|For|In|On|"
    r"At|With|By|From|To|Under|During|Despite|Like|Unlike|Among|Of|And|But|Or|So|Here|Now|Once|Just|Even|Such|Thank|Please|Well|Yes|No|Until|Unless)\b)"
)
LEADS = (
    r"[Tt]he|[Aa]n?|[Oo]ur|[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ss]ome|[Mm]any|[Mm]ost|[Aa]ll|[Nn]o|[Ee]very|"
    r"[Ee]ach|[Bb]oth|[Ff]ew|[Ss]everal|[Aa]nother|[Oo]ther|[Mm]ore than|[Aa]bout|[Nn]early|[Aa]lmost|[Aa]round|[Oo]ver|[Aa]t least|[Oo]ne|[Tt]wo|"
    rf"[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|{NO_NAME}[A-Z][\w’'.&-]{{1,24}}|[$€£]?\d[\d,.]{{0,15}}(?:%|[KMB]n?)?|"
    r"(?:net\s)?(?:revenue|income|profit|turnover|inflation|unemployment|employment|spending|output|production|demand|debt|trade|crime|traffic|attendance|turnout|"
    r"membership|investment)|(?!(?:was|has|is|as|this|his|its|does|less|plus|versus|perhaps|always|sometimes|across|besides|unless|towards|thus)\b)[a-z]{2,20}s"
)
# A word inside a subject: nothing that begins another clause.
INSIDE = r"(?!(?:that|which|who|whom|whose|if|when|where|because|to|than)\s)[\w’'$€£%&./…-]{1,30}"
SUBJECT = rf"(?:(?P<pronoun>{PRONOUNS})|(?:{LEADS})(?:\s{INSIDE}){{0,9}}?)"
CLAUSE = re.compile(
    rf"(?:{SUBJECT}(?:\s{ADVERBS})?(?:(?<=\s)|(?=['’]))(?P<verb>{FINITE})|(?:I|[Ww]e|[Tt]hey)\s{ADVERBS}(?P<plain>[a-z]{{2,20}})\b)"
)
# "In 1992, ", "Last year ": what says when or where, perhaps for the clauses behind it too.
FRAME = re.compile(
    r"(?i)(?:in|on|at|by|since|during|after|before|for|under|from|until|with|within|across|as of|over|last|this|next|each|every|earlier|later|today|"
    r"yesterday|now|then)\s[^,;]{1,60}?,\s|in\s(?:1[5-9]|20)\d\d\s"
)
CONNECTIVE = re.compile(r"(?:And|But|So|Yet|Also|However|Today|Now|Then|Well|Yes|No|Still|Meanwhile|Currently),?\s")
# Words that make what follows part of another clause.
SUBORDINATES = re.compile(
    r"(?i)\b(?:that|which|who|whom|whose|whether|if|when|where|while|because|although|though|unless|since|as|after|before|until|how|why|what|so|"
    r"either|neither|both|not only)\b"
)
# Opinions, wishes, guesses and advice: nothing that a source could settle.
UNSURE = re.compile(
    r"(?i)\b(?:would|could|should|might|must|may|shall|ought|perhaps|maybe|probably|hopefully|let['’]s|please|imagine|suppose|if|unless|need(?:s|ed)? to|"
    r"ha(?:s|ve) to|got to|going to|gonna|['’]d)\b|\b(?:I|we)\s(?:\w+\s)?(?:think|thought|believe|hope|feel|felt|guess|wish|want|love|hate|doubt|like|expect|"
    r"look forward|trust|pray|appreciate|thank|call|consider|mean|say|remember)\b|\b(?:I|we)['’](?:m|re)\s(?:\w+\s)?(?:sure|glad|happy|proud|sorry|excited|confident|hopeful|thrilled|grateful|"
    r"honou?red|delighted|pleased|looking)\b|\?"
)
# What plainly happened or did not; verbs of mind, manner and figures of speech are left out.
EVENTS = word_set(
    """opened closed signed launched built bought sold paid fired hired arrested charged convicted sentenced killed died won lost voted
    approved rejected banned destroyed attacked bombed shot stole founded elected resigned invaded released published received sent
    arrived met spent cut raised fell rose grew doubled tripled increased decreased dropped declined produced delivered completed finished
    started began created established joined visited wrote testified filed sued settled ordered issued seized confiscated rescued
    evacuated injured wounded crashed collapsed exploded burned flooded passed vetoed appointed nominated removed replaced cancelled
    canceled suspended extended expanded tested detected recorded reported responded ruled acquired merged withdrew recalled denied
    transferred deported detained hacked leaked infected vaccinated treated born
    hit sank stolen cheated lied bribed threatened crashed"""
)
HELPING = re.compile(r"(?:has|have|had|was|were|did)(?:n['’]t)?|['’]ve")
# Behind them: "has not yet been closed", "didn't close".
DONE = re.compile(r"(?:\s(?:not|never|already|just|now|also|since|yet|been|all)){0,3}\s(?P<done>[a-z]{3,20})\b")
# Verbs of saying as they stand in news; the bare form of most is a noun as well.
SAYING = frozenset(
    word
    for word, form in VERBS.items()
    if form.frame & Frame.FREE and (form.kinds != {"base"} or word in ("say", "tell"))
)
WORD = re.compile(r"[a-z]{2,20}")
LONGEST = 600


def says(words: str) -> bool:
    """Whether somebody is said to say something in these words."""
    return "according to" in words.lower() or any(word in SAYING for word in WORD.findall(words))


def is_statement(words: str) -> bool:
    """Whether words open with a clause of their own, a few words of time, place or connection before it aside."""
    return bool(_clause(words))


def tells_event(words: str) -> bool:
    """Whether their first clause tells something that plainly happened, or did not: "The port opened", "Iran has not responded"."""
    clause = _clause(words)
    verb = _verb(clause)
    done = DONE.match(words, clause.end()) if clause and HELPING.fullmatch(verb) else None
    if done:
        return any(done["done"] + ending in EVENTS for ending in ("", "d", "ed"))
    return verb in EVENTS


def is_past(words: str) -> bool:
    """Whether their first clause says what somebody or something did in the past, whatever it was."""
    verb = _verb(_clause(words))
    return verb in PASTS.split("|") or verb.endswith("ed")


def is_sure(words: str) -> bool:
    """Whether they are told as fact: no question, wish, guess or advice."""
    return not UNSURE.search(words)


def is_framed(words: str) -> bool:
    """Whether they open with a time or place that may hold for more than their first clause."""
    return bool(FRAME.match(words))


def is_main(words: str) -> bool:
    """Whether no part of them hangs on another: no "that", "which", "because", "while"."""
    return not SUBORDINATES.search(words)


def _verb(clause: re.Match[str] | None) -> str:
    return (clause["verb"] or clause["plain"]) if clause else ""


def subject_at(words: str) -> int:
    """Where the subject of their first clause begins, behind "But", "In 1992," and the like."""
    connected = CONNECTIVE.match(words)
    begin = connected.end() if connected else 0
    framed = FRAME.match(words, begin)
    return framed.end() if framed else begin


def is_finite(word: str) -> bool:
    """Whether a word is a verb that can stand behind a subject."""
    return bool(FINITE_WORD.fullmatch(word))


def _clause(words: str) -> re.Match[str] | None:
    return CLAUSE.match(words, subject_at(words))
