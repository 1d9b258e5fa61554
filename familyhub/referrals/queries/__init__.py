"""What can be asked of the front door, always by somebody."""

from familyhub.referrals.queries.about import RequestAbout, requests_about
from familyhub.referrals.queries.allocation import (
    clocks_of,
    given_back_counts,
    late_count,
    not_yet,
    open_questions,
    time_to_first_help,
    worker_loads,
)
from familyhub.referrals.queries.allocation_one import (
    added_for,
    allocation_of,
    open_transfers,
    question_for,
    transfer_for,
)
from familyhub.referrals.queries.allocation_place import must_choose_on, place_guide
from familyhub.referrals.queries.lists import (
    BoardLine,
    Page,
    board,
    returns_by_agency,
    team_requests,
    with_desk,
    worker_requests,
)
from familyhub.referrals.queries.one import candidates_for, request_for, subjects_for
from familyhub.referrals.queries.phrases import Phrase, phrases
from familyhub.referrals.queries.replies import (
    OwnReferral,
    TeamReferral,
    own_referrals,
    team_referrals,
    waiting_return,
    words_sent,
)
from familyhub.referrals.queries.shown import RequestPage
from familyhub.referrals.queries.taken_on import TakenOn, taken_on
from familyhub.referrals.queries.totals import Totals, totals
from familyhub.referrals.queries.undoing import UndoOffer, undo_offer
from familyhub.referrals.queries.waiting import Waiting, Waits, waiting_for

__all__ = [
    "BoardLine",
    "OwnReferral",
    "Page",
    "Phrase",
    "RequestAbout",
    "RequestPage",
    "TakenOn",
    "TeamReferral",
    "Totals",
    "UndoOffer",
    "Waiting",
    "Waits",
    "added_for",
    "allocation_of",
    "board",
    "candidates_for",
    "clocks_of",
    "given_back_counts",
    "late_count",
    "not_yet",
    "open_questions",
    "open_transfers",
    "own_referrals",
    "phrases",
    "must_choose_on",
    "place_guide",
    "question_for",
    "request_for",
    "requests_about",
    "returns_by_agency",
    "subjects_for",
    "team_referrals",
    "team_requests",
    "time_to_first_help",
    "transfer_for",
    "waiting_for",
    "waiting_return",
    "words_sent",
    "worker_loads",
    "taken_on",
    "totals",
    "undo_offer",
    "waiting_for",
    "waiting_return",
    "with_desk",
    "words_sent",
    "worker_requests",
]
