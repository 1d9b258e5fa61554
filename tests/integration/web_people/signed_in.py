"""A browser signed in as somebody with a role, and invented people to look at."""

from __future__ import annotations

import re

from django.test import Client

from familyhub.accounts import queries as accounts
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import actions
from familyhub.people.new import NewAddress, NewPerson, Registered
from tests.integration.people.invented import NOW, someone
from tests.integration.signin.people import a_person, give_password

SECRET = "7 Hidden Sample Lane"


def browser(role: str) -> tuple[Client, Asker]:
    """A client signed in through the real pages, and who that is when asking."""
    person, client = a_person(role), Client()
    give_password(client, person)
    for _ in range(2):  # a code that runs out between being read and being sent is asked for once more
        if client.post("/accounts/second-factor/", {"code": person.code()}).status_code == 302:
            break
    return client, accounts.asker_of(person.staff.id, NOW.date())


def stored(new: NewPerson, by: Asker, *holders: object) -> Registered:
    """The person as stored."""
    with fence.enter(by):
        return actions.register_many(new=[new], by=by, at=NOW, holders=holders)[0]  # type: ignore[arg-type]


def in_hiding(by: Asker) -> Registered:
    """Somebody whose address only the writer may see."""
    address = NewAddress(line1=SECRET, postcode="S80 1AA", visibility="restricted")
    return stored(someone(addresses=(address,), identifiers=(), contact_points=()), by)


def key_in(page: str) -> str:
    """The form's key on a page."""
    found = re.search(r'name="form_key" value="([0-9a-f-]{36})"', page)
    assert found
    return found[1]
