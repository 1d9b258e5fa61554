"""Pages made from the code say what the code says; run `familyhub docs` when this fails."""

from __future__ import annotations

from familyhub.cli.commands.docs import out_of_date
from familyhub.config.environment import ROOT


def test_generated_pages_are_current() -> None:
    assert out_of_date(ROOT) == []
