"""Words that only the pages around an article need."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.web import compare

register = template.Library()


@register.simple_tag
def compared(old: str, new: str) -> SafeString:
    """Old words against new ones: struck and underlined."""
    return compare.compared(old, new)


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """A time to the second: the clock today, with its date before."""
    local = timezone.localtime(at)
    day = "" if local.date() == timezone.localdate() else f"{local.day} {local:%b %Y}, "
    return format_html('<time datetime="{}">{}{}</time>', at.isoformat(), day, f"{local:%H:%M:%S}")
