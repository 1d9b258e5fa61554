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
from familyhub.web.listings.typed_back import typed_back
from familyhub.web.refer.whole import Whole

PROVIDER = system("a provider looks after its listing", title="the provider")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever holds the signed link that was sent to a provider; it opens one public listing and no other")
def provider(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing, because mail scanners open links: confirming and proposing are presses."""
    if not ratelimit.consume(request, action="listing_link", key=token[:60]):
        return _not_taken(request, "listings/link_wait.html", 429) if _is_typed(request) else too_many(request)
    try:
        take = actions.opened_lately if _is_typed(request) else actions.opened
        opened = take(token=token, at=timezone.now())
    except LinkOver:
        return _not_taken(request, "listings/link_over.html", 410)
    standing = queries.standing_of(opened.service, timezone.localdate())
    assert standing is not None  # the link points at it
    if request.method != "POST":
        return _page(request, opened, standing, _first(standing))
    if request.POST.get("act") == "confirm":
        return _confirmed(request, opened, standing)
    if page.pressed(request.POST):
        redrawn = page.redrawn(standing.document, standing.listing.sensitivity, request.POST, page.days_shown(standing))
        return _page(request, opened, standing, redrawn)
    return _proposed(request, opened, standing)


def _is_typed(request: HttpRequest) -> bool:
    """Does it bring what somebody typed?"""
    return request.method == "POST" and request.POST.get("act") != "confirm"


def _not_taken(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Nothing is taken; what was typed is shown back, to be copied."""
    return render(request, template, {"typed": typed_back(request.POST), "no_exit": True}, status=status)


def _first(standing: Standing) -> Whole:
    """The form with what was proposed and not decided, or what the listing says."""
    waiting = queries.own_waiting(standing.id)
    document = (waiting.document if waiting else None) or standing.document
    days = page.days_shown(standing) | page.days_proposed(waiting.differences if waiting else ())
    return page.listing_page(document, standing.listing.sensitivity, shown=days)


def _confirmed(request: HttpRequest, opened: Opened, standing: Standing) -> HttpResponse:
    with fence.enter(PROVIDER):
        actions.confirm_by_provider(opened=opened, by=PROVIDER, at=timezone.now())
    return render(request, "listings/provider_done.html", {"standing": standing, "is_confirmed": True, "no_exit": True})


def _proposed(request: HttpRequest, opened: Opened, standing: Standing) -> HttpResponse:
    whole = page.listing_page(standing.document, standing.listing.sensitivity, request.POST, page.days_shown(standing))
    made = page.checked(whole, standing.document, timezone.localdate())
    if made is None:
        return _page(request, opened, standing, whole)
    days = page.days_said(whole, request.POST)
    with fence.enter(PROVIDER):
        change = actions.propose(opened=opened, document=made, days=days, by=PROVIDER, at=timezone.now())
    waiting = queries.own_waiting(standing.id)
    differences = wording.told(waiting.differences) if waiting and change else []
    context = {"standing": standing, "differences": differences, "is_over": _is_over(opened), "no_exit": True}
    return render(request, "listings/provider_done.html", context)


def _is_over(opened: Opened) -> bool:
    return opened.expires_at <= timezone.now()


def _page(request: HttpRequest, opened: Opened, standing: Standing, whole: Whole) -> HttpResponse:
    waiting = queries.own_waiting(standing.id)
    context: dict[str, Any] = {
        "opened": opened,
        "is_over": _is_over(opened),
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
