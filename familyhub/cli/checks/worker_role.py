"""The role of reactions and jobs can only do what they do."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "The worker's database role has no special power and owns nothing"


def check(look: Look) -> str:
    """Its attributes, and that it owns no table."""
    return look.too_powerful("worker")
