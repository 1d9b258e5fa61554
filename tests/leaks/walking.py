"""Everything that somebody can read: each page that is theirs and what it leads to, PDFs and calendar files too."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

from familyhub.core.asker import Asker
from familyhub.documents.reading import everything_in
from tests.house.routes import Route, all_routes, allows
from tests.leaks.objects import Targets
from tests.leaks.world import undone

LINK = re.compile(r'(?:href|action|src|data-draft-url)="([^"#]+)"')
MOST_PAGES = 12
# What is open to everybody is read by one of each kind; their own first pages stand in STARTS for all.
ONE_OF_EACH = ("nobody", "nurse", "officer", "worker there")
NOTHING = {"uuid": uuid.uuid4(), "int": 999_999, "str": "nothing", "slug": "nothing", "path": "nothing", "": "nothing"}
STARTS = (
    "/",
    "/board/",
    "/my-requests/",
    "/refer/mine/",
    "/search/",
    "/tray/",
    "/people/",
    "/access-log/",
    "/how-to-refer/",
    "/caseload/",
)
PDF, CALENDAR = "application/pdf", "text/calendar"


def shown_routes(client: Client) -> list[Route]:
    """Those that can be looked at: an address that takes forms alone shows nothing to anybody."""
    kept = []
    for route in all_routes():
        with undone():
            answer = client.get(route.url(**{name: NOTHING[kind] for name, kind in route.parameters}))
        kept += [route] if answer.status_code != 405 else []
    return kept


def read_by(name: str, routes: list[Route]) -> list[Route]:
    """What this asker reads."""
    return [route for route in routes if route.access.kinds or route.parameters or name in ONE_OF_EACH]


def addresses(targets: Targets, routes: list[Route], asker: Asker) -> Iterator[str]:
    """Every address that is declared open to this asker: with every object that they may see, or without one.

    That the others show nothing, whatever stands in them, is probed in test_objects.
    """
    for route in routes:
        if not allows(route.access, asker):
            continue
        if not route.parameters:
            yield route.url()
        elif any(kind in {"uuid", "int"} for _, kind in route.parameters):
            yield from (route.url(**target.values) for target in targets.of(route) if target.is_seen(asker))
        else:
            yield route.url(**{name: "not-a-token" for name, _ in route.parameters})


def everything(client: Client, starts: list[str]) -> dict[str, str]:
    """What every page says, by address: text, headers, and where it sends. All of `starts`, then links followed."""
    said: dict[str, str] = {}
    found: list[str] = []
    for page in dict.fromkeys(starts):
        found += _read(client, page, said)
    more = MOST_PAGES
    while found and more:
        page = found.pop()
        if page not in said:
            found += _read(client, page, said)
            more -= 1
    return said


def _read(client: Client, page: str, said: dict[str, str]) -> list[str]:
    """Note what the page says; the addresses that it leads to."""
    with undone():
        answer = client.get(page)
    said[page] = f"{answer.headers}\n{_words_of(answer)}".lower()
    sent = answer.headers.get("Location", "")
    return [*sorted(_links_of(answer, page) - set(said)), *([sent] if sent.startswith("/") else [])]


def _words_of(answer: HttpResponse) -> str:
    """What a person reads who opens the answer, and what lies hidden in it."""
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith(PDF):
        return _words_in(answer.content)
    text = answer.content.decode(errors="replace")
    if kind.startswith(CALENDAR):  # lines are folded, and some signs escaped (RFC 5545, 3.1 and 3.3.11)
        text = re.sub(r"\\([,;\\])", r"\1", text.replace("\r\n ", "").replace("\\n", "\n"))
    return unescape(text)


@lru_cache(maxsize=256)
def _words_in(body: bytes) -> str:
    """Pages, properties, bookmarks and the raw parts; as they stand, and with lines made one."""
    text = "\n".join(everything_in(body).values())
    return f"{text}\n{' '.join(text.split())}"


def _links_of(answer: HttpResponse, page: str) -> set[str]:
    """Addresses of this site that the page leads to."""
    if "html" not in answer.headers.get("Content-Type", ""):
        return set()
    found = {urljoin(page, unescape(link)) for link in LINK.findall(answer.content.decode())}
    return {
        link for link in found if not urlsplit(link).netloc and not link.startswith(("/static/", "mailto:", "data:"))
    }
