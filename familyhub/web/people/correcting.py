"""A name, a date of birth or a sex is corrected, another name is added, and an address is protected."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.people import actions
from familyhub.people.new import NewName
from familyhub.people.permissions import REGISTER
from familyhub.people.queries import PersonPage
from familyhub.people.terms import Visibility
from familyhub.referrals.actions.desk import protection_desk
from familyhub.web.people.changing import Change, change
from familyhub.web.people.correcting_forms import BirthForm, NameForm, ProtectForm, SexForm
from familyhub.web.people.records import page_or_404

either = require_http_methods(["GET", "HEAD", "POST"])


def _name(form: NameForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    said = form.cleaned_data
    if form.wrong is None:
        name = NewName(said["given"], said["family"], said["use"])
        actions.add_name(record=record, name=name, by=by, at=at)
        return "The name was added"
    actions.correct_name(name=form.wrong, given=said["given"], family=said["family"], why=said["why"], by=by, at=at)
    return "The name was corrected; how it was written before is kept"


def _birth(form: BirthForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    said = form.cleaned_data
    estimated = said["is_estimated"]
    actions.correct_birth(record=record, born_on=said["born_on"], is_estimated=estimated, why=said["why"], by=by, at=at)
    return "The date of birth was corrected; the old one is kept"


def _sex(form: SexForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    actions.correct_sex(record=record, sex=form.chosen, why=form.cleaned_data["why"], by=by, at=at)
    return "The sex was corrected; what was recorded before is kept"


def _protect(address: uuid.UUID, form: ProtectForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    visibility = Visibility(form.cleaned_data["visibility"])
    actions.protect_address(address=address, visibility=visibility, by=by, at=at, see_protected=protection_desk(at))
    return "The address is protected: you and the protection desk see it, and nobody finds the person by it"


@needs(REGISTER)
@either
def name(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Another name, or how one on record is written rightly."""
    names = [(line.id, line.name) for line in page_or_404(request, number).names]
    what = Change("people:name", "Add or correct a name", partial(NameForm, names=names), _name)
    return change(request, page_or_404(request, number), what)


@needs(REGISTER)
@either
def birth(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The date of birth."""
    return change(
        request, page_or_404(request, number), Change("people:birth", "Correct the date of birth", BirthForm, _birth)
    )


@needs(REGISTER)
@either
def sex(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The sex."""
    what = Change("people:sex", "Correct the sex", SexForm, _sex)
    return change(request, page_or_404(request, number), what)


@needs(REGISTER)
@either
def protect(request: HttpRequest, number: uuid.UUID, address: uuid.UUID) -> HttpResponse:
    """For the person and for everybody of theirs who has the same address."""
    if address not in open_addresses(page_or_404(request, number)):
        raise Http404
    what = Change("people:protect", "Protect this address", ProtectForm, partial(_protect, address))
    return change(request, page_or_404(request, number), what)


def open_addresses(page: PersonPage) -> list[uuid.UUID]:
    """The addresses that hold and that everybody who sees the person reads."""
    today = timezone.localdate()
    return [
        line.id for line in page.addresses if not line.is_protected and (line.valid_to is None or line.valid_to > today)
    ]
