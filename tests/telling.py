"""Figures that a test counted, said beside the dots."""

from __future__ import annotations

import sys

import pytest


def tell(capsys: pytest.CaptureFixture[str], words: str) -> None:
    """One line on the terminal, whatever pytest does with output."""
    with capsys.disabled():
        sys.stdout.write(f"\n{words}\n")
