"""The words of assessments: kinds of question, where an assessment stands, why a child's voice is absent."""

from __future__ import annotations

from enum import StrEnum


class QuestionKind(StrEnum):
    """What kind of answer a question asks for."""

    WORDS = "words"
    CHOICE = "choice"
    SEVERAL = "several"
    VOICE = "voice"
    STRENGTHS = "strengths"
    RISKS = "risks"
    LEVEL = "level"
    ANALYSIS = "analysis"


KIND_LABELS = {
    QuestionKind.WORDS: "in words",
    QuestionKind.CHOICE: "one of several",
    QuestionKind.SEVERAL: "any of several",
    QuestionKind.VOICE: "the child's own words, or why they are absent",
    QuestionKind.STRENGTHS: "strengths, in words",
    QuestionKind.RISKS: "risks, in words",
    QuestionKind.LEVEL: "the level of need",
    QuestionKind.ANALYSIS: "analysis, in words",
}
IN_WORDS = frozenset({QuestionKind.WORDS, QuestionKind.STRENGTHS, QuestionKind.RISKS, QuestionKind.ANALYSIS})


class Per(StrEnum):
    """Of whom a section asks: once for the family, or once for each of these."""

    FAMILY = "family"
    PERSON = "person"
    CHILD = "child"
    ADULT = "adult"


PER_LABELS = {
    Per.FAMILY: "the whole family",
    Per.PERSON: "each person",
    Per.CHILD: "each child",
    Per.ADULT: "each adult",
}


class Known(StrEnum):
    """What an answer may begin with, because it was said before or the record says it."""

    TOLD = "told"
    WANTED = "wanted"
    SAFELY = "safely"
    HOUSEHOLD = "household"
    INVOLVED = "involved"
    NEEDS = "needs"
    CONTACTS = "contacts"


KNOWN_LABELS = {
    Known.TOLD: "what was told when help was asked for",
    Known.WANTED: "what the family wants to be different",
    Known.SAFELY: "how to be in touch safely",
    Known.HOUSEHOLD: "who is in the family, with ages, as the record has it",
    Known.INVOLVED: "who works with them, as the record has it",
    Known.NEEDS: "the needs that are open, as the record has them",
    Known.CONTACTS: "when they were last met or spoken with, as the record has it",
}


class Absence(StrEnum):
    """Why a child's voice is not there. Absence is coded, never left open."""

    UNBORN = "unborn"
    TOO_YOUNG = "too_young"
    DID_NOT_WANT = "did_not_want"
    NOT_ALLOWED = "not_allowed"
    NEEDS_ANOTHER_WAY = "needs_another_way"
    AWAY = "away"
    NOT_SAFE = "not_safe"


ABSENCE_LABELS = {
    Absence.UNBORN: "Not yet born",
    Absence.TOO_YOUNG: "Too young to say: what was seen stands in the words",
    Absence.DID_NOT_WANT: "Did not want to say anything",
    Absence.NOT_ALLOWED: "A parent or carer did not let them be spoken with",
    Absence.NEEDS_ANOTHER_WAY: "Needs another way of saying it, which is being arranged",
    Absence.AWAY: "Away from home",
    Absence.NOT_SAFE: "It was not safe to ask",
}


class AssessmentState(StrEnum):
    """Where an assessment stands."""

    OPEN = "open"
    FINISHED = "finished"
    AUTHORISED = "authorised"
    STOPPED = "stopped"


STATE_LABELS = {
    AssessmentState.OPEN: "being written",
    AssessmentState.FINISHED: "waits for a signature",
    AssessmentState.AUTHORISED: "final",
    AssessmentState.STOPPED: "stopped",
}
UNFINISHED = frozenset({AssessmentState.OPEN, AssessmentState.FINISHED})


class AssessmentStepKind(StrEnum):
    """What happened to an assessment."""

    OPENED = "opened"
    FINISHED = "finished"
    SENT_BACK = "sent_back"
    AUTHORISED = "authorised"
    STOPPED = "stopped"


ASSESSMENT_STEP_LABELS = {
    AssessmentStepKind.OPENED: "Begun",
    AssessmentStepKind.FINISHED: "Finished",
    AssessmentStepKind.SENT_BACK: "Sent back",
    AssessmentStepKind.AUTHORISED: "Authorised",
    AssessmentStepKind.STOPPED: "Stopped",
}


class SharedHow(StrEnum):
    """How the family was shown the assessment; or that they were not, which needs a reason."""

    READ_TOGETHER = "read_together"
    COPY_GIVEN = "copy_given"
    TOLD = "told"
    NOT_SHARED = "not_shared"


SHARED_LABELS = {
    SharedHow.READ_TOGETHER: "Read together with them",
    SharedHow.COPY_GIVEN: "They were given a copy",
    SharedHow.TOLD: "They were told what it says",
    SharedHow.NOT_SHARED: "Not shared, for a reason",
}
LONGEST_ANSWER = 20_000
"""Characters of one answer at most."""
