"""Pages for when a page cannot be shown. None says whether something exists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from familyhub.core.events import OnlyRead
from familyhub.web import drafts


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return render(request, "errors/400.html", status=400)


def no_access(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a page for others, or something that this reader may read and not change."""
    why = str(exception) if isinstance(exception, OnlyRead) else ""
    return render(request, "errors/403.html", {"why": why}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what is not yours."""
    return render(request, "errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: drawn without the request, so that nothing asks the database, which may be what failed."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: too many tries."""
    return render(request, "errors/429.html", status=429)


def _is_own_page(request: HttpRequest) -> bool:
    """Does the browser itself say that the form stood on a page of ours?"""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a fresh token: mostly a tab left open from before signing in. What was typed there is kept."""
    if _is_own_page(request):
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return not_found(request)
        kept = drafts.keep_refused_post(request, match.func, match.kwargs, why="old page")
        if kept:
            return kept
    return render(request, "errors/forged.html", status=403)
