"""One parent's request is that parent's agreement only."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.core import fence
from familyhub.core.asker import public
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.deciding import NewDecision, decide
from familyhub.referrals.actions.other_parent import NewOtherParent, OtherParentOpen, SayHow, settle_other_parent
from familyhub.referrals.new import NewContact, NewPlace, NewSubject, Received, Sender
from familyhub.referrals.queries.other_parent import other_parents
from familyhub.referrals.terms.requests import SOURCE_SELF, Agreement, Channel, MayContact, Outcome, State, SubjectRole
from tests.integration.referrals.conftest import NOW, Office

MOTHER = NewSubject(SubjectRole.PARENT, "Testina", "Example", place=NewPlace(postcode="ZZ2 1AA"))
FATHER = NewSubject(SubjectRole.PARENT, "Sampleton", "Example")
CHILD = NewSubject(SubjectRole.CHILD, "Demo", "Example", date(2023, 2, 3), place=NewPlace(postcode="ZZ2 1AA"))
LEVEL_TWO = NewDecision(Outcome.TO_TEAM, "Two needs", level=2)


def asks(office: Office, *subjects: NewSubject, agreement: Agreement = Agreement.SELF) -> Received:
    """Keyed by the front door for a parent on the phone, everybody marked as not known."""
    new = NewContact(Channel.PHONE, Sender(SOURCE_SELF, name="Testina Example"), subjects, agreement=agreement)
    with fence.enter(public("tests")):
        received = actions.receive(new=new, by=public("tests"), at=NOW)
    with fence.enter(office.officer):
        for subject in queries.subjects_for(office.officer, received.request):
            actions.mark_unknown(subject=subject.id, by=office.officer, at=NOW)
    return received


def test_a_parent_who_phones_for_themselves_is_never_sent_back_for_an_assessment(office: Office) -> None:
    assert asks(office, MOTHER, CHILD).state is State.RECEIVED


def test_no_team_gets_it_until_it_is_settled_whether_the_other_parent_may_be_contacted(office: Office) -> None:
    received = asks(office, MOTHER, CHILD, FATHER)
    with fence.enter(office.officer):
        with pytest.raises(OtherParentOpen):
            decide(request=received.request, decision=LEVEL_TWO, by=office.officer, at=NOW)
        (line,) = other_parents(received.request)
        assert line.name == "Sampleton Example"
        with pytest.raises(SayHow):
            new = NewOtherParent(line.subject, MayContact.YES, how="By phone")
            settle_other_parent(request=received.request, new=new, by=office.officer, at=NOW)
        settle_other_parent(
            request=received.request, new=NewOtherParent(line.subject, MayContact.NO), by=office.officer, at=NOW
        )
        decide(request=received.request, decision=LEVEL_TWO, by=office.officer, at=NOW)


def test_one_parent_alone_or_a_family_that_agreed_needs_nothing(office: Office) -> None:
    alone = asks(office, MOTHER, CHILD)
    both = asks(office, MOTHER, CHILD, FATHER, agreement=Agreement.AGREED)
    with fence.enter(office.officer):
        assert other_parents(alone.request) == other_parents(both.request) == []
