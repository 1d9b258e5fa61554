"""The bare work that an import of births is held against: plain Splink predicts its people, then they are inserted.

Counted: reading the register and the file into two tables, the prediction, and one committed INSERT … SELECT a table of
the people that the import made, from rows that lie ready, with their keys, indexes and row security. Not counted:
training, which is done between reading and predicting; a service would train once and not with every file, and not to
count it is the stricter choice. Also not in the bare work, and in ours: staging and checking, events, centres' lists,
ties, letters, and the marks by which an import goes on after a kill.
"""

from __future__ import annotations

import csv
import io
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.trial import database

REGISTER = """
COPY (
    SELECT r.id AS record_id, lower(m.given) AS given_name, NULL AS middle_name, lower(m.family) AS family_name,
           r.born_on::text AS date_of_birth, r.sex, replace(a.postcode, ' ', '') AS postcode
    FROM people_record r JOIN people_name m ON m.record_id = r.id
    LEFT JOIN people_address a ON a.record_id = r.id AND a.valid_from < date '2026-01-01'
    WHERE r.source <> 'births'
) TO STDOUT (FORMAT csv, HEADER)
"""
NAMED = {
    "": ("given_name", "family_name", "date_of_birth", "sex", "postcode"),
    "mother_": ("mother_given_name", "mother_family_name", "mother_date_of_birth", "", "postcode"),
}
COLUMNS = ("record_id", "given_name", "middle_name", "family_name", "date_of_birth", "sex", "postcode")


@dataclass(frozen=True)
class Bare:
    """Seconds of each part, and how many pairs the prediction gave."""

    reading: float
    training: float
    predicting: float
    inserting: float
    pairs: int

    @property
    def seconds(self) -> float:
        """What the import is held against."""
        return self.reading + self.predicting + self.inserting


def measure(cluster: Cluster, name: str, body: bytes) -> Bare:
    """Do the bare work for a file that was imported into the database called `name`."""
    reading, training, predicting, pairs = _predicted(cluster, name, body)
    return Bare(reading, training, predicting, _inserted(cluster, name), pairs)


def _predicted(cluster: Cluster, name: str, body: bytes) -> tuple[float, float, float, int]:
    import duckdb
    from splink import DuckDBAPI

    from familyhub.analysis.matching.yardsticks import LEAST_WEIGHT, quiet, trained

    with quiet(), tempfile.TemporaryDirectory() as folder:
        marks = [time.monotonic()]
        with database.owner(cluster, name) as owner:
            _register_into(owner, Path(folder) / "register.csv")
        _named_into(body, Path(folder) / "incoming.csv")
        own = duckdb.connect()
        for table in ("register", "incoming"):
            own.execute(f"CREATE TABLE {table} AS FROM read_csv('{folder}/{table}.csv', all_varchar = true)")
        marks.append(time.monotonic())
        api = DuckDBAPI(own)
        linker = trained([api.register(table) for table in ("register", "incoming")])
        marks.append(time.monotonic())
        found = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
        pairs = own.execute(f"SELECT count(*) FROM {found.physical_name}").fetchone()  # noqa: S608 - Splink's own table
        marks.append(time.monotonic())
        own.close()
    reading, training, predicting = (after - before for before, after in zip(marks, marks[1:], strict=False))
    return reading, training, predicting, int(pairs[0]) if pairs else 0


def _register_into(owner: psycopg.Connection, path: Path) -> None:
    with path.open("wb") as out, owner.cursor().copy(REGISTER) as copy:
        for piece in copy:
            out.write(piece)


def _named_into(body: bytes, path: Path) -> None:
    """Everybody whom the rows name, babies, children and mothers: the import looks for each of them."""
    with path.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for number, row in enumerate(csv.DictReader(io.StringIO(body.decode()))):
            writer.writerows(_people_of(number, row))


def _people_of(number: int, row: dict[str, str]) -> Iterator[list[str]]:
    for who, (given, family, born, sex, postcode) in NAMED.items():
        if row[born]:
            yield [
                f"{who}{number}",
                row[given].lower(),
                "",
                row[family].lower(),
                row[born],
                row[sex] if sex else "F",
                row[postcode].replace(" ", ""),
            ]


def _inserted(cluster: Cluster, name: str) -> float:
    """Seconds to insert the people that the import made once more, committed. They lie ready in tables of their own:
    finding them among a register is no part of an insert.
    """
    from django.db import connection

    from familyhub.core import fence
    from familyhub.imports.actions import WORKER
    from familyhub.people.models import Address, Identifier, Name, Person, Record, SearchKey

    models = (Person, Record, Name, Identifier, Address, SearchKey)
    with database.owner(cluster, name) as owner:
        for model in models:
            owner.execute(_ready(model))
            owner.execute(
                sql.SQL("GRANT SELECT ON {} TO {}").format(_again(model), sql.Identifier(cluster.roles.worker))
            )
    began = time.monotonic()
    with fence.enter(WORKER), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', '0', true)")
        for model in models:
            columns = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in model._meta.concrete_fields)
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(
                sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, columns, columns, _again(model))
            )
    return time.monotonic() - began


def _again(model: Any) -> sql.Identifier:
    return sql.Identifier(f"{model._meta.db_table}_again")


def _ready(model: Any) -> sql.Composed:
    """A table of the rows that the import made, with other ids."""
    from django.db.models import ForeignKey, UUIDField

    values = []
    for field in model._meta.concrete_fields:
        is_id = isinstance(field, (UUIDField, ForeignKey))
        value = f"md5('again' || t.{field.column})::uuid" if is_id else f't."{field.column}"'
        # a number is verified once, and these rows have it already
        is_status = (model.__name__, field.column) == ("Identifier", "status")
        values.append(f"""{"'unverified'::text" if is_status else value} AS "{field.column}\"""")
    listed = sql.SQL(", ".join(values))  # type: ignore[arg-type]  # the columns are the table's own
    statement = sql.SQL(
        "CREATE UNLOGGED TABLE {} AS SELECT {} FROM {} t JOIN people_record r ON r.person_id = t.fence"
        " WHERE r.source = 'births'"
    )
    return statement.format(_again(model), listed, sql.Identifier(model._meta.db_table))
