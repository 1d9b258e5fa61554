"""Casework as a story in any order: whatever is done, and by whom, ten promises hold after each step.

Refer, allocate, note, assess, authorise, plan, share, withdraw, step, hand over, hand back, merge, unmerge, close and
reopen; by whoever may, and by whoever may not. `--nightly` tells more and longer stories, new ones each time; an
ordinary run tells the same ones again.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    rule,
    run_state_machine_as_test,
)

from familyhub.casework import queries
from familyhub.casework.queries.assessments import assessment_for
from familyhub.casework.terms.episodes import Tier
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as known
from familyhub.people.queries import Named
from familyhub.referrals import queries as requests
from familyhub.referrals.terms.requests import AT_FRONT_DOOR
from tests.integration.casework import story
from tests.integration.casework.conftest import Made
from tests.integration.casework.doing import DONE, PICK, Doing
from tests.integration.casework.ground import (
    AGREED_TO,
    LOADS,
    ON_BOARD,
    PLANTED,
    as_owner_of_the_server,
    asked,
    prepare,
    seen,
)
from tests.integration.casework.story import Cast
from tests.telling import tell

LOOKERS = ("lead", "colleague", "leader", "leader there", "officer", "partner", "receptionist")
PROMISES: list[str] = []


def persons_in(told: Any) -> set[uuid.UUID]:
    """Everybody whom an answer names."""
    if isinstance(told, Named):
        return {told.person}
    if is_dataclass(told):
        return {one for each in fields(told) for one in persons_in(getattr(told, each.name))}
    return {one for each in told for one in persons_in(each)} if isinstance(told, (list, tuple)) else set()


def promise(check: Callable[[Casework], None]) -> Any:
    """An invariant that is looked at after each step that changed something."""
    PROMISES.append(check.__name__)

    @wraps(check)
    def after_a_change(self: Casework) -> None:
        if self.held.get(check.__name__) != self.run.steps:
            check(self)
            self.held[check.__name__] = self.run.steps

    return invariant()(after_a_change)


class Casework(Doing):
    """What is looked at, and what holds after each step."""

    @rule(pick=PICK, who=st.sampled_from(LOOKERS), kind=st.sampled_from(("episode", "note", "plan", "assessment")))
    def look(self, pick: int, who: str, kind: str) -> None:
        """The page is there for whoever may see it, names nobody whom the access log does not, and hides the refuge."""
        if not self.has(kind):
            return
        number, asker = self.one(kind, pick), self.run.cast.askers[who]
        ask = {
            "episode": queries.episode_for,
            "note": queries.note_for,
            "plan": queries.plan_for,
            "assessment": assessment_for,
        }
        with fence.enter(asker) as unit:
            page = ask[kind](asker, number)
            told = [page, queries.search_notes(asker, "garden"), queries.involved(asker, self.run.children)]
            told += [known.person_for(asker, one) for one in self.run.of("record")[:2]]
        assert (page is not None) == (asker.may("casework.see") and self.run.now.sees(asker, number))
        assert persons_in(told) <= unit.subjects
        assert story.PLANTED not in repr(told)
        found = {line.id for line in told[1]}
        assert found == self.found_by(asker), "the search finds what may be read, and no more"
        DONE["look"] += 1

    def found_by(self, asker: Asker) -> set[uuid.UUID]:
        """The notes about the garden that this asker may read and nobody corrected."""
        rows = asked(
            "SELECT n.id FROM casework_note n WHERE n.words LIKE '%%garden%%'"
            " AND NOT EXISTS (SELECT 1 FROM casework_note c WHERE c.corrects_id = n.id) AND %s",
            [asker.may("casework.see")],
        )
        return {note for (note,) in rows if self.run.now.sees(asker, note)}

    @promise
    def who_holds_sees_and_nobody_else(self) -> None:
        """After each step two are asked what they see, and which two moves on."""
        turn = self.run.steps
        for name in {LOOKERS[turn % len(LOOKERS)], LOOKERS[(turn + 3) % len(LOOKERS)]}:
            asker = self.run.cast.askers[name]
            assert seen(asker) == self.run.now.seen_by(asker), name

    @promise
    def a_case_is_held_by_those_who_work_with_the_family(self) -> None:
        assert {case: self.run.now.holders(case) for case in self.run.cases} == self.run.cases

    @promise
    def a_child_is_helped_once_or_somebody_is_asked(self) -> None:
        assert self.run.now.twice == []

    @promise
    def what_was_agreed_signed_or_noted_stays_as_it_was(self) -> None:
        changed = [number for number, digest in self.run.facts.items() if self.run.now.facts.get(number) != digest]
        self.run.facts = dict(self.run.now.facts)
        assert changed == []

    @promise
    def no_row_is_behind_a_door_that_nobody_has_a_key_for(self) -> None:
        assert self.run.now.lost_rows == []

    @promise
    def no_task_is_about_nothing_or_in_the_wrong_tray(self) -> None:
        """Whoever leads a team opens its cases as one of it, and has what was given to them."""
        askers = {str(one.number): one for one in self.run.cast.askers.values()}
        lost = []
        for task in self.run.now.lost_tasks:
            asker = askers.get(task["holder"])
            if not (task["is_there"] and asker and self.run.now.opens(asker, "", uuid.UUID(task["fence"]))):
                lost.append(task)
        assert lost == []

    @promise
    def what_is_counted_is_what_is_there(self) -> None:
        """What a leader reads of each worker, and the front door of its board: after every fifth step."""
        if self.run.steps % 5:
            return
        leader, officer = self.run.cast.askers["leader"], self.run.cast.askers["officer"]
        with fence.enter(leader):
            teams = queries.loads(leader, day_of(timezone.now()))
        shown = {(team.team, one.id): one.open for team in teams for one in team.workers if one.open}
        there = {(team, lead): many for team, lead, many in asked(LOADS) if team == self.run.cast.here}
        assert shown == there
        with fence.enter(officer):
            count = requests.board(officer).count
        assert (count,) == asked(ON_BOARD, [[state.value for state in AT_FRONT_DOOR]])[0]

    @promise
    def what_was_withdrawn_is_gone(self) -> None:
        may = {record for (record,) in asked(AGREED_TO, [self.run.cast.partners])}
        assert seen(self.run.cast.askers["partner"]) & set(self.run.of("record")) == may

    @promise
    def what_is_protected_stands_nowhere(self) -> None:
        if self.run.steps % 5 == 0:
            assert asked(PLANTED, [f"%{story.PLANTED}%"] * 4) == []

    @promise
    def what_the_database_checks_at_the_end_holds_now(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture(scope="module")
def connected(made: Made, django_db_blocker: Any) -> Iterator[Made]:
    """The site's connection in the database of this folder, in which an auditor reads past every fence."""
    with django_db_blocker.unblock(), as_owner_of_the_server(made.name):
        yield made


@pytest.fixture
def told(connected: Made, taken_back: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The cast, before anything happens."""
    settings.REACTION_QUEUE = "tests.integration.casework.story.queued"
    story.NUMBERS.seed(1)  # each story begins anew at nought, and nothing of the cast has a number of theirs
    monkeypatch.setattr(os, "urandom", story.NUMBERS.randbytes)
    DONE.clear()
    prepare()
    yield story.cast(connected)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


def test_each_verb_once_by_whoever_may(told: Cast, request: pytest.FixtureRequest) -> None:
    case = Casework(told)
    request.addfinalizer(case.teardown)
    case.remembers()
    for verb, does in (
        ("note", lambda: case.note(pick=0, who="its lead", words="In the garden", is_restricted=False)),
        ("correct", lambda: case.correct(pick=0, who="its lead", words="In the park")),
        ("assess", lambda: case.assess(pick=0, who="its lead", level="3")),
        ("authorise", lambda: case.authorise(pick=0, who="leader", is_right=True)),
        ("plan", lambda: case.plan(pick=0, who="its lead")),
        ("share", lambda: case.share(pick=0, who="its lead")),
        ("withdraw", lambda: case.withdraw(pick=0, who="its lead")),
        ("step", lambda: case.step(pick=0, who="its lead", tier=Tier.SPECIALIST)),
        ("refer", lambda: case.refer(pick=0, is_known=False)),
        ("allocate", lambda: case.allocate(pick=0, worker="colleague")),
        ("merge", lambda: case.merge(first=0, second=3)),
        ("unmerge", lambda: case.unmerge(pick=0)),
        ("close", lambda: case.close(pick=0, who="its lead", says_what_came_of_each=True)),
        ("reopen", lambda: case.reopen(pick=0, who="its lead")),
        ("hand over", lambda: case.hand_over(pick=0, who="its lead", to="worker there")),
        ("hand back", lambda: case.hand_back(pick=0, who="leader there")),
    ):
        does()
        assert DONE[verb] == 1, f"{verb}: {case.run.refusal}"
        for name in PROMISES:
            getattr(case, name)()


def test_casework_keeps_its_promises_whatever_happens_in_whatever_order(
    told: Cast, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    is_nightly = request.config.getoption("--nightly")
    runs, steps = (500, 50) if is_nightly else (50, 30)
    run_state_machine_as_test(
        lambda: Casework(told),
        settings=how(max_examples=runs, stateful_step_count=steps, deadline=None, derandomize=not is_nightly),
    )
    tell(capsys, f"state machine: {len(PROMISES)} promises, {dict(sorted(DONE.items()))}")
    assert DONE["stories"] >= runs
    assert len(set(DONE) - {"stories", "refused", "look"}) >= 12
