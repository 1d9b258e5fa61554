"""Finishing an assessment: who was asked and has not answered, and a child who cares for somebody."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.casework.actions import NewNeed, add_need, assessing_end
from familyhub.casework.actions.assessing_answers import Said, save_answers
from familyhub.casework.actions.assessing_end import Shared
from familyhub.casework.actions.finding import Refused
from familyhub.casework.models import Episode
from familyhub.casework.queries import contributions
from familyhub.casework.terms.assessments import AssessmentState, SharedHow
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.demo.first_assessment import agree
from familyhub.messages.models import Message
from familyhub.sharing.actions.partner_door import LinkOver
from familyhub.sharing.partner_links import partner as contributor
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_assessments import ask, begin, fill, page_of
from tests.integration.casework.test_casework_screens import text

WAITED = "Pretend School was asked until 25 November 2026 and has not answered."


@pytest.fixture
def worker(office: Office) -> Client:
    return browser(office.worker)


@pytest.fixture
def begun(office: Office, accepted: list[Episode]) -> uuid.UUID:
    return begin(office, accepted[0])


def whole(office: Office, number: uuid.UUID, level: str = "3") -> None:
    """Nothing is missing."""
    fill(office, number, level)
    agree(office.worker, page_of(office, number).case, NOW)
    with fence.enter(office.worker):
        case, found = page_of(office, number).case, NewNeed(None, "sf", "2", "Few words", found_by=number)
        add_need(case=case, new=found, by=office.worker, at=NOW)
        new = Shared(SharedHow.READ_TOGETHER, timezone.localdate(), "That is us")
        assessing_end.share(assessment=number, new=new, by=office.worker, at=timezone.now())


def letters() -> list[str]:
    with fence.enter(system("tests", wide=frozenset({"hidden", "messages"}))):
        return list(Message.objects.filter(letter="contribution_over").values_list("to_address", flat=True))


def sent(client: Client, address: str, **more: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)) | more


def test_a_partner_who_has_not_answered_is_named_and_told_that_no_more_is_needed(
    worker: Client, office: Office, begun: uuid.UUID
) -> None:
    asked = ask(office, begun)
    whole(office, begun, level="2")
    address = f"/assessments/{begun}/finish/"
    page = text(worker.get(address))
    assert WAITED in page and "are told that nothing more is needed of them" in page
    refused = worker.post(address, sent(worker, address))
    assert refused.status_code == 422 and f"{WAITED} Tick to finish it all the same" in text(refused)
    assert page_of(office, begun).state is AssessmentState.OPEN and letters() == []
    done = worker.post(address, sent(worker, address, all_the_same="on"), follow=True)
    assert "The assessment is final" in text(done)
    assert letters() == ["tess@school.example"]
    with fence.enter(contributor(asked)), pytest.raises(LinkOver):
        contributions.asked_of(contributor(asked), NOW)


def test_they_may_answer_until_it_is_signed_and_whoever_signs_reads_it(office: Office, begun: uuid.UUID) -> None:
    asked = ask(office, begun)
    whole(office, begun)
    with fence.enter(office.worker):
        with pytest.raises(Refused, match="has not answered"):
            assessing_end.finish(assessment=begun, by=office.worker, at=NOW)
        assessing_end.finish(assessment=begun, by=office.worker, at=NOW, all_the_same=True)
    assert letters() == []
    with fence.enter(contributor(asked)):
        assert contributions.asked_of(contributor(asked), NOW).questions
    leader = browser(office.coordinator)
    address = f"/assessments/{begun}/authorise/"
    assert WAITED in text(leader.get(address))
    leader.post(address, sent(leader, address))
    assert page_of(office, begun).state is AssessmentState.AUTHORISED and letters() == ["tess@school.example"]


def test_one_that_is_stopped_tells_them_too(worker: Client, office: Office, begun: uuid.UUID) -> None:
    ask(office, begun)
    address = f"/assessments/{begun}/stop/"
    assert f"{WAITED} They are told that nothing more is needed." in text(worker.get(address))
    worker.post(address, sent(worker, address, words="They moved away"))
    assert letters() == ["tess@school.example"]
    assert "Tick" not in text(worker.get(f"/assessments/{begun}/finish/", follow=True))


def test_a_child_who_cares_for_somebody_is_marked_from_there(worker: Client, office: Office, begun: uuid.UUID) -> None:
    page = page_of(office, begun)
    sis = next(part for part in page.parts if part.who and part.who.name == "Sis Example")
    document, finish = f"/assessments/{begun}/", f"/assessments/{begun}/finish/"
    assert "as a young carer" not in text(worker.get(document))
    with fence.enter(office.worker):
        said = {"young_carer": Said("yes", 0)}
        assert save_answers(part=sis.id, said=said, by=office.worker, at=NOW).is_whole
    whole(office, begun)
    assert sis.who is not None
    mark = f"/cases/{page.case}/young-carers/add/"
    found = re.search(r'href="([^"]+)">Mark Sis Example as a young carer', worker.get(document).content.decode())
    assert found and "Mark Sis Example as a young carer" in text(worker.get(finish))
    way = found[1].replace("&amp;", "&")
    assert way == f"{mark}?who={sis.who.record}&assessment={begun}"
    form = worker.get(way).content.decode()
    assert re.search(rf'value="{sis.who.record}"[^>]*checked', form)
    assert f"Family help assessment, begun on {TODAY.day} Nov {TODAY.year}" in form
    chosen = {"who": str(sis.who.record), "cares": "practical", "kind": "parent", "cared_for": "none"}
    chosen |= {"found_by": "us", "source": "The assessment", "child_words": "I cook when Mum is ill"}
    done = worker.post(way, sent(worker, way, **chosen), follow=True)
    assert "The child was marked as a young carer" in text(done) and "Family help assessment" in text(done)
    assert "Mark Sis Example as a young carer" not in text(done) + text(worker.get(finish))


def test_finishing_goes_on_where_nobody_marked_the_child(worker: Client, office: Office, begun: uuid.UUID) -> None:
    sis = next(part for part in page_of(office, begun).parts if part.who and part.who.name == "Sis Example")
    with fence.enter(office.worker):
        save_answers(part=sis.id, said={"young_carer": Said("yes", 0)}, by=office.worker, at=NOW)
    whole(office, begun)
    address = f"/assessments/{begun}/finish/"
    done = worker.post(address, sent(worker, address), follow=True)
    assert "waits for a signature" in text(done) and "Mark Sis Example as a young carer" in text(done)
    assert "Mark Sis Example as a young carer" in text(
        browser(office.coordinator).get(f"/assessments/{begun}/authorise/")
    )
