"""One listing: what it says, how it stands, its history, and what an editor can do with one press."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.tables import status
from familyhub.components.words import day, moment
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.directory import actions, queries
from familyhub.directory.permissions import EDIT
from familyhub.directory.policy import is_paused
from familyhub.directory.queries import Standing
from familyhub.directory.standard.differences import differences
from familyhub.directory.terms import SENSITIVITY_WORDS, STATUS_WORDS, Status
from familyhub.web.asking import asker_of
from familyhub.web.listings import wording

Act = Callable[[Standing, Asker, datetime], str]


def found_or_404(request: HttpRequest, listing: uuid.UUID) -> Standing:
    """The listing for whoever may edit it."""
    found = queries.listing_for(asker_of(request), listing, timezone.localdate())
    if found is None:
        raise Http404
    return found


@needs(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    """The listing; a press of one of its buttons does that and comes back."""
    standing = found_or_404(request, listing)
    if request.method == "POST":
        _press(request, standing)
        return redirect("listings:one", listing=listing)
    asker, now = asker_of(request), timezone.now()
    context = {
        "standing": standing,
        "document": wording.summary(standing.document),
        "facts": _facts(standing),
        "history": _history(asker, standing),
        "owner": queries.owner_of(asker, listing),
        "links": queries.links_of(asker, listing, now),
        "waiting": queries.changes_waiting_for(asker, listing),
        "twins": queries.twins_listed(asker, standing.document),
        "joined": queries.joined_with(asker, listing),
        "is_published": standing.listing.status is Status.PUBLISHED,
        "is_closed": standing.listing.status is Status.CLOSED,
    }
    return render(request, "listings/one.html", context)


def _facts(standing: Standing) -> list[dict[str, Any]]:
    one = standing.listing
    rows = [
        ("State", _state(standing)),
        ("Where it is", SENSITIVITY_WORDS[one.sensitivity]),
        ("Shown from", day(one.publish_on) if one.publish_on else ""),
        ("Stops on", day(one.expire_on) if one.expire_on else ""),
        ("Temporarily closed from", day(one.paused_from) if one.paused_from else ""),
        ("Open again on", day(one.paused_until) if one.paused_until else ""),
        ("Comes from", f"the feed {standing.source}; what was written here stays" if standing.source else ""),
        ("Last changed", moment(standing.changed_at)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _state(standing: Standing) -> object:
    one, today = standing.listing, timezone.localdate()
    if one.status is not Status.PUBLISHED:
        return status(STATUS_WORDS[one.status], "stopped" if one.status is Status.CLOSED else "waiting")
    if one.expire_on and one.expire_on <= today:
        return status("Expired", "stopped")
    if is_paused(one.paused_from, one.paused_until, today):
        return status("Temporarily closed", "doing")
    if one.publish_on and one.publish_on > today:
        return status("Not shown yet", "waiting")
    return status("Published", "done")


def _history(asker: Asker, standing: Standing) -> list[dict[str, Any]]:
    """What it said, the newest first, with what was different from the time before."""
    rows = queries.revisions_of(asker, standing.id)
    after: list[Any] = [*rows, None]
    return [
        {
            "id": row.id,
            "at": row.at,
            "by": row.by_name,
            "told": wording.told(d.as_json() for d in differences(before.document, row.document)) if before else [],
            "is_first": before is None,
            "is_now": place == 0,
        }
        for place, (row, before) in enumerate(pairwise(after))
    ]


def _press(request: HttpRequest, standing: Standing) -> None:
    name, _, given = request.POST.get("act", "").partition(":")
    if name == "put_back":
        _put_back(request, standing, given)
    elif name in ACTS:
        messages.success(request, ACTS[name](standing, asker_of(request), timezone.now()))


def _put_back(request: HttpRequest, standing: Standing, given: str) -> None:
    try:
        revision = uuid.UUID(given)
    except ValueError:
        return
    if queries.is_revision_of(standing.id, revision):
        actions.put_back(revision=revision, by=asker_of(request), at=timezone.now())
        messages.success(request, "It says again what it said then. What it said until now stands in its history")


def _confirm(standing: Standing, by: Asker, at: datetime) -> str:
    actions.confirm_listing(service=standing.id, by=by, at=at)
    return "Confirmed: all of it is right today"


def _publish(standing: Standing, by: Asker, at: datetime) -> str:
    actions.write_listing(listing=replace(standing.listing, status=Status.PUBLISHED), by=by, at=at)
    return "Published"


def _close(standing: Standing, by: Asker, at: datetime) -> str:
    actions.close_listing(service=standing.id, by=by, at=at)
    return "Closed. It is public no more; what it said stays here"


def _pause(standing: Standing, by: Asker, at: datetime) -> str:
    actions.pause_listing(service=standing.id, since=timezone.localdate(at), until=None, by=by, at=at)
    return "Shown as temporarily closed from today"


def _open_again(standing: Standing, by: Asker, at: datetime) -> str:
    actions.pause_listing(service=standing.id, since=None, until=None, by=by, at=at)
    return "Shown as open again"


ACTS: dict[str, Act] = {
    "confirm": _confirm,
    "publish": _publish,
    "close": _close,
    "pause": _pause,
    "open": _open_again,
}
