"""Ways in which a day's work breaks off, and what somebody who was typing finds afterwards."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.conftest import CHROMIUM, DATABASE
from tests.leaks.world import build
from tests.live import Site, free_port, is_up, serving
from tests.once import connected_to
from tests.own import NAME, Own, children_of, own_deployment

PATIENCE_SECONDS = 40
AWAY_SECONDS = 0.7
WORDS = ["garden", "snow", "bread", "window", "river", "lamp", "paper", "stone", "cloud", "apple"]
WHO = "worker here"


@dataclass
class Typed:
    """What was typed when: each moment with all the text that stood in the box then; and what was saved before."""

    before: str
    moments: list[tuple[float, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return self.moments[-1][1] if self.moments else ""

    def lost(self, found: str, until: float) -> float:
        """Seconds of typing that `found` does not hold. Errors: AssertionError where it holds anything else."""
        found = "" if found == self.before else found
        assert self.text.startswith(found), f"typed {self.text!r}, found {found!r}"
        missing = [moment for moment, text in self.moments if len(text.strip()) > len(found.strip())]
        return until - missing[0] if missing else 0.0


WAITING_JOBS = (
    "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
    " AND (scheduled_at IS NULL OR scheduled_at <= now())"
)


@dataclass
class Day:
    """Somebody at work: a server of their own over the site's database, a browser, a session.

    `own`: where the database and the worker beside it may be killed, because they are this day's alone.
    """

    site: Site
    own: Own | None
    address: str
    chromium: Any
    chance: random.Random
    blocker: Any
    port: int
    browser: Any = None
    page: Any = None

    def sit_down(self) -> None:
        """A browser that has just been started, and a session that has just begun."""
        if self.browser is None:
            self.browser = self.chromium.browser_type.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
            )
        context = self.browser.new_context(base_url=self.address, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        context.add_cookies([self.cookie()])
        self.page = context.new_page()

    def cookie(self) -> dict[str, str]:
        """A fresh session of this worker."""
        return {"name": "familyhub", "value": self.site.session_of_its_own(WHO), "url": self.address}

    def leave(self) -> None:
        """Close what is still open."""
        if self.browser is not None:
            self.browser.close()

    def type(self, box: Any, seconds: float, typed: Typed) -> None:
        """Word after word, for so long."""
        end = time.monotonic() + seconds
        box.focus()
        while time.monotonic() < end:
            word = f"{self.chance.choice(WORDS)} "
            text = typed.text + word
            self.page.keyboard.insert_text(word)
            typed.moments.append((time.monotonic(), text))
            self.page.wait_for_timeout(110)

    # what happens

    def lose_browser(self) -> None:
        """`kill -9` to the browser, by the number that it says of itself."""
        session = self.browser.new_browser_cdp_session()
        told = session.send("SystemInfo.getProcessInfo")["processInfo"]
        os.kill(next(one["id"] for one in told if one["type"] == "browser"), signal.SIGKILL)
        self.browser = self.page = None

    def lose_worker(self) -> None:
        """`kill -9` to the process that answers; the server starts another."""
        for master in children_of(os.getpid()):
            if str(self.port) in Path(f"/proc/{master}/cmdline").read_text().split("\0"):
                for worker in children_of(master):
                    os.kill(worker, signal.SIGKILL)

    def lose_database(self) -> None:
        """`kill -9` to all of it; where others use it, it breaks off every connection and takes none for a while."""
        if self.own:
            self.own.kill_database()
            return
        with DATABASE.admin() as admin:
            admin.execute(f"ALTER DATABASE {self.site.database} ALLOW_CONNECTIONS false")
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.site.database]
            )

    def lose_jobs(self) -> None:
        """`kill -9` to the worker process."""
        assert self.own
        self.own.kill_worker()

    def lose_session(self) -> None:
        """Nobody used it for too long. A page that is just being answered writes that it was used: looked at again."""
        from django.conf import settings

        from familyhub.web.signin import USED

        [kept] = [one for one in self.page.context.cookies() if one["name"] == "familyhub"]
        store = import_module(settings.SESSION_ENGINE).SessionStore
        with self.blocker.unblock(), self.site.connected():
            while store().exists(kept["value"]) and (session := store(kept["value"])).get(USED):
                session[USED] = 0
                session.save()
                self.page.wait_for_timeout(400)

    def lose_network(self) -> None:
        """The line is cut."""
        self.page.context.set_offline(True)

    def all_is_well(self) -> None:
        """The line is back, the database takes connections, a worker listens, the server answers."""
        if self.page is not None:
            self.page.context.set_offline(False)
        if self.own:
            self.own.wait_for(self.own.listens, "no worker listens")
        else:
            with DATABASE.admin() as admin:
                admin.execute(f"ALTER DATABASE {self.site.database} ALLOW_CONNECTIONS true")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_up(self.address):
            assert time.monotonic() < deadline, "the server did not come back"
            time.sleep(0.1)

    def jobs_waiting(self) -> int:
        """How many jobs could be done now and are not."""
        assert self.own
        with self.own.cluster.admin(NAME) as admin:
            [(found,)] = admin.execute(WAITING_JOBS).fetchall()
        return int(found)


@contextlib.contextmanager
def own_site(folder: Path, blocker: Any) -> Iterator[tuple[Site, Own]]:
    """The world once more, over a database and beside a worker that nobody else uses."""
    with own_deployment(folder) as own:
        with blocker.unblock(), connected_to(NAME, **own.server):
            world = build()
        yield Site("", world, NAME, folder / "site.log", blocker, own.server), own


@contextlib.contextmanager
def a_day(site: Site, own: Own | None, chromium: Any, blocker: Any, seed: int) -> Iterator[Day]:
    """A server of one process over the site's database: what is killed disturbs nobody else."""
    port = free_port()
    state = {"FAMILYHUB_STATE": str(site.log.parent)}
    variables = (own.variables if own else DATABASE.variables(site.database)) | state
    with serving(variables, port, site.log.with_name("failing.log")) as address:
        day = Day(site, own, address, chromium, random.Random(seed), blocker, port)
        day.sit_down()
        try:
            yield day
        finally:
            day.all_is_well()
            day.leave()
