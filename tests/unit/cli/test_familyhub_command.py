"""The `familyhub` command as a person meets it: help, exit codes, one plain sentence for each failure."""

import os
import subprocess
import sys
from dataclasses import fields

import pytest

from familyhub.cli import _app
from familyhub.cli.commands.init import CHOOSE, addresses, script, wanted
from familyhub.cli.commands.serve import granian
from familyhub.cli.commands.settings import markdown
from familyhub.cli.demonstration import free_port
from familyhub.cli.django_ready import environment_for
from familyhub.cli.failure import CommandFailed, sentence_for
from familyhub.config.environment import Environment, SettingError

URLS = {
    "DATABASE_URL": "postgresql://the_app:pa@/hub?host=/socket",
    "DATABASE_OWNER_URL": "postgresql://the_owner:po@/hub?host=/socket",
    "DATABASE_WORKER_URL": "postgresql://the_worker:pw@/hub?host=/socket",
}


def familyhub(*arguments, **variables):
    """Run the command in a process of its own, with no database named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "FAMILYHUB_"))}
    command = [sys.executable, "-m", "familyhub", *arguments]
    return subprocess.run(command, env=kept | variables, capture_output=True, text=True, check=False)


def test_every_command_has_help():
    commands = _app().registered_commands
    assert {"demo", "demo-data", "init", "migrate", "serve", "settings", "static", "worker"} <= {
        c.name for c in commands
    }
    assert all(command.callback.__doc__ for command in commands)


def test_help_loads_neither_django_nor_the_database_driver():
    code = (
        "import sys; from familyhub.cli import _app; _app();"
        "print([name for name in ('django', 'psycopg', 'granian') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_bad_usage_is_2():
    assert familyhub("nonsense").returncode == 2
    assert familyhub("demo", "--json").returncode == 2


def test_a_mistyped_setting_is_one_sentence():
    result = familyhub("migrate", FAMILYHUB_SECURE_COOKIE="0")
    assert result.returncode == 1
    assert result.stderr == (
        "FAMILYHUB_SECURE_COOKIE is not a setting of Open Family Hub; see docs/generated/settings.md\n"
    )


def test_a_missing_address_is_one_sentence():
    result = familyhub("migrate", DATABASE_URL=URLS["DATABASE_URL"])
    assert result.returncode == 1
    assert result.stderr == "This command works as owner: give DATABASE_OWNER_URL too, or none of the three.\n"


def test_a_database_that_is_away_is_one_sentence(tmp_path):
    url = f"postgresql://somebody:x@/hub?host={tmp_path}"
    result = familyhub("migrate", DATABASE_OWNER_URL=url, DATABASE_URL=url, FAMILYHUB_STATE=str(tmp_path))
    assert result.returncode == 1
    assert result.stderr.startswith("The database does not answer (")
    assert len(result.stderr.splitlines()) == 1


def test_our_own_faults_keep_their_traceback():
    assert sentence_for(KeyError("name")) is None
    assert sentence_for(CommandFailed("Do this.")) == "Do this."
    assert sentence_for(SettingError("Say yes or no.")) == "Say yes or no."


def test_settings_page_names_every_setting():
    page = markdown()
    assert all(f"`FAMILYHUB_{item.name.upper()}`" in page for item in fields(Environment))
    assert all(f"`{name}`" in page for name in URLS)


@pytest.mark.parametrize(
    ("role", "expected"), [("app", {"DATABASE_URL"}), ("worker", {"DATABASE_WORKER_URL"}), ("owner", set(URLS))]
)
def test_a_process_gets_no_address_but_its_own(role, expected, monkeypatch):
    for name, url in URLS.items():
        monkeypatch.setenv(name, url)
    monkeypatch.setenv("DATABASE_ADMIN_URL", "postgresql://postgres@/postgres")
    variables = environment_for(role, URLS)
    assert {name for name in variables if name.startswith("DATABASE_")} == expected
    assert variables["FAMILYHUB_ROLE"] == role
    assert variables.get("FAMILYHUB_DEMO") != "1"


def test_only_the_demonstration_is_one(monkeypatch):
    monkeypatch.delenv("FAMILYHUB_DEMO", raising=False)
    assert environment_for("app", URLS, demo=True)["FAMILYHUB_DEMO"] == "1"
    assert "FAMILYHUB_DEMO" not in environment_for("app", URLS)


def test_the_web_server_is_told_where_to_listen():
    command = granian("127.0.0.1", 8123, 3, 5)
    assert command[:3] == [sys.executable, "-m", "granian"]
    assert command[command.index("--port") + 1] == "8123"
    assert command[command.index("--workers") + 1] == "3"
    assert command[command.index("--blocking-threads") + 1] == "5"
    assert "--backpressure" not in command, "it counts idle connections: a few browsers would lock everybody out"


def test_a_taken_port_gives_the_next_free_one():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        chosen = free_port(port)
        assert port < chosen < port + 100


def test_init_prints_the_sql_in_the_names_that_are_given():
    sql = script(wanted(URLS, "familyhub"), 150000)
    assert """CREATE ROLE "the_app" LOGIN NOSUPERUSER""" in sql
    assert """PASSWORD 'pw'""" in sql
    assert """CREATE DATABASE "hub" OWNER "the_owner\"""" in sql
    assert """GRANT "familyhub_search" TO "the_owner";""" in sql
    assert "WITH INHERIT FALSE" in script(wanted(URLS, "familyhub"), 160000)


def test_init_prints_no_password_that_it_made_up_itself():
    result = familyhub("init", "--print")
    assert result.returncode == 0
    assert result.stdout.count(f"PASSWORD '{CHOOSE}'") == 3
    assert "Nothing was changed" in result.stderr


def test_addresses_point_at_the_admins_server():
    lines = addresses(wanted(URLS, "familyhub"), "postgresql://root:secret@db.example:5433/postgres?sslmode=require")
    assert lines[0] == "DATABASE_URL=postgresql://the_app:pa@db.example:5433/hub?sslmode=require"
    assert not any("secret" in line for line in lines)


def test_before_django_is_set_up_there_is_no_connection_to_let_go_of():
    """`familyhub serve` holds the embedded database and never sets Django up."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_"))}
    code = "from familyhub.cli.django_ready import close_connections; close_connections()"
    result = subprocess.run([sys.executable, "-c", code], env=kept, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
