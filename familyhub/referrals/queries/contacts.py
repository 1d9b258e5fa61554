"""A contact and the people named in it, as the request's page shows them. No query: rows come from `one`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from familyhub.core.clocks import day_of
from familyhub.people.queries import Found as Candidate
from familyhub.people.queries import Named
from familyhub.referrals.models import Answer
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.queries.lists import sender_words
from familyhub.referrals.queries.said import said_name
from familyhub.referrals.queries.shown import ContactPage, NeedLine, SubjectLine
from familyhub.referrals.terms.requests import (
    AGREEMENT_LABELS,
    CHANNEL_LABELS,
    EVIDENCE_LABELS,
    RETURN_LABELS,
    SUBJECT_LABELS,
    Agreement,
    Channel,
    Evidence,
    Found,
    SubjectRole,
)
from familyhub.vocabulary import queries as vocabulary
from familyhub.vocabulary.policy import Marked
from familyhub.vocabulary.terms import LevelSet


@dataclass(frozen=True)
class Wording:
    """The levels of the day on which it came, and the authority's own words of harm."""

    levels: LevelSet
    harm: Sequence[str]


def came(contact: Any) -> policy.Came:
    """How it came, as the rules ask."""
    agreement = Agreement(contact.agreement)
    return policy.Came(Channel(contact.channel), agreement, contact.source, bool(contact.sender_email))


def _to_ask_for(contact: Any) -> str:
    """What is missing in what a professional told, where only the officer can ask for it; "" for nothing."""
    how = came(contact)
    if not policy.needs_evidence(how) or policy.reads_replies(how) or contact.answers_said:
        return ""
    given = policy.Given(
        is_safeguarding=contact.is_safeguarding,
        needs=len(contact.needs_said),
        evidence=Evidence(contact.evidence),
        has_assessment_facts=contact.assessed_on is not None and bool(contact.assessed_by),
        has_reference_and_action=bool(contact.assessment_reference and contact.action_wanted),
    )
    missing = policy.missing_from(given)
    whom = "the caller" if how.channel is Channel.PHONE else "the sender"
    return f"Evidence missing: ask {whom}. {RETURN_LABELS[missing]}" if missing else ""


def subject_shown(
    subject: Any, named: Mapping[uuid.UUID, Named], candidates: list[Candidate], today: date
) -> SubjectLine:
    """Somebody named; `subject` has what was said of where they live."""
    role = SubjectRole(subject.role)
    one = named.get(subject.record.person_id) if subject.record else None
    return SubjectLine(
        id=subject.id,
        name=said_name(subject),
        given=subject.given,
        family=subject.family,
        role=role,
        role_label=SUBJECT_LABELS[role],
        born_on=subject.born_on,
        due_on=subject.due_on,
        sex=subject.sex,
        described_as=subject.described_as,
        line=subject.said_line or "",
        postcode=subject.said_postcode or "",
        phone=subject.said_phone or "",
        found=Found(subject.found),
        record=subject.record_id,
        person=one.person if one else None,
        known_as=one.name if one else "",
        eligible=policy.eligibility(role, subject.born_on, today),
        candidates=candidates,
    )


def contact_shown(contact: Any, subjects: list[SubjectLine], wording: Wording) -> ContactPage:
    """What arrived; `contact` has `needs_said` and `answers_said`."""
    day = day_of(contact.received_at)
    story = _marks(contact, contact.story, day, wording)
    return ContactPage(
        id=contact.id,
        request=contact.request_id,
        reference=contact.request.reference,
        is_joined=contact.request.joined_to_id is not None,
        can_go_back=policy.can_go_back(came(contact)) and not contact.is_taken_back,
        received_at=contact.received_at,
        sender=sender_words(contact),
        sender_name=contact.sender_name,
        sender_email=contact.sender_email,
        sender_phone=contact.sender_phone,
        channel=CHANNEL_LABELS[Channel(contact.channel)],
        is_safeguarding=contact.is_safeguarding,
        story=contact.story,
        marks=story,
        agreement=AGREEMENT_LABELS[Agreement(contact.agreement)],
        agreement_words=contact.agreement_words,
        engage_safely=contact.engage_safely,
        level_seen=wording.levels.named(contact.level_seen),
        evidence=EVIDENCE_LABELS[Evidence(contact.evidence)] if policy.needs_evidence(came(contact)) else "",
        assessment_kind=contact.assessment_kind,
        assessed_on=contact.assessed_on,
        assessed_by=contact.assessed_by,
        assessment_reference=contact.assessment_reference,
        action_wanted=contact.action_wanted,
        subjects=subjects,
        needs=[_need(said, contact, day, wording) for said in contact.needs_said],
        answers=[_answer(said) for said in contact.answers_said],
        told=[],
        to_ask_for=_to_ask_for(contact),
    )


def _marks(contact: Any, text: str, day: date, wording: Wording) -> list[Marked]:
    """A ticked box has said it already: nothing is marked then."""
    return [] if contact.is_safeguarding or not text else vocabulary.harm_in(text, day, wording.harm)


def _need(said: Mapping[str, str], contact: Any, day: date, wording: Wording) -> NeedLine:
    labels = {code.code: code.name for code in vocabulary.needs(said["framework"], day)}
    label = labels.get(said["need"], said["need"])
    return NeedLine(label, said["words"], _marks(contact, said["words"], day, wording))


def _answer(said: Mapping[str, Any]) -> Answer:
    on = said["assessed_on"]
    values = {**said, "at": datetime.fromisoformat(said["at"]), "assessed_on": date.fromisoformat(on) if on else None}
    return Answer(**values)
