"""They were two after all: the moves that still hold are replayed, and every record is who it was."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from itertools import combinations, product

from django.db.models import OuterRef, Q, Subquery

from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.core.events import Event
from familyhub.people.actions.compartments import compartment_of
from familyhub.people.actions.errors import NoSuchPerson
from familyhub.people.actions.merging import check, locked_whole, move, to_settle
from familyhub.people.actions.reviewing import found_to_be_two
from familyhub.people.events import HiddenUnmerged, PeopleUnmerged
from familyhub.people.models import Merge, MergedRecord, Person, Record
from familyhub.people.policy.merging import Move, person_now, words_problem
from familyhub.people.policy.records import Problem
from familyhub.people.terms import PersonStatus, SettleKind

OVER = Problem("why", "They were separated already")
CAME_LATER = "A record came while the two were one person"
ALSO_MERGED = "Somebody else was merged with them while the two were one: is it the right one?"


def separate(*, merge: uuid.UUID, why: str, by: Asker, at: datetime) -> None:
    """One entitled person is enough, for waiting keeps a breach open. Errors: Refused, NoSuchPerson."""
    separate_many(merges=[merge], why=why, by=by, at=at)


def separate_many(*, merges: Sequence[uuid.UUID], why: str, by: Asker, at: datetime) -> None:
    """The same for many: all or none. Errors: Refused, NoSuchPerson where any is not there for whoever asks."""
    check(words_problem(why, "why"))
    rows = list(Merge.objects.select_for_update(of=("self",)).filter(id__in=merges).order_by("id"))
    if len(rows) != len(set(merges)):
        raise NoSuchPerson(str(merges))
    moved: dict[uuid.UUID, set[uuid.UUID]] = {row.id: set() for row in rows}
    persons = set()
    lines = MergedRecord.objects.filter(merge__in=rows).values_list("merge_id", "record_id", "record__person")
    for merge, record, person in lines:
        moved[merge].add(record)
        persons.add(person)
    before = [row for rows in locked_whole(persons).values() for row in rows]
    ended = Merge.objects.filter(id__in=merges, ended_at__isnull=True).update(
        ended_at=at, ended_by=by.number, ended_name=by.name, ended_why=why.strip()
    )
    check(None if ended == len(rows) else OVER)
    now = _replayed(before)
    move({row.id: now[row.id] for row in before if now[row.id] != row.person_id})
    _stand_again(set(now.values()))
    _leave_to_decide(rows, before, at)
    found_to_be_two(moved=set().union(*moved.values()), why=why, by=by, at=at)
    events.record_many([told for row in rows for told in _told(row, before, moved[row.id], at)], by=by, at=at)
    _part(before, now)  # the last thing: whoever separates them may lose sight of one


def _replayed(records: Sequence[Record]) -> dict[uuid.UUID, uuid.UUID]:
    """Who each record is, by the merges that still hold."""
    moves: dict[uuid.UUID, list[Move]] = {}
    rows = MergedRecord.objects.filter(record__in=[each.id for each in records], merge__ended_at__isnull=True)
    for record, one, other in rows.values_list("record_id", "moved_from_id", "moved_to_id"):
        moves.setdefault(record, []).append(Move(one, other))
    return {each.id: person_now(each.fence, moves.get(each.id, ())) for each in records}


def _part(records: Sequence[Record], now: dict[uuid.UUID, uuid.UUID]) -> None:
    """Those who were one and are not any more stand each behind fences of their own again."""
    before: dict[uuid.UUID, dict[uuid.UUID, set[uuid.UUID]]] = {}
    for each in records:
        before.setdefault(each.person_id, {}).setdefault(now[each.id], set()).add(each.fence)
    grants.part(
        pair
        for groups in before.values()
        for ones, others in combinations(groups.values(), 2)
        for pair in product(sorted(ones), sorted(others))
    )


def _stand_again(persons: set[uuid.UUID]) -> None:
    """A person who has records again is what they were before they were merged."""
    last = Merge.objects.filter(absorbed=OuterRef("id")).order_by("-at", "-ended_at").values("absorbed_status")[:1]
    gone = Person.objects.filter(id__in=persons, status=PersonStatus.MERGED.value)
    gone.update(status=Subquery(last))


def _leave_to_decide(rows: Sequence[Merge], before: Sequence[Record], at: datetime) -> None:
    """Records that came while the two were one, and merges that were made with both of them."""
    moved = set(MergedRecord.objects.filter(record__in=[r.id for r in before]).values_list("record_id", flat=True))
    kept = {row.kept_id: row for row in rows}
    left: list[tuple[uuid.UUID, SettleKind, str, uuid.UUID | None, uuid.UUID | None]] = []
    for each in before:
        row = kept.get(each.fence)
        if row and each.made_at > row.at and each.id not in moved:
            left.append((row.id, SettleKind.RECORD, CAME_LATER, each.id, None))
    others = Merge.objects.filter(Q(kept__in=kept) | Q(absorbed__in=kept), ended_at__isnull=True)
    for other in others:
        for row in {kept[person] for person in (other.kept_id, other.absorbed_id) if person in kept}:
            if other.at >= row.at:
                left.append((row.id, SettleKind.OTHER_MERGE, ALSO_MERGED, None, other.id))
    to_settle(left, at)


def _told(row: Merge, before: Sequence[Record], own: set[uuid.UUID], at: datetime) -> list[Event]:
    """What was counted between the two days counted the two as one: later rooms revise it."""
    merged_on, unmerged_on = clocks.day_of(row.at).isoformat(), clocks.day_of(at).isoformat()
    if not row.is_open:
        shut = min((r for r in before if r.id in own), key=lambda r: r.id)
        told = HiddenUnmerged(
            fence=compartment_of(shut.id),
            about=row.id,
            subjects=(shut.fence,),
            merge=str(row.id),
            merged_on=merged_on,
            unmerged_on=unmerged_on,
        )
        return [told]
    return [
        PeopleUnmerged(
            fence=person,
            about=row.id,
            subjects=(person,),
            merge=str(row.id),
            merged_on=merged_on,
            unmerged_on=unmerged_on,
        )
        for person in (row.kept_id, row.absorbed_id)
    ]
