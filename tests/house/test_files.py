"""The gates on files: length, names, furniture. The list of exemptions only shrinks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.stairs import FLOORS

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sorted(path for path in (ROOT / "familyhub").rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "familyhub").rglob("*.html"))
ROOMS = [
    room
    for room in FLOORS
    if (ROOT / "familyhub" / room / "models").exists() or (ROOT / "familyhub" / room / "models.py").exists()
]
MOST_LINES, MOST_TEMPLATE_LINES = 400, 120
NO_IDEA = {"utils", "helpers", "common", "manager", "service", "base", "misc"}
FURNITURE = ["README.md", "terms", "permissions", "models", "queries", "actions"]
WITHOUT = {
    ("core", "terms"): "no words of the domain",
    ("core", "permissions"): "the engine itself",
    ("core", "queries"): "mechanisms have names of their own",
    ("core", "actions"): "mechanisms have names of their own",
    ("places", "permissions"): "open facts: anybody may ask",
    ("vocabulary", "permissions"): "open facts: anybody may ask",
}


def test_no_file_is_longer_than_the_gate() -> None:
    long = {str(path.relative_to(ROOT)) for path in PYTHON if len(path.read_text().splitlines()) > MOST_LINES}
    assert long == set()


def test_no_template_is_longer_than_the_gate() -> None:
    long = {str(p.relative_to(ROOT)) for p in TEMPLATES if len(p.read_text().splitlines()) > MOST_TEMPLATE_LINES}
    assert long == set()


def test_no_file_is_named_for_having_no_idea() -> None:
    assert {str(path.relative_to(ROOT)) for path in PYTHON if path.stem in NO_IDEA} == set()


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("piece", FURNITURE)
def test_every_room_has_its_furniture(room: str, piece: str) -> None:
    if (room, piece) in WITHOUT:
        return
    folder = ROOT / "familyhub" / room
    assert any((folder / name).exists() for name in (piece, f"{piece}.py"))


def test_terms_use_nothing_of_django_and_policy_no_database() -> None:
    for path in PYTHON:
        if path.stem in {"terms", "policy"} or path.parent.stem in {"terms", "policy"}:
            assert not re.search(r"^(from|import) django", path.read_text(), re.M), path


def test_only_actions_write() -> None:
    writes = re.compile(r"\.(save|create|bulk_create|update|delete|get_or_create|update_or_create)\(")
    for path in PYTHON:
        if path.stem == "queries" or path.parent.stem == "queries" or "web" in path.parts:
            found = [line for line in path.read_text().splitlines() if writes.search(line) and ".objects" in line]
            assert found == [], path
