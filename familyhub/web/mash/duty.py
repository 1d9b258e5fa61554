"""The duty list: who is called when a concern comes, from when to when, and where nobody is listed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.core.permissions import needs
from familyhub.places.front_door import front_door
from familyhub.referrals.actions import mash as actions
from familyhub.referrals.actions.mash.duty import NoSuchDuty
from familyhub.referrals.permissions import MANAGE_DUTY
from familyhub.referrals.queries import duty, mash
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.mash.forms import DutyForm
from familyhub.web.mash.phoning import phone_words


@needs(MANAGE_DUTY)
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """The list, its gaps, and a form that adds a line."""
    form = DutyForm(request.POST or None)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(sent_once(request, "mash:duty", lambda: _add(request, form)))
        except KeyReused:
            form.add_error(None, KEY_REUSED)
    now, asker = timezone.now(), asker_of(request)
    context = {
        "form": form,
        "lines": duty.duty_list(asker, now),
        "gaps": duty.duty_gaps(now)[:10],
        "minutes": front_door(settings.ENVIRONMENT.authority).acknowledge_minutes,
        "unanswered": mash.nobody_answered(asker, now),
        "phone_words": phone_words(),
    }
    return render(request, "mash/duty.html", context, status=status)


def _add(request: HttpRequest, form: DutyForm) -> str:
    said = form.cleaned_data
    new = actions.NewDuty(said["order"], said["since"], said["until"], form.chosen("post"), form.chosen("staff"))
    actions.add_to_duty(new=new, by=asker_of(request), at=timezone.now())
    return reverse("mash:duty")


@needs(MANAGE_DUTY)
@require_POST
def end(request: HttpRequest, line: uuid.UUID) -> HttpResponse:
    """Take a line off the list from now on."""
    try:
        actions.end_duty(line=line, by=asker_of(request), at=timezone.now())
    except NoSuchDuty as gone:
        raise Http404 from gone
    return redirect("mash:duty")
