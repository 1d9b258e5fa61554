"""The seeded world, made once a test run; every other copies its database."""

from __future__ import annotations

from tests.leaks.world import World, build
from tests.once import connected_to, copy_of

__all__ = ["connected_to", "copy_of_world"]


def copy_of_world(name: str) -> World:
    """A database `name` with the world in it, and what is in it. To be dropped by whoever asked."""
    return copy_of("families", build, name)
