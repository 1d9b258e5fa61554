"""What can be asked of casework, always by somebody."""

from familyhub.casework.queries.caseloads import CaseLine, TeamLoad, WorkerLoad, caseload_of, loads, name_of_worker
from familyhub.casework.queries.closing import CheckLine, check_for, checks_of, needs_at_closing
from familyhub.casework.queries.episodes import EpisodePage, InvolvedLine, episode_for, episodes_of, involved
from familyhub.casework.queries.naming import cases_naming, told_to, worked_with_together
from familyhub.casework.queries.needs import NeedLine, NeedPage, need_for, needs_of
from familyhub.casework.queries.notes import (
    CasePage,
    MemberLine,
    NotePage,
    case_for,
    note_for,
    notes_seen,
    search_notes,
)
from familyhub.casework.queries.plans import (
    ActionLine,
    ActionPage,
    GoalLine,
    OfferLine,
    PlanLine,
    PlanPage,
    action_for,
    menu,
    plan_for,
    plans_of,
    who_may_do,
)

__all__ = [
    "ActionLine",
    "ActionPage",
    "CaseLine",
    "CasePage",
    "CheckLine",
    "EpisodePage",
    "GoalLine",
    "InvolvedLine",
    "MemberLine",
    "NeedLine",
    "NeedPage",
    "NotePage",
    "OfferLine",
    "PlanLine",
    "PlanPage",
    "TeamLoad",
    "WorkerLoad",
    "action_for",
    "case_for",
    "caseload_of",
    "cases_naming",
    "check_for",
    "checks_of",
    "episode_for",
    "episodes_of",
    "involved",
    "loads",
    "menu",
    "name_of_worker",
    "need_for",
    "needs_at_closing",
    "needs_of",
    "note_for",
    "notes_seen",
    "plan_for",
    "plans_of",
    "search_notes",
    "told_to",
    "who_may_do",
    "worked_with_together",
]
