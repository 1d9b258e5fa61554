"""Open and close a site: a building where families are met."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from familyhub.core.asker import Asker
from familyhub.places import policy
from familyhub.places.models import Site


class CannotOpenSite(ValueError):
    """The site cannot be opened; the text says why."""


@dataclass(frozen=True)
class NewSite:
    """A site as it is told: its kind is one of `Site.Kind`."""

    name: str
    kind: str
    postcode: str
    area: uuid.UUID


def open_site(*, site: NewSite, by: Asker, from_day: date) -> uuid.UUID:
    """Open a site from that day. Errors: CannotOpenSite."""
    postcode = policy.normalised(site.postcode)
    if postcode is None:
        raise CannotOpenSite(f"{site.postcode} is not a postcode")
    if site.kind not in Site.Kind.values or not site.name.strip():
        raise CannotOpenSite("a site needs a name and a known kind")
    if not by.is_somebody:
        raise CannotOpenSite("a site needs somebody who opens it")
    return Site.objects.create(
        name=site.name.strip(), kind=site.kind, postcode=postcode, area_id=site.area, valid_from=from_day
    ).id


def close_site(*, site: uuid.UUID, by: Asker, from_day: date) -> bool:
    """End a site from that day on. Says whether there was one to end."""
    open_now = Site.objects.filter(id=site, valid_to__isnull=True, valid_from__lt=from_day)
    return by.is_somebody and open_now.update(valid_to=from_day) == 1
