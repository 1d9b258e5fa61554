"""Steps on the request's page: an attempt, not reached, back, open again."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.core.permissions import needs
from familyhub.referrals import actions
from familyhub.referrals.actions.allocating import NotYours
from familyhub.referrals.actions.allocation_back import NewBack
from familyhub.referrals.actions.allocation_reaching import NewAttempt, may_leave_message
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.actions.holding import Held
from familyhub.referrals.actions.steps import ChangedMeanwhile, NoSuchRequest, NotNow
from familyhub.referrals.permissions import ALLOCATE, DECIDE, WORK
from familyhub.referrals.terms.allocation import BackReason, BackTo, Result, Tried
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.referrals.allocation_forms import AttemptForm, BackForm, NotReachedForm, ReopenForm
from familyhub.web.referrals.forms import at_version
from familyhub.web.referrals.showing import draw, page_or_404


def take(request: HttpRequest, number: uuid.UUID, name: str, form: Form, act: Callable[[], str]) -> HttpResponse:
    """Take a step once and go where `act` says, or back to the request's page with what is to be mended."""
    page = page_or_404(asker_of(request), number)
    if not form.is_valid():
        return draw(request, page, 422, **{f"{name}_form": form})
    try:
        return redirect(sent_once(request, f"referrals:{name}", act, about=number))
    except NoSuchRequest as gone:
        raise Http404 from gone
    except NotYours:
        form.add_error(None, "Another worker holds this request: only they can take this step")
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    except (ChangedMeanwhile, NotNow, Held, Refused) as refused:
        form.add_error(None, str(refused))
    changed = page_or_404(asker_of(request), number)
    at_version(form, changed.version)
    return draw(request, changed, 409, **{f"{name}_form": form})


@needs(WORK)
@require_POST
def attempt(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One attempt to reach the family."""
    page_or_404(asker_of(request), number)
    form = AttemptForm(request.POST, message_is_safe=may_leave_message(number, timezone.now()))

    def act() -> str:
        said = form.cleaned_data
        new = NewAttempt(Tried(said["way"]), Result(said["result"]), form.moment, said["words"])
        by, at = asker_of(request), timezone.now()
        actions.record_attempt(request=number, new=new, by=by, at=at, version_seen=said["version"])
        return f"/requests/{number}/"

    return take(request, number, "attempt", form, act)


@needs(WORK)
@require_POST
def not_reached(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The coordinator is asked whether the worry has grown."""
    form = NotReachedForm(request.POST)

    def act() -> str:
        said = form.cleaned_data
        by, at = asker_of(request), timezone.now()
        actions.say_not_reached(request=number, words=said["words"], by=by, at=at, version_seen=said["version"])
        return f"/requests/{number}/"

    return take(request, number, "not_reached", form, act)


@needs(WORK, ALLOCATE)
@require_POST
def back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A worker gives it back to the coordinator; whoever leads the team, to the front door."""
    asker = asker_of(request)
    form = BackForm(request.POST)
    to = BackTo.FRONT_DOOR if asker.may(ALLOCATE.code) else BackTo.COORDINATOR

    def act() -> str:
        said = form.cleaned_data
        new = NewBack(to, BackReason(said["reason"]), said["words"])
        actions.give_back(request=number, new=new, by=asker, at=timezone.now(), version_seen=said["version"])
        return "/not-yet-helped/" if to is BackTo.FRONT_DOOR else "/my-requests/"

    return take(request, number, "back", form, act)


@needs(DECIDE)
@require_POST
def reopen(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A request that ended is decided anew."""
    form = ReopenForm(request.POST)

    def act() -> str:
        said = form.cleaned_data
        by, at = asker_of(request), timezone.now()
        actions.reopen(request=number, words=said["words"], by=by, at=at, version_seen=said["version"])
        return f"/requests/{number}/"

    return take(request, number, "reopen", form, act)
