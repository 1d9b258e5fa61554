"""What a merge or a separation left for a person to decide: listed by the system, decided by somebody."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.people.actions.errors import NoSuchPerson
from familyhub.people.actions.merging import check, to_settle
from familyhub.people.events import PeopleMerged, PeopleUnmerged
from familyhub.people.models import Merge, MergedRecord, Record, ToSettle
from familyhub.people.policy.merging import words_problem
from familyhub.people.policy.records import Problem
from familyhub.people.terms import SettleKind, SettleOutcome

MOST = 200
LATER = "Recorded while the two were one person"


def list_later(*, merge: uuid.UUID, at: datetime) -> int:
    """Everything that was recorded about either while they were one, whatever room did: each has gone with its record,
    and a person looks whether that is the right one. By the system, for nobody else sees all of it. Safe to repeat.

    Returns how many.
    """
    row = Merge.objects.filter(id=merge, ended_at__isnull=False).first()
    if row is None or row.ended_at is None:
        return 0
    moved = MergedRecord.objects.filter(merge=row).values_list("record_id", flat=True)
    persons = {row.kept_id, *Record.objects.filter(id__in=list(moved)).values_list("person_id", flat=True)}
    of_both = dict(Record.objects.filter(person__in=persons).values_list("fence", "id"))
    subjects = {**of_both, **{record: record for record in of_both.values()}}
    found = events.between(list(subjects), row.at, row.ended_at, MOST)
    known = set(ToSettle.objects.filter(merge=row).values_list("about", flat=True))
    own = {number for number, told in events.told(list(found)).items() if told.code in _own_codes()}
    left = [
        (row.id, SettleKind.LATER, LATER, subjects[subject], event)
        for event, subject in found.items()
        if event not in known and event not in own
    ]
    to_settle(left, row.ended_at)
    return len(left)


def _own_codes() -> set[str]:
    return {kind.code for base in (PeopleMerged, PeopleUnmerged) for kind in (base, *base.__subclasses__())}


def settle_item(*, item: uuid.UUID, outcome: SettleOutcome, words: str, by: Asker, at: datetime) -> None:
    """It is where it belongs, or was put right by hand. Errors: NoSuchPerson, Refused."""
    check(words_problem(words, "words") if outcome is SettleOutcome.BY_HAND else None)
    if not ToSettle.objects.select_for_update(of=("self",)).filter(id=item).exists():
        raise NoSuchPerson(str(item))
    changed = ToSettle.objects.filter(id=item, settled_at__isnull=True).update(
        outcome=outcome.value, settled_at=at, settled_by=by.number, settled_name=by.name, settled_words=words.strip()
    )
    check(None if changed else Problem("words", "Somebody has decided this already"))
