"""`docs/generated/data-dictionary.md`: every table and field, how it is handled, and what its fence is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

from familyhub.cli.generated import MADE, Undocumented, first_sentence, page, table
from familyhub.core import exemptions, operations
from familyhub.core.handling import Handling

WORDS = (
    f"{MADE} Every table of the service, field by field. *Handling* drives what is kept out of logs, what a subject "
    "access request finds, what an extract may hold and what is masked. A table that holds anything personal is "
    "fenced by row security, or stands in `core/exemptions.py` with its reason."
)
HANDLING = {
    Handling.PUBLIC: "may stand on a public page",
    Handling.INTERNAL: "about the service or its staff at work; for people who are signed in",
    Handling.PERSONAL: "identifies a person who uses the service",
    Handling.SPECIAL: "health, ethnicity, harm: special category data, and the story itself",
    Handling.PROTECTED: "an address or identity that is hidden from somebody",
}


def _statements() -> Iterator[operations.Statements]:
    """What the migrations say of tables, in order. No database is asked."""
    disk = MigrationLoader(None).disk_migrations
    for key in sorted(disk):
        for operation in disk[key].operations:
            if isinstance(operation, operations.Statements):
                yield operation


def fences() -> dict[str, str]:
    """What the fence of each fenced table is, in words, by table."""
    told: dict[str, str] = {}
    for operation in _statements():
        if isinstance(operation, operations.Fenced):
            told[operation.table] = f"Fenced: {_opened(operation)}."
        elif isinstance(operation, operations.AppendOnly):
            told[operation.table] = f"{told.get(operation.table, '')} Append-only.".strip()
        elif isinstance(operation, operations.Searchable):
            told[operation.table] = f"{told.get(operation.table, '')} Read by the search functions.".strip()
    return told


def _opened(operation: operations.Fenced) -> str:
    if isinstance(operation, operations.Own):
        return "to each asker's own number alone"
    if isinstance(operation, operations.Log):
        return f"anybody's request adds to it; read with the county-wide right over “{operation.wide}”"
    if isinstance(operation, operations.FencedThrough):
        return f"by grant, or to whoever sees a row of `{operation.seen_by}` that points at it"
    if operation.by_row:
        return "by grant, or by a county-wide right over the row's own class"
    if not operation.wide:
        return "by grant alone"
    unless = f", except rows where `{operation.unless}`: those by grant alone" if operation.unless else ""
    return f"by grant, or by the county-wide right over “{operation.wide}”{unless}"


def _fence_of(name: str, told: dict[str, str]) -> str:
    reason = exemptions.reason(name)
    words = told.get(name, "")
    if words.startswith("Fenced"):
        return words
    if reason:
        return f"Not fenced: {reason}. {words}".strip()
    raise Undocumented(f"the table {name} is neither fenced nor exempt with a reason")


def _type(field: models.Field[Any, Any]) -> str:
    if field.is_relation:
        return f"{type(field).__name__} to `{field.related_model._meta.db_table}`"  # type: ignore[union-attr]
    inner = getattr(field, "base_field", None)
    size = f"({field.max_length})" if field.max_length and not isinstance(field, models.UUIDField) else ""
    return f"list of {_type(inner)}" if inner else type(field).__name__.removesuffix("Field") + size


def _notes(field: models.Field[Any, Any]) -> str:
    said = ["key"] if field.primary_key else []
    said += ["may be empty"] if field.null else []
    said += ["unique"] if field.unique and not field.primary_key else []
    return ", ".join(said)


def _model(model: type[models.Model], told: dict[str, str]) -> list[str]:
    about = first_sentence(model.__doc__)
    if not about or about.startswith(f"{model.__name__}("):
        raise Undocumented(f"the model {model._meta.label} has no docstring")
    handling: dict[str, Handling] = getattr(model, "handling", {})
    rows = []
    for field in model._meta.concrete_fields:
        if field.name not in handling:
            raise Undocumented(f"{model._meta.label}.{field.name} does not say how it is handled")
        rows.append((f"`{field.column}`", _type(field), handling[field.name].name.lower(), _notes(field)))
    name = model._meta.db_table
    head = ("field", "type", "handling", "")
    return [f"### {name}", "", f"{about}.", "", _fence_of(name, told), "", *table(head, rows), ""]


def ours() -> list[type[models.Model]]:
    """Every model of the house, sorted by table."""
    found = [model for model in apps.get_models() if model.__module__.startswith("familyhub.")]
    return sorted(found, key=lambda model: model._meta.db_table)


def _of_others(known: set[str]) -> list[str]:
    rows = sorted((f"`{name}`", why) for name, why in exemptions.EXEMPT.items() if name not in known)
    return ["## Tables without a model of ours", "", *table(("table", "why it is not fenced"), rows)]


def markdown() -> str:
    """The page."""
    told, models_of = fences(), ours()
    lines = ["## How fields are handled", "", *table(("class", "what is in it"), _classes()), ""]
    for room in sorted({model._meta.app_label for model in models_of}):
        lines += [f"## {room}", ""]
        lines += [line for model in models_of if model._meta.app_label == room for line in _model(model, told)]
    return page("Data dictionary", WORDS, [*lines, *_of_others({model._meta.db_table for model in models_of})])


def _classes() -> Iterator[tuple[str, str]]:
    return ((handling.name.lower(), words) for handling, words in HANDLING.items())
