"""From a contact to its request, for screens that know the contact alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from familyhub.core.asker import Asker
from familyhub.referrals.models import Contact
from familyhub.referrals.permissions import SEE


def requests_of_contacts(asker: Asker, contacts: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The request of each contact that this asker may see; the others are not there. One query."""
    wanted = list(contacts)
    if not wanted or not asker.may(SEE.code):
        return {}
    rows = Contact.objects.filter(id__in=wanted, request__isnull=False)
    return dict(rows.values_list("id", "request_id"))
