"""What came by phone, email, post or in person is entered by the front door, its clock from receipt (S0-12, S4-21)."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components import repeating
from familyhub.components.fields import Choice, DateParts
from familyhub.core import drafts as kept_drafts
from familyhub.core.clocks import LONDON
from familyhub.core.permissions import needs
from familyhub.referrals import actions
from familyhub.referrals.new import NewContact
from familyhub.referrals.permissions import KEY
from familyhub.referrals.terms import Channel
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.forms_once import KeyReused, sent_once
from familyhub.web.refer import referral
from familyhub.web.refer.whole import Whole
from familyhub.web.referrals.showing import asker_of

CODE = "referrals:key"
OLDEST = timedelta(days=90)
WAYS = [
    (Channel.PHONE.value, "By phone"),
    (Channel.EMAIL.value, "By email"),
    (Channel.POST.value, "By post"),
    (Channel.IN_PERSON.value, "In person"),
]


class ArrivalForm(forms.Form):
    """How and when it came."""

    channel = Choice(called="how it came", label="How did it come?", choices=WAYS, inline=True)
    received_on = DateParts(
        called="the day on which it came",
        label="When did it come?",
        not_before=lambda: timezone.localdate() - OLDEST,
        not_after=timezone.localdate,
    )


@needs(KEY)
@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest) -> HttpResponse:
    """A request entered for somebody who cannot send it themselves."""
    if request.method != "POST":
        return _page(request, *_started(request))
    arrival = ArrivalForm(request.POST)
    if repeating.pressed(request.POST, "people"):
        whole = referral.referral(repeating.after_press(request.POST, "people")).unchecked()
        return _page(request, whole, arrival)
    whole = referral.referral(request.POST)
    if not all([referral.check(whole), arrival.is_valid()]):
        return _page(request, whole, arrival, 422)
    try:
        return redirect(sent_once(request, CODE, lambda: _enter(request, whole, arrival)))
    except KeyReused:
        whole.sent_before()
        return _page(request, whole, arrival, 409)


def _started(request: HttpRequest) -> tuple[Whole, ArrivalForm]:
    kept = kept_drafts.kept(asker_of(request), CODE)
    first = ArrivalForm(initial={"channel": Channel.PHONE.value, "received_on": timezone.localdate()})
    if kept is None:
        return referral.referral(), first
    data = QueryDict(mutable=True)
    for name, values in kept.values.items():
        data.setlist(name, list(values))
    return referral.referral(data).unchecked(), first


def _enter(request: HttpRequest, whole: Whole, arrival: ArrivalForm) -> str:
    now, by = timezone.now(), asker_of(request)
    said = arrival.cleaned_data
    done = actions.receive(
        new=_contact(whole, said["channel"]), by=by, at=now, received_at=_moment(said["received_on"], now)
    )
    return reverse("referrals:request", args=[done.request])


def _contact(whole: Whole, channel: str) -> NewContact:
    contact = referral.contact_from(whole, None, "")
    return dataclasses.replace(contact, channel=Channel(channel), own_label="")


def _moment(day: date, now: datetime) -> datetime:
    """Today means now; a day before means its morning, so that the clock does not begin too late."""
    return now if day == timezone.localdate(now) else datetime.combine(day, time(9, 0), tzinfo=LONDON)


def _page(request: HttpRequest, whole: Whole, arrival: ArrivalForm, status: int = 200) -> HttpResponse:
    page = {"form": whole, "arrival": arrival, "levels": vocabulary.level_set(timezone.localdate())}
    return render(request, "referrals/key.html", page, status=status)
