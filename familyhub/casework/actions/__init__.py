"""What casework does: a verb each."""

from familyhub.casework.actions.changing import HandOver, hand_over, reopen
from familyhub.casework.actions.closing import Ending, close, hand_back, record_sustained, step_tier
from familyhub.casework.actions.finding import ChangedMeanwhile, NoSuchEpisode, NoSuchNote, NotThere, Refused
from familyhub.casework.actions.menu import put_on_menu, take_off_menu
from familyhub.casework.actions.needing import NewNeed, add_need, set_need, settle_needs
from familyhub.casework.actions.noting import NewNote, NewPart, correct_note, write_note
from familyhub.casework.actions.opening import Accepted, accept
from familyhub.casework.actions.plan_tasks import move_action
from familyhub.casework.actions.planning import (
    NewAction,
    Owner,
    PlanWords,
    add_action,
    add_goal,
    begin_plan,
    publish_plan,
    take_out,
    word_plan,
)
from familyhub.casework.actions.sight import ask_which_goes_on, close_cases_to_declared, let_cover

__all__ = [
    "Accepted",
    "ChangedMeanwhile",
    "Ending",
    "HandOver",
    "NewAction",
    "NewNeed",
    "NewNote",
    "NewPart",
    "NoSuchEpisode",
    "NoSuchNote",
    "NotThere",
    "Owner",
    "PlanWords",
    "Refused",
    "accept",
    "add_action",
    "add_goal",
    "add_need",
    "ask_which_goes_on",
    "begin_plan",
    "close",
    "close_cases_to_declared",
    "correct_note",
    "hand_back",
    "hand_over",
    "let_cover",
    "move_action",
    "publish_plan",
    "put_on_menu",
    "record_sustained",
    "reopen",
    "set_need",
    "settle_needs",
    "step_tier",
    "take_off_menu",
    "take_out",
    "word_plan",
    "write_note",
]
