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
from familyhub.referrals.models.facts import Allocation, Answer, Decision, OtherParent, Reply, Return, SentBy, Step
from familyhub.referrals.models.lanes import DeskReason, Enquiry, EnquiryStep, Hold, Joining, WithDesk
from familyhub.referrals.models.requests import Request

__all__ = [
    "Addition",
    "Allocation",
    "Answer",
    "Contact",
    "ContactAttempt",
    "Decision",
    "DeskReason",
    "Enquiry",
    "EnquiryStep",
    "GivenBack",
    "Hold",
    "Joining",
    "NotReached",
    "OtherParent",
    "Reopening",
    "Reply",
    "Request",
    "Return",
    "SentBy",
    "Step",
    "Subject",
    "SubjectPlace",
    "Transfer",
    "UnmetNeed",
    "WithDesk",
    "Withdrawal",
]
