"""The MASH workspace by its screen: decided with a colour, passed on, and its people found."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.new import NewName, NewPerson
from familyhub.referrals import actions, queries
from familyhub.referrals.actions import mash
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.actions.steps import NotNow
from familyhub.referrals.models import Acknowledgement, Enquiry, Request
from familyhub.referrals.new import NewSubject
from familyhub.referrals.queries import mash as workspace
from familyhub.referrals.terms.requests import Colour, EnquiryOutcome, Outcome, State, SubjectRole
from tests.integration.casework.conftest import browser
from tests.integration.referrals.conftest import NOW, Office
from tests.integration.referrals.test_mash import ALL, CHILD, LATER, arrives, enquiry_about, held_pair, maker

__all__ = ["maker"]


def hidden_of(page: str, action: str) -> dict[str, str]:
    """The hidden boxes of the form that goes there, without its token."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.S)
    assert form, action
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', form[0])
    boxes = {name: one for one in found for name in re.findall(r'name="(\w+)"', one)}
    return {name: (re.findall(r'value="([^"]*)"', one) or [""])[0] for name, one in boxes.items()}


def post(by: Asker, enquiry: uuid.UUID, step: str, **typed: str) -> tuple[int, str]:
    """Send one form of the workspace as it stands, filled so; what the page says afterwards."""
    client, address = browser(by), f"/mash/{enquiry}/{step}/"
    hidden = hidden_of(client.get(f"/mash/{enquiry}/").content.decode(), f"/mash/{enquiry}/decide/")
    answer = client.post(address, hidden | typed, follow=True)
    return answer.status_code, answer.content.decode()


DECIDED = {"outcome": "advice", "reason": "Spoken with the school"}


def test_nobody_decides_without_a_colour_and_whoever_decides_has_it(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    code, said = post(maker, enquiry, "decide", **DECIDED)
    assert code == 422 and "Choose a colour" in said and "Spoken with the school" in said
    code, said = post(maker, enquiry, "decide", **DECIDED, colour="green")
    assert code == 200 and f"{maker.name} has it." in said
    with fence.enter(ALL):
        row = Enquiry.objects.get(id=enquiry)
        assert (row.colour, row.state) == ("green", "decided")
        assert Acknowledgement.objects.get(enquiry=enquiry).by == maker.number
    with fence.enter(maker):
        assert workspace.nobody_answered(maker, LATER) == 0


def test_a_colour_that_was_set_is_there_when_it_is_decided_and_what_was_typed_stays(
    office: Office, maker: Asker
) -> None:
    _, enquiry = enquiry_about()
    _, said = post(maker, enquiry, "colour", colour="amber", reason="The school rang")
    assert "The school rang" in said
    assert re.search(r'<input[^>]*value="amber"[^>]*checked', said)


def test_an_action_refuses_a_decision_without_any_colour(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    decision = mash.NewEnquiryDecision(EnquiryOutcome.ADVICE, "Spoken with the school")
    with fence.enter(maker):
        with pytest.raises(mash.NeedsColour):
            mash.decide_enquiry(enquiry=enquiry, decision=decision, by=maker, at=LATER)
        mash.set_colour(enquiry=enquiry, colour=Colour.RED, by=maker, at=LATER)
        mash.decide_enquiry(enquiry=enquiry, decision=decision, by=maker, at=LATER)


def pass_it_on(by: Asker, enquiry: uuid.UUID, **typed: str) -> tuple[int, str]:
    client, address = browser(by), f"/mash/{enquiry}/pass/"
    page = client.get(address).content.decode()
    boxes = {name: value for name, value in re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', page)}
    answer = client.post(address, boxes | typed, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("who", ["officer", "maker"])
def test_a_concern_about_another_authoritys_child_is_phoned_through_and_ends_here(
    who: str, office: Office, maker: Asker
) -> None:
    by = {"officer": office.officer, "maker": maker}[who]
    got, enquiry = enquiry_about()
    browser(by).post(f"/requests/{got.request}/claim/")
    for address in (f"/mash/{enquiry}/", f"/requests/{got.request}/"):
        assert f'href="/mash/{enquiry}/pass/"' in browser(by).get(address).content.decode(), address
    code, said = pass_it_on(by, enquiry, authority_name="Pretend City Council", what="All that was sent")
    assert code == 422 and "Enter who took the call" in said and "Pretend City Council" in said
    typed = {"authority_name": "Pretend City Council", "phoned_to": "Pat Placeholder", "what": "All that was sent"}
    code, said = pass_it_on(by, enquiry, **typed)
    assert code == 200 and "Pat Placeholder" in said and "They have it" in said
    with fence.enter(ALL):
        row = Enquiry.objects.get(id=enquiry)
        assert (row.state, row.outcome) == ("closed", "other_authority")
        assert Request.objects.get(id=got.request).state == State.TRANSFERRED.value
        assert Acknowledgement.objects.get(enquiry=enquiry).by == by.number
    with fence.enter(by):
        [line] = queries.open_transfers(by)
        assert (line.request, line.must_phone, line.phoned_to) == (got.request, False, "Pat Placeholder")
    with fence.enter(office.coordinator):
        assert queries.open_transfers(office.coordinator) == []
    assert "This enquiry was decided" in browser(by).get(f"/mash/{enquiry}/pass/").content.decode()


def test_what_the_enquiry_holds_is_released_before_it_closes(office: Office, maker: Asker) -> None:
    _, _, enquiry = held_pair(office)
    typed = {"authority_name": "Pretend City Council", "phoned_to": "Pat Placeholder", "what": "All that was sent"}
    assert pass_it_on(maker, enquiry, **typed)[0] == 200
    with fence.enter(ALL):
        assert Enquiry.objects.get(id=enquiry).state == "decided"
    with fence.enter(maker):
        assert mash.release(enquiry=enquiry, words="The sister lives here", by=maker, at=timezone.now()) == 1
        mash.close_enquiry(enquiry=enquiry, words="", by=maker, at=timezone.now())


def test_the_decision_itself_passes_nothing_on_without_a_call(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    code, said = post(maker, enquiry, "decide", **DECIDED | {"outcome": "other_authority"}, colour="red")
    assert code == 422
    decision = mash.NewEnquiryDecision(EnquiryOutcome.OTHER_AUTHORITY, "Lives there", colour=Colour.RED)
    with fence.enter(maker), pytest.raises(NotNow, match="phoned through"):
        mash.decide_enquiry(enquiry=enquiry, decision=decision, by=maker, at=LATER)


def child_of(by: Asker, request: uuid.UUID) -> Any:
    with fence.enter(by):
        return next(one for one in queries.subjects_for(by, request) if one.role is SubjectRole.CHILD)


def known_child(office: Office, given: str) -> uuid.UUID:
    with fence.enter(office.officer):
        new = NewPerson(names=(NewName(given, "Sample-Later"),), born_on=CHILD.born_on)
        return people.register(new=new, by=office.officer, at=NOW)


def found_as(by: Asker, got: Any, record: uuid.UUID) -> int:
    """Somebody named is said to be this one, on the page to which the link beside the name leads."""
    client, child = browser(by), child_of(by, got.request)
    page = client.get(f"/requests/{got.request}/").content.decode()
    link = re.search(rf'href="([^"]*{child.id}[^"]*)"', page)
    assert link, "no link beside the name"
    address = link[1]
    key = re.findall(r'name="form_key" value="([^"]*)"', client.get(address).content.decode())
    assert key, "nothing can be chosen there"
    return client.post(address, {"choice": f"record:{record}", "form_key": key[0]}).status_code


def test_who_a_child_is_is_asked_before_the_decision_and_can_be_said_after_it(office: Office, maker: Asker) -> None:
    """The neighbour's "baby at number 12" is found to be a child whom we know, a week after the decision."""
    unnamed = NewSubject(SubjectRole.CHILD, described_as="The baby at number 12")
    got, enquiry = enquiry_about(unnamed)
    page = browser(maker).get(f"/mash/{enquiry}/").content.decode()
    child = child_of(maker, got.request)
    assert f'name="who-{child.id}"' in page and "Not known yet" in page
    code, said = post_people(maker, enquiry, {f"who-{child.id}": "unknown"})
    assert code == 200 and "Say who this is" in said and f'name="who-{child.id}"' not in said
    code, _ = post(maker, enquiry, "decide", **DECIDED, colour="green")
    assert code == 200
    record = known_child(office, "Later")
    assert found_as(maker, got, record) == 302
    child = child_of(maker, got.request)
    assert (child.record, child.described_as) == (record, "The baby at number 12")
    assert "Say who this is" not in browser(maker).get(f"/mash/{enquiry}/").content.decode()


def post_people(by: Asker, enquiry: uuid.UUID, typed: dict[str, str]) -> tuple[int, str]:
    client, address = browser(by), f"/mash/{enquiry}/people/"
    hidden = hidden_of(client.get(f"/mash/{enquiry}/").content.decode(), address)
    answer = client.post(address, hidden | typed, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_child_who_is_found_after_a_team_was_given_the_request_is_seen_by_the_team(office: Office) -> None:
    unnamed = NewSubject(SubjectRole.CHILD, described_as="The baby at number 12")
    got = arrives(unnamed, concern=False)
    child = child_of(office.officer, got.request)
    [team] = [one for one in office.coordinator.holders if accounts.team_named(one)]
    with fence.enter(office.officer):
        actions.mark_unknown(subject=child.id, by=office.officer, at=NOW)
        decision = NewDecision(Outcome.TO_TEAM, "Two needs", level=2, team=team, team_why="Nobody said where they live")
        actions.decide(request=got.request, decision=decision, by=office.officer, at=NOW)
    record = known_child(office, "Later")
    with fence.enter(office.coordinator):
        assert known.names_of(office.coordinator, [record]) == {}
    assert found_as(office.officer, got, record) == 302
    with fence.enter(office.coordinator):
        assert record in known.names_of(office.coordinator, [record])
    with fence.enter(office.elsewhere):
        assert known.names_of(office.elsewhere, [record]) == {}
    with fence.enter(office.officer), pytest.raises(NotNow):
        actions.link(subject=child.id, record=known_child(office, "Another"), by=office.officer, at=NOW)
    page = browser(office.coordinator).get(f"/requests/{got.request}/").content.decode()
    assert "Say who this is" not in page
