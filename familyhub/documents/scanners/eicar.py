"""A stand-in for demonstration and tests: it knows the industry's test pattern (EICAR) and nothing else."""

from __future__ import annotations

from familyhub.documents.scanning import ScannerSettings

CODE = "eicar"
RANK = 50
# in two halves, so that no scanner on a developer's machine takes this file away
PATTERN = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def is_set_up(environment: ScannerSettings) -> bool:
    """In the demonstration, where no scanner is named. Nowhere else, whatever is named."""
    return environment.demo and environment.scanner in {"", CODE}


def is_there(environment: ScannerSettings) -> bool:
    """Always."""
    return True


def is_harmful(body: bytes, environment: ScannerSettings) -> bool:
    """Does it hold the test pattern?"""
    return PATTERN in body
