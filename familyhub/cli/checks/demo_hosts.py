"""The demonstration is for one machine."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "The demonstration answers on this machine alone"


LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}


def check(look: Look) -> str:
    """The host names, when the demonstration is on."""
    strange = sorted(set(settings.ALLOWED_HOSTS) - LOCAL)
    if settings.DEMO and strange:
        return f"Turn the demonstration off (FAMILYHUB_DEMO) or take out of FAMILYHUB_HOSTS: {', '.join(strange)}."
    return ""
