"""Who is involved with this person, the help they are given, and the way to a note."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from familyhub.casework import queries
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day
from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage

TITLE = "Who is involved"
ORDER = 8
TEMPLATE = "people/panels/casework.html"
INVOLVED = [Column("Service"), Column("Lead"), Column("Last contact", short=True)]
EPISODES = [Column("Help"), Column("Team and lead"), Column("From", short=True), Column("To", short=True)]


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """Five queries: the help that one may read of, whoever else of ours is involved, and other services."""
    helped = queries.episodes_of(asker, page.records)
    own = {one.id for one in helped.episodes}
    lines = [line for line in queries.involved(asker, page.records) if line.episode not in own]
    others = queries.services_with(asker, page.records)
    held = helped.case
    if not helped.episodes and not lines and not others and helped.case is None:
        return None
    rows = [_involved(one) for one in lines] + [_service(one, held) for one in others]
    return {
        "episodes": Table("Help", EPISODES, [_episode(one) for one in helped.episodes], caption_hidden=True),
        "involved": Table("Who is involved", INVOLVED, rows, caption_hidden=True),
        "write": reverse("casework:write", args=[helped.case]) if helped.case else "",
    }


def _episode(one: Any) -> list[object]:
    help_given = link(one.kind, reverse("casework:episode", args=[one.id]))
    ended = short_day(one.until) if one.until else status("open", "doing")
    return [help_given, f"{one.team}, {one.lead or 'nobody leads yet'}", short_day(one.since), ended]


def _involved(one: queries.InvolvedLine) -> list[object]:
    last = short_day(one.last_contact_on) if one.last_contact_on else "None yet"
    return [one.service, f"{one.lead or 'Nobody yet'}, {one.team}", last]


def _service(one: queries.ServiceLine, held: uuid.UUID | None) -> list[object]:
    """At minimum disclosure; for those who hold the case the way to what was said."""
    last = short_day(one.last_contact_on) if one.last_contact_on else "None yet"
    name = link(one.label, reverse("casework:service", args=[one.id])) if held == one.case else one.label
    name = format_html("Restricted. {}", name) if one.is_secret else name
    lead = one.practitioner or "Nobody yet"
    return [name, lead if one.last_contact_on else f"{lead}. {one.stand_label}", last]
