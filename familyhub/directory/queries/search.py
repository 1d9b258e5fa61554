"""Search what is published: by words, forgiving misspellings, by place, age and facets, with how many of each facet.

Ranked by how many of the words a listing holds and where (its name, its terms, the rest), then those for everybody
before those made for some, then, where an age is asked for, those made for about that age before those for all ages,
then by distance, then by name: nothing favours anybody's own sites (S2-08). The first three are three offers: one that
is repeated in many places does not fill them. A word that no
listing holds is read as the word of some listing that is written most like it, and that is said; one that is like
nothing is passed over, and said.
"""

from __future__ import annotations

import json
import math
import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from familyhub.directory.policy import Days
from familyhub.directory.policy.asking import Meant
from familyhub.directory.queries.published import METRES_A_DEGREE, SHOWN, said

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
    """A page of hits, how many there are, how many under each facet; the words that nothing is like, and those that
    were read as another, each with that.
    """

    total: int
    hits: list[Hit]
    facets: dict[str, int]
    unknown: tuple[str, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()


def search(asked: Asked, today: date) -> Found:
    """Two questions where every word is held by some listing, three where one is not: which are, what the others may
    be, and the page with its count and the facets. One more where no listing holds them all, and where none that fits
    the rest holds any: then words that begin so.
    """
    with connection.cursor() as cursor:
        words = _words(cursor, asked.meant.words)
        found = _found(cursor, asked, today, words)
        if words.known and not found.hits:  # "anxious" where only "anxiety" is for that age
            found = _found(cursor, asked, today, Words(_begun(cursor, list(words.known))))
    return replace(found, unknown=words.unknown, read_as=tuple(words.read_as.items()))


def words_held(words: tuple[str, ...], begun: bool = False) -> dict[str, str]:
    """Each word that a listing holds, or one that is written like it, with what it is looked for as. `begun`: as any
    that begins so.
    """
    with connection.cursor() as cursor:
        known = _words(cursor, words).known
        return _begun(cursor, list(known)) if begun else known


@dataclass(frozen=True)
class Words:
    """`known`: each word that a listing holds, with what it is looked for as; `read_as`: those of them that stand for
    another; `unknown`: the words that nothing is like.
    """

    known: dict[str, str]
    read_as: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def many(self) -> int:
        """How many a listing can hold."""
        return len(self.known)

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


HELD = """
SELECT w, q::text, EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ q)
FROM unnest(%s::text[]) AS w, plainto_tsquery('english', unaccent(w)) AS q
"""
# of the words of all listings the one with the fewest slips: one in a short word, two, three in a long one
NEAREST = """
SELECT w, n.word, q::text FROM unnest(%s::text[]) AS w, unaccent(w) AS u,
    LATERAL (SELECT d.word FROM directory_word d WHERE d.word %% u AND levenshtein(d.word, u) <= least(length(u) / 3, 3)
        ORDER BY levenshtein(d.word, u), similarity(d.word, u) DESC, d.word LIMIT 1) AS n,
    plainto_tsquery('english', n.word) AS q
WHERE EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ q)
"""


def _words(cursor: Any, typed: tuple[str, ...]) -> Words:
    if not typed:
        return Words({})
    cursor.execute(HELD, [list(typed)])
    told = {word: query for word, query, holds in cursor.fetchall() if holds}
    others = [word for word in typed if word not in told]
    read_as = {}
    if others:
        cursor.execute(NEAREST, [others])
        for word, near, query in cursor.fetchall():
            told[word], read_as[word] = query, near
    # a word that was typed well and badly counts once
    known = {query: word for word, query in reversed([(word, told[word]) for word in typed if word in told])}
    kept = {word: query for query, word in reversed(known.items())}
    return Words(kept, read_as, tuple(word for word in others if word not in read_as))


def _begun(cursor: Any, words: list[str]) -> dict[str, str]:
    """Each word as any that begins as its first two thirds do, four letters at least."""
    cursor.execute(
        "SELECT w, (quote_literal(left(u, greatest(4, length(u) * 2 / 3))) || ':*')::tsquery::text"
        " FROM unnest(%s::text[]) AS w, lower(unaccent(w)) AS u",
        [words],
    )
    return dict(cursor.fetchall())


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
    return " + ".join(scores) or "0", " + ".join(held) or "0"


def _holding(words: Words, missing: int, values: dict[str, Any]) -> str:
    """SQL that all words are held but for so many: none, one, or all but one. One look into the index."""
    known = [f"({query})" for query in words.known.values()]
    if missing and missing == words.many - 1:
        return _of_known(" | ".join(known), "any", values)
    if not missing:
        return _of_known(" & ".join(known), "every", values)
    but_one = [" & ".join(known[:place] + known[place + 1 :]) for place in range(len(known))]
    return _of_known(" | ".join(f"({one})" for one in but_one), "but", values)


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
