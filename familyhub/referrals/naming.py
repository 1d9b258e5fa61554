"""From what a sender said of somebody to a person who may be looked for or registered."""

from __future__ import annotations

from familyhub.people.new import NewAddress, NewContactPoint, NewName, NewPerson
from familyhub.people.terms import ContactKind, RecordKind, Sex, Visibility
from familyhub.referrals.models import Subject, SubjectPlace
from familyhub.referrals.terms.requests import SubjectRole


def new_person(subject: Subject, place: SubjectPlace | None) -> NewPerson:
    """What the sender said of somebody, as a person to be registered or looked for."""
    is_unborn = subject.role == SubjectRole.UNBORN.value
    named = bool(subject.given or subject.family)
    return NewPerson(
        names=(NewName(subject.given, subject.family),) if named else (),
        source=subject.contact.source,
        kind=RecordKind.UNBORN if is_unborn else RecordKind.PERSON,
        born_on=subject.born_on,
        due_on=subject.due_on,
        sex=Sex.UNKNOWN if is_unborn else subject.sex or Sex.UNKNOWN,
        addresses=_addresses(place),
        contact_points=_points(place),
    )


def _visibility(place: SubjectPlace) -> str:
    return Visibility.RESTRICTED if place.is_protected else Visibility.NORMAL


def _addresses(place: SubjectPlace | None) -> tuple[NewAddress, ...]:
    if place is None or not (place.line or place.postcode):
        return ()
    return (NewAddress(line1=place.line, postcode=place.postcode, visibility=_visibility(place)),)


def _points(place: SubjectPlace | None) -> tuple[NewContactPoint, ...]:
    if place is None:
        return ()
    said = ((ContactKind.PHONE, place.phone), (ContactKind.EMAIL, place.email))
    return tuple(NewContactPoint(kind, value, visibility=_visibility(place)) for kind, value in said if value)


def name_alone(subject: Subject) -> str:
    """The name and nothing else: how a sender described somebody may hold an address."""
    name = f"{subject.given} {subject.family}".strip()
    if subject.role == SubjectRole.UNBORN.value:
        return f"unborn baby {subject.family}".strip()
    return name or "somebody whose name is not known"
