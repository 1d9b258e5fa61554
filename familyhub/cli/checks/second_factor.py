"""A password alone opens nothing."""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.cli.doctoring import Look

ASKS = "Nobody reaches data with a password alone"


def check(look: Look) -> str:
    """Ask as somebody who gave a password and no second factor: they must be nobody."""
    request = SimpleNamespace(
        user=SimpleNamespace(is_authenticated=True, is_active=True, pk=None),
        session={"account_authentication_methods": [{"method": "password"}]},
    )
    try:
        asker = import_string(settings.FENCE_ASKER)(request)
    except AttributeError:
        asker = None  # it went on to ask for more than the second factor
    if asker is not None and not asker.is_somebody:
        return ""
    return "Set FENCE_ASKER to a function that lets nobody in without a second factor."
