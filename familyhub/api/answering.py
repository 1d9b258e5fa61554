"""One way for every address of the machine door: methods, parameters, conditional requests, CORS, problems.

The documents are open data, so any page on the web may read them (CORS `*`), nobody is asked who they are, no cookie
is set, and the requests stand outside the fence: they read tables that hold nothing about anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from familyhub.api.parameters import Parameter, read_all
from familyhub.api.problems import BadParameters, NotFound, problem
from familyhub.core.permissions import open_to_all
from familyhub.directory import queries

JSON = "application/json"
NDJSON = "application/x-ndjson"
METHODS = "GET, HEAD, OPTIONS"
SETTLED = timedelta(seconds=2)
OPEN = "open data on the open standard: anybody may read it, and it names nobody"
Answer = Callable[..., HttpResponseBase]


def address(*parameters: Parameter) -> Callable[[Answer], Answer]:
    """An address with these parameters: the view is called with what was given and the day."""

    def declared(view: Answer) -> Answer:
        @csrf_exempt
        @open_to_all(OPEN)
        @wraps(view)
        def answered(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
            return _with_headers(_answer(request, view, parameters, kwargs))

        answered.parameters = parameters  # type: ignore[attr-defined]
        return answered

    return declared


@csrf_exempt
@open_to_all(OPEN)
def nowhere(request: HttpRequest) -> HttpResponseBase:
    """What stands at no address, said as everything else is."""
    if request.method == "OPTIONS":
        return _with_headers(HttpResponse(status=204))
    return _with_headers(problem(404, "There is no such address here; openapi.json tells all that there are."))


def _answer(
    request: HttpRequest, view: Answer, parameters: Sequence[Parameter], kwargs: dict[str, str]
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in ("GET", "HEAD"):
        return problem(405, f"Only {METHODS} are answered here.")
    try:
        given = read_all(request.GET, parameters)
        day = timezone.localdate()
        return _conditional(request, day, lambda: view(request, given, day, **kwargs))
    except BadParameters as bad:
        return problem(400, "Some parameters cannot be used; see invalid_params.", bad.faults)
    except NotFound:
        return problem(404, "Nothing of that number is published here.")


def _conditional(request: HttpRequest, day: date, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """304 where nothing has changed since, asked before anything is looked up; else the answer with its marks."""
    state = queries.state()
    asked = hashlib.sha256(request.get_full_path().encode()).hexdigest()[:16]
    etag = f'W/"{state.version}-{day.isoformat()}-{asked}"'
    changed = _changed(state, day)
    seconds = int(changed.timestamp()) if changed else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=seconds)
    response = unchanged if unchanged is not None else make()
    response["ETag"] = etag
    if changed and "Last-Modified" not in response:
        response["Last-Modified"] = changed.strftime("%a, %d %b %Y %H:%M:%S GMT")
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _changed(state: queries.State, day: date) -> datetime | None:
    """When what is said last changed, once that is past: a date in whole seconds cannot tell two apart in one."""
    if state.changed_at is None or state.day != day or timezone.now() - state.changed_at < SETTLED:
        return None
    return state.changed_at.astimezone(UTC)


def _with_headers(response: HttpResponseBase) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since, Accept"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Allow"] = METHODS
    return response


def as_json(text: str) -> HttpResponse:
    """Text that is JSON already."""
    return HttpResponse(text, content_type=JSON)
