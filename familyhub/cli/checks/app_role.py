"""The role that serves the site can only do what the site does."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "The site's database role has no special power and owns nothing"


def check(look: Look) -> str:
    """Its attributes, and that it owns no table."""
    return look.too_powerful("app")
