"""What happens with other services. A service whose name is the secret is not named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.services import SERVICE_LABELS, STAND_LABELS, Service, Stand
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ServiceInvolvedNow(Event):
    """Somebody was referred to another service, or it was recorded that it works with them."""

    code: ClassVar[str] = "casework.service_involved"
    by_day: ClassVar[bool] = True
    service: str
    stand: str

    def sentence(self) -> str:
        """What the timeline says."""
        return _said(self.service, self.stand)


@dataclass(frozen=True, kw_only=True)
class ServiceMoved(Event):
    """The other service replied, had contact, or ended."""

    code: ClassVar[str] = "casework.service_moved"
    by_day: ClassVar[bool] = True
    service: str
    stand: str

    def sentence(self) -> str:
        """What the timeline says."""
        return _said(self.service, self.stand)


def _said(service: str, stand: str) -> str:
    label = STAND_LABELS[Stand(stand)].lower()
    return f"{SERVICE_LABELS[Service(service)] if service else 'Another service'}: {label}."
