"""Every role × what somebody is to a family × everything of its case × every verb, held against the matrix of roles.

Whose role opens what is written down here once more, from the published matrix; who holds what follows from what was
done: the relations are made by the rooms' own actions and taken back.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts.models import Team
from familyhub.accounts.role_shelf import ROLES, permissions_of, wide_of
from familyhub.accounts.terms import AbsenceKind
from familyhub.casework import actions, queries
from familyhub.casework.queries.assessments import assessment_for, assessments_of, part_for
from familyhub.casework.queries.contributions import asks_of
from familyhub.casework.queries.releases import release_for
from familyhub.casework.queries.releasing import particular_for
from familyhub.casework.terms.episodes import ContactKind, HandOverReason, Part
from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker, Kind, system
from familyhub.core.models import Grant
from familyhub.people.new import SearchWords
from familyhub.reactions import access_opened_cases
from familyhub.referrals.actions.allocation_sight import end_cover_everywhere
from familyhub.sharing import actions as sharing
from familyhub.sharing.events import AccessOpened
from familyhub.sharing.partner_links import partner as contributor
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.policy.openings import because_of
from familyhub.sharing.terms.openings import (
    AgreementKind,
    AgreementStatus,
    GiverKind,
    HowSaid,
    OpenReason,
    RelationKind,
)
from tests.house.routes import all_routes
from tests.leaks.world import World, session_for, undone
from tests.telling import tell

LEAST = 5000
# what each role may do in casework at all; a role that is not named here may do nothing in it
MAY = {
    "family_support_worker": {"see", "work", "alarms", "seat", "involved"},
    "cluster_coordinator": {
        *("see", "work", "manage", "authorise", "sign_release"),
        *("alarms", "seat", "convene", "involved"),
    },
    "district_manager": {
        *("see", "manage", "authorise", "sign_release", "menu"),
        *("alarms", "seat", "convene", "involved"),
    },
    "front_door_officer": {"alarms", "involved"},
    "mash_decision_maker": {"see", "alarms", "involved"},
    "duty_manager": {"alarms", "involved"},
    "midwife": {"seat"},
    "health_visitor": {"seat"},
    "partner_practitioner": {"seat"},
    "administrator": {"sets"},
}
# who knows of every child in the county which service is involved
COUNTY = {"front_door_officer", "mash_decision_maker"}
SEES_ALL = system("tests of roles", wide=frozenset({"casework", "involvement", "people", "referrals", "hidden"}))
# what names the mother besides the child, and is read by those who see both
WITH_THE_MOTHER = {
    *("note", "plan", "plans", "action", "meeting", "guest", "decision", "visit"),
    *("release", "particular", "apart"),
}
Reads = dict[str, Callable[[Asker], object]]


@dataclass(frozen=True)
class Standing:
    """What somebody is to the family: whose grants they use, and what follows: case, compartment, the child.

    `opening`: for three hours, of the child alone: what names the mother too is for those who see her, and no search.
    `is_barred`: of this family there is nothing for them, whatever their role reaches. `is_alone`: nobody of ours.
    """

    asker: Asker
    case: bool = False
    compartment: bool = False
    child: bool = False
    is_barred: bool = False
    opening: uuid.UUID | None = None
    is_alone: bool = False


@dataclass(frozen=True)
class Story:
    """The world at this moment, in which somebody becomes something to the family of "here"."""

    world: World
    at: datetime

    def who(self, name: str) -> Asker:
        """One of the world."""
        return self.world.askers[name]

    @property
    def partner(self) -> Asker:
        """Somebody of a team of another service, whose grants count."""
        visitor = self.who("health visitor")
        return replace(visitor, holders=frozenset({visitor.number, self.partners}))  # type: ignore[arg-type]

    @property
    def partners(self) -> uuid.UUID:
        """That team."""
        return Team.objects.get(name="Health visiting").id

    def agreed(self) -> uuid.UUID:
        """The mother agrees that this team sees her child's record."""
        officer, family = self.who("officer"), self.world.families["here"]
        giver = Giver(GiverKind.PARENT, family.planted.mother, "yes")
        new = NewAgreement(
            AgreementKind.SERVICE, AgreementStatus.GIVEN, giver, said_on=self.at.date(), how=HowSaid.SPOKEN
        )
        opens = sharing.Opens(teams=(self.partners,), again=True)
        with fence.enter(officer):
            return sharing.record_agreement(record=family.records[1], new=new, by=officer, at=self.at, opens=opens)

    def covered(self) -> uuid.UUID:
        """The worker is away from today, and a colleague covers."""
        leader, staff = self.who("coordinator here"), self.world.staff
        away, cover = staff["worker here"].id, staff["second worker here"].id
        new = accounts_actions.NewAbsence(away, AbsenceKind.SICK, self.at.date(), None, cover)
        with fence.enter(leader):
            accounts_actions.end_absence(absence=self.world.absence, by=leader, at=self.at)
            absence = accounts_actions.record_absence(new=new, by=leader, at=self.at)
        with fence.enter(SEES_ALL):
            assert actions.let_cover(absence=absence, by=SEES_ALL, at=self.at) >= 1
        return absence

    def handed_over(self, team: str, worker: str) -> None:
        """The leader gives the family to somebody else."""
        leader = self.who("coordinator here")
        new = actions.HandOver(
            self.world.teams[team].id, self.world.staff[worker].id, HandOverReason.WORKLOAD, "Ring first"
        )
        with fence.enter(leader):
            actions.hand_over(episode=self.world.cases["here"].episode, new=new, by=leader, at=self.at)


Becoming = Callable[[Story], Standing]


def covers(story: Story) -> Standing:
    story.covered()
    return Standing(story.who("second worker here"), case=True, child=True)


def covered_until_now(story: Story) -> Standing:
    absence, leader = story.covered(), story.who("coordinator here")
    with fence.enter(leader):
        accounts_actions.end_absence(absence=absence, by=leader, at=story.at)
    with fence.enter(SEES_ALL):
        end_cover_everywhere(absence=absence)
    return Standing(story.who("second worker here"))


def took_it_over(story: Story) -> Standing:
    story.handed_over("here", "second worker here")
    return Standing(story.who("second worker here"), case=True, compartment=True, child=True)


def handed_it_over(story: Story) -> Standing:
    story.handed_over("here", "second worker here")
    return Standing(story.who("worker here"))


def led_the_team_before(story: Story) -> Standing:
    story.handed_over("there", "worker there")
    return Standing(story.who("coordinator here"))


def is_related(story: Story) -> Standing:
    """The lead worker is related to the child, and said so."""
    worker, governance, case = story.who("worker here"), story.who("governance"), story.world.cases["here"]
    with fence.enter(worker):
        new = sharing.NewRelation(RelationKind.RELATIVE, "Unrelated", "Specimen")
        relation = sharing.declare(new=new, by=worker, at=story.at)
    with fence.enter(governance):
        record = story.world.families["here"].records[1]
        sharing.match(relation=relation, record=record, by=governance, at=story.at)
    with fence.enter(SEES_ALL):
        actions.close_cases_to_declared(persons=[case.child], cases=[case.case])
    return Standing(worker, is_barred=True)


def was_agreed_to(story: Story) -> Standing:
    story.agreed()
    return Standing(story.partner, child=True)


def agreement_was_withdrawn(story: Story) -> Standing:
    number, officer = story.agreed(), story.who("officer")
    with fence.enter(officer):
        sharing.withdraw(agreement=number, told=sharing.Withdrawal("The mother"), by=officer, at=story.at)
    return Standing(story.partner)


def opened_it(story: Story) -> Standing:
    """A worker of another team opens the child's record in an emergency, and the worker's reaction follows."""
    worker, family = story.who("worker there"), story.world.families["here"].planted
    who = SearchWords(family.child, family.surname, date(2022, 2, 3), "", "ZZ2 1AA", "")
    with fence.enter(worker):
        wanted = sharing.Wanted(who, OpenReason.EMERGENCY, "A call at night about a child alone")
        done = sharing.open_with_reason(wanted=wanted, by=worker, at=story.at)
    told = {"fence": done.opening, "about": done.opening, "reason": "emergency"}
    event = AccessOpened(**told, person=str(done.person), opened_by=str(worker.number))  # type: ignore[arg-type]
    by = replace(SEES_ALL, wide=SEES_ALL.wide | {"sharing"})
    with fence.enter(by):
        access_opened_cases.react(event, by=by, at=story.at)
        before = story.at - timedelta(minutes=1)  # not in this very transaction
        Grant.objects.filter(because=because_of(done.opening, OpenReason.EMERGENCY)).update(since=before)
    return Standing(worker, case=True, child=True, opening=done.opening)


RELATIONS: dict[str, Becoming] = {
    "leads the help": lambda s: Standing(s.who("worker here"), case=True, compartment=True, child=True),
    "leads the team": lambda s: Standing(s.who("coordinator here"), case=True, child=True),
    "works in the team": lambda s: Standing(s.who("second worker here")),
    "leads another team": lambda s: Standing(s.who("coordinator there")),
    "works in another team": lambda s: Standing(s.who("worker there")),
    "covers": covers,
    "covered until now": covered_until_now,
    "took it over": took_it_over,
    "handed it over": handed_it_over,
    "led the team that handed it over": led_the_team_before,
    "opened the child's record with a reason": opened_it,
    "is related to the child": is_related,
    "is of a team that was agreed to": was_agreed_to,
    "is of a team from which agreement was withdrawn": agreement_was_withdrawn,
    "was asked to contribute": lambda s: Standing(contributor(s.world.assessed["here"].ask), is_alone=True),
    "was asked at an account": lambda s: Standing(s.who("health visitor")),
    "sent the request": lambda s: Standing(s.who("nurse"), is_alone=True),
    "is nobody": lambda s: Standing(Asker(Kind.NOBODY), is_alone=True),
}


def reads_of(world: World) -> Reads:
    """Everything of one family's case, each asked for as its page asks for it."""
    case, made, now = world.cases["here"], world.assessed["here"], timezone.now()
    more, child = case.more, world.families["here"].records[1]
    return {
        "episode": lambda a: queries.episode_for(a, case.episode),
        "case": lambda a: queries.case_for(a, case.case),
        "note": lambda a: queries.note_for(a, case.note),
        "restricted note": lambda a: queries.note_for(a, case.restricted),
        "need": lambda a: queries.need_for(a, more.need),
        "restricted need": lambda a: queries.need_for(a, more.hidden_need),
        "plan": lambda a: queries.plan_for(a, more.plan),
        "plans": lambda a: queries.plans_of(a, case.case),
        "action": lambda a: queries.action_for(a, more.action),
        "check": lambda a: queries.check_for(a, more.check),
        "meeting": lambda a: queries.meeting_for(a, more.meeting),
        "guest": lambda a: queries.letter_for(a, more.meeting, more.guest),
        "decision": lambda a: queries.meeting_that_decided(a, more.decision),
        "visit": lambda a: queries.visit_for(a, more.visit),
        "release": lambda a: release_for(a, more.release, now.date()),
        "particular": lambda a: particular_for(a, more.particular),
        "apart": lambda a: queries.kept_apart(a, case.case),
        "measures": lambda a: queries.measures_of(a, case.case),
        "assessment": lambda a: assessment_for(a, made.assessment),
        "assessments": lambda a: assessments_of(a, case.case),
        "part": lambda a: part_for(a, made.part),
        "ask": lambda a: asks_of(a, made.assessment, now),
        "search": lambda a: queries.search_notes(a, case.words),
        "restricted search": lambda a: queries.search_notes(a, case.told_in_confidence),
        "support": lambda a: queries.support_for(a, more.support),
        "restricted support": lambda a: queries.support_for(a, more.hidden_support),
        "supports": lambda a: queries.supports_of(a, case.case),
        "carer": lambda a: queries.carer_for(a, more.carer),
        "outside": lambda a: queries.service_for(a, more.outside),
        "restricted outside": lambda a: queries.service_for(a, more.hidden_outside),
        "involved": lambda a: queries.involved(a, [child]),
        "involved besides": lambda a: queries.services_with(a, [child]),
    }


# people at work, the menu, what several agencies meet about, an alarm about one of us; a fact at the door has no page
NOT_OF_ONE_CASE = {
    "agenda",
    "fact",
    "worker",
    "offer",
    "chosen",
    "round",
    "item",
    "seat",
    "agreed",
    "alarm",
    "programme",
}
NOT_OF_ONE_CASE |= {"draft", "piece", "contribution"}
# every address of casework with an object in it, as (its name, the object that stands last in it, what it needs)
ROUTES = [
    (route.name, route.uuids[-1], {permission.code.partition(".")[2] for permission in route.access.permissions})
    for route in all_routes()
    if route.name.startswith("casework:") and route.uuids and route.uuids[-1] not in NOT_OF_ONE_CASE
]


def in_role(known: Standing, role: str) -> Asker:
    """The same person in this role."""
    if not role:
        return known.asker
    permissions = permissions_of([role])
    return replace(known.asker, permissions=permissions, wide=wide_of(permissions))


def expected(known: Standing, role: str, what: str) -> bool:
    """Is it there for them, as the matrix says?"""
    may = MAY.get(role, set())
    if what.startswith("involved"):
        return "involved" in may and not known.is_barred and (known.child or role in COUNTY)
    holds = known.compartment if what.startswith("restricted") else known.case
    if known.opening and (what == "search" or (what in WITH_THE_MOTHER and role not in COUNTY)):
        return False
    return "see" in may and holds


@pytest.fixture(scope="module")
def probed(world: World) -> dict[str, Any]:
    """Each probe's name, where the answer was not that of the matrix; and how many there were."""
    wrong: list[str] = []
    probes: Counter[str] = Counter()
    reads = reads_of(world)
    for relation, become in RELATIONS.items():
        with undone():
            known = become(Story(world, timezone.now()))
            for role in [""] if known.is_alone else sorted(ROLES.load()):
                asker = in_role(known, role)
                with fence.enter(asker):
                    there = {what: bool(ask(asker)) for what, ask in reads.items()}
                for what, is_there in there.items():
                    probes["there" if is_there else "not there"] += 1
                    if is_there is not expected(known, role, what):
                        wrong.append(f"{role or 'no role'}, who {relation}: reads {what}: {is_there}")
                opens = {route.name: route.access.allows(asker) for route in all_routes() if route.uuids}
                for name, what, needs in ROUTES:
                    may = opens[name] and there[what]
                    probes["opens" if may else "does not open"] += 1
                    if may is not (bool(needs & MAY.get(role, set())) and expected(known, role, what)):
                        wrong.append(f"{role or 'no role'}, who {relation}: opens {name}: {may}")
    return {"wrong": wrong, "probes": probes}


def test_each_role_and_relation_reads_and_does_what_the_matrix_says_and_no_more(
    probed: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    probes: Counter[str] = probed["probes"]
    tell(capsys, f"role matrix of casework: {probes.total()} probes, {dict(sorted(probes.items()))}")
    assert probed["wrong"] == []
    assert probes.total() >= LEAST
    assert min(probes.values()) > 100, "a matrix in which nobody sees anything proves nothing"


def test_the_roles_grant_in_casework_what_the_matrix_says() -> None:
    """The files of the roles and the table above, one against the other."""
    granted = {
        role: {code.partition(".")[2] for code in module.PERMISSIONS if code.startswith("casework.")}
        for role, module in ROLES.load().items()
    }
    assert {role: codes for role, codes in granted.items() if codes} == MAY


def test_whoever_opened_a_record_with_a_reason_reads_and_leaves_word_and_changes_nothing(world: World) -> None:
    case, now = world.cases["here"], timezone.now()
    with undone():
        known = opened_it(Story(world, now))
        by = in_role(known, "cluster_coordinator")
        new = actions.HandOver(world.teams["there"].id, by.number, HandOverReason.WORKLOAD, "To us")
        with fence.enter(by):
            assert queries.episode_for(by, case.episode) is not None
            with pytest.raises(events.OnlyRead, match="to read it"), transaction.atomic():
                actions.hand_over(episode=case.episode, new=new, by=by, at=now)
            [child] = [one for one in queries.case_for(by, case.case).members if one.is_child]  # type: ignore[union-attr]
            part = actions.NewPart(child.who.record, Part.ABOUT)
            note = actions.NewNote(ContactKind.PHONE, now, (part,), "Called at night: the grandmother has him")
            number = actions.write_note(case=case.case, new=note, by=by, at=now)
        with fence.enter(world.askers["worker here"]):
            assert queries.note_for(world.askers["worker here"], number) is not None
        with fence.enter(SEES_ALL):
            grants.end_early(because_of(known.opening, OpenReason.EMERGENCY))  # type: ignore[arg-type]
        with fence.enter(by):
            assert queries.episode_for(by, case.episode) is None


def test_the_page_tells_whoever_only_reads_why_nothing_was_changed(world: World) -> None:
    address = f"/episodes/{world.cases['here'].episode}/tier/"
    with undone():
        opened_it(Story(world, timezone.now()))
        client = session_for(world, "worker there")
        page = client.get(address).content.decode()
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
        tier = re.findall(r'name="tier"[^>]*value="(\d)"', page)[0]
        answer = client.post(address, hidden | {"tier": tier, "words": "Less is enough"})
    said = answer.content.decode()
    assert answer.status_code == 403
    assert "<title>Nothing was changed" in said and events.ONLY_READ in said and "This page is for others" not in said


def test_no_page_of_a_case_offers_whoever_only_reads_what_would_be_refused(world: World) -> None:
    """Every page that shows the case is opened: but for the note, nothing on it leads to a form that changes it."""
    objects = vars(world.cases["here"]) | vars(world.cases["here"].more) | vars(world.assessed["here"])
    pages = {
        route.url(**{route.uuids[0]: objects[route.uuids[0]]})
        for route in all_routes()
        if route.name.startswith("casework:")
        and len(route.parameters) == 1
        and set(route.uuids) & set(objects)
        and {permission.code for permission in route.access.permissions} == {"casework.see"}
    }
    offered: dict[str, set[str]] = {}
    with undone():
        opened_it(Story(world, timezone.now()))
        client = session_for(world, "worker there")
        for address in sorted(pages):
            answer = client.get(address)
            if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
                continue
            main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
            led_to = set(re.findall(r'(?:href|action)="(/[^"?#]*)', main))
            offered[address] = {one for one in map(name_of, led_to) if one in CHANGES} - {"casework:write"}
            assert "you can read the case and leave a note" in main or not offered[address], address
    assert {address: names for address, names in offered.items() if names} == {}
    assert len(offered) >= 8, f"too few to tell: {sorted(offered)}"


CHANGES = {
    route.name
    for route in all_routes()
    if route.name.startswith("casework:")
    and {"casework.work", "casework.manage"} & {permission.code for permission in route.access.permissions}
    and "casework.see" not in {permission.code for permission in route.access.permissions}
}


def name_of(address: str) -> str:
    """Which route an address of ours is; "" for one of none."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""
