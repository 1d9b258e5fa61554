"""The life of a hub network, and lineage, as plain rules."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.places.policy import ONWARD, reached, why_not_move
from familyhub.places.terms import HubState

DAY, LATER = date(2026, 1, 1), date(2026, 2, 1)


def test_every_state_but_the_last_leads_on_and_may_be_closed() -> None:
    path = [HubState.PROPOSED, HubState.CONSULTED, HubState.DESIGN, HubState.PILOT, HubState.LIVE, HubState.REDUCED]
    for now, to in zip(path, [*path[1:], HubState.CLOSED], strict=True):
        assert why_not_move(now, DAY, to, LATER, True) is None
        assert why_not_move(now, DAY, HubState.CLOSED, LATER, True) is None
    assert set(ONWARD) == set(HubState)


@pytest.mark.parametrize(
    ("now", "to", "said"),
    [
        (HubState.PROPOSED, HubState.LIVE, "a network that is proposed cannot become live"),
        (HubState.LIVE, HubState.PILOT, "a network that is live cannot become pilot"),
        (HubState.CLOSED, HubState.PROPOSED, "a network that is closed cannot become proposed"),
        (HubState.CLOSED, HubState.CLOSED, "a network that is closed cannot become closed"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(now: HubState, to: HubState, said: str) -> None:
    assert why_not_move(now, DAY, to, LATER, True) == said


def test_a_state_begins_after_the_one_before_and_a_live_network_has_a_main_site() -> None:
    assert "a later one begins after that day" in str(why_not_move(HubState.PILOT, DAY, HubState.LIVE, DAY, True))
    assert "choose it first" in str(why_not_move(HubState.PILOT, DAY, HubState.LIVE, LATER, False))
    assert why_not_move(None, None, HubState.PROPOSED, DAY, False) is None


def test_what_pairs_lead_to_ends_even_in_a_circle() -> None:
    assert reached(["a"], [("a", "b"), ("b", "c"), ("x", "y")]) == {"a", "b", "c"}
    assert reached(["a"], [("a", "b"), ("b", "a")]) == {"a", "b"}
