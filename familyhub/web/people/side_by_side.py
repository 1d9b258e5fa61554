"""Two people side by side as a page draws them: what differs has a word and a shape, not only a colour."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join

from familyhub.components.tables import Column, Table, status
from familyhub.components.words import short_day
from familyhub.people.queries.sides import Said, Sides
from familyhub.vocabulary import queries as vocabulary
from familyhub.vocabulary.queries import UnknownCode

MARKS = {
    "same": ("Same", "done"),
    "some": ("Partly the same", "doing"),
    "differs": ("Differs", "urgent"),
    "one": ("One side only", "waiting"),
}


def table_of_sides(caption: str, sides: Sides, left: str, right: str) -> Table:
    """Each kind of fact with both sides' values, who said each and when, and how the two compare."""
    first, second = (f"1: {left}", f"2: {right}") if left == right else (left, right)
    columns = [Column("What", short=True), Column(first), Column(second), Column("Alike?", short=True)]
    rows = [(line.label, _cell(line.left), _cell(line.right), status(*MARKS[line.mark])) for line in sides.lines]
    return Table(caption, columns, rows, caption_hidden=True)


def _cell(values: Sequence[Said]) -> object:
    if not values:
        return "–"
    lines = ((said.words, source_words(said.source), short_day(said.recorded_at)) for said in values)
    return format_html("{}", format_html_join("", '{}<br><span class="govuk-hint">{}, {}</span>', lines))


def source_words(code: str) -> str:
    """Who said it: the name of the source, or its code where it is not in the list any more."""
    try:
        return vocabulary.source_name(code)
    except UnknownCode:
        return f"source {code}" if code else "not known who"
