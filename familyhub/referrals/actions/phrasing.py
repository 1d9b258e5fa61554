"""The authority's own phrases: added, and ended; one that was used stays as it was."""

from __future__ import annotations

import uuid
from datetime import date

from familyhub.core.asker import Asker
from familyhub.referrals.models import ReasonPhrase

USES = ("reason", "harm")


class NoWords(Exception):
    """A phrase needs words, and somebody who gives them."""


def add_phrase(*, use: str, words: str, by: Asker, from_day: date) -> uuid.UUID:
    """Add one from that day on. Errors: NoWords."""
    said = " ".join(words.split())
    if not said or use not in USES or not by.is_somebody:
        raise NoWords
    row = ReasonPhrase(id=uuid.uuid4(), use=use, words=said, valid_from=from_day)
    row.save(force_insert=True)
    return row.id


def end_phrase(*, phrase: uuid.UUID, on: date) -> bool:
    """It is offered no more from that day on. Safe to repeat."""
    rows = ReasonPhrase.objects.filter(id=phrase, valid_to__isnull=True, valid_from__lte=on)
    return rows.update(valid_to=on) == 1
