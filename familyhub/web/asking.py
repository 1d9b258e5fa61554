"""Who is asking, for every screen."""

from __future__ import annotations

from django.http import HttpRequest

from familyhub.core.asker import Asker


def asker_of(request: HttpRequest) -> Asker:
    """Who is asking."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    return asker
