"""The words of the MASH lane's workspace. The enquiry's own states, outcomes and colours are in `terms.py`."""

from __future__ import annotations

from enum import StrEnum

from familyhub.referrals.terms.requests import Colour, EnquiryOutcome, State

COLOUR_LABELS = {Colour.RED: "Red", Colour.AMBER: "Amber", Colour.GREEN: "Green"}
NO_COLOUR = "Colour not set"
# red first, then what nobody has looked at yet
COLOUR_RANKS = {Colour.RED.value: 0, "": 1, Colour.AMBER.value: 2, Colour.GREEN.value: 3}

ENDS_AS = {
    EnquiryOutcome.SOCIAL_CARE: State.PASSED,
    EnquiryOutcome.STRATEGY: State.PASSED,
    EnquiryOutcome.EXISTING_CASE: State.PASSED,
    EnquiryOutcome.EARLY_HELP: State.RECEIVED,
    EnquiryOutcome.ADVICE: State.ADVISED,
    EnquiryOutcome.NO_ACTION: State.NO_FURTHER_ACTION,
    EnquiryOutcome.OTHER_AUTHORITY: State.TRANSFERRED,
}
WITHOUT_ACTION = (EnquiryOutcome.ADVICE, EnquiryOutcome.NO_ACTION, EnquiryOutcome.OTHER_AUTHORITY)


class Due(StrEnum):
    """By when a partner is asked to answer."""

    TWO_HOURS = "2h"
    FOUR_HOURS = "4h"
    DECISION = "decision"


DUE_LABELS = {
    Due.TWO_HOURS: "Within 2 hours",
    Due.FOUR_HOURS: "Within 4 hours",
    Due.DECISION: "Before the decision is due",
}
DUE_MINUTES = {Due.TWO_HOURS: 120, Due.FOUR_HOURS: 240}


class Passed(StrEnum):
    """How a concern about an adult was passed on."""

    PHONE = "phone"
    EMAIL = "email"
    IN_PERSON = "in_person"


PASSED_LABELS = {Passed.PHONE: "By phone", Passed.EMAIL: "By secure email", Passed.IN_PERSON: "In person"}


class Duty(StrEnum):
    """How the call to the duty list stands."""

    ACKNOWLEDGED = "acknowledged"
    CALLED = "called"
    SILENT = "silent"  # nobody has acknowledged in the time that the authority sets
    EXHAUSTED = "exhausted"  # everybody on the list was called, and it started again


BEING_LOOKED_AT = "Being looked at by the front door"
NOBODY_ON_THE_LIST = "nobody is on the duty list"
