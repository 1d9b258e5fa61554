"""One line of a list of services: enough to choose by."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from familyhub.directory import policy
from familyhub.directory.queries import Hit, Published
from familyhub.web.services import facts, times
from familyhub.web.services.kept import Kept
from familyhub.web.services.times import Said


@dataclass(frozen=True)
class Line:
    """A service in a list. `keep`: where to press to put it on the list or take it off."""

    id: uuid.UUID
    name: str
    href: str
    by: str
    about: str
    stands: Said
    where: str
    far: str
    ages: str
    cost: str
    access: str
    point: tuple[float, float] | None = None
    keep: str = ""
    is_kept: bool = False


def line(one: Hit | Published, now: datetime, kept: Kept) -> Line:
    """The line of a listing; of what a search found, with its nearest place. `now`: by London's clock."""
    document = one.document
    place, metres = (one.place, one.metres) if isinstance(one, Hit) else (None, None)
    all_places = [place] if place else facts.places(document)
    points = [(each["latitude"], each["longitude"]) for each in all_places if {"latitude", "longitude"} <= each.keys()]
    return Line(
        id=one.id,
        name=document["name"],
        href=kept.address(reverse("services:service", args=[one.id])),
        by=document.get("organization", {}).get("name", ""),
        about=facts.short(document.get("description", "")),
        stands=times.said_of(policy.standing(document, one.days, now), now.date()),
        where=facts.where(document, place),
        far=facts.miles(metres),
        ages=facts.ages(document),
        cost=facts.first_cost(document),
        access=", ".join(facts.own_terms(document, "access")),
        point=points[0] if points else None,
        is_kept=one.id in kept.numbers,
    )
