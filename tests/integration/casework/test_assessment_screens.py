"""Assessments on the screen: what two people write, what is too long, what is missing, a partner's link."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.casework.actions.assessing_answers import Said, save_answers
from familyhub.casework.models import Answer, ContributionAsk, Episode
from familyhub.core import drafts, fence
from familyhub.messages.models import Message
from familyhub.sharing.partner_links import partner as contributor
from familyhub.web import signin
from tests.integration.casework.conftest import Office, browser
from tests.integration.casework.test_assessments import begin, page_of
from tests.integration.casework.test_casework_screens import text


@pytest.fixture
def worker(office: Office) -> Client:
    return browser(office.worker)


@pytest.fixture
def begun(office: Office, accepted: list[Episode]) -> uuid.UUID:
    return begin(office, accepted[0])


def filled(client: Client, address: str, **more: str) -> dict[str, str]:
    """What stands in the boxes of the page, and what is typed besides."""
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    boxes = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page, re.S)
    return hidden | {name: words.lstrip("\n") for name, words in boxes} | more


def test_it_is_begun_once_and_the_second_is_led_to_it(worker: Client, accepted: list[Episode]) -> None:
    address = f"/cases/{accepted[0].fence}/assess/"
    page = worker.get(address).content.decode()
    people = re.findall(r'name="people" value="([^"]+)"', page)
    asked_by = re.search(r'name="asked_by" value="([^"]+)"', page)
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert asked_by and key and len(people) >= 3
    sent = {"asked_by": asked_by[1], "people": people, "form_key": key[1]}
    done = worker.post(address, sent, follow=True)
    assert "The assessment is begun" in text(done)
    assert "contribute to it" in text(worker.get(address, follow=True))
    again = worker.post(address, {**sent, "form_key": str(uuid.uuid4()), "people": people[:2]}, follow=True)
    assert "contribute to it" in text(again)
    none = worker.post(address, {"form_key": str(uuid.uuid4())})
    assert none.status_code == 422 and "Choose whom it is about" in text(none)


def test_two_people_see_both_versions_and_nobody_is_overwritten(
    worker: Client, office: Office, begun: uuid.UUID
) -> None:
    part = next(one.id for one in page_of(office, begun).parts if one.section.code == "home")
    address = f"/assessments/parts/{part}/"
    mine = filled(worker, address, a_relations="Father rings on Sundays", a_home="A flat")
    with fence.enter(office.coordinator):
        other = {"relations": Said("Father rings every day", 0)}
        save_answers(part=part, said=other, by=office.coordinator, at=timezone.now())
    asked = worker.post(address, mine)
    page = text(asked)
    assert asked.status_code == 409
    assert "How people in the family get on: somebody else changed this too" in page
    assert "Father rings on Sundays" in page and "Father rings every day" in page and office.coordinator.name in page
    back = text(worker.get(address))
    assert "Father rings on Sundays" in back and "Father rings every day" in back
    both = filled(worker, address, a_relations="Father rings on Sundays, mother says every day")
    hidden = re.findall(r'name="(v_relations)" value="([^"]*)"', asked.content.decode())
    saved = worker.post(address, both | dict(hidden), follow=True)
    assert "Saved: Home and around" in text(saved)
    with fence.enter(office.worker):
        rows = Answer.objects.filter(part=part).order_by("question", "version").values_list("question", "value")
        assert list(rows) == [
            ("home", "A flat"),
            ("relations", "Father rings every day"),
            ("relations", "Father rings on Sundays, mother says every day"),
        ]
        assert drafts.kept(office.worker, "casework:assess_part", part) is None


def test_what_is_typed_is_there_again_and_what_is_too_long_is_kept(
    worker: Client, office: Office, begun: uuid.UUID
) -> None:
    part = next(one.id for one in page_of(office, begun).parts if one.section.code == "home")
    address = f"/assessments/parts/{part}/"
    typed = filled(worker, address, a_home="Half a sentence")
    assert worker.post(f"/drafts/casework:assess_part/{part}/", typed).status_code == 204
    page = worker.get(address)
    assert "Half a sentence" in text(page) and "What you typed before is shown" in text(page)
    for words, said in (("x" * 200_000, "has 200,000 characters"), ("Ann\t5\tLeeds\n" * 9, "part of a spreadsheet")):
        answer = worker.post(address, typed | {"a_home": words, "a_relations": "Warm"})
        assert answer.status_code == 422 and said in text(answer)
        assert words[:5000].strip() in worker.get(address).content.decode()
    with fence.enter(office.worker):
        assert list(Answer.objects.filter(part=part).values_list("question", flat=True)) == ["relations"]


def test_what_is_missing_leads_to_where_it_is_said(worker: Client, begun: uuid.UUID) -> None:
    finish = f"/assessments/{begun}/finish/"
    page = worker.get(finish).content.decode()
    assert "This is missing" in page and f"/assessments/{begun}/share/" in page and "/assessments/parts/" in page
    answer = worker.post(finish, {"form_key": str(uuid.uuid4()), "version": "1"})
    assert answer.status_code == 422 and "This is missing" in text(answer)
    early = worker.post(f"/assessments/{begun}/share/", {"how": "told", "words": "Yes", "form_key": str(uuid.uuid4())})
    assert early.status_code == 422


def ask(worker: Client, office: Office, begun: uuid.UUID) -> str:
    """A school is asked by the screen; returns the path of the link in its email."""
    page = page_of(office, begun)
    part = next(one for one in page.parts if one.who and one.who.name == "Sis Example")
    due = timezone.localdate() + timedelta(days=5)
    address = f"/assessments/{begun}/ask/"
    sent = {
        "agency": "Pretend School",
        "contact_name": "Tess Sample",
        "contact_email": "tess@school.example",
        "way": "link",
        "questions": f"{part.id}.learning",
        "due_day": str(due.day),
        "due_month": str(due.month),
        "due_year": str(due.year),
        "form_key": str(uuid.uuid4()),
    }
    done = worker.post(address, sent, follow=True)
    assert "They were asked" in text(done) and "Pretend School" in text(done), text(done)[:900]
    return address


def test_a_link_that_is_not_ours_opens_nothing_and_a_contributor_answers_once(
    worker: Client, office: Office, begun: uuid.UUID
) -> None:
    ask(worker, office, begun)
    assert Client().get("/contribute/nonsense/").status_code == 410
    assert Message.objects.count() == 0  # nobody who asks without a fence reads a letter
    with fence.enter(office.worker):
        asked = ContributionAsk.objects.get().id
    partner = Client()
    session = partner.session
    session[signin.PARTNER] = str(asked)
    session[signin.STARTED] = session[signin.USED] = signin.now()
    session.save()
    partner.cookies["familyhub"] = session.session_key
    shown = partner.get("/contribute/")
    page = text(shown)
    assert shown.status_code == 200 and "Learning, nursery or school, and friends: Sis Example" in page
    assert "Testina" not in page and "Family help" not in page
    box = re.search(r'name="(q_[0-9a-f-]+)"', shown.content.decode())
    assert box
    empty = partner.post("/contribute/", {"form_key": str(uuid.uuid4())})
    assert empty.status_code == 422 and "Answer at least one question" in text(empty)
    kept = {box[1]: "She reads well", "form_key": str(uuid.uuid4())}
    assert partner.post("/drafts/casework:contribution/", kept).status_code == 204
    assert "She reads well" in text(partner.get("/contribute/"))
    done = partner.post("/contribute/", kept, follow=True)
    assert "Your answers are with us" in text(done)
    assert partner.get("/information/").status_code == 410
    assert "She reads well" in text(worker.get(f"/assessments/{begun}/"))
    with fence.enter(contributor(asked)):
        assert Answer.objects.count() == 0


OWN = """code = "our_own"
version = 1
title = "Our own assessment"
about = "Local"
valid_from = 2026-01-01
[[sections]]
code = "child"
title = "Child"
per = "child"
[[sections.questions]]
code = "voice"
kind = "voice"
ask = "What the child says"
"""


def test_a_set_of_the_authoritys_own_is_read_and_what_is_wrong_is_said_at_once(worker: Client, office: Office) -> None:
    assert worker.get("/question-sets/add/").status_code == 403
    keeper = browser(office.administrator)
    wrong = text(keeper.post("/question-sets/add/", {"text": OWN.replace('"voice"', '"vice"').replace("Child", "")}))
    assert "section child: “title” is missing" in wrong and "question vice: “kind” is one of words" in wrong
    assert "cannot be read" in text(keeper.post("/question-sets/add/", {"text": "Dear all, here are our questions"}))
    kept = keeper.post("/question-sets/add/", {"text": OWN}, follow=True)
    assert "Draft of version 1 Our own assessment" in text(kept) and "Asked of each child" in text(kept)
    twice = keeper.post("/question-sets/add/", {"text": OWN})
    assert twice.status_code == 422 and "There is a draft of our_own already" in text(twice)
    assert "Our own assessment" not in text(worker.get("/question-sets/"))
