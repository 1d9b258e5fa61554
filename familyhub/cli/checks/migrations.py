"""Program and tables belong to the same version."""

from __future__ import annotations

from django.db.migrations.loader import MigrationLoader

from familyhub.cli.doctoring import Look

ASKS = "Every migration has been applied"


def check(look: Look) -> str:
    """Migrations on disk that the database does not know."""
    done = {tuple(row) for row in look.rows("SELECT app, name FROM django_migrations")}
    missing = [f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations if (app, name) not in done]
    return f"Run `familyhub migrate`: {', '.join(sorted(missing))} not applied." if missing else ""
