"""Make the cards of services anew: what a reader gets, and what a search finds it by."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.utils import timezone

from familyhub.directory.models import Card, CardPlace, Service
from familyhub.directory.policy import days_of, is_free, next_on
from familyhub.directory.queries.documents import documents
from familyhub.directory.standard.shape import LOCATION, SERVICE
from familyhub.directory.standard.values import with_offset
from familyhub.directory.standard.writing import as_text, listed_location, listed_service, ordered
from familyhub.directory.terms import TERMS, Sensitivity, Status

Document = dict[str, Any]
WORDS = """
UPDATE directory_card AS c SET words =
    setweight(to_tsvector('english', unaccent(p.a)), 'A') || setweight(to_tsvector('english', unaccent(p.b)), 'B')
    || setweight(to_tsvector('english', unaccent(p.c)), 'C') || setweight(to_tsvector('simple', unaccent(p.d)), 'C')
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[]) AS p (id, a, b, c, d) WHERE c.service_id = p.id
"""
COUNT = """
INSERT INTO directory_tally (id, version, day, services, places, changed_at)
SELECT 1, 1, %(day)s, s.count, p.count, %(at)s FROM
    (SELECT count(*) FROM directory_card WHERE (shown_from IS NULL OR shown_from <= %(day)s)
     AND (shown_until IS NULL OR shown_until > %(day)s)) AS s,
    (SELECT count(*) FROM directory_cardplace o JOIN directory_card c ON c.service_id = o.card_id
     WHERE (c.shown_from IS NULL OR c.shown_from <= %(day)s)
     AND (c.shown_until IS NULL OR c.shown_until > %(day)s)) AS p
ON CONFLICT (id) DO UPDATE SET version = directory_tally.version + 1, day = excluded.day,
    services = excluded.services, places = excluded.places, changed_at = excluded.changed_at
"""
NEW_WORDS = """
INSERT INTO directory_word (word) SELECT DISTINCT w
FROM unnest(%s::text[]) AS said, regexp_split_to_table(lower(unaccent(said)), '[^a-z]+') AS w
WHERE length(w) BETWEEN 4 AND 30 ON CONFLICT DO NOTHING
"""


def remake_cards(numbers: Sequence[uuid.UUID], at: datetime) -> None:
    """The cards of those that are published, none for the others; then count again."""
    CardPlace.objects.filter(card__in=numbers)._raw_delete("default")
    Card.objects.filter(service__in=numbers)._raw_delete("default")
    rows = {row.id: row for row in Service.objects.filter(id__in=numbers, status=Status.PUBLISHED.value)}
    today = timezone.localdate(at)
    found = {number: _with_offsets(document, today) for number, document in documents(list(rows)).items()}
    Card.objects.bulk_create([_card(rows[number], document, at, today) for number, document in found.items()])
    CardPlace.objects.bulk_create([place for n, document in found.items() for place in _places(n, document)])
    _write_words(found)
    count_again(at)


def count_again(at: datetime) -> None:
    """How many are shown on the day of `at`; the version grows, so that nobody keeps an old answer."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"day": timezone.localdate(at), "at": at})


def _with_offsets(document: Document, today: date) -> Document:
    """Its times with London's offset on the day on which each is on next: who reads them by the letter reads London's
    clock, in whatever half of the year it began.
    """
    if not document.get("schedules"):
        return document
    return document | {"schedules": [_with_offset(one, today) for one in document["schedules"]]}


def _with_offset(schedule: Document, today: date) -> Document:
    times = {key: schedule[key] for key in ("opens_at", "closes_at") if key in schedule}
    on = next_on(schedule, today) if times else None
    if on is None:
        return schedule
    return schedule | {key: with_offset(time.fromisoformat(said[:8]), on) for key, said in times.items()}


def _card(row: Service, document: Document, at: datetime, today: date) -> Card:
    terms = [attribute["taxonomy_term"] for attribute in document.get("attributes", ())]
    places = document.get("service_at_locations", ())
    only = places[0]["location"] if len(places) == 1 else {}
    return Card(
        service_id=row.id,
        organization_id=row.organization_id,
        name=row.name,
        listed=as_text(ordered(SERVICE, listed_service(document))),
        full=as_text(document),
        changed_at=row.last_modified,
        shown_from=row.publish_on,
        shown_until=row.expire_on,
        paused_from=row.paused_from,
        paused_until=row.paused_until,
        minimum_age=row.minimum_age or 0,
        maximum_age=200 if row.maximum_age is None else row.maximum_age,
        facets=facets_of(document, today),
        latitude=only.get("latitude"),
        longitude=only.get("longitude"),
        is_spread=len(places) > 1,
        terms=[uuid.UUID(term["id"]) for term in terms],
        taxonomies=sorted({uuid.UUID(term["taxonomy_id"]) for term in terms if "taxonomy_id" in term}),
    )


def _names(document: Document) -> list[str]:
    """The names of its terms and the other words that people type for them."""
    found: list[str] = []
    for attribute in document.get("attributes", ()):
        term = attribute["taxonomy_term"]
        found.append(term["name"])
        own = TERMS.get(uuid.UUID(term["id"]))
        found += own[1].also if own else ()
    return found


def facets_of(document: Document, today: date) -> list[str]:
    """What a search can filter this listing by, as `word:code`."""
    found = {f"lang:{language['code']}" for language in document.get("languages", ()) if "code" in language}
    for attribute in document.get("attributes", ()):
        own = TERMS.get(uuid.UUID(attribute["taxonomy_term"]["id"]))
        if own:
            found.add(f"{own[0].facet}:{own[1].code}")
    schedules = document.get("schedules", ())
    found |= {f"day:{day}" for day in days_of(schedules, today)}
    found |= {f"time:{_part_of_day(one['opens_at'])}" for one in schedules if "opens_at" in one}
    if is_free(document.get("cost_options", ()), document.get("fees", "")):
        found.add("cost:free")
    if any(facet.startswith("who:") or facet == "send:in-local-offer" for facet in found):
        found.add("for:some")
    if document.get("sensitivity") == Sensitivity.HIDDEN:
        found.add("place:hidden")
    return sorted(found)


def _part_of_day(opens: str) -> str:
    hour = int(opens[:2])
    if hour < 12:
        return "morning"
    return "afternoon" if hour < 17 else "evening"


def _places(number: uuid.UUID, document: Document) -> list[CardPlace]:
    return [
        CardPlace(
            service_at_location_id=uuid.UUID(place["id"]),
            card_id=number,
            latitude=place["location"].get("latitude"),
            longitude=place["location"].get("longitude"),
            listed=as_text(listed_location(place["location"])),
            full=as_text(ordered(LOCATION, place["location"])),
        )
        for place in document.get("service_at_locations", ())
    ]


def _write_words(found: dict[uuid.UUID, Document]) -> None:
    """The weighted words: the name; the terms and their other words; the rest; and all of it as it is written."""
    rows = []
    for number, document in found.items():
        towns = [
            f"{address['city']} {place['location'].get('name', '')}"
            for place in document.get("service_at_locations", ())
            for address in place["location"].get("addresses", ())
        ]
        rest = " ".join(str(document.get(key, "")) for key in ("description", "eligibility", "fees"))
        provider = document.get("organization", {}).get("name", "")
        named = " ".join(_names(document))
        rows.append((number, document["name"], named, f"{rest} {provider} {' '.join(towns)}", document["name"]))
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [list(column) for column in zip(*rows, strict=True)])
            cursor.execute(NEW_WORDS, [[" ".join(row[1:4]) for row in rows]])
