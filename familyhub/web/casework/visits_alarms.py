"""An alarm: who of us has not checked out, who was told, who looks after it, what became of it."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import ALARMS
from familyhub.casework.queries import AlarmPage
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.visits_forms import AlarmEndForm, GoingForm

TAKE, END = "casework:take_alarm", "casework:end_alarm"


def alarm_or_404(request: HttpRequest, alarm: uuid.UUID) -> AlarmPage:
    """The alarm; the same 404 whether there is none or the asker may not see it."""
    page = queries.alarm_for(asker_of(request), alarm)
    if page is None:
        raise Http404
    return page


@needs(ALARMS)
def alarm(request: HttpRequest, alarm: uuid.UUID) -> HttpResponse:
    """One alarm as whoever is called reads it."""
    page = alarm_or_404(request, alarm)
    may = page.ended_at is None and not page.is_own
    return render(request, "casework/alarm.html", {"page": page, "may": may, "may_take": may and page.taken_at is None})


@needs(ALARMS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_it(request: HttpRequest, alarm: uuid.UUID) -> HttpResponse:
    """ "I look after it"."""
    page = alarm_or_404(request, alarm)
    back = reverse("casework:alarm", args=[alarm])
    form = GoingForm(request.POST or None, is_two=False)

    def act() -> tuple[str, str]:
        actions.take_alarm(alarm=alarm, by=asker_of(request), at=timezone.now())
        return "Nobody else is called: it is with you", back

    lead = " and ".join(one.name for one in page.missing)
    return take(request, Sheet(TAKE, alarm, "Look after it", "I look after it", back, form, act, more={"lead": lead}))


@needs(ALARMS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, alarm: uuid.UUID) -> HttpResponse:
    """What became of it."""
    alarm_or_404(request, alarm)
    back = reverse("casework:alarm", args=[alarm])
    form = AlarmEndForm(request.POST or None, initial=drafts.initial_from_draft(request, END, alarm))

    def act() -> tuple[str, str]:
        words, by = form.cleaned_data["words"], asker_of(request)
        actions.end_alarm(alarm=alarm, end=form.chosen, words=words, by=by, at=timezone.now())
        return "The alarm is over", back

    return take(request, Sheet(END, alarm, "End the alarm", "End it", back, form, act))
