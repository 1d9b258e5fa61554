"""What can be asked of the front door, always by somebody."""

from familyhub.referrals.queries.about import RequestAbout, requests_about
from familyhub.referrals.queries.lists import (
    BoardLine,
    Page,
    board,
    returns_by_agency,
    team_requests,
    worker_requests,
)
from familyhub.referrals.queries.one import RequestPage, candidates_for, request_for, subjects_for
from familyhub.referrals.queries.replies import (
    OwnReferral,
    TeamReferral,
    own_referrals,
    team_referrals,
    waiting_return,
    words_sent,
    words_sent_to,
)
from familyhub.referrals.queries.totals import Totals, totals
from familyhub.referrals.queries.waiting import Waiting, Waits, waiting_for

__all__ = [
    "BoardLine",
    "OwnReferral",
    "Page",
    "RequestAbout",
    "RequestPage",
    "TeamReferral",
    "Totals",
    "Waiting",
    "Waits",
    "board",
    "candidates_for",
    "own_referrals",
    "request_for",
    "requests_about",
    "returns_by_agency",
    "subjects_for",
    "team_referrals",
    "team_requests",
    "totals",
    "waiting_for",
    "waiting_return",
    "words_sent",
    "words_sent_to",
    "worker_requests",
]
