"""What several tests of core need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.integration.core.audited import Log, sixty_rows


@pytest.fixture
def log(superuser: Any, settings: Any, tmp_path: Path) -> Log:
    """An empty access log with an attacker at hand; key and signed file in a folder of their own."""
    settings.STATE = tmp_path
    return Log(superuser)


@pytest.fixture
def sealed(log: Log) -> Log:
    """Sixty rows under six seals."""
    sixty_rows(log)
    return log
