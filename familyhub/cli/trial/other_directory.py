"""The same services in Datasette (https://datasette.io), which publishes any SQLite file as JSON with full text.

Its file holds what our own list says of each service, a column for each key, and full text over name, description and
organisation. It is served as it is at its best: immutable, so that it need not count its rows.
"""

from __future__ import annotations

import importlib.util
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from familyhub.cli.trial.database import NotMade

KEYS = (
    *("id", "name", "description", "url", "email", "status", "minimum_age", "maximum_age", "assured_date"),
    *("last_modified", "organization"),
)
A_PAGE = 50
WORDS = (
    "play",
    "speech",
    "dads",
    "feeding",
    "autism",
    "money",
    "singing",
    "parenting",
    "sleep",
    "swimming",
    "food",
    "carers",
)
PAGES = 12
OURS = "/open-referral-uk/v3/services"
THEIRS = "/directory/services.json"


def fill(file: Path, texts: Iterator[str]) -> list[str]:
    """Write the file from our own documents; returns the number of the last service of each page. Errors: NotMade."""
    if importlib.util.find_spec("datasette") is None:
        raise NotMade("Datasette is not installed here: it is in requirements-dev.txt")
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as there:
        there.execute(f"CREATE TABLE services (id TEXT PRIMARY KEY, {', '.join(KEYS[1:])})")
        marks = ", ".join("?" for _ in KEYS)
        there.executemany(f"INSERT INTO services VALUES ({marks})", (_row(text) for text in texts))  # noqa: S608
        there.execute(
            "CREATE VIRTUAL TABLE services_fts USING fts5"
            " (name, description, organization, content='services', tokenize='porter unicode61')"
        )
        there.execute("INSERT INTO services_fts (services_fts) VALUES ('rebuild')")
        there.execute("ANALYZE")
        ends = there.execute("SELECT id FROM services ORDER BY id LIMIT ?", [A_PAGE * PAGES]).fetchall()
    there.close()
    return [ends[number][0] for number in range(A_PAGE - 1, len(ends), A_PAGE)]


def _row(text: str) -> list[str | float | None]:
    document = json.loads(text)
    return [json.dumps(value) if isinstance(value := document.get(key), dict) else value for key in KEYS]


def command(file: Path, port: int) -> list[str]:
    """Datasette's own, with pages of the same size."""
    sizes = ["--setting", "default_page_size", str(A_PAGE)]
    return [sys.executable, "-m", "datasette", "serve", "-i", str(file), "--port", str(port), *sizes]


def our_lists() -> list[str]:
    """The first pages of the list."""
    return [f"{OURS}?{urlencode({'page': number + 1, 'per_page': A_PAGE})}" for number in range(PAGES)]


def our_searches() -> list[str]:
    """The first page of what holds each word."""
    return [f"{OURS}?{urlencode({'search': word, 'per_page': A_PAGE})}" for word in WORDS]


def their_lists(ends: Sequence[str]) -> list[str]:
    """The same pages."""
    return [THEIRS, *(f"{THEIRS}?{urlencode({'_next': end})}" for end in ends[: PAGES - 1])]


def their_searches() -> list[str]:
    """The same words."""
    return [f"{THEIRS}?{urlencode({'_search': word})}" for word in WORDS]
