"""What can be done in the directory. Each verb makes the cards of what it touches anew."""

from familyhub.directory.actions.cards import count_again, remake_cards
from familyhub.directory.actions.feedback import (
    close_feedback,
    forget_feedback,
    forward_feedback,
    take_out,
    tell_us,
)
from familyhub.directory.actions.feeds import (
    NotThisFeed,
    approve,
    begin_run,
    finish_run,
    note_page,
    number_for,
    refuse,
    refuse_run,
    stage,
)
from familyhub.directory.actions.joining import join, part, take_in
from familyhub.directory.actions.listings import (
    close_listing,
    confirm_listing,
    pause_listing,
    put_back,
    save_listings,
    turn_day,
    write_listing,
)
from familyhub.directory.actions.locations import NoSuchLocation, tie_location
from familyhub.directory.actions.offers import CannotOffer, end_promise, keep_promise, promise, stop_keeping
from familyhub.directory.actions.providers import (
    confirm_by_provider,
    opened,
    opened_lately,
    propose,
    remind_owners,
    send_link,
    withdraw_link,
)
from familyhub.directory.actions.sensitivity import set_sensitivity
from familyhub.directory.actions.taxonomies import keep_own_taxonomies

__all__ = [
    "CannotOffer",
    "end_promise",
    "keep_promise",
    "promise",
    "stop_keeping",
    "NoSuchLocation",
    "take_in",
    "set_sensitivity",
    "confirm_by_provider",
    "close_feedback",
    "forget_feedback",
    "forward_feedback",
    "take_out",
    "tell_us",
    "join",
    "part",
    "opened",
    "opened_lately",
    "propose",
    "remind_owners",
    "send_link",
    "withdraw_link",
    "NotThisFeed",
    "approve",
    "begin_run",
    "finish_run",
    "note_page",
    "number_for",
    "refuse",
    "refuse_run",
    "stage",
    "close_listing",
    "confirm_listing",
    "count_again",
    "keep_own_taxonomies",
    "pause_listing",
    "put_back",
    "remake_cards",
    "save_listings",
    "tie_location",
    "turn_day",
    "write_listing",
]
