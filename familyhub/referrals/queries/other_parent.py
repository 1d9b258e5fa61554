"""Parents who are named in a request and have not agreed, where another parent asked for help."""

from __future__ import annotations

import uuid
from collections.abc import Hashable
from dataclasses import dataclass

from familyhub.people.typed import plain
from familyhub.referrals import policy
from familyhub.referrals.belonging import subjects_of
from familyhub.referrals.models import OtherParent, Subject
from familyhub.referrals.queries.lists import said_name
from familyhub.referrals.terms import Agreement, MayContact, SubjectRole


@dataclass(frozen=True)
class ParentLine:
    """One such parent: as named, and what was settled, if it was."""

    subject: uuid.UUID
    name: str
    may: MayContact | None
    how: str
    may_be_said: str


def _who(subject: Subject) -> Hashable:
    person: uuid.UUID | None = subject.record.person_id if subject.record else None
    return person or (plain(subject.given), plain(subject.family))


def other_parents(request: uuid.UUID) -> list[ParentLine]:
    """Every parent whose agreement nobody has, with what was settled last: two queries."""
    rows = subjects_of(request).filter(role=SubjectRole.PARENT.value).select_related("record", "contact")
    parents = list(rows.order_by("contact__received_at", "number"))
    named = [
        policy.ParentNamed(
            who=_who(row),
            agreement=Agreement(row.contact.agreement),
            asked=row.contact.agreement == Agreement.SELF.value and row.number == 1,
        )
        for row in parents
    ]
    left = policy.not_asked(named)
    settled = {row.subject: row for row in OtherParent.objects.filter(request=request).order_by("at")} if left else {}
    lines: dict[Hashable, ParentLine] = {}
    for row in parents:
        if _who(row) in left and (_who(row) not in lines or row.id in settled):
            lines[_who(row)] = _line(row, settled.get(row.id))
    return list(lines.values())


def _line(row: Subject, settled: OtherParent | None) -> ParentLine:
    return ParentLine(
        subject=row.id,
        name=said_name(row),
        may=MayContact(settled.may) if settled else None,
        how=settled.how if settled else "",
        may_be_said=settled.may_be_said if settled else "",
    )


def open_parents(request: uuid.UUID) -> list[ParentLine]:
    """Those about whom nothing is settled yet."""
    return [line for line in other_parents(request) if line.may is None]
