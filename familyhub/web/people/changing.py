"""What is learned of somebody on record: an address, how to contact safely, a number, a birth."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.people import actions
from familyhub.people.actions import Birth
from familyhub.people.new import NewName
from familyhub.people.permissions import LEARN, REGISTER
from familyhub.people.queries import PersonPage
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.forms import AddressForm, BornForm, IdentifierForm, SafeContactForm
from familyhub.web.people.learned_forms import ContactPointForm
from familyhub.web.people.records import frame_of, learned_or_404, page_or_404
from familyhub.web.people.registering import show_problems
from familyhub.web.people.searching import asker_of

Act = Callable[[Any, uuid.UUID, Asker, datetime], str]


@dataclass(frozen=True)
class Change:
    """One form about a person: `act(form, record, by, at)` does it and gives the words for the banner."""

    code: str
    title: str
    form: Any
    act: Act


def _add_address(form: AddressForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    new = form.new_address(form.cleaned_data["kind"])
    assert new is not None  # the form says so
    actions.add_address(record=record, new=new, by=by, at=at, ends_previous=form.cleaned_data["ends_previous"])
    return _added("The address was added", form, by)


def _added(words: str, form: Any, by: Asker) -> str:
    """Whoever adds to what is known is not let in by it to what is protected, and is told so."""
    if not form.cleaned_data["is_protected"] or by.may(REGISTER.code):
        return words
    return f"{words}. It is protected: only those who are let in see it, and you are not shown it again"


def _add_contact_point(form: ContactPointForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    new = form.new()
    actions.add_contact_point(record=record, new=new, by=by, at=at)
    return _added("The phone number was added" if new.is_phone else "The email address was added", form, by)


def _set_safe_contact(form: SafeContactForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    actions.set_safe_contact(record=record, new=form.new_safe_contact(form.ways), by=by, at=at)
    return "How to contact this person safely was recorded"


def _add_identifier(form: IdentifierForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    status = actions.add_identifier(record=record, new=form.new_identifier(), by=by, at=at)
    if status == "under_query":
        return "The number was added as under query: it has to be checked with the organisation again"
    return "The number was added"


def _baby_born(form: BornForm, record: uuid.UUID, by: Asker, at: datetime) -> str:
    given = form.cleaned_data
    name = NewName(given["given"], given["family"]) if given["given"] or given["family"] else None
    birth = Birth(born_on=given["born_on"], sex=given["sex"], name=name)
    actions.baby_born(record=record, birth=birth, by=by, at=at)
    return "The birth was recorded"


ADDRESS = Change("people:address", "Add an address", AddressForm, _add_address)
REACH = Change("people:reach", "Add a phone number or email address", ContactPointForm, _add_contact_point)
SAFE_CONTACT = Change("people:safe_contact", "How to contact safely", SafeContactForm, _set_safe_contact)
IDENTIFIER = Change("people:identifier", "Add a number", IdentifierForm, _add_identifier)
BORN = Change("people:born", "The baby is born", BornForm, _baby_born)


@needs(REGISTER, LEARN)
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Another address; the ones on record stay unless they are ended."""
    return change(request, learned_or_404(request, number), ADDRESS)


@needs(REGISTER, LEARN)
@require_http_methods(["GET", "POST"])
def reach(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A phone number or an email address, with what may safely be done with it."""
    return change(request, learned_or_404(request, number), REACH)


@needs(REGISTER, LEARN)
@require_http_methods(["GET", "POST"])
def safe_contact(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """From now on; what was told before stays on record."""
    return change(request, learned_or_404(request, number), SAFE_CONTACT)


@needs(REGISTER)
@require_http_methods(["GET", "POST"])
def identifier(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A number of another organisation."""
    return change(request, page_or_404(request, number), IDENTIFIER)


@needs(REGISTER)
@require_http_methods(["GET", "POST"])
def born(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The same record, with a date of birth. For somebody who is born there is nothing to fill in."""
    return change(request, page_or_404(request, number), BORN)


def change(request: HttpRequest, page: PersonPage, what: Change) -> HttpResponse:
    """One form about a person: shown, or done once."""
    number = page.person
    if request.method == "GET":
        if what is BORN and not page.identity.is_unborn:
            return redirect("people:person", number)  # the birth is on record already
        begun = drafts.initial_from_draft(request, what.code, number, what.form())
        return _show(request, what, page, what.form(initial=begun))
    form = what.form(request.POST)
    if not form.is_valid():
        return _show(request, what, page, form, 422)

    def act() -> str:
        words = what.act(form, page.identity.record, asker_of(request), timezone.now())
        messages.success(request, words)
        return reverse("people:person", args=[number])

    try:
        return redirect(sent_once(request, what.code, act, about=number))
    except actions.Refused as refused:
        show_problems(form, refused.problems)
    except actions.NoSuchPerson as gone:
        raise Http404 from gone
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    return _show(request, what, page, form, 409)


def _show(request: HttpRequest, change: Change, page: PersonPage, form: Any, status: int = 200) -> HttpResponse:
    context = frame_of(page, "", asker_of(request)) | {
        "form": form,
        "heading": change.title,
        "draft_url": reverse("draft_about", args=[change.code, page.person]),
    }
    return render(request, "people/change.html", context, status=status)
