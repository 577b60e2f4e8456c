"""What pages say of the verification of the trail: the latest word, and the alarm that stands on every page."""

from datetime import timedelta

from django import template
from django.template import Context

from articles.models import Person, TrailKey, Verification
from articles.policy import Right, may
from articles.reports.compared import rows_in_words
from articles.reports.damage import Outcome, outcome_of

register = template.Library()


@register.simple_tag(takes_context=True)
def trail_alarm(context: Context) -> Outcome | None:
    """What is wrong with the trail, for those who answer for it; None on the page that tells it in full anyway."""
    person, shown = context["request"].user, context.get("run")
    if not isinstance(person, Person) or not may(person, Right.VERIFY_TRAIL):
        return None
    latest = Verification.objects.latest_word()
    return None if shown is not None and shown == latest else outcome(latest)


@register.simple_tag
def latest_verification() -> Verification | None:
    """The verification that ended last."""
    return Verification.objects.latest_word()


@register.filter
def outcome(run: Verification | None) -> Outcome | None:
    """What is wrong after run; nothing when it was clean, or when there was none."""
    return outcome_of(run) if run else None


@register.filter
def took(length: timedelta | None) -> str:
    """How long something took: 0.4 s, 12 s, 3 min 5 s."""
    if length is None:
        return "–"
    seconds = length.total_seconds()
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


register.filter(rows_in_words)


@register.filter
def key_id(key: TrailKey) -> str:
    """The eight digits by which a key is called."""
    return key.public.split("+")[1]


@register.filter
def per_cent(millionths: int) -> int:
    """Millionths as whole per cent."""
    return millionths // 10_000
