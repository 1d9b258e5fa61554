"""The words of accounts."""

from __future__ import annotations

from enum import StrEnum


class TeamKind(StrEnum):
    """What a team is for."""

    FRONT_DOOR = "front_door"
    CLUSTER = "cluster"
    DISTRICT = "district"
    GOVERNANCE = "governance"
    SYSTEM = "system"


class HoldingKind(StrEnum):
    """How somebody holds a post."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"
    COVER = "cover"


class PlaceLevel(StrEnum):
    """What size of place a team or mailbox serves."""

    AREA = "area"
    CLUSTER = "cluster"
    DISTRICT = "district"


TRAINING_FOR_LIVE_RECORDS = "information-governance"
FREE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.co.uk live.com yahoo.com yahoo.co.uk "
    "icloud.com aol.com btinternet.com sky.com proton.me protonmail.com gmx.com gmx.co.uk".split()
)
