"""The embedded database: shared by those who use it, ended by the last, back after a kill."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from familyhub.cli.cluster.embedded import Cluster, StartFailed
from familyhub.cli.database_watch import DatabaseWatch
from familyhub.cli.processes import Child, Supervisor

PATIENCE_SECONDS = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder whose database is made once; each test starts and ends the server."""
    return tmp_path_factory.mktemp("embedded")


@pytest.fixture
def cluster(folder):
    joined = Cluster(folder)
    joined.join()
    yield joined
    joined.leave()


def kill(cluster):
    """As when the machine's memory runs out: without a word, and gone before we go on."""
    pid = cluster.pid()
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while cluster.answers():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return pid


def test_the_last_of_two_users_ends_it(folder):
    first, second = Cluster(folder), Cluster(folder)
    first.join()
    pid = first.pid()
    second.join()
    assert second.pid() == pid
    assert first.leave() is False
    assert second.answers()
    assert second.leave() is True
    assert not second.answers()
    assert second.pid() is None


def test_two_who_start_at_once_share_one(folder):
    users = [Cluster(folder) for _ in range(4)]
    threads = [threading.Thread(target=user.join) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({user.pid() for user in users}) == 1
    assert [user.leave() for user in users] == [False, False, False, True]


def test_one_left_behind_by_a_killed_command_is_joined_and_ended(folder):
    code = (
        "import os, pathlib, signal, sys; from familyhub.cli.cluster.embedded import Cluster;"
        "c = Cluster(pathlib.Path(sys.argv[1])); c.join(); print(c.pid(), flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    cluster = Cluster(folder)
    cluster.join()
    assert cluster.pid() == int(killed.stdout)
    assert cluster.leave() is True


def test_killed_it_starts_again_with_what_was_stored(cluster):
    with cluster.admin() as admin:
        admin.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        admin.execute("INSERT INTO kept VALUES ('stored')")
    killed = kill(cluster)
    cluster.keep_running()
    assert cluster.pid() != killed
    with cluster.admin() as admin:
        assert admin.execute("SELECT DISTINCT word FROM kept").fetchall() == [("stored",)]


def test_another_command_starts_it_while_its_starter_has_not_noticed(cluster, folder):
    killed = kill(cluster)
    code = (
        "import pathlib, sys; from familyhub.cli.cluster.embedded import Cluster;"
        "c = Cluster(pathlib.Path(sys.argv[1])); c.join(); print(c.pid()); c.leave()"
    )
    other = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert cluster.pid() == int(other.stdout) != killed
    assert cluster.answers()


def test_an_interrupted_beginning_is_begun_again(tmp_path):
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    cluster = Cluster(tmp_path, durable=False)
    cluster.join()
    try:
        assert cluster.answers()
        assert not half.exists()
    finally:
        cluster.leave()


def test_the_roles_are_what_we_say_they_are(cluster):
    with cluster.admin() as admin:
        rows = admin.execute(
            "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE 'familyhub_%' "
            "AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolinherit) ORDER BY 1"
        ).fetchall()
    assert rows == [
        ("familyhub_app", True),
        ("familyhub_owner", True),
        ("familyhub_search", False),
        ("familyhub_worker", True),
    ]


def test_app_may_not_make_tables(cluster):
    with psycopg.connect(cluster.url("app")) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE TABLE mine (word text)")


def test_passwords_and_socket_are_private(cluster, folder):
    assert (folder / "roles.json").stat().st_mode & 0o077 == 0
    assert cluster.socket.stat().st_mode & 0o077 == 0
    assert not (folder / ".pw").exists()
    assert len(str(cluster.socket / ".s.PGSQL.5432")) < 107


def test_a_server_that_cannot_start_says_where_its_log_is(folder, monkeypatch):
    monkeypatch.setattr("familyhub.cli.cluster.embedded.START_SECONDS", 0.5)
    monkeypatch.setattr("familyhub.cli.cluster.embedded.SETTINGS", {"no_such_setting": "1"})
    cluster = Cluster(folder)
    with pytest.raises(StartFailed, match=r"PostgreSQL did not start; see .*postgres\.log"):
        cluster.join()
    cluster.leave()


def test_the_worker_is_restarted_when_the_database_was(cluster, tmp_path):
    said = []
    sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
    children = [Child(name, sleep, dict(os.environ), Path(tmp_path) / name) for name in ("web server", "worker")]
    watch = DatabaseWatch(cluster.url("worker"), cluster.keep_running)
    supervisor = Supervisor(children, said.append, watch)
    try:
        supervisor.start()
        supervisor.tend()
        web, worker = [child.pid for child in children]
        kill(cluster)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while children[1].pid == worker:
            assert time.monotonic() < deadline
            supervisor.tend()
            time.sleep(0.05)
        assert children[0].pid == web
        assert said[0] == "The database went away; bringing it back."
        assert said[-1] == "Restarting the worker: the database was restarted."
    finally:
        watch.close()
        for child in children:
            child.stop()
