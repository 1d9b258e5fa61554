"""What came by phone, email, post or in person is entered by the front door, its clock from receipt (S0-12, S4-21)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from familyhub.referrals.permissions import BOARD, KEY, SEE
from familyhub.referrals.terms.requests import Channel
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.asking import asker_of
from familyhub.web.documents import choosing
from familyhub.web.documents.choosing import Files, takes_files
from familyhub.web.forms_once import KeyReused, sent_once
from familyhub.web.refer.whole import Whole
from familyhub.web.referrals.keyed_for import KINDS, WHO_ASKS, KeyedFor, WhoForm, kind_of

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


@dataclass(frozen=True)
class Keyed:
    """The page that is being filled in: for whom, with which forms and files."""

    who: str
    whole: Whole
    arrival: ArrivalForm
    files: Files

    @property
    def kind(self) -> KeyedFor:
        """What this kind of caller is asked."""
        return KINDS[self.who]


@needs(KEY)
@require_http_methods(["GET", "HEAD", "POST"])
@takes_files
def key(request: HttpRequest) -> HttpResponse:
    """A request entered for somebody who cannot send it themselves, with its original. First: who is asking?"""
    if request.method != "POST":
        return _begin(request)
    if "drop" in request.POST:
        return _drop(request)
    files = choosing.chosen(request)
    arrival, who = ArrivalForm(files.data), kind_of(files.data)
    repeats = KINDS[who].repeats
    if repeats and repeating.pressed(request.POST, repeats):
        whole = KINDS[who].page(repeating.after_press(files.data, repeats)).unchecked()
        return _page(request, Keyed(who, whole, arrival, files))
    keyed = Keyed(who, KINDS[who].page(files.data), arrival, files)
    if choosing.pressed(request):
        keyed.whole.unchecked()
        return _again(request, keyed, 200)
    if not all([keyed.kind.check(keyed.whole), arrival.is_valid(), _all_taken(keyed.whole, files)]):
        return _again(request, keyed, 422)
    return _entered(request, keyed)


def _begin(request: HttpRequest) -> HttpResponse:
    """What was begun, the form for who was chosen, or the question."""
    kept = kept_drafts.kept(asker_of(request), CODE)
    asked = request.GET.get("who")
    if kept and asked in {None, kind_of(_first(kept.values))}:
        return _page(request, _resumed(request, kept.values))
    if asked in KINDS and not kept:
        first = ArrivalForm(initial={"channel": Channel.PHONE.value, "received_on": timezone.localdate()})
        return _page(request, Keyed(asked, KINDS[asked].page(None), first, choosing.listed(request, None)))
    form = WhoForm(request.GET) if "next" in request.GET else WhoForm()
    begun = dict(WHO_ASKS).get(kind_of(_first(kept.values))) if kept else None
    page = {"form": form, "begun": begun, "may_board": asker_of(request).may(BOARD.code)}
    return render(request, "referrals/key_who.html", page)


def _first(values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {name: typed[0] for name, typed in values.items() if typed}


def _drop(request: HttpRequest) -> HttpResponse:
    """What was begun is thrown away, on purpose."""
    kept = kept_drafts.kept(asker_of(request), CODE)
    if kept:
        choosing.clear(request, _resumed(request, kept.values).files)
        kept_drafts.drop(asker_of(request), CODE)
    return redirect("referrals:key")


def _entered(request: HttpRequest, keyed: Keyed) -> HttpResponse:
    try:
        response = redirect(sent_once(request, CODE, lambda: _enter(request, keyed)))
    except KeyReused:
        keyed.whole.sent_before()
        return _again(request, keyed, 409)
    except NotThere:
        keyed.whole.refuse(choosing.GONE)
        return _again(request, keyed, 409)
    choosing.clear(request, keyed.files)
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


def _again(request: HttpRequest, keyed: Keyed, status: int) -> HttpResponse:
    if keyed.files.kept:
        choosing.keep_draft(request, keyed.files, CODE)
    return _page(request, keyed, status)


def _resumed(request: HttpRequest, values: Mapping[str, Sequence[str]]) -> Keyed:
    data = QueryDict(mutable=True)
    for name, typed in values.items():
        data.setlist(name, list(typed))
    who = kind_of(data)
    first = ArrivalForm(initial={"channel": Channel.PHONE.value, "received_on": timezone.localdate()})
    return Keyed(who, KINDS[who].page(data).unchecked(), first, choosing.listed(request, data))


def _enter(request: HttpRequest, keyed: Keyed) -> str:
    now, by = timezone.now(), asker_of(request)
    said = keyed.arrival.cleaned_data
    contact = dataclasses.replace(keyed.kind.contact(keyed.whole), channel=Channel(said["channel"]))
    done = actions.receive(new=contact, by=by, at=now, received_at=_moment(said["received_on"], now))
    actions.attach_files(contact=done.contact, files=keyed.files.ids, by=by, at=now)
    if by.may(SEE.code):
        return reverse("referrals:request", args=[done.request])
    return reverse("referrals:entered", args=[signing.dumps([str(by.number), done.reference], salt=SALT)])


def _moment(day: date, now: datetime) -> datetime:
    """Today means now; a day before means its morning, so that the clock does not begin too late."""
    return now if day == timezone.localdate(now) else datetime.combine(day, time(9, 0), tzinfo=LONDON)


def _page(request: HttpRequest, keyed: Keyed, status: int = 200) -> HttpResponse:
    page = {
        "who": keyed.who,
        "who_words": dict(WHO_ASKS)[keyed.who],
        "sections": keyed.kind.sections,
        "form": keyed.whole,
        "arrival": keyed.arrival,
        "files": keyed.files,
        "may_board": asker_of(request).may(BOARD.code),
        "levels": vocabulary.level_set(timezone.localdate()),
    }
    return render(request, "referrals/key.html", page, status=status)
