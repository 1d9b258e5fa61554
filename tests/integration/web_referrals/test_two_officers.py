"""Two officers at the same moment, in transactions of their own: exactly one wins, and nothing is lost."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.claiming import OpenElsewhere
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.actions.steps import ChangedMeanwhile
from familyhub.referrals.terms.requests import Outcome
from tests.conftest import DATABASE
from tests.integration.conftest import copy_of_county
from tests.integration.web_referrals.conftest import Door, at_the_door, browsers_of, decision, referral, version_in
from tests.once import connected_to

NFA = NewDecision(Outcome.NO_FURTHER_ACTION, "Nothing more")


@pytest.fixture
def real_door(django_db_setup: None, django_db_blocker: Any, this_moment: datetime) -> Iterator[Door]:
    """A county of the test's own, with real transactions."""
    name = f"{DATABASE.name}_door_{uuid.uuid4().hex[:6]}"
    with django_db_blocker.unblock():
        copy_of_county(name, this_moment)
        with connected_to(name):
            yield browsers_of(at_the_door())
    DATABASE.drop(name)


def at_once(acts: list[Any]) -> list[Any]:
    """What each gave, or the error that it met; all start together, each with a connection of its own."""
    barrier, ends = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        barrier.wait()
        try:
            ends[number] = acts[number]()
        except Exception as error:
            ends[number] = error  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def claims(asker: Asker, number: uuid.UUID) -> Any:
    def act() -> Any:
        with fence.enter(asker):
            return actions.claim(request=number, by=asker, at=timezone.now())

    return act


def decides(asker: Asker, number: uuid.UUID, seen: int) -> Any:
    def act() -> str:
        with fence.enter(asker):
            actions.decide(request=number, decision=NFA, by=asker, at=timezone.now(), version_seen=seen)
        return "decided"

    return act


def test_two_who_open_it_at_once_get_one_claim(real_door: Door) -> None:
    for _ in range(5):
        number = real_door.receive(referral(subjects=())).request
        ends = at_once([claims(real_door.askers[name], number) for name in ("officer", "second")])
        assert sorted(isinstance(end, OpenElsewhere) for end in ends) == [False, True], ends


def test_two_who_decide_at_once_decide_once(real_door: Door) -> None:
    for _ in range(5):
        number = real_door.receive(referral(subjects=())).request
        ends = at_once([decides(real_door.askers[name], number, 1) for name in ("officer", "second")])
        assert sorted(type(end).__name__ for end in ends) == [ChangedMeanwhile.__name__, "str"], ends
        with fence.enter(real_door.officer):
            page = queries.request_for(real_door.officer, number)
            assert page is not None
            assert page.version == 2


def test_two_who_take_the_next_at_once_get_two_and_the_third_none(real_door: Door) -> None:
    wanted = {real_door.receive(referral(subjects=())).request for _ in range(2)}

    def takes(asker: Asker) -> Any:
        def act() -> Any:
            with fence.enter(asker):
                return actions.claim_next(by=asker, at=timezone.now())

        return act

    assert set(at_once([takes(real_door.askers[name]) for name in ("officer", "second")])) == wanted


def test_the_second_gets_the_page_back_with_what_they_typed(real_door: Door) -> None:
    number = real_door.receive(referral(subjects=())).request
    mine, theirs = (real_door.browsers[name] for name in ("officer", "second"))
    seen = theirs.get(f"/requests/{number}/").content.decode()
    mine.post(f"/requests/{number}/claim/")
    version = version_in(mine.get(f"/requests/{number}/").content.decode())
    done = mine.post(f"/requests/{number}/decide/", decision(version=version, outcome="no_further_action"))
    assert done.status_code == 302
    said = decision(version=version, outcome="signpost", reason="My own long thought")
    answer = theirs.post(f"/requests/{number}/decide/", said)
    assert answer.status_code == 409
    assert "My own long thought" in answer.content.decode()
    assert "no further action" in answer.content.decode()
    assert "Open it to decide" in seen
