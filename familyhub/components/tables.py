"""What a table, a page of a list and small pieces inside cells are made of. Views build these; tags draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES = {"waiting": "○", "doing": "◐", "done": "✓", "stopped": "■", "soon": "◆", "urgent": "▲"}


@dataclass(frozen=True)
class Column:
    """One column. `sort` is its name in the address when the server can sort by it; `numeric` sets it right,
    `short` keeps it on one line.
    """

    label: str
    sort: str = ""
    numeric: bool = False
    short: bool = False

    @property
    def attributes(self) -> SafeString:
        """Of each cell of this column. On a narrow screen the label stands beside what the cell says."""
        kinds = "".join([" govuk-table__cell--numeric" * self.numeric, " hub-table__cell--short" * self.short])
        return format_html('role="cell" class="govuk-table__cell{}" data-label="{}"', kinds, self.label)


@dataclass(frozen=True)
class Table:
    """A table: cells are text (escaped) or pieces from `link` and `status`. The first cell of a row is its head.

    `sorted_by` is a column's `sort`, with "-" before it when the largest comes first.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    sorted_by: str = ""
    empty: str = ""
    caption_hidden: bool = False

    @property
    def lines(self) -> list[tuple[Any, list[tuple[SafeString, Any]]]]:
        """Each row's head, and its other cells with the attributes of each. Errors: ValueError for a cell too many."""
        attributes = [column.attributes for column in self.columns[1:]]
        return [(row[0], list(zip(attributes, row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Paging:
    """Which page of how many; `total` rows in all, `size` a page. `page` starts at 1."""

    page: int
    size: int
    total: int
    name: str = "page"
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Number of the first row shown; 0 of an empty list."""
        return min((self.page - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return min(self.page * self.size, self.total)

    @property
    def shown(self) -> list[int | None]:
        """Page numbers to offer; None where some are left out: 1 … 4 5 6 … 20."""
        near = {1, self.page - 1, self.page, self.page + 1, self.pages}
        offered: list[int | None] = []
        for number in sorted(each for each in near if 1 <= each <= self.pages):
            if offered and offered[-1] != number - 1:
                offered.append(None)
            offered.append(number)
        return offered


def link(text: str, href: str, hidden: str = "") -> SafeString:
    """A link; `hidden` says the rest to those who hear the page ("Change", "name of the child")."""
    rest = format_html(' <span class="govuk-visually-hidden">{}</span>', hidden) if hidden else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', href, text, rest)


def status(text: str, kind: str = "waiting") -> SafeString:
    """A word with a shape and a colour. `kind`: waiting, doing, done, stopped, soon or urgent. Errors: KeyError."""
    return format_html(
        '<strong class="hub-status hub-status--{}">'
        '<span class="hub-status__shape" aria-hidden="true">{}</span>{}</strong>',
        kind,
        SHAPES[kind],
        text,
    )
