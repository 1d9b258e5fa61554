"""Every table of the benchmarks' county says what its columns hold, and a new column is either usual or asked for."""

from __future__ import annotations

import pytest

from familyhub.accounts.models import Team
from familyhub.demo.bulk import lanes, people, referrals
from familyhub.demo.bulk.filling import Rows, Unfilled, statement

TABLES = [*people.TABLES, *referrals.TABLES, *lanes.TABLES]


@pytest.mark.parametrize("rows", TABLES, ids=lambda rows: rows.model._meta.label)
def test_each_table_has_a_statement_that_selects(rows: Rows) -> None:
    said = statement(rows)
    assert said.startswith(f"INSERT INTO {rows.model._meta.db_table} (")
    assert " SELECT " in said and "COPY" not in said


def test_what_a_model_says_itself_need_not_be_said() -> None:
    said = statement(Rows(Team, "one", {"name": "'A team'", "kind": "'cluster'", "valid_from": "date '2026-01-01'"}))
    assert said == (
        'INSERT INTO accounts_team ("id", "name", "kind", "valid_from")'
        " SELECT gen_random_uuid(), 'A team', 'cluster', date '2026-01-01' FROM one"
    )


def test_a_column_that_needs_a_value_names_itself() -> None:
    with pytest.raises(Unfilled, match="accounts.Team.name needs a value"):
        statement(Rows(Team, "one", {"kind": "'cluster'", "valid_from": "date '2026-01-01'"}))


def test_a_column_that_is_gone_names_itself() -> None:
    with pytest.raises(Unfilled, match="has no column colour"):
        statement(Rows(Team, "one", {"colour": "'red'"}))
