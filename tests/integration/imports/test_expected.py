"""A pregnancy that a midwife registered reaches the centre where she lives; a notice after the 14-day check, too."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from familyhub.core import fence
from familyhub.development import actions as development
from familyhub.development import queries as development_queries
from familyhub.development.models import Newcomer
from familyhub.development.policy import Notice
from familyhub.development.queries import Line
from familyhub.development.queries.of_person import from_health
from familyhub.development.terms import News
from familyhub.people import actions as people
from familyhub.people.models import Address
from familyhub.people.new import Registered
from familyhub.people.queries.mothers import mothers_of
from familyhub.people.terms import Visibility
from tests.integration.imports.feeding import HERE, NOW, SYSTEM, THERE, TODAY, birth, brought_in, nhs, registered, staff
from tests.integration.imports.test_births import Teams

DUE = TODAY + timedelta(days=50)


def mother() -> Registered:
    """Somebody known who lives where the birth file's families do."""
    return registered("Testina", "Fixture", date(1995, 4, 2), nhs(100_001))


def expecting(who: Registered) -> Registered:
    with fence.enter(SYSTEM) as unit:
        booking = development.Booking(due_on=DUE, mother=who.record)
        (made,) = development.register_pregnancy(booking=booking, by=unit.asker, at=NOW)
    return made


def lists(teams: Teams, place: str, as_app: Any, news: News = News.EXPECTED) -> list[Line]:
    """What the coordinator of a place reads, over all areas."""
    leader = staff("cluster_coordinator", teams[place])
    with fence.enter(SYSTEM):
        areas = set(Newcomer.objects.values_list("area", flat=True))
    with as_app(), fence.enter(leader):
        return [one for area in areas for one in development_queries.newcomers(leader, area, news)]


def test_the_centre_of_a_known_mother_expects_the_baby_until_it_is_born(teams: Teams, as_app: Any) -> None:
    who = mother()
    expecting(who)
    [line] = lists(teams, HERE, as_app)
    assert (line.happened_on, line.mother) == (DUE, "Testina Fixture") and line.postcode
    assert lists(teams, THERE, as_app) == []
    brought_in([birth(1, mother_date_of_birth="1995-04-02", birth_date=TODAY.isoformat())])
    assert lists(teams, HERE, as_app) == []


def test_of_a_protected_mother_no_centre_is_told(teams: Teams, as_app: Any) -> None:
    who = mother()
    with fence.enter(SYSTEM) as unit:
        home = Address.objects.get(record=who.record)
        people.protect_address(address=home.id, visibility=Visibility.REFUGE, by=unit.asker, at=NOW)
    expecting(who)
    with fence.enter(SYSTEM):
        assert Newcomer.objects.count() == 0
    assert lists(teams, HERE, as_app) == []


def test_after_the_check_the_centre_reads_who_gave_permission_and_with_whom_to_plan(teams: Teams, as_app: Any) -> None:
    rows = brought_in([birth(1)])
    baby = rows[2].record_id
    with fence.enter(SYSTEM) as unit:
        notice = Notice(TODAY, "Feeding is hard", "permission", "Testina", TODAY, "in person", team="North, Vi Sample")
        development.notify_check(record=baby, notice=notice, by=unit.asker, at=NOW)
    leader = staff("cluster_coordinator", teams[HERE])
    with as_app(), fence.enter(leader):
        [told] = from_health([baby]).notices
        assert told.team == "North, Vi Sample" and told.why.startswith("Testina, ") and "in person" in told.why
        assert mothers_of(leader, [baby])[baby].name == "Testina Fixture"


def test_how_many_children_under_five_the_centre_knows_of(teams: Teams, as_app: Any) -> None:
    brought_in([birth(1), birth(2)])
    leader = staff("cluster_coordinator", teams[HERE])
    with fence.enter(SYSTEM):
        area = Newcomer.objects.values_list("area", flat=True)[0]
        old = Newcomer.objects.filter(area=area).order_by("id")[0]
        gone = Newcomer(fence=old.fence, record_id=old.record_id, area=area, made_at=NOW)
        gone.news, gone.happened_on = News.MOVED_OUT.value, TODAY
        gone.save(force_insert=True)
    with as_app(), fence.enter(leader):
        assert development_queries.known_by_area(leader, [area], TODAY) == {area: 1}
        later = TODAY.replace(year=TODAY.year + 6)
        assert development_queries.known_by_area(leader, [area], later) == {}
    other = staff("cluster_coordinator", teams[THERE])
    with as_app(), fence.enter(other):
        assert development_queries.known_by_area(other, [area], TODAY) == {}
