"""Inside the team: give, accept, close."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.casework import actions as casework
from familyhub.core.permissions import needs
from familyhub.referrals import actions, queries
from familyhub.referrals.permissions import ALLOCATE, WORK
from familyhub.web.asking import asker_of
from familyhub.web.referrals.deciding import Step, step
from familyhub.web.referrals.forms import CloseForm, GiveForm, Versioned
from familyhub.web.referrals.showing import page_or_404

HELPED_ALREADY = (
    "A child of this request is helped already: no second episode was opened. Whoever helps them was told; see who is "
    "involved on the child's page and agree who works on"
)


@needs(ALLOCATE)
@require_POST
def give(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The coordinator gives the request to a worker."""
    page = page_or_404(asker_of(request), number)
    workers = queries.worker_loads(asker_of(request), page.team, timezone.now(), number) if page.team else []
    form = GiveForm(request.POST, workers=workers)

    def act() -> None:
        actions.give_to_worker(
            request=number,
            worker=uuid.UUID(form.cleaned_data["worker"]),
            by=asker_of(request),
            at=timezone.now(),
            version_seen=form.cleaned_data["version"],
        )

    return step(request, number, Step(form, "give_form", act))


@needs(WORK)
@require_POST
def accept(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The worker takes it on."""
    form = Versioned(request.POST)

    def act() -> None:
        seen = form.cleaned_data["version"]
        done = casework.accept(request=number, by=asker_of(request), at=timezone.now(), version_seen=seen)
        if done.helped_already:
            messages.info(request, HELPED_ALREADY)

    return step(request, number, Step(form, "accept_form", act))


@needs(WORK)
@require_POST
def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The request ends."""
    form = CloseForm(request.POST)

    def act() -> None:
        actions.close(
            request=number,
            words=form.cleaned_data["words"],
            by=asker_of(request),
            at=timezone.now(),
            version_seen=form.cleaned_data["version"],
        )

    return step(request, number, Step(form, "close_form", act))
