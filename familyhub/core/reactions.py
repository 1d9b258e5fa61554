"""When this happened, do that. Each file on the `reactions` shelf names an event, a time and what to do.

NOW runs in the same transaction and may only write to the database. LATER runs in the worker, as the system; the pair
(event, reaction) is unique, so that a repeat does nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from familyhub.core.asker import Asker, system
from familyhub.core.models import EventRow, EventSubject, ReactionRow
from familyhub.core.registry import BadShelf, Shelf

if TYPE_CHECKING:
    from familyhub.core.events import Event


class When(StrEnum):
    """When a reaction runs."""

    NOW = "now"
    LATER = "later"


def _check(code: str, module: ModuleType) -> None:
    if not isinstance(module.WHEN, When):
        raise BadShelf(f"reactions/{code}.py: WHEN must be When.NOW or When.LATER")


REACTIONS = Shelf("familyhub.reactions", needs=("ON", "WHEN", "react"), check=_check)


def shelved() -> dict[str, ModuleType]:
    """The reactions by code, without the app's own files."""
    return REACTIONS.load()


def due_for(kind: type[Event]) -> list[tuple[str, ModuleType]]:
    """The reactions to events of this kind, by code."""
    return [(code, module) for code, module in shelved().items() if issubclass(kind, module.ON)]


def after(event: Event, number: uuid.UUID, code: str, module: ModuleType, *, by: Asker, at: datetime) -> None:
    """Do it where it is due now, and queue it where it is for later."""
    if module.WHEN is When.NOW:
        _claim(number, code)
        module.react(event, by=by, at=at)
    else:
        defer: Callable[..., Any] = import_string(settings.REACTION_QUEUE)
        defer(event=str(number), reaction=code)


def _claim(number: uuid.UUID, code: str) -> None:
    """The pair is unique: a second claim is refused by the database."""
    ReactionRow(id=uuid.uuid4(), event=number, reaction=code, at=timezone.now()).save(force_insert=True)


def react_later(number: uuid.UUID, code: str) -> bool:
    """Run one queued reaction, inside a fence that the caller entered as the system. False when it was done before."""
    from familyhub.core.events import restore  # events queue reactions and reactions read events

    try:
        with transaction.atomic():
            _claim(number, code)
    except IntegrityError:
        return False
    row = EventRow.objects.get(id=number)
    subjects = tuple(EventSubject.objects.filter(event=row).values_list("subject", flat=True))
    REACTIONS[code].react(restore(row, subjects), by=system(code), at=timezone.now())
    return True
