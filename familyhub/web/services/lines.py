"""One line of a list of services: enough to choose by."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from familyhub.components.tables import status
from familyhub.directory import policy
from familyhub.directory.queries import Hit, Published
from familyhub.web.services import facts, times
from familyhub.web.services.kept import Kept
from familyhub.web.services.times import Said
from familyhub.web.services.wording import say as _

NOBODY = uuid.UUID(int=0)
DRAWN = (
    '<li class="hub-hit" id="s-{id}">'
    '<h3 class="hub-hit__name"><a class="govuk-link govuk-link--target" href="{href}">{name}</a></h3>'
    '<p class="hub-hit__when">{when}</p>{note}<p class="hub-hit__facts">{facts}</p>'
    '<p class="hub-hit__about">{about}</p><p class="hub-hit__by">{by}{keep}</p></li>'
)
NOTE = '<p class="hub-hit__note">{}</p>'
KEEP = ' <a class="govuk-link" rel="nofollow" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>'


@dataclass(frozen=True)
class Line:
    """A service in a list. `facts`: where, ages, cost, how to get a place.

    `keep`: where to press to put it on the list or take it off.
    """

    id: uuid.UUID
    name: str
    href: str
    by: str
    about: str
    stands: Said
    facts: tuple[str, ...]
    keep: str = ""
    is_kept: bool = False

    @property
    def drawn(self) -> SafeString:
        """The line as HTML: ten of them are half of what a page says, too much to go through a template word by word.
        Everything that somebody wrote is escaped here.
        """
        stands, name = self.stands, escape(self.name)
        said = DRAWN.format(
            id=self.id.hex,
            href=escape(self.href),
            name=name,
            when=status(stands.text, stands.kind) if stands.kind else escape(stands.text),
            note=NOTE.format(escape(stands.note)) if stands.note else "",
            facts="".join(f"<span>{escape(fact)}</span>" for fact in self.facts),
            about=escape(self.about),
            by=escape(self.by),
            keep=KEEP.format(escape(self.keep), self._keep_words, name) if self.keep else "",
        )
        return mark_safe(said)

    @property
    def _keep_words(self) -> str:
        return escape(_("Take off my list") if self.is_kept else _("Keep"))


def line(one: Hit | Published, now: datetime, kept: Kept, wanted: frozenset[int] = frozenset(), keep: str = "") -> Line:
    """The line of a listing; of what a search found, with its nearest place. `now`: by London's clock.

    `wanted`: the days of the week that were asked for; it is said when it is next on on one of them.
    """
    document = one.document
    place, metres = (one.place, one.metres) if isinstance(one, Hit) else (None, None)
    return Line(
        id=one.id,
        name=document["name"],
        href=kept.address(service_address(one.id)),
        by=document.get("organization", {}).get("name", ""),
        about=facts.short(document.get("description", "")),
        stands=times.said_of(policy.standing(document, one.days, now, wanted), now.date()),
        facts=tuple(said for said in _facts(document, place, metres) if said),
        keep=keep,
        is_kept=one.id in kept.numbers,
    )


def service_address(number: uuid.UUID) -> str:
    """The page of one service."""
    before, after = _around()
    return f"{before}{number}{after}"


@cache
def _around() -> tuple[str, str]:
    """What stands before and behind the number in the address of a service."""
    before, _number, after = reverse("services:service", args=[NOBODY]).partition(str(NOBODY))
    return before, after


def _facts(document: dict[str, Any], place: dict[str, Any] | None, metres: int | None) -> tuple[str, ...]:
    where, far = facts.where(document, place), facts.miles(metres)
    ways = ", ".join(facts.own_terms(document, "access"))
    return f"{where} ({far})" if where and far else where, facts.ages(document), facts.first_cost(document), ways
