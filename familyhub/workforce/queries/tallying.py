"""How many audits had which grade, by team and quarter (I-06). From rows that name no family."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from familyhub.core.asker import Asker, Reach
from familyhub.core.small_numbers import without_small
from familyhub.workforce.models import AuditResult
from familyhub.workforce.permissions import AUDIT_COUNTS
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.terms.audits import Grade

MOST_TEAMS = 200


@dataclass(frozen=True)
class TeamTally:
    """Of one team: audits completed, of these adequate or better, of these good or better. None: left out."""

    team: str
    completed: int | None
    met: int | None
    good: int | None

    @property
    def percent(self) -> int | None:
        """The indicator, rounded; None where a number is left out or there is nothing to divide by."""
        return round(100 * self.met / self.completed) if self.met is not None and self.completed else None


@dataclass(frozen=True)
class Tally:
    """One quarter. `is_whole`: every number, because the reader leads these teams and may read each audit."""

    first: date
    last: date
    teams: tuple[TeamTally, ...]
    whole: TeamTally
    is_whole: bool


def audit_counts(asker: Asker, day: date) -> Tally | None:
    """The quarter in which a day lies, or None for whoever may not read it. One query.

    Who leads teams reads theirs as they are; who reads the whole county reads it with small numbers left out.
    """
    reach = asker.reach(AUDIT_COUNTS.code)
    if reach is None:
        return None
    first, last = policy.quarter_of(day)
    rows = AuditResult.objects.filter(completed_on__range=(first, last))
    if reach is not Reach.COUNTY:
        rows = rows.filter(team__in=[one for one in asker.holders if one != asker.number])
    found: dict[str, Counter[str]] = {}
    numbers: dict[uuid.UUID, str] = {}
    for team, name, grade, many in rows.values_list("team", "team__name", "grade").annotate(many=Count("id")):
        numbers[team] = name
        _count(found.setdefault(name, Counter()), Grade(grade), many)
    is_whole = reach is not Reach.COUNTY
    teams = sorted(found)[:MOST_TEAMS]
    lines, whole = (_as_they_are if is_whole else _without_small)(teams, found)
    return Tally(first, last, lines, whole, is_whole)


def _count(tally: Counter[str], grade: Grade, many: int) -> None:
    tally["completed"] += many
    tally["met"] += many * policy.is_met(grade)
    tally["good"] += many * policy.is_good(grade)


def _as_they_are(teams: Sequence[str], found: Mapping[str, Counter[str]]) -> tuple[tuple[TeamTally, ...], TeamTally]:
    lines = tuple(TeamTally(team, *(found[team][part] for part in ("completed", "met", "good"))) for team in teams)
    whole = sum((found[team] for team in teams), Counter[str]())
    return lines, TeamTally("All", whole["completed"], whole["met"], whole["good"])


def _without_small(teams: Sequence[str], found: Mapping[str, Counter[str]]) -> tuple[tuple[TeamTally, ...], TeamTally]:
    """Good or better is a part of adequate or better: the three columns of the table are together all audits."""
    columns = ("good", "adequate", "below")
    counts: dict[tuple[str, str], int] = {}
    for team in teams:
        tally = found[team]
        counts[team, "good"] = tally["good"]
        counts[team, "adequate"] = tally["met"] - tally["good"]
        counts[team, "below"] = tally["completed"] - tally["met"]
    shown = without_small(counts, teams, columns)
    lines = tuple(
        _shown(team, cells, whole) for team, cells, whole in zip(teams, shown.cells, shown.row_totals, strict=True)
    )
    return lines, _shown("All", shown.column_totals, shown.whole)


def _shown(team: str, cells: Sequence[int | None], whole: int | None) -> TeamTally:
    good, adequate, _ = cells
    met = good + adequate if good is not None and adequate is not None else None
    return TeamTally(team, whole, met, good)
