"""The two commands of a fresh machine: `python3 run.py demo` and `python3 run.py test`.

The standard library only. Makes `.venv` from the locked and hashed requirements, builds the design system, then hands
over. A second start finds the stamp of the first and skips all that. Progress goes to stderr; stdout is the command's.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
LOCKS = {"demo": "requirements.txt", "dev": "requirements-dev.txt"}
USAGE = """usage: python3 run.py demo [--once] [--json] [--port N]   start the demonstration, or walk the main job once
       python3 run.py test [arguments of pytest]          every gate and every test"""
BUILD_ASSETS = """
import importlib.util, pathlib, sys
if importlib.util.find_spec("familyhub.cli.assets") is None:
    sys.exit("  the design system is not built: familyhub.cli.assets is missing")
from familyhub.cli.assets import build
try:
    build(pathlib.Path(sys.argv[1]), lambda words: print("  " + words, file=sys.stderr, flush=True))
except Exception as error:
    sys.exit(f"  {error}")
"""
GATES = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "stairs": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"],
    "types": ["-m", "mypy"],
    "templates": ["-m", "djlint", "familyhub", "--lint", "--quiet"],
}


class SetupError(Exception):
    """Set-up cannot go on; the text says what to do."""


def say(words: str) -> None:
    """One line of progress."""
    print(words, file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(words: str):
    """Say what happens, and how long it took."""
    say(f"· {words} …")
    began = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - began:.1f} s")


def check_python(version: tuple[int, ...] = tuple(sys.version_info)) -> None:
    """Errors: SetupError when this Python is too old."""
    if tuple(version[:2]) < OLDEST:
        found = ".".join(str(part) for part in version[:2])
        raise SetupError(f"Open Family Hub needs Python 3.11 or newer; this is {found}. Run it with a newer one.")


def run(command: list, what: str) -> None:
    """Run one step quietly. Errors: SetupError with the end of what it said."""
    result = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if result.returncode:
        told = "\n".join("    " + line for line in result.stdout.strip().splitlines()[-15:])
        raise SetupError(f"{what} did not work (exit code {result.returncode}).\n{told}")


class Installation:
    """The environment in `.venv` of the checkout at `root`, and the note of what it was made from."""

    def __init__(self, root: Path = ROOT):
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "familyhub-stamp.json"

    def expected(self, kind: str) -> dict[str, str]:
        """What the stamp says when the environment is of `kind` and current."""
        lock = hashlib.sha256((self.root / LOCKS[kind]).read_bytes()).hexdigest()
        return {"kind": kind, "lock": lock, "root": str(self.root)}

    def stamped(self) -> dict[str, str]:
        """What the environment was made from; empty when there is none, or it was left half made."""
        try:
            return dict(json.loads(self.stamp.read_text())) if self.python.exists() else {}
        except (OSError, ValueError):
            return {}

    def kind_to_have(self, asked: str) -> str:
        """A developer's environment also serves the demonstration, and stays one."""
        return "dev" if self.stamped().get("kind") == "dev" else asked

    def is_current(self, asked: str) -> bool:
        """Nothing to install for `asked` (demo or dev)."""
        return self.stamped() == self.expected(self.kind_to_have(asked))

    def ensure(self, asked: str) -> None:
        """Make or renew the environment where it is not current. One at a time."""
        if self.folder.is_symlink():
            say("· .venv is a link to somebody else's environment: used as it is")
            return
        if self.is_current(asked):
            return
        with self._alone():
            if not self.is_current(asked):
                self._install(self.kind_to_have(asked))

    @contextlib.contextmanager
    def _alone(self):
        import fcntl

        (self.root / ".boot").mkdir(exist_ok=True)
        with (self.root / ".boot" / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _install(self, kind: str) -> None:
        moved = self.stamped().get("root") != str(self.root)
        self.stamp.unlink(missing_ok=True)
        lock = self.root / LOCKS[kind]
        uv = find_uv(self.root)
        if moved:
            shutil.rmtree(self.folder, ignore_errors=True)
        if not self.python.exists():
            with step("making .venv"):
                # Without uv the environment needs a pip of its own.
                make = [uv, "venv", "-q", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
                run([*make, self.folder], "Making .venv")
        with step(f"installing what {lock.name} names"):
            with_uv = [uv, "pip", "sync", "-q", "--python", self.python, "--require-hashes", lock]
            with_pip = [self.python, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock]
            run(with_uv if uv else with_pip, "Installing the requirements")
        self.link()
        self.stamp.write_text(json.dumps(self.expected(kind)))

    def link(self) -> None:
        """Make our own package importable and the command runnable, with no network and no build."""
        packages = sysconfig.get_path("purelib", "venv", vars={"base": str(self.folder)})
        Path(packages).joinpath("familyhub.pth").write_text(f"{self.root}\n")
        launcher = self.folder / "bin" / "familyhub"
        launcher.write_text(f'#!/bin/sh\nexec "{self.python}" -m familyhub "$@"\n')
        launcher.chmod(0o755)


def find_uv(root: Path) -> str | None:
    """The uv on PATH, else one in `.boot`; None where it cannot be had and pip must do."""
    own = root / ".boot" / "bin" / "uv"
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if found:
        return found
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            "This Python cannot make virtual environments. On Debian: apt install python3-venv. Then run it again."
        )
    try:
        with step("fetching uv, the installer"):
            run([sys.executable, "-m", "venv", root / ".boot"], "Making .boot")
            run([own.parent / "pip", "install", "-q", "uv"], "Fetching uv")
        return str(own)
    except SetupError as error:
        say(f"  {error}\n  Going on with pip, which is slower.")
        return None


def build_assets(installation: Installation) -> None:
    """Compile the design system; quick when it is current."""
    result = subprocess.run([str(installation.python), "-c", BUILD_ASSETS, str(ROOT)], stdout=sys.stderr, cwd=ROOT)
    if result.returncode:
        say("  The pages will look plain: the design system was not built.")


def has_browser() -> bool:
    """Is there a Chromium for the browser tests?"""
    on_path = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return on_path or any(Path.home().glob(".cache/ms-playwright/chromium*"))


def pytest_arguments(given: list[str]) -> list[str]:
    """What to hand to pytest: a leading `--` dropped; two workers with a group of files each, if not told otherwise."""
    given = given[1:] if given[:1] == ["--"] else given
    return (
        given
        if any(word.startswith(("-n", "--numprocesses")) for word in given)
        else ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *given]
    )


def run_gates(python: Path, gates: dict[str, list[str]], environment: dict[str, str]) -> list[str]:
    """Run each gate, all of them whatever happens; the names of those that failed."""
    failed = []
    for name, arguments in gates.items():
        say(f"· {name} …")
        began = time.monotonic()
        code = subprocess.run([str(python), *arguments], cwd=ROOT, env=environment).returncode
        say(f"  {name}: {'good' if code == 0 else 'FAILED'} in {time.monotonic() - began:.1f} s")
        failed += [name] if code else []
    return failed


def test(arguments: list[str]) -> int:
    """Every gate, then every test."""
    installation = Installation()
    installation.ensure("dev")
    build_assets(installation)
    if not has_browser():
        say("!" * 90)
        say("! No Chromium was found: THE BROWSER TESTS WILL BE SKIPPED. On Debian: apt install chromium")
        say("!" * 90)
    gates = {**GATES, "tests": ["-m", "pytest", *pytest_arguments(arguments)]}
    failed = run_gates(installation.python, gates, environment_for(installation))
    say(f"Failed: {', '.join(failed)}." if failed else "All good.")
    return 1 if failed else 0


def environment_for(installation: Installation) -> dict[str, str]:
    """This process's variables, with our package importable even through a linked `.venv`."""
    return {**os.environ, "PYTHONPATH": str(installation.root)}


def demo(arguments: list[str]) -> int:
    """Set up, then become the `familyhub demo` command."""
    installation = Installation()
    installation.ensure("demo")
    build_assets(installation)
    python = str(installation.python)
    os.execve(python, [python, "-m", "familyhub", "demo", *arguments], environment_for(installation))


def main(arguments: list[str]) -> int:
    """Exit code: 0 good, 1 failed, 2 bad usage, 130 stopped by Ctrl-C."""
    commands = {"demo": demo, "test": test}
    if not arguments or arguments[0] not in commands:
        asked = bool(arguments) and arguments[0] in {"-h", "--help", "help"}
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        check_python()
        if os.name != "posix":
            raise SetupError("Open Family Hub runs on Linux and macOS; on Windows use WSL.")
        return commands[arguments[0]](arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again to go on.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
