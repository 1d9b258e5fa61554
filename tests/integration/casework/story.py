"""The people of the state machine's story, and one run of it: what is done, by whoever may or may not do it."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff, Team
from familyhub.accounts.terms import HoldingKind
from familyhub.casework import actions, queries
from familyhub.casework.actions import assessing, assessing_end
from familyhub.casework.actions.assessing_answers import Said, save_answers
from familyhub.casework.models import LocalSet
from familyhub.casework.queries.assessments import assessment_for
from familyhub.casework.question_sets import read_set
from familyhub.casework.terms.assessments import SharedHow
from familyhub.casework.terms.plans import OwnerKind
from familyhub.core import fence, reactions
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import day_of
from familyhub.demo import families
from familyhub.demo.people_at_work import staff_by_role
from familyhub.jobs.tasks import HIDDEN_TOO
from familyhub.people import actions as people
from familyhub.people.new import NewAddress
from familyhub.people.terms import Visibility
from familyhub.referrals import actions as referrals
from familyhub.referrals import queries as requests
from familyhub.referrals.actions.allocating import NotYours
from familyhub.referrals.actions.identifying import NoSuchSubject
from familyhub.referrals.actions.steps import NoSuchRequest, NotNow
from familyhub.referrals.new import NewContact, NewPlace, NewSubject
from familyhub.referrals.terms.requests import Agreement, Channel, SubjectRole
from familyhub.sharing import actions as sharing
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.policy.openings import SharingRefused
from familyhub.sharing.queries import service_answers
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, HowSaid
from tests.database import ROLES
from tests.integration.casework.conftest import NOW, TO_TEAM, TODAY, Made
from tests.integration.casework.ground import Stored, asked, being, stored

PLANTED = "7 Canarina Refuge"
POSTCODE = "ZZ3 1AA"
LEADS = "cluster_coordinator"
SET = """
code = "short"
version = 1
title = "Short assessment"
about = "Of the tests: one question each"
valid_from = 2025-01-01

[[sections]]
code = "family"
title = "The family"
per = "family"
questions = [{ code = "level", kind = "level", ask = "Which level", required = true }]

[[sections]]
code = "child"
title = "Child"
per = "child"
questions = [{ code = "voice", kind = "voice", ask = "What the child says", required = true }]
"""
# what a verb says when it may not be done so, or when there is nothing for whoever asks
SAID_NO = (
    actions.Refused,
    actions.ChangedMeanwhile,
    actions.NoSuchEpisode,
    actions.NoSuchNote,
    actions.NotThere,
    assessing.OpenAlready,
    assessing_end.NotComplete,
    people.Refused,
    people.NoSuchPerson,
    SharingRefused,
    NotNow,
    NotYours,
    NoSuchRequest,
    NoSuchSubject,
)
QUEUED: list[tuple[str, str]] = []
# where new rows get their numbers from: the same in each telling, so that a story that went wrong goes wrong again
NUMBERS = random.Random()


def queued(*, event: str, reaction: str) -> int:
    """In place of the worker's queue: what is for later is done after the verb."""
    QUEUED.append((event, reaction))
    return len(QUEUED)


@dataclass(frozen=True)
class Cast:
    """Who asks, by what they are to the story; the team that a family agrees to; the set of questions."""

    askers: dict[str, Asker]
    here: uuid.UUID
    there: uuid.UUID
    partners: uuid.UUID
    asked_by: uuid.UUID
    children: tuple[uuid.UUID, ...]
    case: uuid.UUID


def cast(made: Made) -> Cast:
    """The staff of the county, a partner's practitioner, and a protected address that one child of the family has."""
    office, today = made.office, day_of(NOW)
    roles: dict[str, list[Staff]] = {}
    for role, staff in staff_by_role():
        roles.setdefault(role, []).append(staff)
    there, worker, leader = another_team(office.worker.number, today)  # type: ignore[arg-type]
    here = _team_of(office.worker.number, today)  # type: ignore[arg-type]
    partner = roles["health_visitor"][0]
    team = Team.objects.get(name="Health visiting")
    by = system("tests of casework")
    with fence.enter(by):
        post = accounts_actions.NewPost("Health visitor in early help", "partner_practitioner", team, today)
        post = accounts_actions.add_post(post=post, by=by)
        kind = HoldingKind.SUBSTANTIVE
        accounts_actions.fill_post(post=post, staff=partner, kind=kind, valid_from=today, by=by, at=NOW)
        read = read_set(SET, "own")
        values = {"code": read.code, "version": read.version, "text": SET, "at": NOW, "by_name": by.name}
        LocalSet(id=read.number, **values).save(force_insert=True)
    askers = {
        "lead": office.worker,
        "colleague": office.other_worker,
        "leader": office.coordinator,
        "worker there": accounts.asker_of(worker, today),
        "leader there": accounts.asker_of(leader, today),
        "officer": office.officer,
        "decision maker": accounts.asker_for(roles["mash_decision_maker"][0], today),
        "partner": accounts.asker_of(partner.id, today),
        "receptionist": accounts.asker_for(roles["receptionist"][0], today),
    }
    rows = asked("SELECT record_id, fence FROM casework_episode ORDER BY record_id")
    by = askers["decision maker"]
    with fence.enter(by):
        hidden = NewAddress(PLANTED, postcode=POSTCODE, visibility=Visibility.REFUGE)
        people.add_address(record=rows[0][0], new=hidden, by=by, at=NOW)
    return Cast(askers, here, there, team.id, read.number, tuple(row[0] for row in rows), rows[0][1])


def another_team(worker: uuid.UUID, today: date = TODAY) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """Not the team of this worker; one of its workers, and who leads it."""
    here = _team_of(worker, today)
    other = next(one.team for one in accounts.places_served(today) if one.level == "cluster" and one.team != here)
    members = {role: accounts.members_of(other, today, role)[0].id for role in ("family_support_worker", LEADS)}
    return other, members["family_support_worker"], members[LEADS]


def _team_of(worker: uuid.UUID, today: date) -> uuid.UUID:
    for served in accounts.places_served(today):
        if worker in {one.id for one in accounts.members_of(served.team, today)}:
            return served.team
    raise LookupError(worker)


@dataclass
class Run:
    """One run: what was made so far, who should hold each case, and what is stored now."""

    cast: Cast
    children: list[uuid.UUID] = field(default_factory=list)
    cases: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=dict)
    waiting: list[uuid.UUID] = field(default_factory=list)
    merges: list[uuid.UUID] = field(default_factory=list)
    agreements: list[uuid.UUID] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    stands: Stored | None = None
    digest: str = ""
    refusal: str = ""
    steps: int = 0

    def __post_init__(self) -> None:
        QUEUED.clear()
        NUMBERS.seed(0)
        self.children += self.cast.children
        self.cases[self.cast.case] = {self.cast.here, self.cast.askers["lead"].number}  # type: ignore[arg-type]

    @property
    def now(self) -> Stored:
        """What is stored, read once after each change."""
        if self.stands is None:
            self.stands = stored()
        return self.stands

    def of(self, kind: str) -> list[uuid.UUID]:
        """The rows of a kind, in an order that does not change."""
        return sorted(number for number, row in self.now.rows.items() if row.kind == kind)

    def does(self, who: str, verb: Callable[[Asker, datetime], Any], tells: str = "") -> Any:
        """This asker does it. What it says no to leaves all as it was, as a view would; what it does, it tells.

        Returns what the verb returns, or None where it says no; then `refusal` says why.
        """
        by, at = self.cast.askers[who], timezone.now()
        before = self.digest = self.digest or asked("whole")[0][0]
        self.refusal, done = "", None
        with fence.enter(by):
            try:
                done = verb(by, at)
            except SAID_NO as no:
                self.refusal = f"{type(no).__name__}: {no}"
        if self.refusal:
            QUEUED.clear()  # taken back with the rest, as in the database's own queue
            assert asked("whole") == [(before,)], f"{who} was told “{self.refusal}” and something changed all the same"
            return None
        self.steps += 1
        self.stands, self.digest = None, ""
        self._later()
        told = {code for (code,) in asked("SELECT code FROM core_event WHERE at >= %s", [at])}
        assert not tells or tells in told, f"{tells} was not told, only {sorted(told)}"
        return done

    def _later(self) -> None:
        """What the worker would do next, in its role."""
        while QUEUED:
            event, code = QUEUED.pop(0)
            with being(ROLES.worker), fence.enter(system(code, wide=HIDDEN_TOO)):
                reactions.react_later(uuid.UUID(event), code)

    def case_of(self, number: uuid.UUID) -> uuid.UUID:
        """The case that a row of casework lies in."""
        return self.now.rows[number].fence

    def lead_of(self, case: uuid.UUID) -> str:
        """Which of the cast leads this case now, as the story goes: somebody who holds it by their own number."""
        held = self.cases.get(case, set())
        found = (name for name, asker in self.cast.askers.items() if asker.number in held)
        return next(found, "leader there" if self.cast.there in held else "leader")


def refer(run: Run, known: uuid.UUID | None) -> None:
    """A request about a child whom we know, or about a new one and a parent; the officer gives it to the team here.

    Once a child like it is one person with the protected one, the desk has it, and for the officer it does not exist.
    """
    number = len(run.children) + len(run.waiting)
    home = NewPlace(line=f"{number} Invented Street", postcode="ZZ2 1AA")
    child = NewSubject(SubjectRole.CHILD, f"Kid{number}", "Sample", date(2019, 5, 6), sex="F", place=home)
    new = NewContact(
        channel=Channel.PHONE,
        sender=families.SENDERS[number % 3],
        subjects=(child,),
        story="Told in a few words.",
        agreement=Agreement.AGREED,
        level_seen=2,
    )

    def verb(by: Asker, at: datetime) -> uuid.UUID | None:
        request = referrals.receive(new=new, by=by, at=at).request
        seen = requests.subjects_for(by, request)
        if run.merges and not seen:
            return None
        [subject] = seen
        if known is None:
            referrals.make(subject=subject.id, by=by, at=at)
        else:
            referrals.link(subject=subject.id, record=known, by=by, at=at)
        referrals.decide(request=request, decision=TO_TEAM, by=by, at=at)
        return request

    request = run.does("officer", verb, "referrals.request_received")
    if request is not None:
        run.waiting.append(request)


def answer_for_all(case: uuid.UUID, by: Asker, at: datetime) -> None:
    """Their mother agrees to work together, for each child whom the asker sees and for whom nobody has answered."""
    page = queries.case_for(by, case)
    children = [one.who for one in page.members if one.is_child] if page else []
    answered = service_answers(by, [child.person for child in children])
    giver = Giver(GiverKind.PARENT, "Testina Example", "yes", is_mother=True)
    new = NewAgreement(AgreementKind.SERVICE, AgreementStatus.GIVEN, giver, said_on=day_of(at), how=HowSaid.SPOKEN)
    for child in children:
        if child.person not in answered:
            sharing.record_agreement(record=child.record, new=new, by=by, at=at)


def assess(run: Run, who: str, case: uuid.UUID, level: str) -> None:
    """Begun, answered, with a need, shared and finished; of the children of the case whom the asker sees."""

    def begin(by: Asker, at: datetime) -> uuid.UUID:
        named = asked("SELECT record_id FROM casework_casemember WHERE fence = %s AND is_child", [case])
        seen = tuple(record for (record,) in sorted(named) if run.now.sees(by, record))
        new = assessing.NewAssessment(run.cast.asked_by, seen)
        return assessing.open_assessment(case=case, new=new, by=by, at=at)

    number = run.does(who, begin, "casework.assessment_opened")
    if number is None:
        return

    def write(by: Asker, at: datetime) -> None:
        page = assessment_for(by, number)
        assert page is not None
        for part in page.parts:
            [one] = part.questions
            value: Any = level if one.question.code == "level" else {"words": "I like snow", "absent": ""}
            assert save_answers(part=part.id, said={one.question.code: Said(value, one.version)}, by=by, at=at).is_whole
        found = actions.NewNeed(None, "sf", "2", "Few words", found_by=number)
        actions.add_need(case=case, new=found, by=by, at=at)
        answer_for_all(case, by, at)
        shared = assessing_end.Shared(SharedHow.TOLD, day_of(at), "That is us")
        assessing_end.share(assessment=number, new=shared, by=by, at=at)

    run.does(who, write, "casework.assessment_shared")
    assert not run.refusal, run.refusal
    run.does(who, lambda by, at: assessing_end.finish(assessment=number, by=by, at=at))


def plan(run: Run, who: str, case: uuid.UUID) -> None:
    """A need, and a plan with one goal and one action, agreed."""

    def verb(by: Asker, at: datetime) -> None:
        new = actions.NewNeed(None, "sf", "2", "Calm mornings")
        need = actions.add_need(case=case, new=new, by=by, at=at)
        number = actions.begin_plan(case=case, by=by, at=at)
        goal = actions.add_goal(plan=number, need=need, words="In school by nine", by=by, at=at)
        owner = actions.Owner(OwnerKind.PARTNER, None, "Hettie Sample", "Health visiting")
        due = day_of(at) + timedelta(days=9)
        actions.add_action(goal=goal, new=actions.NewAction("Walk along", owner, due), by=by, at=at)
        words = actions.PlanWords("We want calm", "Ring the duty team", owner, due)
        actions.word_plan(plan=number, new=words, by=by, at=at)
        actions.publish_plan(plan=number, by=by, at=at)

    run.does(who, verb, "casework.plan_agreed")
