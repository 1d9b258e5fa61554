"""An officer at a browser, a second officer, the duty manager, and requests to decide."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff
from familyhub.accounts.terms import TeamKind
from familyhub.core import fence
from familyhub.core.asker import Asker, public
from familyhub.demo import families
from familyhub.referrals import actions
from familyhub.referrals.new import NewContact, NewEvidence, Received
from tests.leaks.world import session_for

PUBLIC = public("tests")


@dataclass
class Door:
    """The front door at work: browsers by name, who each is when asking."""

    askers: dict[str, Asker]
    browsers: dict[str, Client]

    @property
    def officer(self) -> Asker:
        return self.askers["officer"]

    def receive(self, new: NewContact | None = None, hours: float = 1) -> Received:
        """Something arrives; the writer can read nothing of anybody's."""
        with fence.enter(PUBLIC):
            return actions.receive(new=new or referral(), by=PUBLIC, at=timezone.now() - timedelta(hours=hours))


def referral(**changes: Any) -> NewContact:
    """A nurse's whole referral of mother, unborn baby and child."""
    new = families.mother_baby_and_child("ZZ2 1AA", timezone.localdate(), families.nurse("nora@nursing.example"))
    return replace(new, **changes)


def without_evidence() -> NewContact:
    return referral(evidence=NewEvidence())


def browsers_of(staff: dict[str, Staff]) -> Door:
    today = timezone.localdate()
    askers = {name: accounts.asker_of(one.id, today) for name, one in staff.items()}
    world: Any = SimpleNamespace(askers=askers, staff=staff, referrers={})
    return Door(askers, {name: session_for(world, name) for name in staff})


def at_the_door() -> dict[str, Staff]:
    """The four that these tests need, of a county at work."""
    today = timezone.localdate()
    front = accounts.teams(today, TeamKind.FRONT_DOOR)[0]
    desk = accounts.teams(today, TeamKind.PROTECTION)[0]
    officers = [member.id for member in accounts.members_of(front.id, today, "front_door_officer")]
    duty = accounts.members_of(desk.id, today, "duty_manager")[0].id
    chosen = {"officer": officers[0], "second": officers[1], "desk": duty}
    return {name: Staff.objects.get(id=number) for name, number in chosen.items()}


@pytest.fixture
def door(county_now: None, db: None) -> Door:
    """The front door, in one transaction that is taken back."""
    return browsers_of(at_the_door())


def version_in(page: str) -> str:
    """The version that a page showed."""
    return page.split('name="version" value="')[1].split('"')[0]


def decision(**changes: str) -> dict[str, str]:
    """What an officer posts."""
    said = {"outcome": "to_team", "level": "2", "reason": "Two needs", "form_key": str(uuid.uuid4())}
    return said | changes
