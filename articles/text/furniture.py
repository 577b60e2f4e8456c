"""The words by which page furniture, bylines and captions give themselves away: what stands around an article."""

import re

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
      skip\s to\b | toggle\b | share\s(?:this|on|via)\b | follow\sus\b | sign\sup\b | sign\sin\b | subscribe\b | click\shere\b
    | read\s(?:more|further|next|also|the\sfull)\b | continue\sreading\b | see\salso\b | you\smay\salso\slike\b
    | related(?:\sarticles?|\sstor(?:y|ies)|\scontent|\sposts?)?\s?(?::|—|$) | tags?\s?: | categor(?:y|ies)\s?: | filed\sunder\b
    | copyright\b | © | \(c\)\s?\d{4} | all\srights\sreserved | powered\sby\b | photo\scredits?\b | advertisement\b
    | download\s(?:the|our)\b.{0,40}\bapp\b | get\sthe\s.{1,40}\bapp\b | get\sstarted\b | scan\sto\b
    | get\semail\supdates | join\sour\b | enter\syour\se-?mail | email\saddress\b | load\smore\b | leave\sa\scomment\b
    | view\s(?:all\s)?comments\b | comments?\s?\(\d+\) | \d[\d.,]*\s?[km]?\s(?:shares?|comments?|views?|likes?|reads?|min(?:ute)?s?\sread)\W*$
    | back\sto\stop | most\s(?:read|popular|viewed)\b | cookie\s(?:policy|statement|settings)\b | privacy\s(?:policy|notice)\b
    | terms\s(?:of|and)\b | (?:this|the)\smailing\slist\b | by\susing\sthis\ssite\b | we\suse\scookies\b | your\sprivacy\b
    | from\sthe\scongressional\srecord\sonline | except\swhere\sotherwise\snoted\b | cc\sby\b | contact\s(?:a\shuman|us)\b | get\sin\stouch\b | stay\sup-?to-?date\b
    | watch\snow\b | listen\sto\sthis\b | print\sthis\b | have\sa\snews\stip\b | send\sus\b | correction\spolicy\b
    )"""
)
BREADCRUMB = re.compile(r"^[^.!?,]{0,100}\s(?:/|>|»|›|\|)\s[^.!?,]{0,100}\s?(?:/|>|»|›|\|)")
NOT_WORDS = re.compile(r"^[\W\d_]*$")
TEMPLATE = re.compile(
    r"^(?:\{\{.*\}\}|\[\[?[^\[\]]{1,200}\]\]?|<[^<>]{1,200}>|https?://\S+|\S{1,64}@\S{1,64}\.\w{2,10})$"
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
    | in\saccordance\swith\sapplicable\slaws? | personal\sinformation | unported\slicen[sc]e )\b"""
)

MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
DATE_LINE = re.compile(
    rf"""(?ix)^\W{{0,2}}(?:(?:published|updated|posted)(?:\son)?:?\s)?(?:[^\W\d][\w.'’-]{{1,20}}(?:\s[^\W\d][\w.'’-]{{1,20}}){{0,2}},\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?
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
    r"(?:^(?:By|BY)\s[A-Z][\w.'’-]*(?:[\s,•|]{1,3}(?:[A-Z][\w.'’-]*|and|of|for|the|de|van|von|&|\d{1,4}))*(?:,\s[a-z][a-z ’'-]{2,40})?$)"
    r"|^(?:(?i:authors?|published|updated|posted|last updated|date|editor|edited by|written by|reporting by|story by|"
    r"reported by|additional reporting by))(?:\s?:\s|\s(?:by|on)\s)[^.!?]{1,80}\.?$"
)
CREDIT_LINE = re.compile(
    r"(?i)^\W?(?:image|photo|photograph|picture|credit|graphic|illustration|file photo|photo credit|image credit)s?\s?(?::|by\b|courtesy\b)"
)
# An article's list of sources: "Title of the piece" — Newspaper, August 15, 2008
SOURCE_LINE = re.compile(
    r"(?i)^(?:[\w ,'’-]{1,60}\.\s)?[\"“][^\"“”]{5,160}[\"”]\s[—–-]\s[^.!?\"“”]{2,60}(?:\.\w{2,4})?,\s[\w ,]{4,24}\d{4}\.?$"
)
CAPTION_LINE = re.compile(
    r"(?i)^(?:caption|pictured|file (?:photo|image|picture)|in this (?:photo|image|picture|file)|figure \d{1,3}[.:])"
    r"|;\s(?:from )?file(?:, \d{4})?\.?$|\((?:file )?(?:ap )?(?:photo|image|picture|graphic)[^()]{0,80}\)\.?$|\b(?:ap|file) photo(?:/[\w ]{1,40})?\)?\.?$"
)
