"""One invented family's day, step by step, through the actions and queries that the screens use.

A school nurse refers a mother, her unborn baby and her three-year-old, with an attached assessment; the father asks for
himself from another town; the police notify. Three contacts become one request with one MASH enquiry. Nobody calls or
visits until the decision maker releases it. Every read writes its access row.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts import queries as accounts
from familyhub.casework import actions as casework
from familyhub.casework import queries as worked_with
from familyhub.core import access, fence
from familyhub.core.asker import Asker, Kind, public
from familyhub.demo import assessments, county, families, released, two_fathers
from familyhub.demo.first_assessment import Assessed, assess
from familyhub.demo.first_notes import write_first_notes
from familyhub.demo.help_given import give_help
from familyhub.demo.partners_met import meet_partners
from familyhub.demo.seed import asker_in
from familyhub.demo.todays_visits import visit_today
from familyhub.referrals import actions, queries
from familyhub.referrals.actions import mash
from familyhub.referrals.actions.allocation_reaching import NewAttempt, record_attempt
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.actions.holding import Held
from familyhub.referrals.actions.mash.duty import acknowledge
from familyhub.referrals.actions.reading_back import OwnRequest, let_read
from familyhub.referrals.actions.steps import NotNow
from familyhub.referrals.new import NewContact, Received
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.queries import mash as lane
from familyhub.referrals.queries.shown import SubjectLine
from familyhub.referrals.terms.allocation import Result, Tried
from familyhub.referrals.terms.requests import Colour, EnquiryOutcome, Outcome
from familyhub.sharing.partner_links import partner

T = TypeVar("T")
NURSE, POLICE = "sid.nurse@schoolnursing.example", "desk@police.example"
PARTNER = "safeguarding@pretendprimary.example"
WHY = "Two needs that the universal services cannot meet alone."


@dataclass
class Sent:
    """One contact of the day: who sent it, as whom they read, what came of it, how it became part of the whole."""

    by_whom: str
    reader: Asker
    received: Received
    joined: str = ""


@dataclass
class Day:
    """What the day left behind."""

    contacts: list[Sent] = field(default_factory=list)
    access_rows: list[int] = field(default_factory=list)
    people: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    enquiry: uuid.UUID | None = None
    whole: uuid.UUID = uuid.UUID(int=0)
    held: int = 0
    released_at: datetime | None = None
    assessed: Assessed | None = None
    visits: dict[str, Any] = field(default_factory=dict)
    help_given: dict[str, Any] = field(default_factory=dict)
    released: dict[str, Any] = field(default_factory=dict)
    partners_met: dict[str, Any] = field(default_factory=dict)

    def read(self, asker: Asker, screen: str, look: Callable[[], T]) -> T:
        """Look at a screen as somebody: no access row, no answer."""
        with fence.enter(asker) as unit:
            seen = look()
            unit.screen = screen
            if unit.subjects:
                access.write(unit, method="GET", outcome=access.SHOWN)
                self.access_rows.append(_last_access_row())
        return seen

    def page(self, asker: Asker) -> RequestPage:
        """The whole request as somebody sees it. Errors: LookupError when they do not."""
        found = self.read(asker, "referrals:request", lambda: queries.request_for(asker, self.whole))
        if found is None:
            raise LookupError("the request is not there for somebody who must see it")
        return found


def _last_access_row() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT currval(pg_get_serial_sequence('core_access', 'id'))")
        return int(cursor.fetchone()[0])


def live(work: Callable[[], None]) -> Day:
    """Live the day; `work` lets the worker do what waits: join, hold, call the duty post, send."""
    day, officer = Day(), asker_in("front_door_officer")
    here, there = county.story_postcodes(timezone.localdate())
    _nurse(day, here)
    day.whole = day.contacts[0].received.request
    _find_people(day, officer, day.whole)
    _father(day, there)
    work()
    _police(day)
    work()
    _nobody_goes_ahead(day, officer)
    _find_people(day, officer, day.contacts[2].received.request)
    _find_people(day, officer, day.whole)
    _mash(day)
    _decide(day, officer)
    _in_the_team(day, officer)
    work()
    _release(day, officer, here, work)
    return day


def _release(day: Day, officer: Asker, postcode: str, work: Callable[[], None]) -> None:
    """Another family: a mother and her two former partners are each given a copy of one assessment."""
    now = timezone.now()
    name, born_on = _never_used(now)
    request = two_fathers.refer(officer, postcode, now, family=name, born_on=born_on)
    work()
    with fence.enter(officer):
        page = queries.request_for(officer, request)
    if page is None:
        raise LookupError("the request of the second family is not there for the officer")
    team = page.team or day.page(officer).team
    coordinator, worker = _of_team(team, "cluster_coordinator"), _of_team(team, "family_support_worker")
    hands = two_fathers.Hands(officer, coordinator, worker)
    family = two_fathers.build(hands, request, now)
    team_name = day.page(officer).team_name
    day.released = released.release_to_three(family, hands, team_name, timezone.now(), work)


def _never_used(now: datetime) -> tuple[str, date]:
    """A family name and a birthday that no walk before this one gave: made from the moment."""
    number, letters = int(now.timestamp()), ""
    born_on = date(1980, 1, 1) + timedelta(days=number % 6000)
    while number:
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
    return f"Madeup{letters}", born_on


def _referrer(email: str) -> Asker:
    now = timezone.now()
    row = accounts_actions.welcome_referrer(email=email, at=now)
    accounts_actions.prove_referrer(referrer=row, at=now)
    return Asker(kind=Kind.REFERRER, number=row.id, holders=frozenset({row.id}), purpose="own referral")


def _send(day: Day, by_whom: str, sender: Asker, new: NewContact) -> Received:
    with fence.enter(sender):
        received = actions.receive(new=new, by=sender, at=timezone.now())
    day.contacts.append(Sent(by_whom, sender, received))
    return received


def _nurse(day: Day, postcode: str) -> None:
    nurse, today = _referrer(NURSE), timezone.localdate()
    new = families.mother_baby_and_child(postcode, today, families.nurse(NURSE))
    received = _send(day, "a school nurse", nurse, new)
    with fence.enter(nurse):
        done_on = new.evidence.assessed_on
        assessments.attach(contact=received.contact, done_on=done_on, by=nurse, at=timezone.now())


def _father(day: Day, postcode: str) -> None:
    sender = public("self-referral")
    received = _send(day, "the father, for himself", sender, families.father_of_demo(postcode, timezone.localdate()))
    number = uuid.uuid4()
    reader = Asker(kind=Kind.PUBLIC, number=number, holders=frozenset({number}), purpose="own request")
    own = OwnRequest(received.reference, received.reply_fence, timezone.now())
    with fence.enter(reader):
        let_read(own=own, reader=number)
    day.contacts[-1].reader = reader


def _police(day: Day) -> None:
    _send(day, "the police", _referrer(POLICE), families.police_about_demo(timezone.localdate(), POLICE))


def _find_people(day: Day, officer: Asker, request: uuid.UUID) -> None:
    subjects = day.read(officer, "referrals:request", lambda: queries.subjects_for(officer, request))
    for subject in subjects:
        if subject.is_open:
            _find_or_make(day, officer, subject)


def _find_or_make(day: Day, officer: Asker, subject: SubjectLine) -> None:
    found = day.read(officer, "referrals:identify", lambda: queries.candidates_for(officer, subject.id))
    same = next((one for one in found if one.is_likely), None)
    with fence.enter(officer):
        if same:
            actions.link(subject=subject.id, record=same.record, by=officer, at=timezone.now())
        else:
            actions.make(subject=subject.id, by=officer, at=timezone.now())
    day.people.append({"name": subject.name, "role": subject.role_label, "how": "found" if same else "made"})


def _nobody_goes_ahead(day: Day, officer: Asker) -> None:
    """While the police's enquiry is open the nurse's request goes to no team."""
    with fence.enter(officer):
        day.held = len(lane.held_among([day.whole]))
        try:
            with fence.enter(officer):
                _to_team(day, officer)
        except (Held, NotNow) as refused:
            day.refused.append({"step": "give it to a team", "answer": str(refused), "at": str(timezone.now())})


def _to_team(day: Day, officer: Asker) -> None:
    decision = NewDecision(Outcome.TO_TEAM, WHY, level=3)
    actions.decide(request=day.whole, decision=decision, by=officer, at=timezone.now())


def _mash(day: Day) -> None:
    maker = asker_in("mash_decision_maker")
    with fence.enter(maker):
        day.enquiry = lane.enquiry_of(maker, day.whole)
    number = day.enquiry
    if number is None:
        raise LookupError("the concern of the day has no enquiry")
    page = day.page(maker)
    child = next(one.id for contact in page.contacts for one in contact.subjects if one.given == "Demo")
    question = mash.NewQuestion("Pretend Primary School", "Tess Teacher-Sample", PARTNER, "How is Demo?", (child,))
    with fence.enter(maker):
        acknowledge(enquiry=number, by=maker, at=timezone.now())
        mash.set_colour(enquiry=number, colour=Colour.AMBER, by=maker, at=timezone.now())
        asked = mash.ask_partner(
            enquiry=number, new=question, by=maker, at=timezone.now(), link_path="/information/{}/"
        )
    with fence.enter(partner(asked)):
        mash.answer(asked=asked, words="Settled and well looked after.", by=partner(asked), at=timezone.now())
    decided = mash.NewEnquiryDecision(
        EnquiryOutcome.EARLY_HELP, "Shouting, nobody hurt; help is wanted.", "Early help may begin: ring mother first."
    )
    with fence.enter(maker):
        day.released_at = timezone.now()
        mash.decide_enquiry(enquiry=number, decision=decided, by=maker, at=day.released_at)


def _decide(day: Day, officer: Asker) -> None:
    with fence.enter(officer):
        _to_team(day, officer)


def _of_team(team: uuid.UUID | None, role: str) -> Asker:
    today = timezone.localdate()
    return accounts.asker_of(accounts.members_of(team, today, role)[0].id, today)  # type: ignore[arg-type]


def _in_the_team(day: Day, officer: Asker) -> None:
    team = day.page(officer).team
    coordinator, worker = _of_team(team, "cluster_coordinator"), _of_team(team, "family_support_worker")
    day.page(coordinator)
    with fence.enter(coordinator):
        actions.give_to_worker(request=day.whole, worker=worker.number, by=coordinator, at=timezone.now())  # type: ignore[arg-type]
    day.read(worker, "referrals:mine", lambda: queries.worker_requests(worker))
    day.page(worker)
    with fence.enter(worker):
        casework.accept(request=day.whole, by=worker, at=timezone.now())
        case = worked_with.caseload_of(worker, worker.number)[0][0].case  # type: ignore[arg-type]
    for result in (Result.NO_ANSWER, Result.REACHED):
        with fence.enter(worker):
            new = NewAttempt(Tried.PHONE, result, timezone.now())
            record_attempt(request=day.whole, new=new, by=worker, at=timezone.now())
    write_first_notes(worker, case, timezone.now())
    day.assessed = assess(worker, coordinator, case, timezone.now())
    day.visits = visit_today(worker, case, timezone.now())
    day.partners_met = meet_partners(coordinator, worker, case, timezone.now())
    day.help_given = give_help(worker, case, timezone.now())
