"""What is done in the MASH lane: a verb each."""

from familyhub.referrals.actions.mash.adults import NewAdult, Receipt, pass_on, raise_adult_concern, record_receipt
from familyhub.referrals.actions.mash.authority import pass_to_authority
from familyhub.referrals.actions.mash.deciding import (
    CannotClose,
    DecideFirst,
    NeedsColour,
    NeedsReleaseWords,
    NewEnquiryDecision,
    WrongDate,
    close_enquiry,
    decide_enquiry,
    release,
    start_action,
)
from familyhub.referrals.actions.mash.duty import NewDuty, acknowledge, add_to_duty, call_next, end_duty
from familyhub.referrals.actions.mash.enquiries import set_colour
from familyhub.referrals.actions.mash.links import answer, read
from familyhub.referrals.actions.mash.partners import NewQuestion, NobodyChosen, ask_partner, withdraw

__all__ = [
    "CannotClose",
    "DecideFirst",
    "NeedsColour",
    "NeedsReleaseWords",
    "NewAdult",
    "NewDuty",
    "NewEnquiryDecision",
    "NewQuestion",
    "NobodyChosen",
    "Receipt",
    "WrongDate",
    "acknowledge",
    "add_to_duty",
    "answer",
    "ask_partner",
    "call_next",
    "close_enquiry",
    "decide_enquiry",
    "end_duty",
    "pass_on",
    "pass_to_authority",
    "raise_adult_concern",
    "read",
    "record_receipt",
    "release",
    "set_colour",
    "start_action",
    "withdraw",
]
