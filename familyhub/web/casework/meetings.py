"""Meetings around a family: list, call, hold, cancel, and what each recipient is sent."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import MeetingPage
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.meeting_forms import ApartForm, MeetingForm, MinutesForm, SayForm
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

CALL, HOLD, CANCEL = "casework:call_meeting", "casework:hold_meeting", "casework:cancel_meeting"
APART, TOGETHER, DONE = "casework:keep_apart", "casework:let_together", "casework:finish_decision"


@needs(SEE)
def meetings(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """The meetings of a case, and who is kept apart."""
    page, asker = case_or_404(request, case), asker_of(request)
    context = {
        "page": page,
        "back": back_to(page),
        "held_words": queries.held_words(case),
        "lines": queries.meetings_of(asker, case),
        "apart": queries.kept_apart(asker, case),
        "may": may_work(request, case),
    }
    return render(request, "casework/meetings.html", context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Call a meeting."""
    page, back = case_or_404(request, case), reverse("casework:meetings", args=[case])
    form = MeetingForm(
        request.POST or None,
        initial=drafts.initial_from_draft(request, CALL, case, MeetingForm),
        members=page.members,
        staff=queries.colleagues_of(asker_of(request), case, timezone.localdate()),
    )

    def act() -> tuple[str, str]:
        meeting = actions.call_meeting(case=case, new=form.new(), by=asker_of(request), at=timezone.now())
        return "The meeting was called", reverse("casework:meeting", args=[meeting])

    lead = (
        "Those who are kept apart are never invited to one meeting: call one with each, at another time and place. "
        "Each invitation tells of its own meeting alone."
    )
    more = {"lead": lead, "held_words": queries.held_words(case)}
    return take(request, Sheet(CALL, case, "Call a meeting", "Call it", back, form, act, more=more))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def apart(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Contact between two of the family is restricted."""
    page, back = case_or_404(request, case), reverse("casework:meetings", args=[case])
    begun = drafts.initial_from_draft(request, APART, case)
    form = ApartForm(request.POST or None, initial=begun, members=page.members)

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        one, other = uuid.UUID(said["one"]), uuid.UUID(said["other"])
        by, at = asker_of(request), timezone.now()
        actions.keep_apart(case=case, one=one, other=other, words=said["words"], by=by, at=at)
        return "They are kept apart from now on", back

    return take(request, Sheet(APART, case, "Keep two people apart", "Keep them apart", back, form, act))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, case: uuid.UUID, apart: uuid.UUID) -> HttpResponse:
    """Nothing restricts their contact any more."""
    back = reverse("casework:meetings", args=[case_or_404(request, case).case])
    if apart not in {line.id for line in queries.kept_apart(asker_of(request), case)}:
        raise Http404
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, TOGETHER, apart))

    def act() -> tuple[str, str]:
        words = form.cleaned_data["words"]
        actions.let_together(apart=apart, words=words, by=asker_of(request), at=timezone.now())
        return "They are not kept apart any more", back

    return take(request, Sheet(TOGETHER, apart, "Not kept apart any more", "Save", back, form, act))


SEND_WORDS = {"called": "Send the invitations", "held": "Send the minutes", "cancelled": "Tell those who were asked"}


def meeting_or_404(request: HttpRequest, meeting: uuid.UUID) -> MeetingPage:
    """The meeting; the same 404 whether there is none or the asker may not see it."""
    page = queries.meeting_for(asker_of(request), meeting)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def meeting(request: HttpRequest, meeting: uuid.UUID) -> HttpResponse:
    """One meeting as those who work with the family read it."""
    page = meeting_or_404(request, meeting)
    may = may_work(request, page.case)
    context = {
        "page": page,
        "back": reverse("casework:meetings", args=[page.case]),
        "held_words": queries.held_words(page.case),
        "may": may,
        "may_hold": may and page.state == "called",
        "may_send": may and not all(one.sent for one in page.guests),
        "send_words": SEND_WORDS[page.state],
    }
    return render(request, "casework/meeting.html", context)


@needs(SEE)
def letter(request: HttpRequest, meeting: uuid.UUID, guest: uuid.UUID) -> HttpResponse:
    """What one recipient is sent, and nothing else on the page; nothing while nobody writes to the family."""
    page = meeting_or_404(request, meeting)
    found = queries.letter_for(asker_of(request), meeting, guest)
    if found is None:
        raise Http404
    back = reverse("casework:meeting", args=[meeting])
    context = {"letter": found, "back": back, "held_words": queries.held_words(page.case)}
    return render(request, "casework/letter.html", context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, meeting: uuid.UUID) -> HttpResponse:
    """Who took part and how, minutes, decisions, next date."""
    page, back = meeting_or_404(request, meeting), reverse("casework:meeting", args=[meeting])
    asker = asker_of(request)
    form = MinutesForm(
        request.POST or None,
        guests=page.guests,
        staff=queries.who_may_do(asker, page.case, timezone.localdate()),
    )
    stands = Stands(page.version, boxes=form.begun(page), facts={"Decided": _decided(page)})
    form.initial = dict(stands.boxes) | drafts.initial_from_draft(request, HOLD, meeting, form)

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        actions.hold_meeting(meeting=meeting, new=form.new(), by=asker, at=timezone.now(), version_seen=seen)
        return "The minutes were kept", back

    words = ("Minutes of the meeting", "Save the minutes")
    return take(request, Sheet(HOLD, meeting, *words, back, form, act, stands=stands))


def _decided(page: MeetingPage) -> str:
    return "\n".join(f"{one.words}: {one.owner}, by {short_day(one.due_on)}" for one in page.decisions)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, meeting: uuid.UUID) -> HttpResponse:
    """It does not take place."""
    back = reverse("casework:meeting", args=[meeting_or_404(request, meeting).id])
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, CANCEL, meeting))

    def act() -> tuple[str, str]:
        words = form.cleaned_data["words"]
        actions.cancel_meeting(meeting=meeting, words=words, by=asker_of(request), at=timezone.now())
        return "The meeting was cancelled", back

    return take(request, Sheet(CANCEL, meeting, "Cancel the meeting", "Cancel it", back, form, act))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """What came of a decision."""
    page = queries.meeting_that_decided(asker_of(request), decision)
    line = next((one for one in page.decisions if one.id == decision), None) if page else None
    if page is None or line is None:
        raise Http404
    back = reverse("casework:meeting", args=[page.id])
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, DONE, decision))

    def act() -> tuple[str, str]:
        words = form.cleaned_data["words"]
        actions.finish_decision(decision=decision, words=words, by=asker_of(request), at=timezone.now())
        return "It was kept", back

    more = {"lead": line.words}
    return take(request, Sheet(DONE, decision, "What came of it", "Save", back, form, act, more=more))
