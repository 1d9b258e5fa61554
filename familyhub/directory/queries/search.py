"""Search what is published: by words, forgiving misspellings, by place, age and facets, with how many of each facet.

Ranked by how many of the words a listing holds and where (its name, its terms, the rest), then those for everybody
before those made for some, then, where an age is asked for, those made for about that age before those for all ages,
then by distance, then by name: nothing favours anybody's own sites (S2-08). The first three are three offers: one that
is repeated in many places does not fill them. A word that no
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
VARIED = 3
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
    """Two questions where every word is known: which words are, and the page with its count and the facets.

    Where a word is not held, what is like it is looked for; where nothing fits that holds the words, what is like them.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        known, alike, unknown = _sorted_words(cursor, asked.meant.words)
        found = _found(cursor, asked, today, Words(known, alike))
        if not found.hits and known:
            _forgive(cursor)
            found = _found(cursor, asked, today, Words({}, [*known, *alike]))
    return replace(found, unknown=unknown)


def words_held(words: tuple[str, ...]) -> tuple[dict[str, str], list[str], tuple[str, ...]]:
    """(words that a listing holds, with what each is looked for as; those that one is only like; the others)."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        return _sorted_words(cursor, words)


@dataclass(frozen=True)
class Words:
    """`known`: each word that a listing holds, with what it is looked for as; `alike`: words that one is like."""

    known: dict[str, str]
    alike: list[str]

    @property
    def many(self) -> int:
        """How many a listing can hold."""
        return len(self.known) + len(self.alike)

    @property
    def may_miss(self) -> int:
        """How many fewer than the best a listing may hold and still be told."""
        return 1 if self.many > 2 else 0


def _found(cursor: Any, asked: Asked, today: date, words: Words) -> Found:
    """First among those that hold every word, or all but one of three: that is quick, and mostly enough. Where none
    holds every word, the best are sought among all that hold one.
    """
    rows, most = _asked(cursor, asked, today, words, words.may_miss)
    if words.many > 1 and most < words.many:
        rows, _ = _asked(cursor, asked, today, words, words.many - 1)
    hits = [_hit(row, today) for row in rows if row[0] is not None]
    if not hits:
        return Found(0, [], {})
    if not asked.offset:
        hits = _varied(hits, alike=sum(row[0] is not None and _merit(row) == _merit(rows[0]) for row in rows))
    return Found(rows[0][1], hits, {row[2]: row[1] for row in rows if row[0] is None})


def _merit(row: tuple[Any, ...]) -> tuple[int, bool, int]:
    """How many of the words it holds, whether it is made for some alone, and how narrow its ages are."""
    return row[10], "for:some" in row[5], row[11]


def _varied(hits: list[Hit], alike: int) -> list[Hit]:
    """The same page with its first three varied: what one organisation offers in the same words in many places stands
    there once, by the place that came first. `alike`: so many of the first are of the same merit; nothing of less
    passes them.
    """
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits[:alike]:
        if len(first) < VARIED:
            first.setdefault(_offer(hit), hit)
    chosen = {hit.id for hit in first.values()}
    return [*first.values(), *(hit for hit in hits if hit.id not in chosen)]


def _offer(hit: Hit) -> tuple[str, str]:
    """Who offers it, and in which words."""
    said = hit.document.get("description") or str(hit.id)
    return hit.document.get("organization", {}).get("id", ""), said


def _asked(cursor: Any, asked: Asked, today: date, words: Words, missing: int) -> tuple[list[tuple[Any, ...]], int]:
    """(the page's rows with those of the facets behind them, how many words the best holds). `missing`: how many words
    a listing may lack to be looked at.
    """
    matching, values = _matching(asked, today, words, missing)
    values |= {"limit": asked.limit, "offset": asked.offset}
    near = _near(asked, values, "m.service_id") if asked.metres is None else ""
    cursor.execute(_page(matching, near), values)
    rows = cursor.fetchall()
    return rows, rows[0][9] or 0 if rows else 0


def _forgive(cursor: Any) -> None:
    """Say how like is like, until this transaction ends. The index is asked even where a planner hopes to find one soon
    by reading along: where there is none, that reads everything.
    """
    cursor.execute(
        "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('enable_seqscan', 'off', true)",
        [LIKE],
    )


def _sorted_words(cursor: Any, words: tuple[str, ...]) -> tuple[dict[str, str], list[str], tuple[str, ...]]:
    """(those that a listing holds, with what they are looked for as; those that one is like; the others)."""
    if not words:
        return {}, [], ()
    cursor.execute(
        "SELECT w, q::text, EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ q)"
        " FROM unnest(%s::text[]) AS w, plainto_tsquery('english', unaccent(w)) AS q",
        [list(words)],
    )
    told = {word: query for word, query, holds in cursor.fetchall() if holds}
    known = {word: told[word] for word in words if word in told}
    others = [word for word in words if word not in known]
    alike = _alike(cursor, others) if others else set()
    return known, [word for word in others if word in alike], tuple(word for word in others if word not in alike)


def _alike(cursor: Any, words: list[str]) -> set[str]:
    _forgive(cursor)
    cursor.execute(
        "SELECT w FROM unnest(%s::text[]) AS w WHERE EXISTS (SELECT 1 FROM directory_card c WHERE c.said %%> w)",
        [words],
    )
    return {row[0] for row in cursor.fetchall()}


def _matching(asked: Asked, today: date, words: Words, missing: int) -> tuple[str, dict[str, Any]]:
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
    score, held = _scored(words, values)
    if not missing:
        held = str(words.many)  # every one that is looked at holds them all
    if words.many:
        conditions.append(f"({_holding(words, missing, values)})")
    nearest = "NULL::float AS metres, NULL::uuid AS place"
    near = _near(asked, values, "c.service_id") if asked.metres is not None else ""
    if near:
        nearest = "n.metres, n.place"
        conditions.append("n.metres <= %(metres)s")
    text = (
        f"WITH scored AS MATERIALIZED (SELECT c.service_id, c.name, c.facets, round(({score}) * 100)::int AS score,"  # noqa: S608
        f" {held} AS held, {span} AS span, {nearest} FROM directory_card c {near} WHERE {' AND '.join(conditions)}),"
        " best AS (SELECT max(held) AS held FROM scored),"
        f" matching AS MATERIALIZED (SELECT * FROM scored WHERE held >= (SELECT held FROM best) - {words.may_miss})"
    )
    return text, values


def _scored(words: Words, values: dict[str, Any]) -> tuple[str, str]:
    """SQL of the score and of how many words are held."""
    scores, held = [], []
    for place, query in enumerate(words.known.values()):
        values[f"word{place}"] = query
        scores.append(f"ts_rank('{{0.02, 0.1, 0.4, 1.0}}', c.words, %(word{place})s::tsquery)")
        held.append(f"(c.words @@ %(word{place})s::tsquery)::int")
    for place, word in enumerate(words.alike):
        values[f"like{place}"] = word
        scores.append(f"0.5 * word_similarity(%(like{place})s, c.said)")
        held.append(f"(c.said %%> %(like{place})s)::int")
    return " + ".join(scores) or "0", " + ".join(held) or "0"


def _holding(words: Words, missing: int, values: dict[str, Any]) -> str:
    """SQL that all words are held but for so many: none, one, or all but one. As few looks into an index as can be."""
    known = [f"({query})" for query in words.known.values()]
    alike = [f"c.said %%> %(like{place})s" for place in range(len(words.alike))]
    if missing and missing == words.many - 1:
        either = [_of_known(" | ".join(known), "any", values)] if known else []
        return " OR ".join([*either, *alike])
    every = [_of_known(" & ".join(known), "every", values)] if known else []
    if not missing:
        return " AND ".join([*every, *alike])
    ways = [" AND ".join([*every, *alike[:place], *alike[place + 1 :]]) for place in range(len(alike))]
    if known:
        but_one = [" & ".join(known[:place] + known[place + 1 :]) for place in range(len(known))]
        query = " | ".join(f"({one})" for one in but_one if one)
        ways.append(" AND ".join([*([_of_known(query, "but", values)] if query else []), *alike]))
    return " OR ".join(f"({way})" for way in ways if way)


def _of_known(query: str, name: str, values: dict[str, Any]) -> str:
    values[name] = query
    return f"c.words @@ %({name})s::tsquery"


def _near(asked: Asked, values: dict[str, Any], card: str) -> str:
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
        f" WHERE p.card_id = {card} ORDER BY 1 LIMIT 1) AS n ON true"
    )


def _page(matching: str, near: str) -> str:
    """The page's rows in order, then a row for each facet with how many there are under it. How far away is worked out
    for those alone that may come on the page: the best of the rest, and all that are as good as the last of them.
    """
    best = "m.held DESC, m.score DESC, m.facets && ARRAY['for:some'], m.span"
    place = "n.metres, n.place" if near else "m.metres, m.place"
    return (
        f"{matching}, ranked AS MATERIALIZED (SELECT m.service_id, m.name, m.facets, m.metres, m.place, m.held, m.span,"  # noqa: S608
        f" rank() OVER (ORDER BY {best}) AS rank_of FROM matching m),"
        f" near AS (SELECT m.service_id, m.name, m.facets, m.held, m.span, m.rank_of, {place} FROM ranked m {near}"
        " WHERE m.rank_of <= %(limit)s + %(offset)s),"
        " page AS (SELECT m.*, row_number() OVER (ORDER BY m.rank_of, m.metres NULLS LAST, m.name, m.service_id)"
        " AS place_of FROM near m ORDER BY place_of LIMIT %(limit)s OFFSET %(offset)s)"
        " (SELECT page.service_id, (SELECT count(*) FROM matching), c.full, c.paused_from, c.paused_until, page.facets,"
        " page.metres, w.full, c.shown_until, (SELECT held FROM best), page.held, page.span"
        " FROM page JOIN directory_card c USING (service_id)"
        " LEFT JOIN LATERAL (SELECT p.full FROM directory_cardplace p WHERE p.card_id = page.service_id"
        " AND (page.place IS NULL OR p.service_at_location_id = page.place) ORDER BY p.service_at_location_id LIMIT 1)"
        " AS w ON true ORDER BY page.place_of)"
        " UNION ALL SELECT NULL, sum(g.many)::bigint, facet, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
        " FROM (SELECT facets, count(*) AS many FROM matching GROUP BY facets) AS g, unnest(g.facets) AS facet"
        " GROUP BY facet"
    )


def _hit(row: tuple[Any, ...], today: date) -> Hit:
    number, _, full, since, until, facets, metres, place, ends = row[:9]
    document = json.loads(said(full, since, until, today))
    where = json.loads(place) if place else None
    far = round(metres) if metres is not None else None
    return Hit(number, document, tuple(facets), far, where, Days(since, until, ends))
