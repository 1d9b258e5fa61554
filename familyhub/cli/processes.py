"""Run children for as long as we live: restart one that dies, end all when we end, leave no orphan when killed.

Each child leads a process group of its own, so that Ctrl-C reaches only us and we end the children in order. The kernel
also sends each child SIGTERM when we die without a word (`kill -9`).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.2
STOP_SECONDS = 10.0
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
SETTLED_SECONDS = 60.0
LOG_BYTES = 5_000_000

Say = Callable[[str], None]
_libc = ctypes.CDLL(None)


class Stopped(Exception):
    """Somebody asked us to end: Ctrl-C, SIGTERM or a closed terminal."""


def _end_with(parent: int) -> Callable[[], None]:
    """What a child does before it becomes its program: ask to be told when `parent` dies."""

    def prepare() -> None:
        prctl = getattr(_libc, "prctl", None)  # Linux alone has it
        if prctl is not None:
            prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


@dataclass
class Child:
    """One program to keep running. `environment` is all of its variables; `log` takes what it prints (None: ours)."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    wait_seconds: float = FIRST_WAIT_SECONDS
    due_at: float = 0.0

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self.process.pid if self.process and self.process.poll() is None else None

    @property
    def exit_code(self) -> int | None:
        """How it ended (negative: the signal); None while it runs or before it was started."""
        return self.process.poll() if self.process else None

    def start(self) -> None:
        """Start it. Call from the main thread: the kernel ties the child's life to the thread that made it."""
        with self._open_log() as log:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with(os.getpid()),
            )
        self.started_at = time.monotonic()

    def _open_log(self) -> contextlib.AbstractContextManager[IO[bytes] | None]:
        if self.log is None:
            return contextlib.nullcontext(None)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))
        return self.log.open("ab")

    def signal_group(self, number: int) -> None:
        """Send a signal to the child and to what it started, even when the child itself is gone."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def stop(self, patience: float = STOP_SECONDS) -> None:
        """End it and what it started: politely, then not. `patience` in seconds."""
        if not self.process:
            return
        self.signal_group(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.signal_group(signal.SIGKILL)
        self.process.wait()

    def last_words(self, lines: int = 10) -> str:
        """The end of its log."""
        if self.log is None:
            return ""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


@dataclass
class Supervisor:
    """Keeps children running until somebody asks to stop.

    `watch` is called on every round and may restart a child (see `restart`); `say` takes lines for the person.
    """

    children: list[Child]
    say: Say
    watch: Callable[[Supervisor], None] | None = None
    stopping: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start every child, in order."""
        for child in self.children:
            child.start()

    def run(self) -> None:
        """Stay until asked to stop. Errors: Stopped (through `stop_on_signals`)."""
        while True:
            self.tend()
            time.sleep(POLL_SECONDS)

    def tend(self) -> None:
        """One round: look at the world, then at every child."""
        if self.watch:
            self.watch(self)
        for child in self.children:
            self._tend(child)

    def _tend(self, child: Child) -> None:
        now = time.monotonic()
        if child.due_at:
            if now >= child.due_at:
                child.due_at = 0.0
                child.start()
        elif child.exit_code is not None:
            # What a killed server leaves behind would keep its port.
            child.signal_group(signal.SIGKILL)
            settled = now - child.started_at > SETTLED_SECONDS
            child.wait_seconds = FIRST_WAIT_SECONDS if settled else child.wait_seconds
            self.say(
                f"The {child.name} ended ({_how(child.exit_code)}); starting it again in {child.wait_seconds:g} s."
                + (f" Its log: {child.log}" if child.log else "")
            )
            child.due_at = now + child.wait_seconds
            child.wait_seconds = min(child.wait_seconds * 2, LONGEST_WAIT_SECONDS)

    def restart(self, name: str, because: str) -> None:
        """End and start the child called `name` now."""
        for child in self.children:
            if child.name == name:
                self.say(f"Restarting the {name}: {because}.")
                child.stop()
                child.due_at = 0.0
                child.start()

    def stop(self) -> None:
        """End every child, last started first. A second Ctrl-C does not cut this short: it is bounded anyway."""
        self.stopping = True
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self.children):
            child.stop()


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"


@contextlib.contextmanager
def stop_on_signals() -> Iterator[None]:
    """Within this, Ctrl-C, SIGTERM and a closed terminal raise Stopped in the main thread; restored on leaving."""

    def stop(number: int, frame: object) -> None:
        raise Stopped

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
