"""What people share with somebody who reads their records: a family name, a postcode. For whoever watches over reading.

An address that is protected is never compared: that somebody lives in the reader's street would tell where.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from familyhub.core.asker import Asker
from familyhub.people.models import Address, Name, Record
from familyhub.people.permissions import SEE
from familyhub.people.queries.finding import may
from familyhub.people.queries.known import named_people, today
from familyhub.people.terms import Visibility


def family_names(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Every family name that is or was said of these persons, as far as this asker sees them. One query."""
    rows = Name.objects.filter(record__person__in=list(persons)).exclude(family="")
    found: dict[uuid.UUID, list[str]] = {}
    for person, family in rows.values_list("record__person", "family"):
        found.setdefault(person, []).append(family)
    return found


def open_postcodes(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    """Every postcode at which these persons live or lived and that is not protected. One query."""
    rows = Address.objects.filter(record__person__in=list(persons), visibility=Visibility.NORMAL.value)
    found: dict[uuid.UUID, set[str]] = {}
    for person, postcode in rows.exclude(postcode="").values_list("record__person", "postcode"):
        found.setdefault(person, set()).add(postcode)
    return found


def persons_of(records: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Whose records these are, as far as this asker sees them. One query; nothing of them is shown."""
    return dict(Record.objects.filter(id__in=list(records)).values_list("id", "person_id"))


def names_of_persons(asker: Asker, persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Who these are, for an asker who opens records at all and sees these. Two queries for any number."""
    wanted = list(persons)
    if not wanted or not may(asker, SEE):
        return {}
    return {person: known.name for person, known in named_people(wanted, today()).items()}
