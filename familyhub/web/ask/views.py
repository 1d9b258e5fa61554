"""A parent or carer asks for help, without an account. Nothing is left in the browser, nothing is said of anybody."""

from __future__ import annotations

import functools
import uuid
from datetime import datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from familyhub.accounts import queries as accounts
from familyhub.components import repeating
from familyhub.core import fence
from familyhub.core.asker import public
from familyhub.core.permissions import open_to_all
from familyhub.places import queries as places
from familyhub.referrals import actions
from familyhub.referrals.actions.reading_back import OwnRequest
from familyhub.referrals.actions.replying import WORDS
from familyhub.referrals.terms.requests import SenderWord
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.ask import coming_back
from familyhub.web.ask import request as asking
from familyhub.web.ask.forms import NOT_SAFE
from familyhub.web.forms_once import KeyReused, sent_once
from familyhub.web.refer import days
from familyhub.web.refer.whole import Whole

ASKER = public("self-referral")
FORM = "ask:new"
SALT = "ask.sent"
CODE_WITHIN = 600  # seconds: by whoever sent it, not by the next person at that computer
SHOWN_FOR = 3600  # seconds: long enough to write the reference down, short on a shared computer
anybody = open_to_all("A parent needs no account to ask for help")


@anybody
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Danger first, then what happens, then the way in."""
    return render(request, "ask/start.html")


@anybody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """One page: nothing has to be remembered between pages."""
    if request.method != "POST":
        return _page(request, asking.request_page())
    if "later" in request.POST:
        return coming_back.keep(request)
    if repeating.pressed(request.POST, "children"):
        return _page(request, asking.request_page(repeating.after_press(request.POST, "children")).unchecked())
    whole = asking.request_page(request.POST)
    if asking.check(whole):
        try:
            with fence.enter(ASKER):
                return redirect(sent_once(request, FORM, functools.partial(_send, whole), asker=ASKER))
        except KeyReused:
            whole.sent_before()
    return _page(request, whole)


def _page(request: HttpRequest, whole: Whole) -> HttpResponse:
    return render(request, "ask/new.html", {"form": whole})


def _send(whole: Whole) -> str:
    done = actions.receive(new=asking.contact_from(whole), by=ASKER, at=timezone.now())
    no_way = int(NOT_SAFE in whole.said("safe")["ways"])
    own = [done.reference, str(done.reply_fence), timezone.now().isoformat(), no_way]
    return reverse("ask:sent", args=[signing.dumps(own, salt=SALT)])


@open_to_all("The address holds a signed reference that is good for an hour, and nothing else is shown")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The reference and the exact words; for ten minutes also a code, shown once. A forged or old link has closed."""
    is_asked = request.method == "POST"
    try:
        reference, fenced, moment, no_way = signing.loads(
            token, salt=SALT, max_age=CODE_WITHIN if is_asked else SHOWN_FOR
        )
    except signing.BadSignature:
        return render(request, "ask/closed.html", status=410)
    page = {"reference": reference, "words": WORDS[SenderWord.RECEIVED], "no_way": no_way}
    if is_asked:
        own = OwnRequest(reference, uuid.UUID(fenced), datetime.fromisoformat(moment))
        page |= coming_back.code_for(own)
    return render(request, "ask/sent.html", page)


@open_to_all("How to ask for help and how to refer is for everybody to read")
@require_safe
def how_to_refer(request: HttpRequest) -> HttpResponse:
    """Who can ask, what to send, what happens, and the levels in force today."""
    day = days.today()
    boxes = [(one.name, accounts.mailbox_of(one.code, day)) for one in places.districts(day)]
    page = {
        "levels": vocabulary.level_set(day),
        "routes": boxes,
        "no_exit": True,
    }
    return render(request, "ask/how_to_refer.html", page)
