"""What can be asked of the front door, always by somebody."""

from familyhub.referrals.queries.lists import (
    BoardLine,
    Page,
    board,
    returns_by_agency,
    team_requests,
    worker_requests,
)
from familyhub.referrals.queries.one import RequestPage, candidates_for, request_for, subjects_for
from familyhub.referrals.queries.replies import OwnReferral, own_referrals, waiting_return, words_sent

__all__ = [
    "BoardLine",
    "OwnReferral",
    "Page",
    "RequestPage",
    "board",
    "candidates_for",
    "own_referrals",
    "request_for",
    "returns_by_agency",
    "subjects_for",
    "team_requests",
    "waiting_return",
    "words_sent",
    "worker_requests",
]
