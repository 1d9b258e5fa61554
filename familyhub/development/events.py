"""What happens to a child that a centre should know of. No sentence holds an address or a date of birth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.development.terms import News

SAID = {
    News.EXPECTED: "A pregnancy was registered: the children's centre of this address was told.",
    News.NEW_BABY: "A birth was notified: the children's centre of this address was told.",
    News.MOVED_IN: "A move was notified: the children's centre of the new address was told.",
    News.MOVED_OUT: "A move was notified: the children's centre of the old address was told.",
}


@dataclass(frozen=True, kw_only=True)
class CentreTold(Event):
    """A child was put on a centre's list."""

    code: ClassVar[str] = "development.centre_told"
    news: str

    def sentence(self) -> str:
        """What the timeline says."""
        return SAID[News(self.news)]


@dataclass(frozen=True, kw_only=True)
class CheckNotified(Event):
    """A family was named to its centre after the 14-day check."""

    code: ClassVar[str] = "development.check_notified"
    ground: str

    def sentence(self) -> str:
        """What the timeline says."""
        how = "with a parent's permission" if self.ground == "permission" else "for a recorded safeguarding reason"
        return f"After the 14-day check the health visitor asked for support, {how}."


@dataclass(frozen=True, kw_only=True)
class PregnancyBooked(Event):
    """A midwife registered a pregnancy."""

    code: ClassVar[str] = "development.pregnancy_booked"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A midwife registered the pregnancy."
