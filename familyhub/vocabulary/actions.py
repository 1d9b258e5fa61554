"""Writes: an authority words a level of need its own way, from a day on."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Q

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.vocabulary.models import LevelLabel
from familyhub.vocabulary.queries import LABELS
from familyhub.vocabulary.terms import LEVEL_SETS


class CannotReword(ValueError):
    """The wording cannot be taken; the text says why."""


@transaction.atomic
def reword_level(*, version: str, number: int, label: str, by: Asker, from_day: date) -> uuid.UUID:
    """Word a level of a published version locally from that day on; the former wording ends. Errors: CannotReword."""
    known = {(item.code, level.number) for item in LEVEL_SETS for level in item.levels}
    if (version, number) not in known:
        raise CannotReword(f"{version} has no level {number}")
    if not by.is_somebody:
        raise CannotReword("a wording needs somebody who gives it")
    if not label.strip():
        raise CannotReword("a wording may not be empty")
    rows = LevelLabel.objects.select_for_update().filter(version=version, number=number)
    if rows.filter(Q(valid_to__gt=from_day) | Q(valid_from__gte=from_day)).exists():
        raise CannotReword(f"a wording from {from_day.isoformat()} or later is already there")
    fence.forget(LABELS)
    rows.filter(valid_to__isnull=True).update(valid_to=from_day)
    return LevelLabel.objects.create(version=version, number=number, label=label.strip(), valid_from=from_day).id
