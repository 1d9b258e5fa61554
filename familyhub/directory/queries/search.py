"""Search what is published: by words, forgiving misspellings, by place, age and facets, with how many of each facet.

Ranked by how many of the words a listing holds and where (its name, its terms, the rest), then those for everybody
before those made for some, then, where an age is asked for, those made for about that age before those for all ages,
then by distance, then by name: nothing favours anybody's own sites (S2-08). The first three are three offers: one that
is repeated in many places does not fill them. A word that no listing holds is read as two, or as one with its
neighbour, or as the word of some listing that begins so or is written most like it, and that is said; one that is like
nothing is passed over, and said. Where every word is, nothing is found: never all there is.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from familyhub.directory.policy import Days
from familyhub.directory.policy.asking import Meant
from familyhub.directory.queries.matching import Narrowed, Point, statement
from familyhub.directory.queries.published import said
from familyhub.directory.queries.reading_words import Words, as_typed, begun, parsed, read

VARIED = 3
Row = tuple[Any, ...]


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

    @property
    def narrowed(self) -> Narrowed:
        """All of it but the words."""
        age = self.age if self.age is not None else self.meant.age
        return Narrowed((*self.meant.facets, *self.facets), age, self.point, self.metres)


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
    were read as another, each with that. `is_lost`: words were typed, and none of them means anything here.
    """

    total: int
    hits: list[Hit]
    facets: dict[str, int]
    unknown: tuple[str, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    is_lost: bool = False


def search(asked: Asked, today: date) -> Found:
    """Two questions where some listing holds every word: what they are looked for as, and the page with its count and
    the facets. Else two more, three where a word is misspelt: which words are held at all, what the others may be, and
    the page by these. One more where none that fits the rest holds any: then words that begin so.
    """
    with connection.cursor() as cursor:
        queries = parsed(cursor, asked.meant.words)
        words = as_typed(queries)
        rows = _rows(cursor, asked, today, words, words.may_miss) if words.known or not queries else []
        if _best(rows) < words.many:
            typed, words = words, read(cursor, queries)
            rows = _loosely(cursor, asked, today, words, rows if words.known == typed.known else None)
        if words.known and not rows:  # "anxious" where only "anxiety" is for that age
            rows = _loosely(cursor, asked, today, Words(begun(cursor, list(words.known))))
    return _found(asked, today, words, rows)


def _found(asked: Asked, today: date, words: Words, rows: list[Row]) -> Found:
    unknown, read_as = words.unknown, tuple(words.read_as.items())
    hits = [_hit(row, today) for row in rows if row[0] is not None]
    if not hits:
        return Found(0, [], {}, unknown, read_as, bool(asked.meant.words and not words.known))
    if not asked.offset:
        hits = _varied(hits, alike=sum(row[0] is not None and _merit(row) == _merit(rows[0]) for row in rows))
    return Found(rows[0][1], hits, {row[2]: row[1] for row in rows if row[0] is None}, unknown, read_as)


def _loosely(cursor: Any, asked: Asked, today: date, words: Words, rows: list[Row] | None = None) -> list[Row]:
    """Those that hold every word, or all but one of three (`rows`, if that is known); where none does, the best of all
    that hold one.
    """
    if not words.known:
        return []
    if rows is None:
        rows = _rows(cursor, asked, today, words, words.may_miss)
    if words.many > 1 and _best(rows) < words.enough:
        return _rows(cursor, asked, today, words, words.many - 1)
    return rows


def _rows(cursor: Any, asked: Asked, today: date, words: Words, missing: int) -> list[Row]:
    """The page's rows with those of the facets behind them; none at all where the page holds none."""
    sql, values = statement(asked.narrowed, words, missing, today, (asked.offset, asked.limit))
    cursor.execute(sql, values)
    rows: list[Row] = cursor.fetchall()
    return rows if rows and rows[0][0] is not None else []


def _best(rows: list[Row]) -> int:
    """How many words the best holds."""
    return int(rows[0][9]) if rows else 0


def _merit(row: Row) -> tuple[int, bool, int]:
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


def _hit(row: Row, today: date) -> Hit:
    number, _, full, since, until, facets, metres, place, ends = row[:9]
    document = json.loads(said(full, since, until, today))
    where = json.loads(place) if place else None
    far = round(metres) if metres is not None else None
    return Hit(number, document, tuple(facets), far, where, Days(since, until, ends))
