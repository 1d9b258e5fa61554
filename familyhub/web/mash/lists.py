"""Lists of the MASH lane: open enquiries, red first, and what is held."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day, until
from familyhub.core.permissions import needs
from familyhub.referrals.permissions import BOARD, MANAGE_DUTY
from familyhub.referrals.queries import mash
from familyhub.referrals.queries.mash import EnquiryLine
from familyhub.referrals.terms.mash import BEING_LOOKED_AT, COLOUR_LABELS, NO_COLOUR, Duty
from familyhub.referrals.terms.requests import Colour
from familyhub.web.asking import asker_of
from familyhub.web.mash.phoning import phone_words

KINDS = {Colour.RED.value: "urgent", Colour.AMBER.value: "soon", Colour.GREEN.value: "done", "": "waiting"}
COLUMNS = [
    Column("Who"),
    Column("Colour", short=True),
    Column("Decision due"),
    Column("Where it is"),
    Column("Who has it"),
]


def colour_name(colour: str) -> str:
    """Red, amber, green, or that none was set."""
    return COLOUR_LABELS[Colour(colour)] if colour else NO_COLOUR


def _taken(line: EnquiryLine) -> object:
    if line.acknowledged_by:
        return line.acknowledged_by
    if line.duty in (Duty.SILENT, Duty.EXHAUSTED):
        return status("nobody has acknowledged", "urgent")
    return "called, nobody yet" if line.duty is Duty.CALLED else "decided"


def _due(line: EnquiryLine) -> object:
    late = line.decide_by < timezone.now()
    said = status("overdue", "urgent") if late else ""
    local = f"local standard {until(line.colour_due)}" if line.colour_due else ""
    return format_html("{} {}<br>{}", until(line.decide_by), said, local)


def _row(line: EnquiryLine) -> list[object]:
    return [
        format_html("{}<br>{}", link(line.who or "Nobody named", f"/mash/{line.id}/"), line.reference),
        status(colour_name(line.colour), KINDS[line.colour]),
        _due(line),
        line.state_label,
        _taken(line),
    ]


@needs(BOARD)
def enquiries(request: HttpRequest) -> HttpResponse:
    """Open enquiries, by colour then clock, and concerns about adults whose receipt is not known."""
    asker, now = asker_of(request), timezone.now()
    lines = mash.open_enquiries(asker, now)
    counts = Counter(line.colour for line in lines)
    context = {
        "lines": lines,
        "counts": [(colour_name(colour), counts[colour]) for colour in (*map(str, Colour), "") if counts[colour]],
        "table": Table("Open MASH enquiries", COLUMNS, [_row(line) for line in lines], caption_hidden=True),
        "unanswered": sum(line.duty in (Duty.SILENT, Duty.EXHAUSTED) for line in lines),
        "must_phone": any(line.must_phone for line in lines),
        "phone_words": phone_words(),
        "adults": mash.adult_concerns(asker),
        "now": now,
    }
    return render(request, "mash/list.html", context)


@needs(BOARD, MANAGE_DUTY)
def held(request: HttpRequest) -> HttpResponse:
    """What waits until the front door releases it, with the hold's own clock: for the managers of both lanes."""
    now = timezone.now()
    lines = mash.holds(asker_of(request))
    columns = [Column("Who"), Column("Held since"), Column("To be released by"), Column("Team")]
    rows = [
        [
            format_html("{}<br>{}", link(one.who or "Nobody named", f"/requests/{one.request}/"), one.reference),
            short_day(one.placed_at),
            format_html("{} {}", until(one.decide_by), status("overdue", "urgent") if one.decide_by < now else ""),
            one.team or "front door",
        ]
        for one in lines
    ]
    table = Table(BEING_LOOKED_AT, columns, rows, caption_hidden=True)
    return render(request, "mash/held.html", {"lines": lines, "table": table})
