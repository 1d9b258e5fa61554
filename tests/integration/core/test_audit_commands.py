"""`familyhub verify-audit` and `familyhub doctor` as somebody at a keyboard, or a monitor, runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from familyhub.config.environment import ROOT
from tests.conftest import DATABASE
from tests.integration.core.audited import Log


@pytest.fixture
def run(fresh_database: str, tmp_path: Path) -> object:
    def command(*words: str) -> tuple[int, str]:
        variables = DATABASE.variables(fresh_database) | {"FAMILYHUB_STATE": str(tmp_path), "FAMILYHUB_DEMO": "1"}
        result = subprocess.run(
            [sys.executable, "-m", "familyhub", *words],
            cwd=ROOT,
            env=os.environ | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout + result.stderr

    return command


def test_verify_audit_says_that_all_is_well_or_names_the_row_and_exits_1(sealed: Log, run: object) -> None:
    assert run("verify-audit") == (0, "The access log is as it was written.\n")  # type: ignore[operator]
    sealed.attack("DELETE FROM core_access WHERE id = 35")
    words = "Row 35: was removed after it was sealed (seal 4, 2026-11-20T09:20:03.000000+00:00)."
    assert run("verify-audit") == (1, f"{words}\n1 finding.\n")  # type: ignore[operator]
    code, text = run("verify-audit", "--json")  # type: ignore[operator]
    assert code == 1
    assert json.loads(text) == {
        "good": False,
        "findings": [{"kind": "row-gone", "where": "row 35", "words": words}],
    }


def test_doctor_prints_every_check_and_what_to_do(log: Log, run: object) -> None:
    from familyhub.cli.doctoring import CHECKS

    code, text = run("doctor", "--json")  # type: ignore[operator]
    assert code == 1
    found = json.loads(text)
    assert set(found) == set(CHECKS.load())
    # the tests' own server throws its data away, and nothing here is a worker
    assert {name for name, good in found.items() if not good} == {"durable", "out_of_hours", "worker_listens"}
    code, text = run("doctor")  # type: ignore[operator]
    assert code == 1
    assert "No worker listens: start `familyhub worker`" in text
    assert "3 of" in text


def test_bench_names_what_there_is(run: object) -> None:
    code, text = run("bench", "speed")  # type: ignore[operator]
    assert code == 2
    said = " ".join(text.replace("│", " ").split())
    assert "there is births, board, casework, desk, directory, fence, matching, search" in said
