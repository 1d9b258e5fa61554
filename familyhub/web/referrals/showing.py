"""The request's page as it is drawn: what is on it, for whom, with which forms."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from familyhub.accounts import queries as accounts
from familyhub.casework import queries as casework
from familyhub.components.words import clock_time, short_day
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, last_day_of, working_days_between
from familyhub.documents import queries as documents
from familyhub.people.queries import Found
from familyhub.referrals import queries
from familyhub.referrals.permissions import DECIDE, DECIDE_MASH
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.queries.other_parent import other_parents_on
from familyhub.referrals.queries.shown import Clock, ContactPage, SubjectLine
from familyhub.referrals.terms.requests import State, SubjectRole
from familyhub.vocabulary.policy import Marked
from familyhub.web.asking import asker_of
from familyhub.web.drafts import initial_from_draft
from familyhub.web.referrals.allocation_shown import allocation_shown
from familyhub.web.referrals.forms import (
    CloseForm,
    DecideForm,
    ReturnForm,
    SeparateForm,
)
from familyhub.web.told import line_of

NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def page_or_404(asker: Asker, number: uuid.UUID) -> RequestPage:
    """The request for its page; the same 404 when it is not this asker's."""
    page = queries.request_for(asker, number)
    if page is None:
        raise Http404
    return page


def clock_bar(clock: Clock) -> dict[str, Any]:
    """One clock for its bar: days left, or when it was met."""
    last_day = last_day_of(clock.due)
    left = working_days_between(timezone.localdate(), last_day)
    left = min(left, -1) if clock.due < timezone.now() else left
    met = f"{short_day(day_of(clock.met_at))}, {clock_time(clock.met_at)}" if clock.met_at else ""
    standard = "statutory guidance" if clock.is_statutory else "local standard"
    late = clock.met_at is not None and clock.met_at > clock.due
    return {"label": clock.label, "due_on": last_day, "left": left, "met": met, "late": late, "standard": standard}


def marked(text: str, marks: list[Marked]) -> SafeString:
    """The text with the words that speak of harm marked, for the eye and for those who hear it."""
    pieces, at = [], 0
    for mark in marks:
        word = format_html(
            '<mark class="hub-mark"><span class="govuk-visually-hidden">word of harm: </span>{}</mark>',
            text[mark.start : mark.end],
        )
        pieces += [(conditional_escape(text[at : mark.start]),), (word,)]
        at = mark.end
    return format_html_join("", "{}", [*pieces, (conditional_escape(text[at:]),)])


UNSURE = "Not sure: make a new record, and somebody compares them"


@dataclass(frozen=True)
class Who:
    """The question who somebody is, with its answers: (value, words, hint, chosen)."""

    subject: SubjectLine
    options: list[tuple[str, str, str, bool]]

    @property
    def name(self) -> str:
        return f"who-{self.subject.id}"


def who_questions(request: HttpRequest, page: RequestPage) -> list[Who]:
    """One question for everybody who is not settled. Where nobody is like them, the likely answer is chosen."""
    asked: list[Who] = []
    before: list[SubjectLine] = []
    for contact in page.contacts:
        asked += [_question(request, subject, before) for subject in contact.subjects if subject.is_open]
        before += contact.subjects
    return asked


def _named_before(subject: SubjectLine, before: list[SubjectLine]) -> SubjectLine | None:
    """Whoever an earlier sender of the same request named alike: same role and names, and no other date of birth."""
    for one in before:
        born = {one.born_on, subject.born_on} - {None}
        if one.role is subject.role and policy.is_same_name(one, subject) and len(born) < 2:
            return one
    return None


def _likely(subject: SubjectLine, same: SubjectLine | None) -> str:
    """The answer that is chosen already; "" where only the officer can say."""
    if same:
        is_sure = subject.role is not SubjectRole.CHILD or (subject.born_on and subject.born_on == same.born_on)
        return f"same:{same.id}" if is_sure else ""
    if not (subject.given or subject.family):
        return "unknown"
    return "" if subject.candidates or not subject.is_looked_for else "new"


def _told(one: Found) -> str:
    """Of a candidate: age and place, how likely it is, what is the same and what differs."""
    likely = f"{one.likely}: {one.reasons}" if one.likely else one.reasons
    return ". ".join(filter(None, (", ".join(filter(None, (one.age, one.postcode))), likely.capitalize())))


def _question(request: HttpRequest, subject: SubjectLine, before: list[SubjectLine]) -> Who:
    can_be_made = bool(subject.given or subject.family) or subject.role is SubjectRole.UNBORN
    same = _named_before(subject, before)
    chosen = request.POST.get(f"who-{subject.id}", _likely(subject, same))
    offered = [(f"same:{same.id}", f"The same {same.name} whom another sender named above", "")] if same else []
    offered += [(f"record:{one.record}", f"This is {one.name}", _told(one)) for one in subject.candidates]
    offered += [("new", "New person", "")] if can_be_made else []
    offered += [("unsure", UNSURE, "")] if can_be_made and subject.candidates else []
    offered += [("unknown", "Not known yet", "")]
    return Who(subject, [(*option, option[0] == chosen) for option in offered])


@dataclass(frozen=True)
class Sent:
    """One contact with its words marked."""

    contact: ContactPage
    story: SafeString
    needs: list[tuple[str, SafeString]]


def sent_of(contact: ContactPage) -> Sent:
    """One contact for its page, with the words that speak of harm marked."""
    needs = [(need.label, marked(need.words, need.marks)) for need in contact.needs]
    return Sent(contact, marked(contact.story, contact.marks), needs)


@dataclass(frozen=True)
class Standing:
    """What this asker may do with the request now."""

    may_decide: bool
    is_mine: bool
    open_with: str
    until: datetime | None

    @property
    def is_free(self) -> bool:
        """May this asker open it?"""
        return self.may_decide and not self.is_mine and not self.open_with


def standing(asker: Asker, page: RequestPage) -> Standing:
    """Who has it open."""
    mine = page.claimed_by is not None and page.claimed_by == asker.number
    other = page.claimed_name or "Somebody else" if page.claimed_by and not mine else ""
    may = asker.may(DECIDE.code) and page.can_decide
    return Standing(may, may and mine, other if may else "", page.claimed_until)


def may_find(asker: Asker) -> bool:
    """May this asker say who somebody named is?"""
    return asker.may(DECIDE.code) or asker.may(DECIDE_MASH.code)


def undo_until(asker: Asker, page: RequestPage) -> datetime | None:
    """Until when this asker may take the decision back."""
    decided = [step for step in page.steps[1:] if State(step.state) in policy.UNDOABLE and not _to_worker(step.state)]
    last = decided[-1] if decided and asker.may(DECIDE.code) else None
    if last is None or asker.number not in {last.by, page.claimed_by}:
        return None
    can = policy.can_be_undone(page.lane, page.state, last.at, timezone.now())
    return last.at + policy.UNDO_FOR if can else None


def _to_worker(state: str) -> bool:
    return state == State.ALLOCATED_TO_WORKER.value


def _enquiry_address(page: RequestPage) -> str:
    """Where the MASH looks at it, on a copy that has such a page."""
    try:
        return reverse("mash:enquiry", args=[page.enquiry]) if page.enquiry else ""
    except NoReverseMatch:
        return ""


def draw(request: HttpRequest, page: RequestPage, status: int = 200, **bound: Form) -> HttpResponse:
    """The request's page with its forms; `bound` are forms that came back with something to mend."""
    asker = asker_of(request)
    stands = standing(asker, page)
    version = {"version": page.version}
    context: dict[str, Any] = {
        "page": page,
        "stands": stands,
        "files": documents.attached(asker, "referrals.contact", [contact.id for contact in page.contacts]),
        "sent": [sent_of(contact) for contact in page.contacts],
        "clocks": [clock_bar(clock) for clock in page.clocks],
        "told": [line_of(told) for told in page.told],
        "undo_until": undo_until(asker, page),
        "after": _after(request, asker),
        "enquiry_address": _enquiry_address(page),
        "state_name": page.state.value,
        "may_decide": stands.may_decide,
        "may_find": not page.joined_to and may_find(asker),
        "close_form": CloseForm(initial=version),
        **allocation_shown(request, page),
    }
    if stands.may_decide:
        context |= _deciding(request, page, version)
    form = next(iter(bound.values()), None)
    return render(request, "referrals/request.html", context | bound | {"form": form}, status=status)


@dataclass(frozen=True)
class HelpShown:
    """Help that is open for somebody named, as little as tells that it is: whom, by which team, since when."""

    who: str
    service: str
    team: str
    since: date


def helped_already(asker: Asker, page: RequestPage) -> list[HelpShown]:
    """Of those who were found, and of whoever somebody is likely to be. One query."""
    named = {subject.person: subject.name for subject in page.subjects if subject.person}
    likely = [(one.candidates[0], one.name) for one in page.subjects if one.candidates]
    maybe = {one.person: f"{name}, if this is {one.name}" for one, name in likely if one.is_likely}
    return [
        HelpShown((maybe | named)[one.person], one.service, one.team, one.since)
        for one in casework.helped_now(asker, sorted({*maybe, *named}))
    ]


def _deciding(request: HttpRequest, page: RequestPage, version: dict[str, int]) -> dict[str, Any]:
    """What only somebody who decides is shown."""
    kept = initial_from_draft(request, "referrals:decide", page.id, DecideForm)
    form = decide_form(page, initial=kept | version)
    return {
        "decide_form": form,
        "return_form": ReturnForm(page=page, initial=version),
        "separate_form": SeparateForm(),
        "who": who_questions(request, page),
        "helped": helped_already(asker_of(request), page),
        "may_return": page.state is State.RECEIVED,
        "can_ask_sender": any(contact.can_go_back for contact in page.contacts),
        "form_key": uuid.uuid4(),
        "other_parents": other_parents_on(page.id, page.contacts),
    }


def decide_form(page: RequestPage, data: Any = None, initial: Any = None) -> DecideForm:
    """The form, with the levels of today, the team of the place, and every team."""
    served = accounts.places_served(timezone.localdate())
    place = {"area": page.area, "cluster": page.cluster, "district": page.district_code}
    team = None if queries.must_choose_on(page) else accounts.team_of_place(place, served)
    return DecideForm(data, page=page, suggested=team.name if team else "", served=served, initial=initial)


def _after(request: HttpRequest, asker: Asker) -> queries.UndoOffer | None:
    """What was just decided, for the banner."""
    raw = request.GET.get("after", "")
    return queries.undo_offer(asker, uuid.UUID(raw), timezone.now()) if NUMBER.fullmatch(raw) else None


def after(request: HttpRequest) -> queries.UndoOffer | None:
    """The same, for the board."""
    return _after(request, asker_of(request))
