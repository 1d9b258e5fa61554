"""A question that was put together once answers as the plain one does, whatever it is asked for."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import pytest
from django.db.models import F, QuerySet
from django.db.models.functions import Upper

from familyhub.accounts.models import Team
from familyhub.core.arrays import Listed
from familyhub.core.compiled import CannotCompile, compiled

pytestmark = pytest.mark.django_db


def of_these(numbers: Listed, kind: str) -> QuerySet[Team]:
    """Joined, deferred, worked out and in order."""
    rows = Team.objects.filter(id__among=numbers, kind=kind).select_related("above").only("name", "above__name")
    return rows.annotate(loud=Upper("name"), over=F("above__kind")).order_by("-name")


def below(above: uuid.UUID) -> QuerySet[Team]:
    """The same value twice, and what is asked for by columns."""
    return Team.objects.filter(above=above).exclude(id=above).values("name", "kind")  # type: ignore[return-value]


@pytest.fixture
def teams() -> list[Team]:
    top = Team(name="County", kind="county", valid_from=date(2026, 1, 1))
    rest = [Team(name=f"Team {name}", kind="area", above=top, valid_from=date(2026, 1, 1)) for name in "ABC"]
    for team in (top, *rest):
        team.save(force_insert=True)
    return [top, *rest]


def told(rows: list[Team]) -> list[tuple[object, ...]]:
    return [(row.pk, row.name, row.above and row.above.name, row.loud, row.over) for row in rows]  # type: ignore[attr-defined]


def test_it_answers_as_the_plain_question_does(teams: list[Team], django_assert_num_queries: object) -> None:
    kept = compiled(of_these)
    for some in (teams, teams[:2], teams[2:], []):
        asked = (Listed([team.id for team in some]), "area")
        with django_assert_num_queries(1):  # type: ignore[operator]
            rows = told(kept(*asked))
        assert rows == told(list(of_these(*asked)))
    assert told(kept(Listed([teams[0].id]), "county")) == [(teams[0].id, "County", None, "COUNTY", None)]


def test_a_value_that_is_asked_for_twice_and_rows_by_column(teams: list[Team]) -> None:
    kept = compiled(below)
    assert kept(teams[1].id) == []
    assert sorted(row["name"] for row in kept(teams[0].id)) == ["Team A", "Team B", "Team C"]  # type: ignore[index]


def test_what_is_deferred_is_read_when_it_is_wanted(teams: list[Team], django_assert_num_queries: object) -> None:
    row = compiled(of_these)(Listed([teams[1].id]), "area")[0]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert row.kind == "area"


def test_a_question_that_cannot_be_kept_says_why() -> None:
    def by_moment(at: datetime) -> QuerySet[Team]:
        return Team.objects.filter(name=str(at))

    def forgets(number: uuid.UUID, other: uuid.UUID) -> QuerySet[Team]:
        return Team.objects.filter(id=number)

    with pytest.raises(CannotCompile, match="no stand-in: give a UUID, a text or Listed values"):
        compiled(by_moment)(datetime(2026, 1, 1))
    with pytest.raises(CannotCompile, match="forgets does not ask for each of its values"):
        compiled(forgets)(uuid.uuid4(), uuid.uuid4())
