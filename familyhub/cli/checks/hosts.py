"""A site that answers to any name can be made to send links to another."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "The site answers to named hosts only"


def check(look: Look) -> str:
    """No wildcard, and at least one name."""
    names = settings.ALLOWED_HOSTS
    return "Name the hosts in FAMILYHUB_HOSTS, without *." if not names or "*" in "".join(names) else ""
