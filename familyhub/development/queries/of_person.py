"""What health told of one child, on the child's own page: in one query, for the page asks many."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, TextField, Value
from django.db.models.functions import Cast

from familyhub.development.models import Care, HealthNotice, Newcomer
from familyhub.development.queries.lists import Noticed, why_told
from familyhub.development.terms import GROUND_WORDS, Ground, News

MOST = 40
NOTICE, CARE = "notice", "care"


@dataclass(frozen=True)
class Told:
    """That a child was born, or moved, as a centre's list has it; `area` is the code of the centre's area."""

    news: News
    area: str
    on: date


@dataclass(frozen=True)
class LooksAfter:
    """Who looks after the child's health since a day; "" for what was not told."""

    since: date
    practice: str
    health_visiting_team: str
    midwife_team: str


@dataclass(frozen=True)
class FromHealth:
    """Births and moves, notices after the 14-day check, and who looks after the child, the newest first."""

    moves: tuple[Told, ...]
    notices: tuple[Noticed, ...]
    care: tuple[LooksAfter, ...]


def from_health(records: Collection[uuid.UUID]) -> FromHealth:
    """What was told of these records, as far as the asker sees it, at most 40 in all. One query."""
    nothing, no_day = Value("", TextField()), Value(None, DateField())
    moved = Newcomer.objects.filter(record__in=records).values_list(
        F("news"), Cast("area", TextField()), F("happened_on"), *[nothing] * 5, no_day, no_day
    )
    noticed = HealthNotice.objects.filter(record__in=records).values_list(
        Value(NOTICE, CharField()), F("reason"), F("checked_on"), *_texts(OF_NOTICE), F("plan_due_on"), F("given_on")
    )
    cared = Care.objects.filter(record__in=records).values_list(
        Value(CARE, CharField()),
        Cast("practice", TextField()),
        F("valid_from"),
        *_texts(OF_CARE),
        *[nothing] * 3,
        no_day,
        no_day,
    )
    rows = sorted(moved.union(noticed, cared, all=True)[:MOST], key=lambda row: row[2], reverse=True)
    return FromHealth(
        tuple(Told(News(row[0]), row[1], row[2]) for row in rows if row[0] not in {NOTICE, CARE}),
        tuple(_notice(row[1:]) for row in rows if row[0] == NOTICE),
        tuple(LooksAfter(row[2], row[1], row[3], row[4]) for row in rows if row[0] == CARE),
    )


OF_NOTICE = ("ground", "given_by", "given_how", "basis", "team")
OF_CARE = ("health_visiting_team", "midwife_team")


def _texts(names: Sequence[str]) -> list[Cast]:
    return [Cast(name, TextField()) for name in names]


def _notice(row: Sequence[Any]) -> Noticed:
    reason, on, ground, by, how, basis, team, due, given_on = row
    return Noticed(on, reason, GROUND_WORDS[Ground(ground)], due, team, why_told(by, given_on, how, basis))
