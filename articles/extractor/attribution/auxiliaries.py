"""What may stand between a subject and its verb: adverbs, auxiliaries, and verbs that lend their subject ("went on to say")."""

from articles.extractor.attribution.phrases import SUBJECTS
from articles.extractor.attribution.verb_words import LENDING
from articles.extractor.attribution.words import BE, HAVE, HELP, WEEKDAYS, Words
from articles.text.words import word_set

GOING = word_set("go goes went gone going")


def auxiliaries(words: Words, j: int) -> tuple[int, frozenset[str]]:
    """Back over adverbs and auxiliaries: the index of the word before them, and which of be, have, help, to were there."""
    found: set[str] = set()
    for _ in range(10):
        kind = _helper(words, j, found)
        if kind is None:
            break
        found.add(kind)
        if kind == "to":
            found.discard("be")
            j = _lender(words, j)
        j -= 1
    return j, frozenset(found - {""})


def _lender(words: Words, j: int) -> int:
    """The index of the verb before "to", over the "on" of "went on to"."""
    return j - 2 if words.low(j - 1) == "on" and words.low(j - 2) in GOING else j - 1


def _helper(words: Words, j: int, found: set[str]) -> str | None:
    """What words[j] is to the verb behind it: one of the auxiliaries, "" for an adverb, None for none of this."""
    low, following = words.low(j), words.low(j + 1)
    for kind, listed in (("be", BE), ("have", HAVE), ("help", HELP)):
        if low in listed:
            return kind
    if low in ("'s", "’s") and words.low(j - 1) in SUBJECTS | {"there", "that"}:
        return "be" if following.endswith("ing") else "have"
    if low == "to" and words.low(_lender(words, j)) in LENDING:
        return "to"
    if low in ("on", "late", "early") and following in WEEKDAYS:
        return ""
    if low in LENDING and following.endswith("ing") and "be" not in found:
        return "be"
    return "" if words.is_adverb(j) else None
