"""The life of a hub network, and who became whom: the rules (S3-15; S1-01)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from typing import TypeVar

from familyhub.places.terms import HubState

Key = TypeVar("Key", bound=Hashable)
ONWARD: dict[HubState, frozenset[HubState]] = {
    HubState.PROPOSED: frozenset({HubState.CONSULTED, HubState.DESIGN}),
    HubState.CONSULTED: frozenset({HubState.DESIGN}),
    HubState.DESIGN: frozenset({HubState.PILOT, HubState.LIVE}),
    HubState.PILOT: frozenset({HubState.LIVE}),
    HubState.LIVE: frozenset({HubState.REDUCED}),
    HubState.REDUCED: frozenset({HubState.LIVE}),
    HubState.CLOSED: frozenset(),
}
"""What follows what. Any state but the last may also be closed: a proposal is dropped, a network ends."""


def why_not_move(now: HubState | None, since: date | None, to: HubState, on: date, has_main_site: bool) -> str | None:
    """Why a network cannot move from its state (None: it has none yet) to another on a day; None where it can."""
    if now is not None and to not in ONWARD[now] | ({HubState.CLOSED} if now != HubState.CLOSED else frozenset()):
        return f"a network that is {now.value} cannot become {to.value}"
    if since is not None and on <= since:
        return f"its state of {since.isoformat()} is already known; a later one begins after that day"
    if to == HubState.LIVE and not has_main_site:
        return "a live network has a main site: choose it first"
    return None


def reached(start: Iterable[Key], pairs: Iterable[tuple[Key, Key]]) -> set[Key]:
    """Everything that the pairs lead to from the start, and the start itself. Circles end."""
    onward: dict[Key, set[Key]] = {}
    for one, other in pairs:
        onward.setdefault(one, set()).add(other)
    seen: set[Key] = set()
    waiting = set(start)
    while waiting:
        seen |= waiting
        waiting = {found for one in waiting for found in onward.get(one, set())} - seen
    return seen
