"""The rows of the access log as the chain sees them: digests, worked out by the database, many at a time."""

# ruff: noqa: S608 - only constants of this file are put together
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

COLUMNS = ("id", "at", "kind", "asker", "purpose", "screen", "method", "outcome", "subjects", "asked", "request")
"""Every column of the log. A column that is added later needs a digest of its own for the seals from then on."""


def _text(column: str) -> str:
    # seconds since 1970 in UTC with six decimals: the same whatever the session's time zone and date style are
    return "extract(epoch FROM a.at)" if column == "at" else f"a.{column}"


# PostgreSQL's text of a composite value quotes each field, so that no two rows have the same text
DIGEST = f"sha256(convert_to(ROW({', '.join(map(_text, COLUMNS))})::text, 'UTF8'))"
TOTALS = (
    "count(r.id), coalesce(sha256(string_agg(r.d, ''::bytea ORDER BY r.id)), sha256(''::bytea)),"
    " min(r.written)::float8, max(r.written)::float8"
)
ONE = f"SELECT a.id, {DIGEST} AS d, extract(epoch FROM a.at) AS written FROM core_access a WHERE "


@dataclass(frozen=True)
class Totals:
    """What the log holds now for one seal: rows, digest over them, earliest and latest time (seconds since 1970)."""

    rows: int
    digest: bytes
    earliest: float | None
    latest: float | None


def _fetch(using: str, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def covers(using: str, low: int, high: int, late: Sequence[int]) -> tuple[list[int], bytes, bytes]:
    """What a new seal covers: the numbers of the rows, their marks and the digest over their digests, in order."""
    query = (
        "SELECT coalesce(array_agg(r.id ORDER BY r.id), '{}'),"
        " coalesce(string_agg(substr(r.d, 1, 8), ''::bytea ORDER BY r.id), ''::bytea),"
        " coalesce(sha256(string_agg(r.d, ''::bytea ORDER BY r.id)), sha256(''::bytea))"
        f" FROM ({ONE} a.id BETWEEN %s AND %s UNION ALL {ONE} a.id = ANY(%s::bigint[])) r"
    )
    numbers, marks, digest = _fetch(using, query, [low, high, list(late)])[0]
    return list(numbers), bytes(marks), bytes(digest)


def totals_of_whole(using: str, first: int, last: int) -> dict[int, Totals]:
    """The totals for the seals `first` to `last` that miss nothing and take in nothing late, by the seal's number."""
    query = (
        f"SELECT s.id, {TOTALS} FROM core_seal s LEFT JOIN LATERAL ({ONE} a.id BETWEEN s.low AND s.high) r ON true"
        " WHERE s.id BETWEEN %s AND %s AND s.missing = '{}' AND s.late = '{}' GROUP BY s.id"
    )
    return {row[0]: Totals(row[1], bytes(row[2]), row[3], row[4]) for row in _fetch(using, query, [first, last])}


def totals_of(using: str, low: int, high: int, missing: Sequence[int], late: Sequence[int]) -> Totals:
    """The totals for one seal that misses some numbers or takes in late ones. The times are those of its own range."""
    query = (
        f"SELECT {TOTALS.replace('r.written)', 'r.written) FILTER (WHERE r.id >= %s)')} FROM"
        f" ({ONE} a.id BETWEEN %s AND %s AND a.id <> ALL(%s::bigint[]) UNION ALL {ONE} a.id = ANY(%s::bigint[])) r"
    )
    rows, digest, earliest, latest = _fetch(using, query, [low, low, low, high, list(missing), list(late)])[0]
    return Totals(rows, bytes(digest), earliest, latest)


def marks_now(using: str, low: int, high: int, missing: Sequence[int], late: Sequence[int]) -> dict[int, bytes]:
    """The mark that each of a seal's rows has now, by number."""
    query = (
        f"SELECT r.id, substr(r.d, 1, 8) FROM ({ONE} a.id BETWEEN %s AND %s AND a.id <> ALL(%s::bigint[])"
        f" UNION ALL {ONE} a.id = ANY(%s::bigint[])) r"
    )
    return {row[0]: bytes(row[1]) for row in _fetch(using, query, [low, high, list(missing), list(late)])}


def written_outside(using: str, low: int, high: int, earliest: float, latest: float) -> list[int]:
    """Numbers in the range whose own time is before `earliest` or after `latest` (seconds since 1970)."""
    query = (
        "SELECT id FROM core_access WHERE id BETWEEN %s AND %s"
        " AND NOT extract(epoch FROM at) BETWEEN %s::numeric AND %s::numeric ORDER BY id"
    )
    return [row[0] for row in _fetch(using, query, [low, high, earliest, latest])]


def present(using: str, numbers: Sequence[int]) -> list[tuple[int, float]]:
    """Which of these numbers have a row, with its time (seconds since 1970)."""
    query = "SELECT id, extract(epoch FROM at)::float8 FROM core_access WHERE id = ANY(%s::bigint[]) ORDER BY id"
    return [(row[0], row[1]) for row in _fetch(using, query, [list(numbers)])]


def before(using: str, number: int) -> list[int]:
    """Numbers of rows smaller than this one; there should be none below the first."""
    return [row[0] for row in _fetch(using, "SELECT id FROM core_access WHERE id < %s ORDER BY id", [number])]


def never_given(using: str) -> list[int]:
    """Numbers of rows that the log's own counter has not reached: nobody was ever given them."""
    query = "SELECT id FROM core_access WHERE id > (SELECT last_value FROM core_access_id_seq) ORDER BY id"
    return [row[0] for row in _fetch(using, query, [])]


def newest(using: str, low: int) -> int | None:
    """The highest number, of those that the log's counter has given out, that has a row; from `low` on."""
    query = (
        "SELECT id FROM core_access WHERE id BETWEEN %s AND (SELECT last_value FROM core_access_id_seq)"
        " ORDER BY id DESC LIMIT 1"
    )
    found = _fetch(using, query, [low])
    return found[0][0] if found else None


def older_than(using: str, number: int, seconds: float) -> list[tuple[int, float]]:
    """Rows after this number written before this time (seconds since 1970): number and time, at most 1,000."""
    query = (
        "SELECT id, extract(epoch FROM at)::float8 FROM core_access WHERE id > %s"
        " AND extract(epoch FROM at) < %s::numeric ORDER BY id LIMIT 1000"
    )
    return [(row[0], row[1]) for row in _fetch(using, query, [number, seconds])]
