"""A concern about an adult: recorded, passed on, and its receipt recorded."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.core.clocks import last_day_of, working_days_between
from familyhub.core.permissions import needs
from familyhub.places.front_door import front_door
from familyhub.referrals.actions import mash as actions
from familyhub.referrals.actions.mash.adults import WrongTime
from familyhub.referrals.actions.steps import NotNow
from familyhub.referrals.permissions import BOARD
from familyhub.referrals.queries import mash
from familyhub.referrals.terms.mash import PASSED_LABELS, Passed
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.mash.forms import AdultForm, PassForm, ReceiptForm
from familyhub.web.mash.workspace import found_or_404


@needs(BOARD)
def concerns(request: HttpRequest) -> HttpResponse:
    """Concerns whose receipt is not known, the longest due first."""
    return render(
        request, "mash/adults.html", {"adults": mash.adult_concerns(asker_of(request)), "now": timezone.now()}
    )


@needs(BOARD)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """One that came to the front door by itself."""
    return _new(request, None)


@needs(BOARD)
@require_http_methods(["GET", "HEAD", "POST"])
def of_enquiry(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """One that came up in an enquiry."""
    found_or_404(request, enquiry)
    return _new(request, enquiry)


def _new(request: HttpRequest, enquiry: uuid.UUID | None) -> HttpResponse:
    form = AdultForm(request.POST or None)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(sent_once(request, "mash:adult", lambda: _raise(request, form, enquiry), about=enquiry))
        except KeyReused:
            form.add_error(None, KEY_REUSED)
    return render(request, "mash/adult_new.html", {"form": form, "enquiry": enquiry}, status=status)


def _raise(request: HttpRequest, form: AdultForm, enquiry: uuid.UUID | None) -> str:
    said = form.cleaned_data
    new_one = actions.NewAdult(said["who"], said["words"], enquiry)
    number = actions.raise_adult_concern(new=new_one, by=asker_of(request), at=timezone.now())
    return reverse("mash:adult", args=[number])


@needs(BOARD)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, concern: uuid.UUID) -> HttpResponse:
    """The concern; which of its two forms was sent is told by the button."""
    if mash.adult_concern(asker_of(request), concern) is None:
        raise Http404
    team = front_door(settings.ENVIRONMENT.authority).adult
    is_pass = request.POST.get("step") == "pass"
    pass_form = PassForm(request.POST if is_pass else None, initial={"to": team.name})
    receipt_form = ReceiptForm(request.POST if request.method == "POST" and not is_pass else None)
    form: Form = pass_form if is_pass else receipt_form
    if request.method == "POST" and form.is_valid() and _done(request, concern, form, is_pass):
        return redirect("mash:adult", concern=concern)
    row = mash.adult_concern(asker_of(request), concern)
    assert row is not None  # it was there a moment ago, in this transaction
    last_day = last_day_of(row.due_by)
    left = working_days_between(timezone.localdate(), last_day)
    context: dict[str, Any] = {
        "concern": row,
        "team": team,
        "pass_form": pass_form,
        "receipt_form": receipt_form,
        "how": PASSED_LABELS[Passed(row.passed_how)] if row.passed_how else "",
        "due_on": last_day,
        "left": min(left, -1) if row.due_by < timezone.now() else left,
        "form": form if request.method == "POST" else None,
    }
    return render(request, "mash/adult.html", context, status=200 if request.method != "POST" else 422)


def _done(request: HttpRequest, concern: uuid.UUID, form: Form, is_pass: bool) -> bool:
    by, at, said = asker_of(request), timezone.now(), form.cleaned_data
    try:
        if is_pass:
            actions.pass_on(concern=concern, how=Passed(said["how"]), to=said["to"], by=by, at=at)
        else:
            receipt = actions.Receipt(said["who"], said["reference"], said["received_at"])
            actions.record_receipt(concern=concern, receipt=receipt, by=by, at=at)
    except (NotNow, WrongTime) as refused:
        form.add_error(None, str(refused))
        return False
    return True
