"""An officer who is not sure who somebody is: help goes on, and somebody compares the two (edge cases 17 and 18)."""

from __future__ import annotations

import uuid

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.models import Pair
from familyhub.people.new import NewName, NewPerson
from familyhub.people.queries.pairs import records_of_pair
from familyhub.reactions import enquiry_closed_pairs_in_turn, enquiry_opened_pairs_first, pair_noticed_first_if_enquiry
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.events.mash import EnquiryClosed
from familyhub.referrals.events.requests import EnquiryOpened
from familyhub.referrals.models import Enquiry, Subject
from familyhub.referrals.new import Received
from familyhub.referrals.queries.about import enquired_into
from familyhub.referrals.terms.requests import Outcome, State
from tests.integration.referrals.conftest import NOW, TODAY, Office
from tests.integration.referrals.test_joining import CHILD, nurse, police

WORKER = system("tests of pairs")
ALL = Asker(kind=WORKER.kind, number=WORKER.number, name="all", wide=frozenset({"referrals", "people", "hidden"}))


def known_child(officer: Asker) -> uuid.UUID:
    """Somebody on record who is like the child that the police name."""
    with fence.enter(officer):
        new = NewPerson(names=(NewName(CHILD.given, CHILD.family),), born_on=CHILD.born_on)
        return people.register(new=new, by=officer, at=NOW)


def not_sure(office: Office, got: Received) -> uuid.UUID:
    """The child of this contact may be one who is known."""
    with fence.enter(office.officer):
        subject = next(s for s in queries.subjects_for(office.officer, got.request) if s.given == CHILD.given)
        maybe = [one.record for one in queries.candidates_for(office.officer, subject.id)]
        return actions.unsure(subject=subject.id, maybe=maybe, by=office.officer, at=NOW)


def test_not_sure_makes_a_record_and_a_pair_and_the_request_goes_on(office: Office) -> None:
    before, got = known_child(office.officer), nurse()
    record = not_sure(office, got)
    with fence.enter(office.officer):
        row = Pair.objects.get()
        assert {row.first_id, row.second_id} == {before, record}
        assert (row.source, row.state, "same birth date" in row.reasons) == ("door", "open", True)
        subject = Subject.objects.get(record=record)
        assert (subject.given, subject.family, subject.found) == (CHILD.given, CHILD.family, "new")
        choice = NewDecision(Outcome.TO_TEAM, "Two needs", level=2)
        for other in queries.subjects_for(office.officer, got.request):
            if other.found.value == "not_yet":
                actions.make(subject=other.id, by=office.officer, at=NOW)
        actions.decide(request=got.request, decision=choice, by=office.officer, at=NOW)
        page = queries.request_for(office.officer, got.request)
    assert page and page.state is State.ALLOCATED_TO_TEAM


def test_edge_case_17_two_records_of_one_child_are_merged_and_every_contact_is_on_the_persons_page(
    office: Office,
) -> None:
    before, got = known_child(office.officer), nurse()
    record = not_sure(office, got)
    decider = next(a for a in [office.officer])
    proposed = people.Proposal(uuid.uuid4(), "Another Officer", NOW, "The same child, says the school")
    with fence.enter(decider):
        people.merge(first=before, second=record, proposed=proposed, by=decider, at=NOW)
        page = known.person_for(decider, known.names_of(decider, [record])[record].person, on=TODAY)
        assert page is not None
        assert [line.id for line in queries.requests_about(decider, page.records)] == [got.request]


def test_a_pair_that_an_open_enquiry_touches_stands_first_until_it_is_closed(office: Office) -> None:
    known_child(office.officer)
    got = police()
    record = not_sure(office, got)
    by = system("tests")
    with fence.enter(ALL):
        row = Pair.objects.get()
        assert row.rank == 0 and enquired_into([record]) == {record}
        assert record in records_of_pair(row.id)
        enquiry = Enquiry.objects.get()
        said = {"fence": enquiry.fence, "about": got.request, "reference": "X"}
        people.put_first(records=[record], is_first=False)
        assert Pair.objects.get().rank == 1
        enquiry_opened_pairs_first.react(EnquiryOpened(enquiry=str(enquiry.id), **said), by=by, at=NOW)
        assert Pair.objects.get().rank == 0
        enquiry_closed_pairs_in_turn.react(EnquiryClosed(**said), by=by, at=NOW)
        assert Pair.objects.get().rank == 0  # it is still open
        Enquiry.objects.filter(id=enquiry.id).update(state="closed", closed_at=NOW)
        enquiry_closed_pairs_in_turn.react(EnquiryClosed(**said), by=by, at=NOW)
        assert Pair.objects.get().rank == 1
        event = pair_noticed_first_if_enquiry.PairNoticed(fence=row.id, about=row.id)
        pair_noticed_first_if_enquiry.react(event, by=by, at=NOW)
        assert Pair.objects.get().rank == 1


def test_a_team_that_was_given_a_request_loses_the_person_with_it_also_when_they_were_merged_meanwhile(
    office: Office,
) -> None:
    before, got = known_child(office.officer), nurse()
    record = not_sure(office, got)
    with fence.enter(office.officer):
        for other in queries.subjects_for(office.officer, got.request):
            if other.found.value == "not_yet":
                actions.make(subject=other.id, by=office.officer, at=NOW)
        choice = NewDecision(Outcome.TO_TEAM, "Two needs", level=2)
        actions.decide(request=got.request, decision=choice, by=office.officer, at=NOW)
        proposed = people.Proposal(uuid.uuid4(), "Another Officer", NOW, "The same child, says the school")
        people.merge(first=before, second=record, proposed=proposed, by=office.officer, at=NOW)
    with fence.enter(office.coordinator):
        assert set(known.names_of(office.coordinator, [before, record])) == {before, record}
    grants.revoke(None, _fences(record), because=f"request {_reference(got)}")
    with fence.enter(office.coordinator):
        assert known.names_of(office.coordinator, [before, record]) == {}


def _fences(record: uuid.UUID) -> list[uuid.UUID]:
    with fence.enter(ALL):
        return list(known.made_as(ALL, [record]).values())


def _reference(got: Received) -> str:
    return got.reference
