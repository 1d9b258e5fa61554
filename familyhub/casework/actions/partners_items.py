"""A child is put to a partners meeting for those who need to hear it; what was said and agreed is kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from familyhub.casework.actions.finding import NoSuchEpisode, NotThere, refuse
from familyhub.casework.actions.meeting import NewOutcome
from familyhub.casework.actions.partners_calling import agenda_of, day_words
from familyhub.casework.actions.plan_tasks import whoever_leads
from familyhub.casework.events.partners import ChildPutToMeeting, ItemTakenOff, ItemTalkedAbout
from familyhub.casework.local.partners import meeting_rules
from familyhub.casework.models import (
    AgendaItem,
    AgreedAction,
    Episode,
    ItemNeed,
    ItemOfCase,
    PartnersMeeting,
    Seat,
)
from familyhub.casework.permissions import SEAT
from familyhub.casework.policy import partners as partners_policy
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.queries.partners_lines import may_finish, may_write
from familyhub.casework.queries.sight import who_can_open
from familyhub.casework.terms.partners import MOST_AGREED, Basis
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.people import queries as people
from familyhub.referrals.actions.allocation_sight import guarded
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

AGREED = "casework.agreed"
NOT_PUT_TO_THEM = (
    "They cannot be given an action: this child was not put to them, and they do not work with the family. Choose"
    " somebody of the list, or hand the family over to them first"
)


@dataclass(frozen=True)
class NewItem:
    """Why, on what ground it is talked about with partners, and by seat why that member needs to hear it."""

    why: str
    basis: Basis
    basis_words: str
    needs: Mapping[uuid.UUID, str]


@transaction.atomic
def put_child(*, episode: uuid.UUID, meeting: uuid.UUID, new: NewItem, by: Asker, at: datetime) -> uuid.UUID:
    """Put the child of this episode to a meeting of its team. Returns the item.

    Each named member reads the item from now until some days after the meeting; nobody's record opens.
    Errors: NoSuchEpisode, NotThere, Refused.
    """
    row = Episode.objects.filter(id=episode, closed_on__isnull=True).first()
    if row is None:
        raise NoSuchEpisode(str(episode))
    held = _locked(meeting, row.team_id)
    is_guarded = Episode.objects.filter(id=episode, request__in=guarded()).exists()
    problem = partners_policy.put_problem(state=held.state, starts_at=held.starts_at, now=at, is_guarded=is_guarded)
    refuse(problem)
    seats = {seat.id: seat for seat in held.seats.all()}
    if set(new.needs) - set(seats):
        raise NotThere("no seat of this meeting")
    refuse(partners_policy.need_problem(why=new.why, basis=new.basis, basis_words=new.basis_words, needs=new.needs))
    item = _item(row, held, new, by, at)
    for seat, words in new.needs.items():
        put_to(item, seats[seat], words, by, at)
    event = ChildPutToMeeting(
        fence=row.fence, about=item.id, subjects=(row.record_id,), on=day_words(held), members=len(new.needs)
    )
    events.record(event, by=by, at=at)
    return item.id


def _locked(meeting: uuid.UUID, team: uuid.UUID) -> PartnersMeeting:
    rows = PartnersMeeting.objects.select_for_update(of=("self",)).filter(id=meeting, team=team)
    row: PartnersMeeting | None = rows.first()
    if row is None:
        raise NotThere(str(meeting))
    return row


def _item(row: Episode, held: PartnersMeeting, new: NewItem, by: Asker, at: datetime) -> AgendaItem:
    who = people.names_of(by, [row.record_id]).get(row.record_id)
    behind = people.made_as(by, [row.record_id])
    if who is None:
        raise NoSuchEpisode(str(row.id))
    number = uuid.uuid4()
    item = AgendaItem(id=number, fence=number, meeting=held, record_id=row.record_id, behind=[behind[row.record_id]])
    item.known_as, item.age, item.why = who.name, who.age, new.why.strip()
    item.basis, item.basis_words = new.basis.value, new.basis_words.strip()
    item.at, item.by, item.by_name = at, by.number, by.name
    item.save(force_insert=True)
    of_case = ItemOfCase(id=uuid.uuid4(), fence=row.fence, behind=item.behind, item=item, meeting=held, episode=row)
    try:
        with transaction.atomic():
            of_case.save(force_insert=True)
    except IntegrityError:
        refuse("This child was put to this meeting already")
    return item


def put_to(item: AgendaItem, seat: Seat, words: str, by: Asker, at: datetime) -> None:
    """This member reads the item until some days after the meeting."""
    days = meeting_rules(settings.ENVIRONMENT.authority).read_for_days
    until = partners_policy.readable_until(item.meeting.on_day, days)
    if seat.staff_id:
        grants.grant([seat.staff_id], [item.fence], because=agenda_of(item.meeting_id), until=end_of_day(until))
    need = ItemNeed(id=uuid.uuid4(), fence=item.fence, item=item, seat=seat, words=words.strip(), until=until)
    need.at, need.by, need.by_name = at, by.number, by.name
    need.save(force_insert=True)


def writable(item: uuid.UUID, by: Asker) -> AgendaItem:
    """The item, locked, for whoever writes it. Errors: NotThere."""
    row: AgendaItem | None = AgendaItem.objects.select_for_update(of=("self",)).filter(id=item, is_off=False).first()
    if row is None or not may_write(by, row, row.meeting.team_id):
        raise NotThere(str(item))
    return row


@transaction.atomic
def take_off(*, item: uuid.UUID, by: Asker, at: datetime) -> None:
    """The child is not talked about after all: whoever it was put to reads it no more. Errors: NotThere, Refused."""
    row = writable(item, by)
    refuse("" if row.record_id else "This stands on every agenda")
    refuse("" if row.said_at is None else "What was said about this was written already")
    members = [number for number in row.needs.values_list("seat__staff", flat=True) if number]
    grants.cut(members, because=agenda_of(row.meeting_id), fences=[row.fence])
    if AgendaItem.objects.filter(id=row.id, is_off=False).update(is_off=True) != 1:
        raise NotThere(str(item))
    event = ItemTakenOff(fence=row.of_case.fence, about=row.id, subjects=subjects_of(row), on=day_words(row.meeting))
    events.record(event, by=by, at=at)


def subjects_of(row: AgendaItem) -> tuple[uuid.UUID, ...]:
    """Whom it is about: nobody, for a standing one."""
    return (row.record_id,) if row.record_id else ()


@dataclass(frozen=True)
class Said:
    """What was said, and what was agreed: what, who, by when."""

    words: str
    agreed: tuple[NewOutcome, ...] = field(default=())


@transaction.atomic
def say_item(*, item: uuid.UUID, new: Said, by: Asker, at: datetime) -> None:
    """Keep what was said; each action goes into the tray of whoever does it. Errors: NotThere, Refused."""
    row = writable(item, by)
    meeting = row.meeting
    problem = partners_policy.said_problem(
        said=new.words, starts_at=meeting.starts_at, now=at, state=meeting.state, is_said=row.said_at is not None
    )
    refuse(problem, "words" if "Write" in problem else "")
    if row.code:
        children = AgendaItem.objects.filter(meeting=meeting, code="").values_list("known_as", flat=True)
        told = " ".join([new.words, *(one.words for one in new.agreed)])
        names = partners_policy.names_a_child(told, children)
        refuse("Every member reads this, and it names a child: write it under the child’s own item" if names else "")
    refuse("" if len(new.agreed) <= MOST_AGREED else f"An item has {MOST_AGREED} actions at most")
    kept = AgendaItem.objects.filter(id=row.id, said_at__isnull=True)
    if kept.update(said=new.words.strip(), said_at=at, said_by=by.name) != 1:
        refuse("What was said about this was written already")
    for one in new.agreed:
        _agree(row, one, by, at)
    if not row.code:
        event = ItemTalkedAbout(
            fence=row.of_case.fence,
            about=row.id,
            subjects=subjects_of(row),
            happened_at=meeting.starts_at,
            on=day_words(meeting),
            actions=len(new.agreed),
        )
        events.record(event, by=by, at=at)


def _agree(row: AgendaItem, new: NewOutcome, by: Asker, at: datetime) -> None:
    refuse(plan_policy.text_problem(new.words, "Say what was agreed"))
    refuse("" if new.due_on >= day_of(at) else "An action cannot be due in the past")
    fence, holder = _where(row, new.owner.staff, by, at)
    one = AgreedAction(id=uuid.uuid4(), fence=fence, item=row, words=new.words.strip(), due_on=new.due_on)
    one.owner_id, one.owner_name = new.owner.staff, new.owner.name.strip()
    refuse("" if one.owner_id or one.owner_name else "Say who does it")
    if fence == row.id and row.record_id:  # they need it until it is done, however long the meeting is over
        grants.grant([holder], [row.fence], because=_because(one.id))
    one.save(force_insert=True)
    words = f"Do what the partners meeting of {day_words(row.meeting)} agreed"
    task = work.NewTask(holder, fence, AGREED, one.id, words, end_of_day(new.due_on))
    work.open_task(task, by=by, at=at)


def _because(agreed: uuid.UUID) -> str:
    return f"agreed {agreed}"


def _where(row: AgendaItem, owner: uuid.UUID | None, by: Asker, at: datetime) -> tuple[uuid.UUID, uuid.UUID]:
    """Behind which fence an action's task lies, and in whose tray. Errors: Refused."""
    team = row.meeting.team_id
    if row.code:
        known = owner is None or owner in who_can_open([row.fence], day_of(at), SEAT.code)
        refuse("" if known else "They are no member of this meeting: it would not open for them")
        return row.fence, owner or by.number or team
    case = row.of_case.fence
    if owner is None or owner in who_can_open([case, *row.behind], day_of(at), SEAT.code):
        return case, owner or whoever_leads(case)
    barred = {number for number, _ in grants.barred_from([row.fence, *row.behind])}
    members = set(row.needs.values_list("seat__staff", flat=True)) - barred
    refuse("" if owner in members else NOT_PUT_TO_THEM)
    return row.id, owner


@transaction.atomic
def finish_agreed(*, agreed: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """What came of an action. A member who held the item for it alone reads it no longer. Errors: NotThere, Refused."""
    row = AgreedAction.objects.select_related("item__meeting").filter(id=agreed).first()
    if row is None or not may_finish(by, row, is_writer=may_write(by, row.item, row.item.meeting.team_id)):
        raise NotThere(str(agreed))
    refuse(plan_policy.text_problem(words, "Say what came of it"), "words")
    waits = AgreedAction.objects.filter(id=agreed, done_at__isnull=True)
    done = waits.update(done_at=at, done_by=by.name, done_words=words.strip())
    refuse("" if done else "It is done already")
    work.close_all_about(about=agreed, because=DoneBecause.DONE, by=by, at=at)
    grants.revoke(None, [row.item.fence], because=_because(agreed))


def open_agreed_of(case: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID | None, date]]:
    """What was agreed about this case's children, lies with the case and is not done: number, owner, by when."""
    items = ItemOfCase.objects.filter(fence=case).values("item")
    rows = AgreedAction.objects.filter(item__in=items, fence=case, done_at__isnull=True)
    return list(rows.order_by("due_on", "id").values_list("id", "owner", "due_on"))
