"""Addresses, those of now first. A protected one is there only for those who may see it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.web.people.words import answer

TITLE = "Addresses"
ORDER = 20
TEMPLATE = "people/panels/addresses.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any]:
    """No query: the page has read it."""
    today = timezone.localdate()
    now = [line for line in page.addresses if line.valid_to is None or line.valid_to > today]
    before = [line for line in page.addresses if line not in now]
    return {"now": [(line, answer(line.safe_post)) for line in now], "before": before}
