"""Two merges, a grant and a bar at once, in real transactions: whatever comes first, nobody is left half seen."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.people import actions
from familyhub.people.models import Name, Record
from tests.integration.people.invented import NOW, child, officer, registered, staff, worker

WHY = "The same child, seen by both senders"
ROUNDS = 4


def at_once(*acts: Callable[[], object]) -> None:
    """Each in a thread and a transaction of its own, begun together. Errors: whatever any of them raised."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(5)
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result(timeout=20)


def merging(first: uuid.UUID, second: uuid.UUID) -> Callable[[], object]:
    """Refused where one of them was merged a moment before; then the reviewer looks again, and agrees again."""
    proposed, by = officer(), officer()
    proposal = actions.Proposal(proposed.number, proposed.name, NOW, WHY)

    def merge() -> None:
        with fence.enter(by):
            actions.merge(first=first, second=second, proposed=proposal, by=by, at=NOW)

    def act() -> None:
        try:
            merge()
        except actions.Refused as refused:
            assert "a moment ago" in str(refused)
            merge()

    return act


def granting(person: uuid.UUID, team: uuid.UUID) -> Callable[[], object]:
    def act() -> None:
        with fence.enter(system("test")):
            grants.grant([team], [person], because="test: allocated")

    return act


def barring(person: uuid.UUID, against: uuid.UUID) -> Callable[[], object]:
    def act() -> None:
        with fence.enter(system("test")):
            grants.bar(person, because="test: a relation", against=against)

    return act


@pytest.mark.parametrize("shared", [False, True], ids=["apart", "one in both"])
def test_two_merges_a_grant_and_a_bar_at_once_leave_whole_people(fresh_database: str, shared: bool) -> None:
    for number in range(ROUNDS):
        team, aunt = uuid.uuid4(), staff("front_door_officer")
        four = [registered(child(f"Tilly {number}", "Example")) for _ in range(4)]
        second = (four[1], four[2]) if shared else (four[2], four[3])
        assert aunt.number
        at_once(
            merging(four[0].record, four[1].record),
            merging(second[0].record, second[1].record),
            granting(four[0].person, team),
            barring(second[1].person, aunt.number),
        )
        whole = [four[:3]] if shared else [four[:2], four[2:]]
        with fence.enter(officer()):
            for people in whole:
                found = Record.objects.filter(id__in=[one.record for one in people])
                assert len({row.person_id for row in found}) == 1
        with fence.enter(worker(team)):
            seen = set(Name.objects.values_list("record_id", flat=True))
        assert seen == {one.record for one in whole[0]}
        with fence.enter(aunt):
            hidden = {one.record for one in four} - set(Record.objects.values_list("id", flat=True))
        assert hidden == {one.record for one in whole[-1]}
