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
# two words as one, or one as two: "breast feeding", "foodbank"
COMPOUNDS = """
SELECT place, said, q::text FROM unnest(%(places)s::int[], %(saids)s::text[]) AS c (place, said),
    phraseto_tsquery('english', unaccent(said)) AS q
WHERE numnode(q) = 2 * array_length(string_to_array(said, ' '), 1) - 1
    AND EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ q)
"""
# of the words of all listings one that begins alike or has one slip, else the one with the fewest slips: one in a short
# word, two, three in a long one
NEAREST = """
SELECT place, n.word, q::text FROM unnest(%(numbers)s::int[], %(others)s::text[]) AS o (place, w), unaccent(w) AS u,
    left(u, greatest(5, length(u) * 2 / 3)) AS root,
    LATERAL (SELECT d.word FROM directory_word d
        WHERE (d.word %% u AND levenshtein(d.word, u) <= least(length(u) / 3, 3))
            OR (length(u) > 4 AND d.word LIKE root || '%%')
        ORDER BY levenshtein(d.word, u) > 1 AND left(d.word, length(root)) <> root, levenshtein(d.word, u),
            similarity(d.word, u) DESC, d.word LIMIT 1) AS n,
    plainto_tsquery('english', n.word) AS q
WHERE EXISTS (SELECT 1 FROM directory_card c WHERE c.words @@ q)
"""
OTHERWISE = f"SELECT * FROM ({COMPOUNDS}) AS compounds UNION ALL SELECT * FROM ({NEAREST}) AS nearest"  # noqa: S608
SHORTEST = 3
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
    """The words that listings hold: as they are typed, else joined or split, else as the one that begins alike or is
    written most like them. What is never looked for is neither known nor unknown.
    """
    looked_for = [word for word, query in queries.items() if query]
    cursor.execute(HELD, [looked_for, [queries[word] for word in looked_for]])
    holds = {word for (word,) in cursor.fetchall()}
    known: dict[str, str] = {}
    read_as: dict[str, str] = {}
    others = [place for place, word in enumerate(looked_for) if word not in holds]
    readings = _otherwise(cursor, looked_for, others) if others else {}
    used = {place for places in readings for place in places}
    for place, word in enumerate(looked_for):
        for places in (found for found in readings if found[0] == place):
            typed = " ".join(looked_for[one] for one in places)
            read_as[typed], known[typed] = readings[places]
        if word in holds and place not in used:
            known[word] = queries[word]
    unknown = tuple(looked_for[place] for place in others if place not in used)
    return Words(_once(known), read_as, unknown)


def _otherwise(cursor: Any, words: list[str], others: list[int]) -> dict[tuple[int, ...], tuple[str, str]]:
    """What the words at these places may be, by the places that are read as one: (how it is written, what it is looked
    for as).
    """
    guesses = [(places, said) for place in others for places, said in _compounds(words, place)]
    places = [*range(len(guesses))]
    saids = [said for _, said in guesses]
    numbers = [len(guesses) + place for place in others]
    told = {"places": places, "saids": saids, "numbers": numbers, "others": [words[place] for place in others]}
    cursor.execute(OTHERWISE, told)
    found: dict[tuple[int, ...], tuple[str, str]] = {}
    used: set[int] = set()
    for number, said, query in sorted(cursor.fetchall()):
        read = guesses[number][0] if number < len(guesses) else (number - len(guesses),)
        if used.isdisjoint(read):
            found[read] = (said, query)
            used.update(read)
    return found


def _compounds(words: list[str], place: int) -> list[tuple[tuple[int, ...], str]]:
    """The word with its neighbour as one, then as two: the places that are read, and how."""
    word = words[place]
    pairs = [(first, first + 1) for first in (place - 1, place) if 0 <= first < len(words) - 1]
    joined: list[tuple[tuple[int, ...], str]] = [(pair, words[pair[0]] + words[pair[1]]) for pair in pairs]
    cuts = range(SHORTEST, len(word) - SHORTEST + 1) if word.isalpha() else ()
    return [*joined, *(((place,), f"{word[:cut]} {word[cut:]}") for cut in cuts)]


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
