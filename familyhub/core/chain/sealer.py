"""Making seals: one background sealer, every second, in the worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from threading import Event

from django.db import DatabaseError, InterfaceError, connections
from psycopg_pool import PoolTimeout

from familyhub.core import fence, heads
from familyhub.core.asker import system
from familyhub.core.chain import rows
from familyhub.core.chain.links import BATCH, FIRST, LATE_FOR, hash_of
from familyhub.core.models import Seal

LOCK = 7_205_927
"""Advisory lock of this database: one sealer at a time, however many workers run."""
EVERY_SECONDS = 1.0
AS = system("sealer")
log = logging.getLogger(__name__)


def seal(using: str = "default", now: datetime | None = None) -> Seal | None:
    """Add one link over what is not sealed yet, at most `BATCH` numbers. None when there is nothing to do.

    `now` is the database's own time unless given. Role worker. Errors: DatabaseError.
    """
    with fence.enter(AS, screen="sealer", using=using):
        if not _alone(using):
            return None
        last = Seal.objects.using(using).defer("marks").order_by("-id").first()
        return _next(using, last, now or _database_time(using))


def _next(using: str, last: Seal | None, now: datetime) -> Seal | None:
    low = last.high + 1 if last else 1
    top = rows.newest(using, low)
    late, must_close = _missed(using, last, now)
    if top is None and not late and not must_close:
        return None
    high = low - 1 if top is None else min(top, low + BATCH - 1)
    numbers, marks, digest = rows.covers(using, low, high, late)
    found = set(numbers)
    link = Seal(
        id=last.id + 1 if last else 1,
        at=max(now, last.at) if last else now,
        low=low,
        high=high,
        missing=[number for number in range(low, high + 1) if number not in found],
        late=late,
        marks=marks,
        digest=digest,
        previous=bytes(last.hash) if last else FIRST,
    )
    link.hash = hash_of(link)
    link.save(force_insert=True, using=using)
    return link


def _missed(using: str, last: Seal | None, now: datetime) -> tuple[list[int], bool]:
    """Numbers missed of late that have a row by now; and whether the time for the others has run out.

    Time is counted to the newest seal and not to now, so that a row is not lost because the sealer was down. When it
    has run out and nothing else happens, an empty seal says so: whatever comes after it was put in by somebody.
    """
    if last is None:
        return [], False
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT m.number, s.at, EXISTS (SELECT 1 FROM core_access a WHERE a.id = m.number)"
            " FROM core_seal s CROSS JOIN LATERAL unnest(s.missing) AS m (number) WHERE s.at >= %(since)s AND NOT"
            " m.number = ANY (ARRAY(SELECT unnest(l.late) FROM core_seal l WHERE l.at >= %(since)s)) ORDER BY 1",
            {"since": last.at - LATE_FOR},
        )
        missed = cursor.fetchall()
    late = [number for number, _, is_there in missed if is_there]
    return late[:BATCH], bool(missed) and now - max(at for _, at, _ in missed) > LATE_FOR


def _alone(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _database_time(using: str) -> datetime:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
        return now


def oldest_unsealed_age(now: datetime, using: str = "default") -> timedelta | None:
    """How long the oldest row that no seal covers has waited; None when none waits. Role worker, inside the fence."""
    last = Seal.objects.using(using).defer("marks").order_by("-id").first()
    waiting = rows.older_than(using, last.high if last else 0, now.timestamp())
    waiting += rows.present(using, _missed(using, last, now)[0])
    if not waiting:
        return None
    return timedelta(seconds=max(0.0, now.timestamp() - min(written for _, written in waiting)))


def run_sealer(stop: Event, using: str = "default") -> None:
    """Seal every second and sign the head when it is due, until `stop` is set. What fails is logged and tried again."""
    while not stop.is_set():
        if not _turn(using):
            stop.wait(EVERY_SECONDS)
    connections[using].close()


def _turn(using: str) -> bool:
    """One turn of the sealer. Returns whether more is waiting than one seal may cover."""
    try:
        made = seal(using)
        heads.append_due(using)
    except (DatabaseError, InterfaceError, PoolTimeout, OSError, heads.NoKey) as error:
        log.error("the access log could not be sealed; trying again: %s", error)
        # the server may have been restarted: the next turn starts with a new connection
        connections[using].close()
        return False
    return made is not None and made.high - made.low + 1 >= BATCH
