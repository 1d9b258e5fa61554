"""Thirty pairs as a review bench gets them, drawn from a simulated town that knows who is who.

Half are one person written twice, among them people renamed and people who moved; the others are twins, brothers and
sisters, parents and children of one name, and strangers. Each comes with the live scorer's probability and words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations

from familyhub.analysis.matching import Home, Known, score
from familyhub.demo.town import Town, make_town
from familyhub.people.new import NewAddress, NewIdentifier, NewName, NewPerson
from familyhub.people.typed import nhs_of

Row = dict[str, str]
TWO = {"twins": 5, "siblings": 4, "parent and child of one name": 3, "parent and child": 2, "strangers": 1}
ONE = {"renamed": 2, "moved": 4, "as written": 9}


@dataclass(frozen=True)
class SeededPair:
    """Two records and the truth: `kind` says what the two are to each other."""

    left: Row
    right: Row
    kind: str
    is_one: bool
    probability: float
    reasons: tuple[str, ...]


def known_of(row: Row) -> Known:
    """A row as the scorer takes it."""
    house, street, town, postcode = (row[name] for name in ("house_number", "street", "town", "postcode"))
    return Known(
        given=row["given_name"],
        family=row["family_name"],
        middle=row["middle_name"],
        born_on=date.fromisoformat(row["date_of_birth"]) if row["date_of_birth"] else None,
        sex=row["sex"],
        homes=(Home(house, street, town, postcode),),
        nhs_number=row["nhs_number"],
    )


def person_of(row: Row) -> NewPerson:
    """A row as it is registered."""
    number = nhs_of(row["nhs_number"])
    line = f"{row['house_number']} {row['street']}".strip()
    return NewPerson(
        names=(NewName(f"{row['given_name']} {row['middle_name']}".strip(), row["family_name"]),),
        source="3C",
        born_on=date.fromisoformat(row["date_of_birth"]) if row["date_of_birth"] else None,
        born_accuracy="exact" if row["date_of_birth"] else "unknown",
        sex=row["sex"] or "U",
        identifiers=(NewIdentifier("nhs", number),) if number else (),
        addresses=(NewAddress(line1=line, town=row["town"], postcode=row["postcode"]),),
    )


def _pair(left: Row, right: Row, kind: str, is_one: bool) -> SeededPair:
    told = score(known_of(left), known_of(right))
    return SeededPair(left, right, kind, is_one, told.probability, told.reasons)


def _one_kind(pair: SeededPair) -> str:
    if any(words.startswith("forename differs") for words in pair.reasons):
        return "renamed"
    return "moved" if "address differs" in pair.reasons else "as written"


def _candidates(town: Town) -> list[SeededPair]:
    known = {row["person"]: row for row in town.register}
    again = [(known[row["person"]], row) for row in town.incoming if row["person"] in known]
    ones = [_pair(left, right, "", True) for left, right in again]
    ones = [replace(pair, kind=_one_kind(pair)) for pair in ones]
    everybody = {row["person"]: row for row in [*town.register, *town.incoming]}
    homes: dict[int, list[Row]] = {}
    for number, row in everybody.items():
        homes.setdefault(town.people[number].home, []).append(row)
    near = [two for rows in homes.values() for two in combinations(rows, 2)]
    twos = [_pair(a, b, town.tie(a["person"], b["person"]), False) for a, b in near]
    rows = list(everybody.values())
    alike = [(a, b) for a, b in zip(rows, rows[40:], strict=False) if a["family_name"] == b["family_name"]]
    twos += [_pair(a, b, town.tie(a["person"], b["person"]), False) for a, b in alike]
    return ones + twos


@cache
def seeded_pairs(seed: int = 30) -> tuple[SeededPair, ...]:
    """The 30, in an order that tells nothing."""
    found = _candidates(make_town(seed, 400))
    chosen: list[SeededPair] = []
    for is_one, wanted in ((True, ONE), (False, TWO)):
        for kind, count in wanted.items():
            fits = [pair for pair in found if pair.is_one is is_one and pair.kind == kind]
            chosen += fits[:count]
    return tuple(sorted(chosen, key=lambda pair: pair.left["record_id"] + pair.right["record_id"]))
