"""What the tests of this folder keep from when the directory was made."""

from __future__ import annotations

EXPORTED: list[str] = []
"""Every service as it was exported then."""
