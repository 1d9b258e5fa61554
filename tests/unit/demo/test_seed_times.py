"""What the demonstration tells of the last days lies in the last days, whatever the hour at which it is made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from familyhub.demo.seed import _office_hours

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize("hour", range(24))
def test_a_request_came_in_office_hours_and_before_now(hour: int) -> None:
    moment = MIDNIGHT + timedelta(hours=hour, minutes=20)
    found = _office_hours(moment)
    assert moment - timedelta(days=1) < found <= moment and 9 <= found.hour <= 16
