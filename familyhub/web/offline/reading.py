"""What a device sends, read: whatever else it may be, it is text of a bounded size."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from familyhub.web.offline.shapes import Step, Work

MOST_STEPS, MOST_BOXES, MOST_VALUES = 20, 100, 50
LONGEST_NAME = 80


class NotReadable(Exception):
    """It is not what our script sends."""


def read(body: bytes) -> tuple[str, uuid.UUID, dict[str, Any]]:
    """Kind, number, and the rest. Errors: NotReadable."""
    try:
        told = json.loads(body)
        return str(told["kind"]), uuid.UUID(told["about"]), told
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotReadable from error


def work_of(told: dict[str, Any], taken_at: datetime) -> Work:
    """The work itself. Errors: NotReadable."""
    try:
        steps = tuple(Step(str(one["code"])[:20], _moment(one["said"])) for one in told["steps"])
        values = {str(name): [str(one) for one in said] for name, said in dict(told["values"]).items()}
        work = Work(uuid.UUID(told["key"]), _moment(told["device_now"]), taken_at, steps, values)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError) as error:
        raise NotReadable from error
    is_large = len(steps) > MOST_STEPS or len(values) > MOST_BOXES
    if is_large or any(len(name) > LONGEST_NAME or len(said) > MOST_VALUES for name, said in values.items()):
        raise NotReadable
    return work


def _moment(said: Any) -> datetime:
    """Milliseconds since 1970, as browsers count."""
    return datetime.fromtimestamp(float(said) / 1000, tz=UTC)
