"""Undo a decision; join two requests, and take them apart again."""

from __future__ import annotations

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.core.permissions import needs
from familyhub.referrals import actions
from familyhub.referrals.actions.steps import NotNow
from familyhub.referrals.actions.undoing import NotYoursToUndo, TooLate
from familyhub.referrals.permissions import DECIDE
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.deciding import Step, step
from familyhub.web.referrals.forms import SeparateForm
from familyhub.web.referrals.showing import page_or_404

TOO_LATE = "It is too late to undo: ten minutes are over, or a worker has accepted it. Decide anew, or ask the team"
NOT_YOURS = "Only whoever decided it can undo it, or somebody who has opened it to do so"


class JoinForm(FormKey, forms.Form):
    """Which other request is about the same family."""

    other = forms.UUIDField(error_messages={"required": "Choose which request is about the same family"})


@needs(DECIDE)
@require_POST
def undo(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take the decision back, and open the request again."""

    def act() -> None:
        try:
            actions.undo(request=number, by=asker_of(request), at=timezone.now())
        except TooLate as late:
            raise NotNow(TOO_LATE) from late
        except NotYoursToUndo as other:
            raise NotNow(NOT_YOURS) from other

    return step(request, number, Step(FormKey(request.POST), "undo_form", act))


@needs(DECIDE)
@require_POST
def join(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Make one of two; the earlier goes on, and is opened."""
    form = JoinForm(request.POST)

    def act() -> str:
        by, at, other = asker_of(request), timezone.now(), form.cleaned_data["other"]
        page_or_404(by, other)
        actions.claim(request=number, by=by, at=at)
        because = "the front door says that they are about the same family"
        whole = actions.join(request=number, other=other, because=because, by=by, at=at)
        actions.claim(request=whole, by=by, at=at)
        return f"/requests/{whole}/"

    return step(request, number, Step(form, "join_form", act))


@needs(DECIDE)
@require_POST
def separate(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a joined one apart again, with a reason."""
    form = SeparateForm(request.POST)

    def act() -> None:
        by, at, part = asker_of(request), timezone.now(), form.cleaned_data["part"]
        page = page_or_404(by, number)
        if part not in {contact.request for contact in page.contacts if contact.is_joined}:
            raise NotNow("That contact is no part of this request any more")
        actions.separate(request=part, because=form.cleaned_data["because"], by=by, at=at)

    return step(request, number, Step(form, "separate_form", act))
