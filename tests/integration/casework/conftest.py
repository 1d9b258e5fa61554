"""The staff of the front door's tests, and a family whose request was accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from familyhub.casework import actions
from familyhub.casework.models import Episode
from familyhub.core import fence
from familyhub.core.asker import Asker, public
from familyhub.demo import families
from familyhub.referrals import actions as referrals
from familyhub.referrals import queries as requests
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.new import NewSubject, Received
from familyhub.referrals.terms import Outcome, SubjectRole
from tests.integration.referrals.conftest import NOW, TODAY, Office, office

__all__ = ["NOW", "TODAY", "Office", "accepted", "office", "receive_and_give"]
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


@pytest.fixture
def accepted(office: Office) -> list[Episode]:
    """The episodes of a family whom the worker has just accepted, the oldest child's last."""
    got = receive_and_give(office, office.worker)
    with fence.enter(office.worker):
        done = actions.accept(request=got.request, by=office.worker, at=NOW)
        return list(Episode.objects.filter(id__in=done.opened).order_by("record__born_on"))
