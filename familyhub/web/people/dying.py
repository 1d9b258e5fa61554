"""A death is recorded, read by those who are told of it, and undone where it was told of the wrong person."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.people import actions
from familyhub.people.permissions import REGISTER, SEE
from familyhub.web.people.changing import Change, change
from familyhub.web.people.death_forms import DeathForm, WrongDeathForm
from familyhub.web.people.records import page_or_404
from familyhub.web.people.searching import asker_of
from familyhub.work import actions as work
from familyhub.work import queries as tasks
from familyhub.work.terms import DoneBecause

KINDS = ("people.death", "people.death_review")


def _died(form: DeathForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    said = form.cleaned_data
    actions.has_died(record=record, died_on=said["died_on"], known_by=said["known_by"], by=by, at=at)
    return "The death was recorded: whoever works with the family is told, and nothing is sent that asks about them"


def _was_wrong(form: WrongDeathForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    actions.undo_death(record=record, why=form.cleaned_data["why"], by=by, at=at)
    return "Undone. Visits that were cancelled stay cancelled: plan them anew"


DIED = Change("people:died", "Record a death", DeathForm, _died)
WRONG = Change("people:died", "This death was recorded by mistake", WrongDeathForm, _was_wrong)


@needs(REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def died(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record it; of somebody of whom it is recorded, say that it is wrong."""
    page = page_or_404(request, number)
    return change(request, page_or_404(request, number), WRONG if page.died_on else DIED)


@needs(SEE)
@require_POST
def read(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Whoever was told has read it, or has begun the review: their task is done."""
    page, by = page_or_404(request, number), asker_of(request)
    for task in tasks.own_about(by, page.person, KINDS):
        work.done(task=task.id, because=DoneBecause.DONE, by=by, at=timezone.now())
    messages.success(request, "It is out of your tray")
    return redirect("people:person", number)
