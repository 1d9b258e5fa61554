"""Whose the needs are: what a parent's health, drinking or violence does to children, apart from the children's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from familyhub.casework.models import Episode, Need
from familyhub.casework.permissions import MANAGE
from familyhub.casework.terms.plans import NeedState
from familyhub.core.asker import Asker
from familyhub.vocabulary import queries as vocabulary

FRAMEWORK = "factors"
COUNTED_UP_TO = 2000
WHOSE = {"A": "child", "B": "parent", "C": "other"}


@dataclass(frozen=True)
class FactorLine:
    """One factor: how many open needs are the child's own, a parent's or carer's, another's in the household."""

    name: str
    child: int
    parent: int
    other: int


def factors_counted(asker: Asker, today: date) -> list[FactorLine]:
    """For whoever leads teams: open needs by factor and by whose it is (S4-34). Two queries.

    Of what this asker may read; a need whose name is restricted is in no number.
    """
    if not asker.may(MANAGE.code):
        return []
    cases = Episode.objects.filter(team__in=asker.holders, closed_on__isnull=True).values("fence")
    rows = Need.objects.filter(case__in=cases, fence=F("case"), framework=FRAMEWORK, state=NeedState.OPEN.value)
    found: Counter[str] = Counter(rows.values_list("code", flat=True)[:COUNTED_UP_TO])
    lines: dict[str, Counter[str]] = {}
    for need in vocabulary.needs(FRAMEWORK, today):
        if found[need.code]:
            name = need.name.partition(" of ")[0] if need.about else need.name
            whose = WHOSE[need.code[-1]] if need.about else "child"
            lines.setdefault(name, Counter())[whose] += found[need.code]
    return [FactorLine(name, one["child"], one["parent"], one["other"]) for name, one in lines.items()]
