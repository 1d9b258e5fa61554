"""Session cookies go over https only."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "Cookies go over https only, the demonstration excepted"


def check(look: Look) -> str:
    """Both cookies."""
    if settings.DEMO or (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        return ""
    return "Set FAMILYHUB_SECURE_COOKIES to yes and serve the site over https."
