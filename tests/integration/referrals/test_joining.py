"""Several arrivals about one child: one request, at most one enquiry, every contact kept; and what the desk takes."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from familyhub.core import fence
from familyhub.core.asker import Asker, public, system
from familyhub.demo import families
from familyhub.people import actions as people
from familyhub.people.new import NewName, NewPerson
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.claiming import claim_next
from familyhub.referrals.actions.deciding import NewDecision, decide
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.actions.holding import Held, place_holds
from familyhub.referrals.actions.joining import join_what_belongs
from familyhub.referrals.actions.mash.deciding import NewEnquiryDecision, decide_enquiry
from familyhub.referrals.models import Contact, Enquiry, Hold, Request, Subject, WithDesk
from familyhub.referrals.new import NewContact, NewEvidence, NewSubject, Received
from familyhub.referrals.terms.requests import Channel, Colour, EnquiryOutcome, Lane, Outcome, State, SubjectRole
from tests.integration.referrals.conftest import NOW, TODAY, Office

WORKER = system("tests of joining")
ALL = Asker(kind=WORKER.kind, number=WORKER.number, name="all", wide=frozenset({"referrals", "people", "hidden"}))
CHILD = NewSubject(SubjectRole.CHILD, "Demo", "Example", date(TODAY.year - 3, 2, 3))


def arrives(new: NewContact, hour: int) -> Received:
    with fence.enter(public("tests")):
        return actions.receive(new=new, by=public("tests"), at=NOW.replace(hour=hour))


def nurse(hour: int = 9) -> Received:
    return arrives(families.mother_baby_and_child("ZZ2 1AA", TODAY, families.nurse("nurse@nursing.example")), hour)


def police(hour: int = 11) -> Received:
    new = NewContact(
        channel=Channel.EMAIL, sender=families.SENDERS[3], subjects=(CHILD,), story="Shouting.", is_safeguarding=True
    )
    return arrives(new, hour)


def test_three_arrivals_are_one_request_and_one_enquiry(office: Office) -> None:
    first, second, third = nurse(), police(), police(hour=12)
    with fence.enter(ALL):
        whole = join_what_belongs(request=third.request, by=ALL, at=NOW)
        whole = join_what_belongs(request=second.request, by=ALL, at=NOW)
    assert whole == first.request
    with fence.enter(office.officer):
        page = queries.request_for(office.officer, whole)
        board = queries.board(office.officer)
    assert page is not None
    assert [contact.id for contact in page.contacts] == [first.contact, second.contact, third.contact]
    assert (page.lane, page.state) == (Lane.MASH, State.ESCALATED)
    assert [line.id for line in board.lines] == [whole]
    with fence.enter(ALL):
        assert Contact.objects.count() == 3
        assert Request.objects.exclude(state=State.JOINED.value).count() == 1
        assert Enquiry.objects.exclude(state="joined_to_another").count() == 1
        assert Request.objects.get(id=whole).received_at == NOW.replace(hour=9)


def test_twins_and_children_who_are_only_alike_stay_two_requests(office: Office) -> None:
    first = nurse()
    twin = arrives(
        NewContact(Channel.PHONE, families.SENDERS[0], (replace(CHILD, given="Mocka"),), families_needs()), hour=10
    )
    with fence.enter(ALL):
        assert join_what_belongs(request=twin.request, by=ALL, at=NOW) == twin.request
        assert Request.objects.get(id=first.request).state == State.RECEIVED.value


def families_needs() -> tuple[families.NewNeed, ...]:
    return (families.NewNeed("sf", *families.NEEDS[0]),)


def test_what_an_enquiry_is_about_is_held_for_another_request_of_the_household(office: Office) -> None:
    """A sister's request is with the front door when the police notify about her brother."""
    sister = NewSubject(SubjectRole.CHILD, "Trialla", "Example", date(TODAY.year - 6, 1, 1))
    mother = NewSubject(SubjectRole.PARENT, "Testina", "Example", date(1997, 5, 14), relation="mother")
    hers = arrives(
        NewContact(Channel.PHONE, families.SENDERS[0], (sister, mother), families_needs(), is_safeguarding=False), 9
    )
    his = arrives(
        NewContact(Channel.EMAIL, families.SENDERS[3], (CHILD, mother), story="Shouting.", is_safeguarding=True), 10
    )
    with fence.enter(ALL):
        assert place_holds(request=his.request, by=ALL, at=NOW) == 1
        assert place_holds(request=his.request, by=ALL, at=NOW) == 0
        assert Hold.objects.get().request_id == hers.request
        for subject in queries.subjects_for(office.officer, hers.request):
            actions.mark_unknown(subject=subject.id, by=office.officer, at=NOW)
    with fence.enter(office.officer), pytest.raises(Held, match="being looked at"):
        decision = NewDecision(Outcome.TO_TEAM, "Two needs", level=2)
        decide(request=hers.request, decision=decision, by=office.officer, at=NOW)


def hidden_child(office: Office) -> uuid.UUID:
    new = NewPerson(names=(NewName("Demo", "Example"),), born_on=CHILD.born_on)
    with fence.enter(office.officer):
        record = people.register(new=new, by=office.officer, at=NOW)
        people.hide_person(record=record, see=protection_desk(NOW), by=office.officer, at=NOW)
    return record


def test_a_contact_about_a_protected_child_is_the_desks_and_the_officer_reads_a_neutral_line(office: Office) -> None:
    hidden_child(office)
    came = police()
    with fence.enter(office.officer):
        assert queries.request_for(office.officer, came.request) is None
        assert not Contact.objects.filter(id=came.contact).exists()
        line = WithDesk.objects.get(request_number=came.request)
        assert (line.reference, line.lane, line.until) == (came.reference, "mash", None)
    desk = Asker(kind=office.officer.kind, number=uuid.uuid4(), holders=frozenset(protection_desk(NOW)))
    with fence.enter(desk):
        assert Contact.objects.filter(id=came.contact).exists()


def test_a_contact_about_nobody_protected_is_everybodys(office: Office) -> None:
    came = police()
    with fence.enter(office.officer):
        assert queries.request_for(office.officer, came.request) is not None
        assert not WithDesk.objects.filter(request_number=came.request, until__isnull=True).exists()


def test_the_daily_sample_reads_as_a_match_does(office: Office, settings: pytest.FixtureRequest) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, desk_sample=1)  # type: ignore[attr-defined]
    sampled = nurse()
    with fence.enter(office.officer):
        assert queries.request_for(office.officer, sampled.request) is None
        assert WithDesk.objects.filter(request_number=sampled.request, until__isnull=True).count() == 1


def test_an_officer_with_a_declared_relation_reads_the_same_line_and_others_read_the_request(office: Office) -> None:
    from familyhub.core import grants
    from familyhub.people import queries as known

    with fence.enter(office.officer):
        new = NewPerson(names=(NewName("Demo", "Example"),), born_on=CHILD.born_on)
        record = people.register(new=new, by=office.officer, at=NOW)
        person = known.names_of(office.officer, [record])[record].person
        grants.bar(person, because="declared relation", against=office.officer.number)
    came = police()
    with fence.enter(office.officer):
        assert queries.request_for(office.officer, came.request) is None
        assert WithDesk.objects.filter(request_number=came.request, until__isnull=True).count() == 1
    other = replace(office.officer, number=uuid.uuid4(), holders=frozenset())
    with fence.enter(other):
        assert queries.request_for(other, came.request) is not None
        assert not WithDesk.objects.filter(request_number=came.request, until__isnull=True).exists()


def test_a_sealed_person_matches_nowhere(office: Office) -> None:
    from familyhub.core import grants
    from familyhub.people import queries as known

    record = hidden_child(office)
    with fence.enter(ALL):
        person = known.names_of(ALL, [record])[record].person
        grants.bar(person, because="sealed adoption")
    came = police()
    with fence.enter(office.officer):
        assert queries.request_for(office.officer, came.request) is not None


def test_earliest_starts_the_clock_when_the_graver_came_first(office: Office) -> None:
    concern, plain = police(hour=9), nurse(hour=12)
    with fence.enter(ALL):
        assert join_what_belongs(request=plain.request, by=ALL, at=NOW) == concern.request
        row = Request.objects.get(id=concern.request)
        assert (row.lane, row.received_at) == ("mash", datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
        assert row.decide_by - row.received_at < timedelta(days=4)


def early(came: NewContact, hour: int) -> Received:
    """The same child, no concern."""
    return arrives(replace(came, subjects=(CHILD,), is_safeguarding=False), hour)


def of_need(need: str, sender: families.Sender = families.SENDERS[1], **changes: Any) -> NewContact:
    new = families.mother_baby_and_child("ZZ2 1AA", TODAY, sender)
    return replace(new, needs=(families.NewNeed("sf", need, "As told"),), **changes)


def asks(need: str, hour: int) -> Received:
    """A father for himself."""
    new = families.father_of_demo("ZZ5 1AA", TODAY)
    return early(replace(new, needs=(families.NewNeed("sf", need, "Ticked"),)), hour)


def together(*parts: Received) -> Request:
    with fence.enter(ALL):
        whole = join_what_belongs(request=parts[-1].request, by=ALL, at=NOW)
        return Request.objects.get(id=whole)


def test_a_plea_is_not_buried_behind_another_senders_incomplete_form(office: Office) -> None:
    first, second = early(of_need("2", evidence=NewEvidence()), 9), asks("10", 11)
    assert first.state is State.RETURNED
    whole = together(first, second)
    assert (whole.id, whole.state, whole.answer_by) == (first.request, State.RECEIVED.value, None)
    with fence.enter(ALL):
        assert whole.decide_by == min(Request.objects.values_list("decide_by", flat=True))
    with fence.enter(office.officer):
        assert claim_next(by=office.officer, at=NOW) == whole.id
        page = queries.request_for(office.officer, whole.id)
        assert page is not None
        assert page.back_words == f"{second.reference} was joined to it and waits for a decision"


def test_an_incomplete_form_that_comes_later_does_not_send_a_plea_away(office: Office) -> None:
    first, second = asks("10", 9), early(of_need("2", evidence=NewEvidence()), 11)
    whole = together(first, second)
    assert (whole.id, whole.state, whole.answer_by) == (first.request, State.RECEIVED.value, None)


def test_two_incomplete_forms_wait_for_their_senders(office: Office) -> None:
    parts = [early(of_need("2", evidence=NewEvidence()), hour) for hour in (9, 11)]
    assert together(*parts).state == State.RETURNED.value


def test_the_gravest_sets_the_rank_whoever_came_first_and_the_board_names_its_sender(office: Office) -> None:
    early(of_need("2", families.SENDERS[2]), 8)
    with fence.enter(ALL):
        Subject.objects.update(born_on=None, given="Another")
    father, hers = asks("10", 9), early(of_need("8"), 11)
    whole = together(father, hers)
    assert (whole.id, whole.rank) == (father.request, 2)
    with fence.enter(office.officer):
        line = queries.board(office.officer).lines[0]
        assert (line.id, line.contacts, line.sender) == (whole.id, 2, "School nurse, Example School Nursing")
        assert claim_next(by=office.officer, at=NOW) == whole.id


def test_taken_apart_each_has_its_own_rank_again(office: Office) -> None:
    father, hers = asks("10", 9), early(of_need("8"), 11)
    whole = together(father, hers)
    with fence.enter(ALL):
        actions.separate(request=hers.request, because="Another child", by=ALL, at=NOW)
        assert Request.objects.get(id=whole.id).rank == 5
        assert Request.objects.get(id=hers.request).rank == 2


def test_stepped_down_from_the_mash_harm_at_home_is_still_ahead(office: Office) -> None:
    came = arrives(of_need("8", subjects=(CHILD,), is_safeguarding=True), 9)
    with fence.enter(ALL):
        enquiry = Enquiry.objects.get(request=came.request)
        decision = NewEnquiryDecision(
            EnquiryOutcome.EARLY_HELP, "Help at home", release_words="Go on", colour=Colour.RED
        )
        decide_enquiry(enquiry=enquiry.id, decision=decision, by=ALL, at=NOW)
        row = Request.objects.get(id=came.request)
        assert (row.lane, row.rank, row.state) == ("early_help", 2, State.RECEIVED.value)
