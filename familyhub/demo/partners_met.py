"""The demonstration's month: the partners meeting, one child put to one member, and supervision after it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from familyhub.accounts import queries as accounts
from familyhub.casework import actions, queries
from familyhub.casework.actions import Held, NewItem, NewOutcome, NewPartnersMeeting, NewSeat, Owner, Said
from familyhub.casework.actions.supervising import NewTalk, Point, hold_supervision
from familyhub.casework.queries import CaseLine, PartnersPage
from familyhub.casework.terms.partners import Basis, SeatAttendance, SeatRole
from familyhub.casework.terms.plans import OwnerKind
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.workforce import queries as workforce

ROLES = (("midwife", SeatRole.MIDWIFE), ("health_visitor", SeatRole.HEALTH_VISITOR))
OTHERS = (
    NewSeat(SeatRole.PORTAGE, None, "Porta Sample", "Example portage service"),
    NewSeat(SeatRole.LINK_SOCIAL_WORKER, None, "Lena Link-Sample", "Example social care"),
    NewSeat(SeatRole.EARLY_YEARS, None, "Edda Early-Sample", "Example early years advice"),
)
WHY = "Few words at three and a baby in January: what will the first weeks need?"
SAID = "The midwife knows the family and visits before the birth. Weighing at home, so that nobody waits in a hall."
DONE = "Ring mother about a visit at home"
NEWS = "Births in the area are up; the Thursday drop-in moves to the library."


def meet_partners(coordinator: Asker, worker: Asker, case: uuid.UUID, now: datetime) -> dict[str, Any]:
    """The meeting and the supervision, by whose work they are. Returns what is told of them."""
    with fence.enter(worker):
        found, _ = queries.caseload_of(worker, worker.number)  # type: ignore[arg-type]
        lines = [one for one in found if one.case == case]
        page = queries.episode_for(worker, lines[0].episode)
        assert page is not None
    begins = now - timedelta(hours=1)
    meeting, midwife, visitor = _call(coordinator, page.team_id, begins)
    with fence.enter(worker):
        seat = next(one.id for one in queries.seats_of(worker, meeting) if one.role is SeatRole.MIDWIFE)
        new = NewItem(WHY, Basis.AGREED, "", {seat: "Books the birth and visits after it"})
        put_at = begins - timedelta(hours=1)
        item = actions.put_child(episode=lines[0].episode, meeting=meeting, new=new, by=worker, at=put_at)
        todo = NewOutcome(DONE, Owner(OwnerKind.STAFF, midwife.number), day_of(now) + timedelta(days=7))
        actions.say_item(item=item, new=Said(SAID, (todo,)), by=worker, at=now)
    closed = _close(coordinator, meeting, now)
    told = {
        "members": [f"{seat.role_label}: {seat.name}" for seat in closed.seats],
        "missing": list(closed.missing),
        "next_on": closed.next_on,
        "children_the_midwife_reads": [one.child for one in _page(midwife, meeting).children],
        "children_the_health_visitor_reads": [one.child for one in _page(visitor, meeting).children],
    }
    return told | {"supervision": _supervise(coordinator, worker, lines[0], page.team_id, now)}


def _somebody(role: str, now: datetime) -> Asker:
    today = day_of(now)
    [(number, _), *_] = accounts.holders_of_roles([role], today)[role]
    return accounts.asker_of(number, today)


def _call(coordinator: Asker, team: uuid.UUID, begins: datetime) -> tuple[uuid.UUID, Asker, Asker]:
    members = [_somebody(role, begins) for role, _ in ROLES]
    seats = tuple(NewSeat(seat, one.number) for (_, seat), one in zip(ROLES, members, strict=True))
    leader = NewSeat(SeatRole.CENTRE_LEADER, coordinator.number)
    new = NewPartnersMeeting(team, begins, "Upstairs room of the children's centre", (*seats, leader, *OTHERS))
    with fence.enter(coordinator):
        meeting = actions.call_partners_meeting(new=new, by=coordinator, at=begins - timedelta(days=14))
    return meeting, members[0], members[1]


def _page(asker: Asker, meeting: uuid.UUID) -> PartnersPage:
    with fence.enter(asker):
        page = queries.partners_meeting_for(asker, meeting)
    if page is None:
        raise LookupError("the meeting is not there for a member")
    return page


def _close(coordinator: Asker, meeting: uuid.UUID, now: datetime) -> PartnersPage:
    page = _page(coordinator, meeting)
    area = next(one.id for one in page.standing if one.title.startswith("What is new"))
    took = {seat.id: SeatAttendance.ATTENDED for seat in page.seats}
    with fence.enter(coordinator):
        actions.say_item(item=area, new=Said(NEWS), by=coordinator, at=now)
        held = Held(took, day_of(now) + timedelta(days=28))
        actions.close_partners_meeting(meeting=meeting, new=held, by=coordinator, at=now)
    return _page(coordinator, meeting)


def _supervise(coordinator: Asker, worker: Asker, line: CaseLine, team: uuid.UUID, now: datetime) -> dict[str, Any]:
    today = day_of(now)
    week = today + timedelta(days=7)
    point = Point(line.case, "The speech referral is slow.", "Ring speech and language therapy", worker.number, week)
    assert worker.number is not None
    new = NewTalk(worker.number, team, today, today + timedelta(weeks=4), "Nine families; manageable.", (point,))
    with fence.enter(coordinator):
        made = hold_supervision(new=new, by=coordinator, at=now)
    with fence.enter(worker):
        page = workforce.supervision_for(worker, made)
    assert page is not None
    return {"next_on": page.line.next_on, "families": len(page.talked), "decisions": len(page.decisions)}
