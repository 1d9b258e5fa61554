"""A register without requests, and a file of births and moves about its people, for the benchmark of imports.

Everybody has a verified NHS number but for one in eleven, whose check digit would be 10.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import psycopg

from familyhub.demo.bulk import people, work_tables
from familyhub.demo.bulk.filling import Rows, loading, statement
from familyhub.demo.bulk.invented import SEED, TODAY, number_of
from familyhub.demo.families import FAMILY, GIVEN
from familyhub.people.models import Identifier

Say = Callable[[str], None]
DIGITS = "('9' || lpad(n.n::text, 8, '0'))"
CHECK = "((11 - ({}) % 11) % 11)".format(
    " + ".join(f"substr({DIGITS}, {place}, 1)::int * {11 - place}" for place in range(1, 10))
)
IDENTIFIERS = Rows(
    Identifier,
    f"bulk_person n WHERE {CHECK} <> 10",
    {
        "id": number_of("number", "n.n"),
        "fence": "n.person",
        "record_id": "n.record",
        "kind": "'nhs'",
        "value": f"{DIGITS} || {CHECK}",
        "status": "'verified'",
        "made_at": people.LONG_AGO,
    },
)
KNOWN = """
SELECT i.value, m.given, m.family, r.born_on::text
FROM people_identifier i JOIN people_record r ON r.id = i.record_id JOIN people_name m ON m.record_id = r.id
WHERE r.born_on {} date '2007-12-31' ORDER BY i.value LIMIT %s
"""
Known = tuple[str, str, str, str]


def fill(connection: psycopg.Connection, people_count: int, say: Say) -> None:
    """The people, found as the county's are, each with a number. `connection` is owner's, in maintenance."""
    for words in ("SET maintenance_work_mem = '256MB'", "SET work_mem = '128MB'", "SET jit = off"):
        connection.execute(words)
    parts = [work_tables.PLACES, work_tables.TEAMS, work_tables.persons(people_count)]
    parts += [work_tables.heard_words(), work_tables.SOUNDS]
    for made in [*parts, *(f"ANALYZE bulk_{name}" for name in ("place", "team", "person", "sound"))]:
        connection.execute(made)
    tables = [*people.TABLES, IDENTIFIERS]
    with loading(connection, [rows.model for rows in tables], say):
        for rows in tables:
            connection.execute(statement(rows))
    for table in dict.fromkeys(rows.model._meta.db_table for rows in tables):
        connection.execute(f"VACUUM (ANALYZE) {table}")


def nhs(number: int) -> str:
    """The n-th number that nobody on the register has: they begin with 8."""
    while True:
        digits = f"8{number:08d}"
        check = (11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
        if check != 10:
            return digits + str(check)
        number += 50_000_000


def a_feed(connection: psycopg.Connection, rows: int, columns: Sequence[str]) -> bytes:
    """A file of so many rows in these columns, the same each time: births to mothers who are known and to others,
    moves, changes of practice and deaths. Of a hundred births to others one says nothing of an NHS number.
    """
    adults = connection.execute(KNOWN.format("<="), [rows]).fetchall()
    children = connection.execute(KNOWN.format(">"), [rows]).fetchall()
    places = [row[0] for row in connection.execute("SELECT code FROM places_postcode ORDER BY code").fetchall()]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(rows, adults, children, places))
    return out.getvalue().encode()


def _rows(
    rows: int, adults: Sequence[Known], children: Sequence[Known], places: Sequence[str]
) -> Iterator[dict[str, str]]:
    for n in range(rows):
        kind = n % 100
        where = {"address_line_1": f"{n % 180 + 1} Invented Street", "postcode": places[n * 7 % len(places)]}
        if kind < 80:
            mother = adults[n % len(adults)] if kind < 50 else None
            yield {"notice_number": f"B{SEED}-{n}", **where, **_birth(n, mother)}
        else:
            yield {"notice_number": f"M{SEED}-{n}", **where, **_about(n, kind, children[n % len(children)])}


def _birth(n: int, mother: Known | None) -> dict[str, str]:
    family = f"{FAMILY[n // 10 % len(FAMILY)]}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}"
    other = (nhs(10_000_000 + n), GIVEN[n % 10], family, f"{1985 + n % 20}-{n % 12 + 1:02d}-{n % 28 + 1:02d}")
    number, given, mothers, born = mother or other
    return {
        "event": "birth",
        "nhs_number": "" if n % 100 == 79 else nhs(n),
        "given_name": GIVEN[n // 7 % 10],
        "family_name": mothers,
        "date_of_birth": (TODAY - timedelta(days=n * 11 % 365)).isoformat(),
        "sex": "FM"[n % 2],
        "mother_nhs_number": number,
        "mother_given_name": given,
        "mother_family_name": mothers,
        "mother_date_of_birth": born,
        "may_write": "YN"[n % 2],
        "gp_practice": f"C84{n % 900:03d}",
    }


def _about(n: int, kind: int, child: Known) -> dict[str, str]:
    number, given, family, born = child
    event = "address" if kind < 94 else "practice" if kind < 99 else "death"
    return {
        "event": event,
        "nhs_number": number,
        "given_name": given,
        "family_name": family,
        "date_of_birth": born,
        "date_of_event": (TODAY - timedelta(days=n % 20)).isoformat(),
        "gp_practice": f"C84{n % 900:03d}",
    }
