"""Loaded before anything of Django (`-p tests.early`): says which database this process uses, each its own clone."""

from __future__ import annotations

import os

from tests import compiled  # first of all
from tests.database import TestDatabase

__all__ = ["DATABASE", "compiled"]

DATABASE = TestDatabase.for_this_process()
os.environ.update(DATABASE.variables())
os.environ["DJANGO_SETTINGS_MODULE"] = "familyhub.config.settings"
