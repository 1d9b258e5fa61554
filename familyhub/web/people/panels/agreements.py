"""What may be done and shared with agreement, as it stands now."""

from __future__ import annotations

from typing import Any

from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.sharing import queries

TITLE = "Agreements"
ORDER = 45
TEMPLATE = "people/panels/agreements.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """One query, a second where partner teams were let in; nothing where nobody was asked yet."""
    lines = [line for line in queries.agreements_of(asker, page.records, page.born_on) if not line.is_over]
    return {"lines": lines} if lines else None
