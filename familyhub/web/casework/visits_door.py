"""What a visitor must know at the door: recorded, and ended when it holds no longer."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import WORK
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meeting_forms import SayForm
from familyhub.web.casework.needs import case_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.visits_forms import DoorForm

ADD, END = "casework:add_door_fact", "casework:end_door_fact"


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Record what a visitor must know."""
    page, back = case_or_404(request, case), reverse("casework:visits", args=[case])
    begun = {"told_on": timezone.localdate()} | drafts.initial_from_draft(request, ADD, case, DoorForm)
    form = DoorForm(request.POST or None, initial=begun, members=page.members)

    def act() -> tuple[str, str]:
        actions.record_door_fact(case=case, new=form.new(), by=asker_of(request), at=timezone.now())
        return "Whoever visits is told", back

    return take(request, Sheet(ADD, case, "What a visitor must know", "Record it", back, form, act))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, case: uuid.UUID, fact: uuid.UUID) -> HttpResponse:
    """It holds no longer."""
    back = reverse("casework:visits", args=[case_or_404(request, case).case])
    line = next((one for one in queries.door_of(asker_of(request), case) if one.id == fact), None)
    if line is None:
        raise Http404
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, END, fact))

    def act() -> tuple[str, str]:
        actions.end_door_fact(fact=fact, words=form.cleaned_data["words"], by=asker_of(request), at=timezone.now())
        return "Visitors are not told of it any more", back

    more = {"lead": f"{line.label}. {line.words}"}
    return take(request, Sheet(END, fact, "Holds no longer", "Save", back, form, act, more=more))
