"""A professional's referral: the page as one form, and what it says as the front door takes it."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

from familyhub.referrals.new import NewContact, NewEvidence, NewPlace, NewSubject, Sender
from familyhub.referrals.terms.requests import Agreement, Channel, Evidence, SubjectRole
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.refer.needs import NeedsForm
from familyhub.web.refer.people import mothers_place, names_a_child, people_from, subject_of
from familyhub.web.refer.sections import (
    UNSURE,
    AgreementForm,
    EvidenceForm,
    FamilyForm,
    SafetyForm,
    SenderForm,
    StoryForm,
)
from familyhub.web.refer.whole import Whole

SOURCE_UNKNOWN = "10"
NEITHER_YET = "Neither yet: you send it back to me, with a date, and I add it then"
NOBODY_NAMED = "Add the child, the unborn baby or the parent-to-be. If you do not know a name, describe the child"
NOTHING_SAID = "Say what worries you, or who it is about: a few words are enough"


def is_relaxed(data: Any) -> bool:
    """A child is or may be at risk: whatever is missing, it goes at once (S0-16)."""
    safety = SafetyForm(data)
    return safety.is_valid() and bool(safety.cleaned_data["is_safeguarding"])


def referral(data: Any = None, known: dict[str, str] | None = None, none_words: str = NEITHER_YET) -> Whole:
    """The page. `data` is what was posted or kept; `known` is who the sender said they were last time.

    `none_words`: what it means that there is neither an assessment nor an e-referral.
    """
    relaxed = is_relaxed(data)
    parts = {
        "safety": SafetyForm(data),
        "sender": SenderForm(data, initial=known, relaxed=relaxed),
        "agreement": AgreementForm(data, relaxed=relaxed),
        "people": people_from(data, relaxed=relaxed),
        "family": FamilyForm(data),
        "needs": NeedsForm(data, relaxed=relaxed),
        "evidence": EvidenceForm(data, none_words=none_words, relaxed=relaxed, author_known=True),
        "story": StoryForm(data, relaxed=relaxed),
    }
    return Whole(parts, data)


def check(whole: Whole) -> bool:
    """Can it be sent? Says, beside what each part says, when nobody is in it."""
    people: Any = whole.parts["people"]
    if not is_relaxed(whole.data):
        if people.is_valid() and not names_a_child(given_in(whole)):
            whole.refuse(NOBODY_NAMED)
    elif whole.is_valid() and not (given_in(whole) or whole.said("story")["story"] or whole.said("needs")["needs"]):
        whole.refuse(NOTHING_SAID)
    return whole.is_valid()


def given_in(whole: Whole) -> list[dict[str, Any]]:
    """What was said of each person."""
    people: Any = whole.parts["people"]
    return [form.cleaned_data for form in people.forms if form.is_given]


def contact_from(whole: Whole, referrer: uuid.UUID | None, email: str) -> NewContact:
    """What was said, as the front door takes it."""
    agreement, story = whole.said("agreement"), whole.said("story")
    needs: Any = whole.parts["needs"]
    return NewContact(
        channel=Channel.REFERRER,
        sender=_sender(whole.said("sender"), referrer, email),
        subjects=subjects_from(given_in(whole), whole.said("family")),
        needs=needs.values(),
        story=story["story"],
        is_safeguarding=whole.said("safety")["is_safeguarding"],
        agreement=Agreement(agreement["agreement"] or Agreement.NOT_ASKED),
        agreement_words=agreement.get(f"{agreement['agreement']}_words") or "",
        engage_safely=agreement["engage_safely"],
        level_seen=int(story["level"]) if story["level"] not in {"", UNSURE} else None,
        evidence=evidence_from(whole.said("evidence"), author=whole.said("sender")["name"]),
        own_label=story["own_label"],
    )


def _sender(said: dict[str, Any], referrer: uuid.UUID | None, email: str) -> Sender:
    code = said["source"]
    source = vocabulary.reported_source(code) if code else SOURCE_UNKNOWN
    return Sender(
        source=source,
        source_detail=code if code != source else "",
        agency=said["agency"],
        name=said["name"],
        role=said["job"],
        email=email,
        phone=said["work_phone"],
        referrer=referrer,
    )


def subjects_from(given: list[dict[str, Any]], said: dict[str, Any]) -> tuple[NewSubject, ...]:
    """Everybody named, each where they live; `said` is what was said of the family's home."""
    home = NewPlace(
        line=said["family_line"], postcode=said["family_postcode"], is_protected=bool(said["family_hidden"])
    )
    family = home if home != NewPlace() else None
    before_birth = mothers_place(given, family)
    subjects = [subject_of(one, before_birth if one.get("role") == "unborn" else family) for one in given]
    return tuple(_with_phone(subjects, said["family_phone"]))


def _with_phone(subjects: list[NewSubject], phone: str) -> list[NewSubject]:
    """The family's phone number stands with the first parent, else with the first person named."""
    if not (phone and subjects):
        return subjects
    parents = [number for number, one in enumerate(subjects) if one.role is SubjectRole.PARENT]
    at = parents[0] if parents else 0
    place = subjects[at].place or NewPlace()
    if not place.phone:
        subjects[at] = dataclasses.replace(subjects[at], place=dataclasses.replace(place, phone=phone))
    return subjects


def evidence_from(said: dict[str, Any], author: str = "") -> NewEvidence:
    """The route that was chosen; what was typed for the other is left out. Nobody named: the sender did it."""
    chosen = Evidence(said["evidence"] or Evidence.NONE)
    if chosen is Evidence.ASSESSMENT:
        return NewEvidence(
            evidence=chosen,
            assessment_kind=said["assessment_kind"],
            assessed_on=said["assessed_on"],
            assessed_by=said["assessed_by"] or author,
        )
    if chosen is Evidence.E_REFERRAL:
        return NewEvidence(
            evidence=chosen,
            assessment_reference=said["assessment_reference"],
            action_wanted=said["action_wanted"],
        )
    return NewEvidence()
