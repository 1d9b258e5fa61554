"""What came by phone, email, post or in person is entered by the front door, its clock from receipt (S0-12, S4-21)."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familyhub.components import repeating
from familyhub.components.fields import Choice, DateParts
from familyhub.core import drafts as kept_drafts
from familyhub.core.clocks import LONDON
from familyhub.core.permissions import needs
from familyhub.documents.policy import NotThere
from familyhub.referrals import actions
from familyhub.referrals.new import NewContact
from familyhub.referrals.permissions import BOARD, KEY, SEE
from familyhub.referrals.terms.requests import Channel
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.asking import asker_of
from familyhub.web.documents import choosing
from familyhub.web.documents.choosing import Files, takes_files
from familyhub.web.forms_once import KeyReused, sent_once
from familyhub.web.refer import referral
from familyhub.web.refer.whole import Whole

CODE = "referrals:key"
SALT = "referrals.entered"
SHOWN_FOR = 3600  # seconds: long enough to write it down, short on a shared desk
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
@takes_files
def key(request: HttpRequest) -> HttpResponse:
    """A request entered for somebody who cannot send it themselves, with its original."""
    if request.method != "POST":
        return _page(request, *_started(request))
    files = choosing.chosen(request)
    arrival = ArrivalForm(files.data)
    if repeating.pressed(request.POST, "people"):
        whole = referral.referral(repeating.after_press(files.data, "people")).unchecked()
        return _page(request, whole, arrival, files)
    whole = referral.referral(files.data)
    if choosing.pressed(request):
        return _again(request, whole.unchecked(), arrival, files, 200)
    if not all([referral.check(whole), arrival.is_valid(), _all_taken(whole, files)]):
        return _again(request, whole, arrival, files, 422)
    return _entered(request, whole, arrival, files)


def _entered(request: HttpRequest, whole: Whole, arrival: ArrivalForm, files: Files) -> HttpResponse:
    try:
        response = redirect(sent_once(request, CODE, lambda: _enter(request, whole, arrival, files)))
    except KeyReused:
        whole.sent_before()
        return _again(request, whole, arrival, files, 409)
    except NotThere:
        whole.refuse(choosing.GONE)
        return _again(request, whole, arrival, files, 409)
    choosing.clear(request, files)
    return response


@needs(KEY)
@require_safe
def entered(request: HttpRequest, token: str) -> HttpResponse:
    """The reference to give to whoever asked, and nothing else: for those who enter requests and read none."""
    try:
        number, reference = signing.loads(token, salt=SALT, max_age=SHOWN_FOR)
    except (signing.BadSignature, ValueError) as bad:
        raise Http404 from bad
    if number != str(asker_of(request).number):
        raise Http404
    return render(request, "referrals/entered.html", {"reference": reference})


def _all_taken(whole: Whole, files: Files) -> bool:
    for problem in [*files.problems, *files.harmful]:
        whole.refuse(problem)
    return whole.is_valid()


def _again(request: HttpRequest, whole: Whole, arrival: ArrivalForm, files: Files, status: int) -> HttpResponse:
    if files.kept:
        choosing.keep_draft(request, files, CODE)
    return _page(request, whole, arrival, files, status)


def _started(request: HttpRequest) -> tuple[Whole, ArrivalForm, Files]:
    kept = kept_drafts.kept(asker_of(request), CODE)
    first = ArrivalForm(initial={"channel": Channel.PHONE.value, "received_on": timezone.localdate()})
    if kept is None:
        return referral.referral(), first, choosing.listed(request, None)
    data = QueryDict(mutable=True)
    for name, values in kept.values.items():
        data.setlist(name, list(values))
    return referral.referral(data).unchecked(), first, choosing.listed(request, data)


def _enter(request: HttpRequest, whole: Whole, arrival: ArrivalForm, files: Files) -> str:
    now, by = timezone.now(), asker_of(request)
    said = arrival.cleaned_data
    done = actions.receive(
        new=_contact(whole, said["channel"]), by=by, at=now, received_at=_moment(said["received_on"], now)
    )
    actions.attach_files(contact=done.contact, files=files.ids, by=by, at=now)
    if by.may(SEE.code):
        return reverse("referrals:request", args=[done.request])
    return reverse("referrals:entered", args=[signing.dumps([str(by.number), done.reference], salt=SALT)])


def _contact(whole: Whole, channel: str) -> NewContact:
    contact = referral.contact_from(whole, None, "")
    return dataclasses.replace(contact, channel=Channel(channel), own_label="")


def _moment(day: date, now: datetime) -> datetime:
    """Today means now; a day before means its morning, so that the clock does not begin too late."""
    return now if day == timezone.localdate(now) else datetime.combine(day, time(9, 0), tzinfo=LONDON)


def _page(request: HttpRequest, whole: Whole, arrival: ArrivalForm, files: Files, status: int = 200) -> HttpResponse:
    page = {
        "form": whole,
        "arrival": arrival,
        "files": files,
        "may_board": asker_of(request).may(BOARD.code),
        "levels": vocabulary.level_set(timezone.localdate()),
    }
    return render(request, "referrals/key.html", page, status=status)
