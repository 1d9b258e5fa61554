"""What casework does: a verb each."""

from familyhub.casework.actions.changing import HandOver, close, hand_over, reopen
from familyhub.casework.actions.finding import ChangedMeanwhile, NoSuchEpisode, NoSuchNote, NotThere, Refused
from familyhub.casework.actions.noting import NewNote, NewPart, correct_note, write_note
from familyhub.casework.actions.opening import Accepted, accept
from familyhub.casework.actions.sight import ask_which_goes_on, close_cases_to_declared, let_cover

__all__ = [
    "Accepted",
    "ChangedMeanwhile",
    "HandOver",
    "NewNote",
    "NewPart",
    "NoSuchEpisode",
    "NoSuchNote",
    "NotThere",
    "Refused",
    "accept",
    "ask_which_goes_on",
    "close",
    "close_cases_to_declared",
    "correct_note",
    "hand_over",
    "let_cover",
    "reopen",
    "write_note",
]
