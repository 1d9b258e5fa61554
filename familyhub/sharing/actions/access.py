"""Writes of sharing: open a record with a reason, review it; declare a relation, match it, end it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from familyhub.core import access, events, fence, grants
from familyhub.core.asker import Asker
from familyhub.people.new import SearchWords
from familyhub.sharing.events import (
    AccessNotOpened,
    AccessOpened,
    AccessReviewed,
    RelationDeclared,
    RelationEnded,
    RelationMatched,
)
from familyhub.sharing.models import Match, Opening, Relation, Review
from familyhub.sharing.policy import openings as policy
from familyhub.sharing.queries import finding
from familyhub.sharing.queries.relations import fences_of, relation_bars
from familyhub.sharing.terms.openings import OpenReason, RelationKind, ReviewOutcome

MAY_READ_OPENING = "sharing: told of an opening"
OWN_RELATION = "sharing: own relation"


@dataclass(frozen=True)
class Wanted:
    """Whom somebody wants to open, and why: the whole name, the date of birth, and NHS number or postcode."""

    who: SearchWords
    reason: OpenReason
    words: str


@dataclass(frozen=True)
class Opened:
    """What came of it. `person` is None when nothing was opened, whatever the cause."""

    opening: uuid.UUID
    person: uuid.UUID | None
    until: datetime


def open_with_reason(*, wanted: Wanted, by: Asker, at: datetime) -> Opened:
    """Let this asker read the person's record for three hours; what else opens with it is for reactions (`widen`).

    Errors: TooFewWords, NotSomebody.

    What is sealed, barred to the asker or protected is answered, stored and timed as nobody is.
    """
    words = policy.check_words(wanted.words)
    if by.number is None:
        raise policy.NotSomebody("only somebody who signed in opens a record")
    found = finding.exactly(wanted.who)
    note_own_relation(words=wanted.who, screen="sharing:open")
    row = _opening(wanted, words, found, at)
    row.opened_by, row.by_name = by.number, by.name
    grants.grant([row.opened_by], [row.fence], because=MAY_READ_OPENING)
    row.save(force_insert=True)
    if found is None:
        event = AccessNotOpened(fence=row.fence, about=row.id, reason=row.reason)
        events.record(event, by=by, at=at)
        return Opened(row.id, None, row.until)
    grants.grant([row.opened_by], found.fences, because=policy.because_of(row.id, wanted.reason), until=row.until)
    opened = AccessOpened(
        fence=row.fence,
        about=row.id,
        subjects=(found.person,),
        reason=row.reason,
        person=str(found.person),
        opened_by=str(row.opened_by),
    )
    events.record(opened, by=by, at=at)
    return Opened(row.id, found.person, row.until)


def _opening(wanted: Wanted, words: str, found: finding.Exactly | None, at: datetime) -> Opening:
    number = uuid.uuid4()
    return Opening(
        id=number,
        fence=number,
        record_id=found.record if found else None,
        person=found.person if found else None,
        reason=wanted.reason.value,
        words=words,
        opened_at=at,
        until=policy.ends_at(at),
        review_by=policy.review_by(at),
    )


def let_read_opening(*, opening: uuid.UUID, holders: Iterable[uuid.UUID], by: Asker) -> None:
    """Whoever held the record when it was opened may read who opened it and why."""
    grants.grant(list(holders), [opening], because=MAY_READ_OPENING)


def widen(*, opening: uuid.UUID, fences: Iterable[uuid.UUID], by: Asker) -> None:
    """The opening shows these too, until it ends; nothing when it has ended."""
    row = Opening.objects.filter(id=opening, until__gt=timezone.now()).first()
    if row and grants.lasts(policy.because_of(row.id, OpenReason(row.reason))):
        because = policy.because_of(row.id, OpenReason(row.reason))
        grants.grant([row.opened_by], fences, because=because, until=row.until)


def note_own_relation(*, words: SearchWords, screen: str) -> None:
    """Somebody looked for a record that is barred to them: it stands in the access log, and nobody is told here.

    Asked at every search of everybody, so that it tells nothing by its time.
    """
    looked_for = finding.own_relations_in(words)
    if looked_for:
        with fence.enter(fence.current().asker, screen=screen) as unit:
            access.write(unit, method="POST", outcome=access.BARRED, asked=looked_for)


def review(*, opening: uuid.UUID, outcome: ReviewOutcome, words: str, by: Asker, at: datetime) -> None:
    """What governance makes of it; not justified ends at once what still lasts.

    Errors: AlreadyReviewed, OwnOpening, TooFewWords.
    """
    said = policy.check_words(words)
    row = Opening.objects.select_for_update(of=("self",)).filter(id=opening, reviewed_at__isnull=True).first()
    if row is None:
        raise policy.AlreadyReviewed("This was reviewed already")
    reviewer = policy.check_reviewer(row.opened_by, by.number)
    is_over = policy.ends_review(outcome)
    Review(
        fence=row.fence,
        opening=row,
        opened_by=row.opened_by,
        outcome=outcome.value,
        words=said,
        by=reviewer,
        by_name=by.name,
        at=at,
    ).save(force_insert=True)
    if is_over and Opening.objects.filter(id=row.id, reviewed_at__isnull=True).update(reviewed_at=at) != 1:
        raise policy.AlreadyReviewed("This was reviewed already")
    if outcome is ReviewOutcome.NOT_JUSTIFIED:
        grants.end_early(policy.because_of(row.id, OpenReason(row.reason)))
    event = AccessReviewed(fence=row.fence, about=row.id, outcome=outcome.value, is_over=is_over)
    events.record(event, by=by, at=at)


@dataclass(frozen=True)
class NewRelation:
    """Somebody whom a member of staff knows outside work, in their own words."""

    kind: RelationKind
    given: str
    family: str
    born_on: date | None = None
    words: str = ""


def declare(*, new: NewRelation, by: Asker, at: datetime) -> uuid.UUID:
    """Keep what a member of staff declares of themselves; returns its number. Nobody takes their own back."""
    number = uuid.uuid4()
    if by.number is None:
        raise policy.NotSomebody("only somebody who signed in declares a relation")
    grants.grant([by.number], [number], because=OWN_RELATION)
    Relation(
        id=number,
        fence=number,
        staff=by.number,
        staff_name=by.name,
        kind=new.kind.value,
        given=new.given.strip(),
        family=new.family.strip(),
        born_on=new.born_on,
        words=new.words.strip(),
        declared_at=at,
    ).save(force_insert=True)
    events.record(RelationDeclared(fence=number, about=number), by=by, at=at)
    return number


def match(*, relation: uuid.UUID, record: uuid.UUID | None, by: Asker, at: datetime) -> uuid.UUID:
    """The relation is this record, which is closed to whoever declared it from now on; None: no record was found.

    Errors: NoSuchRelation, OwnRelation.
    """
    row = Relation.objects.filter(id=relation).first()
    if row is None:
        raise policy.NoSuchRelation("There is no such relation")
    matcher = policy.check_other(row.staff, by.number)
    number = uuid.uuid4()
    because = policy.because_of_relation(number)
    grants.bar(number, because=because, against=row.staff)  # one who looks after relations does not read their own
    person, fences = fences_of(record) if record else (None, [])
    made = Match(id=number, fence=number, relation=row, record_id=record, person=person)
    made.by, made.by_name, made.at = matcher, by.name, at
    made.save(force_insert=True)
    if person is None:
        return number
    for one in fences:
        grants.bar(one, because=because, against=row.staff)
    event = RelationMatched(fence=number, about=relation, staff=str(row.staff), person=str(person), because=because)
    events.record(event, by=by, at=at)
    return number


def end_relation(*, match: uuid.UUID, why: str, by: Asker, at: datetime) -> None:
    """The match was wrong or holds no longer: the record is there again for whoever declared it.

    Errors: NoSuchRelation, OwnRelation, TooFewWords.
    """
    said = policy.check_words(why)
    row = Match.objects.select_related("relation").filter(id=match, ended_at__isnull=True).first()
    if row is None:
        raise policy.NoSuchRelation("This match has ended")
    policy.check_other(row.relation.staff, by.number)
    changed = Match.objects.filter(id=match, ended_at__isnull=True).update(
        ended_at=at, ended_by=by.number, ended_why=said
    )
    if changed != 1:
        raise policy.NoSuchRelation("This match has ended")
    grants.lift_all(policy.because_of_relation(match))
    grants.bar(row.fence, because="sharing: own relation, ended", against=row.relation.staff)
    events.record(RelationEnded(fence=row.fence, about=row.relation_id), by=by, at=at)


def bar_declared(*, persons: Iterable[uuid.UUID], fences: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Close these fences (a request's and its contacts') to every member of staff who declared one of these persons.

    Safe to repeat. Ends when the relation is ended. Returns whom.
    """
    wanted, barred = relation_bars(persons), []
    for one in fences:
        standing = set(grants.barred_from([one]))
        for staff, because in wanted:
            if (staff, because) not in standing:
                grants.bar(one, because=because, against=staff)
            barred.append(staff)
    return list(dict.fromkeys(barred))
