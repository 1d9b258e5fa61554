"""Nothing is done with a family that is being looked at with the duty manager."""

from __future__ import annotations

import uuid

from familyhub.casework.actions.finding import refuse
from familyhub.casework.queries.looked_at import held_words


def check_released(case: uuid.UUID) -> None:
    """Errors: Refused, with whom to phone if it cannot wait."""
    refuse(held_words(case))
