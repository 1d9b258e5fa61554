"""Several senders of one request: each reads exactly what is theirs, and nobody's words reach another."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, Kind, system
from familyhub.demo import families
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.actions.joining import join
from familyhub.referrals.actions.reading_back import OwnRequest, let_read
from familyhub.referrals.actions.returning import CannotGoBack, NewReturn
from familyhub.referrals.actions.unanswered import bring_back
from familyhub.referrals.models import Request
from familyhub.referrals.new import NewContact, Received
from familyhub.referrals.terms.requests import NO_SAFE_WAY, Outcome, ReturnReason, State
from familyhub.web.ask import codes
from tests.integration.web_people.signed_in import browser
from tests.integration.web_referrals.conftest import PUBLIC, Door, referral, version_in
from tests.integration.web_referrals.test_deciding import ALL, opened, request_of

WORDS = "Nora, attach the page on the mother's injuries, and say which refuge she and Kitty are in"
FAMILY = ["Received", "Being looked at", "Someone will contact you in the way you said", "Finished"]


def professional() -> Asker:
    number = uuid.uuid4()
    return Asker(kind=Kind.REFERRER, number=number, holders=frozenset({number}), purpose="own referral")


def sent_by(asker: Asker, new: NewContact, hours: float) -> Received:
    with fence.enter(asker):
        return actions.receive(new=new, by=asker, at=timezone.now() - timedelta(hours=hours))


def father(hours: float = 3, new: NewContact | None = None) -> tuple[Received, str]:
    """He asked on the public form, and has a code."""
    new = new or families.father_of_demo("ZZ5 1AA", timezone.localdate())
    got, code = sent_by(PUBLIC, new, hours), codes.new_code()
    holder = codes.asker_with(code)
    assert holder
    assert holder.number
    with fence.enter(holder):
        let_read(own=OwnRequest(got.reference, got.reply_fence, timezone.now()), reader=holder.number)
    return got, code


def joined(*parts: Received) -> uuid.UUID:
    whole = parts[0].request
    with fence.enter(ALL):
        for part in parts[1:]:
            whole = join(request=whole, other=part.request, because="the same child", by=ALL, at=timezone.now())
    return whole


def read(asker: Asker) -> list[str]:
    with fence.enter(asker):
        [own] = queries.own_referrals(asker)
    return [own.status, *(one.words for one in own.said)]


def come_back(code: str) -> str:
    return str(Client().post("/ask/back/", {"code_typed": code}).content.decode())


def sent_back(door: Door, whole: uuid.UUID, contact: uuid.UUID) -> None:
    with fence.enter(door.officer):
        new, ago = NewReturn(contact, ReturnReason.NO_ASSESSMENT, WORDS), timezone.now() - timedelta(minutes=11)
        actions.return_to_sender(request=whole, new=new, by=door.officer, at=ago)


def test_nurse_father_and_police_each_read_exactly_what_is_theirs(door: Door) -> None:
    nurse, police = professional(), professional()
    his, code = father()
    hers = sent_by(nurse, referral(), 2)
    theirs = sent_by(police, referral(sender=families.SENDERS[3]), 1)
    whole = joined(his, hers, theirs)
    before = (come_back(code), read(police))
    sent_back(door, whole, hers.contact)
    status, first, *_ = read(nurse)
    assert status == "We need more from you"
    assert WORDS in first
    assert read(police) == before[1]
    page = come_back(code)
    assert "We have what you sent" in page
    for private in ("Nora", "refuge", "assessment", "e-referral", "We need more", "Send it by"):
        assert private not in page
        assert private not in before[0]
    assert any(word in page for word in FAMILY)


def test_when_no_answer_comes_only_the_sender_who_was_asked_reads_that_it_goes_on(door: Door) -> None:
    nurse = professional()
    his, code = father()
    hers = sent_by(nurse, referral(), 2)
    whole = joined(his, hers)
    sent_back(door, whole, hers.contact)
    with fence.enter(ALL):
        assert bring_back(request=whole, by=ALL, at=timezone.now() + timedelta(days=20))
    later = timezone.now() + timedelta(days=21)
    with fence.enter(nurse):
        assert queries.own_referrals(nurse, later)[0].status == "Being looked at"
    assert "Received" in come_back(code)


def test_the_officer_chooses_one_professional_and_the_father_is_not_offered(door: Door) -> None:
    his, _ = father()
    hers, theirs = door.receive(hours=2), door.receive(referral(sender=families.SENDERS[2]), hours=1)
    whole = joined(his, hers, theirs)
    page = opened(door, whole)
    form = page.split('action="/requests/' + str(whole) + '/return/"')[1].split("</form>")[0]
    assert [str(one.contact) in form for one in (his, hers, theirs)] == [False, True, True]
    assert 'name="contact"' in form
    said = {"version": version_in(page), "reason": "no_assessment", "words": WORDS}
    answer = door.browsers["officer"].post(f"/requests/{whole}/return/", said)
    assert answer.status_code == 422
    assert "Choose whom to ask" in answer.content.decode()
    assert door.browsers["officer"].post(f"/requests/{whole}/return/", said | {"contact": his.contact}).status_code in {
        409,
        422,
    }
    assert request_of(whole).state == State.RECEIVED.value
    answer = door.browsers["officer"].post(f"/requests/{whole}/return/", said | {"contact": hers.contact})
    assert answer.status_code == 302
    assert request_of(whole).state == State.RETURNED.value


def test_one_professional_is_chosen_already(door: Door) -> None:
    got = door.receive()
    form = opened(door, got.request).split(f"/requests/{got.request}/return/")[1].split("</form>")[0]
    assert f'value="{got.contact}"' in form
    assert "checked" in form.split(str(got.contact))[1].split(">")[0]


def test_a_family_that_asked_for_itself_is_never_sent_back(door: Door) -> None:
    his, _ = father()
    page = opened(door, his.request)
    assert f"/requests/{his.request}/return/" not in page
    assert "Phone them in the way they said is safe, or decide" in page
    with fence.enter(door.officer), pytest.raises(CannotGoBack, match="cannot be asked in writing"):
        new = NewReturn(his.contact, ReturnReason.NO_ASSESSMENT, WORDS)
        actions.return_to_sender(request=his.request, new=new, by=door.officer, at=timezone.now())


def test_what_belongs_to_another_request_cannot_be_sent_back_through_this_one(door: Door) -> None:
    mine, other = door.receive(), door.receive(referral(subjects=()))
    with fence.enter(door.officer), pytest.raises(CannotGoBack, match="not part of"):
        new = NewReturn(other.contact, ReturnReason.NO_ASSESSMENT)
        actions.return_to_sender(request=mine.request, new=new, by=door.officer, at=timezone.now())


def test_the_timeline_calls_the_system_by_a_title_in_words(door: Door) -> None:
    first, second = door.receive(hours=2), door.receive(hours=1)
    worker = system("request_received_join_and_hold", wide=frozenset({"referrals", "people", "hidden"}))
    with fence.enter(worker):
        join(request=first.request, other=second.request, because="the same child", by=worker, at=timezone.now())
    page = opened(door, first.request)
    assert "by the system" in page
    assert "request_received_join_and_hold" not in page


def test_nobody_reads_that_they_are_contacted_who_said_that_it_is_not_safe(door: Door) -> None:
    new = replace(families.father_of_demo("ZZ5 1AA", timezone.localdate()), engage_safely=NO_SAFE_WAY)
    got, code = father(new=new)
    with fence.enter(door.officer):
        decision = NewDecision(Outcome.TO_TEAM, "Needs help", level=2)
        for subject in queries.subjects_for(door.officer, got.request):
            actions.mark_unknown(subject=subject.id, by=door.officer, at=timezone.now())
        ago = timezone.now() - timedelta(minutes=11)
        actions.decide(request=got.request, decision=decision, by=door.officer, at=ago)
    page = come_back(code)
    assert "Being looked at" in page
    assert "We do not contact you, because you said that it is not safe. Come back with your code" in page
    assert "will contact you" not in page


def test_the_board_counts_the_contacts_and_names_whoever_sent_the_gravest(door: Door) -> None:
    his, _ = father()
    hers = door.receive(referral(needs=(families.NewNeed("sf", "8", "She is hurt at home"),)), hours=1)
    joined(his, hers)
    page = door.browsers["officer"].get("/board/").content.decode()
    assert "2 contacts, the gravest from: School nurse, Example School Nursing" in page


def test_each_list_names_the_clock_that_it_shows(door: Door) -> None:
    got = door.receive()
    client, worker = browser("family_support_worker")
    assert worker.number
    with fence.enter(ALL):
        taken = {"state": State.ALLOCATED_TO_WORKER.value, "worker_id": worker.number}
        Request.objects.filter(id=got.request).update(**taken)
        grants.grant([worker.number], [got.request, got.contact], because="test")
    page = client.get("/my-requests/").content.decode()
    assert got.reference in page
    assert "First contact due" in page
    assert "Decision due" not in page
