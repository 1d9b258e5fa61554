"""Fill an empty demonstration: places, staff, and enough invented requests that the board looks like a Tuesday."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Protocol

from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.core import fence
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import LONDON
from familyhub.demo import assessments, county
from familyhub.demo.cases_at_work import seed_casework
from familyhub.demo.directory_at_work import seed_directory_work
from familyhub.demo.duty import seed_duty
from familyhub.demo.families import SENDERS, some_request
from familyhub.demo.menu import seed_menu
from familyhub.demo.people_at_work import seed_staff
from familyhub.demo.services import seed_services
from familyhub.directory import queries
from familyhub.people import actions as people
from familyhub.people.new import NewName, NewPerson
from familyhub.referrals import actions
from familyhub.referrals.actions.deciding import NeedsTeam, NewDecision
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.new import NewContact, NewSubject
from familyhub.referrals.queries import board, request_for, subjects_for
from familyhub.referrals.terms.requests import Channel, Outcome, SubjectRole

REQUESTS = 45
GIVEN_TO_TEAMS = 24
WITH_ASSESSMENT = 30  # waits on the board: its original is attached
SEEDER = system("demonstration")


class Report(Protocol):
    """Told what is being made, and how far it is."""

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None: ...


def seed(report: Report) -> None:
    """Make what is not there yet; safe to repeat. Places are there already."""
    now = timezone.now()
    report("Making teams, posts and staff")
    with fence.enter(SEEDER):
        seed_staff(now)
        seed_duty(now)
    officer = asker_in("front_door_officer")
    with fence.enter(officer):
        waiting = board(officer).count
    if queries.is_empty():
        report("Making invented services")
        seed_services(now)
        seed_directory_work(asker_in("directory_editor"), now)
    if waiting == 0:
        seed_requests(officer, now, report)
        seed_protected(now)
        report("Making invented casework")
        seed_menu(asker_in("district_manager"), now)
        seed_casework(now)


def asker_in(role: str) -> Asker:
    """A member of staff who holds a post of this role."""
    today = timezone.localdate()
    kind = TeamKind.FRONT_DOOR if role == "front_door_officer" else ""
    teams = accounts.teams(today, kind)
    member = next(member for team in teams for member in accounts.members_of(team.id, today, role))
    return accounts.asker_of(member.id, today)


def seed_requests(officer: Asker, now: datetime, report: Report, count: int = REQUESTS) -> None:
    """Invented requests of the last days; the newest two dozen go on to teams."""
    postcodes = county.sample_postcodes(timezone.localdate(now))
    for number in range(count):
        report("Making invented requests", number + 1, count)
        received = _office_hours(now - timedelta(hours=5 + 2 * number))
        with fence.enter(officer):
            new = some_request(number, postcodes, received.date())
            got = actions.receive(new=new, by=officer, at=received)
            if number == WITH_ASSESSMENT:
                assessments.attach(contact=got.contact, done_on=new.evidence.assessed_on, by=officer, at=received)
        if number < GIVEN_TO_TEAMS and not new.is_safeguarding and got.returned is None:
            _pass_on(officer, got.request, received + timedelta(minutes=40))


def seed_protected(now: datetime) -> None:
    """A protected child, and a contact that names them: the desk sees it, an officer reads one neutral line."""
    desk = asker_in("duty_manager")
    born = timezone.localdate(now) - timedelta(days=1500)
    with fence.enter(desk):
        new = NewPerson(names=(NewName("Protina", "Fictional"),), born_on=born)
        record = people.register(new=new, by=desk, at=now, holders=protection_desk(now))
        people.hide_person(record=record, see=protection_desk(now), by=desk, at=now)
        concern = NewContact(
            channel=Channel.PHONE,
            sender=SENDERS[2],
            subjects=(NewSubject(SubjectRole.CHILD, "Protina", "Fictional", born),),
            story="This family is invented. The school has not seen the child this week.",
            is_safeguarding=True,
        )
        actions.receive(new=concern, by=desk, at=now - timedelta(minutes=90))


def _office_hours(moment: datetime) -> datetime:
    """Some time of that day's office hours; of the day before where that is still to come."""
    local = moment.astimezone(LONDON)
    found = local.replace(hour=9 + local.hour % 8, minute=(local.minute * 7) % 60)
    return found if found <= local else found - timedelta(days=1)


def _pass_on(officer: Asker, request: uuid.UUID, at: datetime) -> None:
    with fence.enter(officer):
        for subject in subjects_for(officer, request):
            if subject.given or subject.family:
                actions.make(subject=subject.id, by=officer, at=at)
            else:
                actions.mark_unknown(subject=subject.id, by=officer, at=at)
        decision = NewDecision(Outcome.TO_TEAM, "Fits the level and the family agrees.", level=2)
        try:
            actions.decide(request=request, decision=decision, by=officer, at=at)
        except NeedsTeam:
            return  # an unknown postcode stays with the front door, as it would
    _give_to_worker(request, at + timedelta(hours=2))


def _give_to_worker(request: uuid.UUID, at: datetime) -> None:
    """Every other one goes on to a worker, so that trays have something in them."""
    if request.int % 2:
        return
    today = timezone.localdate(at)
    officer = asker_in("front_door_officer")
    with fence.enter(officer):
        page = request_for(officer, request)
    if page is None or page.team is None:
        return
    coordinator = accounts.asker_of(accounts.members_of(page.team, today, "cluster_coordinator")[0].id, today)
    worker = accounts.members_of(page.team, today, "family_support_worker")[0]
    with fence.enter(coordinator):
        actions.give_to_worker(request=request, worker=worker.id, by=coordinator, at=at)
