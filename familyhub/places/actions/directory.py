"""Store postcodes, small areas and the links between the small areas of 2011 and 2021."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from familyhub.places.actions.batch import Batch
from familyhub.places.actions.dated import Ledger, put
from familyhub.places.models import Lsoa, LsoaLink, Postcode
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


def _letters(postcode: str) -> str:
    found = LETTERS.match(postcode)
    return found[0] if found else ""
