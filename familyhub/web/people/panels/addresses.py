"""Addresses, those of now first. A protected one is there only for those who may see it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.people.permissions import REGISTER
from familyhub.people.queries import PersonPage
from familyhub.people.queries.page import AddressLine
from familyhub.web.people.words import answer

TITLE = "Addresses"
ORDER = 20
TEMPLATE = "people/panels/addresses.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any]:
    """No query: the page has read it."""
    today = timezone.localdate()
    now = [line for line in page.addresses if line.valid_to is None or line.valid_to > today]
    before = [line for line in page.addresses if line not in now]
    may = asker.may(REGISTER.code)
    shown = [(line, answer(line.safe_post), _protect(page, line) if may else "") for line in now]
    return {"now": shown, "before": before}


def _protect(page: PersonPage, line: AddressLine) -> str:
    """Where it is protected; "" for one that is."""
    return "" if line.is_protected else reverse("people:protect", args=[page.person, line.id])
