"""What people who are on record already are to each other: said, corrected and ended. The old one always stays."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import clocks, events
from familyhub.core.asker import Asker
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.finding import held, lock_whole
from familyhub.people.actions.ties import relate
from familyhub.people.events import RelationshipEnded
from familyhub.people.models import Record, Relationship
from familyhub.people.new import NewTie
from familyhub.people.policy import records as policy
from familyhub.people.policy.records import Problem
from familyhub.people.queries.known import on_day
from familyhub.people.terms import TieEnd


@dataclass(frozen=True)
class EndOfTie:
    """Why a relationship is on record no longer. `on`: the day on which it ended, where it did."""

    reason: TieEnd
    words: str
    on: date | None = None


def relate_known(*, first: uuid.UUID, second: uuid.UUID, tie: NewTie, by: Asker, at: datetime) -> None:
    """`first` (a record) is `tie.kind` to `second`; one that says so already is corrected instead.

    Errors: Refused, NoSuchPerson.
    """
    if problem := policy.known_tie_problem(tie, clocks.day_of(at)):
        raise Refused([problem])
    for record in sorted((first, second)):
        held(record)
    if _standing(first, second, str(tie.kind), clocks.day_of(at)):
        words = "This relationship is on record already: go back and correct that one"
        raise Refused([Problem("relationships", words)])
    relate(first=first, second=second, tie=tie, by=by, at=at)


def _standing(first: uuid.UUID, second: uuid.UUID, kind: str, day: date) -> bool:
    one, other = (Record.objects.filter(id=record).values("person") for record in (first, second))
    rows = Relationship.objects.filter(on_day(day), kind=kind, from_record__person__in=one)
    return rows.filter(to_record__person__in=other).exists()


def end_tie(*, tie: uuid.UUID, end: EndOfTie, by: Asker, at: datetime) -> None:
    """It is on record no longer, and neither is one that says the very same. Errors: Refused, NoSuchPerson."""
    today = clocks.day_of(at)
    if problem := policy.tie_end_problem(end.reason, end.words, end.on, today):
        raise Refused([problem])
    row = _locked(tie, today)
    same = {name: getattr(row, name) for name in ("kind", "parental_responsibility", "evidence", "lives_with")}
    rows = Relationship.objects.filter(
        on_day(today), from_record__person=row.from_record.person_id, to_record__person=row.to_record.person_id, **same
    )
    ended = rows.update(
        valid_to=end.on or today,
        end_reason=end.reason.value,
        end_words=end.words.strip(),
        ended_at=at,
        ended_by=by.number,
    )
    if not ended:
        raise NoSuchPerson(str(tie))
    event = RelationshipEnded(
        fence=row.fence, about=row.fence, subjects=(row.fence,), kind=row.kind, reason=end.reason.value
    )
    events.record(event, by=by, at=at)


def _locked(tie: uuid.UUID, today: date) -> Relationship:
    """The relationship, with both people locked. Errors: Refused where it ended meanwhile, NoSuchPerson."""
    rows = Relationship.objects.filter(id=tie).select_related("from_record", "to_record")
    row = rows.first()
    if row is None:
        raise NoSuchPerson(str(tie))
    for record in sorted((row.from_record_id, row.to_record_id)):
        lock_whole(record)
    standing: Relationship | None = rows.filter(on_day(today)).first()
    if standing is None:
        raise Refused([Problem("relationships", "This relationship was ended a moment ago: go back and read it again")])
    return standing


@dataclass(frozen=True)
class Corrected:
    """`first` (a record) is `tie.kind` to `second`, and `words` say why that is known now."""

    first: uuid.UUID
    second: uuid.UUID
    tie: NewTie
    words: str


def correct_tie(*, tie: uuid.UUID, new: Corrected, by: Asker, at: datetime) -> None:
    """The old one ends with the reason, the new one is recorded between the same two. Errors: Refused, NoSuchPerson."""
    if problem := policy.known_tie_problem(new.tie, clocks.day_of(at)):
        raise Refused([problem])
    end_tie(tie=tie, end=EndOfTie(TieEnd.CORRECTED, new.words), by=by, at=at)
    relate(first=new.first, second=new.second, tie=new.tie, by=by, at=at)
