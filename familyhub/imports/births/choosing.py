"""Whom a reviewer chooses from, as far as this asker may see them: the likeliest first, each with its reasons."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from familyhub.analysis.matching import Scored, rank
from familyhub.core.asker import Asker
from familyhub.imports.births import saying
from familyhub.imports.births.matching import EXPECTED, MOTHER, told_child, told_mother
from familyhub.imports.terms.rows import Ready
from familyhub.people import queries as people
from familyhub.people.policy.records import likely_words, reasons_said
from familyhub.people.queries.feeds import by_verified_number, described, persons_of, unborn_of

EXPECTS = "the mother expects this child"


@dataclass(frozen=True)
class Near:
    """Somebody on record. `likely` is "" where there is nothing to compare."""

    record: uuid.UUID
    name: str
    age: str
    sex: str
    postcode: str
    likely: str
    reasons: str


def near_to(asker: Asker, row: Ready, asked: str) -> list[Near]:
    """Whoever may be meant. Nobody is chosen here."""
    if asked == EXPECTED:
        return _expected(asker, row)
    told = told_mother(row) if asked == MOTHER else told_child(row)
    if told is None or told.born_on is None:
        return []
    new = saying.mother(row.values) if asked == MOTHER else saying.child(row.values)
    found = people.candidates(asker, new)
    known = described([one.person for one in found], timezone.localdate())
    seen = [one for one in found if one.person in known]
    scores = rank(told.known, [known[one.person] for one in seen]) if seen else []
    pairs = sorted(zip(seen, scores, strict=True), key=lambda pair: -pair[1].probability)
    worth = [pair for pair in pairs if pair[1].is_shown]
    return [_near(one, score) for one, score in worth or pairs]


def _near(one: people.Found, score: Scored) -> Near:
    reasons = reasons_said(score.reasons)
    return Near(one.record, one.name, one.age, one.sex, one.postcode, likely_words(score.probability), reasons)


def _expected(asker: Asker, row: Ready) -> list[Near]:
    """The children whom the mother expects, who have neither name nor date of birth to be found by."""
    mother = _mother_of(row.values, row.decisions)
    children = unborn_of([mother]).get(mother, []) if mother else []
    named = people.look(asker, {}, also=[child.person for child in children]).named
    seen: Sequence[people.Named] = [named[child.person] for child in children if child.person in named]
    return [Near(one.record, one.name, one.age, one.sex, "", "", EXPECTS) for one in seen]


def _mother_of(values: Mapping[str, str], decisions: Mapping[str, str]) -> uuid.UUID | None:
    decided = decisions.get(MOTHER, "new")
    if decided != "new":
        return persons_of([uuid.UUID(decided)]).get(uuid.UUID(decided))
    number = saying.number(values, "mother_nhs_number")
    known = by_verified_number([number]).get(number, []) if number else []
    return known[0].person if known else None
