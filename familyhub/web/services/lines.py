"""One line of a list of services: enough to choose by."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from familyhub.directory import policy
from familyhub.directory.queries import Hit, Published
from familyhub.web.services import facts, times
from familyhub.web.services.kept import Kept
from familyhub.web.services.times import Said


@dataclass(frozen=True)
class Line:
    """A service in a list. `facts`: where, ages, cost, how to get a place.

    `keep`: where to press to put it on the list or take it off.
    """

    id: uuid.UUID
    name: str
    href: str
    by: str
    about: str
    stands: Said
    facts: SafeString
    keep: str = ""
    is_kept: bool = False


def line(one: Hit | Published, now: datetime, kept: Kept, wanted: frozenset[int] = frozenset()) -> Line:
    """The line of a listing; of what a search found, with its nearest place. `now`: by London's clock.

    `wanted`: the days of the week that were asked for; it is said when it is next on on one of them.
    """
    document = one.document
    place, metres = (one.place, one.metres) if isinstance(one, Hit) else (None, None)
    return Line(
        id=one.id,
        name=document["name"],
        href=kept.address(reverse("services:service", args=[one.id])),
        by=document.get("organization", {}).get("name", ""),
        about=facts.short(document.get("description", "")),
        stands=times.said_of(policy.standing(document, one.days, now, wanted), now.date()),
        facts=format_html_join("", "<span>{}</span>", ((said,) for said in _facts(document, place, metres) if said)),
        is_kept=one.id in kept.numbers,
    )


def _facts(document: dict[str, Any], place: dict[str, Any] | None, metres: int | None) -> tuple[str, ...]:
    where, far = facts.where(document, place), facts.miles(metres)
    ways = ", ".join(facts.own_terms(document, "access"))
    return f"{where} ({far})" if where and far else where, facts.ages(document), facts.first_cost(document), ways
