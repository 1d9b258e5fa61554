"""`docs/generated/glossary.md`: the words of each room, from its `terms`: codes for machines, labels for people."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import Enum
from types import ModuleType
from typing import Any

from django.apps import apps

from familyhub.cli.generated import MADE, Undocumented, first_sentence, page, table
from familyhub.vocabulary.terms import Dated

WORDS = (
    f"{MADE} The words that the screens and the data use, room by room. A code is what is stored and exchanged; the "
    "label is what people read. A list that holds from one day to another says so. What a room is for, and the words "
    "that have no code, stand in its README."
)


def _modules(room: str) -> Iterator[ModuleType]:
    """The room's `terms`, as one file or as a folder."""
    try:
        terms = importlib.import_module(f"familyhub.{room}.terms")
    except ModuleNotFoundError:
        return
    yield terms
    for info in sorted(pkgutil.iter_modules(getattr(terms, "__path__", [])), key=lambda item: item.name):
        yield importlib.import_module(f"{terms.__name__}.{info.name}")


def _enums(module: ModuleType) -> list[type[Enum]]:
    found = [value for value in vars(module).values() if inspect.isclass(value) and issubclass(value, Enum)]
    return sorted((kind for kind in found if kind.__module__ == module.__name__), key=lambda kind: kind.__name__)


def _labels(module: ModuleType, kind: type[Enum]) -> dict[Any, str]:
    """The labels that the module gives to the members of this list; the fullest dictionary wins."""
    tables = [
        value
        for name, value in vars(module).items()
        if isinstance(value, dict) and name.endswith(("_LABELS", "_WORDS")) and any(type(key) is kind for key in value)
    ]
    fullest = max(tables, key=len, default={})
    return {key: " / ".join(label) if isinstance(label, tuple) else str(label) for key, label in fullest.items()}


def _list(module: ModuleType, kind: type[Enum]) -> list[str]:
    about = first_sentence(kind.__doc__)
    if not about or kind.__doc__ == Enum.__doc__:
        raise Undocumented(f"{kind.__module__}.{kind.__name__} has no docstring")
    labels = _labels(module, kind)
    rows = [(f"`{member.value}`", labels.get(member) or member.name.replace("_", " ").lower()) for member in kind]
    title = re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).capitalize()
    return [f"### {title}", "", f"{about}.", "", *table(("code", "label"), rows), ""]


def _coded(module: ModuleType) -> dict[str, tuple[Dated, ...]]:
    """The dated lists that the module defines, by name."""
    return {
        name: value
        for name, value in sorted(vars(module).items())
        if name.isupper()
        and not name.startswith("_")
        and isinstance(value, tuple)
        and value
        and isinstance(value[0], Dated)
        and value[0].__module__ == module.__name__
    }


def _dates(item: Dated) -> str:
    def day(value: date | None) -> str:
        return f"{value.day} {value:%B %Y}" if value else ""

    since, until = day(item.valid_from), day(item.valid_to)
    return " ".join(word for word in (since and f"from {since}", until and f"until {until}") if word)


def _shown(item: Any) -> str:
    """Its own words besides code and dates."""
    names = [f.name for f in fields(item) if f.name not in {"code", "valid_from", "valid_to"}]
    values = [getattr(item, name) for name in names]
    return ", ".join(str(value) for value in values if isinstance(value, str) and value)


def _parts(item: Any) -> tuple[Any, ...]:
    """What a set holds: the needs of a framework, the levels of a version."""
    return tuple(getattr(item, "needs", ()) or getattr(item, "levels", ()))


def _dated(name: str, items: tuple[Dated, ...]) -> list[str]:
    title = name.replace("_", " ").capitalize()
    lines = [f"### {title}", ""]
    if not any(_parts(item) for item in items):
        rows = [(f"`{getattr(item, 'code', '')}`", _shown(item), _dates(item)) for item in items]
        return [*lines, *table(("code", "words", "holds"), rows), ""]
    for item in items:
        dates = _dates(item)
        lines += [f"**{_shown(item)}**{f' ({dates})' if dates else ''}", ""]
        rows = [
            (
                f"`{getattr(part, 'code', '') or getattr(part, 'number', '')}`",
                _shown(part),
                _dates(part) if isinstance(part, Dated) else "",
            )
            for part in _parts(item)
        ]
        lines += [*table(("code", "words", "holds"), rows), ""]
    return lines


def _room(room: str) -> list[str]:
    lines: list[str] = []
    for module in _modules(room):
        for kind in _enums(module):
            lines += _list(module, kind)
        for name, items in _coded(module).items():
            lines += _dated(name, items)
    return [f"## {room}", "", *lines] if lines else []


def markdown() -> str:
    """The page."""
    rooms = sorted(app.label for app in apps.get_app_configs() if app.name.startswith("familyhub."))
    return page("Glossary", WORDS, [line for room in rooms for line in _room(room)])
