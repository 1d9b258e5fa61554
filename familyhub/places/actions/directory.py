"""Store postcodes, small areas and the links between the small areas of 2011 and 2021."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from psycopg import sql

from familyhub.places.actions.batch import Batch
from familyhub.places.actions.dated import BATCH, Ledger, insert, put
from familyhub.places.models import Lsoa, LsoaLink, OutsidePostcode, Postcode
from familyhub.places.policy import Rules, absent_ends, outward_of
from familyhub.places.terms import Change

Values = Mapping[str, Any]
LSOAS = Ledger(
    Lsoa,
    ("code",),
    ("name", "district_id", "in_2011", "in_2021", "latitude", "longitude"),
    {"in_2011": False, "in_2021": False, "latitude": None, "longitude": None},
)
LINKS = Ledger(LsoaLink, ("lsoa11_id", "lsoa21_id"), ("change",))
OPTIONAL = ("lsoa21_id", "lsoa11_id", "easting", "northing", "latitude", "longitude", "quality")
LETTERS = re.compile(r"[A-Z]+")


@transaction.atomic
def put_lsoas(*, lsoas: Mapping[str, Values], batch: Batch) -> Change:
    """Add small areas by code, or complete those known (name, district_id, in_2011, in_2021, latitude, longitude)."""
    incoming = {(code,): values for code, values in lsoas.items()}
    return put(LSOAS, incoming, on=batch.on, rules=Rules(in_place=True))


@transaction.atomic
def put_links(*, links: Mapping[tuple[str, str], str], batch: Batch) -> Change:
    """Make these links hold: (code of 2011, code of 2021) → change code. Errors: BackDated, TooMuchGone."""
    incoming = {key: {"change": change} for key, change in links.items()}
    return put(LINKS, incoming, on=batch.on, rules=Rules(may_close=absent_ends))


@transaction.atomic
def put_postcodes(*, postcodes: Mapping[str, Values], batch: Batch) -> Change:
    """Make these postcodes hold from `batch.on`: code → district_id and any of `OPTIONAL`.

    A postcode that this source gave before and no longer lists has ended, within the letters that the list covers (the
    published directory comes as one file for each). Errors: BackDated, TooMuchGone.
    """
    covered = {_letters(code) for code in postcodes}

    def may_close(key: tuple[Any, ...], values: Values) -> bool:
        return values["source"] == batch.source and _letters(key[0]) in covered

    unless_told = {**dict.fromkeys(OPTIONAL), "source": batch.source}
    ledger = Ledger(Postcode, ("code",), ("outward", "district_id", "source", *OPTIONAL), unless_told)
    incoming = {(code,): {"outward": outward_of(code), **values} for code, values in postcodes.items()}
    return put(ledger, incoming, on=batch.on, rules=Rules(may_close=may_close))


@transaction.atomic
def put_outside_postcodes(*, postcodes: Mapping[str, str], batch: Batch) -> Change:
    """Make these postcodes of other authorities hold from `batch.on`: code → national code of the authority.

    One postcode area (its first letters) at a time, so that a national file never stands in memory. What the source no
    longer lists has ended, as for our own. Errors: BackDated, TooMuchGone.
    """
    change = Change()
    for letters in sorted({_letters(code) for code in postcodes}):
        ledger = Ledger(
            OutsidePostcode,
            ("code",),
            ("authority", "source"),
            {"source": batch.source},
            only=models.Q(code__startswith=letters, code__regex=f"^{letters}[0-9]"),
        )
        incoming = {(c,): {"authority": whose} for c, whose in postcodes.items() if _letters(c) == letters}

        def may_close(_key: tuple[Any, ...], values: Values) -> bool:
            return bool(values["source"] == batch.source)

        change += put(ledger, incoming, on=batch.on, rules=Rules(may_close=may_close))
    return change


@dataclass(frozen=True)
class Ended:
    """A postcode that a list says was used from one day up to but not on another, and what it says of it."""

    since: date
    until: date
    values: Values


@transaction.atomic
def put_ended_postcodes(*, ended: Mapping[str, Ended], batch: Batch) -> Change:
    """Postcodes of ours that are no longer used (columns as for `put_postcodes`). Those that held end on their day."""
    blank = {**dict.fromkeys(OPTIONAL), "source": batch.source}
    rows = {code: {**blank, "outward": outward_of(code), **one.values} for code, one in ended.items()}
    return _put_ended(Postcode, ended, rows)


@transaction.atomic
def put_ended_outside(*, ended: Mapping[str, Ended], batch: Batch) -> Change:
    """Postcodes of other authorities that are no longer used; `values` has their `authority`."""
    rows = {code: {"source": batch.source, **one.values} for code, one in ended.items()}
    return _put_ended(OutsidePostcode, ended, rows)


def _put_ended(model: type[models.Model], ended: Mapping[str, Ended], rows: Mapping[str, Values]) -> Change:
    """End what holds, and add what was never known. A row never ends before its second day."""
    codes = sorted(ended)
    statement = sql.SQL(
        "UPDATE {table} SET valid_to = greatest(new.until, {table}.valid_from + 1)"
        " FROM unnest(%s::text[], %s::date[]) AS new (code, until)"
        " WHERE {table}.code = new.code AND {table}.valid_to IS NULL"
    ).format(table=sql.Identifier(model._meta.db_table))
    closed, known = 0, set[str]()
    for start in range(0, len(codes), BATCH):
        part = codes[start : start + BATCH]
        with connection.cursor() as cursor:
            cursor.execute(statement, [part, [ended[code].until for code in part]])
            closed += cursor.rowcount
        known |= set(model._default_manager.filter(code__in=part).values_list("code", flat=True))
    new = [
        {"code": c, **rows[c], "valid_from": ended[c].since, "valid_to": ended[c].until}
        for c in codes
        if c not in known
    ]
    return Change(opened=insert(model, new), closed=closed, unchanged=len(known) - closed)


def _letters(postcode: str) -> str:
    found = LETTERS.match(postcode)
    return found[0] if found else ""
