"""The second fence by itself: raw SQL and bare models, as the role that the site uses, with rows in every table."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from familyhub.casework.models import (
    AgendaItem,
    AgreedAction,
    ContributionAsk,
    ContributionCode,
    ContributionQuestion,
    ContributionUse,
    ItemNeed,
)
from familyhub.core import fence
from familyhub.core.asker import NOBODY, Asker
from familyhub.documents.models import Document, DocumentContent
from tests.conftest import DATABASE
from tests.database import PASSWORDS, ROLES
from tests.leaks.objects import Truth
from tests.leaks.world import World, undone
from tests.telling import tell

FENCED = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    " AND relrowsecurity AND relforcerowsecurity ORDER BY relname"
)
# what a table's own rules want to read in a column
RULED = {
    ("development_healthnotice", "ground"): "'safeguarding'",
    ("development_newcomer", "news"): "'moved_in'",
    ("casework_senton", "answer"): "''",
    ("casework_senton", "kind"): "'step_up'",
    ("people_correction", "what"): "'name'",
}
# tables whose rows are of another class than their room's: what was agreed is seen with the person
OF_PEOPLE = ("sharing_agreement", "sharing_agreementend", "sharing_agreementfollowed", "sharing_sharingdecision")
CLASS_OF = dict.fromkeys(OF_PEOPLE, "people")
CLASS_OF |= dict.fromkeys(("casework_involvement", "casework_otherservice"), "involvement")
OF_AN_ASK = (ContributionAsk, ContributionQuestion, ContributionUse, ContributionCode)
OF_AN_ITEM = (AgendaItem, ItemNeed, AgreedAction)
COLUMNS = (
    "SELECT column_name, data_type, udt_name FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL"
    " AND is_identity = 'NO'"
)
FILLERS: dict[str, str] = {
    "uuid": "gen_random_uuid()",
    "character varying": "'10'",
    "text": "'planted'",
    "boolean": "false",
    "date": "current_date",
    "timestamp with time zone": "now()",
    "bytea": "'\\x00'::bytea",
    "jsonb": "'{}'::jsonb",
    "ARRAY": "'{}'",
}
REFUSALS = ("append", "row-level security", "fence_is_own", "is not changed")


def plant(keys: Any, table: str) -> None:
    """One row of anything in a table that the world left empty; keys are not checked, the table's own rules are."""
    columns = keys.execute(COLUMNS, [table]).fetchall()
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    values = ", ".join(RULED.get((table, name), FILLERS.get(kind, "1")) for name, kind, _ in columns)
    with keys.transaction():
        keys.execute("SET LOCAL session_replication_role = replica")
        keys.execute(f"INSERT INTO {table} ({names}) VALUES ({values})")


@pytest.fixture(scope="module")
def tables(world: World, keys: Any) -> Iterator[list[str]]:
    """Every fenced table, each with data in it."""
    found = [row[0] for row in keys.execute(FENCED).fetchall()]
    empty = [table for table in found if not keys.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
    for table in empty:
        plant(keys, table)
    yield found
    with keys.transaction():
        keys.execute("SET LOCAL session_replication_role = replica")
        for table in empty:
            keys.execute(f"DELETE FROM {table}")


@pytest.fixture
def app_connection(world_database: tuple[str, World]) -> Iterator[psycopg.Connection]:
    """The site's own role, on a connection that nobody has told who is asking."""
    with psycopg.connect(DATABASE.url(ROLES.app, world_database[0]), autocommit=True) as made:
        yield made


def test_with_no_context_every_fenced_table_shows_nothing(
    tables: list[str], keys: Any, app_connection: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    there = {table: keys.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    seen = {table: app_connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # type: ignore[index, arg-type]
    tell(capsys, f"no context: 0 of {sum(there.values())} rows in {len(tables)} fenced tables")
    assert all(there.values())
    assert {table: rows for table, rows in seen.items() if rows} == {}


def test_the_worker_sees_nothing_either_while_nobody_asks(tables: list[str], world_database: tuple[str, World]) -> None:
    with psycopg.connect(DATABASE.url(ROLES.worker, world_database[0]), autocommit=True) as worker:
        seen = {table: worker.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # type: ignore[index, arg-type]
    assert {table: rows for table, rows in seen.items() if rows} == {}


def test_context_does_not_outlive_its_transaction(app_connection: psycopg.Connection, world: World) -> None:
    officer = world.askers["officer"]
    with app_connection.transaction():
        app_connection.execute(
            "SELECT set_config('familyhub.asker', %s, true), set_config('familyhub.wide', 'referrals', true)",
            [str(officer.number)],
        )
        assert app_connection.execute("SELECT count(*) FROM referrals_request").fetchone()[0] > 0  # type: ignore[index]
    assert app_connection.execute("SELECT count(*) FROM referrals_request").fetchone() == (0,)


def test_nobody_writes_while_nobody_asks(tables: list[str], app_connection: psycopg.Connection) -> None:
    wrong = []
    for table in tables:
        if table == "core_access":  # a refusal of nobody is logged too
            continue
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            try:
                changed = app_connection.execute(statement).rowcount  # type: ignore[arg-type]
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException):
                continue
            if changed:
                wrong.append(f"{statement}: {changed} rows")
    assert wrong == []


def models() -> list[Any]:
    """Our models whose rows lie behind a fence."""
    own = [model for model in apps.get_models() if model.__module__.startswith("familyhub.")]
    fenced = [m for m in own if "fence" in {field.name for field in m._meta.concrete_fields}]
    return [
        m for m in fenced if m._meta.label not in {"core.Grant", "core.Bar", "core.Link"}
    ]  # numbers of fences alone


def wide_of(asker: Asker, row: Any, table: str) -> bool:
    """Does a county-wide right of this asker open this row's class? Read from the policy itself would be circular."""
    if hasattr(row, "wide"):
        return row.wide in asker.wide
    return CLASS_OF.get(table, table.split("_", 1)[0]) in asker.wide


def hangs_in_sight(asker: Asker, document: uuid.UUID, truth: Truth, keys: Any) -> bool:
    """Is one of the things that the file hangs on seen, by a grant or a right over its class, and not barred?"""
    hung = keys.execute("SELECT fence, wide FROM documents_attachment WHERE document_id = %s", [document]).fetchall()
    return any(
        (wide in asker.wide or truth._is_granted(asker, fence)) and not truth._is_barred(asker, fence)
        for fence, wide in hung
    )


def asked_in_sight(asker: Asker, row: Any, truth: Truth, keys: Any) -> bool:
    """Is the case seen for which a partner is asked, and everybody whom they are asked about?"""
    ask = row.id if isinstance(row, ContributionAsk) else row.ask_id
    [(case, behind)] = keys.execute(
        "SELECT fence, behind FROM casework_contributionof WHERE ask_id = %s", [ask]
    ).fetchall()
    return all(truth._is_granted(asker, one) and not truth._is_barred(asker, one) for one in (case, *behind))


def item_in_sight(asker: Asker, row: Any, truth: Truth, keys: Any) -> bool:
    """Is the case seen whose child was put to a partners meeting, and the child?"""
    item = row.id if isinstance(row, AgendaItem) else row.item_id
    found = keys.execute("SELECT fence, behind FROM casework_itemofcase WHERE item_id = %s", [item]).fetchall()
    return any(
        all(truth._is_granted(asker, one) and not truth._is_barred(asker, one) for one in (case, *behind))
        for case, behind in found
    )


@pytest.mark.parametrize(
    "name",
    [
        "worker there",
        "coordinator there",
        "manager there",
        "governance",
        "administrator",
        "other nurse",
        "officer with an interest",
    ],
)
def test_without_any_filter_a_model_gives_no_foreign_row(name: str, tables: list[str], world: World, keys: Any) -> None:
    asker, truth = world.askers[name], Truth(keys)
    foreign, rows = [], 0
    for model in models():
        with undone(), fence.enter(asker):
            for row in model._default_manager.all():
                rows += 1
                own = row.fence == asker.number
                granted = truth._is_granted(asker, row.fence) or wide_of(asker, row, model._meta.db_table)
                if isinstance(row, (Document, DocumentContent)):  # seen with what they hang on
                    own = own or hangs_in_sight(asker, row.fence, truth, keys)
                if isinstance(row, OF_AN_ASK):  # seen with the assessment for which a partner is asked
                    own = own or asked_in_sight(asker, row, truth, keys)
                if isinstance(row, OF_AN_ITEM):  # seen with the case, by those who hold it
                    own = own or item_in_sight(asker, row, truth, keys)
                if not own and (not granted or truth._is_barred(asker, row.fence)):
                    foreign.append(f"{model._meta.label} {row.pk}")
    assert foreign == []
    assert rows > 0 or name in {"governance", "administrator"}


def test_changing_and_removing_what_is_not_seen_changes_nothing(tables: list[str], world: World, keys: Any) -> None:
    """As a worker of another team: every row that the worker does not see stays as it is."""
    wrong = []
    for table in tables:
        there = keys.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        with undone(), fence.enter(world.askers["worker there"]), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            is_their_own = cursor.fetchone()[0] >= there
        asker = world.askers["worker here" if is_their_own else "worker there"]
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            there = keys.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            with undone(), fence.enter(asker), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                seen = cursor.fetchone()[0]
                try:
                    with transaction.atomic():
                        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
                        cursor.execute(statement)
                        changed = cursor.rowcount
                except Exception:  # refused outright: nothing changed
                    changed = 0
            if changed > seen or seen >= there:
                wrong.append(f"{statement}: {changed} changed, {seen} of {there} seen")
    assert wrong == []


def test_a_row_cannot_be_moved_behind_a_fence_that_the_writer_lacks(tables: list[str], world: World) -> None:
    asker, foreign = world.askers["worker here"], world.families["there"].request
    moved, tried = [], 0
    for table in [table for table in tables if table != "core_access"]:
        for target in (foreign, uuid.uuid4()):
            with undone(), fence.enter(asker), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                tried += cursor.fetchone()[0] > 0
                try:
                    with transaction.atomic():
                        cursor.execute(f"UPDATE {table} SET fence = %s", [target])
                        if cursor.rowcount:
                            moved.append(table)
                except ProgrammingError:
                    continue
                except Exception as error:
                    assert any(said in str(error) for said in REFUSALS), error
    assert moved == []
    assert tried > 10


def test_a_row_cannot_be_written_while_nobody_asks(world: World) -> None:
    with (
        undone(),
        fence.enter(NOBODY),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="row-level"),
        transaction.atomic(),
    ):
        cursor.execute(
            "INSERT INTO people_person (id, fence, status) VALUES (gen_random_uuid(), gen_random_uuid(), 'active')"
        )


def test_the_tests_connect_as_the_sites_own_role(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (ROLES.app, False, False)
    assert set(PASSWORDS) == set(ROLES.login)
