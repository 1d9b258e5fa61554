"""What the front door does: a verb each."""

from familyhub.referrals.actions.allocating import accept, close, give_to_worker, record_first_contact
from familyhub.referrals.actions.answering import answer_return, take_answer
from familyhub.referrals.actions.attaching import attach_files, tie_files
from familyhub.referrals.actions.claiming import claim, claim_next, release
from familyhub.referrals.actions.deciding import decide, return_to_sender
from familyhub.referrals.actions.identifying import link, make, mark_unknown
from familyhub.referrals.actions.joining import join
from familyhub.referrals.actions.receiving import receive
from familyhub.referrals.actions.separating import separate
from familyhub.referrals.actions.sharing_replies import change_team, share_with_team
from familyhub.referrals.actions.undoing import undo

__all__ = [
    "accept",
    "answer_return",
    "change_team",
    "attach_files",
    "claim",
    "claim_next",
    "close",
    "decide",
    "give_to_worker",
    "join",
    "link",
    "make",
    "mark_unknown",
    "receive",
    "record_first_contact",
    "release",
    "return_to_sender",
    "share_with_team",
    "take_answer",
    "tie_files",
    "separate",
    "take_answer",
    "undo",
]
