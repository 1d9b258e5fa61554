"""The panels of a person's page: one file a room, at most two queries each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from familyhub.core.asker import Asker
from familyhub.core.registry import Shelf
from familyhub.people.queries import PersonPage

PANELS = Shelf("familyhub.web.people.panels", needs=("TITLE", "ORDER", "TEMPLATE", "context"))


@dataclass(frozen=True)
class Panel:
    """One panel as the page draws it: `template` reads `data`."""

    code: str
    title: str
    template: str
    data: dict[str, Any]


def panels_of(asker: Asker, page: PersonPage) -> list[Panel]:
    """Every panel in the panels' own order; one whose context is None has nothing to say to this asker."""
    modules = sorted(PANELS.load().items(), key=lambda item: (item[1].ORDER, item[0]))
    told = [(code, module, module.context(asker, page)) for code, module in modules]
    return [Panel(code, module.TITLE, module.TEMPLATE, data) for code, module, data in told if data is not None]
