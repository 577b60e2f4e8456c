"""Verbs of headlines, in all the forms by which a line without a full stop shows that it asserts something."""

import re

from articles.text.words import word_list, word_set

REGULAR = word_list(
    """accept accuse add address admit adopt affect agree aim allow announce appear appoint approve arrest arrive ask attack
    award back ban block boost call cancel celebrate claim climb close collapse condemn confirm consider continue crash create
    criticise criticize declare defeat defend delay demand deny describe detain die disappear discover dismiss donate drop
    elect emerge end enter erupt escape examine expand expect explain explode explore face fail file fire follow force gain
    happen help host identify impose improve include increase inspire interview introduce invest investigate invite join jump
    kill land launch lift light lose mark merge miss mourn move name need observe offer open oppose order oust outline pass
    plan plead pledge plunge post praise predict prepare present prevent promise propose protect prove provide publish push
    raise reach react recall receive recognise recognize reconnect recover reject release remain remember remove repeat replace
    report request require rescue resign respond retire return reveal rule search seem settle share sign slam slow soar spark
    stay step study succeed suffer suggest support surge survive suspend target tell test threaten top treat try turn unveil
    urge use visit vote vow wait want warn welcome win withdraw work worsen analyse analyze"""
)
IRREGULAR = word_list(
    """is are was were be been has have had do does did will would can could may might must should say says said win wins won
    lose loses lost make makes made get gets got take takes took go goes went give gives gave show shows find finds found
    become becomes became lead leads led meet meets met hold holds held hit hits cut cuts set sets put puts rise rises rose
    fall falls fell grow grows grew run runs ran begin begins began seek seeks sought keep keeps kept stand stands stood tell
    told leave leaves left see sees saw buy buys bought sell sells sold pay pays paid beat beats quit quits sue sues bring
    brings brought build builds built choose chooses chose drive drives drove hear hears heard know knows knew learn learns
    shut shuts slip slips speak speaks spoke spend spends spent stop stops strike strikes struck teach teaches taught think
    thinks thought write writes wrote break breaks broke send sends sent spread spreads shoot shoots shot steal steals stole
    fight fights fought fly flies flew arise feel feels felt dead"""
)


def _forms(verb: str) -> tuple[str, str]:
    """A regular verb and its form after he, she or it."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies"
    return verb, verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


FORMS = frozenset((*IRREGULAR, *(form for verb in REGULAR for form in _forms(verb))))
# After one of these a word is a noun ("the strike", "of fire"); after "to" it is a verb, whichever it is.
BEFORE_NOUNS = word_set("the a an of for in on at by with from")
WORD = re.compile(r"['’]?[a-z]+")
SHORTENED = word_set("'re 'll 've 'm ’re ’ll ’ve ’m")


def has_verb(words: str) -> bool:
    """Whether a line shows by one of its words that it asserts something; the past of regular verbs is known by its ending."""
    before = ""
    for word in WORD.findall(words.lower()):
        known = word in FORMS or (len(word) > 4 and word.endswith("ed")) or (before == "to" and len(word) > 2)
        if (known and before not in BEFORE_NOUNS) or word in SHORTENED:
            return True
        before = word
    return False
