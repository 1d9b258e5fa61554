"""Whom to phone now, wherever nobody may be at the desk."""

from __future__ import annotations

from django.conf import settings


def phone_words() -> str:
    """999, then the out-of-hours team, whose number is configuration."""
    number = settings.ENVIRONMENT.out_of_hours_phone
    second = f"on {number}" if number else "(its number is not configured)"
    return f"Phone now: 999, then the out-of-hours team {second}"
