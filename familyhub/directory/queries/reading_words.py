"""What the words that somebody types are looked for as, and what a misspelt one may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Words:
    """`known`: each word that a listing holds, with what it is looked for as; `read_as`: those of them that stand for
    another; `unknown`: the words that nothing is like.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    read_as: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def many(self) -> int:
        """How many a listing can hold."""
        return len(self.known)

    @property
    def may_miss(self) -> int:
        """How many of them a listing may lack and still be told beside those that hold all."""
        return 1 if self.many > 2 else 0

    @property
    def enough(self) -> int:
        """How many it must hold to be told, where any holds so many."""
        return self.many - self.may_miss


PARSED = "SELECT w, plainto_tsquery('english', unaccent(w))::text FROM unnest(%s::text[]) AS w"
HELD = """
SELECT w FROM unnest(%s::text[], %s::text[]) AS typed (w, q)
WHERE EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ q::tsquery)
"""
# of the words of all listings the one with the fewest slips: one in a short word, two, three in a long one
NEAREST = """
SELECT w, n.word, q::text FROM unnest(%s::text[]) AS w, unaccent(w) AS u,
    LATERAL (SELECT d.word FROM directory_word d WHERE d.word %% u AND levenshtein(d.word, u) <= least(length(u) / 3, 3)
        ORDER BY levenshtein(d.word, u), similarity(d.word, u) DESC, d.word LIMIT 1) AS n,
    plainto_tsquery('english', n.word) AS q
WHERE EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ q)
"""
BEGUN = """
SELECT w, (quote_literal(left(u, greatest(4, length(u) * 2 / 3))) || ':*')::tsquery::text
FROM unnest(%s::text[]) AS w, lower(unaccent(w)) AS u
"""


def parsed(cursor: Any, typed: tuple[str, ...]) -> dict[str, str]:
    """Each word with what it is looked for as; "" for one that is never looked for, as "the"."""
    if not typed:
        return {}
    cursor.execute(PARSED, [list(typed)])
    return dict(cursor.fetchall())


def as_typed(queries: Mapping[str, str]) -> Words:
    """The words as if listings held every one of them, each query once."""
    return Words(_once({word: query for word, query in queries.items() if query}))


def read(cursor: Any, queries: Mapping[str, str]) -> Words:
    """The words that listings hold: as they are typed, else as the one that is written most like them."""
    looked_for = [(word, query) for word, query in queries.items() if query]
    cursor.execute(HELD, [[word for word, _ in looked_for], [query for _, query in looked_for]])
    holds = {word for (word,) in cursor.fetchall()}
    told = {word: query for word, query in looked_for if word in holds}
    others = [word for word in queries if word not in told]
    read_as = {}
    if others:
        cursor.execute(NEAREST, [others])
        for word, near, query in cursor.fetchall():
            told[word], read_as[word] = query, near
    known = {word: told[word] for word in queries if word in told}
    return Words(_once(known), read_as, tuple(word for word in others if word not in read_as))


def _once(known: Mapping[str, str]) -> dict[str, str]:
    """A word that was typed twice, or well and badly, counts once, where it was typed first."""
    first = {query: word for word, query in reversed(list(known.items()))}
    return {word: query for word, query in known.items() if first[query] == word}


def begun(cursor: Any, words: list[str]) -> dict[str, str]:
    """Each word as any that begins as its first two thirds do, four letters at least."""
    cursor.execute(BEGUN, [words])
    return dict(cursor.fetchall())


def words_held(words: tuple[str, ...], as_begun: bool = False) -> dict[str, str]:
    """Each word that a listing holds, or one that is written like it, with what it is looked for as. `as_begun`: as any
    that begins so.
    """
    with connection.cursor() as cursor:
        known = dict(read(cursor, parsed(cursor, words)).known)
        return begun(cursor, list(known)) if as_begun else known
