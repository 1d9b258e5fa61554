"""Looking for people. The database's search function decides who is there; the rows are then read as any others."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from familyhub.analysis.matching import Known
from familyhub.core.asker import Asker, Kind
from familyhub.core.permissions import Permission
from familyhub.people.near import asked_keys
from familyhub.people.new import NewPerson, SearchWords
from familyhub.people.permissions import REGISTER, SEARCH
from familyhub.people.policy.records import LIKELY_AT, likely_words, reasons_said
from familyhub.people.queries.describing import OnRecord, described, listed, on_record, scored
from familyhub.people.queries.known import Named, today
from familyhub.people.terms import WHY_WORDS, IdentifierKind, Visibility
from familyhub.people.typed import nhs_of, phone_of, plain, postcode_of

AT_MOST = 20
MORE = 4
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Found:
    """Somebody who may be the one looked for. `why` says in words what is the same; `postcode` only when open.

    Of a candidate `why` also says what differs, and `probability` (0 to 1) how likely they are one person: nobody was
    described to a search, so that it has none.
    """

    person: uuid.UUID
    record: uuid.UUID
    name: str
    age: str
    sex: str
    postcode: str
    why: tuple[str, ...]
    probability: float | None = None

    @property
    def likely(self) -> str:
        """The probability as a person reads it: "likely (82 in 100)"; "" where there is none."""
        return likely_words(self.probability)

    @property
    def reasons(self) -> str:
        """What is the same, and after a semicolon what differs and who else it could be."""
        return reasons_said(self.why)

    @property
    def is_likely(self) -> bool:
        """At the line from which two are taken to be one, for showing what else is known of them."""
        return self.probability is not None and self.probability >= LIKELY_AT


def may(asker: Asker, *permissions: Permission) -> bool:
    """The first fence: staff with one of these permissions, or the system."""
    return asker.kind is Kind.SYSTEM or any(asker.may(permission.code) for permission in permissions)


def search(asker: Asker, words: SearchWords, *, on: date | None = None) -> list[Found]:
    """At most 20 people, the likeliest first; empty for words that find nobody whom this asker may see."""
    return _found(words, on or today()) if may(asker, SEARCH) else []


def candidates(asker: Asker, new: NewPerson, *, on: date | None = None) -> list[Found]:
    """Who this new person may already be, the likeliest first, shown before one is made. Three queries.

    Each says what is the same, what differs and how likely it is. Nobody is chosen here: twins stay two.
    """
    key = uuid.uuid4()
    return look(asker, {key: new}, on=on, each=AT_MOST).found.get(key, [])


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
    """Candidates for several new people at once, and the names of the persons in `also`: three queries for any number.

    Nobody is chosen here; those whom this asker may not see are not there.
    """
    day = on or today()
    told = {key: (described(new), _words_of(new)) for key, new in wanted.items()}
    # two senders of one morning say the same of a child: it is looked for once
    once = {said: key for key, said in reversed(told.items())}
    asked = {key: wanted[key] for key in once.values()}
    # more than are shown: the search knows less than the scorer, which puts them in order
    rows = _rows_for(asked, min(each + MORE, AT_MOST)) if may(asker, SEARCH, REGISTER) else []
    seen = on_record([person for _, person, _ in rows], day, also=also)
    maybe: dict[uuid.UUID, dict[uuid.UUID, OnRecord]] = {}
    named_so: dict[uuid.UUID, set[uuid.UUID]] = {}
    for key, person, why in rows:
        if person in seen:
            maybe.setdefault(key, {})[person] = seen[person]
            if "name" in why or {"sound", "born"} <= set(why):
                named_so.setdefault(key, set()).add(person)
    ranked = {key: _ranked(told[key][0], others, named_so.get(key, set()))[:each] for key, others in maybe.items()}
    found = {key: people for key, said in told.items() if (people := ranked.get(once[said]))}
    return Looked(found, {p: one.named for p, one in seen.items()})


def _ranked(new: Known, others: Mapping[uuid.UUID, OnRecord], named_so: set[uuid.UUID]) -> list[Found]:
    """Those worth a look, the likeliest first.

    Who has the very name, or one like it and the date of birth, always is: little more may have been told.
    """
    scores = scored(new, others)
    shown = [person for person, score in scores.items() if score.is_shown or person in named_so]
    shown.sort(key=lambda person: -scores[person].probability)
    return [_one(others[p].named, others[p].postcode, scores[p].reasons, scores[p].probability) for p in shown]


def _rows_for(wanted: Mapping[uuid.UUID, NewPerson], each: int) -> list[tuple[uuid.UUID, uuid.UUID, list[str]]]:
    asked = {key: asked_for(_words_of(new)) for key, new in wanted.items()}
    asked = {key: words for key, words in asked.items() if any(words)}
    if not asked:
        return []
    columns = [list(column) for column in zip(*asked.values(), strict=True)]
    near = [SEPARATOR.join(near_of(words)) for words in asked.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.key, f.person, f.why FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::date[], %s::text[],"
            " %s::text[], %s::text[], %s::text[])"
            " WITH ORDINALITY AS a (key, given, family, born, nhs, postcode, phone, near, number)"
            " CROSS JOIN LATERAL search.people(a.given, a.family, a.born, a.nhs, a.postcode, a.phone,"
            " string_to_array(a.near, %s), %s)"
            " WITH ORDINALITY AS f (person, points, why, place) ORDER BY a.number, f.place",
            [list(asked), *columns, near, SEPARATOR, each],
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


def near_of(asked: Sequence[str | date | None]) -> list[str]:
    """The keys of the name that was asked for (`asked_for`), however it is written on record."""
    return asked_keys(f"{asked[0]} {asked[1]}")


def _found(words: SearchWords, day: date) -> list[Found]:
    asked = asked_for(words)
    if not any(asked):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person, why FROM search.people(%s::text, %s::text, %s::date, %s::text, %s::text, %s::text,"
            " %s::text[], %s)",
            [*asked, near_of(asked), AT_MOST],
        )
        rows = cursor.fetchall()
    seen = listed([person for person, _ in rows], day)
    return [_one(seen[p].named, seen[p].postcode, _same(why)) for p, why in rows if p in seen]


def _same(why: Sequence[str]) -> tuple[str, ...]:
    return tuple(words for code, words in WHY_WORDS.items() if code in why)


def _one(known: Named, postcode: str, why: tuple[str, ...], probability: float | None = None) -> Found:
    return Found(
        person=known.person,
        record=known.record,
        name=known.name,
        age=known.age,
        sex=known.sex,
        postcode=postcode,
        why=why,
        probability=probability,
    )
