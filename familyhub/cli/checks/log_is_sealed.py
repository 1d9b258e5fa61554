"""Rows of the access log are sealed within a minute."""

from __future__ import annotations

from django.utils import timezone

from familyhub.cli.doctoring import Look
from familyhub.core import chain

ASKS = "The access log is sealed up to the last minute"


LIMIT_SECONDS = 60


def check(look: Look) -> str:
    """The oldest row without a seal."""
    age = chain.oldest_unsealed_age(timezone.now(), look.using)
    if age is None or age.total_seconds() <= LIMIT_SECONDS:
        return ""
    return f"A row has waited {age.total_seconds():.0f} seconds for its seal: start the worker, and read its log."
