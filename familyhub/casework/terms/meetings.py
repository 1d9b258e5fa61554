"""The words of meetings about a family."""

from __future__ import annotations

from enum import StrEnum


class GuestKind(StrEnum):
    """As what somebody is invited."""

    STAFF = "staff"
    PARTNER = "partner"
    FAMILY = "family"


class Attendance(StrEnum):
    """Who was there, and how the family took part."""

    INVITED = "invited"
    ATTENDED = "attended"
    REPRESENTED = "represented"
    VIEWS = "views_sent"
    APOLOGIES = "apologies"
    ABSENT = "absent"


ATTENDANCE_LABELS = {
    Attendance.INVITED: "Invited",
    Attendance.ATTENDED: "Was there",
    Attendance.REPRESENTED: "Somebody spoke for them",
    Attendance.VIEWS: "Sent their views",
    Attendance.APOLOGIES: "Sent apologies",
    Attendance.ABSENT: "Was not there",
}


class CopyKind(StrEnum):
    """What one guest is sent of a meeting."""

    INVITATION = "invitation"
    MINUTES = "minutes"
    CALLED_OFF = "called_off"


COPY_OF = {"called": CopyKind.INVITATION, "held": CopyKind.MINUTES, "cancelled": CopyKind.CALLED_OFF}
COPY_LABELS = {
    CopyKind.INVITATION: "Invitation",
    CopyKind.MINUTES: "Minutes",
    CopyKind.CALLED_OFF: "Word that it does not take place",
}


class CopyWay(StrEnum):
    """How a copy reaches its guest. What leaves the house by email or text names nobody: the copy itself is given."""

    TRAY = "tray"
    NOTICE = "notice"
    HAND = "hand"


LONGEST_MINUTES = 10_000
MOST_GUESTS, MOST_DECISIONS, MOST_MEETINGS = 30, 10, 50
APART_HOURS = 3
"""Two who are kept apart are not at one place within so many hours of each other."""
FATHERS = frozenset({"father", "dad", "daddy", "stepfather", "stepdad", "husband", "boyfriend"})
MOTHERS = frozenset({"mother", "mum", "mummy", "mam", "stepmother", "stepmum", "wife", "girlfriend"})
"""How a text may speak of somebody without their name."""
