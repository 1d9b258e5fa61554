"""The staff of the front door's tests, and a family whose request was accepted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from familyhub.accounts.models import Staff
from familyhub.casework import actions
from familyhub.casework.models import Episode
from familyhub.core import fence
from familyhub.core.asker import Asker, public
from familyhub.demo import families
from familyhub.referrals import actions as referrals
from familyhub.referrals import queries as requests
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.new import NewSubject, Received
from familyhub.referrals.terms.requests import Outcome, SubjectRole
from familyhub.web import signin
from tests.conftest import DATABASE
from tests.integration.conftest import copy_of_county
from tests.integration.referrals.conftest import NOW, TODAY, Office, make_office
from tests.once import connected_to, copy_of

__all__ = ["NOW", "TODAY", "Office", "receive_and_give"]
TO_TEAM = NewDecision(Outcome.TO_TEAM, "Two needs", level=2)
SISTER = NewSubject(SubjectRole.CHILD, "Sis", "Example", date(TODAY.year - 6, 5, 6), sex="F")


def receive_and_give(office: Office, worker: Asker, *, records: dict[str, object] | None = None) -> Received:
    """A request with two children that the coordinator gave to this worker; `records`: first name → who they are."""
    sender = families.nurse("sid.nurse@schoolnursing.example")
    new = families.mother_baby_and_child("ZZ2 1AA", TODAY, sender)
    new = replace(new, subjects=(*new.subjects, SISTER))
    by = public("tests")
    with fence.enter(by):
        got = referrals.receive(new=new, by=by, at=NOW)
    with fence.enter(office.officer):
        for subject in requests.subjects_for(office.officer, got.request):
            known = (records or {}).get(subject.given)
            if known:
                referrals.link(subject=subject.id, record=known, by=office.officer, at=NOW)  # type: ignore[arg-type]
            else:
                referrals.make(subject=subject.id, by=office.officer, at=NOW)
    with fence.enter(office.officer):
        referrals.decide(request=got.request, decision=TO_TEAM, by=office.officer, at=NOW)
    with fence.enter(office.coordinator):
        referrals.give_to_worker(request=got.request, worker=worker.number, by=office.coordinator, at=NOW)  # type: ignore[arg-type]
    return got


@dataclass(frozen=True)
class Made:
    """What stands in the database of this folder's tests."""

    name: str
    office: Office
    episodes: tuple[uuid.UUID, ...]


def _family() -> tuple[Office, tuple[uuid.UUID, ...]]:
    office = make_office()
    got = receive_and_give(office, office.worker)
    with fence.enter(office.worker):
        return office, actions.accept(request=got.request, by=office.worker, at=NOW).opened


@pytest.fixture(scope="package")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    """A database with the county, its staff, and a family whose request a worker has accepted; made once."""
    name = f"{DATABASE.name}_casework_{uuid.uuid4().hex[:6]}"
    with django_db_blocker.unblock():
        office, episodes = copy_of("casework", _family, name, begin=partial(copy_of_county, at=NOW))
    yield Made(name, office, episodes)
    DATABASE.drop(name)


@pytest.fixture(scope="module")
def connected(made: Made, django_db_blocker: Any) -> Iterator[Made]:
    """This process's connections in that database, as long as one file's tests run."""
    with django_db_blocker.unblock(), connected_to(made.name):
        yield made


@pytest.fixture(autouse=True)
def taken_back(connected: Made) -> Iterator[None]:
    """What a test changes is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(connected: Made) -> Office:
    """Who works there."""
    return connected.office


@pytest.fixture
def accepted(connected: Made) -> list[Episode]:
    """The episodes of the family, the oldest child's first and the unborn's last."""
    with fence.enter(connected.office.worker):
        return list(Episode.objects.filter(id__in=connected.episodes).order_by("record__born_on"))


def typed(name: str, *, days: int) -> dict[str, str]:
    """The three boxes of a date so many days from today, as somebody types it."""
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def browser(asker: Asker) -> Client:
    """A browser in which this member of staff has signed in with both factors."""
    client = Client()
    staff = Staff.objects.get(id=asker.number)
    client.force_login(staff, backend=settings.AUTHENTICATION_BACKENDS[0])
    request = RequestFactory().get("/")
    request.session = client.session
    signin.begin(request)
    record_authentication(request, staff, "password")
    record_authentication(request, staff, "mfa", type="totp")
    request.session.save()
    return client
