"""A search as one statement: the page's rows in order, how many match, and how many of them under each facet.

Every listing that matches is read once, from its card alone: its words, its facets and where it is stand there. The
documents are read for the rows of the page. Where there are words, their index finds the listings, and what was ticked
is looked at in those: an index over what half of all listings have costs more than it saves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from familyhub.directory.queries.published import METRES_A_DEGREE, SHOWN
from familyhub.directory.queries.reading_words import Words

MADE_FOR_AGE = (
    "CASE WHEN c.maximum_age - c.minimum_age < 7 THEN 0 WHEN c.maximum_age - c.minimum_age < 13 THEN 1 ELSE 2 END"
)
"""How narrow the ages of a listing are, in three steps, so that distance still counts within each."""
OPEN_THIS_WEEK = "(c.paused_from IS NULL OR c.paused_from > %(day)s OR c.paused_until <= %(day)s::date + 6)"
"""What is asked for by its day is not closed for all of the coming week."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Narrowed:
    """What a listing must have besides the words. `metres`: from `point`, at most."""

    facets: Sequence[Sequence[str]] = ()
    age: float | None = None
    point: Point | None = None
    metres: float | None = None


@dataclass
class Statement:
    """SQL as it is put together, with what goes into it."""

    narrowed: Narrowed
    words: Words
    missing: int
    values: dict[str, Any] = field(default_factory=dict)

    def conditions(self) -> list[str]:
        """Each thing that must hold of a card `c`."""
        found = [SHOWN]
        if self.words.many:
            found.append(f"c.words @@ %({self._put('holding', self._holding())})s::tsquery")
        if self.narrowed.age is not None:
            self.values["age"] = self.narrowed.age
            found.append("c.minimum_age <= %(age)s AND c.maximum_age + 1 > %(age)s")
        unindexed = " IS TRUE" if self.words.many else ""
        for place, group in enumerate(self.narrowed.facets):
            found.append(f"(c.facets && %({self._put(f'facet{place}', list(group))})s::text[]){unindexed}")
        if any(one.startswith(("day:", "time:")) for group in self.narrowed.facets for one in group):
            found.append(OPEN_THIS_WEEK)
        if self.narrowed.point and self.narrowed.metres is not None:
            found.append(f"{self.metres()} <= %({self._put('metres', self.narrowed.metres)})s")
        return found

    def scores(self) -> list[str]:
        """How well each word is held: in the name, the terms, the rest; nothing where it is not."""
        return [
            f"ts_rank('{{0.02, 0.1, 0.4, 1.0}}', c.words, %({self._put(f'word{place}', query)})s::tsquery) AS s{place}"
            for place, query in enumerate(self.words.known.values())
        ]

    def metres(self) -> str:
        """How far away a card is, on a plane: right to 1 in 200 here. Nothing where nobody may say where it is."""
        if self.narrowed.point is None:
            return "NULL::float8"
        latitude, longitude = self.narrowed.point
        across = METRES_A_DEGREE * math.cos(math.radians(latitude))
        self.values |= {"latitude": latitude, "longitude": longitude, "across": across}
        return (
            f"CASE WHEN c.is_spread THEN (SELECT min({_plane('p')}) FROM directory_cardplace p"  # noqa: S608
            f" WHERE p.card_id = c.service_id) ELSE {_plane('c')} END"
        )

    def nearest(self) -> str:
        """What the places of a listing on the page are sorted by."""
        return f"{_plane('p')}, " if self.narrowed.point else ""

    def _holding(self) -> str:
        """All words but for so many: none, one, or all but one."""
        known = [f"({query})" for query in self.words.known.values()]
        if not self.missing:
            return " & ".join(known)
        if self.missing == len(known) - 1:
            return " | ".join(known)
        but_one = (" & ".join(known[:place] + known[place + 1 :]) for place in range(len(known)))
        return " | ".join(f"({one})" for one in but_one)

    def _put(self, name: str, value: Any) -> str:
        self.values[name] = value
        return name


def _plane(table: str) -> str:
    up, along = f"({table}.latitude - %(latitude)s) * {METRES_A_DEGREE}", f"({table}.longitude - %(longitude)s)"
    return f"sqrt(({up}) ^ 2 + ({along} * %(across)s) ^ 2)"


BEST = "m.held DESC, m.score DESC, m.for_some, m.span, m.metres NULLS LAST, m.name, m.service_id"


def statement(
    narrowed: Narrowed, words: Words, missing: int, today: date, page: tuple[int, int]
) -> tuple[str, Mapping[str, Any]]:
    """(SQL, values). `missing`: how many words a listing may lack to be looked at; `page`: (offset, limit).

    Its rows: those of the page as (number, how many match, document, paused from, until, facets, metres, place's
    document, shown until, how many words the best holds, how many it holds, how narrow its ages); then one a facet,
    (nothing, how many, facet).
    """
    made = Statement(narrowed, words, missing)
    span = MADE_FOR_AGE if narrowed.age is not None else "0"
    read = ["c.service_id", "c.name", "c.facets_number", "c.facets && ARRAY['for:some'] AS for_some"]
    read += [f"{span} AS span", f"{made.metres()} AS metres", *made.scores()]
    looked_at = f"SELECT {', '.join(read)} FROM directory_card c WHERE {' AND '.join(made.conditions())}"  # noqa: S608
    made.values |= {"day": today, "offset": page[0], "limit": page[1]}
    return f"{_matching(looked_at, words, missing, made.values)}, {_page(made)}", made.values


def _matching(looked_at: str, words: Words, missing: int, values: dict[str, Any]) -> str:
    """Those that hold as many words as the best, or as many as may be told beside it."""
    each = range(words.many)
    score = f"round(({' + '.join(f's{place}' for place in each)}) * 100)::int" if words.many else "0"
    if not missing:
        return (
            f"WITH matching AS MATERIALIZED (SELECT *, {score} AS score, {words.many} AS held"  # noqa: S608
            f" FROM ({looked_at} OFFSET 0) AS looked_at)"
        )
    values["enough"] = words.enough
    held = " + ".join(f"(s{place} > 0)::int" for place in each)
    return (
        f"WITH scored AS MATERIALIZED (SELECT *, {score} AS score, {held} AS held"  # noqa: S608
        f" FROM ({looked_at} OFFSET 0) AS looked_at), matching AS MATERIALIZED (SELECT * FROM scored"
        " WHERE held >= (SELECT least(max(held), %(enough)s) FROM scored))"
    )


def _page(made: Statement) -> str:
    most = "(SELECT max(held) FROM matching)" if made.missing else str(made.words.many)
    return (
        f"page AS MATERIALIZED (SELECT m.* FROM matching m ORDER BY {BEST} LIMIT %(limit)s OFFSET %(offset)s)"  # noqa: S608
        " (SELECT m.service_id, (SELECT count(*) FROM matching), c.full, c.paused_from, c.paused_until, c.facets,"
        " m.metres, (SELECT p.full FROM directory_cardplace p WHERE p.card_id = m.service_id"
        f" ORDER BY {made.nearest()}p.service_at_location_id LIMIT 1), c.shown_until,"
        f" {most}, m.held, m.span"
        f" FROM page m JOIN directory_card c USING (service_id) ORDER BY {BEST})"
        " UNION ALL SELECT NULL, sum(g.many)::bigint, facet, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
        " FROM (SELECT count(*) AS many, (array_agg(service_id))[1] AS service_id FROM matching GROUP BY facets_number)"
        " AS g JOIN directory_card c USING (service_id), unnest(c.facets) AS facet GROUP BY facet"
    )
