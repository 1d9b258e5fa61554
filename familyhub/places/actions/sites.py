"""Open and close a site: a building where families are met."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from familyhub.core.asker import Asker
from familyhub.places import policy
from familyhub.places.models import Site, SiteBase


class CannotOpenSite(ValueError):
    """The site cannot be opened; the text says why."""


@dataclass(frozen=True)
class NewSite:
    """A site as it is told: its kind is one of `Site.Kind`."""

    name: str
    kind: str
    postcode: str
    area: uuid.UUID | None
    organisation: uuid.UUID | None = None


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
        name=site.name.strip(),
        kind=site.kind,
        postcode=postcode,
        area_id=site.area,
        organisation_id=site.organisation,
        valid_from=from_day,
    ).id


@transaction.atomic
def close_site(*, site: uuid.UUID, by: Asker, from_day: date) -> bool:
    """End a site from that day on, and staff being based in it. Says whether there was one to end."""
    if not by.is_somebody:
        return False
    end_base(site=site, by=by, from_day=from_day)
    open_now = Site.objects.filter(id=site, valid_to__isnull=True, valid_from__lt=from_day)
    return open_now.update(valid_to=from_day) == 1


def make_base(*, site: uuid.UUID, by: Asker, from_day: date) -> bool:
    """Staff are based in the site from that day. Says whether that is new."""
    known = SiteBase.objects.filter(site_id=site).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=from_day))
    if not by.is_somebody or known.exists():
        return False
    SiteBase.objects.create(site_id=site, valid_from=from_day)
    return True


def end_base(*, site: uuid.UUID, by: Asker, from_day: date) -> bool:
    """Staff are no longer based in the site, where services may go on. Says whether there was a base to end."""
    rows = SiteBase.objects.filter(site_id=site, valid_to__isnull=True, valid_from__lt=from_day)
    return by.is_somebody and rows.update(valid_to=from_day) == 1
