"""What went out about people in a time: partners who opened a link that names them, and requests that do.

For whoever separates two who were taken for one, as far as they may see the requests: what they may not see is not
there, and nothing says that there is more.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.referrals.models import InformationSubject, LinkUse, Subject
from familyhub.sharing.terms.partners import USE_LABELS, Use

MOST = 100


@dataclass(frozen=True)
class PartnerLook:
    """A partner's link that names one of them was used: when, by whom it was sent to, and what was done."""

    at: datetime
    agency: str
    contact_name: str
    what: str


def partner_looks(asker: Asker, records: Collection[uuid.UUID], since: datetime, until: datetime) -> list[PartnerLook]:
    """Uses of links about these people in that time, the oldest first, at most 100. One query."""
    asked = InformationSubject.objects.filter(record__in=records).values("asked")
    rows = LinkUse.objects.filter(asked__in=asked, at__gte=since, at__lte=until).select_related("asked")
    return [
        PartnerLook(row.at, row.asked.agency, row.asked.contact_name, USE_LABELS[Use(row.use)])
        for row in rows.order_by("at", "id")[:MOST]
    ]


def contacts_naming(asker: Asker, records: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The contacts that name these people, at most 100. One query."""
    rows = Subject.objects.filter(record__in=records).order_by("contact_id")
    return list(rows.values_list("contact_id", flat=True).distinct()[:MOST])
