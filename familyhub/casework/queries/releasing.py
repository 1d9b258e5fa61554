"""Who is in a family as a copy is made with them: whom its recipient may know of, and what no copy holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from familyhub.accounts import queries as accounts
from familyhub.casework.models import (
    CaseMember,
    ContributionAsk,
    Episode,
    Guest,
    KeptApart,
    Meeting,
    Need,
    Note,
    Particular,
)
from familyhub.casework.permissions import SEE
from familyhub.casework.policy import releases as policy
from familyhub.casework.policy.meetings import Pair, apart_pairs
from familyhub.casework.policy.releases import Bond, Knows, Member, Rule
from familyhub.casework.terms.releases import MOST_PARTICULARS, PARTICULAR_LABELS, ParticularKind
from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.people.queries.particulars import Particulars, open_post_address, particulars_of, ties_among
from familyhub.sharing.policy.agreements import age_on

LONG_ENOUGH = 3


@dataclass(frozen=True)
class ParticularLine:
    """What no copy holds, of whom, and who said so."""

    id: uuid.UUID
    who: people.Named
    kind: str
    words: str
    by: str


@dataclass(frozen=True)
class Household:
    """Everybody of a case as the recipient's copy is made with them. `records`: every record of the case."""

    case: uuid.UUID
    reader: people.Named
    people: tuple[people.Named, ...]
    members: tuple[Member, ...]
    knows: Knows
    rule: Rule
    facts: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    lives_with: tuple[tuple[str, str], ...]
    is_dead: bool
    is_hidden: bool
    post: tuple[str, ...]


def sees_everybody(asker: Asker, case: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """Every record of the case and its fence; {} unless this asker sees each of them: a copy is made of the whole."""
    records = list(CaseMember.objects.filter(fence=case).values_list("record", flat=True))
    seen = people.made_as(asker, records)
    return seen if records and set(records) <= set(seen) else {}


def household_for(asker: Asker, case: uuid.UUID, record: uuid.UUID, on: date) -> Household | None:
    """The family with this one of it as the recipient; None unless the asker sees everybody, or they are not of it."""
    everybody = sees_everybody(asker, case)
    named = people.names_of(asker, everybody)
    if record not in named:
        return None
    known = particulars_of(asker, named)
    is_child = dict(CaseMember.objects.filter(fence=case).values_list("record", "is_child"))
    members = {who.person: _member(who, known[number], is_child[number], on) for number, who in named.items()}
    reader = named[record]
    ties = ties_among(asker, members, on)
    together = {frozenset({one.one, one.other}) for one in ties if one.lives_with == "yes"}
    pairs = _told_apart(case, named) | (_by_address(named, known, is_child) - together)
    bonds = [Bond(one.one, one.other, one.kind, one.is_responsible) for one in ties]
    family = tuple(members.values())
    knows = policy.may_know(reader.person, family, bonds, pairs)
    facts = tuple(dict.fromkeys(_facts(asker, case, named, known)))
    confided = policy.runs_of(_confided(case))
    by_name = {one.person: one.name for one in named.values()}
    return Household(
        case=case,
        reader=reader,
        people=tuple({one.person: one for one in named.values()}.values()),
        members=family,
        knows=knows,
        rule=policy.rule_for(knows, family, (words for _, words in facts), confided),
        facts=facts,
        apart=tuple(sorted((min(two), max(two)) for pair in pairs if (two := [by_name[one] for one in pair]))),
        lives_with=tuple((by_name[one.one], by_name[one.other]) for one in ties if one.lives_with == "yes"),
        is_dead=known[record].is_dead,
        is_hidden=known[record].is_hidden,
        post=open_post_address(record, on),
    )


def _told_apart(case: uuid.UUID, named: dict[uuid.UUID, people.Named]) -> set[Pair]:
    """Pairs of persons of whom somebody recorded that they are kept apart."""
    rows = KeptApart.objects.filter(fence=case, ended_at__isnull=True).values_list("one", "other")
    return {frozenset(named[one].person for one in pair) for pair in rows if set(pair) <= set(named)}


def _by_address(
    named: dict[uuid.UUID, people.Named], known: dict[uuid.UUID, Particulars], is_child: dict[uuid.UUID, bool]
) -> set[Pair]:
    """Whoever has anything protected is kept apart from every other adult."""
    adults = {who.person: number for number, who in named.items() if not is_child[number]}
    return apart_pairs([], list(adults), {person for person, number in adults.items() if known[number].is_hidden})


def _member(who: people.Named, told: Particulars, is_child: bool, on: date) -> Member:
    return Member(
        person=who.person,
        name=who.name,
        given=policy.words_of_names(told.given),
        family=policy.words_of_names(told.family),
        sex=who.sex,
        is_child=is_child,
        is_unborn=told.is_unborn,
        age=age_on(told.born_on, on),
    )


def _facts(
    asker: Asker, case: uuid.UUID, named: dict[uuid.UUID, people.Named], known: dict[uuid.UUID, Particulars]
) -> Iterator[tuple[str, str]]:
    """What no copy holds, each with whose it is: places, numbers, particulars; who works with them, where they meet."""
    for record, told in known.items():
        for words in (*told.places, *told.numbers):
            yield named[record].name, words
    for line in particulars_in(asker, case):
        yield line.who.name, line.words
    yield from (("Who works with them", words) for words in _teams_and_agencies(case))
    yield from (("Who works with them", words) for name in _who_works(case) for words in _name_and_parts(name))
    for place in Meeting.objects.filter(case=case).values_list("place", flat=True).distinct():
        yield "Where we meet", place


def _name_and_parts(name: str) -> list[str]:
    return [name, *(part for part in name.split() if len(part) >= LONG_ENOUGH and policy.may_be_name(part))]


def _teams_and_agencies(case: uuid.UUID) -> Iterator[str]:
    yield from dict(Episode.objects.filter(fence=case).values_list("team", "team__name")).values()
    guests = Guest.objects.filter(meeting__case=case, record__isnull=True)
    yield from filter(None, guests.values_list("agency", flat=True))
    yield from ContributionAsk.objects.filter(tie__fence=case).values_list("agency", flat=True)


def _who_works(case: uuid.UUID) -> Iterator[str]:
    leads = Episode.objects.filter(fence=case, lead__isnull=False)
    yield from leads.values_list("lead__name", flat=True).distinct()
    guests = Guest.objects.filter(meeting__case=case, record__isnull=True)
    for name, staff in guests.values_list("name", "staff__name"):
        yield from filter(None, (name, staff))
    yield from ContributionAsk.objects.filter(tie__fence=case).values_list("contact_name", flat=True)


def _confided(case: uuid.UUID) -> Iterator[str]:
    """What lies in the compartment, as far as whoever asks holds it: restricted notes and needs."""
    yield from Note.objects.filter(case=case, is_restricted=True).values_list("words", flat=True)
    yield from Need.objects.filter(case=case).exclude(fence=case).values_list("words", flat=True)


def particulars_in(asker: Asker, case: uuid.UUID) -> list[ParticularLine]:
    """What no copy holds, as far as this asker sees of whom it is. Three queries."""
    rows = list(Particular.objects.filter(fence=case, end__isnull=True).order_by("at", "id")[:MOST_PARTICULARS])
    named = people.names_of(asker, [row.record_id for row in rows])
    return [
        ParticularLine(
            row.id, named[row.record_id], PARTICULAR_LABELS[ParticularKind(row.kind)], row.words, row.by_name
        )
        for row in rows
        if row.record_id in named
    ]


def particular_for(asker: Asker, number: uuid.UUID) -> tuple[uuid.UUID, ParticularLine] | None:
    """The case of one that stands, and what it says; None for whoever does not see everybody of the case."""
    rows = Particular.objects.filter(id=number, end__isnull=True)
    row = rows.first() if asker.may(SEE.code) else None
    if row is None or not sees_everybody(asker, row.fence):
        return None
    found = next((line for line in particulars_in(asker, row.fence) if line.id == number), None)
    return (row.fence, found) if found else None


def signers(case: uuid.UUID, on: date) -> list[uuid.UUID]:
    """The teams whose leaders may be asked to sign."""
    teams: Iterable[uuid.UUID] = Episode.objects.filter(fence=case).values_list("team", flat=True).distinct()
    return [team for team in teams if accounts.members_of(team, on)]
