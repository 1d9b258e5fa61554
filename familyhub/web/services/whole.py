"""The page of one service: its document in the order in which a parent asks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from familyhub.directory import policy
from familyhub.directory.policy import Days
from familyhub.directory.queries import Published
from familyhub.directory.terms import Sensitivity
from familyhub.web.services import facts, times
from familyhub.web.services.times import Said

NEXT = 4
WEB = ("https://", "http://")
MAP = "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=17/{0}/{1}"


@dataclass(frozen=True)
class Place:
    """Where it is. `map`: a page of the open map; "" where no point may be said."""

    lines: tuple[str, ...]
    access: tuple[str, ...]
    map: str


@dataclass(frozen=True)
class Phone:
    """A number to ring, and who answers."""

    number: str
    who: str
    note: str

    @property
    def href(self) -> str:
        """For a press on a phone."""
        return "tel:" + "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class Page:
    """One service. What is empty was not said."""

    id: uuid.UUID
    name: str
    by: str
    about: tuple[str, ...]
    alert: str
    stands: Said
    will_close: str
    rules: tuple[str, ...]
    dates: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    places: tuple[Place, ...]
    phones: tuple[Phone, ...]
    email: str
    web: str
    refer: tuple[str, ...]
    access: tuple[str, ...]
    confirmed: date | None
    is_stale: bool
    is_hidden: bool
    is_masked: bool
    has_calendar: bool


def page_of(one: Published, now: datetime) -> Page:
    """The page. `now`: by London's clock."""
    document, today = one.document, now.date()
    standing = policy.standing(document, one.days, now)
    schedules = document.get("schedules", [])
    dates = policy.coming(policy.promised(schedules), one.days, today)
    assured = facts.confirmed(document)
    sensitivity = document.get("sensitivity")
    return Page(
        id=one.id,
        name=document["name"],
        by=document.get("organization", {}).get("name", ""),
        about=paragraphs(document.get("description", "")),
        alert=document.get("alert", ""),
        stands=times.said_of(standing, today),
        will_close=_will_close(one.days, today),
        rules=tuple(times.rules(schedules, today)),
        dates=tuple(times.session_words(date_, today) for date_ in dates[:NEXT]),
        rows=tuple(_rows(document)),
        places=tuple(place_of(location) for location in facts.places(document)),
        phones=tuple(phones(document)),
        email=document.get("email", ""),
        web=_web(document.get("url", "") or document.get("organization", {}).get("website", "")),
        refer=paragraphs(document.get("how_to_refer", "")),
        access=tuple(facts.own_terms(document, "access")),
        confirmed=assured,
        is_stale=standing.is_unsure,
        is_hidden=sensitivity == Sensitivity.HIDDEN,
        is_masked=sensitivity == Sensitivity.MASKED,
        has_calendar=bool(dates),
    )


def _will_close(days: Days, today: date) -> str:
    """When it closes for a time that has not begun."""
    is_coming = days.paused_from is not None and today < days.paused_from
    return times.closed_words(days.paused_from, days.paused_until, today) if is_coming else ""


def paragraphs(text: str) -> tuple[str, ...]:
    """One for each line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _rows(document: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    may_come = document.get("eligibility", "")
    rows = [
        (_("Age"), [facts.ages(document) or _("Any age")]),
        (_("Cost"), facts.costs(document) or [_("Nobody has told us. Ask before you go")]),
        (
            _("Who may come"),
            [*facts.own_terms(document, "circumstances"), *paragraphs(may_come)],
        ),
        (_("Who it is for"), facts.own_terms(document, "reach")),
        (_("How you take part"), facts.own_terms(document, "attending")),
        (_("Special needs and disability"), facts.own_terms(document, "local-offer")),
        (_("Languages"), facts.languages(document)),
        (_("Kind of support"), facts.own_terms(document, "kinds-of-support")),
        (_("Serves"), [one.get("name") or one.get("service_area", "") for one in document.get("service_areas", ())]),
        (_("Paid for by"), [one.get("source", "") for one in document.get("funding", ())]),
        (_("Quality"), [document.get("accreditations", "")]),
    ]
    return [(key, tuple(part for part in said if part)) for key, said in rows if any(said)]


def place_of(location: dict[str, Any]) -> Place:
    """A location in words."""
    access = [one.get("description") or one.get("details") or "" for one in location.get("accessibility", ())]
    has_point = "latitude" in location and "longitude" in location
    return Place(
        tuple(facts.address(location)),
        tuple(part for part in [location.get("description", ""), *access] if part),
        MAP.format(location["latitude"], location["longitude"]) if has_point else "",
    )


def phones(document: dict[str, Any]) -> list[Phone]:
    """Every number of every contact."""
    return [
        Phone(phone["number"], contact.get("title", ""), phone.get("description", ""))
        for contact in document.get("contacts", ())
        for phone in contact.get("phones", ())
    ]


def _web(address: str) -> str:
    return address if address.startswith(WEB) else ""
