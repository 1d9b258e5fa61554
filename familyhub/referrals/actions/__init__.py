"""What the front door does: a verb each."""

from familyhub.referrals.actions.allocating import accept, close, give_to_worker, record_first_contact
from familyhub.referrals.actions.allocation_back import give_back
from familyhub.referrals.actions.allocation_reaching import answer_worry, record_attempt, say_not_reached
from familyhub.referrals.actions.allocation_reopen import reopen
from familyhub.referrals.actions.allocation_sender import amend, take_addition, take_withdrawal, withdraw
from familyhub.referrals.actions.allocation_transfer import record_passing, record_receipt
from familyhub.referrals.actions.answering import answer_return, take_answer
from familyhub.referrals.actions.attaching import attach_files, tie_files
from familyhub.referrals.actions.claiming import claim, claim_next, release
from familyhub.referrals.actions.deciding import decide
from familyhub.referrals.actions.identifying import link, make, mark_unknown, unsure
from familyhub.referrals.actions.joining import join
from familyhub.referrals.actions.passing_on import pass_on
from familyhub.referrals.actions.receiving import receive
from familyhub.referrals.actions.returning import return_to_sender
from familyhub.referrals.actions.sent_on import leave_with_team, pass_to_authority
from familyhub.referrals.actions.separating import separate
from familyhub.referrals.actions.sharing_replies import change_team, share_with_team
from familyhub.referrals.actions.undoing import undo

__all__ = [
    "accept",
    "amend",
    "answer_return",
    "answer_worry",
    "change_team",
    "attach_files",
    "claim",
    "claim_next",
    "close",
    "decide",
    "give_back",
    "give_to_worker",
    "join",
    "leave_with_team",
    "link",
    "make",
    "mark_unknown",
    "pass_on",
    "pass_to_authority",
    "receive",
    "record_attempt",
    "record_first_contact",
    "release",
    "record_passing",
    "record_receipt",
    "reopen",
    "return_to_sender",
    "say_not_reached",
    "take_addition",
    "take_answer",
    "take_withdrawal",
    "withdraw",
    "share_with_team",
    "take_answer",
    "tie_files",
    "separate",
    "take_answer",
    "undo",
    "unsure",
]
