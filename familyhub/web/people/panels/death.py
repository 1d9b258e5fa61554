"""That somebody has died: when, how it is known, whom a bereaved family may call, and what waits for the reader."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from familyhub.components.words import day
from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.people.queries.deaths import death_of
from familyhub.places.deaths import after_death
from familyhub.web.people.dying import KINDS
from familyhub.work import queries as tasks

TITLE = "Death"
ORDER = 1
TEMPLATE = "people/panels/death.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """Two queries for somebody who has died, otherwise none."""
    if page.died_on is None:
        return None
    told = death_of(asker, page.records, page.died_on)
    waits = {one.about_kind for one in tasks.own_about(asker, page.person, KINDS)}
    return {
        "told": told,
        "day": day(told.died_on),
        "contact": after_death(settings.ENVIRONMENT.authority),
        "wrong": reverse("people:died", args=[page.person]) if told.may_undo else "",
        "read": reverse("people:death_read", args=[page.person]) if waits else "",
        "is_review": "people.death_review" in waits,
    }
