"""Families that are worked with together; not the same as who lives in one house."""

from __future__ import annotations

from typing import Any

from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage

TITLE = "Family"
ORDER = 40
TEMPLATE = "people/panels/family.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """No query: the page has read it. Nothing where there is no family yet."""
    return {"families": page.families, "person": page.person} if page.families else None
