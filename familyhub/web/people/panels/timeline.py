"""The newest of what happened, each in its own sentence."""

from __future__ import annotations

from typing import Any

from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.web.people.story import entries

TITLE = "Latest"
ORDER = 60
TEMPLATE = "people/panels/timeline.html"
FEW = 5


def context(asker: Asker, page: PersonPage) -> dict[str, Any]:
    """One limited scan for the person and one a record, of which there is mostly one; one more where notes are told."""
    told = entries(asker, page, limit=FEW + 1)
    return {"entries": told[:FEW], "person": page.person, "is_more": len(told) > FEW}
