"""The words of casework: kinds of episode, tiers, why it changes hands or ends, kinds of contact, who was seen."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class EpisodeKind(StrEnum):
    """What kind of help a child is given for a time; at most one of each kind is open."""

    EARLY_HELP = "early_help"


EPISODE_LABELS = {EpisodeKind.EARLY_HELP: "Early help"}


class Tier(IntEnum):
    """Differentiated support in three tiers (S2-10)."""

    UNIVERSAL = 1
    TARGETED = 2
    SPECIALIST = 3


TIER_LABELS = {
    Tier.UNIVERSAL: "Tier 1: information and support for every parent",
    Tier.TARGETED: "Tier 2: early intervention, targeted at risk factors",
    Tier.SPECIALIST: "Tier 3: wider and specialist support with a coordinator",
}


class StepKind(StrEnum):
    """What happened to an episode."""

    OPENED = "opened"
    JOINED = "joined"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    REOPENED = "reopened"
    STEPPED = "stepped"
    HANDED_BACK = "handed_back"
    SENT_ON = "sent_on"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


STEP_LABELS = {
    StepKind.OPENED: "Opened",
    StepKind.JOINED: "Another request joined",
    StepKind.HANDED_OVER: "Handed over",
    StepKind.CLOSED: "Closed",
    StepKind.REOPENED: "Opened again",
    StepKind.STEPPED: "Another tier",
    StepKind.HANDED_BACK: "Back to the front door",
    StepKind.SENT_ON: "Sent on",
    StepKind.ANSWERED: "Answered",
    StepKind.WITHDRAWN: "Agreement withdrawn",
}


class HandOverReason(StrEnum):
    """Why somebody else works with the family from now on."""

    WORKLOAD = "workload"
    LEAVING = "leaving"
    LEAVE = "leave"
    MOVED = "moved"
    SKILLS = "skills"
    FAMILY_ASKED = "family_asked"
    CONFLICT = "conflict"


HAND_OVER_LABELS = {
    HandOverReason.WORKLOAD: "The worker has too many families",
    HandOverReason.LEAVING: "The worker leaves the team",
    HandOverReason.LEAVE: "The worker is away for long",
    HandOverReason.MOVED: "The family moved within the county",
    HandOverReason.SKILLS: "Somebody else has the skills that are needed",
    HandOverReason.FAMILY_ASKED: "The family asked for somebody else",
    HandOverReason.CONFLICT: "The worker has a conflict of interest",
}


class CloseReason(StrEnum):
    """Why an episode ends."""

    NEEDS_MET = "needs_met"
    STEPPED_DOWN = "stepped_down"
    STEPPED_UP = "stepped_up"
    OTHER_SERVICE = "other_service"
    FAMILY_CHOSE = "family_chose"
    NOT_REACHED = "not_reached"
    MOVED_AWAY = "moved_away"
    AGED_OUT = "aged_out"
    DIED = "died"
    GOES_ON = "goes_on"
    HANDED_BACK = "handed_back"


CLOSE_LABELS = {
    CloseReason.NEEDS_MET: "The needs are met",
    CloseReason.STEPPED_DOWN: "Stepped down: universal services are enough",
    CloseReason.STEPPED_UP: "Stepped up: children's social care takes over",
    CloseReason.OTHER_SERVICE: "Another service goes on with the help",
    CloseReason.FAMILY_CHOSE: "The family does not want help any more",
    CloseReason.NOT_REACHED: "The family could not be reached any more",
    CloseReason.MOVED_AWAY: "The family moved out of the county",
    CloseReason.AGED_OUT: "The young person has grown out of the service",
    CloseReason.DIED: "The child has died",
    CloseReason.GOES_ON: "It goes on in the same child's other episode",
    CloseReason.HANDED_BACK: "Back to the front door: another team goes on with the same case",
}


class ContactKind(StrEnum):
    """How there was contact."""

    HOME_VISIT = "home_visit"
    SEEN_ELSEWHERE = "seen_elsewhere"
    PHONE = "phone"
    VIDEO = "video"
    WRITTEN = "written"
    NO_ACCESS = "no_access"
    PROFESSIONALS = "professionals"


CONTACT_LABELS = {
    ContactKind.HOME_VISIT: "Home visit",
    ContactKind.SEEN_ELSEWHERE: "Seen at a centre, school or elsewhere",
    ContactKind.PHONE: "Phone call",
    ContactKind.VIDEO: "Video call",
    ContactKind.WRITTEN: "Text, email or letter",
    ContactKind.NO_ACCESS: "Visit, nobody in or no access",
    ContactKind.PROFESSIONALS: "With professionals, without the family",
}
FACE_TO_FACE = frozenset({ContactKind.HOME_VISIT, ContactKind.SEEN_ELSEWHERE})
# an attempt and a talk among professionals are no contact with the family
WITH_FAMILY = frozenset(ContactKind) - {ContactKind.NO_ACCESS, ContactKind.PROFESSIONALS}


class Part(StrEnum):
    """What part somebody had in a contact. `ABOUT`: the note is about them, they had none."""

    ABOUT = "about"
    SPOKEN = "spoken"
    SEEN = "seen"
    ALONE = "alone"
    WITH_OTHERS = "with_others"
    NOT_SEEN = "not_seen"


PART_LABELS = {
    Part.ABOUT: "The note is about them",
    Part.SPOKEN: "Spoken or written with",
    Part.SEEN: "Seen face to face",
    Part.ALONE: "Seen alone",
    Part.WITH_OTHERS: "Seen, others were there",
    Part.NOT_SEEN: "Not seen",
}
FACES = frozenset({Part.SEEN, Part.ALONE, Part.WITH_OTHERS})


class WhyNotSeen(StrEnum):
    """Why a child was not seen."""

    AT_SCHOOL = "at_school"
    OUT = "out"
    ASLEEP = "asleep"
    ILL = "ill"
    OTHER_PARENT = "other_parent"
    DID_NOT_WANT = "did_not_want"
    REFUSED = "refused"
    NOT_PLANNED = "not_planned"


WHY_NOT_LABELS = {
    WhyNotSeen.AT_SCHOOL: "At school or nursery",
    WhyNotSeen.OUT: "Not at home",
    WhyNotSeen.ASLEEP: "Asleep, and not looked at",
    WhyNotSeen.ILL: "Ill",
    WhyNotSeen.OTHER_PARENT: "With their other parent",
    WhyNotSeen.DID_NOT_WANT: "Did not want to be seen",
    WhyNotSeen.REFUSED: "A parent or carer did not let them be seen",
    WhyNotSeen.NOT_PLANNED: "Seeing them was not planned",
}
LONGEST = 20_000
"""Characters of a note at most."""
