"""The words of the front door. Codes are kept as plain text; labels are what people read.

A *contact* is one arrival (a form, a call, a letter). A *request* is what the service does about it, and is what the
board shows. A contact is not a request: several contacts may belong to one request.
"""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a contact arrived."""

    REFERRER = "referrer"
    SELF = "self"
    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    IN_PERSON = "in_person"
    TEAM = "team"


CHANNEL_LABELS = {
    Channel.REFERRER: "Online referral",
    Channel.SELF: "The family's own form",
    Channel.PHONE: "By phone",
    Channel.EMAIL: "By email",
    Channel.POST: "By post",
    Channel.IN_PERSON: "In person",
    Channel.TEAM: "From a team that helps the family",
}


KEYED = (Channel.PHONE, Channel.EMAIL, Channel.POST, Channel.IN_PERSON)


class Lane(StrEnum):
    """Which front-door lane a request is in. A safeguarding concern is in the MASH lane at once."""

    MASH = "mash"
    EARLY_HELP = "early_help"


RANKS = {Lane.MASH: 0, Lane.EARLY_HELP: 5}
RANK_OF_HARM = 2  # harm at home was ticked or coded, and nobody called it a safeguarding concern
HARM = frozenset({("sf", "6"), ("sf", "8")})


LANE_LABELS = {
    Lane.MASH: "Safeguarding concern",
    Lane.EARLY_HELP: "Early help",
}


class State(StrEnum):
    """Where a request is (domain model 3.4). `submitted` and `received` are one moment here, told by two steps."""

    RECEIVED = "received"
    RETURNED = "returned_to_referrer"
    ESCALATED = "escalated_to_mash"
    SIGNPOSTED = "signposted"
    TRANSFERRED = "transferred_out"
    NO_FURTHER_ACTION = "no_further_action"
    DECLINED = "declined_by_family"
    ALLOCATED_TO_TEAM = "allocated_to_team"
    ALLOCATED_TO_WORKER = "allocated_to_worker"
    ACCEPTED = "accepted_by_team"
    FIRST_CONTACT_MADE = "first_contact_made"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    JOINED = "joined_to_another"
    PASSED = "passed_to_social_care"
    ADVISED = "advice_given"


STATE_LABELS = {
    State.RECEIVED: "Waiting for a decision",
    State.RETURNED: "Back with the sender",
    State.ESCALATED: "MASH lane",
    State.SIGNPOSTED: "Signposted",
    State.TRANSFERRED: "Passed to another authority",
    State.NO_FURTHER_ACTION: "No further action",
    State.DECLINED: "Declined by the family",
    State.ALLOCATED_TO_TEAM: "With a team",
    State.ALLOCATED_TO_WORKER: "With a worker",
    State.ACCEPTED: "Accepted",
    State.FIRST_CONTACT_MADE: "First contact made",
    State.CLOSED: "Closed",
    State.WITHDRAWN: "Withdrawn",
    State.JOINED: "Part of another request",
    State.PASSED: "Passed to social care",
    State.ADVISED: "Advice given",
}

AT_FRONT_DOOR = (State.RECEIVED, State.RETURNED, State.ESCALATED)
WITH_TEAM = (State.ALLOCATED_TO_TEAM, State.ALLOCATED_TO_WORKER, State.ACCEPTED, State.FIRST_CONTACT_MADE)
OVER = (
    State.SIGNPOSTED,
    State.TRANSFERRED,
    State.NO_FURTHER_ACTION,
    State.DECLINED,
    State.CLOSED,
    State.WITHDRAWN,
    State.JOINED,
    State.PASSED,
    State.ADVISED,
)


class EnquiryState(StrEnum):
    """Where a MASH enquiry is (domain model 3.4). `joined`: it became part of an earlier one about the same child."""

    RECEIVED = "received"
    GATHERING = "information_gathering"
    DECIDED = "decided"
    STARTED = "action_started"
    CLOSED = "closed"
    JOINED = "joined_to_another"


ENQUIRY_LABELS = {
    EnquiryState.RECEIVED: "Opened",
    EnquiryState.GATHERING: "Partners asked",
    EnquiryState.DECIDED: "Decided",
    EnquiryState.STARTED: "Action started",
    EnquiryState.CLOSED: "Closed",
    EnquiryState.JOINED: "Part of another enquiry",
}
ENQUIRY_OVER = (EnquiryState.CLOSED, EnquiryState.JOINED)
ENQUIRY_UNDECIDED = (EnquiryState.RECEIVED, EnquiryState.GATHERING)


class EnquiryOutcome(StrEnum):
    """What the decision maker of the MASH decided (domain model 3.4)."""

    SOCIAL_CARE = "social_care_referral"
    STRATEGY = "strategy_discussion"
    EXISTING_CASE = "existing_case"
    EARLY_HELP = "early_help"
    ADVICE = "advice"
    NO_ACTION = "no_action"
    OTHER_AUTHORITY = "other_authority"


ENQUIRY_OUTCOME_LABELS = {
    EnquiryOutcome.SOCIAL_CARE: "Referral to children's social care",
    EnquiryOutcome.STRATEGY: "Strategy discussion",
    EnquiryOutcome.EXISTING_CASE: "To the social worker who knows the child",
    EnquiryOutcome.EARLY_HELP: "Early help",
    EnquiryOutcome.ADVICE: "Advice given",
    EnquiryOutcome.NO_ACTION: "No further action",
    EnquiryOutcome.OTHER_AUTHORITY: "Passed to another authority",
}


class Colour(StrEnum):
    """How urgent an enquiry is. The hours that each allows are local configuration."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Why(StrEnum):
    """Why the desk took a request over; nobody but the desk reads it."""

    NONE = "none"
    PROTECTED = "protected"
    CONFLICT = "conflict"
    SAMPLE = "sample"


class SubjectRole(StrEnum):
    """What somebody named in a contact is in it."""

    CHILD = "child"
    UNBORN = "unborn"
    PARENT = "parent"
    OTHER = "other"


SUBJECT_LABELS = {
    SubjectRole.CHILD: "Child",
    SubjectRole.UNBORN: "Unborn baby",
    SubjectRole.PARENT: "Parent or carer",
    SubjectRole.OTHER: "Somebody else",
}


class Found(StrEnum):
    """How somebody named in a contact was matched to a record."""

    NOT_YET = "not_yet"
    LINKED = "linked"
    NEW = "new"
    UNKNOWN = "unknown"


UNFOUND = (Found.NOT_YET, Found.UNKNOWN)  # may still be found, whatever was decided meanwhile


class Agreement(StrEnum):
    """What the family said to the referral. Agreement to a voluntary service, not a lawful basis (ADR 0006)."""

    AGREED = "agreed"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    SELF = "own_request"


AGREEMENT_LABELS = {
    Agreement.AGREED: "The family knows and agrees",
    Agreement.NOT_ASKED: "The family has not been asked",
    Agreement.REFUSED: "The family said no",
    Agreement.SELF: "The family asked for itself",
}


class Evidence(StrEnum):
    """Which of the two accepted routes a professional uses (S0-16)."""

    ASSESSMENT = "assessment"
    E_REFERRAL = "e_referral"
    NONE = "none"


EVIDENCE_LABELS = {
    Evidence.ASSESSMENT: "A whole-family assessment",
    Evidence.E_REFERRAL: "An e-referral that cites the latest assessment",
    Evidence.NONE: "Neither yet",
}


class MayContact(StrEnum):
    """May a parent who has not agreed be contacted about somebody else's request?"""

    YES = "yes"
    NO = "no"
    LATER = "later"


MAY_CONTACT_LABELS = {
    MayContact.YES: "Yes, in the way and with the words below",
    MayContact.NO: "No",
    MayContact.LATER: "Not yet: the worker asks the parent who came to us first",
}


class ReturnReason(StrEnum):
    """Why a contact went back to its sender; counted by agency (S0-15)."""

    NO_UNMET_NEED = "no_unmet_need"
    NO_ASSESSMENT = "no_assessment"
    NO_AGREEMENT = "no_agreement_sought"
    WRONG_AREA = "wrong_area"
    NOT_ELIGIBLE = "not_eligible"


RETURN_LABELS = {
    ReturnReason.NO_UNMET_NEED: "It does not say which needs are unmet",
    ReturnReason.NO_ASSESSMENT: "There is no assessment, and no e-referral that cites one",
    ReturnReason.NO_AGREEMENT: "The family has not been asked",
    ReturnReason.WRONG_AREA: "The family lives in another authority's area",
    ReturnReason.NOT_ELIGIBLE: "Nobody in it is of an age that the service is for",
}


class Outcome(StrEnum):
    """What the front door decided."""

    TO_TEAM = "to_team"
    SIGNPOST = "signpost"
    TO_MASH = "to_mash"
    OUT_OF_AREA = "out_of_area"
    DECLINED = "declined"
    NO_FURTHER_ACTION = "no_further_action"


OUTCOME_LABELS = {
    Outcome.TO_TEAM: "Give it to a team",
    Outcome.SIGNPOST: "Signpost to a service",
    Outcome.TO_MASH: "Move it to the MASH lane",
    Outcome.OUT_OF_AREA: "Pass it to another authority",
    Outcome.DECLINED: "The family does not want help",
    Outcome.NO_FURTHER_ACTION: "No further action",
}
OUTCOME_STATES = {
    Outcome.TO_TEAM: State.ALLOCATED_TO_TEAM,
    Outcome.SIGNPOST: State.SIGNPOSTED,
    Outcome.TO_MASH: State.ESCALATED,
    Outcome.OUT_OF_AREA: State.TRANSFERRED,
    Outcome.DECLINED: State.DECLINED,
    Outcome.NO_FURTHER_ACTION: State.NO_FURTHER_ACTION,
}


class PlaceFound(StrEnum):
    """What is known of where the family lives. Unknown is not out of area: the officer chooses."""

    KNOWN = "known"
    UNKNOWN_POSTCODE = "unknown_postcode"
    NO_POSTCODE = "no_postcode"
    PROTECTED = "protected"


NO_PLACE = "Not known"
PLACE_LABELS = {
    PlaceFound.KNOWN: "",
    PlaceFound.UNKNOWN_POSTCODE: "The postcode is not in our file",
    PlaceFound.NO_POSTCODE: NO_PLACE,
    PlaceFound.PROTECTED: NO_PLACE,  # the same words as for no postcode: a hidden address must not be hinted at
}


class SenderWord(StrEnum):
    """The four words that anybody outside the front door reads; the fifth is for a professional who was asked."""

    RECEIVED = "received"
    BEING_LOOKED_AT = "being_looked_at"
    WILL_CONTACT = "will_contact"
    FINISHED = "finished"
    MORE_NEEDED = "more_needed"


SENDER_WORDS = {
    SenderWord.RECEIVED: "Received",
    SenderWord.BEING_LOOKED_AT: "Being looked at",
    SenderWord.WILL_CONTACT: "Someone will contact the family in the way that was said to be safe",
    SenderWord.FINISHED: "Finished",
    SenderWord.MORE_NEEDED: "We need more from you",
}

SELF_WORDS = SENDER_WORDS | {
    SenderWord.WILL_CONTACT: "Someone will contact you in the way you said",
    SenderWord.MORE_NEEDED: SENDER_WORDS[SenderWord.BEING_LOOKED_AT],  # nobody asks a family for papers
}

NO_SAFE_WAY = "It is not safe to contact this person. They will come back to us."
SOURCE_SELF = "1C"
SOURCE_RELATIVE = "1A"
SOURCE_ACQUAINTANCE = "1B"
SOURCE_ANONYMOUS = "9"
WHO = {
    SOURCE_RELATIVE: "A relative",
    SOURCE_ACQUAINTANCE: "A friend or neighbour",
    "1D": "A member of the public",
    SOURCE_ANONYMOUS: "Somebody who gave no name",
}
NOT_PROFESSIONALS = frozenset({SOURCE_SELF, *WHO})
