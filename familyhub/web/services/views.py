"""Search the directory, read one service, and what levels of need mean."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from familyhub.components.tables import Paging
from familyhub.directory import policy, queries
from familyhub.directory.policy import Meant
from familyhub.directory.queries import Asked, Found
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.services import choices, lines
from familyhub.web.services.choices import Chosen
from familyhub.web.services.kept import NAME, Kept, kept_in
from familyhub.web.services.open_pages import now_here, public_page
from familyhub.web.services.whole import page_of
from familyhub.web.services.wishes import SIZE, Wish, wish_of

OTHERS = 3


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """The list comes first. A whole postcode does not stay in the address: its sector is near enough."""
    typed = request.GET.get("q", "")
    if policy.without_postcode(typed) != typed:
        query = request.GET.copy()
        query["q"] = policy.without_postcode(typed)
        return redirect(f"{request.path}?{query.urlencode()}")
    now = now_here()
    wish, kept = wish_of(request, now.date()), kept_in(request)
    found = queries.search(wish.asked, now.date())
    if not found.hits and wish.page > 1:
        wish = replace(wish, page=1)
        found = queries.search(wish.asked, now.date())
    context = {
        "wish": wish,
        "dangers": policy.dangers_in(wish.typed),
        "kept": kept,
        "found": found,
        "lines": _lines(request, found, wish, now, kept),
        "paging": Paging(wish.page, SIZE, found.total),
        **_narrowing(wish.chosen, found, now.date()),
        **({} if found.hits else _lost(now) if found.is_lost else _otherwise(wish, now, kept)),
        "shortlist": kept.address(reverse("services:shortlist")),
        "map": f"{reverse('services:map')}?{request.GET.urlencode()}".rstrip("?"),
        "is_start": not (wish.typed or wish.chosen.is_any or wish.page > 1),
    }
    return render(request, "services/search.html", context)


def _lines(request: HttpRequest, found: Found, wish: Wish, now: datetime, kept: Kept) -> list[lines.Line]:
    """The lines, each with where to press to keep it: this same page with another list."""
    same = request.GET.copy()
    same.pop(NAME, None)
    query = same.urlencode()
    keeps = [f"?{_joined(query, kept.toggled(hit.id).text)}#s-{hit.id.hex}" for hit in found.hits]
    return [lines.line(hit, now, kept, wish.days, keep) for hit, keep in zip(found.hits, keeps, strict=True)]


def _joined(query: str, listed: str) -> str:
    return "&".join(part for part in (query, listed and f"{NAME}={listed}") if part)


def _narrowing(chosen: Chosen, found: Found, day: date) -> dict[str, Any]:
    boxes = choices.groups(chosen, found.facets, day)
    boxes[2:2] = [choices.ages(chosen), choices.distances(chosen)]
    return {"groups": boxes, "chosen": [f"{box.label}: {box.chosen}" for box in boxes if box.chosen]}


def _otherwise(wish: Wish, now: datetime, kept: Kept) -> dict[str, Any]:
    """Nothing fits: what fits the words alone, whatever else was said."""
    alone = Asked(meant=Meant(words=wish.meant.words), point=wish.point, limit=OTHERS)
    found = queries.search(alone, now.date())
    return {"others": [lines.line(hit, now, kept) for hit in found.hits], "others_total": found.total}


def _lost(now: datetime) -> dict[str, Any]:
    """No word means anything here: what there is to choose from."""
    return {"needs": choices.words_of("need", now.date())}


@public_page
def service(request: HttpRequest, service: uuid.UUID) -> HttpResponse:
    """Everything that is known of one service."""
    now = now_here()
    kept = kept_in(request)
    found = queries.published([service], now.date()).get(service)
    if found is None:
        return _moved(service, kept)
    own = reverse("services:service", args=[service])
    toggled = kept.toggled(service)
    page = {
        "page": page_of(found, now),
        "kept": kept,
        "is_kept": service in kept.numbers,
        "keep": toggled.address(own),
        "share": request.build_absolute_uri(own),
        "shortlist": kept.address(reverse("services:shortlist")),
        "back": kept.address(reverse("services:search")),
        "back_text": _("Find services"),
    }
    return render(request, "services/service.html", page)


def _moved(service: uuid.UUID, kept: Kept) -> HttpResponse:
    """A listing that turned out to be another one leads there; of any other nothing is known."""
    other = queries.joined_into(service)
    if other is None:
        raise Http404
    return redirect(kept.address(reverse("services:service", args=[other])))


@public_page
def levels(request: HttpRequest) -> HttpResponse:
    """What the published levels of need mean, as in force today."""
    today = now_here().date()
    return render(request, "services/levels.html", {"levels": vocabulary.level_set(today)})
