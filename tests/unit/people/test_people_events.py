"""What the timeline says of people, and what it does not."""

from __future__ import annotations

import uuid

import pytest

from familyhub.core.events import EVENTS, Event
from familyhub.core.permissions import PERMISSIONS
from familyhub.people import events
from familyhub.people.terms import Answer, FamilyRole, IdentifierKind, IdentifierStatus, NameUse, RelationshipKind

PERSON = uuid.uuid4()
COMMON = {"fence": PERSON, "about": PERSON, "subjects": (PERSON,)}


@pytest.mark.parametrize(
    ("kind", "own", "sentence"),
    [
        (events.PersonRegistered, {}, "This person was registered."),
        (events.PersonRegistered, {"unborn": True}, "An unborn baby was registered."),
        (events.NameAdded, {"use": "known_as"}, "A name was added (known as)."),
        (events.IdentifierAdded, {"kind": "upn", "status": "verified"}, "Unique pupil number added: verified."),
        (events.AddressAdded, {}, "An address was added."),
        (events.AddressProtected, {}, "An address was protected."),
        (events.ContactPointAdded, {"kind": "phone"}, "A phone number was added."),
        (events.ContactPointAdded, {"kind": "email"}, "An email address was added."),
        (events.ProtectedContactPointAdded, {}, "A protected way to reach this person was added."),
        (events.SafeContactSet, {}, "How to contact this person safely was recorded."),
        (events.RelationshipRecorded, {"kind": "step_parent"}, "A relationship was recorded: step-parent."),
        (events.FamilyMade, {}, "A family was made."),
        (events.JoinedFamily, {"role": "carer"}, "Joined a family as parent or carer."),
        (events.BabyBorn, {}, "The baby was born."),
        (events.PeopleMerged, {"merge": "1"}, "Two records were found to be the same person and merged."),
        (
            events.PeopleUnmerged,
            {"merge": "1", "merged_on": "2026-11-01", "unmerged_on": "2026-11-20"},
            "Two records that had been merged were separated: they are two people.",
        ),
        (events.PairNoticed, {}, "Two records were noticed that may be the same person."),
        (events.PairSettled, {"same": True}, "Two records were looked at: the same person."),
        (events.PairSettled, {"same": False}, "Two records were looked at: two people."),
    ],
)
def test_each_event_says_what_happened(kind: type[Event], own: dict[str, object], sentence: str) -> None:
    assert kind(**COMMON, **own).sentence() == sentence  # type: ignore[arg-type]


def test_what_is_protected_is_in_a_class_that_no_permission_opens() -> None:
    opened = {permission.sees for permission in PERMISSIONS.values()}
    codes = [events.AddressAdded.code, events.AddressProtected.code, events.ProtectedContactPointAdded.code]
    codes += [events.HiddenMerged.code, events.HiddenUnmerged.code, events.PairNoticed.code, events.PairSettled.code]
    assert all(code in EVENTS for code in codes)
    assert [code for code in codes if code.partition(".")[0] in opened] == []


def test_every_code_has_words() -> None:
    for use in NameUse:
        assert events.NameAdded(**COMMON, use=use).sentence()  # type: ignore[arg-type]
    for kind in IdentifierKind:
        for status in IdentifierStatus:
            assert events.IdentifierAdded(**COMMON, kind=kind, status=status).sentence()  # type: ignore[arg-type]
    for tie in RelationshipKind:
        assert events.RelationshipRecorded(**COMMON, kind=tie).sentence()  # type: ignore[arg-type]
    for role in FamilyRole:
        assert events.JoinedFamily(**COMMON, role=role).sentence()  # type: ignore[arg-type]
    assert {answer.value for answer in Answer} == {"yes", "no", "unknown"}
