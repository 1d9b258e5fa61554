"""The main job, from the first word to the last, without a browser: the same actions and queries as the screens use.

A school nurse asks for help for a mother, her unborn baby and her three-year-old; a father asks for himself. People
are found or made, a level is recorded, the request goes to the team that serves the address, a worker takes it on,
and each sender reads what became of it. Every read writes its access row.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts import queries as accounts
from familyhub.core import access, fence
from familyhub.core.asker import Asker, Kind, public
from familyhub.demo import assessments, county, families
from familyhub.demo.seed import asker_in
from familyhub.messages import queries as messages
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.new import NewContact, Received
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.terms import Outcome

T = TypeVar("T")
NURSE = "sid.nurse@schoolnursing.example"


@dataclass
class Walk:
    """One request's way, and what it left behind."""

    asked_by: str
    access_rows: list[int] = field(default_factory=list)
    people: list[dict[str, str]] = field(default_factory=list)

    def read(self, asker: Asker, screen: str, look: Callable[[], T]) -> T:
        """Look at a screen as somebody: no access row, no answer."""
        with fence.enter(asker) as unit:
            seen = look()
            unit.screen = screen
            if unit.subjects:
                access.write(unit, method="GET", outcome=access.SHOWN)
                self.access_rows.append(_last_access_row())
        return seen


def _last_access_row() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT currval(pg_get_serial_sequence('core_access', 'id'))")
        return int(cursor.fetchone()[0])


def tell(as_json: bool, deliver: Callable[[], None]) -> int:
    """Walk both requests and print what happened; 0 when every step was taken. `deliver` lets the worker send."""
    now = timezone.now()
    nurse_code, father_code = county.story_postcodes(timezone.localdate())
    told = [_nurse(nurse_code, now), _father(father_code, now)]
    deliver()
    story = {
        "places": county.said(timezone.localdate()),
        "requests": [_finish(walk, received, asker) for walk, received, asker in told],
    }
    if as_json:
        print(json.dumps(story, indent=2, default=str))  # noqa: T201
    else:
        _print_for_people(story)
    return 0


def _nurse(postcode: str, now: datetime) -> tuple[Walk, Received, Asker]:
    referrer = accounts_actions.welcome_referrer(email=NURSE, at=now)
    accounts_actions.prove_referrer(referrer=referrer, at=now)
    asker = Asker(kind=Kind.REFERRER, number=referrer.id, holders=frozenset({referrer.id}), purpose="own referral")
    new = families.mother_baby_and_child(postcode, timezone.localdate(), families.nurse(NURSE))
    return _walk("a school nurse", new, asker)


def _father(postcode: str, now: datetime) -> tuple[Walk, Received, Asker]:
    return _walk(
        "a father, for himself", families.father_for_himself(postcode, timezone.localdate()), public("self-referral")
    )


def _walk(asked_by: str, new: NewContact, sender: Asker) -> tuple[Walk, Received, Asker]:
    walk = Walk(asked_by)
    with fence.enter(sender):
        received = actions.receive(new=new, by=sender, at=timezone.now())
        if sender.kind is Kind.REFERRER:
            done_on = new.evidence.assessed_on
            assessments.attach(contact=received.contact, done_on=done_on, by=sender, at=timezone.now())
    officer = asker_in("front_door_officer")
    walk.read(officer, "referrals:board", lambda: queries.board(officer))
    page = _page(walk, officer, received.request)
    for subject in page.contacts[0].subjects:
        _find_or_make(walk, officer, subject)
    with fence.enter(officer):
        decision = NewDecision(Outcome.TO_TEAM, "Two needs that the universal services cannot meet alone.", level=2)
        actions.decide(request=received.request, decision=decision, by=officer, at=timezone.now())
    _inside_the_team(walk, officer, received.request)
    return walk, received, sender


def _page(walk: Walk, asker: Asker, number: uuid.UUID) -> RequestPage:
    page = walk.read(asker, "referrals:request", lambda: queries.request_for(asker, number))
    if page is None:
        raise LookupError("the request is not there for somebody who must see it")
    return page


def _find_or_make(walk: Walk, officer: Asker, subject: Any) -> None:
    candidates = walk.read(officer, "referrals:identify", lambda: queries.candidates_for(officer, subject.id))
    same = next((one for one in candidates if one.name == subject.name and "same date of birth" in one.why), None)
    with fence.enter(officer):
        if same:
            actions.link(subject=subject.id, record=same.record, by=officer, at=timezone.now())
        else:
            actions.make(subject=subject.id, by=officer, at=timezone.now())
    walk.people.append({"name": subject.name, "role": subject.role_label, "how": "found" if same else "made"})


def _inside_the_team(walk: Walk, officer: Asker, number: uuid.UUID) -> None:
    today = timezone.localdate()
    team = _page(walk, officer, number).team
    coordinator = _of_team(team, "cluster_coordinator")
    _page(walk, coordinator, number)
    worker = accounts.members_of(team, today, "family_support_worker")[0]  # type: ignore[arg-type]
    with fence.enter(coordinator):
        actions.give_to_worker(request=number, worker=worker.id, by=coordinator, at=timezone.now())
    asker = accounts.asker_of(worker.id, today)
    walk.read(asker, "referrals:mine", lambda: queries.worker_requests(asker))
    _page(walk, asker, number)
    with fence.enter(asker):
        actions.accept(request=number, by=asker, at=timezone.now())
    with fence.enter(asker):
        actions.record_first_contact(request=number, way="phone", by=asker, at=timezone.now())


def _of_team(team: uuid.UUID | None, role: str) -> Asker:
    today = timezone.localdate()
    return accounts.asker_of(accounts.members_of(team, today, role)[0].id, today)  # type: ignore[arg-type]


def _finish(walk: Walk, received: Received, sender: Asker) -> dict[str, Any]:
    officer = asker_in("front_door_officer")
    page = _page(walk, officer, received.request)
    with fence.enter(officer):
        said = queries.words_sent(officer, received.contact)
        sent = messages.messages_about(officer, received.contact)
    with fence.enter(sender):
        own = [one for one in queries.own_referrals(sender) if one.reference == received.reference]
    return {
        "asked_by": walk.asked_by,
        "reference": page.reference,
        "people": walk.people,
        "level": page.level,
        "level_the_sender_saw": page.contacts[0].level_seen,
        "postcode": page.postcode,
        "area": page.area,
        "cluster": page.cluster,
        "district": page.district,
        "team": page.team_name,
        "worker": page.worker_name,
        "states": [{"state": step.state, "at": step.at, "by": step.by_name} for step in page.steps],
        "messages": [{"letter": m.letter, "state": m.state, "reason": m.reason} for m in sent],
        "access_log_ids": walk.access_rows,
        "event_ids": [told.id for told in reversed(page.told)],
        "sender_can_read": [{"status": one.word, "words": one.words} for one in said],
        "on_the_senders_own_page": [own[0].status] if own else [],
    }


def _print_for_people(story: dict[str, Any]) -> None:
    out = sys.stdout
    out.write(f"{story['places']}\n")
    for one in story["requests"]:
        out.write(f"\n{one['reference']}: asked for by {one['asked_by']}\n")
        for person in one["people"]:
            out.write(f"  {person['role']}: {person['name']} ({person['how']})\n")
        out.write(f"  level {one['level']}; {one['district']}, cluster {one['cluster']}, area {one['area']}\n")
        out.write(f"  {one['team']}; {one['worker']}\n")
        for step in one["states"]:
            out.write(f"  {step['at']:%H:%M:%S} {step['state']} ({step['by']})\n")
        for message in one["messages"]:
            out.write(f"  message {message['letter']}: {message['state']} {message['reason']}\n")
        for said in one["sender_can_read"]:
            out.write(f"  the sender reads: {said['status']}: {said['words']}\n")
