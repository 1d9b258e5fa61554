"""Sign-in limits count in a cache that every process shares."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "The cache that counts sign-in attempts is shared by every process"


OWN = ("locmem", "dummy")


def check(look: Look) -> str:
    """The default cache, which allauth uses."""
    kind = settings.CACHES["default"]["BACKEND"]
    return f"Use the database's cache, not {kind}." if any(word in kind for word in OWN) else ""
