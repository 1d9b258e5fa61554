"""The demonstration: database, web server and worker, in the foreground of one terminal."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from familyhub.cli.database_watch import DatabaseWatch
from familyhub.cli.django_ready import ADDRESS_OF, environment_for
from familyhub.cli.failure import CommandFailed
from familyhub.cli.processes import POLL_SECONDS, Child, Supervisor
from familyhub.cli.progress import step

HOST = "127.0.0.1"
PORTS_TRIED = 100
HEALTH_SECONDS = 90
GIVE_UP_AFTER_WAIT = 4.0
WORKERS, THREADS = 2, 4


class AlreadyRunning(Exception):
    """Another demonstration holds this state folder; `note` is what it wrote about itself."""

    def __init__(self, note: dict[str, Any]):
        super().__init__()
        self.note = note


def free_port(wanted: int, host: str = HOST) -> int:
    """`wanted`, or the next port above it that nobody listens on. Errors: CommandFailed."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
            return port
    raise CommandFailed(f"No port from {wanted} on is free: give another with --port.")


@dataclass
class Notes:
    """What the running demonstration says about itself in `demo.json`, and the lock that makes it the only one."""

    state: Path

    @property
    def file(self) -> Path:
        """`demo.json` in the state folder."""
        return self.state / "demo.json"

    @contextlib.contextmanager
    def only_one(self) -> Iterator[None]:
        """Hold the lock. Errors: AlreadyRunning."""
        self.state.mkdir(parents=True, exist_ok=True)
        with (self.state / "demo.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunning(self.read()) from None
            self.write({"pid": os.getpid(), "address": None})
            try:
                yield
            finally:
                self.file.unlink(missing_ok=True)

    def read(self) -> dict[str, Any]:
        """The note; empty where none can be read."""
        try:
            return dict(json.loads(self.file.read_text()))
        except (OSError, ValueError):
            return {}

    def write(self, note: dict[str, Any]) -> None:
        """Replace the note in one go, so that nobody reads half of it."""
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(note))
        new.replace(self.file)


@dataclass
class Demonstration:
    """The running whole. `urls` are the database's addresses; `revive` brings the embedded database back."""

    state: Path
    urls: dict[str, str]
    revive: Callable[[], None]
    console: Console
    port: int

    @property
    def site(self) -> str:
        """The site's address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """The page that signs one in as any role with one press."""
        return f"{self.site}/demo/"

    def prepare(self) -> None:
        """Bring the tables up to date and load the invented people, in a process that ends. Errors: CommandFailed."""
        missing = sorted(set(ADDRESS_OF.values()) - set(self.urls))
        if missing:
            raise CommandFailed(f"The demonstration needs {' and '.join(missing)} too, or none of the three.")
        variables = environment_for("app", self.urls, demo=True) | self.urls
        result = subprocess.run([sys.executable, "-m", "familyhub", "demo-data"], env=variables, check=False)
        if result.returncode:
            raise CommandFailed("The demonstration could not be prepared; the reason stands above.")

    def children(self) -> list[Child]:
        """The web server, the worker and the mail server, each with its own database address alone."""
        from familyhub.cli.commands.serve import granian

        mail_port = str(free_port(self.port + 1025))
        site = {
            "FAMILYHUB_SITE_URL": self.site,
            "FAMILYHUB_MAIL_HOST": HOST,
            "FAMILYHUB_MAIL_PORT": mail_port,
        }
        logs = self.state / "logs"
        web = environment_for("app", self.urls, demo=True) | site
        worker = environment_for("worker", self.urls, demo=True) | site
        return [
            Child("web server", granian(HOST, self.port, WORKERS, THREADS), web, logs / "web.log"),
            Child(
                "mail server",
                [sys.executable, "-m", "familyhub", "demo-mail", "--port", mail_port],
                {name: value for name, value in web.items() if not name.startswith("DATABASE_")},
                logs / "mail.log",
            ),
            Child("worker", [sys.executable, "-m", "familyhub", "worker"], worker, logs / "worker.log"),
        ]

    def run(self, notes: Notes) -> None:
        """Start everything, say where it is, and stay. Ends everything on the way out, whatever the reason."""
        watch = DatabaseWatch(self.urls["DATABASE_WORKER_URL"], self.revive)
        supervisor = Supervisor(self.children(), self.say, watch)
        try:
            with step("Starting the web server and the worker", self.console):
                supervisor.start()
                self._wait_until_healthy(supervisor)
            self._announce()
            self._stay(supervisor, notes)
        finally:
            supervisor.stop()
            watch.close()

    def say(self, words: str) -> None:
        """One line for the person at the terminal."""
        self.console.print(f"[yellow]![/] {escape(words)}")

    def _announce(self) -> None:
        print(f"Ready: {self.address}", flush=True)  # noqa: T201 - the command's result
        self.console.print("Sign in there as anybody with one press. Everybody in it is invented. Ctrl-C ends it.")

    def _stay(self, supervisor: Supervisor, notes: Notes) -> None:
        told: dict[str, Any] = {}
        while True:
            supervisor.tend()
            pids = {child.name.replace(" ", "_"): child.pid for child in supervisor.children}
            now = {"pid": os.getpid(), "address": self.address, **pids}
            if now != told:
                notes.write(now)
                told = now
            time.sleep(POLL_SECONDS)

    def _wait_until_healthy(self, supervisor: Supervisor) -> None:
        web = supervisor.children[0]
        deadline = time.monotonic() + HEALTH_SECONDS
        while not is_healthy(self.site):
            supervisor.tend()
            if time.monotonic() > deadline or web.wait_seconds > GIVE_UP_AFTER_WAIT:
                raise CommandFailed(
                    f"The web server does not answer at {self.site}/health/. The end of {web.log}:\n{web.last_words()}"
                )
            time.sleep(POLL_SECONDS)


def is_healthy(site: str) -> bool:
    """Does `/health/` answer 200?"""
    try:
        with urllib.request.urlopen(f"{site}/health/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
