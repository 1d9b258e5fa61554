"""The pages of a feed, wherever it stands: an address of version 3.0 or 1.0, a file of JSON or lines of it, a table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from familyhub.directory.terms import FeedKind
from familyhub.imports.open_referral.csv_rows import documents_of
from familyhub.imports.reading.apart import Bounds, read_as
from familyhub.imports.reading.limits import MEGABYTE
from familyhub.imports.terms.feeds import Refused

A_PAGE = 50
MOST_PAGES = 4000
MOST_SERVICES = 200_000
NESTED = {"service_at_locations", "schedules", "attributes", "contacts", "cost_options", "regular_schedules"}
PAGE_BOUNDS = Bounds(file=20 * MEGABYTE, memory=600 * MEGABYTE, seconds=30, rows=5000)
FILE_BOUNDS = Bounds(file=100 * MEGABYTE, memory=1200 * MEGABYTE, seconds=90, rows=MOST_SERVICES)
Get = Callable[[str], bytes]
"""An address → its bytes, within limits. Errors: Refused."""


@dataclass(frozen=True)
class FeedPage:
    """A page: its documents, which page comes next (0: none), and a digest of its numbers."""

    number: int
    documents: list[Any]
    next: int
    digest: str


def digest_of(documents: list[Any]) -> str:
    """The same for the same services in the same order."""
    numbers = [str(one.get("id")) if isinstance(one, dict) else "" for one in documents]
    return hashlib.sha256("\n".join(numbers).encode()).hexdigest()[:16]


def _read(body: bytes, bounds: Bounds) -> tuple[dict[str, Any], list[Any]]:
    found = read_as("page", body, bounds)
    head = json.loads(found.header[0]) if found.header else {}
    return head, [json.loads(values[0]) for _, values in found.rows]


def server_pages(get: Get, base: str, kind: FeedKind, start: int) -> Iterator[FeedPage]:
    """From page `start` on, each with whole documents. Errors: Refused for a feed that has no end."""
    number = start
    while number:
        if number > MOST_PAGES:
            raise Refused(f"it has more than {MOST_PAGES:,} pages")
        path = f"{base.rstrip('/')}/services?page={number}&per_page={A_PAGE}"
        head, listed = _read(get(path), PAGE_BOUNDS)
        last = head.get("last_page", head.get("last"))
        pages = head.get("total_pages", head.get("totalPages"))
        is_last = last is True or not listed or (isinstance(pages, int) and number >= pages)
        documents = [_whole(get, base, one) for one in listed]
        yield FeedPage(number, documents, 0 if is_last else number + 1, digest_of(listed))
        number = 0 if is_last else number + 1


def _whole(get: Get, base: str, listed: Any) -> Any:
    """The service itself, where the list holds only its head. One that cannot be read stays as it is listed."""
    if not isinstance(listed, dict) or "id" not in listed or NESTED & set(listed):
        return listed
    number = quote(str(listed["id"]), safe="")
    _, documents = _read(get(f"{base.rstrip('/')}/services/{number}"), PAGE_BOUNDS)
    return documents[0] if documents else listed


def file_pages(path: Path, start: int) -> Iterator[FeedPage]:
    """A file as pages of five hundred, from page `start` on. Errors: Refused, before anything of it is taken."""
    size = path.stat().st_size
    if size > FILE_BOUNDS.file:
        raise Refused(f"it has {size:,} bytes; at most {FILE_BOUNDS.file:,} are read")
    documents = _documents(path.name.lower(), path.read_bytes())
    step = 500
    pages = max(1, -(-len(documents) // step))
    for number in range(start, pages + 1):
        part = documents[(number - 1) * step : number * step]
        yield FeedPage(number, part, number + 1 if number < pages else 0, digest_of(part))


def _documents(name: str, body: bytes) -> list[Any]:
    if name.endswith(".csv"):
        found = read_as("csv", body, FILE_BOUNDS)
        if found.problems:
            raise Refused(found.problems[0].text, found.problems[0].row)
        return documents_of(found.header, found.rows)
    if name.endswith((".ndjson", ".jsonl")):
        lines = [line for line in body.splitlines() if line.strip()]
        body = b"[" + b",".join(lines) + b"]"
    elif not name.endswith(".json"):
        raise Refused("it is neither .json, .ndjson nor .csv")
    return _read(body, FILE_BOUNDS)[1]
