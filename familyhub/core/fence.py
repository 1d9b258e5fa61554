"""The unit of work: one transaction, one asker, one access row (`docs/adr/0003`, `docs/adr/0004`).

`enter` opens the transaction and tells the database who is asking, for this transaction alone. Row security does the
rest: with no asker set every fenced table shows 0 rows. `FenceMiddleware` is the innermost middleware; jobs,
reactions, commands and tests enter the same context manager.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from psycopg.pq import TransactionStatus

from familyhub.core import access
from familyhub.core.asker import NOBODY, Asker

_current: ContextVar[Unit | None] = ContextVar("unit", default=None)
T = TypeVar("T")


class NotFenced(Exception):
    """Something that needs a unit of work ran outside one."""


@dataclass
class Unit:
    """One unit of work. `subjects` are the people named so far; they go into its access row.

    `remembered` holds what was asked once and names nobody: codes and labels, gone when the unit ends.
    """

    asker: Asker
    screen: str = ""
    request_id: uuid.UUID = field(default_factory=uuid.uuid4)
    using: str = "default"
    subjects: set[uuid.UUID] = field(default_factory=set)
    remembered: dict[str, object] = field(default_factory=dict)


def current() -> Unit:
    """The unit of work that is open. Errors: NotFenced."""
    unit = _current.get()
    if unit is None:
        raise NotFenced("enter the fence first: with fence.enter(asker): …")
    return unit


def note_subjects(subjects: Iterable[uuid.UUID]) -> None:
    """Say that the answer names these people; the access row will hold them. Queries call it, views need not."""
    current().subjects.update(subjects)


def remembered(key: str, make: Callable[[], T]) -> T:
    """What `make` answers, asked once in a unit of work and afterwards remembered; outside one it is asked each time.

    For codes and labels alone: never for what depends on the asker, never for people. Whoever writes it forgets it.
    """
    unit = _current.get()
    if unit is None:
        return make()
    if key not in unit.remembered:
        unit.remembered[key] = make()
    return unit.remembered[key]  # type: ignore[return-value]


def forget(key: str) -> None:
    """It was changed in this unit of work: the next who asks is told anew."""
    unit = _current.get()
    if unit is not None:
        unit.remembered.pop(key, None)


def set_context(asker: Asker, using: str = "default") -> None:
    """Tell the database who is asking until this transaction ends."""
    holders = "{" + ",".join(sorted(str(holder) for holder in asker.holders)) + "}"
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('familyhub.asker', %s, true), set_config('familyhub.holders', %s, true),"
            " set_config('familyhub.wide', %s, true)",
            [str(asker.number or ""), holders if asker.holders else "", ",".join(sorted(asker.wide))],
        )


@contextlib.contextmanager
def enter(asker: Asker, *, screen: str = "", using: str = "default") -> Iterator[Unit]:
    """Open a unit of work as `asker`. Nested, it gives the outer asker back when it leaves."""
    nested = connections[using].in_atomic_block
    before = _current.get()
    unit = Unit(asker=asker, screen=screen, using=using)
    with transaction.atomic(using=using):
        set_context(asker, using)
        token = _current.set(unit)
        try:
            yield unit
            if nested and not transaction.get_rollback(using):
                # a released savepoint keeps what set_config said: give it back by hand
                set_context(before.asker if before else NOBODY, using)
        finally:
            _current.reset(token)


def is_failed(using: str = "default") -> bool:
    """Has the database already failed this transaction? COMMIT would then be a silent ROLLBACK."""
    connection = connections[using].connection
    return connection is not None and connection.info.transaction_status == TransactionStatus.INERROR


def plain(status: int, text: str) -> HttpResponse:
    """A page for when no other page may be drawn: no template, no database."""
    return HttpResponse(f"<!doctype html><html lang=en><title>{text}</title><h1>{text}</h1>", status=status)


NOTHING_STORED = "Something went wrong on our side. Nothing was stored: go back and try again."
NO_LOG_NO_PAGE = "This page cannot be shown just now. Try again in a minute."
CANNOT_STREAM = "A page about people may not be streamed."


class FenceMiddleware:
    """The innermost middleware: everything a view does happens inside one unit of work.

    Commits before a byte leaves. Rolls back on any 5xx, on a refusal, and on a transaction that the database has
    already failed. No access row, no page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.asker_from: Callable[[HttpRequest], Asker] = import_string(settings.FENCE_ASKER)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer one request inside the fence."""
        if request.path.startswith(settings.FENCE_EXEMPT_PATHS):
            return self.get_response(request)
        asker = self.asker_from(request)
        request.asker = asker  # type: ignore[attr-defined]
        try:
            with enter(asker) as unit:
                response = self._answer(request, unit)
            if response.status_code in {403, 404}:
                self._log_refusal(request, unit, response.status_code)
        except (access.NotLogged, DatabaseError):
            return plain(503, NO_LOG_NO_PAGE)
        response["X-Request-Id"] = str(unit.request_id)
        return response

    def _answer(self, request: HttpRequest, unit: Unit) -> HttpResponseBase:
        request.unit = unit  # type: ignore[attr-defined]
        response = self.get_response(request)
        unit.screen = _screen(request)
        if is_failed(unit.using) and response.status_code < 500:
            response = plain(500, NOTHING_STORED)
        if response.streaming and unit.subjects:
            response = plain(500, CANNOT_STREAM)
        if response.status_code >= 500 or response.status_code in {403, 404}:
            transaction.set_rollback(True, using=unit.using)
        elif unit.subjects:
            access.write(unit, method=request.method or "", outcome=access.SHOWN)
        return response

    def _log_refusal(self, request: HttpRequest, unit: Unit, status: int) -> None:
        asked = request.resolver_match.kwargs.values() if request.resolver_match else ()
        with enter(unit.asker) as own:
            own.screen, own.request_id = unit.screen, unit.request_id
            access.write(own, method=request.method or "", outcome=str(status), asked=asked)


def _screen(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "no such page"
