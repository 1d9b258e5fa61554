"""Parents who are named in a request and have not agreed, where another parent asked for help."""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from familyhub.people.typed import plain
from familyhub.referrals.belonging import subjects_of
from familyhub.referrals.models import OtherParent
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.queries.said import said_name
from familyhub.referrals.queries.shown import ContactPage
from familyhub.referrals.terms.requests import AGREEMENT_LABELS, Agreement, MayContact, SubjectRole


@dataclass(frozen=True)
class ParentLine:
    """One such parent: as named, and what was settled, if it was."""

    subject: uuid.UUID
    name: str
    may: MayContact | None
    how: str
    may_be_said: str


@dataclass(frozen=True)
class _Named:
    subject: uuid.UUID
    name: str
    parent: policy.ParentNamed


def _who(person: uuid.UUID | None, given: str, family: str) -> Hashable:
    return person or (plain(given), plain(family))


def other_parents(request: uuid.UUID) -> list[ParentLine]:
    """Every parent whose agreement nobody has, with what was settled last: at most two queries."""
    rows = subjects_of(request).filter(role=SubjectRole.PARENT.value).select_related("record", "contact")
    named = []
    for row in rows.order_by("contact__received_at", "number"):
        agreement = Agreement(row.contact.agreement)
        who = _who(row.record.person_id if row.record else None, row.given, row.family)
        parent = policy.ParentNamed(who, agreement, asked=agreement is Agreement.SELF and row.number == 1)
        named.append(_Named(row.id, said_name(row), parent))
    return _lines(request, named)


def other_parents_on(request: uuid.UUID, contacts: Sequence[ContactPage]) -> list[ParentLine]:
    """The same from a page that was read already: one query, and none where nobody asked for themselves."""
    labels = {words: code for code, words in AGREEMENT_LABELS.items()}
    named = []
    for contact in contacts:
        agreement = labels[contact.agreement]
        for at, one in enumerate(contact.subjects):
            if one.role is SubjectRole.PARENT:
                asked = agreement is Agreement.SELF and at == 0
                parent = policy.ParentNamed(_who(one.person, one.given, one.family), agreement, asked)
                named.append(_Named(one.id, one.name, parent))
    return _lines(request, named)


def parent_line(request: uuid.UUID, subject: uuid.UUID, contacts: Sequence[ContactPage]) -> ParentLine | None:
    """One parent named in the request, agreed or not, with what was settled last; None for anybody else."""
    for contact in contacts:
        for one in contact.subjects:
            if one.id == subject and one.role is SubjectRole.PARENT:
                parent = policy.ParentNamed(_who(one.person, one.given, one.family), Agreement.NOT_ASKED, asked=False)
                settled = OtherParent.objects.filter(request=request, subject=subject).order_by("at").last()
                return _line(_Named(one.id, one.name, parent), settled)
    return None


def _lines(request: uuid.UUID, named: Sequence[_Named]) -> list[ParentLine]:
    left = policy.not_asked([one.parent for one in named])
    settled = {row.subject: row for row in OtherParent.objects.filter(request=request).order_by("at")} if left else {}
    lines: dict[Hashable, ParentLine] = {}
    for one in named:
        who = one.parent.who
        if who in left and (who not in lines or one.subject in settled):
            lines[who] = _line(one, settled.get(one.subject))
    return list(lines.values())


def _line(one: _Named, settled: OtherParent | None) -> ParentLine:
    return ParentLine(
        subject=one.subject,
        name=one.name,
        may=MayContact(settled.may) if settled else None,
        how=settled.how if settled else "",
        may_be_said=settled.may_be_said if settled else "",
    )


def open_parents(request: uuid.UUID) -> list[ParentLine]:
    """Those about whom nothing is settled yet."""
    return [line for line in other_parents(request) if line.may is None]
