"""States and kinds of a listing."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far a listing has come."""

    DRAFT = "draft"
    WAITING = "waiting"
    PUBLISHED = "published"
    CLOSED = "closed"


STATUS_WORDS = {
    Status.DRAFT: "Draft",
    Status.WAITING: "Waiting for approval",
    Status.PUBLISHED: "Published",
    Status.CLOSED: "Closed",
}


class Sensitivity(StrEnum):
    """How much of where a service is may be said."""

    OPEN = "open"
    MASKED = "masked"
    HIDDEN = "hidden"


SENSITIVITY_WORDS = {
    Sensitivity.OPEN: "The address is shown",
    Sensitivity.MASKED: "The town and the first half of the postcode alone, as for a childminder at home",
    Sensitivity.HIDDEN: "No place at all, as for a refuge",
}


class Shown(StrEnum):
    """How much of a location is kept and shown."""

    FULL = "full"
    MASKED = "masked"


SHOWN_WORDS = {Shown.FULL: "The whole address", Shown.MASKED: "Town and first half of the postcode"}


class LocationKind(StrEnum):
    """What sort of place (Open Referral UK `location_type` and `address_type`)."""

    PHYSICAL = "physical"
    POSTAL = "postal"
    VIRTUAL = "virtual"


class Attending(StrEnum):
    """How somebody takes part; a term of our own taxonomy as well."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    PHONE = "phone"
    HOME_VISIT = "home-visit"


ATTENDING_WORDS = {
    Attending.IN_PERSON: "In person",
    Attending.ONLINE: "Online",
    Attending.PHONE: "By phone",
    Attending.HOME_VISIT: "At home",
}


class FeedKind(StrEnum):
    """What a feed is written in."""

    ORUK3 = "oruk3"
    ORUK1 = "oruk1"
    CSV = "csv"


class What(StrEnum):
    """What a proposed change would do."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


WHAT_WORDS = {What.ADDED: "New", What.CHANGED: "Changed", What.GONE: "Gone from its source"}


class Decision(StrEnum):
    """What was decided about a proposed change."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


DECISION_WORDS = {Decision.WAITING: "Waiting", Decision.APPROVED: "Approved", Decision.REFUSED: "Refused"}


class FeedbackState(StrEnum):
    """What became of what somebody told us about a listing."""

    WAITING = "waiting"
    FORWARDED = "forwarded"
    WENT = "went"
    CLOSED = "closed"


FEEDBACK_WORDS = {
    FeedbackState.WAITING: "Waiting",
    FeedbackState.FORWARDED: "Passed on in our own words",
    FeedbackState.WENT: "Went to the front door",
    FeedbackState.CLOSED: "Closed",
}


class Desk(StrEnum):
    """What an editor may ask the list of listings for."""

    ALL = "all"
    WAITING = "waiting"
    STALE = "stale"
    EXPIRING = "expiring"
    PAUSED = "paused"
    NO_CONTACT = "no-contact"
    DRAFT = "draft"
    CLOSED = "closed"


DESK_WORDS = {
    Desk.ALL: "Everything that is not closed",
    Desk.WAITING: "A change waits",
    Desk.STALE: "Not looked at for three months",
    Desk.EXPIRING: "Expires within a month",
    Desk.PAUSED: "Temporarily closed",
    Desk.NO_CONTACT: "No way to get in touch",
    Desk.DRAFT: "Draft",
    Desk.CLOSED: "Closed",
}
