"""How the fields of listings are handled: public, but for what says how a listing came about."""

from __future__ import annotations

from familyhub.core.handling import Handling


def public(*fields: str) -> dict[str, Handling]:
    """May stand on a public page."""
    return dict.fromkeys(fields, Handling.PUBLIC)


def internal(*fields: str) -> dict[str, Handling]:
    """For editors who are signed in."""
    return dict.fromkeys(fields, Handling.INTERNAL)
