"""What somebody looks for, read from the address of a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from familyhub.directory import policy
from familyhub.directory.policy import Meant
from familyhub.directory.queries import Asked
from familyhub.places import queries as places
from familyhub.web.services import choices
from familyhub.web.services.choices import Chosen

SIZE = 10  # a page: more is much scrolling on a phone
MOST_TYPED = 200
MOST_PAGES = 500


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: the words as typed and as meant, and what was chosen besides."""

    typed: str
    meant: Meant
    chosen: Chosen
    point: tuple[float, float] | None
    page: int = 1

    @property
    def days(self) -> frozenset[int]:
        """The days of the week that are asked for, in words or by choice; none for any."""
        facets = [facet for group in (*self.meant.facets, *self.chosen.groups) for facet in group]
        return frozenset(int(facet[4:]) for facet in facets if facet.startswith("day:"))

    @property
    def asked(self) -> Asked:
        """As the directory is asked."""
        return Asked(
            meant=self.meant,
            facets=self.chosen.groups,
            point=self.point,
            metres=self.chosen.metres if self.point else None,
            age=self.chosen.age,
            offset=(self.page - 1) * SIZE,
            limit=SIZE,
        )


def wish_of(request: HttpRequest, today: date) -> Wish:
    """What this address asks for."""
    typed = request.GET.get("q", "").replace("\x00", "")[:MOST_TYPED].strip()
    meant, point = meant_and_where(typed, today)
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Wish(
        typed,
        meant,
        choices.chosen_in(request, today),
        point,
        min(max(number, 1), MOST_PAGES),
    )


def meant_and_where(typed: str, today: date) -> tuple[Meant, tuple[float, float] | None]:
    """The words as meant, and the middle of the place that they name; None where there is none, or none is known."""
    meant = policy.meant(typed, today, places.towns())
    return meant, places.point_of(meant.place, today) if meant.place else None
