"""What can be asked of casework, always by somebody."""

from familyhub.casework.queries.caseloads import CaseLine, TeamLoad, WorkerLoad, caseload_of, loads, name_of_worker
from familyhub.casework.queries.episodes import EpisodePage, InvolvedLine, episode_for, episodes_of, involved
from familyhub.casework.queries.naming import cases_naming, worked_with_together
from familyhub.casework.queries.needs import NeedLine, NeedPage, need_for, needs_of, needs_seen
from familyhub.casework.queries.notes import (
    CasePage,
    MemberLine,
    NotePage,
    case_for,
    note_for,
    notes_seen,
    search_notes,
)

__all__ = [
    "CaseLine",
    "CasePage",
    "EpisodePage",
    "InvolvedLine",
    "MemberLine",
    "NeedLine",
    "NeedPage",
    "NotePage",
    "TeamLoad",
    "WorkerLoad",
    "case_for",
    "caseload_of",
    "cases_naming",
    "episode_for",
    "episodes_of",
    "involved",
    "loads",
    "name_of_worker",
    "need_for",
    "needs_of",
    "needs_seen",
    "note_for",
    "notes_seen",
    "search_notes",
    "worked_with_together",
]
