"""What other screens say of the MASH lane: a link for the front door, "being looked at" for everybody else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings

from familyhub.core.asker import Asker
from familyhub.referrals.queries import mash


@dataclass(frozen=True)
class Here:
    """The enquiry of a request for those who may open it, and whether the request is held."""

    enquiry: uuid.UUID | None
    is_held: bool


def here(asker: Asker, request: uuid.UUID) -> Here:
    """Two queries."""
    return Here(mash.enquiry_of(asker, request), request in mash.held_among([request]))


def phone_words() -> str:
    """Whom to phone now."""
    number = settings.ENVIRONMENT.out_of_hours_phone
    second = f"on {number}" if number else "(its number is not configured)"
    return f"Phone now: 999, then the out-of-hours team {second}"
