"""What casework stores. The fence of an episode and of its notes is the family's *case*; see README.md."""

from familyhub.casework.models.assessments import (
    Answer,
    Assessment,
    AssessmentPart,
    AssessmentShared,
    AssessmentStep,
    LocalSet,
)
from familyhub.casework.models.carers import CaredFor, CarerStep, YoungCarer
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
from familyhub.casework.models.meetings import Decision, Guest, KeptApart, Meeting, MeetingCopy
from familyhub.casework.models.needs import Need, NeedStep
from familyhub.casework.models.notes import Note, NotePart, NoteWords
from familyhub.casework.models.onward import SentOn
from familyhub.casework.models.partners import (
    AgendaItem,
    AgreedAction,
    ItemNeed,
    ItemOfCase,
    PartnersMeeting,
    Seat,
)
from familyhub.casework.models.plans import ActionStep, Goal, Offer, Plan, PlanAction
from familyhub.casework.models.programmes import Programme, Support, SupportStep
from familyhub.casework.models.releases import Particular, ParticularEnd, Release, ReleaseStep
from familyhub.casework.models.services import OtherService, OtherServiceStep
from familyhub.casework.models.set_drafts import SetDraft, SetDraftStep, SetPiece
from familyhub.casework.models.visits import AlarmCall, DoorFact, Visit, VisitAlarm, Visited, VisitGoer, VisitOutcome

__all__ = [
    "ActionStep",
    "AlarmCall",
    "AgendaItem",
    "AgreedAction",
    "Answer",
    "Assessment",
    "AssessmentPart",
    "AssessmentShared",
    "AssessmentStep",
    "CaredFor",
    "CarerStep",
    "CaseMember",
    "Decision",
    "DoorFact",
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
    "ItemNeed",
    "ItemOfCase",
    "KeptApart",
    "Measure",
    "Meeting",
    "MeetingCopy",
    "LocalSet",
    "Need",
    "NeedStep",
    "Note",
    "NotePart",
    "NoteWords",
    "Offer",
    "Particular",
    "OtherService",
    "OtherServiceStep",
    "ParticularEnd",
    "Plan",
    "PlanAction",
    "Programme",
    "Release",
    "ReleaseStep",
    "PartnersMeeting",
    "Plan",
    "PlanAction",
    "Seat",
    "Support",
    "SupportStep",
    "SentOn",
    "SetDraft",
    "SetDraftStep",
    "SetPiece",
    "SustainmentCheck",
    "Visit",
    "VisitAlarm",
    "VisitGoer",
    "VisitOutcome",
    "Visited",
    "YoungCarer",
]
