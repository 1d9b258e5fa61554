"""Reads of messages. No answer holds an address or a name: which letter, to what sort of reader, what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker, Kind, Reach
from familyhub.messages import letter_shelf
from familyhub.messages.models import OPEN, Message
from familyhub.messages.permissions import SEE_MESSAGES
from familyhub.messages.terms import AUDIENCE_WORDS, STATE_WORDS, WAY_WORDS, Audience, State, Way

AT_MOST = 50


@dataclass(frozen=True)
class MessageLine:
    """One message as staff read it. `state_words` and `reason` say what came of it."""

    id: uuid.UUID
    letter: str
    title: str
    to_whom: str
    way: str
    about_kind: str
    about: uuid.UUID
    state: str
    state_words: str
    reason: str
    made_at: datetime
    sent_at: datetime | None
    next_try_at: datetime | None
    tries: int


def _line(row: Message) -> MessageLine:
    return MessageLine(
        id=row.id,
        letter=row.letter,
        title=letter_shelf.letter(row.letter).TITLE,
        to_whom=AUDIENCE_WORDS[Audience(row.audience)],
        way=WAY_WORDS[Way(row.way)],
        about_kind=row.about_kind,
        about=row.about,
        state=row.state,
        state_words=STATE_WORDS[State(row.state)],
        reason=row.reason,
        made_at=row.made_at,
        sent_at=row.sent_at,
        next_try_at=row.next_try_at,
        tries=row.tries,
    )


def _lines(rows: Iterable[Message]) -> list[MessageLine]:
    return [_line(row) for row in rows]


def messages_about(asker: Asker, about: uuid.UUID, limit: int = AT_MOST) -> list[MessageLine]:
    """The messages about one object that this asker may see, oldest first."""
    if not asker.may(SEE_MESSAGES.code):
        return []
    return _lines(Message.objects.filter(about=about).order_by("made_at", "id")[:limit])


def sent_between(
    records: Iterable[uuid.UUID], since: datetime, until: datetime, *, about: Collection[uuid.UUID] = ()
) -> list[MessageLine]:
    """Messages to these people, and about these objects, that were made in that time, the oldest first: at most 50."""
    those = Q(person_record__in=list(records)) | (Q(about__in=list(about)) if about else Q(pk__in=[]))
    rows = Message.objects.filter(those, made_at__gte=since, made_at__lte=until)
    return _lines(rows.order_by("made_at", "id")[:AT_MOST])


def _county_wide(asker: Asker, *states: State) -> QuerySet[Message]:
    """Lists across the county are for whoever may see all of it: an index delivers them without asking row by row."""
    if asker.reach(SEE_MESSAGES.code) != Reach.COUNTY:
        return Message.objects.none()
    return Message.objects.filter(state__in=[state.value for state in states])


def waiting(asker: Asker, limit: int = AT_MOST) -> list[MessageLine]:
    """Messages not sent yet, the one to be tried soonest first."""
    return _lines(_county_wide(asker, State.WAITING, State.FAILED).order_by("next_try_at")[:limit])


def withheld(asker: Asker, limit: int = AT_MOST) -> list[MessageLine]:
    """Messages that it was not right to send, newest first."""
    return _lines(_county_wide(asker, State.WITHHELD).order_by("-made_at")[:limit])


def due(
    asker: Asker,
    now: datetime,
    limit: int = 100,
    passing_over: Iterable[uuid.UUID] = (),
    not_by: Iterable[Way] = (),
) -> list[uuid.UUID]:
    """For the worker alone: messages whose time has come, the longest due first; none by a way whose server is away."""
    if asker.kind is not Kind.SYSTEM:
        return []
    rows = Message.objects.filter(state__in=OPEN, next_try_at__lte=now).exclude(id__in=list(passing_over))
    rows = rows.exclude(way__in=[way.value for way in not_by])
    return list(rows.order_by("next_try_at").values_list("id", flat=True)[:limit])


def followed(asker: Asker, limit: int = 2000) -> list[uuid.UUID]:
    """For the worker alone: messages that a provider took and of which it has not said what became, oldest first."""
    if asker.kind is not Kind.SYSTEM:
        return []
    rows = Message.objects.filter(state=State.SENT.value, arrival="").exclude(carrier_number="")
    return list(rows.order_by("sent_at").values_list("id", flat=True)[:limit])


def written_about(letter: str, about: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """About which of these objects this letter was written already, whatever became of it."""
    return set(Message.objects.filter(letter=letter, about__among=Listed(about)).values_list("about", flat=True))
