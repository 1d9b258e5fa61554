"""What stands around every page: names, navigation, the way out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the layouts."""
    return {"frame": {}}
