"""What an assessment begins with from the record, and what is taken over from the last one: each with its source."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.casework.actions import NewNeed, NewNote, NewPart, add_need, assessing_end, write_note
from familyhub.casework.actions.involving import NewService, involve_service
from familyhub.casework.models import Answer, Episode
from familyhub.casework.queries.assessments import part_for
from familyhub.casework.queries.record_says import record_says
from familyhub.casework.terms.episodes import ContactKind, Part
from familyhub.casework.terms.services import Service, Stand
from familyhub.components.words import short_day
from familyhub.core import fence
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_assessment_screens import filled
from tests.integration.casework.test_assessments import begin, finish, page_of
from tests.integration.casework.test_casework_screens import text

RECORD = "What the record says"


@pytest.fixture
def worker(office: Office) -> Client:
    return browser(office.worker)


@pytest.fixture
def begun(office: Office, accepted: list[Episode]) -> uuid.UUID:
    return begin(office, accepted[0])


def part_of(office: Office, number: uuid.UUID, section: str, who: str = "") -> uuid.UUID:
    return next(
        one.id
        for one in page_of(office, number).parts
        if one.section.code == section and (one.who.name if one.who else "").startswith(who)
    )


def said_by_the_record(office: Office, part: uuid.UUID) -> dict[str, str]:
    with fence.enter(office.worker):
        found = part_for(office.worker, part)
        assert found is not None
        return {code: one.words for code, one in record_says(office.worker, part, found[1].section, TODAY).items()}


def note(office: Office, case: uuid.UUID, records: list[uuid.UUID], days: int, *, is_restricted: bool = False) -> None:
    parts = tuple(NewPart(record, Part.SPOKEN) for record in records)
    new = NewNote(ContactKind.PHONE, NOW - timedelta(days=days), parts, "Rang", is_restricted)
    with fence.enter(office.worker):
        write_note(case=case, new=new, by=office.worker, at=NOW)


def test_the_boxes_begin_with_the_record_and_say_so(worker: Client, office: Office, begun: uuid.UUID) -> None:
    case = page_of(office, begun).case
    with fence.enter(office.worker):
        add_need(case=case, new=NewNeed(None, "sf", "2", "Few words"), by=office.worker, at=NOW)
    home = worker.get(f"/assessments/parts/{part_of(office, begun, 'home')}/")
    assert "Sis Example, 6 years" in text(home) and "Testina Example" in text(home)
    assert f"{RECORD}, {timezone.localdate():%-d %B %Y}, not the family" in text(home)
    boxes = filled(worker, f"/assessments/parts/{part_of(office, begun, 'summary')}/")
    assert boxes["a_risks"].endswith(f"whole family: recorded {TODAY:%-d %B %Y}")
    assert boxes["a_strengths"] == ""
    health = filled(worker, f"/assessments/parts/{part_of(office, begun, 'child', 'Sis')}/")["a_health"]
    assert health.startswith(f"Early help: {office.worker.name}, ")


def test_what_the_record_says_is_kept_as_its_words_and_is_no_answer_yet(
    worker: Client, office: Office, begun: uuid.UUID
) -> None:
    part, case = part_of(office, begun, "home"), page_of(office, begun).case
    everybody = [who.record for who in page_of(office, begun).people if not who.is_unborn]
    note(office, case, everybody[:1], 3)
    address = f"/assessments/parts/{part}/"
    worker.post(address, filled(worker, address, a_home="A flat"))
    with fence.enter(office.worker):
        kept = dict(Answer.objects.filter(part=part).values_list("question", "source"))
    assert kept["home"] == "" and kept["relations"].startswith(RECORD)
    asked = "How people in the family get on"
    assert asked in [one.words for one in page_of(office, begun).missing]
    assert RECORD in text(worker.get(f"/assessments/{begun}/"))
    worker.post(address, filled(worker, address, a_relations="Warm with each other"))
    assert asked not in [one.words for one in page_of(office, begun).missing]


def test_nothing_comes_into_a_part_that_some_of_its_readers_may_not_see(office: Office, begun: uuid.UUID) -> None:
    page = page_of(office, begun)
    sis, mother = (next(w for w in page.people if w.name.startswith(name)) for name in ("Sis", "Testina"))
    note(office, page.case, [sis.record], 2, is_restricted=True)
    note(office, page.case, [sis.record, mother.record], 3)
    with fence.enter(office.worker):
        add_need(case=page.case, new=NewNeed(mother.record, "sf", "2", "Few words"), by=office.worker, at=NOW)
        for service, name in ((Service.HEALTH_VISITING, "Hanna Visitor"), (Service.DOMESTIC_ABUSE, "Dora Secret")):
            new = NewService(sis.record, service, Stand.WORKING, TODAY, name)
            involve_service(case=page.case, new=new, by=office.worker, at=NOW)
    family = said_by_the_record(office, part_of(office, begun, "home"))
    assert family["relations"] == f"Phone call, {TODAY - timedelta(days=3):%-d %B %Y}"
    assert "Testina" in said_by_the_record(office, part_of(office, begun, "summary"))["risks"]
    child = said_by_the_record(office, part_of(office, begun, "child", "Sis"))
    assert list(child) == ["health"] and "Testina" not in child["health"]
    assert "Health visiting, Sis Example: working with them, Hanna Visitor" in child["health"]
    assert "Dora" not in child["health"] and "abuse" not in child["health"]
    with fence.enter(office.officer):
        found = part_for(office.officer, part_of(office, begun, "home"))
    assert found is None


def test_what_is_true_still_is_taken_over_with_one_press(
    worker: Client, office: Office, accepted: list[Episode]
) -> None:
    first = begin(office, accepted[0])
    assert finish(office, first) is False
    with fence.enter(office.coordinator):
        assessing_end.authorise(assessment=first, by=office.coordinator, at=NOW)
    second = begin(office, accepted[0])
    part = part_of(office, second, "home")
    address = f"/assessments/parts/{part}/"
    page = worker.get(address)
    assert f"Last time, {short_day(TODAY)}" in text(page)
    assert "Still true: take over : How people in the family get on" in text(page)
    typed = filled(worker, address, a_home="A house now", still_true="relations")
    done = worker.post(address, typed, follow=True)
    assert f"From the assessment of {TODAY:%-d %B %Y}: still true, says {office.worker.name}" in text(done)
    boxes = filled(worker, address)
    assert (boxes["a_relations"], boxes["a_home"]) == ("Warm and busy", "A house now")
    assert "take over : How people" not in text(done)
    assert "How people in the family get on" not in [one.words for one in page_of(office, second).missing]
