"""Who on the register was born the same day with a name that sounds alike: for a whole batch at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from familyhub.core.arrays import array
from familyhub.people.actions.keys import sounds_of
from familyhub.people.queries.feeds import verified_numbers_of
from familyhub.people.typed import plain

MOST_ALIKE = 20


@dataclass(frozen=True)
class Alike:
    """Somebody who may be meant. `numbers`: the NHS numbers that are verified as theirs."""

    record: uuid.UUID
    person: uuid.UUID
    names: tuple[str, ...]
    numbers: frozenset[str]


def born_alike(wanted: Sequence[tuple[uuid.UUID, date, str]]) -> dict[uuid.UUID, list[Alike]]:
    """For each (key, date of birth, names), by key: who may be meant. One key may be asked for with several dates.

    Three questions for any number. The worker alone may ask.
    """
    if not wanted:
        return {}
    words = [plain(names).split() for _, _, names in wanted]
    sounds = sounds_of({word for of_one in words for word in of_one})
    asked = [
        (key, f"d:{day.isoformat()}", sound)
        for (key, day, _), of_one in zip(wanted, words, strict=True)
        for sound in {sound for word in of_one for sound in sounds[word]}
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, record, person, names FROM search.born_sounding(%s::uuid[], %s::text[], %s::text[], %s)",
            [*(array(one[place] for one in asked) for place in range(3)), MOST_ALIKE],
        )
        rows = cursor.fetchall()
    numbers = verified_numbers_of({person for _, _, person, _ in rows}) if rows else {}
    found: dict[uuid.UUID, list[Alike]] = {}
    for key, record, person, names in rows:
        one = Alike(record, person, tuple(names), frozenset(numbers.get(person, ())))
        found.setdefault(key, []).append(one)
    return found
