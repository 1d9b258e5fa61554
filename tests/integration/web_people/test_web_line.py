"""The line from which records are linked alone: seen first on one's own pairs, raised by two, turned off by one."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.core.models import EventRow
from familyhub.people import actions, queries
from familyhub.people.models import LinkingLine, Pair
from tests.integration.people.invented import officer, registered, someone
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser

pytestmark = pytest.mark.django_db
PAGE = "/people/line/"
WHY = {"line": "0.99", "why": "The bench has a backlog of months"}


def some_pairs(states: dict[str, int], probability: float = 0.995) -> None:
    one = registered(someone("Tilly", identifiers=()))
    other = registered(someone("Tilly", identifiers=()))
    rows = [
        Pair(
            id=(number := uuid.uuid4()),
            fence=number,
            first_id=one.record,
            second_id=other.record,
            probability=probability,
            reasons=[],
            source="door",
            state=state,
            made_at=timezone.now() - timedelta(days=3),
        )
        for state, count in states.items()
        for _ in range(count)
    ]
    with fence.enter(officer()):
        Pair.objects.bulk_create(rows)


def test_as_delivered_the_line_is_off_and_where_nothing_is_known_the_page_says_so() -> None:
    client, _ = browser("administrator")
    page = text(client.get(PAGE))
    assert "Now: only where a verified NHS number and the date of birth are the same" in page
    assert page.count("Not known") == 4 and "how many links would be wrong is not known" in page
    with fence.enter(system("test")):
        assert queries.line() is None


def test_the_administrator_sees_first_how_many_wrong_links_a_line_makes_on_the_authoritys_own_pairs() -> None:
    some_pairs({"same": 38, "different": 2, "open": 60})
    some_pairs({"open": 10}, probability=0.93)
    page = text(browser("administrator")[0].get(PAGE))
    assert "Counted on 110 pairs" in page and "less than a year" in page
    row = page.split("At least")[0].split("99% likely")[1]
    assert "100" in row and "38" in row and "about 5" in row and "What people decided" in row
    year = queries.year_of_lines(timezone.now())
    assert [one.linked for one in year.lines] == [110, 100, 100, 0]
    assert "Tilly" not in page


def test_a_line_holds_when_a_second_person_confirms_it_and_one_turns_it_off() -> None:
    (first, proposer), (second, _) = browser("administrator"), browser("data_quality_officer")
    assert first.post(PAGE, WHY).status_code == 302
    with fence.enter(system("test")):
        assert queries.line() is None
        [change] = [one.id for one in queries.line_changes()]
    assert "Somebody else has to confirm it" in text(first.get(PAGE))
    assert first.post(PAGE, WHY | {"line": "0.95"}).status_code == 409
    first.post(f"{PAGE}{change}/confirm/")
    with fence.enter(system("test")):
        assert queries.line() is None  # never by the one who proposed it
    assert proposer.name in text(second.get(PAGE))
    second.post(f"{PAGE}{change}/confirm/")
    with fence.enter(system("test")):
        assert queries.line() == 0.99
    assert "at least 99% likely" in text(second.get(PAGE))
    assert first.post(f"{PAGE}off/", {"why": "no"}).status_code == 409
    first.post(f"{PAGE}off/", {"why": "Two wrong links in one week"})
    with fence.enter(system("test")):
        assert queries.line() is None
    page = text(first.get(PAGE))
    assert "Turned off: “Two wrong links in one week”" in page and "Set to 99%" in page
    with fence.enter(system("test", wide=frozenset({"people_line"}))):
        told = EventRow.objects.filter(code__startswith="people_line").order_by("at")
        assert [row.code for row in told] == ["people_line.proposed", "people_line.changed", "people_line.changed"]


def test_a_change_that_is_not_wanted_is_dropped_and_nobody_else_opens_the_page() -> None:
    first, asker = browser("administrator")
    first.post(PAGE, WHY)
    [change] = LinkingLine.objects.values_list("id", flat=True)
    assert first.post(f"{PAGE}{uuid.uuid4()}/drop/").status_code == 404
    first.post(f"{PAGE}{change}/drop/")
    assert "Not wanted" in text(first.get(PAGE))
    with fence.enter(asker), pytest.raises(actions.Refused):
        actions.confirm_line(change=change, by=asker, at=timezone.now())
    assert browser("front_door_officer")[0].get(PAGE).status_code == 403
