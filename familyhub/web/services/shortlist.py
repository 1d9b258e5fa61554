"""What somebody chose to look at again: to print, to send on, and dates for a calendar."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from familyhub.components.words import LONDON
from familyhub.directory import policy, queries
from familyhub.directory.policy import Session
from familyhub.web.services import facts
from familyhub.web.services.kept import Kept, kept_in
from familyhub.web.services.open_pages import now_here, public_page
from familyhub.web.services.whole import page_of

DATES = 12
CALENDAR = "text/calendar; charset=utf-8"
FOLD = 74  # octets of a line of a calendar file, its end not counted (RFC 5545, 3.1)


@public_page
def shortlist(request: HttpRequest) -> HttpResponse:
    """The list itself. What is published no more is said to be gone."""
    now, kept = now_here(), kept_in(request)
    found = queries.published(kept.numbers, now.date())
    own = reverse("services:shortlist")
    chosen = [
        {
            "page": page_of(one, now),
            "href": kept.address(reverse("services:service", args=[number])),
            "away": kept.toggled(number).address(own),
        }
        for number, one in found.items()
    ]
    share = request.build_absolute_uri(Kept(tuple(found)).address(own))
    words = {
        "chosen": chosen,
        "gone": len(kept.numbers) - len(found),
        "without_gone": Kept(tuple(found)).address(own),
        "kept": kept,
        "share": share,
        "by_email": f"mailto:?subject={quote(_('Services to look at'))}&body={quote(share)}",
        "back": kept.address(reverse("services:search")),
    }
    return render(request, "services/shortlist.html", words)


@public_page
def calendar(request: HttpRequest, service: uuid.UUID) -> HttpResponse:
    """The next dates as a file that a phone's calendar opens; none where it is closed or has no dates to come."""
    now = now_here()
    found = queries.published([service], now.date()).get(service)
    schedules = policy.promised(found.document.get("schedules", [])) if found else []
    dates = [one for one in policy.coming(schedules, found.days, now.date()) if one.opens] if found else []
    if not found or not dates or not found.days.are_open(now.date()):
        raise Http404
    address = request.build_absolute_uri(reverse("services:service", args=[service]))
    text = file_of(found.document, dates[:DATES], address)
    answer = HttpResponse(text, content_type=CALENDAR)
    answer["Content-Disposition"] = f'attachment; filename="dates-{service.hex[:8]}.ics"'
    return answer


def file_of(document: dict[str, Any], dates: list[Session], address: str) -> str:
    """A calendar (RFC 5545) with one event a date, in UTC, so that it needs no table of time zones."""
    stamp = document.get("last_modified", "1970-01-01T00:00:00+00:00")
    place = ", ".join(facts.address((facts.places(document) or [{}])[0])) or facts.where(document)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Open Family Hub//Directory//EN"]
    for one in dates:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{document['id']}-{one.on:%Y%m%d}-{one.opens:%H%M}@families",
            f"DTSTAMP:{_moment(datetime.fromisoformat(stamp))}",
            *_span(one),
            f"SUMMARY:{escaped(document['name'])}",
            f"LOCATION:{escaped(place)}",
            f"DESCRIPTION:{escaped(_('Ask before you go: times change.'))} {escaped(address)}",
            f"URL:{address}",
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _span(one: Session) -> list[str]:
    assert one.opens is not None  # those without a time were left out
    begins = datetime.combine(one.on, one.opens, tzinfo=LONDON)
    if one.closes is None:
        return [f"DTSTART:{_moment(begins)}"]
    ends = datetime.combine(one.on, one.closes, tzinfo=LONDON)
    ends += timedelta(days=1) if ends <= begins else timedelta()
    return [f"DTSTART:{_moment(begins)}", f"DTEND:{_moment(ends)}"]


def _moment(given: datetime) -> str:
    return f"{given.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """As a text of a calendar file."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """No longer than the format allows: what is left over follows on a line that begins with a space."""
    parts, left = [], line
    while len(left.encode()) > FOLD:
        cut = len(left.encode()[:FOLD].decode(errors="ignore"))
        parts.append(left[:cut])
        left = " " + left[cut:]
    return "\r\n".join([*parts, left])
