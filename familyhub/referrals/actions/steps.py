"""How a request moves: one row more in its steps, one number more in its version, never a step twice."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.referrals.models import Request, Step
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import STATE_LABELS, State


class NoSuchRequest(Exception):
    """There is no such request for this asker."""


class NotNow(Exception):
    """The request is in a state from which this cannot be done; the text says which."""


class ChangedMeanwhile(Exception):
    """Somebody else took a step since this person opened the page: nothing was stored."""


def locked(number: uuid.UUID, version_seen: int | None) -> Request:
    """The request, locked until the transaction ends. Errors: NoSuchRequest, ChangedMeanwhile."""
    request = Request.objects.select_for_update(of=("self",)).filter(id=number).first()
    if request is None:
        raise NoSuchRequest(str(number))
    if version_seen is not None and request.version != version_seen:
        raise ChangedMeanwhile(f"{request.reference} is now: {STATE_LABELS[State(request.state)].lower()}")
    return request


def check_move(request: Request, to: State) -> None:
    """Errors: NotNow."""
    if not policy.can_move(State(request.state), to):
        label = STATE_LABELS[State(request.state)].lower()
        raise NotNow(f"{request.reference} is {label}: this step is not open to it any more")


def first_step(request: Request, *, by: Asker, at: datetime) -> None:
    """The request came into its first state."""
    _write(request, by=by, at=at, words="")


def move(request: Request, to: State, *, by: Asker, at: datetime, words: str = "") -> None:
    """Move a locked request, with whatever else was set on it. Errors: NotNow, NoSuchRequest."""
    check_move(request, to)
    _store(request, to, by=by, at=at, words=words)


def stay(request: Request, *, by: Asker, at: datetime, words: str) -> None:
    """A step on the spot: something else than the state of a locked request changed. Errors: NoSuchRequest."""
    _store(request, State(request.state), by=by, at=at, words=words)


def step_back(request: Request, *, by: Asker, at: datetime, words: str) -> None:
    """Back to the front door, whatever its state: for what `policy.can_be_undone` allows. Errors: NoSuchRequest."""
    _store(request, State.RECEIVED, by=by, at=at, words=words)


def _store(request: Request, to: State, *, by: Asker, at: datetime, words: str) -> None:
    request.state = to.value
    request.version += 1
    request.changed_at = at
    fields = {f.attname: getattr(request, f.attname) for f in Request._meta.concrete_fields if f.attname != "id"}
    if Request.objects.filter(id=request.id).update(**fields) != 1:
        raise NoSuchRequest(str(request.id))  # an update of a row that may not be seen changes 0 rows in silence
    _write(request, by=by, at=at, words=words)


def _write(request: Request, *, by: Asker, at: datetime, words: str) -> None:
    Step(
        fence=request.fence,
        request=request,
        version=request.version,
        state=request.state,
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
        words=words,
    ).save(force_insert=True)
