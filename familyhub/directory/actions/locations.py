"""What a location of a listing is in our own register of places."""

from __future__ import annotations

import uuid

from django.db import transaction

from familyhub.core.asker import Asker
from familyhub.directory.models import Location
from familyhub.directory.terms import Shown


class NoSuchLocation(Exception):
    """There is no such location, nobody who says so, or its place may not be told."""


@transaction.atomic
def tie_location(*, location: uuid.UUID, site: uuid.UUID | None, by: Asker) -> None:
    """This location is that site (None: of none), so that a hub's page shows what is on there. Errors: NoSuchLocation.

    A masked location is nobody's site: the database refuses it as well.
    """
    known = Location.objects.filter(id=location, shown=Shown.FULL.value)
    if not by.is_somebody or known.update(site_id=site) != 1:
        raise NoSuchLocation
