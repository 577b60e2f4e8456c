"""The words by which page furniture, bylines and captions give themselves away: what stands around an article."""

import re
from functools import lru_cache

from articles.text.blocks import BlockKind
from articles.text.words import word_set

MENU_WORDS = word_set(
    """about accept account accessibility advertise advertisement archive archives ads app audio back blog business careers
    categories close comment comments communications community connect contact cookie cookies copyright culture current
    dark disclaimer disclaimers donate download edition email entertainment esc events facebook faq feedback feeds follow
    forum flipboard footer gallery help health home instagram jobs language latest legal life lifestyle linkedin live
    local log login logout markets media menu mode more navigation news newsletter newsletters next now ok opinion our
    page participate photos pinterest podcast podcasts policy politics popular press previous print privacy projects rss
    reddit register related research save science search settings share shop sign site sitemap skip sport sports statement
    store subscribe support tags tech technology telegram terms threads tiktok toggle top topics transcript travel
    trending tweet twitter up us use video videos watch weather whatsapp work world youtube"""
)
MENU_GLUE = word_set("a all and back by for from go in of on or our the this to us use via with you your x")

FURNITURE_LINE = re.compile(
    r"""(?ix) ^\W{0,3} (?:
      skip\sto\b | toggle\b | share\s(?:this|on|via)\b | follow\sus\b | sign\s(?:up|in)\b(?!\sto\s) | subscribe\b(?!rs) | click\shere\b
    | read\s(?:more(?!\sthan)|further|next|also|(?:the\s)?full)\b | continue\sreading\b | see\salso\b | you\smay\salso\slike\b
    | related(?:\sarticles?|\sstor(?:y|ies)|\scontent|\sposts?)?\s?(?::|—) | (?:tags?|topics?)\s?: | categor(?:y|ies)\s?: | filed\sunder\b | copyright\s?(?:$|©|\(c\)|\d{4}|notice|policy|by\b) | © | \(c\)\s?\d{4} | all\srights\sreserved
    | powered\sby\s[\w.]{1,20}(?:\s[\w.]{1,20})?$ | photo\scredits?\b | advertisement(?:$|[^\w\s]|\sstory\b)
    | download\s(?:the|our)\b.{0,40}\bapp\b | get\sthe\s.{1,40}\bapp\b | get\sstarted\b | scan\sto\b
    | get\semail\supdates | join\sour\b | enter\syour\se-?mail | email\saddress(?:$|[^\w\s]) | load\smore\b | leave\sa\scomment\b
    | view\s(?:all\s)?comments\b | comments?\s?\(\d+\) | \d[\d.,]{0,9}\s?[km]?\s(?:shares?|comments?|views?|likes?|reads?)\W*$ | \d{1,3}[\s-]min(?:ute)?s?\sread\b
    | back\sto\stop | most\s(?:read|popular|viewed)\W*$ | cookie\s(?:policy|statement|settings)\W*$ | privacy\s(?:policy|notice)\W*$
    | terms\s(?:of\s(?:use|service)|and\sconditions)\b | (?:this|the)\smailing\slist\b | by\susing\sthis\ssite\b | we\suse\scookies\b | your\sprivacy\b
    | from\sthe\scongressional\srecord\sonline | except\swhere\sotherwise\snoted\b | cc\sby\b | contact\s(?:a\shuman|us)\b | get\sin\stouch\b | stay\sup-?to-?date\b
    | watch\snow\b | listen\sto\sthis\b | print\sthis\b | have\sa\snews\stip\b | send\sus\b | correction\spolicy\b
    | view\s(?:this|it|in|online|original|web\sversion|the\sfull)\b.{0,40}\b(?:browser|content|version|online)\b | unsubscribe\b | manage\s(?:your\s)?(?:preferences|subscription|cookies)\b
    | you(?:['’]re|\sare|\sreceived?)\s(?:receiving\s)?this\s(?:e-?mail|message|newsletter) | was\sthis\s(?:e-?mail\s)?(?:forwarded|helpful|article) | forward(?:ed)?\s(?:this|to\sa)\b
    | not\sa\ssubscriber | already\sa\s(?:subscriber|member) | (?:accept|reject|decline)\s(?:all|cookies)\b | we\svalue\syour | we\sand\sour\spartners
    | follow\s.{2,40}\son\s(?:twitter|x|facebook|instagram|linkedin|threads|mastodon|bluesky|youtube|tiktok|telegram)\b
    | by\s(?:clicking|continuing|signing\sup|subscribing|submitting|entering)\b | (?:your|\w+)\semail\s(?:address\s)?will\snot\sbe | required\sfields
    | (?:story|article)\scontinues\b | (?:keep|continue)\sscrolling | copy\slink | listen\s\(\d | add\sus\s(?:as|on)\b | tap\s(?:here|to)\b | swipe\b.{0,20}$
    | for\simmediate\srelease | embargo(?:ed)?\suntil | not\sfor\s(?:release|distribution)\b | (?:---?\s?)?(?:ends|end)\s?-*$ | source\s[A-Z] (?-i:[\w.,&\ -]{0,60})$
    | for\s(?:more|further|additional|media|press)\s(?:information|details|inquiries|enquiries|queries)\b | to\s(?:unsubscribe|opt\sout|subscribe)\b
    | (?:logo|photo|video|multimedia|cision)\s[—–-]\shttps?:
    )
    | \byour\s(?:e-?mail\s)?inbox\b | \bunsubscribe\b | ^[^.!?]{0,40}©"""
)
# The labels of a form, of a menu, of a page: they are the whole line.
LABEL_LINE = re.compile(
    r"""(?ix) ^\W{0,3} (?: (?:your\s|first\s|last\s|full\s|user\s?)?name | (?:your\s)?(?:e-?mail(?:\saddress)?|message|comment) | phone(?:\snumber)? | zip\scode | password
    | submit | reply | send | remember\sme | forgot(?:\syour)?\spassword | create\s(?:an\s)?account | log\s?(?:in|out) | register | required | optional | loading
    | sponsored(?:\scontent)? | promoted | ad | ads | advertisements? | previous\s(?:article|post|story) | next\s(?:article|post|story) | comments | share | print
    | navigation | menu | read\smore | follow\sus | slideshow | gallery | play | pause | mute | close | expand | collapse | show\s(?:more|less) | see\s(?:all|more) | view\s(?:all|more) | details | more ) \W{0,3}$"""
)
# A label above a list of links: what stands below it is no part of the article.
LINKS_LABEL = re.compile(
    r"""(?ix) ^\W{0,3} (?: related(?:\s(?:articles?|stor(?:y|ies)|content|posts?|links?|news|reading|coverage|topics?|videos?))? | more\s(?:from|on|in)\b.{0,40}
    | more\s(?:stories|news|articles|coverage) | (?:most|trending|latest|top|popular|recent|recommended|other|editor['’]?s['’]?)\s(?:read|popular|viewed|shared|now|news|stories|posts|articles|headlines|picks|reads)
    | trending | recommended(?:\sfor\syou|\sreading|\svideos?)? | you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested\sin) | read\s(?:more\s?:|next|also) | see\salso | further\sreading
    | table\sof\scontents | contents | in\sthis\s(?:article|issue|section|edition|guide|newsletter|report) | on\sthis\spage | jump\sto | what\sto\sread\snext | up\snext | don['’]t\smiss
    | tags | topics | categories | quick\slinks | useful\slinks ) \s?[:…»>›]?\s{0,2}$"""
)
# The head of the block in which a press release says whom to call.
CONTACT_LABEL = re.compile(
    r"(?i)^\W{0,3}(?:(?:for\s)?(?:media|press|investor|news|company|public|sales|corporate|analyst|reporter)s?\s(?:(?:relations|affairs)\s)?)?"
    r"(?:contacts?|inquiries|enquiries|relations)(?:\s(?:information|details|person))?\s?(?::|$)"
)
PHONE_LINE = re.compile(
    r"(?i)^(?:(?:tel|phone|ph|fax|mobile|office|cell|direct|toll-?free|[tmpfo])\.?(?:\s?:)?\s{0,2})?\+?\(?\d{1,4}\)?[\d\s().–-]{6,18}(?:\s?(?:ext|x)\.?\s?\d{1,6})?$"
    r"|^(?:e-?mail|web(?:site)?|url|twitter|facebook|linkedin|instagram|phone|tel|fax|x)\s?:\s?\S{1,120}$"
)
BREADCRUMB = re.compile(r"^[^.!?,]{0,100}\s(?:/|>|»|›|\|)\s[^.!?,]{0,100}\s?(?:/|>|»|›|\|)")
NOT_WORDS = re.compile(r"^[\W\d_]*$")
TEMPLATE = re.compile(
    r"^(?:\{\{.*\}\}|\[\[?[^\[\]]{1,200}\]\]?|<[^<>]{1,200}>|(?:https?://|www\.)\S{1,190}|\S{1,64}@\S{1,64}\.\w{2,10}|!\[[^\[\]]{0,150}\]\([^()]{0,150}\)"
    r"|(?:\#\w{2,40}[\s,]{0,3}){1,12}|(?i:alt(?:\stext)?|image\s(?:description|alt))\s?:.{0,190})$"
)
GLUED_PIPE = re.compile(r"^\|\w{1,20}$")

LEGAL_PHRASES = re.compile(
    r"""(?ix)\b(?: (?:information|informational|reference|educational|research)[\w\s]{0,20}\spurposes(?:\sonly)?
    | purposes?\sonly | for\sthe\spurpose\sof\sdisseminating | (?:does|do|shall|should)\snot\s(?:be\sconstrued|constitute|be\sconsidered)
    | not\s(?:represent|reflect)\s(?:any|the)\s(?:official\s)?(?:stance|views?|opinions?|position)
    | (?:investment|legal|financial|business|tax)\sadvice | intellectual\sproperty\srights | (?:express|explicit)\sor\simplied
    | warrant(?:y|ies) | assumes?\sno[\w\s]{0,30}\s(?:liability|responsibility) | bears?\sno[\w\s]{0,20}responsibility
    | (?:accuracy|timeliness),?\s(?:or\s)?(?:completeness|timeliness) | infring\w+ | all\srights\sreserved | terms\sof\s(?:use|service)
    | forward-looking\sstatements? | past\sperformance | do\syour\sown\sresearch | privacy\spolicy | copyright\s(?:violation|holder)s?
    | without\s(?:the\s)?(?:prior|express)\s(?:written\s)?(?:consent|permission) | may\snot\sbe\s(?:reproduced|published|broadcast)
    | private\ssecurities\slitigation | safe\sharbor\sprovisions? | risks\sand\suncertainties | differ\smaterially | undertakes?\sno\s(?:obligation|duty) | undue\sreliance
    | words\ssuch\sas | guarantee\sof\sfuture | offer\sto\s(?:sell|buy) | solicitation\sof | consult\s(?:with\s)?(?:an?|your)\s[\w\s]{0,20}(?:advis[eo]r|professional|lawyer|attorney|doctor)
    | own\srisk | all\sinvestments?\sinvolve | trademarks?\sof | unsubscribe | cookies | intended\s(?:solely\s|only\s)?for\sthe\s(?:use|recipient|addressee)
    | in\saccordance\swith\sapplicable\slaws? | personal\sinformation | unported\slicen[sc]e )\b"""
)

MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
DATE_LINE = re.compile(
    rf"""(?ix)^\W{{0,2}}(?:(?:first\s|last\s)?(?:published|updated|posted|modified)(?:\son)?:?\s)?(?:[^\W\d][\w.'’-]{{1,20}}(?:\s[^\W\d][\w.'’-]{{1,20}}){{0,2}},\s)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,?\s)?
    (?: {MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}} | \d{{1,2}}(?:st|nd|rd|th)?\s{MONTHS},?\s\d{{4}} | \d{{4}}-\d\d-\d\d
      | \d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}} )
    (?:[,T•|\s-]{{1,3}}(?:at\s)?\d{{1,2}}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?)?\s?(?:\w{{2,4}})?\W{{0,2}}
    (?:by\s.{{1,60}})?$"""
)
BYLINE_LABEL = re.compile(
    r"(?i)^(?:by|authors?|published|updated|posted|posted by|posted on|last updated|last modified|date|editors?|edited by|written by|"
    r"reporting by|story by|photos? by|photograph by|source|byline|published on|published by)\s?:?$"
)
BYLINE_LINE = re.compile(
    r"(?:^(?:By|BY)\s(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)[A-Z][\w.'’-]*(?:[\s,•|]{1,3}(?:[A-Z][\w.'’-]*|and|of|for|the|de|van|von|&|\d{1,4}))*(?:,\s[a-z][a-z ’'-]{2,40})?$)"
    r"|^(?:(?i:authors?|published|updated|posted|last updated|date|editor|edited by|written by|reporting by|story by|sources?|"
    r"reported by|additional reporting by))(?:\s?:\s|\s(?:by|on)\s)[^.!?]{1,80}\.?$"
)
# "Rita Vance, staff writer", "Reporting by Rita Vance in Quayton; editing by Bob Ames".
AUTHOR_LINE = re.compile(
    r"^(?:[A-Z][\w.'’-]{0,20}\s){1,3}[A-Z][\w'’-]{1,20}\s?(?:,|\||[–—-])\s(?:[\w&]{1,20}\s){0,3}(?i:writer|reporter|correspondent|editor|contributor|columnist|staff)(?:,\s[\w ]{2,40})?$"
    r"|^(?i:(?:additional\s|with\s)?(?:reporting|editing|writing|compiled|production|graphics|photography|words|text|research|story)\s(?:by|from))\s[A-Z][^?!]{1,150}$"
    r"|^(?:[A-Z][\w.'’-]{0,20}(?:,\s|\sand\s|\s)){1,8}(?i:contributed\sto\sthis\s(?:report|story|article))\.?$"
)
# A time that stands alone, or a line that begins with "published" and holds one.
TIME_LINE = re.compile(
    rf"""(?ix)^\W{{0,2}}(?:(?:(?:first|last)\s)?(?:published|updated|posted|modified|created|date|on|begin|end)\W{{1,3}}(?:on\s|at\s)?)?
    (?: \d{{1,2}}:\d\d\s?(?:[ap]\.?m\.?)?(?:\s[a-z]{{2,4}})?(?:,?\s(?:on\s)?(?:[a-z]{{3,9}}\.?,?\s){{0,2}}(?:{MONTHS}|\d{{1,2}})[\s\d,a-z.]{{0,20}})?
      | (?:\d{{1,2}}|an?)\s(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago ) \W{{0,2}}$
    | ^\W{{0,2}}(?:(?:first|last)\s)?(?:published|updated|posted|modified|created)\b[^.!?]{{0,20}}\b(?:{MONTHS}\s\d|\d{{1,2}}\s{MONTHS}|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d)[^!?]{{0,30}}$"""
)
CREDIT_LINE = re.compile(
    r"(?i)^\W?(?:image|photo|photograph|picture|credit|graphic|illustration|file photo|photo credit|image credit|image source)s?\s?(?::|by\b|courtesy\b)"
    r"|^\W?(?:[\w .&'’-]{2,50}\s?[/,|(]\s?|via\s)?(?:Getty Images|AFP|Reuters|AP Photo|Shutterstock|iStock|Unsplash|Pexels|Wikimedia Commons|Adobe Stock|EPA|Alamy)"
    r"(?:\s?(?:/|via|\|)\s?[\w .&'’/-]{2,50})?\)?\.?$"
)
# An article's list of sources: "Title of the piece" — Newspaper, August 15, 2008
SOURCE_LINE = re.compile(
    r"(?i)^(?:[\w ,'’-]{1,60}\.\s)?[\"“][^\"“”]{5,160}[\"”]\s[—–-]\s[^.!?\"“”]{2,60}(?:\.\w{2,4})?,\s[\w ,]{4,24}\d{4}\.?$"
)
CAPTION_LINE = re.compile(
    r"(?i)^(?:caption|pictured|file (?:photo|image|picture)|in this (?:photo|image|picture|file)|figure \d{1,3}[.:])"
    r"|;\s(?:from )?file(?:, \d{4})?\.?$|\((?:file )?(?:ap )?(?:photo|image|picture|graphic)[^()]{0,80}\)\.?$|\b(?:ap|file) photo(?:/[\w ]{1,40})?\)?\.?$"
)
# Lines longer than this are never matched against line patterns as a whole: furniture is short.
SHORT = 200
LONGEST_DISCLAIMER = 4000
SHORTEST_DISCLAIMER = 16  # "cookies" and "own risk", the shortest two phrases, and something between them
TERMINAL = re.compile(r"[.!?…:;,][\"'”’»)\]*]{0,3}$")
FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]*]{0,3}$")


@lru_cache(maxsize=2048)
def kind_of_line(words: str) -> BlockKind | None:
    """The kind of a short line that one of the patterns gives away, or None; words without outer white space."""
    if len(words) > SHORT:
        return None
    if NOT_WORDS.match(words) and not DATE_LINE.match(words):
        return BlockKind.FURNITURE
    if any(pattern.match(words) for pattern in BYLINES):
        return BlockKind.BYLINE
    if CAPTION_LINE.search(words):
        return BlockKind.CAPTION
    if any(pattern.match(words) for pattern in WHOLE_LINES) or _is_menu(words):
        return BlockKind.FURNITURE
    if len(words) < 140 and FURNITURE_LINE.search(words):
        return BlockKind.FURNITURE
    if BREADCRUMB.match(words) and not words.startswith("|"):
        return BlockKind.FURNITURE
    return None


def is_disclaimer(words: str) -> bool:
    """Two legal phrases in a paragraph of ordinary length, one for every 250 characters in a long one."""
    if not SHORTEST_DISCLAIMER <= len(words) <= LONGEST_DISCLAIMER:
        return False
    found = {match.group().lower() for match in LEGAL_PHRASES.finditer(words)}
    return len(found) >= max(2, len(words) // 250)


def _is_menu(words: str) -> bool:
    tokens = re.findall(r"[a-z]+", words.lower()) if len(words) < 60 else []
    known = [token for token in tokens if token in MENU_WORDS]
    return (
        bool(known)
        and len(known) == len([token for token in tokens if token not in MENU_GLUE])
        and not FULL_STOP.search(words)
    )


BYLINES = (BYLINE_LABEL, BYLINE_LINE, AUTHOR_LINE, DATE_LINE, TIME_LINE, CREDIT_LINE)
WHOLE_LINES = (TEMPLATE, GLUED_PIPE, LABEL_LINE, LINKS_LABEL, PHONE_LINE, CONTACT_LABEL, SOURCE_LINE)
