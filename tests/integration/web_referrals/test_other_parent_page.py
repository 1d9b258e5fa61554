"""The officer's page on which it is settled whether another parent may be contacted."""

from __future__ import annotations

import pytest
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import public
from familyhub.referrals import actions
from familyhub.referrals.new import NewContact, NewSubject, Sender
from familyhub.referrals.queries.other_parent import other_parents
from familyhub.referrals.terms.requests import SOURCE_SELF, Agreement, Channel, SubjectRole
from tests.integration.web_people.signed_in import browser

pytestmark = pytest.mark.django_db
SENDER = Sender(SOURCE_SELF, name="Testina Example")
MOTHER = NewSubject(SubjectRole.PARENT, "Testina", "Example")
FATHER = NewSubject(SubjectRole.PARENT, "Sampleton", "Example")


def test_a_yes_needs_way_and_words_and_what_was_typed_stays() -> None:
    client, officer = browser("front_door_officer")
    new = NewContact(Channel.PHONE, SENDER, (MOTHER, FATHER), agreement=Agreement.SELF, story="Help")
    with fence.enter(public("tests")):
        received = actions.receive(new=new, by=public("tests"), at=timezone.now())
    with fence.enter(officer):
        (line,) = other_parents(received.request)
    address = f"/requests/{received.request}/other-parent/{line.subject}/"
    asked = client.get(address).content.decode()
    assert "May Sampleton Example be contacted?" in asked
    refused = client.post(address, {"may": "yes", "how": "After 6pm"})
    assert refused.status_code == 422
    assert "Say what may be said" in refused.content.decode() and "After 6pm" in refused.content.decode()
    assert (
        client.post(address, {"may": "yes", "how": "After 6pm", "may_be_said": "There is a group"}).status_code == 302
    )
    with fence.enter(officer):
        (settled,) = other_parents(received.request)
    assert (settled.may, settled.how, settled.may_be_said) == ("yes", "After 6pm", "There is a group")
    assert client.get(f"/requests/{received.request}/other-parent/{received.contact}/").status_code == 404
