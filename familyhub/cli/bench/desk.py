"""What an officer could learn from the neutral page: of a protected person, of their own relation, and of the sample.

Three requests stand behind the same words. Each is asked for `runs` times, in turn, through the whole site, as role app
in a real session, with its access row and its commit. `pages`: how many different pages came back, without reference
and time of receipt; `queries`: how many different counts of statements; both must be 1. `ratio`: the slowest of the
three medians over the fastest, with the figures of two halves of one and the same request beside it, which is what
chance alone does here.
"""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from statistics import median
from typing import Any

from familyhub.cli.bench.fence import folder
from familyhub.cli.trial import database

KIND = "bench_desk_"
RECEIVED = re.compile(r"Received [^<]+")
Say = Callable[[str], None]


def run(runs: int = 200, say: Say = lambda words: None) -> dict[str, Any]:
    """Measure. Returns counts, ratio and medians in ms. Errors: StartFailed, NoServer, NotMade."""
    with database.bench_cluster(folder()) as cluster:
        name = KIND + uuid.uuid4().hex[:12]
        os.environ.update(database.variables(cluster, name, "app"))
        import django

        django.setup()
        from familyhub.cli.django_ready import close_connections
        from familyhub.cli.static_files import collect

        collect()
        say("making a county with three requests behind the same words")
        database.make_empty(cluster, name, KIND)
        references = _requests()
        taken, pages, queries = _look(references, runs, say)
        close_connections()
    return _figures(taken, pages, queries) | {"runs": runs}


def _requests() -> dict[str, tuple[uuid.UUID, str]]:
    """One request for each cause of the neutral page, and its reference."""
    from django.conf import settings
    from django.utils import timezone

    from familyhub.cli.trial.behind_the_desk import county_with_officer, protected, related
    from familyhub.core import fence
    from familyhub.core.asker import public
    from familyhub.demo import families
    from familyhub.referrals import actions

    officer = county_with_officer()
    sender = public("bench")
    whole = families.mother_baby_and_child("ZZ2 1AA", timezone.localdate(), families.nurse("nora@nursing.example"))
    told = {
        "protected person": protected(whole, officer),
        "declared relation": related(whole, officer),
        "daily sample": replace(whole, subjects=whole.subjects[:1]),
    }
    found = {}
    for cause, new in told.items():
        sample = int(cause == "daily sample")
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, desk_sample=sample)
        with fence.enter(sender):
            got = actions.receive(new=new, by=sender, at=timezone.now() - timedelta(hours=1))
        found[cause] = (got.request, got.reference)
    return found


def _look(
    requests: dict[str, tuple[uuid.UUID, str]], runs: int, say: Say
) -> tuple[dict[str, list[float]], set[str], set[int]]:
    """Ask for the three in turn; which comes first alternates."""
    from django.core.handlers.wsgi import WSGIHandler

    from familyhub.accounts.models import Staff
    from familyhub.cli.trial.behind_the_desk import officer
    from familyhub.cli.trial.sitting import Screen

    screen = Screen.of_staff(Staff.objects.get(id=str(officer().number)), WSGIHandler())
    taken: dict[str, list[float]] = {cause: [] for cause in requests}
    pages, queries = set(), set()
    for cause, (number, reference) in requests.items():
        address = f"/requests/{number}/"
        queries.add(len(screen.questions(address)))
        say(f"looking {runs} times, {cause}")
        pages.add(_told(screen.get(address), reference))
    order = list(requests)
    for turn in range(runs):
        for cause in order[turn % 3 :] + order[: turn % 3]:
            number, reference = requests[cause]
            began = time.perf_counter()
            page = screen.get(f"/requests/{number}/")
            taken[cause].append((time.perf_counter() - began) * 1000)
            pages.add(_told(page, reference))
    return taken, pages, queries


def _told(page: str, reference: str) -> str:
    """What the page says, without what is the contact's own."""
    main = page.split("<main")[1].split("</main>")[0]
    return RECEIVED.sub("Received", main.replace(reference, "REFERENCE"))


def _figures(taken: dict[str, list[float]], pages: set[str], queries: set[int]) -> dict[str, Any]:
    medians = {cause: median(times) for cause, times in taken.items()}
    halves = [(median(times[::2]), median(times[1::2])) for times in taken.values()]
    return {
        "pages": len(pages),
        "queries": len(queries),
        "queries_each": max(queries),
        "ratio": round(max(medians.values()) / min(medians.values()), 3),
        "ratio_by_chance": round(max(max(pair) / min(pair) for pair in halves), 3),
        "median_ms": {cause: round(value, 2) for cause, value in medians.items()},
    }
