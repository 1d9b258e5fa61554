"""A visit is written up as a contact note that is tied to it; an attempt too, with what follows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from familyhub.casework.actions.finding import refuse
from familyhub.casework.actions.noting import NewNote, write_note
from familyhub.casework.actions.plan_tasks import reference_of, whoever_leads
from familyhub.casework.actions.visits import at_hand, store
from familyhub.casework.actions.visits_alarm import end_by_check_out
from familyhub.casework.events.visits import VisitWrittenUp
from familyhub.casework.models import Note, Visit, VisitOutcome
from familyhub.casework.policy import visits as visits_policy
from familyhub.casework.queries.visits import may_leave_word
from familyhub.casework.terms.episodes import ContactKind
from familyhub.casework.terms.visits import CameTo, Follows, VisitState
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

KINDS = (ContactKind.HOME_VISIT, ContactKind.SEEN_ELSEWHERE, ContactKind.NO_ACCESS)
CAME = {CameTo.TOOK_PLACE: "it took place", CameTo.NO_ACCESS: "nobody opened"}


@dataclass(frozen=True)
class WriteUp:
    """The note; its kind says if the visit took place. `follows`: what follows where nobody opened."""

    note: NewNote
    follows: tuple[Follows, ...] = ()

    @property
    def came_to(self) -> CameTo:
        return CameTo.NO_ACCESS if self.note.kind is ContactKind.NO_ACCESS else CameTo.TOOK_PLACE


@transaction.atomic
def write_up(*, visit: uuid.UUID, new: WriteUp, by: Asker, at: datetime) -> uuid.UUID:
    """Returns the number of the note. Errors: NotThere, NoSuchNote, Refused."""
    row = at_hand(visit)
    refuse("" if row.goers.filter(staff=by.number).exists() else "Only those who went write it up")
    refuse("" if new.note.kind in KINDS else "A visit took place at home or elsewhere, or nobody opened", "kind")
    problem = visits_policy.write_up_problem(
        state=VisitState(row.state),
        came_to=new.came_to,
        is_written=row.written_at is not None,
        anybody_in=row.goers.filter(in_at__isnull=False).exists(),
        starts_at=row.starts_at,
        now=at,
    )
    refuse(problem)
    may_leave = may_leave_word(by, row.case, row.home_id, at)
    refuse(visits_policy.follows_problem(new.came_to, new.follows, may_leave_word=may_leave), "follows")
    note = write_note(case=row.case, new=new.note, by=by, at=at)
    VisitOutcome(
        fence=Note.objects.values_list("fence", flat=True).get(id=note),
        visit=row,
        note_id=note,
        came_to=new.came_to.value,
        follows=[one.value for one in new.follows],
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    _over(row, by, at)
    _follow(row, new, by, at)
    day = f"{day_of(row.starts_at):%-d %B %Y}"
    subjects = tuple(row.visited.values_list("record", flat=True))
    when = new.note.happened_at
    told = VisitWrittenUp(
        fence=row.fence, about=row.id, subjects=subjects, happened_at=when, on=day, came=CAME[new.came_to]
    )
    events.record(told, by=by, at=at)
    return note


def _over(row: Visit, by: Asker, at: datetime) -> None:
    """Whoever writes it up is out; of a colleague who is still in nothing is said by it."""
    store(row, written_at=at)
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    row.goers.filter(staff=by.number, in_at__isnull=False, out_at__isnull=True).update(out_at=at)
    if not row.goers.filter(in_at__isnull=False, out_at__isnull=True).exists():
        Visit.objects.filter(id=row.id).update(state=VisitState.OVER.value)
        row.goers.update(is_on=False)
        end_by_check_out(row.id, by=by, at=at)


def _follow(row: Visit, new: WriteUp, by: Asker, at: datetime) -> None:
    """What follows goes into a tray; a worry to whoever leads the team, now."""
    reference = reference_of(row.case)
    asked = {
        Follows.RING: (f"Ring after the visit: family of {reference}", end_of_day(day_of(at)), by.number),
        Follows.AGAIN: (f"Plan another visit: family of {reference}", end_of_day(day_of(at)), by.number),
        Follows.ASK_OTHERS: (f"Ask who else is involved: family of {reference}", end_of_day(day_of(at)), by.number),
        Follows.WORRIED: (f"Nobody opened and the worker is worried: family of {reference}", at, row.team_id),
    }
    for one in new.follows:
        if one in asked:
            words, due_at, holder = asked[one]
            task = work.NewTask(
                holder=holder or whoever_leads(row.case),
                fence=row.fence,
                about_kind="casework.visit",
                about=row.id,
                words=words,
                due_at=due_at,
            )
            work.open_task(task, by=by, at=at)
