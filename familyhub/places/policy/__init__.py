"""The rules about places, as plain Python: postcodes, dated changes, dividing a district into areas."""

from familyhub.places.policy.dating import BackDated, Known, Plan, Rules, TooMuchGone, absent_ends, plan_change
from familyhub.places.policy.dividing import Spot, divide, nearest
from familyhub.places.policy.hubs import ONWARD, reached, why_not_move
from familyhub.places.policy.postcodes import normalised, one_slip_away, outward_of, sector_of

__all__ = [
    "ONWARD",
    "BackDated",
    "Known",
    "Plan",
    "Rules",
    "Spot",
    "TooMuchGone",
    "absent_ends",
    "divide",
    "nearest",
    "normalised",
    "one_slip_away",
    "outward_of",
    "plan_change",
    "reached",
    "sector_of",
    "why_not_move",
]
