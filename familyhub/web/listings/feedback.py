"""What people tell us about a listing: it comes to our editors first, because it may hold a family's worry."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from familyhub.components.fields import Choice, Line, Words
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day
from familyhub.core import fence
from familyhub.core.asker import public
from familyhub.core.permissions import needs, open_to_all
from familyhub.directory import actions, queries
from familyhub.directory.actions.feedback import MOST_WORDS, NoOwner, NotOwnWords, NotWaiting, TakenOut
from familyhub.directory.actions.listings import NoSuchListing
from familyhub.directory.permissions import EDIT
from familyhub.directory.queries.feedback import Told
from familyhub.directory.terms import FEEDBACK_WORDS, FeedbackState
from familyhub.referrals import actions as front_door_actions
from familyhub.referrals.new import NewContact, Sender
from familyhub.referrals.terms.requests import Agreement, Channel
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.errors.views import too_many
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once
from familyhub.web.listings.ways import ways

SOMEBODY = "1D"  # the field's code of an individual who is neither family nor known
ASKER = public("feedback about a listing")
FORM, CLOSE, FORWARD = "listings:tell_us", "close", "forward"
OTHERS = "Somebody else has dealt with this message"
OWN_WORDS = "Say it in your own words: these are the words that were written to us, and an owner never reads them"
COLUMNS = [Column("About"), Column("Received", short=True), Column("State", short=True), Column("By")]
KINDS = {
    FeedbackState.WAITING: "waiting",
    FeedbackState.FORWARDED: "done",
    FeedbackState.WENT: "done",
    FeedbackState.CLOSED: "done",
}
either = require_http_methods(["GET", "HEAD", "POST"])


class TellForm(FormKey, forms.Form):
    """What is wrong, or good, with a listing."""

    words = Words(
        called="what you want to tell us",
        label=gettext_lazy("What do you want to tell us?"),
        help_text=gettext_lazy("Such as: it is closed, the time is wrong, it helped us."),
        max_length=MOST_WORDS,
        rows=6,
    )
    reach = Line(
        called="how to reach you",
        label=gettext_lazy("How can we reach you? You need not say"),
        help_text=gettext_lazy("An email address or a phone number, if you want an answer."),
        max_length=200,
        required=False,
    )


class DealForm(forms.Form):
    """What became of it."""

    act = Choice(
        called="what to do",
        label="What do you do with it?",
        choices=[(FORWARD, "Pass it on to the owner, in my own words"), (CLOSE, "Close it")],
        reveals={FORWARD: ["own_words"], CLOSE: ["outcome"]},
    )
    own_words = Words(
        called="what the owner should know",
        label="What the owner should know",
        help_text="The owner reads this and never what was written to us. Nothing about a family.",
        max_length=1000,
        rows=4,
        required=False,
    )
    outcome = Line(called="what you did", label="What you did, for other editors", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """What is passed on has words."""
        said = super().clean() or {}
        if said.get("act") == FORWARD and not said.get("own_words") and "own_words" not in self.errors:
            self.add_error("own_words", "Enter what the owner should know")
        return said


class FrontDoorForm(forms.Form):
    """Which lane at the front door."""

    risk = Choice(
        called="whether somebody may be at risk",
        label="Could a child or somebody else be at risk of harm?",
        choices=[("yes", "Yes, or I am not sure"), ("no", "No: a family would like help")],
    )


@never_cache
@either
@open_to_all("Anybody may say what is wrong with a public listing; nothing of anybody is shown")
def tell_us(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    """The form, which says who reads it; then thanks."""
    name = queries.public_name(listing, timezone.localdate())
    if not name:
        raise Http404
    form = TellForm(request.POST or None)
    page = {"form": form, "name": name, "listing": listing, "days": 90}
    if request.method != "POST" or not form.is_valid():
        return render(request, "listings/tell_us.html", page, status=422 if request.method == "POST" else 200)
    if not ratelimit.consume(request, action="listing_feedback", key=str(listing)):
        return too_many(request)
    try:
        with fence.enter(ASKER):
            sent_once(request, FORM, lambda: _keep(listing, form.cleaned_data), about=listing, asker=ASKER)
    except KeyReused:
        form.add_error(None, KEY_REUSED)
        return render(request, "listings/tell_us.html", page, status=409)
    except NoSuchListing as gone:
        raise Http404 from gone
    return render(request, "listings/tell_us_done.html", page)


def _keep(listing: uuid.UUID, said: dict[str, Any]) -> str:
    actions.tell_us(service=listing, words=said["words"], reach=said["reach"], by=ASKER, at=timezone.now())
    return reverse(FORM, args=[listing])


@needs(EDIT)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, and what was dealt with."""
    asker = asker_of(request)
    tables = [
        Table(caption, COLUMNS, [_row(one) for one in queries.feedback_list(asker, is_waiting)], caption_hidden=True)
        for caption, is_waiting in (("What waits", True), ("What was dealt with", False))
    ]
    context = {"waits": tables[0], "done": tables[1], "ways": ways(asker, "listings:feedback")}
    return render(request, "listings/feedback.html", context)


def _row(one: Told) -> list[object]:
    where = link(one.name, reverse("listings:told", args=[one.id]))
    return [where, short_day(one.received_at), status(FEEDBACK_WORDS[one.state], KINDS[one.state]), one.decided_by]


def _found(request: HttpRequest, told: uuid.UUID) -> Told:
    found = queries.feedback_for(asker_of(request), told)
    if found is None:
        raise Http404
    return found


@needs(EDIT)
@never_cache
@either
def one(request: HttpRequest, told: uuid.UUID) -> HttpResponse:
    """One message: pass it on in one's own words, or close it."""
    found = _found(request, told)
    kept = drafts.initial_from_draft(request, "listings:told", told, DealForm)
    form = DealForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid() and _dealt(request, told, form):
        return redirect("listings:feedback")
    context = {
        "told": found,
        "form": form,
        "is_waiting": found.state is FeedbackState.WAITING,
        "state": status(FEEDBACK_WORDS[found.state], KINDS[found.state]),
    }
    return render(request, "listings/told.html", context, status=422 if request.method == "POST" else 200)


def _dealt(request: HttpRequest, told: uuid.UUID, form: DealForm) -> bool:
    said, by, at = form.cleaned_data, asker_of(request), timezone.now()
    try:
        if said["act"] == FORWARD:
            actions.forward_feedback(feedback=told, words=said["own_words"], by=by, at=at)
        else:
            actions.close_feedback(feedback=told, outcome=said["outcome"], by=by, at=at)
    except NotWaiting:
        messages.info(request, OTHERS)
        return True
    except NoOwner:
        form.add_error("act", "Nobody’s address is known for this listing: send a link to its provider first")
        return False
    except NotOwnWords:
        form.add_error("own_words", OWN_WORDS)
        return False
    drafts.drop(request, "listings:told", told)
    messages.success(request, "Passed on" if said["act"] == FORWARD else "Closed")
    return True


@needs(EDIT)
@never_cache
@either
def front_door(request: HttpRequest, told: uuid.UUID) -> HttpResponse:
    """A page that says who will see it; then the words go there and stand here no more."""
    found = _found(request, told)
    if found.state is not FeedbackState.WAITING:
        messages.info(request, OTHERS)
        return redirect("listings:told", told=told)
    form = FrontDoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _bring(request, told, is_risk=form.cleaned_data["risk"] == "yes")
        except NotWaiting:
            messages.info(request, OTHERS)
        else:
            messages.success(request, "It is with the front door. Its words stand here no more")
        return redirect("listings:feedback")
    context = {"told": found, "form": form}
    return render(request, "listings/front_door.html", context, status=422 if request.method == "POST" else 200)


def _bring(request: HttpRequest, told: uuid.UUID, *, is_risk: bool) -> None:
    by, at = asker_of(request), timezone.now()
    taken = actions.take_out(feedback=told, by=by, at=at)
    with fence.enter(ASKER):
        front_door_actions.receive(new=_contact(taken, is_risk), by=ASKER, at=at)


def _contact(taken: TakenOut, is_risk: bool) -> NewContact:
    """As if whoever wrote it had come to the front door themselves; nobody in it is named by us."""
    reach = f"\n\nHow to reach whoever wrote this: {taken.reach}" if taken.reach else ""
    return NewContact(
        channel=Channel.SELF,
        sender=Sender(source=SOMEBODY, role="Somebody who wrote to the public directory"),
        subjects=(),
        story=f"Written to the public directory about “{taken.listing}”:\n\n{taken.words}{reach}",
        is_safeguarding=is_risk,
        agreement=Agreement.NOT_ASKED,
        engage_safely="Not known. It came through the public directory.",
    )
