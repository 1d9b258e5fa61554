"""What one request's page shows, as values: who was named, what was sent, what else is known, where it stands."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from familyhub.core import events
from familyhub.people.queries import Found as Candidate
from familyhub.referrals.models import Answer, Step
from familyhub.referrals.policy.requests import Eligibility
from familyhub.referrals.queries.phrases import Phrase
from familyhub.referrals.queries.replies import Telling
from familyhub.referrals.terms.requests import UNFOUND, Found, Lane, PlaceFound, State, SubjectRole
from familyhub.vocabulary.policy import Marked
from familyhub.vocabulary.terms import LevelSet


@dataclass(frozen=True)
class SubjectLine:
    """Somebody named, as said, who they were found to be, and who they may be."""

    id: uuid.UUID
    name: str
    given: str
    family: str
    role: SubjectRole
    role_label: str
    born_on: date | None
    due_on: date | None
    sex: str
    described_as: str
    line: str
    postcode: str
    phone: str
    found: Found
    record: uuid.UUID | None
    person: uuid.UUID | None
    known_as: str
    eligible: Eligibility | None
    candidates: list[Candidate] = field(default_factory=list)
    is_looked_for: bool = True

    @property
    def is_open(self) -> bool:
        """Has nobody said yet who this is?"""
        return self.found is Found.NOT_YET

    @property
    def can_be_found(self) -> bool:
        """May they still be linked, however long ago the request was decided?"""
        return self.found in UNFOUND


@dataclass(frozen=True)
class NeedLine:
    """A need in words."""

    label: str
    words: str
    marks: list[Marked]


@dataclass(frozen=True)
class ContactPage:
    """What arrived, as its sender told it. `is_joined`: it came as a request of its own, and was joined to this one.

    `can_go_back`: its sender is a professional who can be asked for more in writing.
    `marks` are words of the story that speak of harm, in a contact whose safeguarding box is not ticked.
    """

    id: uuid.UUID
    request: uuid.UUID
    reference: str
    is_joined: bool
    can_go_back: bool
    received_at: datetime
    sender: str
    sender_name: str
    sender_email: str
    sender_phone: str
    channel: str
    is_safeguarding: bool
    story: str
    marks: list[Marked]
    agreement: str
    agreement_words: str
    engage_safely: str
    level_seen: str
    evidence: str
    assessment_kind: str
    assessed_on: date | None
    assessed_by: str
    assessment_reference: str
    action_wanted: str
    subjects: list[SubjectLine]
    needs: list[NeedLine]
    answers: list[Answer]
    told: list[Telling]
    to_ask_for: str

    @property
    def harm(self) -> list[tuple[str, str]]:
        """(words, where) of everything marked, each once."""
        story = [(self.story[mark.start : mark.end], "what was sent") for mark in self.marks]
        needs = [(need.words[m.start : m.end], f"the need {need.label}") for need in self.needs for m in need.marks]
        return list(dict.fromkeys(story + needs))


@dataclass(frozen=True)
class Clock:
    """One clock: what it measures, when it is due, when it was met."""

    label: str
    due: datetime
    met_at: datetime | None
    is_statutory: bool = False


@dataclass(frozen=True)
class Already:
    """Another request that names somebody of this one."""

    id: uuid.UUID
    reference: str
    state_label: str
    is_over: bool
    since: datetime
    sender: str
    who: str
    team: str
    worker: str


@dataclass(frozen=True)
class MaybeSame:
    """Another request at the front door that may be about the same family, and why."""

    id: uuid.UUID
    reference: str
    received_at: datetime
    why: str


@dataclass(frozen=True)
class RequestPage:
    """One request for its page."""

    id: uuid.UUID
    reference: str
    version: int
    lane: Lane
    state: State
    state_label: str
    received_at: datetime
    answer_by: date | None
    place: PlaceFound
    place_words: str
    postcode: str
    district: str
    district_code: str
    cluster: str
    area: str
    decile: int | None
    level: str
    levels: LevelSet
    team: uuid.UUID | None
    team_name: str
    worker: uuid.UUID | None
    worker_name: str
    clocks: list[Clock]
    contacts: list[ContactPage]
    steps: list[Step]
    told: list[events.Told]
    can_decide: bool
    disagrees: bool
    is_added_to: bool
    joined_to: uuid.UUID | None
    joined_reference: str
    enquiry: uuid.UUID | None
    is_enquiry_undecided: bool
    is_held: bool
    claimed_by: uuid.UUID | None
    claimed_name: str
    claimed_until: datetime | None
    open_already: list[Already]
    earlier: list[Already]
    maybe_same: list[MaybeSame]
    phrases: list[Phrase]

    @property
    def back_words(self) -> str:
        """Why it is with the front door again, if it came back."""
        last = self.steps[-1] if self.steps else None
        return last.words if last and self.state is State.RECEIVED else ""

    @property
    def subjects(self) -> list[SubjectLine]:
        """Everybody named in any contact."""
        return [subject for contact in self.contacts for subject in contact.subjects]
