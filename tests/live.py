"""The site as it really runs: granian in a process of its own, the site's own database role, real transactions."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import subprocess
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.conftest import DATABASE
from tests.database import FOLDER, ROOT
from tests.leaks.made_once import connected_to, copy_of_world
from tests.leaks.world import World, session_for

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 15
RENEWED_AFTER = 120.0


class Sessions(dict[str, str]):
    """Each asker's session as a cookie, begun when it is first asked for."""

    def __init__(self, begin: Callable[[str], str]) -> None:
        super().__init__()
        self._begin = begin

    def __missing__(self, who: str) -> str:
        self[who] = self._begin(who)
        return self[who]


@dataclass
class Site:
    """A running site: where it is, who is in it, and each asker's session as a cookie.

    `server` says where its database is, if not with all others.
    """

    address: str
    world: World
    database: str
    log: Path
    blocker: Any
    server: dict[str, str] = field(default_factory=dict)
    signed_in_at: float = field(default_factory=time.monotonic)
    sessions: Sessions = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.session_of_its_own)

    def session_of_its_own(self, who: str) -> str:
        """A session that a test may end: the ones of everybody are for everybody."""
        from django.conf import settings

        with self.blocker.unblock(), self.connected():
            jar = session_for(self.world, who).cookies
        return jar[settings.SESSION_COOKIE_NAME].value

    @cached_property
    def referrer_link(self) -> str:
        """The first nurse's link."""
        from django.urls import reverse

        from familyhub.accounts import queries as accounts
        from familyhub.accounts.models import Referrer

        with self.blocker.unblock(), self.connected():
            nurse = Referrer.objects.get(id=self.world.referrers["nurse"])
            return reverse("referrer:link", args=[accounts.token_for_referrer(nurse)])

    def connected(self) -> contextlib.AbstractContextManager[None]:
        """This process reads and writes the site's database until left."""
        return connected_to(self.database, **self.server)

    def renew(self) -> None:
        """Sign everybody in again where that was a while ago: sensitive acts ask for a fresh second factor."""
        if time.monotonic() - self.signed_in_at > RENEWED_AFTER:
            self.sessions.clear()
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


def gather_static(state: Path) -> None:
    """Styles and scripts where a site with this state folder serves them from: gathered once, for all.

    Errors: RuntimeError.
    """
    from django.test import override_settings

    from familyhub.cli.static_files import collect

    if not (ROOT / ".static" / "hub.css").exists():
        raise RuntimeError("the styles are not compiled: python3 run.py test does it")
    shared = FOLDER / "static"
    with (FOLDER / "static.lock").open("a+") as lock, override_settings(STATIC_ROOT=shared):
        fcntl.flock(lock, fcntl.LOCK_EX)
        collect()
    (state / "static").symlink_to(shared)


@contextlib.contextmanager
def site(folder: Path, blocker: Any) -> Iterator[Site]:
    """A running site with the seeded world, in a database of its own."""
    name = f"{DATABASE.name}_live_{uuid.uuid4().hex[:6]}"
    try:
        with blocker.unblock():
            world = copy_of_world(name)
        own = {"FAMILYHUB_STATE": str(folder), "FAMILYHUB_POOL_SIZE": "8"}
        variables = DATABASE.variables(name) | own
        gather_static(folder)
        log = folder / "site.log"
        with serving(variables, free_port(), log) as address:
            yield Site(address, world, name, log, blocker)
    finally:
        DATABASE.drop(name)
