"""The shelf of roles: what it refuses, and that the administrator sees no case."""

from __future__ import annotations

from types import ModuleType

import pytest

from familyhub.accounts import queries, role_shelf
from familyhub.core.asker import Reach
from familyhub.core.permissions import PERMISSIONS
from familyhub.core.registry import BadShelf


def a_role(**changes: object) -> ModuleType:
    module = ModuleType("x")
    module.__dict__.update(
        {"TITLE": "X", "WORDS": "Does what an invented role does.", "PERMISSIONS": {"accounts.manage": Reach.OWN}}
        | changes
    )
    return module


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"WORDS": "Short"}, "WORDS must say"),
        ({"PERMISSIONS": {"no.such": Reach.OWN}}, "which no room defines"),
        ({"PERMISSIONS": {"accounts.manage": "all"}}, "must be a Reach"),
    ],
)
def test_a_bad_role_names_itself(changes: dict[str, object], said: str) -> None:
    with pytest.raises(BadShelf, match=f"accounts/roles/x.py.*{said}"):
        role_shelf._check("x", a_role(**changes))


def test_start_up_refuses_a_permission_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PERMISSIONS, "orphan.code", PERMISSIONS["accounts.manage"])
    with pytest.raises(BadShelf, match="no role grants orphan.code"):
        role_shelf.check_roles()


def test_two_roles_together_reach_as_far_as_the_wider() -> None:
    together = role_shelf.permissions_of(["administrator", "family_support_worker", "gone"])
    assert together["accounts.see_contacts"] is Reach.COUNTY
    assert "accounts.manage" in together


def test_the_administrator_has_no_permission_outside_accounts_and_sees_no_class_of_rows() -> None:
    # the line from which records are linked alone, and the questions of assessments, are settings: they name nobody
    permissions = role_shelf.permissions_of(["administrator"])
    rooms = {code.partition(".")[0] for code in permissions if code not in {"people.set_line", "casework.sets"}}
    assert rooms <= {"accounts", "messages"}
    assert role_shelf.wide_of(permissions) <= {"outbox"}


def test_every_role_and_permission_stands_in_the_matrix() -> None:
    page = queries.permission_matrix()
    for role in queries.roles():
        assert role.title in page
    for code in PERMISSIONS:
        assert f"| `{code}` |" in page
