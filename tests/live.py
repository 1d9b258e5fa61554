"""The site as it really runs: granian in a process of its own, the site's own database role, real transactions."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import DATABASE
from tests.database import ROOT
from tests.leaks.made_once import connected_to, copy_of_world
from tests.leaks.world import World, session_for

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 15
RENEWED_AFTER = 120.0


@dataclass
class Site:
    """A running site: where it is, who is in it, and each asker's session as a cookie."""

    address: str
    world: World
    sessions: dict[str, str]
    referrer_link: str
    database: str
    log: Path
    signed_in_at: float = field(default_factory=time.monotonic)

    def renew(self) -> None:
        """Sign everybody in again where that was a while ago: sensitive acts ask for a fresh second factor."""
        if time.monotonic() - self.signed_in_at > RENEWED_AFTER:
            with connected_to(self.database):
                self.sessions.update(sessions_of(self.world))
            self.signed_in_at = time.monotonic()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def is_up(address: str) -> bool:
    """Does `/health/` answer 200?"""
    try:
        with urllib.request.urlopen(f"{address}/health/", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the site. Errors: RuntimeError with the end of its log."""
    deadline = time.monotonic() + START_SECONDS
    while not is_up(address):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the site did not start:\n{log.read_text()[-3000:]}")
        time.sleep(0.1)


@contextlib.contextmanager
def serving(variables: dict[str, str], port: int, log: Path, workers: int = 1) -> Iterator[str]:
    """The web server with these variables until left; only the process that was started is ended."""
    from familyhub.cli.commands.serve import granian

    address = f"http://{HOST}:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "FAMILYHUB_"))}
    own = {"DJANGO_SETTINGS_MODULE": "familyhub.config.settings", "FAMILYHUB_SITE_URL": address}
    with log.open("ab") as out:
        process = subprocess.Popen(
            granian(HOST, port, workers, 8), cwd=ROOT, env=kept | variables | own, stdout=out, stderr=out
        )
    try:
        wait_until_up(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def collect_static(variables: dict[str, str]) -> None:
    """Styles and scripts where the site serves them from. Errors: RuntimeError."""
    if not (ROOT / ".static" / "hub.css").exists():
        raise RuntimeError("the styles are not compiled: python3 run.py test does it")
    result = subprocess.run(
        [sys.executable, "-m", "familyhub", "static"],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise RuntimeError(f"the styles could not be gathered:\n{result.stderr}")


def sessions_of(world: World) -> dict[str, str]:
    """A fresh session of everybody, as its cookie."""
    from django.conf import settings

    jars = {who: session_for(world, who).cookies for who in [*world.askers, "untrained", "without second factor"]}
    return {who: jar[settings.SESSION_COOKIE_NAME].value for who, jar in jars.items()}


def seeded(name: str) -> tuple[World, dict[str, str], str]:
    """A copy of the world in a new database `name`: its people, their sessions, and the first nurse's link."""
    from django.urls import reverse

    from familyhub.accounts import queries as accounts
    from familyhub.accounts.models import Referrer

    world = copy_of_world(name)
    with connected_to(name):
        sessions = sessions_of(world)
        nurse = Referrer.objects.get(id=world.referrers["nurse"])
        link = reverse("referrer:link", args=[accounts.token_for_referrer(nurse)])
    return world, sessions, link


@contextlib.contextmanager
def site(folder: Path, blocker: Any) -> Iterator[Site]:
    """A running site with the seeded world, in a database of its own."""
    name = f"{DATABASE.name}_live_{uuid.uuid4().hex[:6]}"
    try:
        with blocker.unblock():
            world, sessions, link = seeded(name)
        own = {"FAMILYHUB_STATE": str(folder), "FAMILYHUB_POOL_SIZE": "8"}
        variables = DATABASE.variables(name) | own
        collect_static(variables)
        log = folder / "site.log"
        with serving(variables, free_port(), log) as address:
            yield Site(address, world, sessions, link, name, log)
    finally:
        DATABASE.drop(name)
