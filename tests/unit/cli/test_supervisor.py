"""The supervisor with trivial children: a dead one comes back, none is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from familyhub.cli.processes import Child, Stopped, Supervisor, stop_on_signals

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
PATIENCE_SECONDS = 20


def wait_until(question):
    """Ask until the answer is yes; fail after a patience that no machine needs."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not question():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def is_alive(pid):
    """Does the process run (a dead one that nobody collected does not)?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def said():
    return []


@pytest.fixture
def supervisor(tmp_path, said):
    child = Child("sleeper", SLEEP, dict(os.environ), tmp_path / "sleeper.log", wait_seconds=0.05)
    made = Supervisor([child], said.append)
    made.start()
    yield made
    for each in made.children:
        each.stop()


def test_a_dead_child_is_started_again_and_it_is_said(supervisor, said):
    child = supervisor.children[0]
    first = child.pid
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: supervisor.tend() or (child.pid and child.pid != first))
    assert said == [f"The sleeper ended (signal SIGKILL); starting it again in 0.05 s. Its log: {child.log}"]


def test_a_child_that_keeps_dying_is_started_less_and_less_often(supervisor, said):
    child = supervisor.children[0]
    child.command = [sys.executable, "-c", "raise SystemExit(3)"]
    os.kill(child.pid, signal.SIGKILL)
    wait_until(lambda: supervisor.tend() or len(said) == 3)
    assert "exit code 3" in said[1]
    assert [line.split("again in ")[1].split(" s.")[0] for line in said] == ["0.05", "0.1", "0.2"]


def test_restart_gives_a_new_process_and_a_reason(supervisor, said):
    first = supervisor.children[0].pid
    supervisor.restart("sleeper", "the database was restarted")
    assert supervisor.children[0].pid not in {None, first}
    assert not is_alive(first)
    assert said == ["Restarting the sleeper: the database was restarted."]


def test_stopping_a_child_ends_what_it_started(tmp_path):
    note = tmp_path / "grandchild"
    code = f"import subprocess, sys, pathlib, time; p = subprocess.Popen({SLEEP!r});"
    code += f"pathlib.Path({str(note)!r}).write_text(str(p.pid)); time.sleep(600)"
    child = Child("parent", [sys.executable, "-c", code], dict(os.environ), tmp_path / "log")
    child.start()
    wait_until(lambda: note.exists() and note.read_text())
    child.stop()
    wait_until(lambda: not is_alive(int(note.read_text())))
    assert child.pid is None


def test_a_child_that_will_not_end_is_ended(tmp_path):
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    )
    child = Child("deaf", [sys.executable, "-c", code], dict(os.environ), tmp_path / "log")
    child.start()
    wait_until(lambda: "deaf" in child.last_words())
    child.stop(patience=0.1)
    assert child.exit_code == -signal.SIGKILL


def test_signals_become_an_exception_and_are_given_back():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Stopped), stop_on_signals():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE_SECONDS)
    assert signal.getsignal(signal.SIGTERM) is before


SUPERVISE = f"""
import os, pathlib, sys
from familyhub.cli.processes import Child, Stopped, Supervisor, stop_on_signals
child = Child("sleeper", {SLEEP!r}, dict(os.environ), pathlib.Path(sys.argv[1]) / "log")
supervisor = Supervisor([child], print)
with stop_on_signals():
    try:
        supervisor.start()
        pathlib.Path(sys.argv[1], "pid").write_text(str(child.pid))
        supervisor.run()
    except Stopped:
        supervisor.stop()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_supervisor(tmp_path, number):
    process = subprocess.Popen([sys.executable, "-c", SUPERVISE, str(tmp_path)])
    note = tmp_path / "pid"
    wait_until(lambda: note.exists() and note.read_text())
    os.kill(process.pid, number)
    code = process.wait(PATIENCE_SECONDS)
    assert code == (-number if number == signal.SIGKILL else 0)
    wait_until(lambda: not is_alive(int(note.read_text())))
