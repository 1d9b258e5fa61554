"""No scanner: nothing is ever found clean, so that nothing can be opened."""

from __future__ import annotations

from familyhub.documents.scanning import ScannerAway, ScannerSettings
from familyhub.documents.terms import NO_SCANNER

CODE = "none"
RANK = 99


def is_set_up(environment: ScannerSettings) -> bool:
    """Always there, always last."""
    return True


def is_there(environment: ScannerSettings) -> bool:
    """Never."""
    return False


def is_harmful(body: bytes, environment: ScannerSettings) -> bool:
    """Errors: ScannerAway, always."""
    raise ScannerAway(NO_SCANNER)
