"""Words that only the trail needs: a time that is exact when asked for."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def stamped(at: datetime, stamp: str) -> SafeString:
    """A time of the trail on the desk's own clock, with its day unless that is today; its title is the stamp that was hashed."""
    local = timezone.localtime(at)
    day = "" if local.date() == timezone.localdate() else f"{local.day} {local:%b %Y}, "
    return format_html('<time datetime="{}" title="{}">{}{}</time>', stamp, stamp, day, f"{local:%H:%M:%S}")
