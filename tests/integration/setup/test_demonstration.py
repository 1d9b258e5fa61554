"""The demonstration is one at a time, and says where it is."""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from familyhub.cli.demonstration import AlreadyRunning, Demonstration, Notes, is_healthy
from familyhub.cli.failure import CommandFailed
from familyhub.cli.progress import console


def demo(state, *arguments):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "FAMILYHUB_"))}
    command = [sys.executable, "-m", "familyhub", "demo", *arguments]
    return subprocess.run(
        command, env=kept | {"FAMILYHUB_STATE": str(state)}, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_second_one_says_where_the_first_runs(tmp_path):
    notes = Notes(tmp_path)
    with notes.only_one():
        notes.write({"pid": 4321, "address": "http://127.0.0.1:8123/demo/"})
        second = demo(tmp_path)
    assert second.returncode == 0
    assert second.stdout == "The demonstration runs already (process 4321): http://127.0.0.1:8123/demo/\n"


def test_a_second_one_does_not_wait_for_one_that_is_starting(tmp_path):
    with Notes(tmp_path).only_one():
        second = demo(tmp_path)
    assert second.returncode == 0
    assert f"is being started by process {os.getpid()}" in second.stdout


def test_the_note_goes_with_the_demonstration_and_the_lock_is_free_again(tmp_path):
    notes = Notes(tmp_path)
    for _ in range(2):
        with notes.only_one():
            assert notes.read() == {"pid": os.getpid(), "address": None}
        assert notes.read() == {}


def test_the_lock_is_refused_with_the_others_note(tmp_path):
    with Notes(tmp_path).only_one(), pytest.raises(AlreadyRunning) as refused, Notes(tmp_path).only_one():
        pass
    assert refused.value.note == {"pid": os.getpid(), "address": None}


def test_a_server_of_ones_own_needs_all_three_addresses(tmp_path):
    demonstration = Demonstration(tmp_path, {"DATABASE_URL": "postgresql:///x"}, lambda: None, console(), 8000)
    with pytest.raises(CommandFailed, match="needs DATABASE_OWNER_URL and DATABASE_WORKER_URL too"):
        demonstration.prepare()


def test_each_child_holds_its_own_address_alone(tmp_path):
    urls = {name: f"postgresql:///{name}" for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_WORKER_URL")}
    web, mail, worker = Demonstration(tmp_path, urls, lambda: None, console(), 8123).children()
    assert [name for name in web.environment if name.startswith("DATABASE_")] == ["DATABASE_URL"]
    assert [name for name in worker.environment if name.startswith("DATABASE_")] == ["DATABASE_WORKER_URL"]
    assert [name for name in mail.environment if name.startswith("DATABASE_")] == []
    assert web.environment["FAMILYHUB_SITE_URL"] == "http://127.0.0.1:8123"
    assert web.environment["FAMILYHUB_DEMO"] == worker.environment["FAMILYHUB_DEMO"] == "1"


@pytest.mark.parametrize(("status", "expected"), [(200, True), (503, False)])
def test_healthy_means_200(status, expected):
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status if self.path == "/health/" else 404)
            self.end_headers()

        def log_message(self, *words):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            assert is_healthy(f"http://127.0.0.1:{server.server_port}") is expected
        finally:
            server.shutdown()
            thread.join()


def test_nobody_there_is_not_healthy():
    assert is_healthy("http://127.0.0.1:1") is False
