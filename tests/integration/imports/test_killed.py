"""An import that is killed, anywhere, and run again leaves what a clean run leaves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from familyhub.core import fence
from familyhub.imports import actions
from familyhub.imports.actions.helping import Helper
from tests.conftest import DATABASE
from tests.database import ROOT
from tests.integration.imports.feeding import NOW, SYSTEM, as_csv, birth, death, receive

Teams = dict[str, uuid.UUID]
SIZE, BATCH = 24, 4
ROWS = [birth(n) for n in range(1, SIZE + 1)] + [death(birth(3)), birth(5)]
LEFT = (
    ("people_person", "status"),
    ("people_record", "kind, born_on, died_on, sex"),
    ("people_name", "given, family"),
    ("people_identifier", "value, status"),
    ("people_address", "line1, postcode"),
    ("people_relationship", "kind"),
    ("people_searchkey", "keys, names"),
    ("development_newcomer", "news, area, happened_on"),
    ("development_birthtotal", "month, live, still"),
    ("messages_message", "letter, state"),
    ("imports_row", "number, state, became"),
    ("imports_intake", "stand, counts"),
    ("core_event", "code"),
)
CHILD = (
    "import os, sys, uuid, django; django.setup()\n"
    "from datetime import datetime; from familyhub.imports import actions\n"
    "now = datetime.fromisoformat(sys.argv[2])\n"
    "print('begun', flush=True)\n"
    "how = {'size': int(sys.argv[3]), 'helped_from': int(sys.argv[4]), 'now': lambda: now}\n"
    "actions.work_all(intake=uuid.UUID(sys.argv[1]), **how)\n"
)


def what_is_left() -> dict[str, Counter[str]]:
    """Every row of every table that an import writes, without the ids that differ from run to run."""
    with fence.enter(SYSTEM), connection.cursor() as cursor:
        found = {}
        for table, columns in LEFT:
            cursor.execute(f"SELECT ROW({columns})::text FROM {table}")
            found[table] = Counter(row[0] for row in cursor.fetchall())
        return found


class Killed(BaseException):
    """As a SIGKILL: nothing catches it."""


@pytest.fixture(scope="module")
def clean() -> dict[str, Any]:
    return {}


def clean_run(clean: dict[str, Any]) -> dict[str, Counter[str]]:
    """What a run without any kill leaves: asked of the first database of this module."""
    if not clean:
        actions.work_all(intake=receive(as_csv(ROWS)).intake, size=BATCH, now=lambda: NOW)
        clean.update(what_is_left())
    return clean


def test_a_clean_run(teams: Teams, clean: dict[str, Any]) -> None:
    left = clean_run(clean)
    assert sum(left["development_newcomer"].values()) == SIZE - 1  # the death is staged, and that baby is on no list
    assert left["imports_row"].total() == len(ROWS)


def test_killed_at_20_random_points_and_run_again(
    teams: Teams, clean: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each point is one of the statements that the import sends: the process ends there and another begins."""
    assert clean, "the clean run comes first"
    intake = receive(as_csv(ROWS)).intake
    points = random.Random(20_261_122)
    for _ in range(20):
        left = points.randint(1, 60)

        def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return execute(sql, params, many, context)

        with connection.execute_wrapper(kill), pytest.raises(Killed):
            actions.work_all(intake=intake, size=BATCH, now=lambda: NOW)
    actions.work_all(intake=intake, size=BATCH, now=lambda: NOW)
    assert what_is_left() == clean


def test_two_processes_leave_the_same_and_one_goes_on_when_the_other_is_killed(
    teams: Teams, clean: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clean, "the clean run comes first"
    intake, ask, holds = receive(as_csv(ROWS)).intake, Helper.ask, Helper.holds
    asked, held = [], []

    def killed_as_soon_as_it_holds_its_second(helper: Helper, ids: Any, at: Any) -> None:
        ask(helper, ids, at)
        asked.append(ids)
        if len(asked) == 2:
            held.append(holds(helper))
            helper._child.kill()

    monkeypatch.setattr(Helper, "ask", killed_as_soon_as_it_holds_its_second)
    monkeypatch.setattr(Helper, "holds", lambda helper: held.pop() if held else holds(helper))
    actions.work_all(intake=intake, size=BATCH, helped_from=0, now=lambda: NOW)
    assert len(asked) >= 2
    assert what_is_left() == clean


@pytest.mark.parametrize("helped_from", [10_000, 0], ids=["alone", "with helpers, which end by themselves"])
def test_true_kills_and_run_again(teams: Teams, clean: dict[str, Any], helped_from: int) -> None:
    assert clean, "the clean run comes first"
    intake = receive(as_csv(ROWS)).intake
    name = connection.settings_dict["NAME"]
    environment = os.environ | DATABASE.variables(str(name)) | {"FAMILYHUB_ROLE": "worker"}
    environment["DJANGO_SETTINGS_MODULE"] = "familyhub.config.settings"
    for wait in (0.02, 0.12, 0.25) if helped_from else (1.2,):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(intake), NOW.isoformat(), "2", str(helped_from)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stdout and child.stdout.readline() == b"begun\n"
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        child.communicate()  # until its helpers have ended too, who write there as well
    actions.work_all(intake=intake, size=BATCH, now=lambda: NOW)
    assert what_is_left() == clean
