"""What the front door does: a verb each."""

from familyhub.referrals.actions.allocating import accept, close, give_to_worker, record_first_contact
from familyhub.referrals.actions.answering import answer_return, take_answer
from familyhub.referrals.actions.attaching import attach_files, tie_files
from familyhub.referrals.actions.deciding import decide, return_to_sender
from familyhub.referrals.actions.identifying import link, make, mark_unknown
from familyhub.referrals.actions.receiving import receive
from familyhub.referrals.actions.sharing_replies import change_team, share_with_team

__all__ = [
    "accept",
    "answer_return",
    "change_team",
    "attach_files",
    "close",
    "decide",
    "give_to_worker",
    "link",
    "make",
    "mark_unknown",
    "receive",
    "record_first_contact",
    "return_to_sender",
    "share_with_team",
    "take_answer",
    "tie_files",
]
