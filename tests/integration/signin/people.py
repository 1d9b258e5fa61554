"""Staff for tests of signing in: made by the room's own actions, signed in through the real pages."""

from __future__ import annotations

import functools
import itertools
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from familyhub.accounts import actions
from familyhub.accounts.models import Holding, Post, Staff, Team
from familyhub.accounts.terms import TRAINING_FOR_LIVE_RECORDS, HoldingKind, TeamKind
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, system
from familyhub.messages.models import Message

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SINCE = date(2026, 1, 5)
PASSWORD = "four plain words together"
_numbers = itertools.count(1)


@functools.cache
def _hashed() -> str:
    """Hashing is slow on purpose: once is enough for all of these people."""
    return make_password(PASSWORD)


@dataclass
class Person:
    """A member of staff with what the test needs to sign in."""

    staff: Staff
    post: Post | None
    holding: Holding | None
    secret: str

    def code(self, steps: int = 0) -> str:
        """What the authenticator app shows now, or some 30-second steps later."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + steps))

    def next_code(self) -> str:
        """A code that counts as unused: the server forgets that it was, as it does when the half minute is over."""
        left = 30 - time.time() % 30
        if left < 3:
            time.sleep(left)
        cache.delete(f"allauth.mfa.totp.used?user={self.staff.pk}&code={self.code()}")
        return self.code()


def a_person(
    role: str = "administrator", *, trained: bool = True, factor: bool = True, team: Team | None = None
) -> Person:
    """Somebody with a password and a post in that role ("" for no post), in a cluster's team unless one is given."""
    number = next(_numbers)
    with fence.enter(system("test")) as unit:
        by = unit.asker
        staff = actions.add_staff(email=f"testina{number}@hub.example", name=f"Testina Example {number}", by=by, at=AT)
        staff.password = _hashed()
        staff.save(update_fields=["password"])
        post = holding = None
        if role:
            home = team or Team.objects.filter(name="Test team").first()
            home = home or actions.add_team(name="Test team", kind=TeamKind.CLUSTER, valid_from=SINCE, by=by)
            post = actions.add_post(post=actions.NewPost(f"Post {number}", role, home, SINCE), by=by)
            holding = actions.fill_post(
                post=post, staff=staff, kind=HoldingKind.SUBSTANTIVE, valid_from=SINCE, by=by, at=AT
            )
        if trained:
            course = actions.Course(TRAINING_FOR_LIVE_RECORDS, SINCE)
            actions.record_training(staff=staff, course=course, by=by, at=AT)
    secret = generate_totp_secret()
    if factor:
        data = {"secret": get_adapter().encrypt(secret)}
        Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data=data)
    return Person(staff, post, holding, secret)


def give_password(client: Client, person: Person, follow: bool = False):
    return client.post("/accounts/login/", {"login": person.staff.email, "password": PASSWORD}, follow=follow)


def sign_in(client: Client, person: Person) -> Client:
    """Password, then code, as a person does it."""
    assert give_password(client, person)["Location"] == "/accounts/second-factor/"
    left = 30 - time.time() % 30
    if left < 3:
        time.sleep(left)  # a code that runs out while it is sent is refused, rightly
    answer = client.post("/accounts/second-factor/", {"code": person.code()})
    assert answer.status_code == 302, answer.content.decode()
    return client


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@dataclass(frozen=True)
class Letter:
    """A message in the outbox as its reader would get it."""

    to: str
    link: str


def letters() -> list[Letter]:
    """What waits in the outbox, oldest first."""
    number = uuid.uuid4()
    reader = Asker(kind=Kind.STAFF, number=number, holders=frozenset({number}), wide=frozenset({"messages", "outbox"}))
    with fence.enter(reader):
        return [Letter(row.to_address, row.values["link"]) for row in Message.objects.order_by("made_at")]
