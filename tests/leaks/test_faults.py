"""Through the running server over HTTP: the same form many times at once, and a database that is killed."""

from __future__ import annotations

import http.client
import re
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.conftest import DATABASE
from tests.live import free_port, serving, site
from tests.own import NAME, Own, own_deployment
from tests.telling import tell

TOGETHER = 20
WRITERS = 8
KILLS = 5
PATIENCE_SECONDS = 30
BETWEEN_KILLS_SECONDS = 1.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Browser:
    """A client that keeps cookies and posts forms as a browser does. One thread each."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, and the text. Errors: OSError when nobody answers."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": self.address,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(body) if body is not None else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for one in answer.headers.get_all("Set-Cookie") or []:
                name, _, rest = one.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            return answer.status, answer.headers.get("Location", ""), text
        finally:
            connection.close()

    def form(self, path: str) -> str:
        """Look at the form; the token that its post must carry."""
        status, _, text = self.ask("GET", path)
        assert status == 200, text[:500]
        found = TOKEN.search(text)
        assert found
        return found.group(1)


def asking(token: str, given: str, key: str) -> dict[str, str]:
    """A parent's whole form."""
    return {
        "csrfmiddlewaretoken": token,
        "form_key": key,
        "ways": "call",
        "leave_message": "no",
        "phone": "07700 900 983",
        "given": given,
        "family": "Parallel",
        "children-TOTAL_FORMS": "1",
        "children-INITIAL_FORMS": "0",
        "words": "Money is short.",
        "postcode": "ZZ5 1AA",
    }


def all_at_once(address: str, path: str, bodies: list[Any], cookies: dict[str, str]) -> list[tuple[int, str]]:
    """Post every body at the same moment, each on a connection of its own."""
    gate = threading.Barrier(len(bodies))

    def send(body: Any) -> tuple[int, str]:
        browser = Browser(address, dict(cookies))
        token = browser.form(path if isinstance(body, dict) else path)
        gate.wait(PATIENCE_SECONDS)
        status, leads, _ = browser.ask("POST", path, body | {"csrfmiddlewaretoken": token})
        return status, leads

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(send, bodies))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with site(tmp_path_factory.mktemp("faults"), django_db_blocker) as made:
        yield made


@pytest.mark.parametrize("keys_are", ["the same", "different"])
def test_twenty_sends_of_a_parents_form_at_once_are_one_request(running: Any, keys_are: str) -> None:
    given = f"Samson {keys_are}"
    one = str(uuid.uuid4())
    bodies = [asking("", given, one if keys_are == "the same" else str(uuid.uuid4())) for _ in range(TOGETHER)]
    answers = all_at_once(running.address, "/ask/new/", bodies, {})
    assert {status for status, _ in answers} == {302}
    assert len({leads for _, leads in answers}) == 1
    with DATABASE.admin(running.database) as keys:
        found = keys.execute(
            "SELECT count(*) FROM referrals_contact WHERE sender_name LIKE %s", [f"{given}%"]
        ).fetchone()
    assert found == (1,)


@pytest.mark.parametrize("keys_are", ["the same", "different"])
def test_twenty_presses_of_an_officer_are_one_decision(running: Any, keys_are: str) -> None:
    which, who = ("waiting", "officer") if keys_are == "the same" else ("hidden", "protection desk")
    page = f"/requests/{running.world.families[which].request}/"
    one, cookies = str(uuid.uuid4()), {"familyhub": running.sessions[who]}
    gate = threading.Barrier(TOGETHER)

    def send(_: int) -> int:
        browser = Browser(running.address, dict(cookies))
        key = one if keys_are == "the same" else str(uuid.uuid4())
        body = {
            "csrfmiddlewaretoken": browser.form(page),
            "form_key": key,
            "outcome": "no_further_action",
            "reason": "x",
        }
        gate.wait(PATIENCE_SECONDS)
        return browser.ask("POST", f"{page}decide/", body)[0]

    with ThreadPoolExecutor(TOGETHER) as pool:
        statuses = list(pool.map(send, range(TOGETHER)))
    assert set(statuses) == {302}, running.log.read_text()[-4000:]
    with DATABASE.admin(running.database) as keys:
        found = keys.execute(
            "SELECT count(*) FROM referrals_decision WHERE request_id = %s", [running.world.families[which].request]
        ).fetchone()
    assert found == (1,)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Own, str]]:
    """A deployment that may be killed, and the address of its site."""
    with (
        own_deployment(tmp_path / "own") as made,
        serving(made.variables, free_port(), tmp_path / "web.log") as address,
    ):
        yield made, address


def test_every_acknowledged_request_survives_a_killed_database(
    own: tuple[Own, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """8 clients write, the database is killed 5 times; what was answered with a reference is there afterwards."""
    made, address = own
    acknowledged: list[str] = []
    refused: list[int] = []
    stop, numbers = threading.Event(), iter(range(1_000_000))

    def write() -> None:
        while not stop.is_set():
            browser, given = Browser(address), f"Writer {next(numbers)}"
            try:
                token = browser.form("/ask/new/")
                status, leads, _ = browser.ask("POST", "/ask/new/", asking(token, given, str(uuid.uuid4())))
                if status == 302 and "/sent/" in leads:
                    acknowledged.append(given)
                else:
                    refused.append(status)
            except (OSError, AssertionError, http.client.HTTPException):
                refused.append(0)

    made.wait_for(made.listens)
    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    failed_after = []
    try:
        for _ in range(KILLS):
            time.sleep(BETWEEN_KILLS_SECONDS)
            before = len(acknowledged)
            made.kill_database()
            made.wait_for(made.cluster.answers)
            failed_after.append(Browser(address).ask("GET", "/ask/new/")[0])
            made.wait_for(lambda before=before: len(acknowledged) > before)
    finally:
        stop.set()
        for writer in writers:
            writer.join(PATIENCE_SECONDS)
    with made.cluster.admin(NAME) as admin:
        stored = {
            row[0] for row in admin.execute("SELECT given FROM referrals_subject WHERE family = 'Parallel'").fetchall()
        }
    lost = [given for given in acknowledged if given not in stored]
    tell(
        capsys,
        f"kill -9: {KILLS} times, {len(acknowledged)} acknowledged, {len(lost)} lost, {len(refused)} refused meanwhile",
    )
    assert lost == []
    assert len(acknowledged) > WRITERS
    assert failed_after == [200] * KILLS
    answers = [Browser(address).ask("GET", "/ask/new/")[0] for _ in range(40)]
    assert set(answers) == {200}
    made.wait_for(made.listens)
    assert any("the database was restarted" in words for words in made.said)
