"""What an action is given to store."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from familyhub.directory.terms import Sensitivity, Status

DAY_FIELDS = ("publish_on", "expire_on", "paused_from", "paused_until")
"""The days from and until which a listing is shown and temporarily closed."""


@dataclass(frozen=True, kw_only=True)
class NewListing:
    """A service as a clean document of the standard, and how it stands with us.

    Shown from `publish_on` up to but not on `expire_on`; temporarily closed from `paused_from` up to but not on
    `paused_until`. `source` and `source_key`: the feed it comes from and what it is called there.
    """

    document: dict[str, Any]
    status: Status = Status.PUBLISHED
    sensitivity: Sensitivity = Sensitivity.OPEN
    publish_on: date | None = None
    expire_on: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    source: uuid.UUID | None = None
    source_key: str = ""

    @property
    def id(self) -> uuid.UUID:
        """The service's number."""
        return uuid.UUID(self.document["id"])
