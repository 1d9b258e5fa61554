"""The words of what follows when a family takes back its agreement to be helped."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """What would take place without anybody's doing."""

    MEETING = "meeting"
    VISIT = "visit"
    ASK = "ask"
    ACTION = "action"


class HelpAfter(StrEnum):
    """What becomes of the help."""

    ENDS = "ends"
    GOES_ON = "goes_on"


HELP_LABELS = {HelpAfter.ENDS: "It ends", HelpAfter.GOES_ON: "It goes on, on another ground"}
CANCELLED_BECAUSE = "The family withdrew its agreement"
