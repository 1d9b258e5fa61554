"""The authority's own phrases: to pick a reason from, and more words that speak of harm. They name no person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from familyhub.referrals.models import ReasonPhrase


@dataclass(frozen=True)
class Phrase:
    """One phrase: `use` is reason or harm."""

    id: uuid.UUID
    use: str
    words: str
    valid_from: date


def phrases(day: date) -> list[Phrase]:
    """Those of that day, in the order in which they were added: one query."""
    held = (Q(valid_to__isnull=True) | Q(valid_to__gt=day)) & Q(valid_from__lte=day)
    rows = ReasonPhrase.objects.filter(held).order_by("valid_from", "words")
    return [Phrase(row.id, row.use, row.words, row.valid_from) for row in rows]
