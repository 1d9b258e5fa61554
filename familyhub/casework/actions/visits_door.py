"""What a visitor must know at the door is recorded with its day and source, and ends with a reason."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.actions.finding import NotThere, refuse
from familyhub.casework.actions.needing import everybody_of
from familyhub.casework.events.visits import DoorFactRecorded
from familyhub.casework.models import DoorFact
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.terms.visits import MOST_DOOR, Door
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of


@dataclass(frozen=True)
class NewDoorFact:
    """What, in words, since when and by whose word; at whose home, or wherever the family is met."""

    code: Door
    words: str
    told_on: date
    source: str
    home: uuid.UUID | None = None


def record_door_fact(*, case: uuid.UUID, new: NewDoorFact, by: Asker, at: datetime) -> uuid.UUID:
    """Returns its number. Errors: NotThere, Refused."""
    behind = everybody_of(case, by)
    if new.home is not None and new.home not in behind:
        raise NotThere("not of this case")
    needs_words = new.code in {Door.NOT_THERE, Door.OTHER, Door.TWO_WORKERS}
    missing = "Say who, or what it is, and why" if needs_words else ""
    refuse(plan_policy.text_problem(new.words, missing) if new.words.strip() or needs_words else "", "words")
    refuse("" if new.source.strip() else "Say who told you, or where it stands", "source")
    refuse("" if new.told_on <= day_of(at) else "It cannot be from the future", "told_on")
    known = DoorFact.objects.filter(case=case, ended_at__isnull=True).count()
    refuse("" if known < MOST_DOOR else f"{MOST_DOOR} such things at most: end what holds no longer first")
    row = DoorFact(
        id=uuid.uuid4(),
        fence=case,
        case=case,
        behind=sorted(set(behind.values())),
        home_id=new.home,
        code=new.code.value,
        words=new.words.strip(),
        told_on=new.told_on,
        source=new.source.strip()[:200],
        at=at,
        by=by.number,
        by_name=by.name,
    )
    row.save(force_insert=True)
    events.record(DoorFactRecorded(fence=case, about=row.id, subjects=tuple(behind)), by=by, at=at)
    return row.id


def end_door_fact(*, fact: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """It holds no longer. Errors: NotThere, Refused."""
    refuse(plan_policy.text_problem(words, "Say what has changed"), "words")
    rows = DoorFact.objects.filter(id=fact, ended_at__isnull=True)
    if rows.update(ended_at=at, ended_by=by.name, ended_because=words.strip()) != 1:
        raise NotThere(str(fact))
