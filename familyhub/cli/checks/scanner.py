"""Attached files are scanned, and by what."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look
from familyhub.documents.scanning import scanner_for

ASKS = "A virus scanner answers (the demonstration has a stand-in, which knows the EICAR test pattern alone)"


def check(look: Look) -> str:
    """Which scanner is set up, and whether it answers."""
    scanner = scanner_for(settings.ENVIRONMENT)
    if scanner.CODE == "none":
        return "No virus scanner is set up: attached files stay closed. Set FAMILYHUB_SCANNER to clamd's address."
    if not scanner.is_there(settings.ENVIRONMENT):
        return "The virus scanner does not answer: attached files stay closed until it does. Start clamd."
    return ""
