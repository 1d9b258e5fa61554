"""What the front door stores. Every table is fenced; facts are append-only, the request holds where it stands now."""

from familyhub.referrals.models.allocation import (
    Addition,
    ContactAttempt,
    GivenBack,
    NotReached,
    Reopening,
    Transfer,
    Withdrawal,
)
from familyhub.referrals.models.contacts import Contact, Subject, SubjectPlace, UnmetNeed
from familyhub.referrals.models.deciding import ReasonPhrase, ReplyTakenBack, Separation, Undone
from familyhub.referrals.models.facts import Allocation, Answer, Decision, OtherParent, Reply, Return, SentBy, Step
from familyhub.referrals.models.lanes import DeskReason, Enquiry, EnquiryStep, Hold, Joining, WithDesk
from familyhub.referrals.models.mash import (
    Acknowledgement,
    AdultConcern,
    DutyCall,
    DutyPost,
    InformationRequest,
    InformationSubject,
    LinkCode,
    LinkUse,
    PartnerAnswer,
)
from familyhub.referrals.models.requests import Request

__all__ = [
    "Acknowledgement",
    "AdultConcern",
    "Addition",
    "Allocation",
    "Answer",
    "Contact",
    "ContactAttempt",
    "Decision",
    "DeskReason",
    "DutyCall",
    "DutyPost",
    "Enquiry",
    "EnquiryStep",
    "GivenBack",
    "Hold",
    "InformationRequest",
    "InformationSubject",
    "Joining",
    "LinkCode",
    "LinkUse",
    "OtherParent",
    "PartnerAnswer",
    "ReasonPhrase",
    "NotReached",
    "OtherParent",
    "Reopening",
    "Reply",
    "ReplyTakenBack",
    "Request",
    "Return",
    "Separation",
    "SentBy",
    "Step",
    "Subject",
    "SubjectPlace",
    "Undone",
    "Transfer",
    "UnmetNeed",
    "WithDesk",
    "Withdrawal",
]
