"""Every address of the site, as the tests walk it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from familyhub.core.asker import Asker, Kind
from familyhub.core.permissions import Access


@dataclass(frozen=True)
class Route:
    """One address: its full name, what stands between the slashes, and its view."""

    name: str
    pattern: str
    parameters: tuple[tuple[str, str], ...]
    view: Callable[..., Any]

    @property
    def access(self) -> Access:
        """What the view says of who may open it. Errors: AttributeError where it says nothing."""
        access: Access = self.view.access  # type: ignore[attr-defined]
        return access

    @property
    def uuids(self) -> tuple[str, ...]:
        """The parameters that are ids of objects."""
        return tuple(name for name, kind in self.parameters if kind == "uuid")

    def url(self, **values: Any) -> str:
        """The address with these values in it."""
        return reverse(self.name, kwargs=values)


def _walk(patterns: Sequence[Any], space: str, before: str) -> Iterator[Route]:
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space, here)
        elif isinstance(one, URLPattern):
            parameters = tuple((name, kind) for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", here))
            yield Route(f"{space}{one.name}", here, parameters, one.callback)


def all_routes() -> list[Route]:
    """Every route of the URLconf, third parties' included, in order."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def allows(access: Access, asker: Asker) -> bool:
    """The declared rule, worked out here once more: kinds, then any of the permissions that the roles' files grant."""
    if not access.kinds:
        return True
    held = {permission.code for permission in access.permissions} & set(asker.permissions)
    return asker.kind in access.kinds and (not access.permissions or bool(held))


NOBODY = Asker(kind=Kind.NOBODY)
