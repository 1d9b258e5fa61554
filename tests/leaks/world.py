"""A small county at work with planted words: what the hostile tests attack. Made once, by the rooms' own actions.

Every family has words of its own that stand nowhere else (`Family.canaries`), so that finding them says whose page
leaked. Times are real: sessions, drafts and clocks are judged by the server's own.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.db import connections, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff, Team
from familyhub.accounts.terms import AbsenceKind, HoldingKind, TeamKind
from familyhub.casework import actions as casework
from familyhub.core import drafts, fence, grants
from familyhub.core.asker import Asker, Kind, system
from familyhub.demo import assessments, county
from familyhub.demo.people_at_work import seed_staff, staff_by_role
from familyhub.demo.services import seed_services
from familyhub.directory.terms import own_id
from familyhub.documents import actions as documents
from familyhub.messages import actions as messages
from familyhub.messages.models import Message
from familyhub.people import actions as people
from familyhub.people.models import ToSettle
from familyhub.people.new import NewName, NewPerson, SearchWords
from familyhub.places import queries as places
from familyhub.places.actions import Batch
from familyhub.places.authority import read_authority
from familyhub.referrals import actions, queries
from familyhub.referrals.actions import desk as desk_actions
from familyhub.referrals.actions.allocation_reaching import NewAttempt
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.new import NewContact, NewEvidence, NewNeed, NewPlace, NewSubject, Sender
from familyhub.referrals.terms.allocation import Result, Tried
from familyhub.referrals.terms.requests import Agreement, Channel, Evidence, Outcome, SubjectRole
from familyhub.sharing import actions as sharing
from familyhub.sharing.partner_links import partner
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
from tests.leaks.assessed import ASKED_AT, Assessed, build_assessed, build_draft
from tests.leaks.audited import Audited, build_audited
from tests.leaks.cases import Case, build_cases
from tests.leaks.feeds import Feeds, build_feeds
from tests.leaks.lane import InLane, Lane, build_lane
from tests.leaks.listings import Listings, build_listings
from tests.leaks.monthly import Monthly, build_monthly
from tests.leaks.reads import Reads, build_reads

SEEDER = system("tests")
LISTED = ("Stay and play", "Main hub: come in and ask")
TO_TEAM = NewDecision(Outcome.TO_TEAM, "Two needs that universal services cannot meet alone", level=2)


@dataclass(frozen=True)
class Planted:
    """The words of one family that nobody else's page may show. `birth` is how screens write the date of birth."""

    mother: str
    child: str
    surname: str
    line: str
    postcode: str
    phone: str
    story: str
    engage: str
    born: date

    @property
    def words(self) -> tuple[str, ...]:
        """What is hunted, in small letters: names, address, phone, story."""
        return tuple(
            word.lower()
            for word in (self.mother, self.child, self.surname, self.line, self.phone, self.story, self.engage)
        )


@dataclass
class Family:
    """One family's request and everything with an id in it."""

    planted: Planted
    request: uuid.UUID
    contact: uuid.UUID
    reference: str
    document: uuid.UUID
    message: uuid.UUID | None = None
    subjects: list[uuid.UUID] = field(default_factory=list)
    records: list[uuid.UUID] = field(default_factory=list)
    persons: list[uuid.UUID] = field(default_factory=list)


@dataclass
class World:
    """Askers and families. `people` is asker's name → staff or referrer."""

    askers: dict[str, Asker]
    staff: dict[str, Staff]
    referrers: dict[str, uuid.UUID]
    families: dict[str, Family]
    teams: dict[str, Team]
    protected: Planted
    account_letter: uuid.UUID
    lane: Lane
    feeds: Feeds
    question: uuid.UUID = uuid.UUID(int=0)
    addition: uuid.UUID = uuid.UUID(int=0)
    transfer: uuid.UUID = uuid.UUID(int=0)
    absence: uuid.UUID = uuid.UUID(int=0)
    hub: uuid.UUID = field(default_factory=lambda: places.hub_networks(timezone.localdate())[0].id)
    openings: dict[str, uuid.UUID] = field(default_factory=dict)
    relation: tuple[uuid.UUID, uuid.UUID] = (uuid.UUID(int=0), uuid.UUID(int=0))
    pairs: dict[str, tuple[uuid.UUID, tuple[uuid.UUID, ...]]] = field(default_factory=dict)
    merge: tuple[uuid.UUID, tuple[uuid.UUID, ...]] = (uuid.UUID(int=0), ())
    left: uuid.UUID = uuid.UUID(int=0)
    cases: dict[str, Case] = field(default_factory=dict)
    assessed: dict[str, Assessed] = field(default_factory=dict)
    monthly: dict[str, Monthly] = field(default_factory=dict)
    audited: dict[str, Audited] = field(default_factory=dict)
    offer: uuid.UUID = uuid.UUID(int=0)
    drafted: tuple[uuid.UUID, uuid.UUID] = (uuid.UUID(int=0), uuid.UUID(int=0))
    reads: Reads = Reads(uuid.UUID(int=0), {}, uuid.UUID(int=0))
    listings: Listings = Listings(*(uuid.UUID(int=0),) * 6, "")
    agreements: dict[str, uuid.UUID] = field(default_factory=dict)
    listing: uuid.UUID = field(default_factory=lambda: own_id("demo", "Stay and play, Bassetlaw"))

    @property
    def enquiries(self) -> dict[str, InLane]:
        """MASH enquiries by name."""
        return self.lane.enquiries

    @property
    def duty_line(self) -> uuid.UUID:
        """A line of the duty list."""
        return self.lane.duty_line


def planted(number: int) -> Planted:
    """The n-th family's words: letters, so that no id or date can look like them."""
    letters = "".join(chr(ord("a") + (number * 7 + step * 3) % 26) for step in range(5))
    return Planted(
        mother=f"Motherina{letters}",
        child=f"Childo{letters}",
        surname=f"Canarian{letters}",
        line=f"{number} Canary{letters} Street",
        postcode="",
        phone=f"+44770090020{number}",
        story=f"The story of sorrow {letters} is told here",
        engage=f"Knock softly {letters} at the door",
        born=date(1991, 3, 10 + number),
    )


def a_contact(words: Planted, postcode: str, sender: Sender, channel: Channel, **more: Any) -> NewContact:
    """A whole professional referral with these words in every place that takes words."""
    home = NewPlace(line=words.line, postcode=postcode, phone=words.phone)
    home = replace(home, is_protected=more.pop("is_protected", False))
    return NewContact(
        channel=channel,
        sender=sender,
        subjects=(
            NewSubject(
                SubjectRole.PARENT,
                words.mother,
                words.surname,
                words.born,
                sex="F",
                relation="mother",
                has_responsibility="yes",
                place=home,
            ),
            NewSubject(SubjectRole.CHILD, words.child, words.surname, date(2022, 2, 3), sex="M", place=home),
        ),
        needs=(NewNeed("sf", "3", f"A need in words: {words.story}"),),
        story=words.story,
        agreement=Agreement.AGREED,
        engage_safely=words.engage,
        level_seen=3,
        evidence=NewEvidence(
            Evidence.ASSESSMENT,
            assessment_kind="Early Help Assessment",
            assessed_on=timezone.localdate(),
            assessed_by="Sid Nurse-Sample",
            action_wanted=f"Visits, because {words.story}",
        ),
        **more,
    )


def _staff_of(team: Team, role: str) -> list[Staff]:
    members = accounts.members_of(team.id, timezone.localdate(), role)
    return [Staff.objects.get(id=member.id) for member in members]


def _team_at(postcode: str) -> Team:
    today = timezone.localdate()
    place: Any = places.place_of(postcode, today)
    serving: Any = accounts.team_serving(
        area=place.area.code, cluster=place.cluster.code, district=place.district.code, day=today
    )
    return Team.objects.get(id=serving.team)


def _unready(role_team: Team, at: datetime) -> dict[str, Staff]:
    """Staff who hold a post but may not look yet: one without second factor, one without training."""
    found = {}
    for name in ("without second factor", "untrained"):
        staff = accounts_actions.add_staff(
            email=f"{name.replace(' ', '.')}@hub.example", name=f"Unready {name.title()}", by=SEEDER, at=at
        )
        new = accounts_actions.NewPost(f"Extra worker, {name}", "front_door_officer", role_team, timezone.localdate())
        post = accounts_actions.add_post(post=new, by=SEEDER)
        accounts_actions.fill_post(
            post=post, staff=staff, kind=HoldingKind.SUBSTANTIVE, valid_from=timezone.localdate(), by=SEEDER, at=at
        )
        found[name] = staff
    from familyhub.accounts.terms import TRAINING_FOR_LIVE_RECORDS

    for staff in found.values():
        accounts_actions.set_password(staff=staff, password="four plain words together", by=SEEDER, at=at)
    data = {"secret": get_adapter().encrypt(generate_totp_secret())}
    Authenticator.objects.create(user=found["untrained"], type=Authenticator.Type.TOTP, data=data)
    course = accounts_actions.Course(TRAINING_FOR_LIVE_RECORDS, timezone.localdate())
    accounts_actions.record_training(staff=found["without second factor"], course=course, by=SEEDER, at=at)
    return found


def _people_at_work(at: datetime) -> tuple[dict[str, Staff], dict[str, Team]]:
    seed_staff(at)
    here, there = _team_at("ZZ2 1AA"), _team_at("ZZ5 1AA")
    roles: dict[str, list[Staff]] = {}
    for role, staff in staff_by_role():
        roles.setdefault(role, []).append(staff)
    [desk] = Team.objects.filter(kind=TeamKind.PROTECTION.value)
    front = Team.objects.get(kind=TeamKind.FRONT_DOOR.value)
    today = timezone.localdate()
    managers = {
        name: next(s for s in roles["district_manager"] if team.id in accounts.asker_of(s.id, today).holders)
        for name, team in (("here", here), ("there", there))
    }
    staff = {
        "officer": _staff_of(front, "front_door_officer")[0],
        "officer with an interest": _staff_of(front, "front_door_officer")[1],
        "protection desk": _staff_of(desk, "duty_manager")[0],
        "decision maker": roles["mash_decision_maker"][0],
        "coordinator here": _staff_of(here, "cluster_coordinator")[0],
        "coordinator there": _staff_of(there, "cluster_coordinator")[0],
        "worker here": _staff_of(here, "family_support_worker")[0],
        "second worker here": _staff_of(here, "family_support_worker")[1],
        "worker there": _staff_of(there, "family_support_worker")[0],
        "manager here": managers["here"],
        "manager there": managers["there"],
        "governance": roles["governance_officer"][0],
        "second governance": roles["governance_officer"][1],
        "MASH decision maker": roles["mash_decision_maker"][0],
        "adviser": roles["customer_service_adviser"][0],
        "receptionist": roles["receptionist"][0],
        "commissioner": roles["commissioner"][0],
        "administrator": roles["administrator"][0],
        "data officer": roles["data_officer"][0],
        "editor": roles["directory_editor"][0],
        "health visitor": roles["health_visitor"][0],
        "midwife": roles["midwife"][0],
    }
    staff |= _unready(front, at)
    for name, who in staff.items():
        if name != "without second factor":
            RecoveryCodes.activate(who)
    return staff, {"here": here, "there": there, "front": front}


def _referrer(email: str, at: datetime) -> Asker:
    row = accounts_actions.welcome_referrer(email=email, at=at)
    accounts_actions.prove_referrer(referrer=row, at=at)
    return Asker(kind=Kind.REFERRER, number=row.id, holders=frozenset({row.id}), purpose="own referral")


def _receive(words: Planted, postcode: str, by: Asker, at: datetime, **more: Any) -> Family:
    is_referrer = by.kind is Kind.REFERRER
    sender = Sender(
        "3C",
        agency="Example School Nursing",
        name="Sid Nurse-Sample",
        role="School nurse",
        email="sid@schoolnursing.example",
        referrer=by.number if is_referrer else None,
    )
    new = a_contact(words, postcode, sender, Channel.REFERRER if is_referrer else Channel.PHONE, **more)
    with fence.enter(by):
        got = actions.receive(new=new, by=by, at=at)
        body = assessments.pdf((words.story,))
        document = documents.keep(name=f"{words.story} {words.surname}.pdf", body=body, by=by, at=at)
        actions.attach_files(contact=got.contact, files=[document], by=by, at=at)
    return Family(words, got.request, got.contact, got.reference, document)


def _scan(families: dict[str, Family], at: datetime) -> None:
    """Every file is found clean, by the worker, whose connection this is for a moment."""
    told = settings.ENVIRONMENT
    settings.ENVIRONMENT = replace(told, demo=True)
    web, connections["default"] = connections["default"], connections["worker"]
    try:
        for family in families.values():
            documents.check(family.document, at=at)
    finally:
        settings.ENVIRONMENT, connections["default"] = told, web


def _make_people(family: Family, officer: Asker, at: datetime, *, make: bool) -> None:
    with fence.enter(officer):
        for subject in queries.subjects_for(officer, family.request):
            family.subjects.append(subject.id)
            if make:
                actions.make(subject=subject.id, by=officer, at=at)
        for subject in queries.subjects_for(officer, family.request) if make else []:
            family.records.append(subject.record)  # type: ignore[arg-type]
            family.persons.append(subject.person)  # type: ignore[arg-type]


def _to_worker(family: Family, officer: Asker, coordinator: Asker, worker: Staff, at: datetime) -> None:
    with fence.enter(officer):
        actions.decide(request=family.request, decision=TO_TEAM, by=officer, at=at)
    with fence.enter(coordinator):
        actions.give_to_worker(request=family.request, worker=worker.id, by=coordinator, at=at)


def _given_up(letter: str, fence_of: uuid.UUID, kind: str, about: uuid.UUID, at: datetime) -> uuid.UUID:
    """A message that was refused for good."""
    reader = replace(SEEDER, wide=frozenset({"messages", "outbox", "hidden"}))
    new = messages.NewMessage(
        letter=letter,
        fence=fence_of,
        about_kind=kind,
        about=about,
        to_address="wrong.address@schoolnursing.example",
        values={"reference": "FH-7K3M-9QWT", "link": "/refer/"},
    )
    with fence.enter(reader):
        number = messages.send(new, by=SEEDER, at=at)
        Message.objects.filter(id=number).update(state="dead", reason="no such address (code 550)", next_try_at=None)
    return number


def _team_mailbox(nurse: Asker, at: datetime) -> Asker:
    """The nurse's team reads what was said to her."""
    assert nurse.number
    with fence.enter(SEEDER):
        actions.change_team(referrer=nurse.number, email="office@schoolnursing.example")
        mailbox = actions.share_with_team(referrer=accounts.referrer(nurse.number), at=at)
    return Asker(kind=Kind.REFERRER, number=mailbox.id, holders=frozenset({mailbox.id}), purpose="own referral")


def _openings(families: dict[str, Family], askers: dict[str, Asker], at: datetime) -> dict[str, uuid.UUID]:
    """One that opened somebody and has ended since, and one that found nobody."""
    made = {}
    own = families["here"].planted.surname
    for name, surname, by in (
        ("ended", own, askers["worker there"]),
        ("nobody", "Nobody", askers["manager there"]),
    ):
        who = SearchWords(families["here"].planted.child, surname, date(2022, 2, 3), "", "ZZ2 1AA", "")
        wanted = sharing.Wanted(who, OpenReason.COVER, "A colleague is away and the school has rung")
        with fence.enter(by):
            done = sharing.open_with_reason(wanted=wanted, by=by, at=at)
            assert (done.person is None) == (name == "nobody")
            grants.end_early(because_of(done.opening, OpenReason.COVER))
        made[name] = done.opening
    return made


def _relation(family: Family, staff: Asker, governance: Asker, at: datetime) -> tuple[uuid.UUID, uuid.UUID]:
    """A declared relation, matched to a child: the child and the request are closed to whoever declared it."""
    with fence.enter(staff):
        new = sharing.NewRelation(RelationKind.RELATIVE, "Unrelated", "Specimen")
        relation = sharing.declare(new=new, by=staff, at=at)
    with fence.enter(governance):
        match = sharing.match(relation=relation, record=family.records[1], by=governance, at=at)
        sharing.bar_declared(persons=[family.persons[1]], fences=[family.request, family.contact])
    return relation, match


def _pairs(
    families: dict[str, Family], officer: Asker, desk: Asker, at: datetime
) -> dict[str, tuple[uuid.UUID, tuple[uuid.UUID, ...]]]:
    """Two children who may be one, of whom one is closed to an officer; and one of the desk's with one of its own."""
    made = {}
    for name, by, first, second in (
        ("open", officer, families["here"], families["there"]),
        ("of the desk", desk, families["hidden"], families["with desk"]),
    ):
        with fence.enter(by):
            new = people.NewPair(first.records[1], second.records[1], ("same date of birth",))
            pair = people.notice(new=new, by=by, at=at)
        assert pair
        made[name] = (pair, (first.persons[1], second.persons[1]))
    return made


def _agreements(families: dict[str, Family], officer: Asker, desk: Asker, at: datetime) -> dict[str, uuid.UUID]:
    """What a mother said for her child, in her words: one whom the county sees, and one of the desk's."""
    made = {}
    for name, by in (("here", officer), ("hidden", desk)):
        family = families[name]
        new = NewAgreement(
            AgreementKind.SERVICE,
            AgreementStatus.GIVEN,
            Giver(GiverKind.PARENT, family.planted.mother, "yes"),
            said_on=at.date(),
            how=HowSaid.SPOKEN,
            words=family.planted.story,
        )
        with fence.enter(by):
            made[name] = sharing.record_agreement(record=family.records[1], new=new, by=by, at=at)
    return made


def _merge(officer: Asker, decision_maker: Asker, at: datetime) -> tuple[uuid.UUID, tuple[uuid.UUID, ...], uuid.UUID]:
    """Two invented people who were merged, with something left to be looked at."""
    with fence.enter(officer):
        new = [NewPerson(names=(NewName("Merga", n),), born_on=date(1980, 1, d)) for n, d in (("One", 1), ("Two", 2))]
        one, other = people.register_many(new=new, by=officer, at=at)
    proposed = people.Proposal(officer.number, officer.name, at, "Both said to be the same")
    with fence.enter(decision_maker):
        merge = people.merge(first=one.record, second=other.record, proposed=proposed, by=decision_maker, at=at)
        left = ToSettle.objects.get(merge=merge).id
    return merge, (one.person, other.person), left


def hide_child(words: Planted, officer: Asker, at: datetime) -> None:
    """A protected child: what arrives about them is the desk's."""
    with fence.enter(officer):
        new = NewPerson(names=(NewName(words.child, words.surname),), born_on=date(2022, 2, 3))
        record = people.register(new=new, by=officer, at=at)
        people.hide_person(record=record, see=desk_actions.protection_desk(at), by=officer, at=at)


def _unfinished(
    families: dict[str, Family], staff: dict[str, Staff], askers: dict[str, Asker], now: datetime
) -> dict[str, Any]:
    """A family nobody reaches, what its sender added, one passed to another authority, and somebody away."""
    there, worker, nurse, officer = families["there"], askers["worker there"], askers["other nurse"], askers["officer"]
    tried = NewAttempt(Tried.PHONE, Result.NO_ANSWER, now, there.planted.story)
    with fence.enter(worker):
        casework.accept(request=there.request, by=worker, at=now)
        actions.record_attempt(request=there.request, new=tried, by=worker, at=now)
        question = actions.say_not_reached(request=there.request, words=there.planted.engage, by=worker, at=now)
    with fence.enter(nurse):
        addition = actions.amend(
            contact=there.contact, words=there.planted.story, is_safeguarding=False, by=nurse, at=now
        )
    with fence.enter(officer):
        gone = NewDecision(Outcome.OUT_OF_AREA, "Lives in another authority")
        actions.decide(request=families["elsewhere"].request, decision=gone, by=officer, at=now)
        transfer = next(one.id for one in queries.open_transfers(officer))
    leader, away = askers["coordinator here"], staff["worker here"].id
    leave = accounts_actions.NewAbsence(away, AbsenceKind.SICK, timezone.localdate(), None)
    with fence.enter(leader):
        absence = accounts_actions.record_absence(new=leave, by=leader, at=now)
    return {"question": question, "addition": addition, "transfer": transfer, "absence": absence}


def build() -> World:
    """Make it in the database that is connected now; real transactions."""
    now = timezone.now()
    today = timezone.localdate()
    with fence.enter(SEEDER):
        county.generate(
            authority=read_authority("nottinghamshire"),
            batch=Batch(source=county.SOURCE, on=today, at=now, by=SEEDER),
        )
        staff, teams = _people_at_work(now)
    seed_services(now, LISTED)
    unready = {"without second factor", "untrained"}
    askers = {name: accounts.asker_of(who.id, today) for name, who in staff.items() if name not in unready}
    nurse, other_nurse = (_referrer(f"{n}@schoolnursing.example", now) for n in ("nora.nurse", "other.nurse"))
    officer, desk = askers["officer"], askers["protection desk"]
    families = {
        "here": _receive(planted(1), "ZZ2 1AA", nurse, now),
        "there": _receive(planted(2), "ZZ5 1AA", other_nurse, now),
        "waiting": _receive(planted(3), "ZZ3 1AA", officer, now),
        "barred": _receive(planted(4), "ZZ2 1AA", officer, now),
        "hidden": _receive(planted(5), "ZZ2 1AA", nurse, now, is_protected=True),
        "elsewhere": _receive(planted(6), "ZZ3 1AA", officer, now),
    }
    hide_child(planted(7), officer, now)
    families["with desk"] = _receive(planted(7), "ZZ2 1AA", nurse, now)
    _scan(families, now)
    for name, family in families.items():
        _make_people(family, desk if name in {"hidden", "with desk"} else officer, now, make=name != "waiting")
    for family in families.values():
        family.message = _given_up("referral_outcome", family.contact, "referrals.contact", family.contact, now)
    account = staff["worker here"].id
    letter = _given_up("staff_invitation", account, "staff", account, now)
    _to_worker(families["here"], officer, askers["coordinator here"], staff["worker here"], now)
    _to_worker(families["there"], officer, askers["coordinator there"], staff["worker there"], now)
    _to_worker(families["barred"], officer, askers["coordinator here"], staff["worker here"], now)
    with fence.enter(askers["worker here"]):
        casework.accept(request=families["here"].request, by=askers["worker here"], at=now)
    more = _unfinished(families, staff, askers | {"other nurse": other_nurse}, now)
    interest = staff["officer with an interest"].id
    with fence.enter(SEEDER):
        for closed in (families["barred"].request, families["barred"].contact, *families["barred"].persons):
            grants.bar(closed, because="sealed")
        for own in (families["waiting"].request, families["waiting"].contact):
            grants.bar(own, because="declared interest", against=interest)
    with fence.enter(officer):
        drafts.keep(officer, "referrals:decide", {"reason": [families["here"].planted.story]}, at=now)
    mailbox = _team_mailbox(nurse, now)
    askers |= {"nurse": nurse, "other nurse": other_nurse, "team mailbox": mailbox}
    referrers = {name: askers[name].number for name in ("nurse", "other nurse", "team mailbox")}
    openings = _openings(families, askers, now)
    relation = _relation(families["there"], askers["officer with an interest"], askers["governance"], now)
    lane = build_lane(askers["decision maker"], interest, now)
    askers["partner"] = partner(lane.enquiries["open"].asked)
    pairs = _pairs(families, officer, desk, now)
    merge, merged, left = _merge(officer, askers["decision maker"], now)
    more |= {"pairs": pairs, "merge": (merge, merged), "left": left}
    readers = {name: askers[name] for name in ("worker here", "governance")}
    everyone = [person for family in families.values() for person in family.persons]
    more["reads"] = build_reads(readers, everyone, askers["administrator"], now)
    more["listings"] = build_listings(askers["editor"], now)
    more["agreements"] = _agreements(families, officer, desk, now)
    hidden = families["hidden"].planted
    [desk_team] = Team.objects.filter(kind=TeamKind.PROTECTION.value)
    feeds = build_feeds(desk_team.id, now)
    helpers = {"here": askers["worker here"], "there": askers["worker there"]}
    more["cases"] = build_cases(families, helpers, now)
    accounts_of = {family: staff[name].email for family, name in ASKED_AT.items()}
    more["assessed"] = build_assessed(families, more["cases"], helpers, accounts_of, now)
    more["drafted"] = build_draft(askers["administrator"], now)
    more["monthly"] = build_monthly(more["cases"], askers, now)
    more["audited"] = build_audited(more["cases"], teams, askers, now)
    with fence.enter(askers["manager here"]):
        more["offer"] = casework.put_on_menu(name="Sleep workshop", about="", by=askers["manager here"], at=now)
    made = World(  # type: ignore[arg-type]
        askers, staff, referrers, families, teams, hidden, letter, lane, feeds, openings=openings, relation=relation
    )
    return replace(made, **more)


def session_for(world: World, name: str, **environ: Any) -> Client:
    """A browser signed in as this asker, as after both factors; "nobody" for a browser that never was here."""
    from familyhub.web import signin

    client = Client(raise_request_exception=False, **environ)
    if name == "nobody":
        return client
    if name == "partner":
        session = client.session
        session[signin.PARTNER] = str(world.enquiries["open"].asked)
        session[signin.STARTED] = session[signin.USED] = time.time()
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client
    if name in world.referrers:
        session = client.session
        session[signin.REFERRER] = str(world.referrers[name])
        session[signin.STARTED] = session[signin.USED] = time.time()
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client
    client.force_login(world.staff[name], backend=settings.AUTHENTICATION_BACKENDS[0])
    request = RequestFactory().get("/")
    request.session = client.session
    signin.begin(request)
    record_authentication(request, world.staff[name], "password")
    if name != "without second factor":
        record_authentication(request, world.staff[name], "mfa", type="totp")
    request.session.save()
    return client


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back, so that every probe meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
