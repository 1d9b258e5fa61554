"""Send whoever answers for a listing a link to it, and take one back."""

from __future__ import annotations

import uuid

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import EmailLine, Words
from familyhub.core.permissions import needs
from familyhub.directory import actions, queries
from familyhub.directory.actions.listings import NoSuchListing
from familyhub.directory.permissions import EDIT
from familyhub.messages.policy import MessageRefused
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.errors.views import too_many
from familyhub.web.listings.one import found_or_404

CODE = "listings:links"
NOT_AN_ADDRESS = "Enter the provider’s email address in full, like hello@sample.example"


class LinkForm(forms.Form):
    """Where the link goes, and a word with it."""

    email = EmailLine(
        called="the provider’s email address",
        label="The provider’s email address",
        help_text="An address at work. Whoever reads it can propose changes to this listing and sees no other.",
    )
    note = Words(
        called="your note",
        label="A note to the provider",
        help_text="Stands on the page of the link, not in the email. Nothing about a family.",
        max_length=1000,
        rows=3,
        required=False,
    )


@needs(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    """The form; and `withdraw` beside a link that still opens."""
    standing = found_or_404(request, listing)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, listing)
    owner = queries.owner_of(asker_of(request), listing)
    kept = drafts.initial_from_draft(request, CODE, listing, LinkForm)
    form = LinkForm(request.POST or None, initial=kept or {"email": owner.email if owner else ""})
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="listing_send", key=str(listing)):
            return too_many(request)
        if _sent(request, listing, form):
            return redirect("listings:one", listing=listing)
    context = {"standing": standing, "form": form}
    return render(request, "listings/link.html", context, status=422 if request.method == "POST" else 200)


def _sent(request: HttpRequest, listing: uuid.UUID, form: LinkForm) -> bool:
    said = form.cleaned_data
    try:
        actions.send_link(
            service=listing, email=said["email"], note=said["note"], by=asker_of(request), at=timezone.now()
        )
    except MessageRefused:
        form.add_error("email", NOT_AN_ADDRESS)
        return False
    except NoSuchListing:
        form.add_error(None, "This listing is closed: publish it again before you send a link to it")
        return False
    drafts.drop(request, CODE, listing)
    messages.success(request, f"A link is on its way to {said['email'].lower()}. It opens this listing for 30 days")
    return True


def _withdraw(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    try:
        link = uuid.UUID(request.POST["withdraw"])
    except ValueError:
        return redirect("listings:one", listing=listing)
    if actions.withdraw_link(link=link, service=listing, by=asker_of(request), at=timezone.now()):
        messages.success(request, "Withdrawn: the link opens nothing any more")
    return redirect("listings:one", listing=listing)
