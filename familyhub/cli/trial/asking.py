"""Searches as staff type them, each about somebody on the register of `demo.bulk.townsfolk`.

A searcher gives enough to tell people apart, as people do: before anything goes wrong, at most three of those whom the
searcher may see share everything that was given; else the date of birth is added, then the postcode. What then goes
wrong may well make it fit others better.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import psycopg

from familyhub.demo.town.households import TODAY
from familyhub.demo.town.slips import as_heard, born_slip, short_forms, slip
from familyhub.people.new import SearchWords
from familyhub.people.policy.records import born_key, postcode_key
from familyhub.people.typed import plain

MOST_ALIKE = 3
# what is known of somebody, of 100 searches
KNOWN = (
    (24, ("given", "family", "born")),
    (20, ("given", "family")),
    (14, ("given", "family", "postcode")),
    (10, ("family", "born")),
    (6, ("given", "born")),
    (10, ("given", "phone")),
    (5, ("given", "family", "left_postcode")),
    (5, ("born", "postcode")),
    (6, ("begun", "born")),
)
# what goes wrong with it, of 100 searches; what cannot go wrong with somebody is a slip of the fingers instead
WRONG = (
    (22, "nothing"),
    (22, "slip"),
    (8, "as heard"),
    (13, "nickname"),
    (8, "names swapped"),
    (7, "day and month swapped"),
    (6, "slip in the date"),
    (9, "old surname"),
    (3, "initial"),
    (2, "two slips"),
)
ONE = """
SELECT r.person_id, n.given, n.family, r.born_on, a.postcode,
    coalesce((SELECT max(family) FROM people_name m WHERE m.record_id = r.id AND m.use = 'previous'), ''),
    coalesce((SELECT max(postcode) FROM people_address l WHERE l.record_id = r.id AND l.valid_to IS NOT NULL), ''),
    coalesce((SELECT max(value) FROM people_contactpoint c WHERE c.record_id = r.id), '')
FROM people_record r JOIN people_name n ON n.record_id = r.id AND n.use = 'legal'
JOIN people_address a ON a.record_id = r.id AND a.valid_to IS NULL
WHERE r.person_id = ANY (%s) AND NOT EXISTS (SELECT 1 FROM core_bar b WHERE b.fence = r.person_id)
ORDER BY r.person_id
"""
SHARED = """
SELECT count(*) FROM (
    SELECT 1 FROM people_searchkey k WHERE k.keys @> %s
        AND (%s::uuid IS NULL OR EXISTS (SELECT 1 FROM core_grant g WHERE g.fence = k.fence AND g.holder = %s)) LIMIT %s
) AS alike
"""


@dataclass(frozen=True)
class Somebody:
    """A person on the register as a searcher knows them; "" where there is none."""

    person: uuid.UUID
    given: str
    family: str
    born: date
    postcode: str
    maiden: str
    left_postcode: str
    phone: str


@dataclass(frozen=True)
class Search:
    """One search: what is typed, whom it is about, what was known and what went wrong."""

    words: SearchWords
    person: uuid.UUID
    known: str
    wrong: str


def searches(
    register: psycopg.Connection, people: Sequence[uuid.UUID], seed: str, team: uuid.UUID | None
) -> list[Search]:
    """One about each of these people who is not hidden. `register` reads everything; `team` sees its own alone."""
    dice = random.Random(seed)
    found = [Somebody(*row) for row in register.execute(ONE, [list(people)]).fetchall()]
    dice.shuffle(found)
    return [_asked(register, one, dice, team) for one in found]


def _drawn(dice: random.Random, of: Sequence[tuple[int, Any]]) -> Any:
    return dice.choices([what for _, what in of], [weight for weight, _ in of])[0]


def _asked(register: psycopg.Connection, one: Somebody, dice: random.Random, team: uuid.UUID | None) -> Search:
    known: list[str] = [part for part in _drawn(dice, KNOWN) if part == "begun" or getattr(one, part)]
    if known == ["given"] or known == ["given", "family"] and not one.family:
        known.append("born")
    for more in ("born", "postcode"):
        if more not in known and _shared(register, one, known, team) > MOST_ALIKE:
            known.append(more)
    wrong = _drawn(dice, WRONG)
    words = _typed(one, known)
    worse = WAYS[wrong](words, one, dice)
    if worse is None:
        wrong, worse = "slip", _spoilt(words, dice, slip)
    return Search(worse, one.person, " + ".join(known), wrong)


def _shared(register: psycopg.Connection, one: Somebody, known: Sequence[str], team: uuid.UUID | None) -> int:
    """How many of those whom the searcher may see share all of it, counted a little further than the most."""
    keys = []
    for part in known:
        if part == "born":
            keys.append(born_key(one.born))
        elif part in ("postcode", "left_postcode"):
            keys.append(postcode_key(getattr(one, part)))
        elif part == "phone":
            keys.append(f"t:{one.phone}")
        else:
            names = f"{one.given} {one.family}" if part == "begun" else getattr(one, part)
            keys += [f"w:{word}" for word in plain(names).split()]
    row = register.execute(SHARED, [keys, team, team, MOST_ALIKE + 1]).fetchone()
    return int(row[0]) if row else 0


def _typed(one: Somebody, known: Sequence[str]) -> SearchWords:
    begun = "begun" in known
    return SearchWords(
        given=one.given[:4] if begun else one.given if "given" in known else "",
        family=one.family[:4] if begun else one.family if "family" in known else "",
        born_on=one.born if "born" in known else None,
        postcode=one.left_postcode if "left_postcode" in known else one.postcode if "postcode" in known else "",
        phone=one.phone if "phone" in known else "",
    )


Way = Callable[[SearchWords, Somebody, random.Random], SearchWords | None]


def _nothing(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    return words


def _spoilt(words: SearchWords, dice: random.Random, how: Callable[[str, random.Random], str]) -> SearchWords:
    parts = [part for part in ("given", "family") if len(getattr(words, part)) > 1]
    if not parts:
        return replace(words, born_on=_real(born_slip(words.born_on, dice))) if words.born_on else words
    part = dice.choice(parts)
    worse = how(getattr(words, part).lower(), dice)
    return replace(words, given=worse) if part == "given" else replace(words, family=worse)


def _slip(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    return _spoilt(words, dice, slip)


def _heard(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    return _spoilt(words, dice, as_heard) if words.given or words.family else None


def _nickname(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    forms = short_forms().get(words.given.lower(), ())
    return replace(words, given=dice.choice(forms)) if forms else None


def _swapped(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    whole = words.given and words.family
    return replace(words, given=words.family, family=words.given) if whole else None


def _exchanged(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    born = words.born_on
    if born is None or born.day > 12 or born.day == born.month:
        return None
    return replace(words, born_on=_real(born.replace(month=born.day, day=born.month)))


def _date(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    return replace(words, born_on=_real(born_slip(words.born_on, dice))) if words.born_on else None


def _old(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    return replace(words, family=one.maiden) if one.maiden and words.family == one.family else None


def _initial(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    is_enough = words.given and words.family and (words.born_on or words.postcode)
    return replace(words, given=words.given[0]) if is_enough else None


def _twice(words: SearchWords, one: Somebody, dice: random.Random) -> SearchWords | None:
    once = _slip(words, one, dice)
    return _slip(once, one, dice) if once else None


def _real(born: date) -> date:
    """The form takes no date that is to come."""
    return min(born, TODAY)


WAYS: dict[str, Way] = {
    "nothing": _nothing,
    "slip": _slip,
    "as heard": _heard,
    "nickname": _nickname,
    "names swapped": _swapped,
    "day and month swapped": _exchanged,
    "slip in the date": _date,
    "old surname": _old,
    "initial": _initial,
    "two slips": _twice,
}
