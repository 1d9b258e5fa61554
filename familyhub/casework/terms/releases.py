"""The words of copies that leave the house: of what, where one stands, how it was handed over, why something is out."""

from __future__ import annotations

from enum import StrEnum


class ReleaseKind(StrEnum):
    """What is copied."""

    ASSESSMENT = "assessment"
    PLAN = "plan"
    CHRONOLOGY = "chronology"
    LETTER = "letter"


RELEASE_LABELS = {
    ReleaseKind.ASSESSMENT: "Assessment",
    ReleaseKind.PLAN: "Plan",
    ReleaseKind.CHRONOLOGY: "Chronology",
    ReleaseKind.LETTER: "Letter after a meeting",
}


class ReleaseState(StrEnum):
    """Where a copy stands. Begun: nobody has read yet who is in the family."""

    BEGUN = "begun"
    DRAFT = "draft"
    WAITS = "waits"
    SIGNED = "signed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


RELEASE_STATES = {
    ReleaseState.BEGUN: "begun",
    ReleaseState.DRAFT: "being prepared",
    ReleaseState.WAITS: "waits for a second person",
    ReleaseState.SIGNED: "signed",
    ReleaseState.SUPERSEDED: "replaced by a newer copy",
    ReleaseState.WITHDRAWN: "withdrawn",
    ReleaseState.STOPPED: "stopped",
}
OPEN_STATES = frozenset({ReleaseState.BEGUN, ReleaseState.DRAFT, ReleaseState.WAITS})


class ReleaseStepKind(StrEnum):
    """What happened to a copy."""

    BEGUN = "begun"
    FAMILY_READ = "family_read"
    TAKEN_OUT = "taken_out"
    ASKED = "asked"
    SENT_BACK = "sent_back"
    SIGNED = "signed"
    OPENED = "opened"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    STOPPED = "stopped"


RELEASE_STEPS = {
    ReleaseStepKind.BEGUN: "Begun",
    ReleaseStepKind.FAMILY_READ: "Read who is in the family",
    ReleaseStepKind.TAKEN_OUT: "Took more out",
    ReleaseStepKind.ASKED: "Asked a second person to sign",
    ReleaseStepKind.SENT_BACK: "Sent back",
    ReleaseStepKind.SIGNED: "Signed",
    ReleaseStepKind.OPENED: "Downloaded",
    ReleaseStepKind.HANDED_OVER: "Given to the recipient",
    ReleaseStepKind.WITHDRAWN: "Withdrawn",
    ReleaseStepKind.SUPERSEDED: "Replaced",
    ReleaseStepKind.STOPPED: "Stopped",
}


class GivenBy(StrEnum):
    """How a copy reached its recipient."""

    HAND = "hand"
    POST = "post"
    EMAIL = "email"


GIVEN_LABELS = {
    GivenBy.HAND: "Handed over in person",
    GivenBy.POST: "By post",
    GivenBy.EMAIL: "By secure email",
}


class ParticularKind(StrEnum):
    """Something by which somebody can be found or known, and that stands in no column of its own."""

    NICKNAME = "nickname"
    PARTNER = "partner"
    SCHOOL = "school"
    SURGERY = "surgery"
    CENTRE = "centre"
    WORKPLACE = "workplace"
    PLACE = "place"
    OTHER = "other"


PARTICULAR_LABELS = {
    ParticularKind.NICKNAME: "What they are called at home",
    ParticularKind.PARTNER: "A new partner",
    ParticularKind.SCHOOL: "School or nursery",
    ParticularKind.SURGERY: "Doctor’s surgery",
    ParticularKind.CENTRE: "Centre or hub",
    ParticularKind.WORKPLACE: "Where they work",
    ParticularKind.PLACE: "A place where they can be met",
    ParticularKind.OTHER: "Something else",
}


class Why(StrEnum):
    """Why something is not in a copy."""

    NOT_THEIRS = "not_theirs"
    FAMILY = "family"
    CHILD_SAID = "child_said"
    PARTNER_SAID = "partner_said"
    FOR_US = "for_us"
    BY_HAND = "by_hand"
    SCRIPT = "script"
    PERSON = "person"
    PLACE = "place"
    PHONE = "phone"
    POSTCODE = "postcode"
    NUMBER = "number"
    HARM = "harm"
    NAME = "name"
    KIN = "kin"
    WHERE = "where"
    WHO = "who"
    FOLLOWS = "follows"


WHY_WORDS = {
    Why.NOT_THEIRS: "It is about somebody of whom they may not know",
    Why.FAMILY: "It is about the whole family, of whom they may not know everybody",
    Why.CHILD_SAID: "What a child said stays the child’s",
    Why.PARTNER_SAID: "What a partner said is the partner’s to give",
    Why.FOR_US: "It is for those who work with the family",
    Why.BY_HAND: "Taken out by hand",
    Why.SCRIPT: "It holds letters or signs that the rule cannot read",
    Why.PERSON: "It names somebody else, or sounds like it",
    Why.PLACE: "It tells a place or a person on record as kept from them",
    Why.PHONE: "It looks like a telephone number",
    Why.POSTCODE: "It looks like a postcode",
    Why.NUMBER: "It holds a number, a date or a time",
    Why.HARM: "It speaks of harm, or of something told in confidence",
    Why.NAME: "It holds a capital letter that may be a name",
    Why.KIN: "It speaks of another member of the family or household",
    Why.WHERE: "It may tell where somebody lives or when they are seen",
    Why.WHO: "It is not certain of whom it speaks",
    Why.FOLLOWS: "It goes on from a sentence that was left out",
}
WARNED = frozenset({Why.PHONE, Why.POSTCODE})
"""Whoever prepares the copy is warned of these apart: somebody typed an address or a number into the words."""
STANDING_WORDS = (
    "This copy was made for you alone. No copy of this kind names other people, places, telephone numbers, or the days "
    "and times at which anybody is seen: each of them is made in the same way, whatever the document says. "
    "If you want to ask about it, talk to whoever gave it to you."
)
LONGEST_PARTICULAR, LONGEST_COPY, LONGEST_REASON = 120, 400_000, 2_000
MOST_PARTICULARS, MOST_RELEASES = 100, 100
