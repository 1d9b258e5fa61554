"""What a message was about, in words, and where its page is for those who may see it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.urls import reverse

from familyhub.accounts.permissions import MANAGE_STAFF
from familyhub.core.asker import Asker
from familyhub.messages.queries import DeadLetter
from familyhub.referrals.queries.of_contact import requests_of_contacts

CONTACT = "referrals.contact"
WORDS = {CONTACT: "A request", "staff": "An account", "referrer": "A link for a professional"}
WORDS["listing"] = "A listing of the directory"


def words_of(letter: DeadLetter) -> str:
    """The kind of thing, with its reference where it has one."""
    words = WORDS.get(letter.about_kind, "Work with a family")
    return f"{words}, {letter.reference}" if letter.reference else words


def links_of(asker: Asker, letters: Iterable[DeadLetter]) -> dict[uuid.UUID, str]:
    """Where each is, by the message's number, as far as this asker may see it; at most one query."""
    found = list(letters)
    requests = requests_of_contacts(asker, [one.about for one in found if one.about_kind == CONTACT])
    links = {one.id: reverse("referrals:request", args=[requests[one.about]]) for one in found if one.about in requests}
    if asker.may(MANAGE_STAFF.code):
        links |= {one.id: reverse("staff_person", args=[one.about]) for one in found if one.about_kind == "staff"}
    return links
