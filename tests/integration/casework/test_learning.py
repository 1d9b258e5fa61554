"""A worker writes down what is learned of the people of their own case, and of nobody else; nothing protected opens."""

from __future__ import annotations

import re
import uuid

from familyhub.casework import queries
from familyhub.casework.models import CaseMember, Episode
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.models import Address, Record
from familyhub.people.new import NewAddress
from tests.integration.casework.conftest import NOW, Office, browser
from tests.integration.people.invented import someone
from tests.integration.web_people.signed_in import stored

SECRET = "7 Hidden Sample Lane"


def persons(office: Office, episode: Episode) -> dict[bool, list[uuid.UUID]]:
    """The people of the case: children and adults."""
    found: dict[bool, list[uuid.UUID]] = {True: [], False: []}
    with fence.enter(office.worker):
        for row in CaseMember.objects.filter(fence=episode.fence).select_related("record").order_by("id"):
            found[row.is_child].append(row.record.person_id)
    return found


def record_of(asker: Asker, person: uuid.UUID) -> uuid.UUID:
    with fence.enter(asker):
        return Record.objects.filter(person=person).values_list("id", flat=True)[0]


def test_a_worker_records_the_mothers_responsibility_and_how_to_reach_her(
    office: Office, accepted: list[Episode]
) -> None:
    worker, people_of = browser(office.worker), persons(office, accepted[0])
    mother, child = people_of[False][0], people_of[True][0]
    start = f"/people/{child}/"
    page = worker.get(start).content.decode()
    assert f"{start}relationship/" in page and f"{start}safe-contact/" in page
    assert f"{start}relative/" not in page and f"{start}number/" not in page
    record = record_of(office.worker, mother)
    assert str(record) in worker.get(f"{start}relationship/").content.decode()
    correct = re.search(rf"{start}relationship/[0-9a-f-]{{36}}/", page)
    assert correct  # the sender said that she is the mother, and nobody has seen anything yet
    typed = {"tie": "new:mother", "responsibility": "yes", "known_by": "certificate", "lives_with": "yes"}
    typed |= {"evidence": "Long birth certificate seen at home", "end_words": "Asked and seen at the first visit"}
    answer = worker.post(correct[0], typed, follow=True).content.decode()
    assert "has parental responsibility (birth certificate seen: Long birth certificate seen at home)" in answer
    assert "Earlier relationships" in answer
    safely = {"known": "yes", "safe_words": "Text in school hours"}
    assert (
        "Text in school hours" in worker.post(f"/people/{mother}/safe-contact/", safely, follow=True).content.decode()
    )


def test_nobody_of_another_case_and_no_reader_adds_anything(office: Office, accepted: list[Episode]) -> None:
    child = persons(office, accepted[0])[True][0]
    with fence.enter(office.other_worker):
        assert not queries.works_with(office.other_worker, [record_of(office.worker, child)])
    for end in ("relationship/", "reach/", "address/", "safe-contact/"):
        assert browser(office.other_worker).post(f"/people/{child}/{end}", {}).status_code == 404


def test_writing_a_protected_address_opens_none_that_was_there(office: Office, accepted: list[Episode]) -> None:
    child = persons(office, accepted[0])[True][0]
    record = record_of(office.worker, child)
    with fence.enter(office.officer):
        hidden = NewAddress(line1=SECRET, postcode="S80 1AA", visibility="restricted")
        people.add_address(record=record, new=hidden, by=office.officer, at=NOW)
    worker, start = browser(office.worker), f"/people/{child}/"
    typed = {"kind": "home", "line1": "9 Other Sample Lane", "is_protected": "on", "ends_previous": "on"}
    answer = worker.post(f"{start}address/", typed, follow=True).content.decode()
    assert "only those who are let in see it, and you are not shown it again" in answer
    worker.post(f"{start}reach/", {"kind": "phone", "phone": "07700 900321", "is_protected": "on"})
    for end in ("", "timeline/", "relationship/", "address/"):
        page = worker.get(f"{start}{end}").content.decode()
        for canary in (SECRET, "S80 1AA", "9 Other Sample Lane", "900321", "Protected details"):
            assert canary not in page, (end, canary)
    with fence.enter(office.officer):
        assert Address.objects.get(line1=SECRET).valid_to is None
        assert known.person_for(office.officer, child) is not None


def test_a_search_finds_nobody_whom_the_worker_does_not_see(office: Office, accepted: list[Episode]) -> None:
    unseen = stored(someone("Hiddenina", "Elsewhere", identifiers=()), office.officer)
    child = persons(office, accepted[0])[True][0]
    typed = {"given": "Hiddenina", "family": "Elsewhere", "next_step": "look"}
    page = browser(office.worker).post(f"/people/{child}/relationship/", typed).content.decode()
    assert str(unseen.record) not in page
    refused = browser(office.worker).post(
        f"/people/{child}/relationship/",
        {"other": str(unseen.record), "tie": "new:mother", "responsibility": "unknown", "lives_with": "unknown"},
    )
    assert refused.status_code == 422
