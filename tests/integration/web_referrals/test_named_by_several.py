"""Several senders name one child: the officer says so once, and one person is made."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import date

from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.referrals import queries
from familyhub.referrals.actions.claiming import claim_next
from familyhub.referrals.actions.joining import join
from familyhub.referrals.new import NewSubject
from familyhub.referrals.terms.requests import SubjectRole
from tests.integration.web_referrals.conftest import Door, decision, referral, version_in

ALL = system("tests of several senders", wide=frozenset({"referrals", "people", "hidden"}))
CHILD = NewSubject(SubjectRole.CHILD, "Demo", "Example", date(2023, 2, 3))
CHOSEN = re.compile(r'name="(who-[0-9a-f-]{36})" id="[^"]+" value="([^"]+)" checked')


def whole_of(door: Door, *named: tuple[NewSubject, ...]) -> uuid.UUID:
    """One request of several contacts, each naming these."""
    got = [door.receive(referral(subjects=people), hours=9 - hour) for hour, people in enumerate(named)]
    with fence.enter(ALL):
        for other in got[1:]:
            join(request=got[0].request, other=other.request, because="one family", by=ALL, at=timezone.now())
    return got[0].request


def opened(door: Door, number: uuid.UUID) -> str:
    door.browsers["officer"].post(f"/requests/{number}/claim/")
    return door.browsers["officer"].get(f"/requests/{number}/").content.decode()


def test_one_child_of_three_senders_is_one_person_by_what_the_page_chose(door: Door) -> None:
    number = whole_of(door, (CHILD,), (CHILD,), (CHILD,))
    page = opened(door, number)
    assert page.count("The same Demo Example whom another sender named above") == 2
    chosen = dict(CHOSEN.findall(page))
    assert sorted(value.partition(":")[0] for value in chosen.values()) == ["new", "same", "same"]
    answer = door.browsers["officer"].post(
        f"/requests/{number}/decide/", decision(version=version_in(page), outcome="no_further_action") | chosen
    )
    assert answer.status_code == 302, answer.content.decode()
    with fence.enter(door.officer):
        people = {subject.person for subject in queries.subjects_for(door.officer, number)}
    assert len(people) == 1
    assert None not in people


def test_twins_of_one_sender_and_a_child_of_unknown_age_are_not_chosen_for_the_officer(door: Door) -> None:
    twins = opened(door, whole_of(door, (CHILD, CHILD)))
    assert "whom another sender named above" not in twins
    number = whole_of(door, (replace(CHILD, family="Sample"),), (replace(CHILD, family="Sample", born_on=None),))
    page = opened(door, number)
    assert "The same Demo Sample whom another sender named above" in page
    assert not any(value.startswith("same:") for value in dict(CHOSEN.findall(page)).values())


def test_same_as_somebody_who_is_not_known_is_not_known_and_a_stranger_is_refused(door: Door) -> None:
    number = whole_of(door, (CHILD,), (CHILD,))
    first, second = re.findall(r'<legend[^>]*>Who is Demo.*?name="(who-[0-9a-f-]{36})"', opened(door, number), re.S)
    post = door.browsers["officer"].post
    stranger = {first: "unknown", second: f"same:{uuid.uuid4()}", "form_key": str(uuid.uuid4())}
    assert post(f"/requests/{number}/people/", stranger).status_code == 409
    said = {first: "unknown", second: f"same:{first.removeprefix('who-')}", "form_key": str(uuid.uuid4())}
    assert post(f"/requests/{number}/people/", said).status_code == 302
    with fence.enter(door.officer):
        assert [one.found.value for one in queries.subjects_for(door.officer, number)] == ["unknown", "unknown"]


def test_nobody_without_a_name_is_offered_as_a_new_person(door: Door) -> None:
    nameless = NewSubject(SubjectRole.CHILD, described_as="The baby at number 12")
    page = opened(door, whole_of(door, (nameless,)))
    assert ">New person<" not in page
    assert list(dict(CHOSEN.findall(page)).values()) == ["unknown"]


def test_a_request_whose_enquiry_an_officer_may_not_see_is_not_the_next(door: Door) -> None:
    """The enquiry of a concern is sealed; the request waits for it all the same."""
    from familyhub.core import grants
    from familyhub.referrals.models import Enquiry

    concern = door.receive(referral(is_safeguarding=True, subjects=()), hours=9)
    with fence.enter(ALL):
        grants.bar(Enquiry.objects.get(request=concern.request).fence, because="sealed")
    plain = door.receive(referral(subjects=()), hours=1)
    with fence.enter(door.officer):
        assert claim_next(by=door.officer, at=timezone.now()) == plain.request
        assert claim_next(by=door.askers["second"], at=timezone.now()) is None
