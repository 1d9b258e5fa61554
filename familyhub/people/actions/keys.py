"""Keeping what a record can be found by in step with what is known, in the same transaction."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from familyhub.core import bulk
from familyhub.core.arrays import array
from familyhub.people.near import near_keys
from familyhub.people.policy.records import name_keys
from familyhub.people.typed import plain

SEPARATOR = "\x1f"
INSERT = """
INSERT INTO people_searchkey (id, fence, person, keys, names)
SELECT record, person, person, string_to_array(keys, %(separator)s), string_to_array(names, %(separator)s)
FROM unnest(%(records)s::uuid[], %(people)s::uuid[], %(keys)s::text[], %(names)s::text[])
     AS new (record, person, keys, names)
"""
ADD = """
UPDATE people_searchkey
SET keys = ARRAY(SELECT DISTINCT unnest(keys || %(keys)s::text[] || people_sounds(%(name)s))),
    names = CASE WHEN %(name)s = '' OR %(name)s = ANY(names) THEN names ELSE names || %(name)s::text END
WHERE id = %(record)s
"""
DROP = """
UPDATE people_searchkey SET keys = ARRAY(SELECT unnest(keys) EXCEPT SELECT unnest(%(keys)s::text[]))
WHERE id = ANY(%(records)s::uuid[])
"""


@dataclass(frozen=True)
class Keyed:
    """A new record with its keys (without sounds) and its plain whole names."""

    record: uuid.UUID
    person: uuid.UUID
    keys: Sequence[str]
    names: Sequence[str]


def make(rows: Sequence[Keyed]) -> None:
    """The keys of new records, one statement for all. A word that many share is listened to once."""
    sounds = sounds_of({part for row in rows for name in row.names for part in name.split()})
    values: dict[str, Any] = {
        "separator": SEPARATOR,
        "records": array(row.record for row in rows),
        "people": array(row.person for row in rows),
        "keys": array(SEPARATOR.join(_with_sounds(row, sounds)) for row in rows),
        "names": array(SEPARATOR.join(row.names) for row in rows),
    }
    bulk.send((sql.SQL(INSERT), values))


def _with_sounds(row: Keyed, sounds: Mapping[str, Sequence[str]]) -> Iterable[str]:
    heard = [sound for name in row.names for part in name.split() for sound in sounds[part]]
    return dict.fromkeys([*row.keys, *heard])


MOST_REMEMBERED = 50_000
_heard: dict[str, list[str]] = {}


def sounds_of(words: Collection[str]) -> dict[str, list[str]]:
    """The keys of how each of these words sounds, as the database hears it. What it said once is remembered."""
    known = {word: sounds for word in words if (sounds := _heard.get(word)) is not None}
    new = [word for word in words if word not in known]
    if new:
        with connection.cursor() as cursor:
            cursor.execute("SELECT word, people_sounds(word) FROM unnest(%s::text[]) AS word", [array(new)])
            known |= dict(cursor.fetchall())
        if len(_heard) + len(new) > MOST_REMEMBERED:
            _heard.clear()
        _heard.update((word, known[word]) for word in new[:MOST_REMEMBERED])
    return known


def add(record: uuid.UUID, keys: Iterable[str] = (), *, name: str = "") -> None:
    """The record can be found by these too, and by the parts, the sounds and the near spellings of this name."""
    name = plain(name)
    with connection.cursor() as cursor:
        cursor.execute(ADD, {"record": record, "keys": [*keys, *name_keys([name]), *near_keys([name])], "name": name})


ADD_MANY = """
UPDATE people_searchkey k SET keys = ARRAY(SELECT DISTINCT unnest(k.keys || n.keys))
FROM (SELECT record, array_agg(key) AS keys FROM unnest(%s::uuid[], %s::text[]) AS m (record, key) GROUP BY record) AS n
WHERE k.id = n.record
"""


def add_many(new: Sequence[tuple[uuid.UUID, str]]) -> None:
    """Each record can be found by its key too: one statement for all."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_MANY, [array(record for record, _ in new), array(key for _, key in new)])


FORGET_NAMES = """
UPDATE people_searchkey
SET keys = ARRAY(SELECT key FROM unnest(keys) AS key WHERE key !~ '^[wsxy]:'), names = '{}'
WHERE id = %s
"""


def rename(record: uuid.UUID, names: Iterable[str]) -> None:
    """The record is found by these whole names from now on and by no other."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET_NAMES, [record])
    for name in names:
        add(record, name=name)


def drop(records: Sequence[uuid.UUID], keys: Sequence[str]) -> None:
    """The records are no longer found by these."""
    with connection.cursor() as cursor:
        cursor.execute(DROP, {"records": list(records), "keys": list(keys)})
