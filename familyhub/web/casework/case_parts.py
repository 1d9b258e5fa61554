"""The parts of an episode's page that its case fills: needs."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html

from familyhub.casework.plan_terms import NeedState
from familyhub.casework.queries import NeedLine
from familyhub.components.tables import Column, Table, link, status

NEEDS = [Column("Need"), Column("Whose", short=True), Column("State", short=True)]
TONES = {NeedState.OPEN: "doing", NeedState.MET: "done"}


def needs_table(lines: Sequence[NeedLine]) -> Table:
    """A line a need, with the way to it."""
    return Table("Needs", NEEDS, [_need(line) for line in lines], caption_hidden=True)


def _need(line: NeedLine) -> list[object]:
    name = link(line.name, reverse("casework:need", args=[line.id]))
    told = format_html("{}<br>{}{}", name, "Restricted. " if line.is_restricted else "", line.words)
    return [told, line.of_whom, status(line.state_label, TONES.get(line.state, "waiting"))]
