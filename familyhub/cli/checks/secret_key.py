"""Whoever guesses the key can sign in as anybody."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "The secret key is long and not a simple one"


def check(look: Look) -> str:
    """Length, and that it is not one letter over and over."""
    key = settings.SECRET_KEY
    return "" if len(key) >= 50 and len(set(key)) >= 10 else "Set FAMILYHUB_SECRET_KEY to 50 random characters or more."
