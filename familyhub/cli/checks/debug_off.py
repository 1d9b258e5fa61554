"""A debug page shows what should not be seen."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "Debugging is off"


def check(look: Look) -> str:
    """Django's own switch, and that of its templates."""
    on = settings.DEBUG or any(engine.get("OPTIONS", {}).get("debug") for engine in settings.TEMPLATES)
    return "Set DEBUG to False." if on else ""
