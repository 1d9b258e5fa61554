"""`familyhub init` on a server: makes what the addresses say, and leaves alone what it does not know."""

import os
import subprocess
import sys
from urllib.parse import quote

import psycopg
import pytest

from familyhub.cli.cluster.embedded import Cluster


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with nothing of ours but the usual roles."""
    cluster = Cluster(tmp_path_factory.mktemp("server"), durable=False)
    cluster.join()
    yield cluster
    cluster.leave()


def init(**variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "FAMILYHUB_"))}
    command = [sys.executable, "-m", "familyhub", "init", "--database", "county"]
    return subprocess.run(command, env=kept | variables, capture_output=True, text=True, check=False)


def addresses(server, prefix):
    return {
        f"DATABASE_{part}URL": f"postgresql://{prefix}_{role}:{quote(f'{role} pass')}@/{prefix}?host={server.socket}"
        for part, role in (("", "app"), ("OWNER_", "owner"), ("WORKER_", "worker"))
    } | {"FAMILYHUB_SEARCH_ROLE": f"{prefix}_search"}


def test_it_makes_what_the_addresses_say_and_may_be_repeated(server):
    given = addresses(server, "county")
    for _ in range(2):
        made = init(DATABASE_ADMIN_URL=server.url("postgres", "postgres"), **given)
        assert made.returncode == 0, made.stderr
    with psycopg.connect(given["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE TABLE seen (word text)")
        owner.execute("SET LOCAL ROLE county_search")
    with psycopg.connect(given["DATABASE_URL"]) as app:
        app.execute("INSERT INTO seen VALUES ('yes')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DELETE FROM seen")


def test_it_does_not_change_a_password_that_it_does_not_know(server):
    refused = init(DATABASE_ADMIN_URL=server.url("postgres", "postgres"))
    assert refused.returncode == 1
    assert refused.stderr.startswith("The role familyhub_app exists already")
    with psycopg.connect(server.url("app")) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)


def test_one_who_may_not_gets_the_sql_instead(server):
    refused = init(DATABASE_ADMIN_URL=server.url("app"), **addresses(server, "district"))
    assert refused.returncode == 1
    assert 'CREATE ROLE "district_owner"' in refused.stdout
    assert "have the SQL above run by who may" in refused.stderr
