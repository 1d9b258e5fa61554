"""What public pages say of the front door."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def out_of_hours() -> str:
    """The number of the out-of-hours team, "" where the authority has not given it."""
    return str(settings.ENVIRONMENT.out_of_hours_phone)
