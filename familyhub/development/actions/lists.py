"""Putting children on centres' lists, and keeping who looks after them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.development.events import CentreTold
from familyhub.development.models import Care, Newcomer
from familyhub.development.terms import News
from familyhub.people.actions.bulk import insert
from familyhub.people.new import Registered

BECAUSE = "development: on a centre's list"


@dataclass(frozen=True)
class NewLine:
    """One line to add."""

    who: Registered
    news: News
    area: str
    happened_on: date
    team: uuid.UUID | None = None
    maternity: uuid.UUID | None = None


def put_on_lists(lines: Sequence[NewLine], by: Asker, at: datetime) -> None:
    """Add the lines, let each area's team see the child, and tell of it. One statement a table."""
    grants.grant_pairs([(line.team, line.who.person) for line in lines if line.team], because=BECAUSE)
    rows = [
        {
            "fence": line.who.person,
            "record_id": line.who.record,
            "news": line.news.value,
            "area": line.area,
            "happened_on": line.happened_on,
            "maternity": line.maternity,
            "made_at": at,
        }
        for line in lines
    ]
    insert(Newcomer, rows)
    told = [
        CentreTold(fence=line.who.person, about=line.who.person, subjects=(line.who.person,), news=line.news.value)
        for line in lines
    ]
    events.record_many(told, by=by, at=at)


@dataclass(frozen=True)
class NewCare:
    """Who looks after a child's health; what is empty was not told."""

    practice: str = ""
    health_visiting_team: str = ""
    midwife_team: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.practice or self.health_visiting_team or self.midwife_team)


def keep_care(told: Sequence[tuple[Registered, NewCare, date]], at: datetime) -> None:
    """From that day on; what was told before stays."""
    rows = [
        {
            "fence": who.person,
            "record_id": who.record,
            "practice": care.practice,
            "health_visiting_team": care.health_visiting_team,
            "midwife_team": care.midwife_team,
            "valid_from": day,
            "made_at": at,
        }
        for who, care, day in told
        if care.says_something
    ]
    insert(Care, rows)
