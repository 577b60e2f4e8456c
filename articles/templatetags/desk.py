"""What every page says the same way: a claim's state, a bar, a flag, a person's badge, a right, a time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Claim, Person, Standing
from articles.policy import Right, may

register = template.Library()

SHAPES = {
    Standing.PENDING: ("open", "o"),
    Standing.RECHECK: ("recheck", "r"),
    Standing.VERIFIED: ("verified", "v"),
    Standing.DISPUTED: ("disputed", "d"),
    Standing.UNSOURCED: ("unsourced", "u"),
    Standing.DISMISSED: ("dismissed", "x"),
    Standing.GONE: ("gone", "x"),
}
FLAG_ICONS = {
    "arithmetic": "sum",
    "contradiction": "contradiction",
    "conflict": "contradiction",
    "earlier_extractor": "earlier",
    "repeated": "repeat",
    "quote": "quote",
    "relative_date": "reldate",
    "joined_cells": "fused",
    "headline": "headline",
    "superlative": "superlative",
    "affiliation": "affil",
    "forecast": "forecast",
}
FLAG_WORDS = {"arithmetic": "Sum differs"}
"""What a page calls a flag whose own name says too little."""
BAR_PARTS = (
    ("verified", "t-v", ""),
    ("disputed", "", "url(#p-disputed)"),
    ("unsourced", "", "url(#p-unsourced)"),
    ("dismissed", "t-x", ""),
)
MOST_FLAGS = 2
WARNINGS = ("contradiction", "sum")


@register.simple_tag
def mark(standing: str) -> SafeString:
    """The mark of a standing alone: its shape and letter; the word is there for those who do not see it."""
    return format_html('{}<span class="vh">{}</span>', _shape(standing), Standing(standing).label)


@register.simple_tag
def shape(standing: str) -> SafeString:
    """The shape of a standing, beside which its word stands already."""
    return _shape(standing)


@register.simple_tag
def state(standing: str, words: str = "") -> SafeString:
    """Shape, letter and word of a standing; `words` instead of the usual word."""
    name = SHAPES[Standing(standing)][0]
    label = words or Standing(standing).label
    return format_html('<span class="state {}">{} {}</span>', name, _shape(standing), label)


def _shape(standing: str) -> SafeString:
    name, letter = SHAPES[Standing(standing)]
    icon_id = "i-gone" if name == "gone" else f"m-{name}"
    return format_html('<svg class="m c-{}" aria-hidden="true"><use href="#{}"/></svg>', letter, icon_id)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the sprite; decoration only, the word stands beside it."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def flags(claim: Claim, most: int = MOST_FLAGS) -> SafeString:
    """Why somebody should look: the claim's flags, warnings first, each an icon and its word, the rest as a number."""
    names = sorted(map(str, claim.flags), key=lambda name: FLAG_ICONS.get(name) not in WARNINGS)
    shown = format_html_join("", "{}", ((_flag(name),) for name in names[:most]))
    rest = format_html('<span class="flag">+{}</span>', len(names) - most) if len(names) > most else SafeString("")
    return shown + rest


def _flag(name: str) -> SafeString:
    word = FLAG_WORDS.get(name) or name.replace("_", " ").capitalize()
    drawing = icon(FLAG_ICONS.get(name, "alert"))
    warns = " contradiction" if FLAG_ICONS.get(name) in WARNINGS else ""
    return format_html('<span class="flag{}">{} {}</span>', warns, drawing, word)


@register.simple_tag
def risk(priority: int) -> SafeString:
    """One to three strokes, and the word."""
    words = {1: "Low", 2: "Middle", 3: "High"}
    full, empty = "▮" * priority, "▯" * (3 - priority)
    return format_html(
        '<span class="risk"><span class="vh">{}</span><span aria-hidden="true">{}<i>{}</i></span></span>',
        words[priority], full, empty,
    )  # fmt: skip


@register.simple_tag
def who(person: Person) -> SafeString:
    """Initials in a ring, and the name."""
    ring = format_html('<span class="ini" aria-hidden="true">{}</span>', person.initials)
    return format_html('<span class="who">{}{}</span>', ring, person.name)


@register.simple_tag
def tally(counts: Mapping[str, int]) -> SafeString:
    """The bar of an article: how much of it people decided.  `counts` by standing; machines fill nothing here."""
    whole = sum(count for standing, count in counts.items() if standing != Standing.GONE)
    done = sum(counts.get(name, 0) for name, _, _ in BAR_PARTS)
    told = ", ".join(f"{counts.get(name, 0)} {name}" for name, _, _ in BAR_PARTS)
    label = f"{done} of {whole} claims decided by people: {told}. {whole - done} open."
    return format_html('<svg class="tally" role="img" aria-label="{}">{}</svg>', label, _parts(counts, whole))


def _parts(counts: Mapping[str, int], whole: int) -> SafeString:
    drawn, left = SafeString(""), 0.0
    for name, css, fill in BAR_PARTS:
        width = 100 * counts.get(name, 0) / whole if whole else 0
        if width:
            how = format_html('class="{}"', css) if css else format_html('fill="{}"', fill)
            drawn += format_html('<rect {} x="{}%" width="{}%" height="100%"/>', how, f"{left:.2f}", f"{width:.2f}")
            left += width
            drawn += format_html('<line class="t-line" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>', f"{left:.2f}")
    return drawn


@register.simple_tag
def share(part: int, whole: int) -> SafeString:
    """A plain bar: part of whole; the numbers stand beside it."""
    width = min(100.0, 100 * part / whole) if whole else 0.0
    return format_html('<svg class="bar" aria-hidden="true"><rect width="{}%" height="100%"/></svg>', f"{width:.1f}")


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """A time as people say it: the clock today, the day this week, else the date; exact for programs."""
    if moment is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="seconds"), said(moment))


def said(moment: datetime, now: datetime | None = None) -> str:
    """16:00, Tue 10:00, or 3 January 2026."""
    local, today = timezone.localtime(moment), timezone.localtime(now)
    clock = local.strftime("%H:%M")
    days = (local.date() - today.date()).days
    if days == 0:
        return clock
    if -1 <= days <= 6:
        return f"{local:%a} {clock}"
    return f"{local.day} {local:%B %Y}"


@register.simple_tag
def due(claim: Claim, word: str = "due ") -> SafeString:
    """By when a claim must be decided, and by how much that is over."""
    if claim.due is None:
        return SafeString("")
    if not claim.is_late:
        return format_html('<span class="due">{}{}</span>', word if claim.is_open else "", when(claim.due))
    over = format_html(", {} late", _span(timezone.now() - claim.due)) if word else SafeString("")
    return format_html('<span class="due late"><span class="vh">Late: </span>{}{}</span>', when(claim.due), over)


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"


@register.simple_tag(takes_context=True)
def allowed(context: Context, right: str) -> bool:
    """Whether the person at this page has a right; names of policy.Right."""
    person = context["request"].user
    return isinstance(person, Person) and may(person, Right(right))


@register.simple_tag(takes_context=True)
def open_claims(context: Context) -> int:
    """How many claims wait for a person, for the masthead."""
    person = context["request"].user
    return Claim.objects.visible_to(person).pending().count() if isinstance(person, Person) else 0


@register.simple_tag(takes_context=True)
def here(context: Context, prefix: str) -> SafeString:
    """aria-current for the part of the desk that this page belongs to."""
    path: str = context["request"].path
    is_here = path == prefix if prefix == "/" else path.startswith(prefix)
    return SafeString(' aria-current="page"' if is_here else "")


@register.simple_tag
def csrf_cookie() -> str:
    """The name of the cookie from which a page that stood open over a log-in takes its new token."""
    return settings.CSRF_COOKIE_NAME


@register.simple_tag
def hidden_fields(query: QueryDict, *leaving_out: str) -> SafeString:
    """The fields of a query as hidden inputs, so that a form keeps what is set already."""
    kept: list[tuple[Any, Any]] = [(name, value) for name, value in query.items() if name not in leaving_out]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
