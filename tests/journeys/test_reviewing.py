"""In a browser: a reviewer settles thirty seeded pairs, five of them twins, without a wrong link."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from familyhub.core import fence
from familyhub.people import actions
from familyhub.people.models import Pair
from familyhub.people.terms import PairSource
from tests.journeys.seeded_pairs import SeededPair, person_of, seeded_pairs
from tests.journeys.test_access_with_a_reason import looked_at
from tests.journeys.typing import press
from tests.live import Site, connected_to

pytestmark = pytest.mark.journey
LONG_AGO = datetime(2026, 10, 5, 9, tzinfo=UTC)
SAME, TWO = "The same person: propose to merge", "Two people: never ask again"
LIKELY = {f"{n}%": n / 100 for n in range(1, 100)} | {"over 99%": 0.999, "under 1%": 0.001}
MOST_ACTIONS = 3


def put_on_the_bench(running: Site, blocker: Any) -> dict[uuid.UUID, SeededPair]:
    """The thirty as the front door leaves them, the oldest of the bench and before all others."""
    by, found = running.world.askers["officer"], {}
    with blocker.unblock(), connected_to(running.database), fence.enter(by):
        rows = [person_of(row) for seeded in seeded_pairs() for row in (seeded.left, seeded.right)]
        made = actions.register_many(new=rows, by=by, at=LONG_AGO)
        for seeded, one, other in zip(seeded_pairs(), made[::2], made[1::2], strict=True):
            new = actions.NewPair(one.record, other.record, seeded.reasons, PairSource.DOOR, seeded.probability)
            number = actions.notice(new=new, by=by, at=LONG_AGO, is_first=True)
            assert number
            found[number] = seeded
    return found


def number_in(address: str) -> uuid.UUID | None:
    part = address.rstrip("/").rsplit("/", 1)[-1]
    return uuid.UUID(part) if len(part) == 36 else None


def choice(page: Any) -> tuple[str, str]:
    """What the screen says, weighed as a careful reviewer does: (what tells them, which button)."""
    head = page.locator("main p strong", has_text="likely").first.inner_text().removesuffix(" likely to be one person")
    said = page.locator("main ul.govuk-list--bullet").first.inner_text().lower()
    if LIKELY[head.lower()] >= 0.95 and "nhs number differs" not in said:
        return ("number" if "same nhs number" in said else "fits"), SAME
    if "twin" in said:
        return "twins", TWO
    return ("generation" if "parent and child" in said else "siblings" if "of the family" in said else "namesake"), TWO


def by_mouse(page: Any, told: str, button: str) -> int:
    """Two presses: what tells, and the decision."""
    page.locator(f'[name="told"][value="{told}"]').check(force=True)
    press(page, button)
    return 2


def by_keyboard(page: Any, told: str, button: str) -> int:
    """The same with Tab, arrows and Enter alone."""
    tab_to(page, "e => e.name === 'told'")
    wanted = page.locator('[name="told"]').evaluate_all(f"all => all.findIndex(e => e.value === '{told}')")
    page.keyboard.press("Space")
    for _ in range(wanted):
        page.keyboard.press("ArrowDown")
    tab_to(page, f"e => e.tagName === 'BUTTON' && e.innerText.trim() === '{button}'")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return 2


def tab_to(page: Any, what: str) -> None:
    for _ in range(80):
        if page.evaluate(f"({what})(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not to be reached by keyboard: {what}")


def test_a_reviewer_settles_thirty_pairs_without_a_wrong_link_in_three_actions_each(
    visit: Any, running: Site, django_db_blocker: Any
) -> None:
    left = put_on_the_bench(running, django_db_blocker)
    assert len(left) == 30 and sum(one.kind == "twins" for one in left.values()) == 5
    page, decided, actions_of = visit("officer"), {}, []
    page.goto("/people/review/")
    press(page, "Take the next one")
    for done in range(30):
        number = number_in(page.url)
        assert number in left and number not in decided  # each decision lands on the next pair
        if done == 20:
            page.set_viewport_size({"width": 360, "height": 900})
            looked_at(page, "pair-360")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        told, button = choice(page)
        decided[number] = button == SAME
        actions_of.append((by_keyboard if done >= 28 else by_mouse)(page, told, button))
    assert max(actions_of) <= MOST_ACTIONS
    wrong = [left[number].kind for number, is_one in decided.items() if is_one and not left[number].is_one]
    missed = [left[number].kind for number, is_one in decided.items() if not is_one and left[number].is_one]
    assert (wrong, missed) == ([], [])
    let_go(page)
    with django_db_blocker.unblock(), connected_to(running.database), fence.enter(running.world.askers["officer"]):
        states = dict(Pair.objects.filter(id__in=decided).values_list("id", "state"))
    assert {number: state == "proposed" for number, state in states.items()} == decided


def let_go(page: Any) -> None:
    """What the last decision landed on is another's work."""
    if number_in(page.url):
        page.get_by_role("button", name="Let it go").click()
