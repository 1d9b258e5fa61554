"""Looking for one person exactly, past the asker's own sight: the database's two functions decide (`0002_finding`)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from familyhub.people.new import SearchWords
from familyhub.people.typed import nhs_of, phone_of, plain, postcode_of


@dataclass(frozen=True)
class Exactly:
    """The one who fits; `fences` are those of the person's own records, and no others."""

    person: uuid.UUID
    record: uuid.UUID
    fences: tuple[uuid.UUID, ...]


def _rows(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _asked(words: SearchWords) -> list[Any]:
    called = plain(f"{words.given} {words.family}")
    postcode = (postcode_of(words.postcode) or "").replace(" ", "")
    return [called, words.born_on, nhs_of(words.nhs) or "", postcode]


def exactly(words: SearchWords) -> Exactly | None:
    """The one person who fits and may be opened with a reason. None for nobody and for more than one."""
    found = _rows("SELECT person, record, fences FROM search.exactly(%s::text, %s::date, %s, %s)", _asked(words))
    if len(found) != 1:
        return None
    person, record, fences = found[0]
    return Exactly(person, record, tuple(dict.fromkeys(fences)))


def own_relations_in(words: SearchWords) -> list[uuid.UUID]:
    """Fences barred to whoever asks that these words look for; at most 5. Never to be shown to them."""
    phone = (phone_of(words.phone) or "") if words.phone else ""
    rows = _rows("SELECT fence FROM search.own_relation(%s::text, %s::date, %s, %s, %s)", [*_asked(words), phone])
    return [row[0] for row in rows]
