"""A page of a list, in the words of each version of the standard, and the whole list as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from familyhub.api.answering import NDJSON, as_json
from familyhub.api.parameters import Given
from familyhub.api.problems import BadParameters, Fault

A_BATCH = 500


@dataclass(frozen=True)
class Names:
    """What a version of the standard calls the parts of a page."""

    total: str
    pages: str
    number: str
    size: str
    first: str
    last: str
    empty: str
    contents: str


V3 = Names("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents")
V1 = Names("totalElements", "totalPages", "number", "size", "first", "last", "empty", "content")
Fetch = Callable[[int, int], tuple[int, list[str]]]
"""(offset, limit) → (how many in all, documents as text)"""


def page_of(request: HttpRequest, given: Given, fetch: Fetch, names: Names = V3) -> HttpResponseBase:
    """The page that was asked for, or all of it as lines. Errors: BadParameters for a page after the last."""
    if given.get("format") == "ndjson":
        return _lines(given, fetch)
    page, size = given["page"], given["per_page"]
    total, texts = fetch((page - 1) * size, size)
    pages = -(-total // size)
    if page > max(pages, 1):
        raise BadParameters([Fault("page", f"is {page}; the last page is {max(pages, 1)}")])
    head = {
        names.total: total,
        names.pages: pages,
        names.number: page,
        names.size: len(texts),
        names.first: page == 1,
        names.last: page >= pages,
        names.empty: not texts,
    }
    text = json.dumps(head, separators=(",", ":"))[:-1] + f',"{names.contents}":[' + ",".join(texts) + "]}"
    response = as_json(text)
    links = _links(request, page, pages)
    if links:
        response["Link"] = links
    return response


def _links(request: HttpRequest, page: int, pages: int) -> str:
    """Where the neighbours stand (RFC 8288)."""
    wanted = {"first": 1, "prev": page - 1, "next": page + 1, "last": pages}
    found = []
    for name, number in wanted.items():
        if 1 <= number <= pages:
            query = request.GET.copy()
            query["page"] = str(number)
            found.append(f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="{name}"')
    return ", ".join(found)


def _lines(given: Given, fetch: Fetch) -> HttpResponseBase:
    both = [name for name in ("page", "per_page") if name in given.names]
    if both:
        raise BadParameters([Fault(name, "has no meaning with format=ndjson, which gives everything") for name in both])

    def lines() -> Iterator[str]:
        offset = 0
        while True:
            _, texts = fetch(offset, A_BATCH)
            yield "".join(f"{text}\n" for text in texts)
            if len(texts) < A_BATCH:
                return
            offset += A_BATCH

    return StreamingHttpResponse(lines(), content_type=NDJSON)
