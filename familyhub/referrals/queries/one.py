"""One request, with everything that its page shows, in a constant number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from familyhub.accounts.models import Staff
from familyhub.core import events, fence
from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.core.compiled import compiled
from familyhub.people import queries as people
from familyhub.places import queries as places
from familyhub.referrals.belonging import contacts_of
from familyhub.referrals.models import (
    Addition,
    Answer,
    Contact,
    Enquiry,
    Hold,
    Request,
    Step,
    Subject,
    SubjectPlace,
    UnmetNeed,
    Withdrawal,
)
from familyhub.referrals.naming import new_person
from familyhub.referrals.permissions import DECIDE, SEE
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.policy.allocation import since_reopening
from familyhub.referrals.queries import alongside
from familyhub.referrals.queries.contacts import Wording, contact_shown, subject_shown
from familyhub.referrals.queries.lists import note_unmatched
from familyhub.referrals.queries.phrases import Phrase, phrases
from familyhub.referrals.queries.replies import words_sent
from familyhub.referrals.queries.shown import Clock, ContactPage, RequestPage, SubjectLine
from familyhub.referrals.terms.requests import (
    ENQUIRY_OVER,
    ENQUIRY_UNDECIDED,
    PLACE_LABELS,
    STATE_LABELS,
    Found,
    Lane,
    PlaceFound,
    State,
)
from familyhub.vocabulary import queries as vocabulary
from familyhub.vocabulary.terms import LevelSet

# a whole class on one contact must not keep the page waiting; the others are looked for one by one
MOST_LOOKED_FOR = 20
UNDECIDED = [state.value for state in ENQUIRY_UNDECIDED]


def request_for(asker: Asker, number: uuid.UUID) -> RequestPage | None:
    """The request if this asker may see it, else None exactly as if there were none."""
    if not asker.may(SEE.code):
        return None
    row = next(iter(_rows(number)), None)
    return _page(asker, row) if row else None


@compiled
def _rows(number: uuid.UUID) -> QuerySet[Request]:
    """One, with its open enquiry, whether it is held, and who has it open."""
    enquiries = Enquiry.objects.filter(request=OuterRef("id")).exclude(state__in=[s.value for s in ENQUIRY_OVER])
    held = Hold.objects.filter(request=OuterRef("id"), released_at__isnull=True)
    name = Staff.objects.filter(id=OuterRef("claimed_by"))
    return (
        Request.objects.filter(id=number)
        .select_related("team", "worker", "joined_to")
        .annotate(
            enquiry=Subquery(enquiries.values("id")[:1]),
            enquiry_state=Subquery(enquiries.values("state")[:1]),
            held=Subquery(held.values("id")[:1]),
            claimed_name=Subquery(name.values("name")[:1]),
        )
    )


@compiled
def _steps(request: uuid.UUID) -> QuerySet[Step]:
    """What was done with it, in order."""
    return Step.objects.filter(request=request).order_by("version")


def _page(asker: Asker, row: Any) -> RequestPage:
    steps = _steps(row.id)
    today, received = timezone.localdate(), day_of(row.received_at)
    contacts = _contacts(row.id)
    sets = vocabulary.level_sets([today, received, *(day_of(contact.received_at) for contact in contacts)])
    subjects = _subjects(contacts)
    said = phrases(today)
    beside = _beside(asker, row, contacts, subjects, today)
    seen = contacts[0].level_seen if contacts else None
    return RequestPage(
        id=row.id,
        reference=row.reference,
        version=row.version,
        lane=Lane(row.lane),
        state=State(row.state),
        state_label=STATE_LABELS[State(row.state)],
        received_at=row.received_at,
        answer_by=row.answer_by,
        place=PlaceFound(row.place),
        place_words=PLACE_LABELS[PlaceFound(row.place)],
        postcode=row.postcode,
        district=places.district_names(received).get(row.district, ""),
        district_code=row.district,
        cluster=row.cluster,
        area=row.area,
        decile=row.decile,
        level=sets[today].named(row.level),
        levels=sets[today],
        team=row.team_id,
        team_name=row.team.name if row.team else "",
        worker=row.worker_id,
        worker_name=row.worker.name if row.worker else "",
        clocks=_clocks(row, steps),
        contacts=_shown(asker, contacts, subjects, beside["lines"], Wordings(sets, said)),
        steps=steps,
        told=events.timeline_about(row.id),
        can_decide=policy.can_decide(State(row.state)),
        disagrees=policy.levels_disagree(seen, row.level),
        is_added_to=any(contact.is_added_to for contact in contacts),
        joined_to=row.joined_to_id,
        joined_reference=row.joined_to.reference if row.joined_to else "",
        enquiry=row.enquiry,
        is_enquiry_undecided=row.enquiry_state in UNDECIDED,
        is_held=row.held is not None,
        claimed_by=row.claimed_by if _is_claimed(row) else None,
        claimed_name=row.claimed_name or "",
        claimed_until=row.claimed_until,
        open_already=beside["open"],
        earlier=beside["earlier"],
        maybe_same=beside["same"],
        phrases=[phrase for phrase in said if phrase.use == "reason"],
    )


def _is_claimed(row: Request) -> bool:
    return row.claimed_until is not None and row.claimed_until > timezone.now()


def _clocks(row: Request, steps: list[Step]) -> list[Clock]:
    steps = steps[since_reopening([State(step.state) for step in steps]) :]

    def first(*states: State) -> datetime | None:
        return next((step.at for step in steps if State(step.state) in states), None)

    decided = first(*policy.DECIDED)
    mash = Lane(row.lane) is Lane.MASH
    return [
        Clock("Decision", row.decide_by, decided, is_statutory=mash),
        Clock("With a worker", row.allocate_by, first(State.ALLOCATED_TO_WORKER)),
        Clock("First contact with the family", row.first_contact_by, first(State.FIRST_CONTACT_MADE)),
    ]


@compiled
def _contacts(request: uuid.UUID) -> QuerySet[Any]:
    """Every contact of the request with its needs and answers, the earliest first."""
    needs = UnmetNeed.objects.filter(contact=OuterRef("id")).order_by("need", "id")
    answers = Answer.objects.filter(contact=OuterRef("id")).order_by("at", "id")
    told = ("at", "assessment_kind", "assessed_on", "assessed_by", "assessment_reference", "action_wanted", "words")
    taken_back = Exists(Withdrawal.objects.filter(contact=OuterRef("id")))
    whole = Contact.objects.annotate(
        needs_said=ArraySubquery(needs.values(said=JSONObject(framework="framework", need="need", words="words"))),
        is_added_to=Exists(Addition.objects.filter(contact=OuterRef("id"))) | taken_back,
        is_taken_back=taken_back,
        answers_said=ArraySubquery(answers.values(said=JSONObject(**{name: name for name in told}))),
    )
    return contacts_of(request, whole)


@compiled
def _said_subjects(contacts: Listed) -> QuerySet[Subject]:
    """Everybody named in these, with where they live as said and, where they were found, their record."""
    rows = Subject.objects.filter(contact__among=contacts).select_related("record")
    rows = rows.annotate(
        said_line=F("places__line"), said_postcode=F("places__postcode"), said_phone=F("places__phone")
    )
    return rows.order_by("contact__received_at", "number")


def _subjects(contacts: Sequence[Contact]) -> list[Any]:
    """Everybody named, with where they live as said and, where they were found, their record: one query."""
    contact_of = {contact.id: contact for contact in contacts}
    once: dict[uuid.UUID, Any] = {}
    for row in _said_subjects(Listed(contact_of)):
        row.contact = contact_of[row.contact_id]
        once.setdefault(row.id, row)
    note_unmatched(once.values())
    fence.note_subjects(
        contact.id for contact in contacts if not any(s.contact_id == contact.id for s in once.values())
    )
    return list(once.values())


def _place_said(subject: Any) -> SubjectPlace | None:
    if not (subject.said_line or subject.said_postcode or subject.said_phone):
        return None
    return SubjectPlace(
        subject=subject,
        is_protected=False,
        line=subject.said_line or "",
        postcode=subject.said_postcode or "",
        phone=subject.said_phone or "",
    )


def _beside(
    asker: Asker, row: Request, contacts: Sequence[Contact], subjects: list[Any], today: date
) -> dict[str, Any]:
    """Who the people are or may be, what is open about them, what may be the same family."""
    persons = [subject.record.person_id for subject in subjects if subject.record]
    deciding = asker.may(DECIDE.code) and policy.can_decide(State(row.state))
    unsure = [subject for subject in subjects if subject.found == Found.NOT_YET.value] if deciding else []
    wanted = {subject.id: new_person(subject, _place_said(subject)) for subject in unsure[:MOST_LOOKED_FOR]}
    looked = people.look(asker, wanted, also=persons, on=today)
    likely = [found[0].person for found in looked.found.values() if found and found[0].is_likely]
    homes = [(subject.said_postcode or "", subject.said_line or "") for subject in subjects]
    parts = [row.id, *(contact.request_id for contact in contacts)]
    alike = alongside.alike(subjects, homes, parts) if deciding else []
    beside = alongside.read_beside([*persons, *likely], parts, alike)
    open_now, earlier = alongside.already(beside)
    same = alongside.maybe_same(beside, persons) if deciding else []
    lines = {
        subject.id: subject_shown(subject, looked.named, looked.found.get(subject.id, []), today)
        for subject in subjects
    }
    for subject in unsure[MOST_LOOKED_FOR:]:
        lines[subject.id] = replace(lines[subject.id], is_looked_for=False)
    return {"lines": lines, "open": open_now, "earlier": earlier, "same": same}


@dataclass(frozen=True)
class Wordings:
    """The authority's wording: levels by day, and its phrases."""

    levels: dict[date, LevelSet]
    phrases: list[Phrase]


def _shown(
    asker: Asker,
    contacts: Sequence[Contact],
    subjects: list[Any],
    lines: dict[uuid.UUID, SubjectLine],
    wordings: Wordings,
) -> list[ContactPage]:
    now = timezone.now()
    told = words_sent(asker, [contact.id for contact in contacts], now)
    own = [phrase.words for phrase in wordings.phrases if phrase.use == "harm"]
    pages = []
    for contact in contacts:
        wording = Wording(wordings.levels[day_of(contact.received_at)], own)
        page = contact_shown(contact, [lines[s.id] for s in subjects if s.contact_id == contact.id], wording)
        pages.append(replace(page, told=[one for one in told if one.contact == contact.id]))
    return pages


def subjects_for(asker: Asker, number: uuid.UUID) -> list[SubjectLine]:
    """The people named in a request that this asker may see; none when there is no such request for them."""
    page = request_for(asker, number)
    return page.subjects if page else []


def candidates_for(asker: Asker, subject: uuid.UUID) -> list[people.Found]:
    """People who may be the one named, shown before a new person is made; protected ones are not there."""
    row = Subject.objects.select_related("contact").filter(id=subject).first()
    if row is None:
        return []
    place = SubjectPlace.objects.filter(subject=row).first()
    return people.candidates(asker, new_person(row, place), on=day_of(row.contact.received_at))
