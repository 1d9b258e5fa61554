"""Search what is published: by words, forgiving misspellings, by place, age and facets, with how many of each facet.

Ranked by how many of the words a listing holds and where (its name, its terms, the rest), then those for everybody
before those made for some, then, where an age is asked for, those made for about that age before those for all ages,
then by distance, then by name: nothing favours anybody's own sites (S2-08). A word that no
listing holds is looked for by its likeness to the names and terms; one that is like nothing is passed over, and said.
"""

from __future__ import annotations

import json
import math
import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection, transaction

from familyhub.directory.policy import Days
from familyhub.directory.policy.asking import Meant
from familyhub.directory.queries.published import METRES_A_DEGREE, SHOWN, said

LIKE = "0.39"
MADE_FOR_AGE = (
    "CASE WHEN c.maximum_age - c.minimum_age < 7 THEN 0 WHEN c.maximum_age - c.minimum_age < 13 THEN 1 ELSE 2 END"
)
"""How narrow the ages of a listing are, in three steps, so that distance still counts within each."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Asked:
    """`meant`: the words taken apart; `facets`: what was ticked besides; `point`: (latitude, longitude)."""

    meant: Meant = field(default_factory=Meant)
    facets: tuple[tuple[str, ...], ...] = ()
    point: Point | None = None
    metres: float | None = None
    age: float | None = None
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Hit:
    """A listing: its whole document, its facets, how far it is (metres), its nearest place and when it is closed."""

    id: uuid.UUID
    document: dict[str, Any]
    facets: tuple[str, ...]
    metres: int | None
    place: dict[str, Any] | None
    days: Days = Days()


@dataclass(frozen=True)
class Found:
    """A page of hits, how many there are, how many under each facet, and the words that nothing is like."""

    total: int
    hits: list[Hit]
    facets: dict[str, int]
    unknown: tuple[str, ...] = ()


def search(asked: Asked, today: date) -> Found:
    """Three questions, whatever there is: which words are known, the page with its count, and the facets.

    Where nothing fits that holds the words, what is like them is looked for as well.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKE])
        known, alike, unknown = _sorted_words(cursor, asked.meant.words)
        found = _found(cursor, asked, today, (known, alike))
        if not found.hits and known:
            found = _found(cursor, asked, today, ([], [*known, *alike]))
    return replace(found, unknown=unknown)


def _found(cursor: Any, asked: Asked, today: date, words: tuple[list[str], list[str]]) -> Found:
    matching, values = _matching(asked, today, *words)
    values |= {"limit": asked.limit, "offset": asked.offset}
    cursor.execute(_page(matching, asked.point is not None), values)
    rows = cursor.fetchall()
    if not rows:
        return Found(0, [], {})
    cursor.execute(
        f"{matching} SELECT facet, count(*) FROM matching, unnest(facets) AS facet GROUP BY facet",  # noqa: S608
        values,
    )
    return Found(rows[0][1], [_hit(row, today) for row in rows], dict(cursor.fetchall()))


def _sorted_words(cursor: Any, words: tuple[str, ...]) -> tuple[list[str], list[str], tuple[str, ...]]:
    """(those that a listing holds, those that one is like, the others)."""
    if not words:
        return [], [], ()
    cursor.execute(
        "SELECT w, EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ plainto_tsquery('english', unaccent(w))),"
        " EXISTS (SELECT 1 FROM directory_card c WHERE c.said %%> w) FROM unnest(%s::text[]) AS w",
        [list(words)],
    )
    told = {word: (holds, alike) for word, holds, alike in cursor.fetchall()}
    known = [word for word in words if told[word][0]]
    alike = [word for word in words if word not in known and told[word][1]]
    return known, alike, tuple(word for word in words if word not in known and word not in alike)


def _matching(asked: Asked, today: date, known: list[str], alike: list[str]) -> tuple[str, dict[str, Any]]:
    """`WITH matching AS (…)`: number, facets, score and nearest place of every listing that matches."""
    values: dict[str, Any] = {"day": today}
    conditions = [SHOWN]
    age = asked.age if asked.age is not None else asked.meant.age
    if age is not None:
        values["age"] = age
        conditions.append("c.minimum_age <= %(age)s AND c.maximum_age + 1 > %(age)s")
    for place, group in enumerate((*asked.meant.facets, *asked.facets)):
        values[f"facet{place}"] = list(group)
        conditions.append(f"c.facets && %(facet{place})s::text[]")
    span = MADE_FOR_AGE if age is not None else "0"
    score, held, any_word = _scored(known, alike, values)
    if any_word:
        conditions.append(f"({any_word})")
    near = _near(asked, values)
    if near and asked.metres is not None:
        conditions.append("n.metres <= %(metres)s")
    text = (
        f"WITH scored AS (SELECT c.service_id, c.name, c.facets, {score} AS score, {held} AS held, {span} AS span,"  # noqa: S608
        f" {'n.metres, n.place' if near else 'NULL::float AS metres, NULL::uuid AS place'}"
        f" FROM directory_card c {near} WHERE {' AND '.join(conditions)}),"
        " matching AS (SELECT * FROM scored WHERE held >= (SELECT max(held) FROM scored)"
        f" - {1 if len(known) + len(alike) > 2 else 0})"
    )
    return text, values


def _scored(known: list[str], alike: list[str], values: dict[str, Any]) -> tuple[str, str, str]:
    """SQL of the score, of how many words are held, and of the condition that one is."""
    scores, held, conditions = [], [], []
    for place, word in enumerate(known):
        values[f"word{place}"] = word
        query = f"plainto_tsquery('english', unaccent(%(word{place})s))"
        scores.append(f"ts_rank('{{0.02, 0.1, 0.4, 1.0}}', c.words, {query})")
        held.append(f"(c.words @@ {query})::int")
        conditions.append(f"c.words @@ {query}")
    for place, word in enumerate(alike):
        values[f"like{place}"] = word
        scores.append(f"0.5 * word_similarity(%(like{place})s, c.said)")
        held.append(f"(c.said %%> %(like{place})s)::int")
        conditions.append(f"c.said %%> %(like{place})s")
    return " + ".join(scores) or "0", " + ".join(held) or "0", " OR ".join(conditions)


def _near(asked: Asked, values: dict[str, Any]) -> str:
    """The nearest place of each listing; what has no place stays, unless a distance is asked for."""
    if asked.point is None:
        return ""
    latitude, longitude = asked.point
    across = METRES_A_DEGREE * math.cos(math.radians(latitude))
    values |= {"latitude": latitude, "longitude": longitude, "across": across, "metres": asked.metres}
    metres = (
        f"sqrt(power((p.latitude - %(latitude)s) * {METRES_A_DEGREE}, 2)"
        " + power((p.longitude - %(longitude)s) * %(across)s, 2))"
    )
    return (
        f"LEFT JOIN LATERAL (SELECT {metres} AS metres, p.service_at_location_id AS place FROM directory_cardplace p"  # noqa: S608
        " WHERE p.card_id = c.service_id ORDER BY 1 LIMIT 1) AS n ON true"
    )


def _page(matching: str, is_near: bool) -> str:
    first = "m.held DESC, round(m.score::numeric, 2) DESC, m.facets && ARRAY['for:some'], m.span"
    order = f"{first}, m.metres NULLS LAST, m.name, m.service_id" if is_near else f"{first}, m.name, m.service_id"
    return (
        f"{matching}, page AS (SELECT m.*, count(*) OVER () AS total, row_number() OVER (ORDER BY {order}) AS place_of"  # noqa: S608
        " FROM matching m ORDER BY place_of LIMIT %(limit)s OFFSET %(offset)s)"
        " SELECT page.service_id, page.total, c.full, c.paused_from, c.paused_until, page.facets, page.metres, w.full,"
        " c.shown_until"
        " FROM page JOIN directory_card c USING (service_id)"
        " LEFT JOIN LATERAL (SELECT p.full FROM directory_cardplace p WHERE p.card_id = page.service_id"
        " AND (page.place IS NULL OR p.service_at_location_id = page.place) ORDER BY p.service_at_location_id LIMIT 1)"
        " AS w ON true ORDER BY page.place_of"
    )


def _hit(row: tuple[Any, ...], today: date) -> Hit:
    number, _, full, since, until, facets, metres, place, ends = row
    document = json.loads(said(full, since, until, today))
    where = json.loads(place) if place else None
    far = round(metres) if metres is not None else None
    return Hit(number, document, tuple(facets), far, where, Days(since, until, ends))
