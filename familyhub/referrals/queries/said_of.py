"""How a team's requests named the people of a case: so that whoever they go on to is not told again. Never a screen."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.referrals.belonging import parts_of
from familyhub.referrals.models import Subject, SubjectPlace
from familyhub.referrals.new import NewPlace, NewSubject
from familyhub.referrals.terms.requests import SubjectRole


def said_of(asker: Asker, requests: Collection[uuid.UUID], records: Collection[uuid.UUID]) -> list[NewSubject]:
    """These people as the requests named them, each once and linked, children first. Three queries.

    Whom this asker may not see is not there, nor is a place that is hidden from them.
    """
    seen = people.names_of(asker, list(records))
    rows = Subject.objects.filter(contact__request__in=parts_of(requests).values("id"), record__in=list(seen))
    named: dict[uuid.UUID, Subject] = {}
    for row in rows.order_by("contact__received_at", "number"):
        named.setdefault(seen[row.record_id].person, row)  # type: ignore[index]
    places = {row.subject_id: row for row in SubjectPlace.objects.filter(subject__in=list(named.values()))}
    told = [_again(row, places.get(row.id)) for row in named.values()]
    return sorted(told, key=lambda one: one.role not in {SubjectRole.CHILD, SubjectRole.UNBORN})


def _again(row: Subject, place: SubjectPlace | None) -> NewSubject:
    return NewSubject(
        role=SubjectRole(row.role),
        given=row.given,
        family=row.family,
        born_on=row.born_on,
        due_on=row.due_on,
        sex=row.sex,
        described_as=row.described_as,
        relation=row.relation,
        has_responsibility=row.has_responsibility,
        place=NewPlace(place.line, place.postcode, place.phone, place.email, place.is_protected) if place else None,
        record=row.record_id,
    )
