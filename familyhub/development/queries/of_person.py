"""What health told of one child, on the child's own page: in one query, for the page asks many."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DateField, F, TextField, Value
from django.db.models.functions import Cast

from familyhub.development.models import HealthNotice, Newcomer
from familyhub.development.queries.lists import Noticed
from familyhub.development.terms import GROUND_WORDS, Ground, News

MOST = 40
NOTICE = "notice"


@dataclass(frozen=True)
class Told:
    """That a child was born, or moved, as a centre's list has it; `area` is the code of the centre's area."""

    news: News
    area: str
    on: date


@dataclass(frozen=True)
class FromHealth:
    """Births and moves, and notices after the 14-day check, the newest first."""

    moves: tuple[Told, ...]
    notices: tuple[Noticed, ...]


def from_health(records: Collection[uuid.UUID]) -> FromHealth:
    """What was told of these records, as far as the asker sees it, at most 40 in all. One query."""
    nothing, no_day = Value("", CharField()), Value(None, DateField())
    moved = Newcomer.objects.filter(record__in=records).values_list(
        F("news"), Cast("area", TextField()), F("happened_on"), nothing, no_day
    )
    noticed = HealthNotice.objects.filter(record__in=records).values_list(
        Value(NOTICE, CharField()), F("reason"), F("checked_on"), F("ground"), F("plan_due_on")
    )
    rows = sorted(moved.union(noticed, all=True)[:MOST], key=lambda row: row[2], reverse=True)
    return FromHealth(
        tuple(Told(News(kind), words, on) for kind, words, on, _, _ in rows if kind != NOTICE),
        tuple(Noticed(on, words, GROUND_WORDS[Ground(g)], due) for kind, words, on, g, due in rows if kind == NOTICE),
    )
