"""The page that signs one in as anybody exists in the demonstration alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from familyhub.cli.doctoring import Look

ASKS = "The demonstration's sign-in page exists only in the demonstration"


def check(look: Look) -> str:
    """Every address of the site whose name or view belongs to the demonstration."""
    if settings.DEMO:
        return ""
    found = sorted(_addresses(get_resolver().url_patterns))
    return f"These addresses belong to the demonstration and must not exist here: {', '.join(found)}." if found else ""


def _addresses(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern.url_patterns, address)
        elif _is_demo(pattern):
            yield address


def _is_demo(pattern: Any) -> bool:
    where = f"{pattern.name or ''}.{getattr(pattern.callback, '__module__', '')}"
    return "demo" in re.split(r"[._:-]", where)
