"""The assessment, broken off in every way: what was typed is there again; and two who write at once lose nothing.

An ordinary run breaks off a few times, the same each time, and where others are at work the database breaks off their
connections alone. `--nightly` a hundred times, beside a database and a worker of its own, which are killed.
"""

from __future__ import annotations

import random
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error

from tests.journeys.failing import AWAY_SECONDS, PATIENCE_SECONDS, Day, Typed, a_day, own_site
from tests.live import Site
from tests.own import Own
from tests.telling import tell

pytestmark = pytest.mark.journey
KINDS = ("browser", "worker", "database", "session", "network")
AT_NIGHT = (*KINDS, "jobs")
TYPES_FOR = (0.4, 1.0, 2.7, 5.5)
MOST_LOST_SECONDS = 5.0
QUESTIONS = ("health", "learning", "safe")


def box_of(page: Any, question: str) -> Any:
    return page.locator(f'[name="a_{question}"]')


def save(page: Any) -> None:
    page.get_by_role("button", name="Save", exact=True).first.click()


def broken_off(day: Day, part: uuid.UUID, kind: str) -> float:
    """One time: seconds of typing that were lost. Errors: AssertionError where the work cannot go on."""
    address, question = f"/assessments/parts/{part}/", day.chance.choice(QUESTIONS)
    day.page.goto(address)
    box = box_of(day.page, question)
    typed = Typed(before=box.input_value())
    box.fill("")
    day.type(box, day.chance.choice(TYPES_FOR), typed)
    fails: Callable[[], None] = getattr(day, f"lose_{kind}")
    fails()
    until = time.monotonic()
    if kind == "browser":
        day.sit_down()
    elif kind == "session":
        day.type(box, 0.4, typed)
        save(day.page)
        day.page.get_by_text("Your session ended. What you typed is kept").wait_for()
        day.page.context.add_cookies([day.cookie()])
    elif day.chance.random() < 0.5:  # the page stays open, and what is typed goes on
        day.type(box, AWAY_SECONDS, typed)
        day.all_is_well()
        until = time.monotonic()
        save(day.page)
        day.page.wait_for_url("**/assessments/*/")
    else:  # somebody presses Save while nothing answers, and opens the page again
        save(day.page)
        day.page.wait_for_timeout(AWAY_SECONDS * 1000)
    day.all_is_well()
    found = opened(day.page, address, question)
    lost = typed.lost(found, until)
    save(day.page)
    day.page.wait_for_url("**/assessments/*/")
    return lost


def opened(page: Any, address: str, question: str) -> str:
    """What stands in the box when the page is opened again: tried as often as a person would."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = page.goto(address)
        if answer is not None and answer.status == 200:
            return str(box_of(page, question).input_value())
        assert time.monotonic() < deadline, f"the part does not open: {answer and answer.status}"
        page.wait_for_timeout(200)


@pytest.fixture
def ground(
    running: Site, django_db_blocker: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Site, Own | None]]:
    """Where things break: at night where nobody else works."""
    if not request.config.getoption("--nightly"):
        yield running, None
        return
    with own_site(tmp_path / "own", django_db_blocker) as made:
        yield made


def test_what_is_typed_survives_whatever_breaks(
    chromium: Any,
    ground: tuple[Site, Own | None],
    django_db_blocker: Any,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at_night = request.config.getoption("--nightly")
    kinds, many = (AT_NIGHT, 100) if at_night else (KINDS, len(KINDS))
    part = ground[0].world.assessed["here"].part
    recovered: Counter[str] = Counter()
    lost: list[float] = []
    failed: list[str] = []
    with a_day(*ground, chromium, django_db_blocker, seed=many) as day:
        for turn in range(many):
            kind = kinds[turn % len(kinds)]
            try:
                lost.append(broken_off(day, part, kind))
                recovered[kind] += 1
            except (AssertionError, Error) as no:
                failed.append(f"{kind}: {no}")
                day.all_is_well()
                day.sit_down()
        if day.own:
            day.own.wait_for(lambda: day.jobs_waiting() == 0, "jobs were left undone")
    words = (
        f"{sum(recovered.values())} of {many} failures recovered, at most {max(lost, default=0):.1f} s of typing lost"
    )
    tell(capsys, f"assessment broken off: {words}, {dict(recovered)}")
    assert failed == []
    assert max(lost) <= MOST_LOST_SECONDS


def edit(page: Any, question: str, word: str) -> None:
    """Write one word more into the answer that is seen, and save; where somebody else wrote too, make one of both."""
    box = box_of(page, question)
    box.fill(f"{box.input_value()} {word}".strip())
    save(page)
    page.wait_for_load_state()
    while page.locator(".govuk-error-summary").count():
        assert "somebody else changed this too" in page.locator(".govuk-error-summary").inner_text()
        mine = box_of(page, question).input_value().split()
        theirs = page.locator(".govuk-inset-text", has_text="Saved now").first.inner_text().split(":", 1)[1].split()
        box_of(page, question).fill(" ".join([*theirs, *(one for one in mine if one not in theirs)]))
        save(page)
        page.wait_for_load_state()


def test_two_who_write_at_once_overwrite_nothing(
    visit: Any, running: Site, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    many = 100 if request.config.getoption("--nightly") else 5
    address = f"/assessments/parts/{running.world.assessed['there'].part}/"
    pages = {who: visit(who) for who in ("worker there", "coordinator there")}
    chance, written, met = random.Random(many), [], 0
    for turn in range(many):
        chosen = {who: chance.choice(QUESTIONS[:2]) for who in pages}
        for page in pages.values():
            page.goto(address)
        order = sorted(pages, key=lambda _: chance.random())
        for who in order:
            word = f"{who[0]}{turn}"
            edit(pages[who], chosen[who], word)
            written.append((chosen[who], word))
        met += len(set(chosen.values())) == 1
    page = pages["worker there"]
    page.goto(address)
    said = {question: box_of(page, question).input_value().split() for question in QUESTIONS[:2]}
    gone = [word for question, word in written if word not in said[question]]
    tell(capsys, f"two browsers: {len(written)} edits, {met} times at once in one answer, {len(gone)} overwritten")
    assert met > 0
    assert gone == []
