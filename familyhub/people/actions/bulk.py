"""Many rows in one statement, given row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from familyhub.core import bulk


def insert(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows given by column name, all with the same columns."""
    if rows:
        bulk.insert(model, {name: [row[name] for row in rows] for name in rows[0]})
