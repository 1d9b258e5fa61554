"""What is published, as the standard's documents: pages of lists and single ones. For everybody, so nobody is asked.

A list is one question for its numbers and one for its documents, whatever its length; how many there are in all is
kept beside (`Tally`), so that the first page of a hundred thousand is not counted each time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection

from familyhub.directory.models import Card, CardPlace
from familyhub.directory.policy import is_paused
from familyhub.directory.standard.writing import paused

SHOWN = "(c.shown_from IS NULL OR c.shown_from <= %(day)s) AND (c.shown_until IS NULL OR c.shown_until > %(day)s)"
OF_VOCABULARY = (
    "c.taxonomies && ARRAY(SELECT t.id FROM directory_taxonomy t WHERE t.name = ANY (%(vocabularies)s)"
    " OR t.code = ANY (%(vocabularies)s))"
)
METRES_A_DEGREE = 111_320
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Hours:
    """On this day of the week (0 is Monday), opening from `opens` on and closing by `closes`, by London's clock."""

    day: int | None = None
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True)
class Wanted:
    """Which services: all where nothing is said. `search`: words; `near`: (latitude, longitude, metres)."""

    day: date
    search: str = ""
    term: uuid.UUID | None = None
    taxonomy: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    modified_after: datetime | None = None
    any_term: tuple[uuid.UUID, ...] = ()
    vocabularies: tuple[str, ...] = ()
    facets: tuple[tuple[str, ...], ...] = ()
    minimum_age: float | None = None
    maximum_age: float | None = None
    hours: tuple[Hours, ...] = ()
    near: tuple[float, float, float] | None = None

    @property
    def is_all(self) -> bool:
        """Nothing said but the day?"""
        return self == Wanted(day=self.day)


@dataclass(frozen=True)
class Texts:
    """A page of documents as text, and how many there are in all."""

    total: int
    texts: list[str]


@dataclass(frozen=True)
class State:
    """What an answer's validity hangs on: a number that grows with every change, and the day."""

    version: int
    changed_at: datetime | None
    day: date | None
    services: int
    places: int


def state() -> State:
    """One question; with no listing yet, nothing has changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, changed_at, day, services, places FROM directory_tally WHERE id = 1")
        return State(*(cursor.fetchone() or (0, None, None, 0, 0)))


def _conditions(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The WHERE of a list over `directory_card AS c` [and `directory_cardplace AS p`], and what goes into it."""
    values: dict[str, Any] = {"day": wanted.day}
    parts = [SHOWN]
    simple = {
        "term": (wanted.term, "c.terms @> ARRAY[%(term)s]::uuid[]"),
        "any_term": (list(wanted.any_term) or None, "c.terms && %(any_term)s::uuid[]"),
        "vocabularies": (list(wanted.vocabularies) or None, OF_VOCABULARY),
        "taxonomy": (wanted.taxonomy, "c.taxonomies @> ARRAY[%(taxonomy)s]::uuid[]"),
        "organization": (wanted.organization, "c.organization_id = %(organization)s"),
        "modified": (wanted.modified_after, "c.changed_at >= %(modified)s"),
        "low": (wanted.minimum_age, "c.minimum_age >= %(low)s"),
        "high": (wanted.maximum_age, "c.maximum_age <= %(high)s"),
        "search": (wanted.search or None, "c.words @@ websearch_to_tsquery('english', unaccent(%(search)s))"),
    }
    for name, (value, condition) in simple.items():
        if value is not None:
            values[name] = value
            parts.append(condition)
    for place, alternatives in enumerate(wanted.facets):
        values[f"facet{place}"] = list(alternatives)
        parts.append(f"c.facets && %(facet{place})s::text[]")
    if wanted.hours:
        parts.append(f"({' OR '.join(_open_at(hours, place, values) for place, hours in enumerate(wanted.hours))})")
    if wanted.near:
        parts.append(_near(wanted.near, values))
    return " AND ".join(parts), values


def _open_at(hours: Hours, place: int, values: dict[str, Any]) -> str:
    """One schedule that is not over, on that day and within those hours."""
    parts = ["s.owner_id = c.service_id", "(s.valid_to IS NULL OR s.valid_to >= %(day)s)"]
    if hours.day is not None:
        values |= {f"by_day{place}": WEEK[hours.day], f"week_day{place}": hours.day + 1}
        first = f"s.byday = '' AND s.freq = 'WEEKLY' AND extract(isodow FROM s.dtstart) = %(week_day{place})s"
        parts.append(f"(position(%(by_day{place})s IN s.byday) > 0 OR ({first}))")
    if hours.opens:
        values[f"opens{place}"] = hours.opens
        parts.append(f"s.opens_at >= %(opens{place})s")
    if hours.closes:
        values[f"closes{place}"] = hours.closes
        parts.append(f"s.closes_at <= %(closes{place})s")
    return f"EXISTS (SELECT 1 FROM directory_schedule s WHERE {' AND '.join(parts)})"  # noqa: S608


def _near(near: tuple[float, float, float], values: dict[str, Any]) -> str:
    """Within so many metres of a point: a box by the index, then the distance on a plane, right to 1 in 200 here."""
    latitude, longitude, metres = near
    values |= {"latitude": latitude, "longitude": longitude, "metres": metres, "degrees": metres / METRES_A_DEGREE}
    return (
        "p.latitude BETWEEN %(latitude)s - %(degrees)s AND %(latitude)s + %(degrees)s"
        " AND 111320 * sqrt(power(p.latitude - %(latitude)s, 2)"
        " + power((p.longitude - %(longitude)s) * cos(radians(%(latitude)s)), 2)) <= %(metres)s"
    )


def _numbers(sql: str, values: dict[str, Any], offset: int, limit: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql + " LIMIT %(limit)s OFFSET %(offset)s", values | {"limit": limit, "offset": offset})
        return [row[0] for row in cursor.fetchall()]


def _count(sql: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS counted", values)  # noqa: S608
        return int(cursor.fetchone()[0])


def _of_services(wanted: Wanted, condition: str) -> str:
    if not wanted.near:
        return f"SELECT c.service_id FROM directory_card c WHERE {condition}"  # noqa: S608
    return (
        "SELECT c.service_id FROM directory_card c WHERE EXISTS (SELECT 1 FROM directory_cardplace p"  # noqa: S608
        f" WHERE p.card_id = c.service_id AND {condition})"
    )


# all that are shown are counted beforehand, for this day
EVERY = """
SELECT {columns}, (SELECT t.services FROM directory_tally t WHERE t.id = 1 AND t.day = %(day)s)
FROM directory_card c WHERE {shown} ORDER BY c.service_id LIMIT %(limit)s OFFSET %(offset)s
"""
SOME = """
WITH found AS MATERIALIZED ({numbers}),
    page AS (SELECT service_id FROM found ORDER BY service_id LIMIT %(limit)s OFFSET %(offset)s)
SELECT {columns}, (SELECT count(*) FROM found)
FROM page JOIN directory_card c USING (service_id) ORDER BY service_id
"""


def service_texts(wanted: Wanted, offset: int, limit: int, full: bool = False) -> Texts:
    """Services in a stable order, that of their numbers."""
    columns = f"c.{'full' if full else 'listed'}, c.paused_from, c.paused_until"
    total, rows = _services(wanted, offset, limit, columns)
    return Texts(total, [said(text, since, until, wanted.day) for text, since, until, _ in rows])


def _services(wanted: Wanted, offset: int, limit: int, columns: str) -> tuple[int, list[tuple[Any, ...]]]:
    """(how many in all, the page's rows with that number behind them): one question, two where the page is empty."""
    condition, values = _conditions(wanted)
    numbers = _of_services(wanted, condition)
    sql = EVERY.format(columns=columns, shown=SHOWN) if wanted.is_all else SOME.format(columns=columns, numbers=numbers)
    with connection.cursor() as cursor:
        cursor.execute(sql, values | {"limit": limit, "offset": offset})
        rows = cursor.fetchall()
    if rows and rows[0][-1] is not None:
        return int(rows[0][-1]), rows
    return _total(wanted, numbers, values, "services"), rows


def _total(wanted: Wanted, sql: str, values: dict[str, Any], column: str) -> int:
    kept = state()
    if wanted.is_all and kept.day == wanted.day:
        return int(getattr(kept, column))
    return _count(sql, values)


def said(text: str, since: date | None, until: date | None, day: date) -> str:
    """A document as it stands on that day."""
    return paused(text) if is_paused(since, until, day) else text


def service_stamps(wanted: Wanted, offset: int, limit: int) -> tuple[int, list[tuple[uuid.UUID, datetime]]]:
    """(how many, [(number, when it changed)]) for those who ask for nothing more."""
    total, rows = _services(wanted, offset, limit, "c.service_id, c.changed_at")
    return total, [(number, at) for number, at, _ in rows]


def service_text(number: uuid.UUID, day: date) -> str | None:
    """The whole document of one that is shown, or None."""
    row = Card.objects.filter(service_id=number).first()
    if row is None or not _is_on(row, day):
        return None
    return said(row.full, row.paused_from, row.paused_until, day)


def _is_on(card: Card, day: date) -> bool:
    return (card.shown_from is None or card.shown_from <= day) and (card.shown_until is None or card.shown_until > day)


def _at(number: uuid.UUID, location: str, service: str) -> str:
    return f'{{"id":"{number}","location":{location},"service":{service}}}'


def place_texts(wanted: Wanted, offset: int, limit: int, full: bool = False) -> Texts:
    """Services at locations, in the order of their numbers."""
    condition, values = _conditions(wanted)
    sql = (
        "SELECT p.service_at_location_id FROM directory_cardplace p"  # noqa: S608
        f" JOIN directory_card c ON c.service_id = p.card_id WHERE {condition}"
    )
    numbers = _numbers(sql + " ORDER BY p.service_at_location_id", values, offset, limit)
    column = "full" if full else "listed"
    rows = CardPlace.objects.filter(service_at_location_id__in=numbers).order_by("service_at_location_id")
    fields = ("service_at_location_id", column, f"card__{column}", "card__paused_from", "card__paused_until")
    texts = [
        _at(number, location, said(service, since, until, wanted.day))
        for number, location, service, since, until in rows.values_list(*fields)
    ]
    return Texts(_total(wanted, sql, values, "places"), texts)


def place_text(number: uuid.UUID, day: date) -> str | None:
    """One service at one location, whole, or None."""
    row = CardPlace.objects.filter(service_at_location_id=number).select_related("card").first()
    if row is None or not _is_on(row.card, day):
        return None
    service = said(row.card.full, row.card.paused_from, row.card.paused_until, day)
    return _at(row.service_at_location_id, row.full, service)


def exported_texts(day: date) -> Iterator[str]:
    """Every service that is shown on that day, whole, in the order of their numbers."""
    return _every_text(day, full=True)


def listed_texts(day: date) -> Iterator[str]:
    """The same as they stand in a list."""
    return _every_text(day, full=False)


def _every_text(day: date, full: bool, step: int = 500) -> Iterator[str]:
    wanted, offset = Wanted(day=day), 0
    while texts := service_texts(wanted, offset, step, full=full).texts:
        yield from texts
        offset += step
