"""The words of other services that work with somebody of a family (S4-17)."""

from __future__ import annotations

from enum import StrEnum


class Service(StrEnum):
    """Which service."""

    FNP = "fnp"
    HEALTH_VISITING = "health_visit"
    MIDWIFERY = "midwifery"
    SCHOOL_NURSING = "school_nurse"
    SPEECH = "speech"
    PORTAGE = "portage"
    MENTAL_HEALTH = "mental"
    SOCIAL_CARE = "social_care"
    DOMESTIC_ABUSE = "abuse"
    SEXUAL_HEALTH = "sexual"
    SUBSTANCES = "substances"
    COUNSELLING = "counselling"


SERVICE_LABELS = {
    Service.FNP: "Family Nurse Partnership",
    Service.HEALTH_VISITING: "Health visiting",
    Service.MIDWIFERY: "Midwifery",
    Service.SCHOOL_NURSING: "School nursing",
    Service.SPEECH: "Speech and language therapy",
    Service.PORTAGE: "Portage",
    Service.MENTAL_HEALTH: "Mental health service",
    Service.SOCIAL_CARE: "Social care",
    Service.DOMESTIC_ABUSE: "Domestic abuse service",
    Service.SEXUAL_HEALTH: "Sexual health service",
    Service.SUBSTANCES: "Substance use service",
    Service.COUNSELLING: "A young person’s own counselling",
}
SECRET = frozenset({Service.DOMESTIC_ABUSE, Service.SEXUAL_HEALTH, Service.SUBSTANCES, Service.COUNSELLING})
"""Their name is the secret: absent for whoever does not hold the compartment of the case."""


class Stand(StrEnum):
    """How a service stands to somebody."""

    REFERRED = "referred"
    WAITING = "waiting"
    WORKING = "working"
    DECLINED = "declined"
    ENDED = "ended"


STAND_LABELS = {
    Stand.REFERRED: "Referred, no reply yet",
    Stand.WAITING: "Accepted, waiting for a place",
    Stand.WORKING: "Working with them",
    Stand.DECLINED: "Did not take them on",
    Stand.ENDED: "Ended",
}
FOLLOWS = {
    Stand.REFERRED: (Stand.WORKING, Stand.WAITING, Stand.DECLINED),
    Stand.WAITING: (Stand.WORKING, Stand.DECLINED),
    Stand.WORKING: (Stand.WORKING, Stand.ENDED),
    Stand.DECLINED: (),
    Stand.ENDED: (),
}
"""What can come after what; a service that works with somebody and goes on has had contact."""
STILL_THERE = frozenset({Stand.REFERRED, Stand.WAITING, Stand.WORKING})
OLDEST_AT_LAST_PERIOD, ENDS_AT_YEARS, REPLY_DAYS = 19, 2, 10
"""Family Nurse Partnership: first-time mothers who were 19 or under at their last period, until the child is two.
Working days until somebody asks for the reply: a local standard."""
MOST_SERVICES = 60
