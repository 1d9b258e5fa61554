"""The words of the partners meeting: a standing meeting of several agencies about one team's area (S1-83)."""

from __future__ import annotations

from enum import StrEnum


class SeatRole(StrEnum):
    """Who sits at it: the six of the plan, and whoever else is asked."""

    MIDWIFE = "midwife"
    HEALTH_VISITOR = "health_visitor"
    CENTRE_LEADER = "centre_leader"
    PORTAGE = "portage_worker"
    LINK_SOCIAL_WORKER = "link_social_worker"
    EARLY_YEARS = "early_years_adviser"
    OTHER = "other"


SEAT_LABELS = {
    SeatRole.MIDWIFE: "Midwife",
    SeatRole.HEALTH_VISITOR: "Health visitor",
    SeatRole.CENTRE_LEADER: "Children’s centre leader",
    SeatRole.PORTAGE: "Portage worker",
    SeatRole.LINK_SOCIAL_WORKER: "Link social worker",
    SeatRole.EARLY_YEARS: "Early years adviser",
    SeatRole.OTHER: "Other member",
}
SIX = tuple(role for role in SeatRole if role is not SeatRole.OTHER)
ACCOUNT_ROLES = {
    SeatRole.MIDWIFE: ("midwife",),
    SeatRole.HEALTH_VISITOR: ("health_visitor",),
    SeatRole.CENTRE_LEADER: ("cluster_coordinator",),
    SeatRole.PORTAGE: ("partner_practitioner",),
    SeatRole.LINK_SOCIAL_WORKER: ("partner_practitioner",),
    SeatRole.EARLY_YEARS: ("partner_practitioner",),
}
"""In which posts those work who can be given each seat with an account of their own."""


class Basis(StrEnum):
    """On what ground a child is talked about with partners."""

    AGREED = "agreed"
    TOLD = "told"
    NOT_TOLD = "not_told"


BASIS_LABELS = {
    Basis.AGREED: "The family agreed to it",
    Basis.TOLD: "The family knows, and it is needed although they did not agree",
    Basis.NOT_TOLD: "The family does not know, because telling them would put somebody at risk",
}


class SeatAttendance(StrEnum):
    """Who was there."""

    INVITED = "invited"
    ATTENDED = "attended"
    APOLOGIES = "apologies"
    ABSENT = "absent"


SEAT_ATTENDANCE_LABELS = {
    SeatAttendance.INVITED: "Invited",
    SeatAttendance.ATTENDED: "Was there",
    SeatAttendance.APOLOGIES: "Sent apologies",
    SeatAttendance.ABSENT: "Was not there",
}
STANDING = (
    ("actions", "Actions from last time"),
    ("area", "What is new in the area: births, families who moved, gaps"),
    ("services", "Groups, services and training"),
    ("business", "Any other business"),
)
"""The agenda as delivered; an authority's file may say other."""
READ_FOR_DAYS = 7
"""So many days after the meeting a member still reads what was put to them; an authority's file may say other."""
LONGEST_SAID, LONGEST_NEED = 4000, 200
MOST_SEATS, MOST_AGREED, MOST_MEETINGS, MOST_ITEMS, MOST_STANDING = 20, 20, 50, 60, 12
