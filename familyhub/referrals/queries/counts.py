"""Contacts, requests and enquiries counted apart: a contact is not a request, and one joined to another is none."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from familyhub.referrals.belonging import whole
from familyhub.referrals.models import Contact, ContactAttempt, Enquiry
from familyhub.referrals.terms.requests import EnquiryState


@dataclass(frozen=True)
class Counted:
    """How many of each, and when each attempt to reach the family was made."""

    contacts: int
    requests: int
    enquiries: int
    attempts: list[datetime]


def counted(contacts: Sequence[uuid.UUID]) -> Counted:
    """What became of these contacts, as far as the asker may see: three queries."""
    rows = list(Contact.objects.filter(id__in=contacts).select_related("request"))
    requests = {whole(row.request) for row in rows}
    alone = Enquiry.objects.filter(request__in=requests).exclude(state=EnquiryState.JOINED.value)
    tried = ContactAttempt.objects.filter(request__in=requests).values_list("tried_at", flat=True)
    return Counted(len(rows), len(requests), alone.count(), list(tried))
