"""Each check of `familyhub doctor` says yes to a sound deployment and no when what it guards is broken."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.urls import path

from familyhub.cli import doctoring
from familyhub.cli.doctoring import CHECKS, Look
from familyhub.core import chain, fence, heads
from familyhub.core.asker import Asker, Kind, system
from tests.integration.core.audited import Log

ROLE_CHECKS = {"app": "app_role", "worker": "worker_role", "owner": "owner_role", "search": "search_role"}


@dataclass
class House:
    """A deployment to break: a database with an attacker's connection, settings, and a clock."""

    log: Log
    settings: Any
    monkeypatch: pytest.MonkeyPatch
    roles: dict[str, str] = field(default_factory=dict)
    worker: psycopg.Connection | None = None

    def made_role(self, part: str, options: str = "NOINHERIT") -> str:
        """A role of this test's own in place of the deployment's, which other tests use."""
        self.roles[part] = f"fhtest_{part}_{uuid.uuid4().hex[:8]}"
        self.sql(f"CREATE ROLE {self.roles[part]} {options}")
        return self.roles[part]

    def sql(self, *statements: str) -> None:
        """Run as superuser."""
        for statement in statements:
            self.log.attacker.execute(statement)  # type: ignore[call-overload]

    def look(self, code: str, **roles: str) -> str:
        """What the check says."""
        look = Look("worker")
        with fence.enter(system("doctor"), using="worker"):
            words: str = doctoring._made(CHECKS[code], Look("worker", {**look.roles, **self.roles, **roles}))
            return words


@pytest.fixture
def house(log: Log, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    made = House(log, settings, monkeypatch)
    yield made
    no_worker(made)
    for role in made.roles.values():
        made.sql(f"REASSIGN OWNED BY {role} TO fhtest_owner", f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def lives(house: House) -> None:
    """A worker that listens, and what a durable server says of itself."""
    url = connections["worker"].settings_dict
    worker = psycopg.connect(
        host=url["HOST"],
        user=url["USER"],
        password=url["PASSWORD"],
        dbname=url["NAME"],
        port=url["PORT"] or None,
        autocommit=True,
    )
    worker.execute("LISTEN jobs")
    house.worker = worker


def no_worker(house: House) -> None:
    """The worker dies."""
    if house.worker and not house.worker.closed:
        number = house.worker.info.backend_pid
        house.worker.close()
        query = "SELECT 1 FROM pg_stat_activity WHERE pid = %s"
        while house.log.attacker.execute(query, [number]).fetchone():
            time.sleep(0.01)


def a_view(request: Any) -> Any:
    """Any view."""


def two_factors(request: Any) -> Asker:
    """A sign-in that is content with a password."""
    return Asker(kind=Kind.STAFF, number=chain.sealer.AS.number)


def careless(request: Any) -> Asker:
    """A sign-in that goes straight on to the person."""
    return Asker(kind=Kind.STAFF, number=request.user.number)


urlpatterns = [path("demo/sign-in/", a_view, name="demo_sign_in"), path("help/", a_view, name="help")]


def unsealed(house: House) -> None:
    house.log.now = datetime.now(UTC) - timedelta(seconds=90)
    house.log.write(1)


def signed(house: House) -> None:
    house.log.write(1)
    house.log.seal()


def no_file(house: House) -> None:
    signed(house)
    heads.heads_path().unlink()


def bad_line(house: House) -> None:
    signed(house)
    heads.heads_path().write_bytes(heads.heads_path().read_bytes().replace(b'"high":1', b'"high":2'))


def open_key(house: House) -> None:
    signed(house)
    heads.key_path().chmod(0o644)


def no_key(house: House) -> None:
    signed(house)
    heads.key_path().unlink()


def new_function(name: str, options: str) -> Callable[[House], None]:
    return lambda house: house.sql(
        f"CREATE FUNCTION {name}() RETURNS int LANGUAGE sql {options} AS 'SELECT 1'",
    )


def sql(*statements: str) -> Callable[[House], None]:
    return lambda house: house.sql(*statements)


def setting(name: str, value: Any) -> Callable[[House], None]:
    return lambda house: setattr(house.settings, name, value)


def power(part: str, word: str) -> Callable[[House], None]:
    return lambda house: house.sql(f"ALTER ROLE {house.made_role(part)} {word}")


def owning(part: str) -> Callable[[House], None]:
    return lambda house: house.sql(f"ALTER TABLE core_bar OWNER TO {house.made_role(part)}")


def search_that_signs_in(house: House) -> None:
    house.made_role("search", "LOGIN")


def heir(house: House) -> None:
    worker, app = house.made_role("worker"), house.made_role("app", "INHERIT")
    house.sql(f"GRANT {worker} TO {app}")


def owner_without_search(house: House) -> None:
    house.made_role("owner")


def owner_who_inherits(house: House) -> None:
    house.sql(f"GRANT fhtest_search TO {house.made_role('owner', 'INHERIT')}")


def no_scanner(house: House) -> None:
    """Neither clamd's address nor the demonstration's stand-in."""
    house.settings.ENVIRONMENT = replace(house.settings.ENVIRONMENT, demo=False, scanner="")


def no_number(house: House) -> None:
    house.settings.ENVIRONMENT = replace(house.settings.ENVIRONMENT, out_of_hours_phone="")


def not_durable(house: House) -> None:
    house.sql(f"ALTER DATABASE {connections['worker'].settings_dict['NAME']} SET synchronous_commit = off")


def demo_hosts(house: House) -> None:
    house.settings.DEMO, house.settings.ALLOWED_HOSTS = True, ["hub.county.example"]


def demo_page(house: House) -> None:
    house.settings.DEMO, house.settings.ROOT_URLCONF = False, __name__


def no_time_zone(house: House) -> None:
    house.settings.USE_TZ = False


def clock(house: House) -> None:
    later = datetime.now(UTC) + timedelta(seconds=30)
    house.monkeypatch.setattr("familyhub.cli.checks.clocks.timezone.now", lambda: later)


def old_server(house: House) -> None:
    house.monkeypatch.setattr(Look, "one", lambda self, query, values=(): "140011")


def no_cookies(house: House) -> None:
    house.settings.DEMO = False
    house.settings.SESSION_COOKIE_SECURE = house.settings.CSRF_COOKIE_SECURE = False


def templates(house: House) -> None:
    house.settings.TEMPLATES = [{**house.settings.TEMPLATES[0], "OPTIONS": {"debug": True}}]


TEAM = uuid.uuid4()
A_FRONT_DOOR = (
    f"INSERT INTO accounts_team (id, name, kind, valid_from) VALUES ('{TEAM}', 'Door', 'front_door', current_date)",
    "INSERT INTO accounts_post (id, title, role, team_id, place, valid_from)"
    f" VALUES (gen_random_uuid(), 'Officer', 'front_door_officer', '{TEAM}', '', current_date)",
)
BREAKS: list[tuple[str, Callable[[House], None], str]] = [
    ("durable", not_durable, "Turn on synchronous_commit"),
    ("app_role", power("app", "SUPERUSER"), "NOSUPER"),
    ("app_role", power("app", "BYPASSRLS"), "NOBYPASSRLS"),
    ("app_role", power("app", "CREATEROLE"), "NOCREATEROLE"),
    ("app_role", owning("app"), "owns core_bar"),
    ("worker_role", power("worker", "BYPASSRLS"), "NOBYPASSRLS"),
    ("worker_role", owning("worker"), "owns core_bar"),
    ("owner_role", power("owner", "BYPASSRLS"), "NOBYPASSRLS"),
    ("search_role", power("search", "BYPASSRLS"), "NOBYPASSRLS"),
    ("search_role", search_that_signs_in, "NOLOGIN"),
    ("no_inheritance", heir, " inherits fhtest_worker_"),
    ("owner_and_search", owner_without_search, "GRANT fhtest_search"),
    ("owner_and_search", owner_who_inherits, "NOINHERIT"),
    ("row_security_forced", sql("ALTER TABLE core_event NO FORCE ROW LEVEL SECURITY"), "core_event"),
    ("row_security_forced", sql("ALTER TABLE core_draft DISABLE ROW LEVEL SECURITY"), "core_draft"),
    ("tables_known", sql("CREATE TABLE stray (id int)"), "stray"),
    ("search_functions", new_function("search.loose", "SECURITY DEFINER"), "search.loose()"),
    ("search_functions", new_function("sneaky", "SECURITY DEFINER SET search_path = public"), "sneaky()"),
    ("views_invoker", sql("CREATE VIEW peek AS SELECT * FROM core_event"), "peek"),
    ("views_invoker", sql("CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one"), "kept"),
    ("append_only", sql("ALTER TABLE core_access DISABLE TRIGGER append_only"), "core_access"),
    ("append_only", sql("DROP TRIGGER append_only_all ON core_seal"), "core_seal"),
    ("access_log_rights", sql("GRANT DELETE ON core_access TO fhtest_app"), "REVOKE DELETE ON core_access"),
    ("access_log_rights", sql("GRANT UPDATE (asker) ON core_access TO fhtest_worker"), "REVOKE UPDATE"),
    ("access_log_rights", sql("GRANT INSERT ON core_seal TO fhtest_app"), "REVOKE INSERT ON core_seal"),
    ("out_of_hours", no_number, "FAMILYHUB_OUT_OF_HOURS_PHONE"),
    ("scanner", no_scanner, "No virus scanner is set up"),
    ("duty_list", sql(*A_FRONT_DOOR), "Nobody is on the duty list"),
    ("demo_page", demo_page, "demo/sign-in/"),
    ("demo_hosts", demo_hosts, "hub.county.example"),
    ("hosts", setting("ALLOWED_HOSTS", ["*"]), "FAMILYHUB_HOSTS"),
    ("hosts", setting("ALLOWED_HOSTS", []), "FAMILYHUB_HOSTS"),
    ("secure_cookies", no_cookies, "FAMILYHUB_SECURE_COOKIES"),
    ("secret_key", setting("SECRET_KEY", "abcdefghijklmnop"), "FAMILYHUB_SECRET_KEY"),
    ("secret_key", setting("SECRET_KEY", "x" * 80), "FAMILYHUB_SECRET_KEY"),
    ("debug_off", setting("DEBUG", True), "DEBUG"),
    ("debug_off", templates, "DEBUG"),
    ("second_factor", setting("FENCE_ASKER", f"{__name__}.two_factors"), "second factor"),
    ("second_factor", setting("FENCE_ASKER", f"{__name__}.careless"), "second factor"),
    ("log_is_sealed", unsealed, "start the worker"),
    ("worker_listens", no_worker, "No worker listens"),
    ("signed_heads", no_file, "is not there"),
    ("signed_heads", bad_line, "Lines 1"),
    ("signed_heads", open_key, "chmod 600"),
    ("signed_heads", no_key, "cannot be checked"),
    ("migrations", sql("DELETE FROM django_migrations WHERE app = 'core'"), "core.0001_initial"),
    ("clocks", clock, "seconds apart"),
    ("clocks", no_time_zone, "USE_TZ"),
    ("shared_cache", setting("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
     "database's cache"),
    ("server_version", old_server, "too old"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "broken", "words"), BREAKS, ids=[f"{row[0]}-{n}" for n, row in enumerate(BREAKS)])
def test_a_check_says_no_when_what_it_guards_is_broken(
    house: House, code: str, broken: Callable[[House], None], words: str
) -> None:
    lives(house)
    house.settings.DEMO = True
    if code == "scanner":
        house.settings.ENVIRONMENT = replace(house.settings.ENVIRONMENT, demo=True)
    if code == "out_of_hours":
        house.settings.ENVIRONMENT = replace(house.settings.ENVIRONMENT, out_of_hours_phone="01632 960 000")
    if code == "durable":  # the tests' own server is not: let it say that it is
        house.monkeypatch.setattr(Look, "one", lambda self, query, values=(): "on")
    assert house.look(code) == ""
    broken(house)
    assert words in house.look(code)


def test_every_check_on_the_shelf_has_a_test_that_makes_it_say_no() -> None:
    assert {code for code, _, _ in BREAKS} == set(CHECKS.load())


def test_a_sound_deployment_has_nothing_to_do(house: House) -> None:
    lives(house)
    signed(house)
    house.settings.DEMO = True
    house.settings.ENVIRONMENT = replace(house.settings.ENVIRONMENT, out_of_hours_phone="01632 960 000")
    results = doctoring.examine(Look("worker"))
    # the tests' own server throws its data away, and says so
    assert [result.code for result in results if not result.ok] == ["durable", "scanner"]  # neither is in the tests
    assert {"fsync", "synchronous_commit", "full_page_writes"} <= set(
        next(r.words for r in results if r.code == "durable").replace(",", "").split()
    )


def test_a_signed_file_is_asked_for_only_once_there_is_a_seal(house: House) -> None:
    assert house.look("signed_heads") == ""
    signed(house)
    assert house.look("signed_heads") == ""


def test_a_demonstration_may_have_its_page_and_its_plain_cookies(house: House) -> None:
    demo_page(house)
    no_cookies(house)
    house.settings.DEMO = True
    assert house.look("demo_page") == ""
    assert house.look("secure_cookies") == ""


def test_a_check_that_cannot_be_made_says_so_and_the_next_is_made(house: House) -> None:
    house.sql("ALTER TABLE core_access RENAME TO gone")
    results = {result.code: result for result in doctoring.examine(Look("worker"))}
    assert "could not be looked at" in results["log_is_sealed"].words
    assert results["server_version"].ok


def test_a_role_that_is_not_there_is_told(house: House) -> None:
    assert "DATABASE_APP_URL" in house.look("app_role", app="nobody_such")
