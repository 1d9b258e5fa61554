"""Django's `migrate`, which draws again only what a step changed (ADR 0031)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands.migrate import Command as DjangosCommand
from django.db.migrations.state import ProjectState

Key = tuple[str, str]


def changed_and_those_that_point_at_it(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[Key]:
    """What is to be drawn again when this model changes: itself, and what holds a foreign key to it.

    Django takes along everything that is related to whatever it points at: with a table of staff that forty others
    point at, twenty models for each step.
    """
    if delay:
        state.is_delayed = True
    found = {(app_label, model_name)}
    try:
        before = state.apps.get_model(app_label, model_name)
    except LookupError:
        return found
    for field in before._meta.get_fields(include_hidden=True):
        model: Any = field.related_model
        if field.auto_created and field.is_relation and not isinstance(model, str | None):
            found.add((model._meta.app_label, model._meta.model_name))
    return found


@contextmanager
def light_steps() -> Iterator[None]:
    """Migrations that run in here take a third of the time."""
    before = ProjectState._find_reload_model  # type: ignore[attr-defined]
    ProjectState._find_reload_model = changed_and_those_that_point_at_it  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._find_reload_model = before  # type: ignore[attr-defined]


class Command(DjangosCommand):
    """As Django's."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it."""
        with light_steps():
            super().handle(*args, **options)
