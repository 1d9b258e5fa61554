"""Failures that a person at the keyboard can do something about: one plain sentence each, never a traceback."""

from __future__ import annotations

# Named, not imported: a command that does not touch Django or the database must not load them to say so.
SPEAKS_FOR_ITSELF = {
    "familyhub.cli.failure.CommandFailed",
    "familyhub.config.environment.SettingError",
    "familyhub.core.registry.BadShelf",
    "familyhub.cli.cluster.binaries.NoServer",
    "familyhub.cli.cluster.embedded.StartFailed",
    "django.core.exceptions.ImproperlyConfigured",
    "django.core.management.base.CommandError",
}
NO_DATABASE = {
    "psycopg.OperationalError",
    "psycopg.errors.ConnectionTimeout",
    "psycopg_pool.PoolTimeout",
    "django.db.utils.OperationalError",
}


class CommandFailed(Exception):
    """A command cannot go on; the text is one sentence that says what to do."""


def sentence_for(error: BaseException) -> str | None:
    """What to tell the person, or None where the failure is our own fault and its traceback is wanted."""
    kinds = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    if kinds & SPEAKS_FOR_ITSELF:
        return str(error)
    if kinds & NO_DATABASE:
        first = (str(error).strip().splitlines() or ["it gave no reason"])[0]
        return f"The database does not answer ({first}). Check DATABASE_URL, or unset it to use the embedded one."
    return None
