"""Migrations are one line for each room, say what the models say, and run backwards and forwards."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.conftest import DATABASE
from tests.database import ROOT


def test_each_room_has_one_last_migration() -> None:
    loader = MigrationLoader(None)
    leaves: dict[str, int] = {}
    for room, _ in loader.graph.leaf_nodes():
        leaves[room] = leaves.get(room, 0) + 1
    assert {room: count for room, count in leaves.items() if count != 1} == {}


@pytest.mark.django_db
def test_the_models_and_the_migrations_say_the_same() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_our_migrations_run_backwards_and_forwards(fresh_database: str) -> None:
    code = (
        "import django; django.setup();"
        "from django.core.management import call_command as c;"
        "c('migrate', 'referrals', 'zero', verbosity=0); c('migrate', 'messages', 'zero', verbosity=0);"
        "c('migrate', 'work', 'zero', verbosity=0); c('migrate', 'people', 'zero', verbosity=0);"
        "c('migrate', verbosity=0)"
    )
    environment = os.environ | DATABASE.variables(fresh_database) | {"FAMILYHUB_ROLE": "owner"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
