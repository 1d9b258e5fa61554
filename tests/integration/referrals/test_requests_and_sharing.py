"""Requests follow their people: they open with a reason, and close to whoever declared somebody in them."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker, system
from familyhub.demo.seed import asker_in
from familyhub.people.new import SearchWords
from familyhub.reactions import access_opened_requests, relation_matched_close_requests
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.receiving import protection_desk
from familyhub.referrals.new import NewContact, NewEvidence, NewPlace, NewSubject, Sender
from familyhub.referrals.terms.requests import Agreement, Channel, Evidence, SubjectRole
from familyhub.sharing import actions as sharing
from familyhub.sharing.events import AccessOpened, RelationMatched
from familyhub.sharing.models import Match, Opening
from familyhub.sharing.terms.openings import OpenReason, RelationKind
from tests.integration.referrals.conftest import Office

pytestmark = pytest.mark.django_db
WORKER = system("reactions")
BORN = date(2022, 2, 3)
WHO = SearchWords("Tilly", "Specimen", BORN, "", "ZZ2 1AA", "")
WANTED = sharing.Wanted(WHO, OpenReason.DUTY, "On duty tonight and the police have rung")


def received(officer: Asker, *, is_protected: bool = False) -> uuid.UUID:
    """One child's request at the front door; with a parent whose address is protected, it goes to the desk."""
    child = NewSubject(SubjectRole.CHILD, "Tilly", "Specimen", BORN, sex="F", place=NewPlace(postcode="ZZ2 1AA"))
    home = NewPlace(line="1 Hidden Sample Lane", postcode="ZZ2 1AA", is_protected=True)
    other = NewSubject(SubjectRole.PARENT, "Hidden", "Specimen", date(1990, 1, 1), place=home)
    new = NewContact(
        channel=Channel.PHONE,
        sender=Sender("3C", agency="Example School", name="Sid Sample", role="Teacher", email="sid@school.example"),
        subjects=(child, other) if is_protected else (child,),
        story="A story",
        agreement=Agreement.AGREED,
        is_safeguarding=True,
        evidence=NewEvidence(Evidence.NONE),
    )
    with fence.enter(officer):
        return actions.receive(new=new, by=officer, at=timezone.now()).request


def made(by: Asker, request: uuid.UUID) -> uuid.UUID:
    """The child becomes somebody with a record."""
    with fence.enter(by):
        subject = queries.subjects_for(by, request)[0]
        actions.make(subject=subject.id, by=by, at=timezone.now())
        person = queries.subjects_for(by, request)[0].person
    assert person
    return person


def a_request(officer: Asker) -> tuple[uuid.UUID, uuid.UUID]:
    """One child's request at the front door: the request and the child."""
    request = received(officer)
    return request, made(officer, request)


def opened(worker: Asker) -> None:
    """The worker opens the child with a reason, and the system has heard of it."""
    with fence.enter(worker):
        done = sharing.open_with_reason(wanted=WANTED, by=worker, at=timezone.now())
        assert done.person
    fact = AccessOpened(
        fence=done.opening,
        about=done.opening,
        reason="duty",
        person=str(done.person),
        opened_by=str(worker.number),
    )
    later(access_opened_requests, fact)


def later(reaction, fact) -> None:
    """As the worker process does it: the system sees every row that is not sealed."""
    with fence.enter(sharing_system()) as unit:
        reaction.react(fact, by=unit.asker, at=timezone.now())


def sharing_system() -> Asker:
    """The app role has no policy for the system as such, so it is given the sight that the worker's role has."""
    wide = frozenset({"referrals", "people", "sharing"})
    holders = WORKER.holders | set(protection_desk(timezone.now()))
    return Asker(WORKER.kind, WORKER.number, holders=holders, wide=wide)


def test_a_request_that_names_the_person_opens_with_the_record_for_the_same_time(office: Office) -> None:
    request, person = a_request(office.officer)
    with fence.enter(office.elsewhere):
        assert queries.request_for(office.elsewhere, request) is None
    opened(office.elsewhere)
    with fence.enter(office.elsewhere):
        assert queries.request_for(office.elsewhere, request) is not None
    with fence.enter(sharing_system()):
        until = Opening.objects.get().until
    from familyhub.core.models import Grant

    ends = set(
        Grant.objects.filter(holder=office.elsewhere.number, until__isnull=False).values_list("until", flat=True)
    )
    assert ends == {until}
    assert person


def test_a_child_of_a_hidden_household_and_their_request_stay_closed(office: Office) -> None:
    request = received(office.officer, is_protected=True)
    with fence.enter(office.officer):
        assert queries.subjects_for(office.officer, request) == []
    made(asker_in("duty_manager"), request)
    with fence.enter(office.elsewhere):
        done = sharing.open_with_reason(wanted=WANTED, by=office.elsewhere, at=timezone.now())
        assert done.person is None
        assert queries.request_for(office.elsewhere, request) is None


def test_a_request_about_a_declared_relation_leaves_the_board_of_that_officer_alone(office: Office) -> None:
    request, _ = a_request(office.officer)
    governance, officer = office.governance, office.officer
    with fence.enter(officer):
        record = queries.subjects_for(officer, request)[0].record
        new = sharing.NewRelation(RelationKind.NEIGHBOUR, "Tilly", "Specimen", BORN)
        relation = sharing.declare(new=new, by=officer, at=timezone.now())
    with fence.enter(governance):
        match = sharing.match(relation=relation, record=record, by=governance, at=timezone.now())
        made = Match.objects.get(id=match)
    fact = RelationMatched(
        fence=match,
        about=relation,
        staff=str(officer.number),
        person=str(made.person),
        because=f"declared relation {match}",
    )
    later(relation_matched_close_requests, fact)
    with fence.enter(officer):
        assert queries.board(officer).lines == []
        assert queries.request_for(officer, request) is None
    colleague = next(a for a in everybody_at_the_door() if a.number != officer.number)
    with fence.enter(colleague):
        assert [line.id for line in queries.board(colleague).lines] == [request]


def everybody_at_the_door() -> list[Asker]:
    from familyhub.accounts import queries as accounts
    from familyhub.demo.people_at_work import staff_by_role

    today = timezone.localdate()
    return [accounts.asker_for(staff, today) for role, staff in staff_by_role() if role == "front_door_officer"]
