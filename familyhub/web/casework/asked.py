"""What somebody is asked at their account: staff of a partner, or a professional whose address was proved by a link."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from familyhub.casework.actions import assessing_links as links
from familyhub.casework.queries import contributions
from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind
from familyhub.sharing.actions.partner_door import LinkOver
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_partners import Asked, answer

ONE = "casework:asked_one"


def _layout(request: HttpRequest) -> str:
    return "layouts/staff.html" if asker_of(request).kind is Kind.STAFF else "layouts/public.html"


@never_cache
@require_safe
@for_kind(Kind.STAFF, Kind.REFERRER)
def mine(request: HttpRequest) -> HttpResponse:
    """What is open and what was answered; it names nobody of a family."""
    asked = contributions.asked_at_account(asker_of(request), timezone.now())
    return render(request, "casework/asked.html", {"asked": asked, "layout": _layout(request), "no_exit": True})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_kind(Kind.STAFF, Kind.REFERRER)
def one(request: HttpRequest, contribution: uuid.UUID) -> HttpResponse:
    """The questions, answered once; then what was said. What is asked of others is not there."""
    asker, now = asker_of(request), timezone.now()
    try:
        asked = contributions.asked_of(asker, now, contribution)
        if request.method != "POST":
            links.read(ask=contribution, by=asker, at=now)
    except LinkOver as gone:
        raise Http404 from gone
    back = reverse("casework:asked")
    return answer(request, Asked(contribution, asked, ONE, contribution, _layout(request), back))
