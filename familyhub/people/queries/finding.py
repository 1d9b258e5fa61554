"""Looking for people. The database's search function decides who is there; the rows are then read as any others."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from familyhub.core.asker import Asker, Kind
from familyhub.core.permissions import Permission
from familyhub.people.models import Address
from familyhub.people.new import NewPerson, SearchWords
from familyhub.people.permissions import REGISTER, SEARCH
from familyhub.people.queries.known import Named, named_people, on_day, today
from familyhub.people.terms import LIVES_THERE, WHY_WORDS, IdentifierKind, Visibility
from familyhub.people.typed import nhs_of, phone_of, plain, postcode_of

AT_MOST = 20


@dataclass(frozen=True)
class Found:
    """Somebody who may be the one looked for. `why` says in words what is the same; `postcode` only when open."""

    person: uuid.UUID
    record: uuid.UUID
    name: str
    age: str
    sex: str
    postcode: str
    why: tuple[str, ...]


def may(asker: Asker, *permissions: Permission) -> bool:
    """The first fence: staff with one of these permissions, or the system."""
    return asker.kind is Kind.SYSTEM or any(asker.may(permission.code) for permission in permissions)


def search(asker: Asker, words: SearchWords, *, on: date | None = None) -> list[Found]:
    """At most 20 people, the likeliest first; empty for words that find nobody whom this asker may see."""
    return _found(words, on or today()) if may(asker, SEARCH) else []


def candidates(asker: Asker, new: NewPerson, *, on: date | None = None) -> list[Found]:
    """Who this new person may already be, shown before one is made. Twins stay two: nobody is chosen here."""
    return _found(_words_of(new), on or today()) if may(asker, SEARCH, REGISTER) else []


@dataclass(frozen=True)
class Looked:
    """Who each of several people may already be, by the key that was given, and people who were asked for by number."""

    found: dict[uuid.UUID, list[Found]]
    named: dict[uuid.UUID, Named]


def look(
    asker: Asker,
    wanted: Mapping[uuid.UUID, NewPerson],
    *,
    also: Iterable[uuid.UUID] = (),
    on: date | None = None,
    each: int = 5,
) -> Looked:
    """Candidates for several new people at once, and the names of the persons in `also`: four queries for any number.

    Nobody is chosen here; those whom this asker may not see are not there.
    """
    day = on or today()
    rows = _rows_for(wanted, each) if may(asker, SEARCH, REGISTER) else []
    people = list(dict.fromkeys([person for _, person, _ in rows] + list(also)))
    named, postcodes = named_people(people, day), _postcodes(people, day)
    found: dict[uuid.UUID, list[Found]] = {}
    for key, person, why in rows:
        if person in named:
            found.setdefault(key, []).append(_one(named[person], postcodes.get(person, ""), why))
    return Looked(found, named)


def _rows_for(wanted: Mapping[uuid.UUID, NewPerson], each: int) -> list[tuple[uuid.UUID, uuid.UUID, list[str]]]:
    asked = {key: asked_for(_words_of(new)) for key, new in wanted.items()}
    asked = {key: words for key, words in asked.items() if any(words)}
    if not asked:
        return []
    columns = [list(column) for column in zip(*asked.values(), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.key, f.person, f.why FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::date[], %s::text[],"
            " %s::text[], %s::text[]) WITH ORDINALITY AS a (key, given, family, born, nhs, postcode, phone, number)"
            " CROSS JOIN LATERAL search.people(a.given, a.family, a.born, a.nhs, a.postcode, a.phone, %s)"
            " WITH ORDINALITY AS f (person, points, why, place) ORDER BY a.number, f.place",
            [list(asked), *columns, each],
        )
        return list(cursor.fetchall())


def _words_of(new: NewPerson) -> SearchWords:
    name = new.names[0] if new.names else None
    numbers = [each.value for each in new.identifiers if each.kind == IdentifierKind.NHS]
    postcodes = [each.postcode for each in new.addresses if each.visibility == Visibility.NORMAL]
    phones = [each.value for each in new.contact_points if each.is_phone and each.visibility == Visibility.NORMAL]
    return SearchWords(
        given=name.given if name else "",
        family=name.family if name else "",
        born_on=new.born_on,
        nhs=numbers[0] if numbers else "",
        postcode=postcodes[0] if postcodes else "",
        phone=phones[0] if phones else "",
    )


def asked_for(words: SearchWords) -> list[str | date | None]:
    """The words as the search functions take them: first name, family name, birth, NHS number, postcode, phone."""
    return [
        plain(words.given),
        plain(words.family),
        words.born_on,
        nhs_of(words.nhs) or "",
        (postcode_of(words.postcode) or "").replace(" ", ""),
        (phone_of(words.phone) or "") if words.phone else "",
    ]


def _found(words: SearchWords, day: date) -> list[Found]:
    asked = asked_for(words)
    if not any(asked):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person, why FROM search.people(%s::text, %s::text, %s::date, %s::text, %s::text, %s::text, %s)",
            [*asked, AT_MOST],
        )
        rows = cursor.fetchall()
    people = [person for person, _ in rows]
    known, postcodes = named_people(people, day), _postcodes(people, day)
    return [_one(known[person], postcodes.get(person, ""), why) for person, why in rows if person in known]


def _postcodes(people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, str]:
    """Open addresses alone: a list is not the place for a protected one, whoever asks."""
    kinds = [kind.value for kind in LIVES_THERE]
    rows = Address.objects.about(*people).filter(on_day(day), visibility=Visibility.NORMAL.value, kind__in=kinds)
    return dict(rows.order_by("valid_from", "id").values_list("record__person", "postcode"))


def _one(known: Named, postcode: str, why: Sequence[str]) -> Found:
    return Found(
        person=known.person,
        record=known.record,
        name=known.name,
        age=known.age,
        sex=known.sex,
        postcode=postcode,
        why=tuple(words for code, words in WHY_WORDS.items() if code in why),
    )
