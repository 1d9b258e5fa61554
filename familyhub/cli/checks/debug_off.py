"""A debug page shows what should not be seen."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "Debugging is off"


def _debugs(engine: Any) -> bool:
    return bool(engine.get("OPTIONS", {}).get("debug"))


def check(look: Look) -> str:
    """Django's own switch, and that of its templates."""
    on = settings.DEBUG or any(_debugs(engine) for engine in settings.TEMPLATES)
    return "Set DEBUG to False." if on else ""
