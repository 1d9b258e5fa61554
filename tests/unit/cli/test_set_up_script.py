"""The set-up script's own decisions; nothing here needs a network."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_spec = importlib.util.spec_from_file_location("familyhub_run", ROOT / "run.py")
setup = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(setup)


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """A checkout with an environment already made for the demonstration, and a record of what would be installed."""
    for name in setup.LOCKS.values():
        (tmp_path / name).write_text(f"{name} 1\n")
    made = setup.Installation(tmp_path)
    installed = []

    def install(kind):
        installed.append(kind)
        made.python.parent.mkdir(parents=True, exist_ok=True)
        made.python.touch()
        made.stamp.write_text(json.dumps(made.expected(kind)))

    monkeypatch.setattr(made, "_install", install)
    made.installed = installed
    return made


def test_a_fresh_checkout_installs_and_a_second_start_does_not(installation):
    installation.ensure("demo")
    installation.ensure("demo")
    assert installation.installed == ["demo"]


def test_a_changed_lock_installs_again(installation):
    installation.ensure("demo")
    (installation.root / "requirements.txt").write_text("requirements.txt 2\n")
    installation.ensure("demo")
    assert installation.installed == ["demo", "demo"]


def test_the_tests_upgrade_a_demonstration_environment(installation):
    installation.ensure("demo")
    installation.ensure("dev")
    assert installation.installed == ["demo", "dev"]


def test_the_demonstration_keeps_a_developers_environment(installation):
    installation.ensure("dev")
    installation.ensure("demo")
    assert installation.installed == ["dev"]


def test_an_outdated_developers_environment_stays_one(installation):
    installation.ensure("dev")
    (installation.root / "requirements-dev.txt").write_text("requirements-dev.txt 2\n")
    installation.ensure("demo")
    assert installation.installed == ["dev", "dev"]


def test_a_stamp_without_a_python_does_not_count(installation):
    installation.ensure("demo")
    installation.python.unlink()
    assert installation.stamped() == {}


def test_a_damaged_stamp_does_not_count(installation):
    installation.ensure("demo")
    installation.stamp.write_text("{")
    assert not installation.is_current("demo")


def test_a_moved_checkout_is_not_current(installation):
    installation.ensure("demo")
    moved = installation.root.rename(installation.root.with_name("moved"))
    assert not setup.Installation(moved).is_current("demo")


def test_a_linked_environment_is_never_written_to(installation, tmp_path_factory):
    installation.folder.symlink_to(tmp_path_factory.mktemp("somebody"))
    installation.ensure("dev")
    assert installation.installed == []


def test_our_package_is_linked_and_the_command_runnable(installation):
    packages = installation.folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    packages.mkdir(parents=True)
    installation.python.parent.mkdir(parents=True)
    installation.link()
    assert (packages / "familyhub.pth").read_text() == f"{installation.root}\n"
    launcher = installation.folder / "bin" / "familyhub"
    assert launcher.stat().st_mode & 0o111
    assert str(installation.python) in launcher.read_text()


def test_an_old_python_is_told_what_it_is():
    with pytest.raises(setup.SetupError, match="needs Python 3.11 or newer; this is 3.10"):
        setup.check_python((3, 10, 12))
    setup.check_python((3, 11, 0))


def test_a_python_that_cannot_make_environments_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(setup.SetupError, match="apt install python3-venv"):
        setup.find_uv(tmp_path)


def test_uv_on_the_path_is_used(monkeypatch, tmp_path):
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/somewhere/{name}")
    assert setup.find_uv(tmp_path) == "/somewhere/uv"


def test_without_uv_pip_goes_on(monkeypatch, tmp_path, capsys):
    def refuse(command, what):
        raise setup.SetupError("no network")

    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    monkeypatch.setattr(setup, "run", refuse)
    assert setup.find_uv(tmp_path) is None
    assert "Going on with pip" in capsys.readouterr().err


def test_arguments_of_pytest():
    assert setup.pytest_arguments([]) == ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    assert setup.pytest_arguments(["--", "tests/unit", "-k", "one"]) == [
        "-n",
        "2",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "tests/unit",
        "-k",
        "one",
    ]
    assert setup.pytest_arguments(["-n0", "tests/unit"]) == ["-n0", "tests/unit"]


def test_every_gate_runs_and_each_failure_is_named(capsys):
    gates = {"one": ["-c", "raise SystemExit(1)"], "two": ["-c", ""], "three": ["-c", "raise SystemExit(3)"]}
    assert setup.run_gates(Path(sys.executable), gates, {}) == ["one", "three"]
    assert "two: good" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["nonsense"], 2)])
def test_usage(arguments, code, capsys):
    assert setup.main(arguments) == code
    told = capsys.readouterr()
    assert "python3 run.py demo" in told.out + told.err


def test_a_failed_step_is_one_message_and_exit_code_1(monkeypatch, capsys):
    def fail(arguments):
        raise setup.SetupError("The disk is full.")

    monkeypatch.setattr(setup, "demo", fail)
    assert setup.main(["demo"]) == 1
    told = capsys.readouterr()
    assert told.err == "The disk is full.\n"
    assert told.out == ""
