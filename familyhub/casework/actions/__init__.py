"""What casework does: a verb each."""

from familyhub.casework.actions.caring import NewCarer, NewOffer, mark_carer, move_carer
from familyhub.casework.actions.changing import HandOver, hand_over, reopen
from familyhub.casework.actions.closing import Ending, close, hand_back, record_sustained, step_tier
from familyhub.casework.actions.deaths import end_what_asks, leads_of_person
from familyhub.casework.actions.finding import ChangedMeanwhile, NoSuchEpisode, NoSuchNote, NotThere, Refused
from familyhub.casework.actions.involving import NewService, NewStand, involve_service, move_service
from familyhub.casework.actions.measuring import NewMeasure, record_measure
from familyhub.casework.actions.meeting import (
    Minutes,
    NewGuest,
    NewMeeting,
    NewOutcome,
    call_meeting,
    cancel_meeting,
    finish_decision,
    hold_meeting,
    keep_apart,
    let_together,
)
from familyhub.casework.actions.meeting_copies import give_copy, send_copies
from familyhub.casework.actions.menu import put_on_menu, take_off_menu
from familyhub.casework.actions.needing import NewNeed, add_need, set_need, settle_needs
from familyhub.casework.actions.noting import NewNote, NewPart, correct_note, write_note
from familyhub.casework.actions.opening import Accepted, accept
from familyhub.casework.actions.partners_calling import (
    Held,
    NewPartnersMeeting,
    NewSeat,
    call_partners_meeting,
    cancel_partners_meeting,
    close_partners_meeting,
)
from familyhub.casework.actions.partners_items import NewItem, Said, finish_agreed, put_child, say_item, take_off
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
from familyhub.casework.actions.sending_on import Ground, NewSentOn, close_untold, send_on, stop_waiting
from familyhub.casework.actions.sight import ask_which_goes_on, close_cases_to_declared, let_cover
from familyhub.casework.actions.supporting import (
    NewPhase,
    NewSupport,
    begin_support,
    list_programme,
    move_support,
    unlist_programme,
)
from familyhub.casework.actions.visits import NewVisit, cancel_visit, move_visit, plan_visit
from familyhub.casework.actions.visits_alarm import call_next as call_next_about_alarm
from familyhub.casework.actions.visits_alarm import end_alarm, raise_alarm, take_alarm
from familyhub.casework.actions.visits_check import Kept, check_in, check_out, stay_longer
from familyhub.casework.actions.visits_door import NewDoorFact, end_door_fact, record_door_fact
from familyhub.casework.actions.visits_writing import WriteUp, write_up
from familyhub.casework.actions.withdrawing import Followed, follow_withdrawn

__all__ = [
    "end_what_asks",
    "leads_of_person",
    "Accepted",
    "ChangedMeanwhile",
    "Ending",
    "Followed",
    "Ground",
    "HandOver",
    "Kept",
    "Held",
    "Minutes",
    "NewAction",
    "NewCarer",
    "NewDoorFact",
    "NewGuest",
    "NewItem",
    "NewMeasure",
    "NewMeeting",
    "NewNeed",
    "NewNote",
    "NewOffer",
    "NewOutcome",
    "NewPart",
    "NewPhase",
    "NewSentOn",
    "NewSupport",
    "NewService",
    "NewStand",
    "NewVisit",
    "NewPartnersMeeting",
    "NewSeat",
    "NoSuchEpisode",
    "NoSuchNote",
    "NotThere",
    "Owner",
    "PlanWords",
    "Refused",
    "WriteUp",
    "Said",
    "accept",
    "add_action",
    "add_goal",
    "add_need",
    "ask_which_goes_on",
    "begin_plan",
    "begin_support",
    "call_meeting",
    "call_next_about_alarm",
    "cancel_meeting",
    "cancel_visit",
    "check_in",
    "check_out",
    "call_partners_meeting",
    "cancel_meeting",
    "cancel_partners_meeting",
    "close",
    "close_cases_to_declared",
    "close_partners_meeting",
    "close_untold",
    "correct_note",
    "end_alarm",
    "end_door_fact",
    "finish_agreed",
    "finish_decision",
    "follow_withdrawn",
    "give_copy",
    "hand_back",
    "hand_over",
    "hold_meeting",
    "involve_service",
    "keep_apart",
    "let_cover",
    "let_together",
    "list_programme",
    "mark_carer",
    "move_action",
    "move_carer",
    "move_service",
    "move_support",
    "move_visit",
    "plan_visit",
    "publish_plan",
    "put_child",
    "put_on_menu",
    "raise_alarm",
    "record_door_fact",
    "record_measure",
    "record_sustained",
    "reopen",
    "say_item",
    "send_copies",
    "send_on",
    "set_need",
    "settle_needs",
    "stay_longer",
    "step_tier",
    "stop_waiting",
    "take_alarm",
    "take_off",
    "take_off_menu",
    "take_out",
    "unlist_programme",
    "word_plan",
    "write_note",
    "write_up",
]
