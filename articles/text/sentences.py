"""Where sentences begin and end inside blocks, on the exact characters of the text; linear in its length."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.text.blocks import PLENTY, THOUGHT, Block
from articles.text.words import word_set

# Never the end of a sentence, whatever follows.
ABBREVIATIONS = word_set(
    """mr mrs ms dr prof rev hon gen lt col sgt capt cmdr adm maj gov sen rep reps sens pres st mt ft messrs mme mlle vs v cf
    eg e.g i.e approx nos vol pp ca blvd hwy dept univ assn jan feb apr jun jul aug sept sep oct nov dec tue tues wed thu
    thur thurs fri ala ariz ark calif colo conn del fla ga kan ky md mich minn mont neb nev okla penn tenn tex va vt wis
    wyo dist supt amb atty insp spc pvt brig nyse nasdaq tel bros n° vice-adm lieut det mssrs"""
)
# Ordinary words too: abbreviations only before a figure, or when written with a capital in mid-sentence.
BEFORE_FIGURES = word_set("no nos p ch fig figs art sec est vol pp par paras n°")
CAPITALISED = word_set("mar sun sat mon mass ore wash ill la pa mo miss ind al ave rd sq fig art sec no est")
# The end of a sentence only when the next word is one that begins sentences.
EITHER = word_set("inc ltd corp co jr sr etc llc plc esq mfg intl ph.d m.d b.a m.a b.s m.s j.d ll.b a.m p.m")
LETTERS = re.compile(r"(?:[a-z]\.){1,5}[a-z]")
STARTERS = word_set(
    """the this these those he she it they we i you his her its their our my your that there here what when where why who how
    in on at for but and or so if while although though as after before since because despite according however meanwhile
    still also then now a an no not some many most all both each every another such one two three four five six seven
    eight nine ten is are was were do does did can could will would should may might let please yes mr mrs ms dr even finally
    today yesterday last next later earlier once under with during among between like several few more only just instead other
    others until unless whether them us me him anyone everyone nobody somebody nothing everything something"""
)
# Written in capitals, these end a sentence: nobody puts a full stop after the two letters that stand for a state.
STATES = word_set("VA MD GA CA PA LA MO KY VT CT ND SD NJ NY TX FL IL OH MI WI MN IA KS OK AZ NM CO UT NV WA")
DOMAINS = word_set("com net org gov edu co uk io js tv info")
END = re.compile(r"(?:\.(?:[ \u00a0]\.){2,3}|[.!?…]+)(?:[\"'”’»)\]]{0,4})(?:\[\^?\d{1,3}\]){0,3}")
CLOSERS = "\"'”’»)]"
OPENERS = "\"'“‘([«—–-`*_¿¡"
BULLET = re.compile(r"(?:[•‣▪●◦⁃∙*·]|[–—-](?=\s))\s*(?=\S)")
# "1.) …", "2. …", "b) …": the marks of a list that stands in one line.
ITEM = re.compile(r"(?:(?<=\s)|(?<=^))(?:[•⁃]\s?)?(?P<label>\d{1,2}|[a-z])(?P<mark>\.\)|[.)])\s")
WORD_START = re.compile(r"[^\W\d_]+")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
LONGEST_WORD = 40
LONGEST_BRACKET = 400


class Sentence(NamedTuple):
    """A sentence, heading, list item or row: its span in code points and the index of its block."""

    start: int
    end: int
    block: int


def sentences(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of every block, in reading order; a block without an end of sentence is one sentence.

    Quotations are split inside their marks. Bullets are left outside the span, list numbers inside.
    """
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        for low, high in _pieces(text, block.start, block.end):
            for start, end in _split(text, low, high):
                joins = len(found) > PLENTY and found[-1].block == index and found[-1].end - found[-1].start < THOUGHT
                found.append(Sentence(found.pop().start if joins else start, end, index))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a block between blank lines, and the items of a list that stands in one line."""
    for gap in BLANK_LINE.finditer(text, start, end):
        yield from _items(text, start, gap.start())
        start = gap.end()
    yield from _items(text, start, end)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    first = ITEM.match(text, start, min(end, start + 12))
    if first and first["label"] in ("1", "9", "a"):
        label, mark = _next_label(first["label"]), first["mark"]
        for item in ITEM.finditer(text, first.end(), end):
            if item["label"] == label and item["mark"] == mark:
                yield begin, item.start()
                begin, label = item.start(), _next_label(label)
    yield begin, end


def _next_label(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def _split(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    start, high = _trim(text, low, high)
    bullet = BULLET.match(text, start, high)
    begin = start = bullet.end() if bullet and bullet.end() < high else start
    counted, depth = start, 0
    for match in END.finditer(text, start, high):
        stop = match.end()
        if stop >= high:
            break
        depth += _opened(text[counted:stop])
        counted = stop
        if depth > 0 and stop - begin < LONGEST_BRACKET:
            continue
        follow = stop
        while follow < high and text[follow].isspace():
            follow += 1
        if follow < high and _is_end(text, begin, match, follow, high):
            yield from _worded(text, begin, stop)
            begin, depth = follow, 0
    yield from _worded(text, begin, high)


def _opened(piece: str) -> int:
    return piece.count("(") + piece.count("[") - piece.count(")") - piece.count("]")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _worded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trim(text, start, end)
    if end > start:
        yield start, end


def _is_end(text: str, begin: int, match: re.Match[str], follow: int, high: int) -> bool:
    """Whether the sentence that began at begin ends with match; follow is where the next word would begin."""
    lead = follow
    while lead < high and lead < follow + 5 and text[lead] in OPENERS:
        lead += 1
    first = text[lead] if lead < high else ""
    mark = match.group().rstrip(CLOSERS + "[^0123456789")
    if follow == match.end():
        return _is_glued_end(text, begin, match, high)
    if first.islower() and not (lead + 1 < high and text[lead + 1].isupper()):
        return False
    if " " in mark or "\u00a0" in mark:
        return mark.count(".") > 3 and first.isupper()
    if len(mark) > 1 and not mark.strip(".…"):
        return first.isupper() and text[follow] not in "(["
    if mark == ".":
        return _is_full_stop(text, begin, match.start(), lead, high)
    return True


def _is_glued_end(text: str, begin: int, match: re.Match[str], high: int) -> bool:
    """Text such as "…the end.Then" ends a sentence; "example.Com", "U.S.A" and "Inc.'s" do not."""
    stop = match.end()
    if not text[stop].isupper():
        return False
    word = _word_before(text, begin, match.start())
    if match.group() != "." or not word.isalpha() or len(word) < 3 or not word[-2:].islower():
        return False
    following = WORD_START.match(text, stop, min(high, stop + LONGEST_WORD))
    if not following or not following.group().istitle() or following.group().lower() in DOMAINS:
        return False
    return text[following.end() : following.end() + 1].isspace()


def _word_before(text: str, low: int, stop: int) -> str:
    start = stop
    while (
        start > low
        and stop - start < LONGEST_WORD
        and not text[start - 1].isspace()
        and text[start - 1] not in '([{"“‘—–`'
    ):
        start -= 1
    return text[start:stop]


def _is_full_stop(text: str, begin: int, dot: int, lead: int, high: int) -> bool:
    """Whether a single full stop after a word ends the sentence, or belongs to an abbreviation, initial or list number."""
    written = _word_before(text, begin, dot).strip("'’\"")
    word = written.lower().rsplit("-", 1)[-1]
    first = text[lead] if lead < high else ""
    following = WORD_START.match(text, lead, min(high, lead + LONGEST_WORD))
    starts = following is not None and following.group().lower() in STARTERS
    opens_block = dot - len(written) <= begin
    if written in STATES:
        return first.isupper()
    if (word in ABBREVIATIONS and written != "V") or (word in BEFORE_FIGURES and first.isdigit()):
        return False
    if word in CAPITALISED and written[:1].isupper() and not opens_block:
        return starts
    if len(word) == 1 and word.isalpha():
        return (starts or (written.islower() and first.isupper())) and not (opens_block and word != "i")
    if word in EITHER or LETTERS.fullmatch(word):
        return starts or (lead < high and text[lead - 1] in '"“' and first.isupper())
    return not (opens_block and (written.isdigit() or re.fullmatch(r"[ivxlc]{1,4}|\d{1,2}", word)))
