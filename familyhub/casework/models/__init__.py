"""What casework stores. The fence of an episode and of its notes is the family's *case*; see README.md."""

from familyhub.casework.models.assessments import (
    Answer,
    Assessment,
    AssessmentPart,
    AssessmentShared,
    AssessmentStep,
    LocalSet,
)
from familyhub.casework.models.closing import SustainmentCheck
from familyhub.casework.models.contributions import (
    Contribution,
    ContributionAsk,
    ContributionCode,
    ContributionOf,
    ContributionQuestion,
    ContributionUse,
)
from familyhub.casework.models.episodes import CaseMember, Episode, EpisodeStep, Involvement
from familyhub.casework.models.measures import Measure
from familyhub.casework.models.meetings import Decision, Guest, KeptApart, Meeting
from familyhub.casework.models.needs import Need, NeedStep
from familyhub.casework.models.notes import Note, NotePart, NoteWords
from familyhub.casework.models.plans import ActionStep, Goal, Offer, Plan, PlanAction

__all__ = [
    "ActionStep",
    "Answer",
    "Assessment",
    "AssessmentPart",
    "AssessmentShared",
    "AssessmentStep",
    "CaseMember",
    "Decision",
    "Contribution",
    "ContributionAsk",
    "ContributionCode",
    "ContributionOf",
    "ContributionQuestion",
    "ContributionUse",
    "Episode",
    "EpisodeStep",
    "Goal",
    "Guest",
    "Involvement",
    "KeptApart",
    "Measure",
    "Meeting",
    "LocalSet",
    "Need",
    "NeedStep",
    "Note",
    "NotePart",
    "NoteWords",
    "Offer",
    "Plan",
    "PlanAction",
    "SustainmentCheck",
]
