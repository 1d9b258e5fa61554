"""A board-like page of 20 queries, as an asker's own requests make them: each list by an index's own order."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import psycopg
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import Context, Template

from familyhub.cli.trial.models import BenchCase, BenchNote, BenchPerson
from familyhub.cli.trial.people import CLUSTERS, TABLES, TEAMS, number_of
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind

QUERIES = 20
BOARD = """<!doctype html><html lang="en"><title>Board</title><h1>Board</h1>
{% for cases in lists %}<table><tbody>{% for case in cases %}
<tr><th scope="row"><a href="/cases/{{ case.id }}/">{{ case.words }}</a></th><td>{{ case.state }}</td>
<td>{{ case.level }}</td><td>{{ case.due_on|date:"j F Y" }}</td></tr>{% endfor %}</tbody></table>{% endfor %}
<p>{% for count in counts %}{{ count }} {% endfor %}</p>
{% for person in people %}<p>{{ person.given }} {{ person.family }}, {{ person.born_on|date:"j F Y" }}</p>{% endfor %}
{% for note in notes %}<p>{{ note.at|date:"j F Y H:i" }} {{ note.words }}</p>{% endfor %}</html>"""


@dataclass(frozen=True)
class Sitter:
    """Somebody who opens the page: an asker, three of the teams, and people of those teams."""

    name: str
    asker: Asker
    teams: Sequence[uuid.UUID]
    people: Sequence[uuid.UUID]
    worker: uuid.UUID


def sitters(owner: psycopg.Connection) -> list[Sitter]:
    """Staff with three teams, and staff with all teams of a cluster."""
    return [_sitter(owner, "three teams", [4, 5, 6]), _sitter(owner, "cluster", list(range(7, TEAMS, CLUSTERS)))]


def _sitter(owner: psycopg.Connection, name: str, teams: list[int]) -> Sitter:
    def one(query: str) -> uuid.UUID:
        row = owner.execute(query).fetchone()
        assert row is not None
        return uuid.UUID(str(row[0]))

    numbers = [one(f"SELECT {number_of('team', n)}") for n in teams]
    # people with a case: every fifth, in the teams in turn
    served = [n for n in range(5, 5 * TEAMS * 8, 5) if n % TEAMS in teams][:8]
    people = [one(f"SELECT {number_of('person', n)}") for n in served]
    worker = one(f"SELECT {number_of('worker', served[0] % (TEAMS * 12))}")
    own = uuid.uuid4()
    asker = Asker(kind=Kind.STAFF, number=own, holders=frozenset({own, *numbers}))
    return Sitter(name, asker, numbers[:3], people, worker)


def answers(who: Sitter) -> dict[str, list[Any]]:
    """Run the page's 20 queries as its asker: limited lists of each team, one merged, bounded counts, people, notes."""
    opened = [list(_open(team)[:50]) for team in who.teams]
    counts = [BenchCase.objects.filter(team=team, state="waiting")[:50].count() for team in who.teams]
    merged = _open(who.teams[0])[:50].union(*(_open(team)[:50] for team in who.teams[1:]), all=True)
    lists = [*opened, list(merged.order_by("due_on", "id")[:50])]
    lists.append(list(BenchCase.objects.filter(worker=who.worker).order_by("due_on", "id")[:50]))
    lists += [list(BenchCase.objects.filter(person=person)) for person in who.people[:2]]
    people = list(BenchPerson.objects.filter(id__in=[case.person for case in opened[-1]]).order_by("id"))
    people += [BenchPerson.objects.get(id=person) for person in who.people[:6]]
    notes = [
        note for person in who.people[:3] for note in BenchNote.objects.filter(about=person).order_by("-at", "id")[:20]
    ]
    return {"lists": lists, "counts": counts, "people": people, "notes": notes}


def _open(team: uuid.UUID) -> QuerySet[BenchCase]:
    return BenchCase.objects.filter(team=team, state="open").order_by("due_on", "id")


@dataclass
class Board:
    """The page as the site serves it: the fence's middleware, 20 queries, a template, the access row, the commit."""

    who: Sitter
    template: Template = field(default_factory=lambda: Template(BOARD))
    in_queries: float = 0.0

    def _view(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        found = answers(self.who)
        self.in_queries += time.perf_counter() - began
        fence.note_subjects(person.id for person in found["people"])
        return HttpResponse(self.template.render(Context(found)))

    def serve(self) -> bytes:
        """One request, answered. Errors: AssertionError when it is not a page."""
        middleware = fence.FenceMiddleware(self._view)
        middleware.asker_from = lambda request: self.who.asker
        request = HttpRequest()
        request.method, request.path = "GET", "/bench/"
        response = middleware(request)
        assert response.status_code == 200, response
        return bytes(getattr(response, "content", b""))

    def milliseconds(self, pages: int) -> tuple[float, float]:
        """Median time of one page over so many pages, and of the part of it spent in queries."""
        whole, queries = [], []
        for _ in range(pages):
            self.in_queries, began = 0.0, time.perf_counter()
            self.serve()
            whole.append((time.perf_counter() - began) * 1000)
            queries.append(self.in_queries * 1000)
        return median(whole), median(queries)


def fences(owner: psycopg.Connection, on: bool) -> None:
    """Turn row security of the benchmark's tables on or off: the same tables, rows, indexes and warm pages."""
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} ROW LEVEL SECURITY")
