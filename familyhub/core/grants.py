"""Who may see what, in one table without words of the domain: grant(holder, fence, because, since, until).

A holder is a team or one person's own number. Every fenced row carries a fence. Revoking is one row and holds on the
next request. A bar is the opposite: it hides a fence from everybody (a sealed record) or from one person (a declared
relation), whatever grants there are.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from psycopg import sql

from familyhub.core import bulk
from familyhub.core.arrays import array
from familyhub.core.asker import TO_READ
from familyhub.core.models import Bar, Grant

BARS_KEPT = timedelta(days=91)  # a day longer than the policy that lets go of them
MOST_DROPPED = 100_000


def grant(
    holders: Iterable[uuid.UUID],
    fences: Iterable[uuid.UUID],
    *,
    because: str,
    since: datetime | None = None,
    until: datetime | None = None,
    ended: bool = False,
) -> None:
    """Let each holder see each fence, `because` of a reason that can be revoked by itself. Writes one row a pair.

    Without `since` it holds from this transaction's own time, so that it holds within it already. `ended`: the same
    rows are written and hold for nobody, so that the time taken tells nothing.
    """
    pairs = [(holder, fence) for holder in holders for fence in fences]
    grant_pairs(pairs, because=because, since=since, until=until, ended=ended)


def grant_pairs(
    pairs: Sequence[tuple[uuid.UUID, uuid.UUID]],
    *,
    because: str,
    since: datetime | None = None,
    until: datetime | None = None,
    ended: bool = False,
) -> None:
    """The same for (holder, fence) pairs that are named one by one, in one statement."""
    if pairs:
        told = array(pair[0] for pair in pairs), array(pair[1] for pair in pairs)
        bulk.send((GRANT, [because, since, ended, until, *told]))


GRANT = sql.SQL(
    "INSERT INTO core_grant (id, holder, fence, because, since, until)"
    " SELECT gen_random_uuid(), h, f, %s, coalesce(%s::timestamptz, now()), CASE WHEN %s THEN now() ELSE %s END"
    " FROM unnest(%s::uuid[], %s::uuid[]) AS t (h, f)"
)


def revoke(
    holders: Sequence[uuid.UUID] | None, fences: Sequence[uuid.UUID], *, because: str, at: datetime | None = None
) -> int:
    """End the grants given `because` of this, for these holders (None: all). Returns how many ended."""
    rows = Grant.objects.filter(fence__in=fences, because=because, until__isnull=True)
    if holders is not None:
        rows = rows.filter(holder__in=holders)
    return rows.update(until=at or TransactionNow())


def cut(holders: Sequence[uuid.UUID], *, because: str, fences: Sequence[uuid.UUID] | None = None) -> int:
    """End what these hold for a reason that begins so, also what has an end of its own or has not begun.

    Without `fences` the whole table is read: for what is rare. Returns how many ended.
    """
    rows = Grant.objects.filter(holder__in=holders, because__startswith=because)
    rows = rows.exclude(until__lte=Greatest(F("since"), TransactionNow()))
    if fences is not None:
        rows = rows.filter(fence__in=fences)
    return rows.update(until=Greatest(F("since"), TransactionNow()))


def join(pairs: Iterable[tuple[uuid.UUID, uuid.UUID, str]]) -> set[uuid.UUID]:
    """From now on the two fences of each pair stand together, for its reason: grants and bars go along, later ones too.

    Nobody is let behind a fence that is hidden from all who were not told: of such a one the bars alone go along.
    Returns those. Others who write grants wait until this transaction ends.
    """
    columns = [list(column) for column in zip(*pairs, strict=True)]
    if not columns:
        return set()
    with connection.cursor() as cursor:
        ones, others, reasons = columns
        cursor.execute("SELECT core_join(%s::text[], %s::uuid[], %s::uuid[])", [reasons, ones, others])
        return set(cursor.fetchone()[0])


def part(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> int:
    """The two fences of each pair stand together no longer: every copy ends. Returns how many links ended."""
    columns = [list(column) for column in zip(*pairs, strict=True)]
    if not columns:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_part(%s::uuid[], %s::uuid[])", columns)
        return int(cursor.fetchone()[0])


def given_since(fences: Sequence[uuid.UUID], since: datetime) -> list[tuple[uuid.UUID, uuid.UUID, str]]:
    """What was given on these fences since then and holds, copies left out: (holder, fence, because)."""
    rows = Grant.objects.filter(fence__in=fences, since__gte=since, until__isnull=True, copy_of__isnull=True)
    return list(rows.values_list("holder", "fence", "because"))


def holders_of(fence: uuid.UUID) -> list[uuid.UUID]:
    """Who holds a grant on this fence now."""
    now = timezone.now()
    rows = Grant.objects.filter(fence=fence, since__lte=now).exclude(until__lte=now)
    return list(rows.values_list("holder", flat=True).distinct())


def lasting_holders_of(fences: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Who holds a grant on any of these fences that does not end by itself."""
    rows = Grant.objects.filter(fence__in=list(fences), since__lte=timezone.now(), until__isnull=True)
    return list(rows.values_list("holder", flat=True).distinct())


def lasting_by_fence(fences: Iterable[uuid.UUID], *, or_because: str) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Of each fence who holds it now by a grant that does not end by itself, or for a reason that begins so."""
    now = timezone.now()
    rows = Grant.objects.filter(fence__in=list(fences), since__lte=now).exclude(until__lte=now)
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    for fence, holder in rows.filter(Q(until__isnull=True) | Q(because__startswith=or_because)).values_list(
        "fence", "holder"
    ):
        found.setdefault(fence, set()).add(holder)
    return {fence: frozenset(holders) for fence, holders in found.items()}


def read_alone(holders: Iterable[uuid.UUID], fences: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these fences are open to these holders for reading and for nothing else. One query.

    What this transaction itself gave does not count: nobody lets themselves in by what they are about to do.
    """
    given = Grant.objects.filter(fence__in=list(fences), holder__in=list(holders), since__lt=TransactionNow())
    rows = given.exclude(until__lte=timezone.now())
    held = list(rows.values_list("fence", "because"))
    work = {fence for fence, because in held if not because.startswith(TO_READ)}
    return {fence for fence, _ in held} - work


def held_for_work(holders: Iterable[uuid.UUID]) -> Exists:
    """Within a query of fenced rows: these holders hold the row's fence, and not for reading alone (`read_alone`)."""
    given = Grant.objects.filter(fence=OuterRef("fence"), holder__in=list(holders), since__lt=TransactionNow())
    return Exists(given.exclude(until__lte=timezone.now()).exclude(because__startswith=TO_READ))


def given_for(because: str, fences: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these fences somebody holds for this reason, without an end."""
    rows = Grant.objects.filter(fence__in=list(fences), because=because, until__isnull=True)
    return set(rows.values_list("fence", flat=True))


def lasts(because: str) -> bool:
    """Does a grant that was given for this reason and ends by itself still hold?"""
    return Grant.objects.filter(because=because, until__gt=timezone.now()).exists()


def end_early(because: str) -> int:
    """End the grants given for this reason that would have ended by themselves. Returns how many ended."""
    return Grant.objects.filter(because=because, until__gt=TransactionNow()).update(until=TransactionNow())


def bar(fence: uuid.UUID, *, because: str, against: uuid.UUID | None = None) -> None:
    """Hide this fence from one person, or from everybody when `against` is None."""
    Bar.objects.create(id=uuid.uuid4(), fence=fence, against=against, because=because, since=TransactionNow())


def hide(fences: Iterable[uuid.UUID], *, because: str, ended: bool = False) -> None:
    """Hide these fences from everybody who holds no grant on them, county-wide rights or not.

    `ended`: the same rows are written and hold for nobody, so that the time taken tells nothing.
    """
    with connection.cursor() as cursor:  # plain: the ORM reads back what it wrote, and the writer may not see it
        cursor.execute(
            "INSERT INTO core_bar (id, fence, against, because, since, until, yields)"
            " SELECT gen_random_uuid(), f, NULL, %s, now(), CASE WHEN %s THEN now() END, true"
            " FROM unnest(%s::uuid[]) AS f",
            [because, ended, list(fences)],
        )


def lift(fence: uuid.UUID, *, because: str) -> int:
    """End the bars on this fence given for this reason. Returns how many ended."""
    return Bar.objects.filter(fence=fence, because=because, until__isnull=True).update(until=TransactionNow())


def lift_all(because: str) -> int:
    """End every bar given for this reason, on whatever fence. Returns how many ended."""
    return Bar.objects.filter(because=because, until__isnull=True).update(until=TransactionNow())


def drop_ended_bars(now: datetime) -> int:
    """Remove bars that ended more than 90 days ago, at most 100,000 at once; returns how many. The worker alone may.

    What was hidden and when is told by events and by the access log; a bar that ended is asked for by nobody. Most
    never held: they are written so that a contact about somebody hidden takes as long as any other.
    """
    old = Bar.objects.filter(until__lt=now - BARS_KEPT).values("id")[:MOST_DROPPED]
    return Bar.objects.filter(id__in=old).delete()[0]


def barred_from(fences: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, str]]:
    """Whom these fences are barred to one by one: (number, because), each once."""
    rows = Bar.objects.filter(fence__in=list(fences), against__isnull=False).exclude(until__lte=timezone.now())
    return list(rows.values_list("against", "because").distinct())  # type: ignore[arg-type]


def barred_to(number: uuid.UUID) -> set[uuid.UUID]:
    """The fences that are barred to this one person."""
    rows = Bar.objects.filter(against=number).exclude(until__lte=timezone.now())
    return set(rows.values_list("fence", flat=True))


def busy_holders(holders: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these hold any grant now."""
    rows = Grant.objects.filter(holder__in=list(holders), until__isnull=True)
    return set(rows.values_list("holder", flat=True).distinct())
