"""The directory's own work for the demonstration: owners, a provider's proposal, another directory's feed, feedback."""

from __future__ import annotations

import copy
import uuid
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from familyhub.core import fence
from familyhub.core.asker import Asker, public, system
from familyhub.directory import actions, queries
from familyhub.directory.actions.feeds import Incoming
from familyhub.directory.actions.providers import Opened
from familyhub.directory.terms import FeedKind, own_id

READER = system("demonstration feed")
PROVIDER = system("a provider looks after its listing")
SOMEBODY = public("feedback about a listing")
STALE = timedelta(days=120)
FEED = "https://directory.charity.example/v3"
CHANGED = "Talking and swallowing clinic"
TOLD = (
    ("Dads and little ones on Saturday", "We went on Saturday and the door was locked. It said 10 on your page.", ""),
    (
        "Stay and play",
        "The lady next door screams at her children. I do not know whom to tell.",
        "07700 900145",
    ),
)


def seed_directory_work(editor: Asker, now: datetime) -> None:
    """What waits for an editor: made once, with the services."""
    names = _numbers()
    with fence.enter(editor):
        _owners(editor, names, now)
    with fence.enter(READER):
        _feed(names, now)
        actions.remind_owners(by=READER, at=now)
    for name, words, reach in TOLD:
        with fence.enter(SOMEBODY):
            actions.tell_us(
                service=_one(names, name), words=words, reach=reach, by=SOMEBODY, at=now - timedelta(hours=3)
            )


def _numbers() -> dict[str, uuid.UUID]:
    """Every published listing by its name."""
    import json

    from django.utils import timezone

    found = (json.loads(text) for text in queries.exported_texts(timezone.localdate()))
    return {document["name"]: uuid.UUID(document["id"]) for document in found}


def _one(names: dict[str, uuid.UUID], start: str) -> uuid.UUID:
    return next(number for name, number in sorted(names.items()) if name.startswith(start))


def _owners(editor: Asker, names: dict[str, uuid.UUID], now: datetime) -> None:
    """One proposed a change; one has not looked at its listing for four months."""
    clinic = _one(names, CHANGED)
    link = actions.send_link(service=clinic, email="clinic@trust.example", by=editor, at=now - timedelta(days=2))
    opened = Opened(link, clinic, "clinic@trust.example", "", now + timedelta(days=28))
    document = copy.deepcopy(queries.documents([clinic])[clinic])
    document["description"] = f"{document['description']} There is a quiet room to wait in."
    for schedule in document.get("schedules", ())[:1]:
        schedule["closes_at"] = "15:00:00+00:00"
    document["alert"] = "Closed on 25 and 26 December"
    with fence.enter(PROVIDER):
        actions.propose(opened=opened, document=document, by=PROVIDER, at=now - timedelta(hours=20))
    old = _one(names, "Stay and play")
    actions.confirm_listing(service=old, by=editor, at=now - STALE)
    actions.send_link(service=old, email="play@hubs.example", by=editor, at=now - STALE)


def _feed(names: dict[str, uuid.UUID], now: datetime) -> None:
    """Another directory, read twice: what was approved, then what differs and one that is here already."""
    first = [_service(number, name) for number, name in enumerate(("Sample Sing and Sign", "Specimen Swim Babies"))]
    _read(first, now - timedelta(days=9), approve=True)
    changed = copy.deepcopy(first[:1])
    changed[0] |= {
        "description": "Songs with signs for babies and toddlers. Now at the library.",
        "fees": "£2 a family",
    }
    twin = queries.documents([number := _one(names, CHANGED)])[number]
    same = {key: twin[key] for key in ("name", "url") if key in twin}
    again = _service(7, CHANGED) | same
    again["description"] = "Help with talking, eating and drinking, by the trust."
    _read([*changed, _service(3, "Placeholder Parents’ Choir"), again], now - timedelta(hours=6))


def _service(number: int, name: str) -> dict[str, Any]:
    own = own_id("demo feed", str(number))
    return {
        "id": str(own),
        "name": name,
        "description": f"{name}: told by another directory.",
        "url": f"https://charity.example/{own.hex[:6]}",
        "status": "active",
        "organization": {"id": str(own_id("demo feed", "charity")), "name": "Placeholder Charity"},
        "schedules": [{"id": str(own_id("demo feed", str(number), "when")), "freq": "WEEKLY", "byday": "FR"}],
    }


def _read(documents: list[dict[str, Any]], at: datetime, *, approve: bool = False) -> None:
    run = actions.begin_run(code="placeholder-charity", kind=FeedKind.ORUK3, address=FEED, by=READER, at=at)
    staged = actions.stage(run=run, incoming=[Incoming(one["id"], one) for one in documents], by=READER, at=at)
    findings: Counter[str] = Counter(
        {"under no term of a taxonomy": len(documents), "service.contacts: names a person": 1}
    )
    actions.note_page(run=run, staged=staged, next_page=0, digest="demo", findings=findings)
    actions.finish_run(run=run, by=READER, at=at)
    if approve:
        actions.approve(changes=queries.waiting_numbers(run.id, ("added", "changed")), by=READER, at=at)
