"""A small directory with what hangs on it: two listings alike, a draft, a reading, a proposal, a link, and a worry."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from familyhub.core import fence
from familyhub.core.asker import Asker, public, system
from familyhub.directory import actions
from familyhub.directory.actions.feeds import Incoming
from familyhub.directory.actions.providers import Opened
from familyhub.directory.models import Change, Feedback
from familyhub.directory.new import NewListing
from familyhub.directory.terms import FeedKind, Status

WORRY = "A canary sings of worry in the listing box"
REACH = "worried.canary@home.example"
NAME = "Canary Stay and Play"


@dataclass(frozen=True)
class Listings:
    """Numbers of each, and the provider's link."""

    shown: uuid.UUID
    twin: uuid.UUID
    draft: uuid.UUID
    reading: uuid.UUID
    proposal: uuid.UUID
    told: uuid.UUID
    link: str


def document(name: str) -> dict[str, Any]:
    """A small one."""
    return {"id": str(uuid.uuid4()), "name": name, "description": "Songs", "url": "https://canary.example/"}


def build_listings(editor: Asker, now: datetime) -> Listings:
    """Made by the room's own actions."""
    from familyhub.messages.models import Message

    said = [document(NAME), document(NAME), document("A draft that nobody sees")]
    states = (Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT)
    with fence.enter(editor):
        made = [
            actions.write_listing(listing=NewListing(document=one, status=status), by=editor, at=now)
            for one, status in zip(said, states, strict=True)
        ]
        link = actions.send_link(service=made[0], email="owner@canary.example", by=editor, at=now)
    provider = system("a provider looks after its listing")
    with fence.enter(provider):
        run = actions.begin_run(code="canary", kind=FeedKind.ORUK3, address="https://f.example", by=provider, at=now)
        actions.stage(run=run, incoming=[Incoming("1", document("From a feed"))], by=provider, at=now)
        actions.finish_run(run=run, by=provider, at=now)
        opened = Opened(link, made[0], "owner@canary.example", "", now)
        actions.propose(opened=opened, document=said[0] | {"description": "Proposed"}, by=provider, at=now)
    somebody = public("feedback about a listing")
    with fence.enter(somebody):
        actions.tell_us(service=made[0], words=WORRY, reach=REACH, by=somebody, at=now)
    with fence.enter(editor):
        told = Feedback.objects.get(service=made[0]).id
    with fence.enter(system("tests", wide=frozenset({"outbox"}))):
        letter = Message.objects.get(about=link)
    proposal = Change.objects.get(service=made[0]).id
    return Listings(made[0], made[1], made[2], run.id, proposal, told, str(letter.values["link"]))
