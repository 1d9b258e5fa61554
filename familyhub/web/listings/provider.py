"""A provider's own listing, behind the link that was sent: see it, confirm it, propose what it should say."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.core.permissions import open_to_all
from familyhub.directory import actions, queries
from familyhub.directory.actions.providers import LinkOver, Opened
from familyhub.directory.queries import Standing
from familyhub.directory.terms import Status
from familyhub.web.errors.views import too_many
from familyhub.web.listings import whole as page
from familyhub.web.listings import wording
from familyhub.web.refer.whole import Whole

PROVIDER = system("a provider looks after its listing", title="the provider")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever holds the signed link that was sent to a provider; it opens one public listing and no other")
def provider(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing, because mail scanners open links: confirming and proposing are presses."""
    if not ratelimit.consume(request, action="listing_link", key=token[:60]):
        return too_many(request)
    try:
        opened = actions.opened(token=token, at=timezone.now())
    except LinkOver:
        return render(request, "listings/link_over.html", {"no_exit": True}, status=410)
    standing = queries.standing_of(opened.service, timezone.localdate())
    assert standing is not None  # the link points at it
    if request.method != "POST":
        return _page(request, opened, standing, _first(standing))
    if request.POST.get("act") == "confirm":
        return _confirmed(request, opened, standing)
    if page.pressed(request.POST):
        redrawn = page.redrawn(standing.document, standing.listing.sensitivity, request.POST, None)
        return _page(request, opened, standing, redrawn)
    return _proposed(request, opened, standing)


def _first(standing: Standing) -> Whole:
    """The form with what was proposed and not decided, or what the listing says."""
    waiting = queries.own_waiting(standing.id)
    document = (waiting.document if waiting else None) or standing.document
    return page.listing_page(document, standing.listing.sensitivity)


def _confirmed(request: HttpRequest, opened: Opened, standing: Standing) -> HttpResponse:
    with fence.enter(PROVIDER):
        actions.confirm_by_provider(opened=opened, by=PROVIDER, at=timezone.now())
    return render(request, "listings/provider_done.html", {"standing": standing, "is_confirmed": True, "no_exit": True})


def _proposed(request: HttpRequest, opened: Opened, standing: Standing) -> HttpResponse:
    whole = page.listing_page(standing.document, standing.listing.sensitivity, request.POST)
    made = page.checked(whole, standing.document, timezone.localdate())
    if made is None:
        return _page(request, opened, standing, whole)
    with fence.enter(PROVIDER):
        change = actions.propose(opened=opened, document=made, by=PROVIDER, at=timezone.now())
    waiting = queries.own_waiting(standing.id)
    differences = wording.told(waiting.differences) if waiting and change else []
    context = {"standing": standing, "differences": differences, "no_exit": True}
    return render(request, "listings/provider_done.html", context)


def _page(request: HttpRequest, opened: Opened, standing: Standing, whole: Whole) -> HttpResponse:
    waiting = queries.own_waiting(standing.id)
    context: dict[str, Any] = {
        "opened": opened,
        "standing": standing,
        "form": whole,
        "document": wording.summary(standing.document),
        "waiting": waiting,
        "differences": wording.told(waiting.differences) if waiting else [],
        "sensitivity": standing.listing.sensitivity.value,
        "is_published": standing.listing.status is Status.PUBLISHED,
        "no_exit": True,
    }
    return render(request, "listings/provider.html", context, status=422 if whole.total_error_count() else 200)
