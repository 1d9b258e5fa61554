"""Who may open what. A permission is made once, in its room; a view says `@needs(permission)`; roles grant codes.

Every URL declares its access by `needs`, `signed_in` or `open_to_all`; one that does not fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from familyhub.core.asker import Asker, Kind

PERMISSIONS: dict[str, Permission] = {}
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class TwicePermission(Exception):
    """Two permissions have the same code."""


@dataclass(frozen=True)
class Permission:
    """One thing that can be allowed. `sees` is the class of rows that it opens when it reaches the whole county."""

    code: str
    words: str
    sees: str = ""

    def __post_init__(self) -> None:
        if self.code in PERMISSIONS:
            raise TwicePermission(self.code)
        PERMISSIONS[self.code] = self


@dataclass(frozen=True)
class Access:
    """What a view says of who may open it."""

    kinds: frozenset[Kind]
    permissions: tuple[Permission, ...] = field(default=())
    reason: str = ""

    def allows(self, asker: Asker) -> bool:
        """May this asker open the page at all? What is on it is the fence's business."""
        if not self.kinds:
            return True
        return asker.kind in self.kinds and (
            not self.permissions or any(asker.may(permission.code) for permission in self.permissions)
        )


def _guarded(view: View, access: Access) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.kinds:
            return view(request, *args, **kwargs)
        asker: Asker = request.asker  # type: ignore[attr-defined]
        if access.allows(asker):
            return view(request, *args, **kwargs)
        if not asker.is_somebody:
            return redirect_to_login(request.get_full_path())
        if kwargs:
            raise Http404  # what is not yours is the same as what does not exist
        raise PermissionDenied

    guarded.access = access  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Staff who hold any of these permissions."""
    access = Access(kinds=frozenset({Kind.STAFF}), permissions=permissions)
    return lambda view: _guarded(view, access)


def signed_in(view: View) -> View:
    """Any member of staff who has signed in with a second factor and may use live records."""
    return _guarded(view, Access(kinds=frozenset({Kind.STAFF})))


def for_kind(*kinds: Kind) -> Callable[[View], View]:
    """Askers of these kinds: a referrer with a link, say."""
    return lambda view: _guarded(view, Access(kinds=frozenset(kinds)))


def open_to_all(reason: str) -> Callable[[View], View]:
    """Anybody, signed in or not, with the reason why that is right."""
    return lambda view: _guarded(view, Access(kinds=frozenset(), reason=reason))
