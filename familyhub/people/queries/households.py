"""Who lives with whom, as far as it is known: the same family, a relation, the same open address."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from familyhub.people.models import Address, FamilyMember, Record
from familyhub.people.queries.known import on_day, ties_of, today
from familyhub.people.terms import LIVES_THERE, Visibility
from familyhub.people.typed import plain


def households_of(records: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """The persons of these records and of those near them: one family, related, or at the same open address.

    A protected address ties nobody together here. Seven queries for any number.
    """
    people = set(Record.objects.filter(id__in=list(records)).values_list("person_id", flat=True))
    if not people:
        return set()
    return people | _relatives(people) | _of_families(people) | _at_address(people)


def _relatives(people: set[uuid.UUID]) -> set[uuid.UUID]:
    day = on_day(today())
    pairs = ties_of(people).filter(day).values_list("from_record__person", "to_record__person")
    return {person for pair in pairs for person in pair}


def _of_families(people: set[uuid.UUID]) -> set[uuid.UUID]:
    day = on_day(today())
    families = FamilyMember.objects.about(*people).filter(day).values_list("family_id", flat=True)
    rows = FamilyMember.objects.filter(day, family__in=list(families))
    return set(rows.values_list("record__person", flat=True))


def _at_address(people: set[uuid.UUID]) -> set[uuid.UUID]:
    kinds = [kind.value for kind in LIVES_THERE]
    open_now = Address.objects.filter(on_day(today()), visibility=Visibility.NORMAL.value, kind__in=kinds)
    mine = list(open_now.filter(record__person__in=people).exclude(postcode="").values_list("postcode", "line1"))
    rows = open_now.filter(postcode__in={postcode for postcode, _ in mine}).values_list(
        "record__person", "postcode", "line1"
    )
    lines = {(postcode, plain(line)) for postcode, line in mine if plain(line)}
    return {person for person, postcode, line in rows[:500] if (postcode, plain(line)) in lines}
