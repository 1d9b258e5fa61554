"""The parts of an episode's page that its case fills: needs, and what goes on beside the plan."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html

from familyhub.casework.queries import BesideLine, NeedLine
from familyhub.casework.terms.plans import NeedState
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day

NEEDS = [Column("Need"), Column("Whose", short=True), Column("State", short=True)]
TONES = {NeedState.OPEN: "doing", NeedState.MET: "done"}


def needs_table(lines: Sequence[NeedLine]) -> Table:
    """A line a need, with the way to it."""
    return Table("Needs", NEEDS, [_need(line) for line in lines], caption_hidden=True)


def _need(line: NeedLine) -> list[object]:
    name = link(line.name, reverse("casework:need", args=[line.id]))
    told = format_html("{}<br>{}{}", name, "Restricted. " if line.is_restricted else "", line.words)
    return [told, line.of_whom, status(line.state_label, TONES.get(line.state, "waiting"))]


BESIDE = [Column("What"), Column("Who", short=True), Column("State", short=True), Column("When", short=True)]
PAGES = {"support": "casework:support", "carer": "casework:carer", "service": "casework:service"}
DAYS = {"support": "next phase {}", "carer": "next by {}", "service": "last contact {}"}


def beside_table(lines: Sequence[BesideLine]) -> Table:
    """A line for each programme, young carer and other service, with the way to it."""
    return Table("Beside the plan", BESIDE, [_beside(line) for line in lines], caption_hidden=True)


def _beside(line: BesideLine) -> list[object]:
    name = link(line.name, reverse(PAGES[line.kind], args=[line.id]), f"for {line.who.name}")
    told = format_html("{}{}", "Restricted. " if line.is_restricted else "", name)
    when = DAYS[line.kind].format(short_day(line.day)) if line.day else ""
    return [told, line.who.name, status(line.stand, "done" if line.is_over else "doing"), when]
